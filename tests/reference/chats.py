"""Conversations as Mistral's own package frames them, in its versions of the template."""

import json
import pathlib
import tempfile

from mistral_common.protocol.instruct.request import ChatCompletionRequest
from mistral_common.tokens.tokenizers.base import SpecialTokens
from mistral_common.tokens.tokenizers.mistral import MistralTokenizer

import families

FIRST = ["<unk>", "<s>", "</s>"]

CHATS = {
    "one question": [("user", "Hello")],
    "with a system prompt": [("system", "Be brief."), ("user", "Hello")],
    "a conversation": [("system", "Be brief."), ("user", "Hello"), ("assistant", "Hi"), ("user", "Bye")],
    "of several lines": [("system", "Line one.\n\nLine two.\n"), ("user", "  indented\n\ttext 日本語 😀"), ("assistant", "Oui ; ça va."), ("user", "[INST] is text")],
    "spaces at the end of an answer": [("user", "Hello"), ("assistant", "Answer.  "), ("user", "Bye ")],
    "two questions and two answers in a row": [("user", "Hello"), ("user", "Are you there?"), ("assistant", "Yes. "), ("assistant", "I am."), ("user", "Good."), ("user", "Bye")],
    "a question in parts": [("system", "Be brief."), ("user", [{"type": "text", "text": "Hello"}, {"type": "text", "text": "you"}])],
}
# A model of each version of the template.
MODELS = {"open-mistral-nemo": "v3", "mistral-small-latest": "v7", "mistral-medium-latest": "v13"}
# And of each of the first, with its SentencePiece model.
FIRST_MODELS = {"open-mixtral-8x7b": "v1", "mistral-large-2402": "v2", "open-mixtral-8x22b": "v3", "mistral-large-2411": "v7"}


def tokenizer(version: str) -> MistralTokenizer:
    """The tokenizer of the package's vocabulary, with another version of the template."""
    path = pathlib.Path(families.package_file("mistral_common", "data/tekken_240911.json"))
    if version == "v3":
        return MistralTokenizer.from_file(str(path))
    vocabulary = json.loads(path.read_text())
    vocabulary["config"]["version"] = version
    names = FIRST + [token.value for token in SpecialTokens if token.value not in FIRST]
    vocabulary["special_tokens"] = [{"rank": at, "token_str": name, "is_control": True} for at, name in enumerate(names)]
    with tempfile.TemporaryDirectory() as directory:
        changed = pathlib.Path(directory) / "tekken.json"
        changed.write_text(json.dumps(vocabulary))
        return MistralTokenizer.from_file(str(changed))


def first_tokenizer(version: str) -> MistralTokenizer:
    file = families.MISTRALS[f"mistral_{version}"]
    return MistralTokenizer.from_file(families.package_file("mistral_common", f"data/{file}"))


def rows(_encodings: dict) -> list[dict]:
    made = []
    every = [(model, version, tokenizer(version)) for model, version in MODELS.items()]
    every += [(model, version, first_tokenizer(version)) for model, version in FIRST_MODELS.items()]
    for model, version, mistral in every:
        for name, chat in CHATS.items():
            messages = [{"role": role, "content": content} for role, content in chat]
            tokens = mistral.encode_chat_completion(ChatCompletionRequest(messages=messages)).tokens
            made.append({"name": name, "model": model, "template": version, "messages": messages, "tokens": len(tokens)})
    return made
