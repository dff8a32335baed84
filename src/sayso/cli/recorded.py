"""Records that `sayso read --json` wrote, taken back in."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from sayso.batch import Results
from sayso.errors import SaysoError
from sayso.model import Claim, Record, Span

_SUFFIXES = (".jsonl", ".ndjson")
_MOST_BYTES = 256 << 20  # of one line: a record is many times as long as its report
_HEAD = b'{"sayso":'


def holds_records(path: str) -> bool:
    """Whether the file is of JSON Lines and begins as a record of Sayso does."""
    if not path.lower().endswith(_SUFFIXES) or not os.path.isfile(path):
        return False
    try:
        with Path(path).open("rb") as file:
            return file.read(len(_HEAD)) == _HEAD
    except OSError:
        return False


def read_records(paths: Sequence[str]) -> Results:
    """Yield the records of files, and an error for every line that is none and every file that cannot be read.

    A record counts as none (SAY-214) where a span of its claims or entities lies outside its text.
    """
    decoder = msgspec.json.Decoder(Record)
    for path in paths:
        try:
            with Path(path).open("rb") as file:
                number = 0
                while line := file.readline(_MOST_BYTES + 1):
                    number += 1
                    if line.strip():
                        yield _decode(decoder, line, path, number)
                    if len(line) > _MOST_BYTES:
                        break
        except OSError as error:
            yield SaysoError("SAY-102", path=path, reason=error.strerror)


def _decode(decoder: msgspec.json.Decoder[Record], line: bytes, path: str, number: int) -> Record | SaysoError:
    if len(line) > _MOST_BYTES:
        return SaysoError("SAY-105", path=path, size=len(line), limit=_MOST_BYTES)
    try:
        record = decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        return SaysoError("SAY-214", path=path, line=number, reason=str(error))
    length = len(record.report.text)
    spans = [span for claim in record.claims for span in _spans(claim)]
    spans += [span for entity in record.entities for span in (*entity.mentions, *(r.span for r in entity.roles))]
    if any(span.end > length for span in spans):
        return SaysoError("SAY-214", path=path, line=number, reason="a span lies outside the text")
    return record


def _spans(claim: Claim) -> list[Span]:
    single = (claim.source, claim.cue, claim.channel)
    return [*(span for span in single if span is not None), *claim.content, *claim.hedges]
