"""Writes `bench/expected.json`: what OpenAI's tiktoken makes of every text that is measured.

    target/reference/bin/python bench/expected.py target/bench/corpora

For when the texts change; tests/reference/README.md says how to install it.
"""

import hashlib
import json
import pathlib
import struct
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/reference"))
import oracle  # noqa: E402


def row(encoding, text: str) -> dict:
    # tiktoken's regex engine has no stack for a megabyte of spaces; all of them are one piece.
    ids = encoding.encode_ordinary(text) if text.strip() else encoding._encode_single_piece(text)
    stored = struct.pack(f"<{len(ids)}I", *ids)
    return {"tokens": len(ids), "ids_sha256": hashlib.sha256(stored).hexdigest()}


def main() -> None:
    encodings = oracle.load_encodings()
    texts = {}
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt")):
        text = path.read_bytes().decode()
        texts[path.stem] = {name: row(encodings[name], text) for name in ("o200k_base", "cl100k_base")}
        print(path.stem, {name: value["tokens"] for name, value in texts[path.stem].items()})
    written = {"written_by": "bench/expected.py", "source": oracle.SOURCE, "texts": texts}
    (ROOT / "bench/expected.json").write_text(json.dumps(written, indent=1) + "\n")


main()
