"""Readers without a model, for tests: they load in other processes by their name."""

from __future__ import annotations

import os
import signal
import time

import msgspec

from sayso import __version__
from sayso.batch import ReadOne
from sayso.errors import SaysoError
from sayso.model import Claim, Issue, Record, Report, Span, hash_text, make_id, make_span_id


class Given(msgspec.Struct, frozen=True):
    """An ingested report."""

    report: Report
    issues: tuple[Issue, ...] = ()


def make_report(text: str, *, uri: str | None = None, title: str | None = None) -> Report:
    sha = hash_text(text)
    return Report(
        id=make_id("report", sha),
        text_sha256=sha,
        uri=uri,
        outlet=None,
        title=title,
        byline=None,
        published=None,
        language=None,
        text=text,
    )


def give(*texts: str) -> list[Given | SaysoError]:
    return [Given(make_report(text)) for text in texts]


def read_fake(report: Report, issues: tuple[Issue, ...]) -> Record:
    """A claim over the whole text; some texts make the process die, or wait."""
    if report.text.startswith("EXIT"):
        os._exit(3)
    if report.text.startswith("KILL"):
        os.kill(os.getpid(), signal.SIGKILL)
    if report.text.startswith("SLOW"):
        time.sleep(0.4)
    if report.text.startswith("HANG"):
        time.sleep(60)
    whole = Span(0, len(report.text))
    claim = Claim(make_span_id("claim", report.text_sha256, whole), None, None, (whole,), "indirect")
    return Record(__version__, report, claims=(claim,), issues=issues)


def load_fake(source_kinds: str | None = None, areas: str | None = None, codebook: str | None = None) -> ReadOne:
    return read_fake


def load_refused() -> ReadOne:
    raise SaysoError("SAY-401", path="model/reader.onnx")


def load_crashing() -> ReadOne:
    os._exit(7)
