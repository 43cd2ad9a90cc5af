"""A megabyte without a place to split at: how many tokens, and a hash of their ids."""

import tiktoken

UNITS = [
    {"name": "a letter", "unit": "a"},
    {"name": "spaces", "unit": " "},
    {"name": "a symbol", "unit": "^"},
    {"name": "a Han character", "unit": "中"},
    {"name": "line ends", "unit": "\n"},
    {"name": "two letters", "unit": "ab"},
    {"name": "a combining mark", "unit": "\u0301"},
    {"name": "an emoji", "unit": "😀"},
    {"name": "random letters", "alphabet": "abcdefghijklmnopqrstuvwxyz"},
    {"name": "two random letters", "alphabet": "ab"},
    {"name": "random Han characters", "alphabet": "的一是不了人我在有他这为之大来以个中上们"},
]
BYTES = 1_000_000
ENCODINGS = ["o200k_base", "cl100k_base", "p50k_base", "r50k_base", "tekken", "mistral_v1", "deepseek", "qwen", "gemma3", "gemma4"]


def text(row: dict) -> str:
    """A unit again and again, or characters drawn by Knuth's MMIX generator from 1."""
    if "unit" in row:
        return row["unit"] * (BYTES // len(row["unit"].encode()))
    alphabet, state, drawn = row["alphabet"], 1, []
    for _ in range(BYTES // len(alphabet[0].encode())):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        drawn.append(alphabet[(state >> 33) % len(alphabet)])
    return "".join(drawn)


def encode(encoding: tiktoken.Encoding, text: str) -> list[int]:
    """Every text here is one piece; tiktoken's regular expression runs out of stack on a megabyte of spaces."""
    beginning = text[:10_000]
    assert encoding.encode_ordinary(beginning) == encoding._encode_single_piece(beginning)
    return encoding._encode_single_piece(text)


def fnv1a(ids: list[int]) -> str:
    state = 0xCBF29CE484222325
    for token in ids:
        for byte in token.to_bytes(4, "little"):
            state = (state ^ byte) * 0x100000001B3 % 2**64
    return f"{state:016x}"


def rows(encodings: dict[str, tiktoken.Encoding]) -> list[dict]:
    made = []
    for row in UNITS:
        row = {**row, "bytes": len(text(row).encode())}
        for name in ENCODINGS:
            ids = encode(encodings[name], text(row))
            row[name] = {"tokens": len(ids), "fnv1a": fnv1a(ids)}
        made.append(row)
    return made
