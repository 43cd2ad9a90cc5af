"""Texts in many languages, of which only the counts are kept: the messages of
Django, as its package has them translated.

How many tokens of `o200k_base` each text has of each class, as
`src/classes.rs` tells classes, and how many tokens other tokenizers make of it.
"""

import importlib.util
import pathlib
import re

import django
import tiktoken

SOURCE = f"messages of Django {django.__version__} (BSD-3-Clause)"
# A text of less says little.
LEAST_CHARACTERS = 3000
CLASSES = 7
LATIN, PUNCTUATION, DIGITS, SPACE, CJK, OTHER, REST = range(CLASSES)


def class_of_byte(byte: int) -> int:
    character = chr(byte)
    if byte < 0x80:
        if character.isalpha():
            return LATIN
        if character.isdigit():
            return DIGITS
        return SPACE if character in " \t\n\v\f\r" else PUNCTUATION
    if 0xC3 <= byte <= 0xC9:
        return LATIN
    if 0xCA <= byte <= 0xE1:
        return OTHER
    return CJK if 0xE3 <= byte <= 0xED else REST


def class_of(token: bytes) -> int:
    classes = [class_of_byte(byte) for byte in token]
    return next((one for one in classes if one != SPACE), SPACE)


def texts() -> dict[str, str]:
    root = pathlib.Path(importlib.util.find_spec("django").origin).parent / "conf/locale"
    found = {}
    for file in sorted(root.glob("*/LC_MESSAGES/django.po")):
        messages = re.findall(r'^msgstr(?:\[\d\])? "(.+)"$', file.read_text(), re.MULTILINE)
        text = "\n".join(messages)
        if len(text) >= LEAST_CHARACTERS:
            found[file.parts[-3]] = text
    return found


def rows(encodings: dict[str, tiktoken.Encoding]) -> list[dict]:
    o200k = encodings["o200k_base"]
    counted = ["cl100k_base", "p50k_base", "r50k_base", "tekken", "mistral_v1", "deepseek", "qwen"]
    made = []
    for name, text in texts().items():
        classes = [0] * CLASSES
        for token in o200k.decode_tokens_bytes(o200k.encode_ordinary(text)):
            classes[class_of(token)] += 1
        tokens = {encoding: len(encodings[encoding].encode_ordinary(text)) for encoding in counted}
        made.append({"name": name, "classes": classes, "tokens": tokens})
    return made
