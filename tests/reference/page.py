"""The texts that the page tests paste."""

import tiktoken

TEXTS = [
    {"name": "english", "text": "You are a careful assistant. Answer in plain English, in at most five sentences.\n"},
    {"name": "code", "text": "function f(x) {\n\treturn x * 2; // “twice”\n}\n"},
    {"name": "japanese", "text": "次の文章を読み、誤字を直してください。予算は 1,250 万円です。"},
    {"name": "arabic", "text": "مرحبا بالعالم، هذا نص قصير للعد."},
    {"name": "emoji", "text": "👩‍🚀🚀 café e\u0301 🇯🇵 👍🏽 नमस्ते"},
    {"name": "special token", "text": "before <|endoftext|> after <|im_start|>user"},
    {"name": "prototype", "text": "__proto__ constructor toString"},
    {"name": "invisible", "text": "nul \x00 bom \ufeff nel \x85 nbsp \xa0 zwj \u200d end"},
    {"name": "markup", "text": "<img src=x onerror=alert(1)> & <b>bold</b> {{ 7*7 }}"},
    {"name": "megabyte", "repeat": "The keeper lit the lamp at 18:40, 3 minutes late; 灯台 was dark until then. 😀\n", "times": 12_500},
    {"name": "megabyte of one letter", "repeat": "a", "times": 1_000_000},
]
LONGEST_WITH_IDS = 1000


def rows(encodings: dict[str, tiktoken.Encoding]) -> list[dict]:
    made = []
    for row in TEXTS:
        text = row.get("text") or row["repeat"] * row["times"]
        row = {**row, "characters": len(text)}
        for name in ("o200k_base", "cl100k_base"):
            ids = encodings[name].encode_ordinary(text)
            row[name] = {"tokens": len(ids), **({"ids": ids} if len(text) <= LONGEST_WITH_IDS else {})}
        made.append(row)
    return made
