"""Helpers for the tests of ingest."""

from __future__ import annotations

import io
from pathlib import Path

from sayso.errors import SaysoError
from sayso.ingest import Defaults, Ingested, find_reports
from sayso.model import Report
from sayso.settings import Settings

FIXTURES = Path(__file__).parent / "fixtures"


def take(
    *paths: str | Path,
    stdin: bytes | None = None,
    defaults: Defaults | None = None,
    settings: Settings | None = None,
) -> list[Ingested | SaysoError]:
    """Everything that comes out for the paths."""
    stream = None if stdin is None else io.BytesIO(stdin)
    return list(
        find_reports(
            [str(p) for p in paths], defaults=defaults or Defaults(), settings=settings or Settings(), stdin=stream
        )
    )


def take_bytes(data: bytes, **options: object) -> list[Ingested | SaysoError]:
    """Everything that comes out for the bytes on standard input."""
    return take("-", stdin=data, **options)  # type: ignore[arg-type]


def only_report(taken: list[Ingested | SaysoError]) -> Report:
    """The one report that came out, without issues."""
    assert len(taken) == 1, taken
    assert isinstance(taken[0], Ingested), taken
    assert taken[0].issues == ()
    return taken[0].report


def codes(taken: list[Ingested | SaysoError]) -> list[str]:
    """What came out: "report", "report SAY-112" with its issues, or the error's code."""
    return [x.code if isinstance(x, SaysoError) else " ".join(["report", *(i.code for i in x.issues)]) for x in taken]
