"""Gemma's encodings, from the pieces and merges of the crate that the build reads.

Gemma 4 is what Hugging Face's tokenizers, the engine that Google's file is
written for, make of them. Of Gemma 3 Google publishes a SentencePiece model
with the same pieces: here one is put together from them for SentencePiece.
"""

import json
import pathlib
import subprocess

import sentencepiece
import tokenizers
from sentencepiece import sentencepiece_model_pb2 as model

import oracle

CRATE = "splintr-vocab-gemma4"
# Runs of line ends, spaces and tabs, and tags of HTML.
FOUND = [*range(107, 238), *range(255_968, 255_999)]
BYTES = range(238, 494)


def unescaped(line: str) -> str:
    parts = line.split("\\\\")
    return "\\".join(part.replace("\\n", "\n").replace("\\r", "\r") for part in parts)


def read() -> tuple[list[str], list[int]]:
    """The pieces by id, and the ids that merge, first come first."""
    command = ["cargo", "metadata", "--format-version=1", "--locked"]
    metadata = json.loads(subprocess.run(command, cwd=oracle.ROOT, check=True, capture_output=True).stdout)
    (crate,) = [package for package in metadata["packages"] if package["name"] == CRATE]
    text = (pathlib.Path(crate["manifest_path"]).parent / "vocabs/gemma4.mbpe").read_bytes().decode()
    head, lines = text.split("\n\n", 1)
    counts, lines = dict(line.split(" ") for line in head.split("\n")), lines.split("\n")
    pieces = [unescaped(line) for line in lines[: int(counts["vocab"])]]
    merges = [int(line.split(" ")[0]) for line in lines[int(counts["vocab"]) :] if line]
    assert len(pieces) == len(set(pieces)) == int(counts["vocab"]) and len(merges) == int(counts["merges"])
    return pieces, merges


def specials_of_four(pieces: list[str]) -> dict[str, int]:
    named = [*range(107), *range(255_999, len(pieces))]
    return {pieces[id]: id for id in named}


def specials_of_three(pieces: list[str]) -> dict[str, int]:
    specials = {pieces[id]: id for id in range(6)}
    specials |= {f"<unused{id - 6}>": id for id in range(6, 105)}
    specials |= {"<start_of_turn>": 105, "<end_of_turn>": 106, "<start_of_image>": 255_999, "<end_of_image>": 256_000}
    return specials | {f"<unused{id - 256_001 + 99}>": id for id in range(256_001, len(pieces))}


def four(pieces: list[str], ranks: list[int]) -> tokenizers.Tokenizer:
    ids = {piece: id for id, piece in enumerate(pieces)}
    # Google's file lists every way to make a piece of two.
    cuts = [(piece[:at], piece[at:]) for piece in (pieces[id] for id in ranks) for at in range(1, len(piece))]
    merges = [pair for pair in cuts if all(part in ids for part in pair)]
    engine = tokenizers.models.BPE(ids, merges, byte_fallback=True, fuse_unk=True, unk_token="<unk>")
    tokenizer = tokenizers.Tokenizer(engine)
    tokenizer.normalizer = tokenizers.normalizers.Replace(" ", "▁")
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Split(" ", "merged_with_previous")
    return tokenizer


def three(pieces: list[str], ranks: list[int]) -> sentencepiece.SentencePieceProcessor:
    kinds = model.ModelProto.SentencePiece
    scores = {id: -float(rank) for rank, id in enumerate(ranks)}
    proto = model.ModelProto()
    proto.trainer_spec.model_type = model.TrainerSpec.BPE
    proto.trainer_spec.byte_fallback = True
    proto.trainer_spec.vocab_size = len(pieces)
    proto.trainer_spec.unk_id, proto.trainer_spec.pad_id = 3, 0
    proto.trainer_spec.eos_id, proto.trainer_spec.bos_id = 1, 2
    proto.normalizer_spec.name = "identity"
    proto.normalizer_spec.add_dummy_prefix = False
    proto.normalizer_spec.remove_extra_whitespaces = False
    found = set(FOUND)
    for id, piece in enumerate(pieces):
        kind, score = kinds.NORMAL, scores.get(id, -1e6)
        if id in found:
            kind = kinds.USER_DEFINED
        elif id in BYTES:
            kind = kinds.BYTE
        elif id == 3:
            kind = kinds.UNKNOWN
        elif id < 107 or id > 255_998:
            kind = kinds.CONTROL
        proto.pieces.add(piece=piece, score=score, type=kind)
    return sentencepiece.SentencePieceProcessor(model_proto=proto.SerializeToString())
