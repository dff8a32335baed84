"""The shipped reader, once for all tests of times."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from sayso.model import Report, Time
from sayso.parse import load_reader
from sayso.text import find_tokens
from sayso.times import find_times
from tests.batch.fakes import make_report

Read = Callable[..., "Times"]


class Times(msgspec.Struct, frozen=True):
    """What was found in a text."""

    report: Report
    found: tuple[Time, ...]

    def words(self) -> list[str]:
        """The expressions, as they stand."""
        return [self.report.text[t.start : t.end] for t in self.found]

    def values(self) -> list[tuple[str, str | None]]:
        """The expressions with their values."""
        return list(zip(self.words(), [t.value for t in self.found], strict=True))

    def anchor(self, words: str) -> str | None:
        """What ``words`` count from: "published", the words of another expression, or None."""
        names = {t.id: w for t, w in zip(self.found, self.words(), strict=True)}
        anchor = self.get(words).anchor
        return names.get(anchor or "", anchor)

    def get(self, words: str) -> Time:
        """The expression with these words."""
        return next(t for t, w in zip(self.found, self.words(), strict=True) if w == words)


@pytest.fixture(scope="session")
def read() -> Read:
    """Reads a text with a date of publication, or without."""
    reader = load_reader()

    def read_text(text: str, published: str | None = "2022-01-10") -> Times:
        report = msgspec.structs.replace(make_report(text), published=published, language="en")
        tokens = find_tokens(report)
        syntax, names, *_ = reader.read(report, tokens)
        return Times(report, find_times(report, tokens, syntax, names, ()))

    return read_text
