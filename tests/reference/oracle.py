"""OpenAI's encodings over the rank files of the pinned `tiktoken-rs` crate."""

import hashlib
import json
import pathlib
import subprocess

import tiktoken
import tiktoken.load
from tiktoken_ext import openai_public

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = f"tiktoken {tiktoken.__version__}"


def ranks_directory() -> pathlib.Path:
    """Where cargo keeps the crate's rank files."""
    command = ["cargo", "metadata", "--format-version=1", "--locked"]
    metadata = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    (crate,) = [package for package in metadata["packages"] if package["name"] == "tiktoken-rs"]
    return pathlib.Path(crate["manifest_path"]).parent / "assets"


def load_encodings() -> dict[str, tiktoken.Encoding]:
    """Every encoding, by name, as tiktoken itself builds it."""
    directory = ranks_directory()

    def read_file(url: str, expected_hash: str) -> bytes:
        content = (directory / url.rsplit("/", 1)[1]).read_bytes()
        # encoder.json is laid out otherwise in the crate; tiktoken only compares
        # what it says with the ranks that it reads from vocab.bpe.
        same = hashlib.sha256(content).hexdigest() == expected_hash
        if not same and not url.endswith("/encoder.json"):
            raise ValueError(f"the crate's file is not the one at {url}")
        return content

    tiktoken.load.read_file_cached = read_file
    constructors = openai_public.ENCODING_CONSTRUCTORS
    return {name: tiktoken.Encoding(**construct()) for name, construct in constructors.items()}
