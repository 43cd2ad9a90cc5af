"""Writes the vectors in `tests/vectors` with the makers' own tokenizers.

    python tests/reference/generate.py [--check]
"""

import argparse
import json
import re

import chats
import families
import golden
import languages
import llama3
import oracle
import page
import repetition

SOURCE = f"{oracle.SOURCE}, {families.SOURCE}"
FILES = {
    "golden": golden.rows,
    "repetition": repetition.rows,
    "page": page.rows,
    "chats": chats.rows,
    "languages": languages.rows,
    "llama3": llama3.rows,
}
# What only one of them is made with.
FURTHER_SOURCES = {"languages": f", {languages.SOURCE}", "llama3": f", {llama3.SOURCE}"}


def content(name: str, rows: list[dict]) -> str:
    written = {"written_by": f"tests/reference/{name}.py", "source": SOURCE + FURTHER_SOURCES.get(name, ""), "texts": rows}
    text = json.dumps(written, ensure_ascii=True, indent=1)
    # A list of numbers on one line.
    numbers = re.compile(r"\[\s+(\d+(?:,\s+\d+)*)\s+\]")
    return numbers.sub(lambda found: "[" + re.sub(r",\s+", ", ", found[1]) + "]", text) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes the vectors in tests/vectors with the makers' own tokenizers.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file would change")
    check = parser.parse_args().check
    encodings = oracle.load_encodings() | families.load_encodings()
    for name, rows in FILES.items():
        path = oracle.ROOT / f"tests/vectors/{name}.json"
        made = content(name, rows(encodings))
        if not check:
            path.write_text(made)
        elif made != path.read_text():
            raise SystemExit(f"{path.name} is not what {SOURCE} give; run tests/reference/generate.py")
        print(f"{path.name}: {len(made)} bytes")


main()
