"""Llama 3's tokenizer, as Meta's own package has it, on the golden texts.

Apart from the others, because its vocabulary is built in only on demand.
"""

import importlib.metadata

import golden
from llama_models.llama3.tokenizer import Tokenizer

SOURCE = f"llama-models {importlib.metadata.version('llama-models')}"


# Tokens that no merging makes: pieces as they stand, and beside other letters.
WHOLE = ("tokens as they stand", " việc hợp nhiều ektedir\n.:.:.:.:.:.:.:.:\n avcviệcvc ektedirx .:.:.:.:.:.:.:.:.:")


def rows(_encodings: dict) -> list[dict]:
    encodings = {"llama3": Tokenizer.get_instance().model}
    return [*golden.rows(encodings), golden.row(*WHOLE, encodings)]
