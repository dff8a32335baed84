"""The records of made-up reports as the reader gives them, kept from one run to the next."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

import sayso
from bench.reading import hash_model
from bench.testbed.truth import Made
from sayso.gazetteer import Gazetteer, find_gazetteer
from sayso.linking.update import thin
from sayso.model import Record, Report, hash_text
from sayso.parse import Reader
from sayso.pipeline import read_report
from sayso.settings import load_settings

CACHE = Path("bench/out/testbed")
"""Where records are kept; Git does not see it, and it may be deleted at any time."""
_LATER = ("linking", "desk", "cli", "export", "batch", "store", "learn")
"""Rooms that have no say in a record."""
_LINKING = ("credits", "disputes", "grave", "happenings", "parties")
"""Word lists that linking alone reads, and their types."""


def make_report(made: Made) -> Report:
    """The report as ``sayso read`` takes it from its line."""
    sha256 = hash_text(made.text)
    return Report(made.id, sha256, made.url, made.outlet, made.title, None, made.published, made.language, made.text)


class RecordMaker:
    """Reads collections; the records of one that was read before by the same code and model come from ``folder``."""

    def __init__(self, reader: Reader, folder: Path = CACHE, *, model: Path | None = None) -> None:
        self._reader = reader
        self._gazetteer: Gazetteer | None = find_gazetteer(load_settings())
        self._folder = folder
        self._version = _hash_code() + "".join(sorted(hash_model(model).values()))

    def read(self, reports: Sequence[Made]) -> list[Record]:
        """The records of some reports, in their order."""
        path = self._folder / f"{self._find_key(reports)}.jsonl.z"
        if path.is_file():
            return [msgspec.json.decode(line, type=Record) for line in zlib.decompress(path.read_bytes()).splitlines()]
        records = [self.read_one(make_report(made)) for made in reports]
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = b"".join(msgspec.json.encode(record) + b"\n" for record in records)
        path.write_bytes(zlib.compress(lines, 1))
        return records

    def read_one(self, report: Report) -> Record:
        """The record of a report, without what links are never found by."""
        return thin(read_report(report, reader=self._reader, gazetteer=self._gazetteer))

    def _find_key(self, reports: Sequence[Made]) -> str:
        digest = hashlib.sha256(self._version.encode())
        for made in reports:
            digest.update(msgspec.json.encode(made))
        return digest.hexdigest()[:32]


def _hash_code() -> str:
    """One digest of all code and data that records depend on."""
    digest = hashlib.sha256()
    for path in _list_files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _list_files() -> Iterator[Path]:
    source = Path(sayso.__file__).parent
    for path in sorted(source.rglob("*")):
        room = path.relative_to(source).parts[0]
        linking = room == "lang" and path.stem in _LINKING
        if path.suffix in (".py", ".toml", ".txt", ".yaml", ".json") and room not in _LATER and not linking:
            yield path
