"""From what a file says to a report."""

from __future__ import annotations

import msgspec

from sayso.errors import SaysoError, format_message
from sayso.ingest.encoding import Decoded
from sayso.ingest.opened import Opened
from sayso.ingest.published import parse_published
from sayso.model import Issue, Report, hash_text, make_id

_STAGE = "ingest"


class Defaults(msgspec.Struct, frozen=True, kw_only=True):
    """What to take where a file does not say. Raises SaysoError SAY-110 for a date that is no ISO date."""

    published: str | None = None
    outlet: str | None = None
    title: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None and parse_published(self.published) is None:
            raise SaysoError("SAY-110", value=self.published)


NO_DEFAULTS = Defaults()


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says about a report, as it says it."""

    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None


class Ingested(msgspec.Struct, frozen=True):
    """A report, and what is doubtful about its input."""

    report: Report
    issues: tuple[Issue, ...] = ()


def make_ingested(text: str, said: Said, *, opened: Opened, decoded: Decoded, defaults: Defaults) -> Ingested:
    """The report with exactly ``text``; its id comes from text, outlet, date and title where none is given."""
    issues = []
    published = parse_published(said.published) if said.published else None
    if said.published and published is None:
        issues.append(_make_issue("SAY-112", value=repr(said.published[:80])))
    if decoded.guessed:
        issues.append(_make_issue("SAY-113", encoding=decoded.encoding))
    if published is None and defaults.published is not None:
        published = parse_published(defaults.published)
    outlet = _pick(said.outlet, defaults.outlet)
    title = _pick(said.title, defaults.title)
    text_sha256 = hash_text(text)
    report = Report(
        id=said.id or make_id("report", text_sha256, outlet or "", published or "", title or ""),
        text_sha256=text_sha256,
        uri=_pick(said.url, opened.uri),
        outlet=outlet,
        title=title,
        byline=_pick(said.byline, None),
        published=published,
        language=_pick(said.language, None),
        text=text,
        encoding=decoded.encoding,
    )
    return Ingested(report, tuple(issues))


def is_blank(text: str) -> bool:
    """Whether there is nothing to read: white space, zero-width spaces and byte order marks only."""
    return not text.strip().strip("\u200b\u2060\ufeff \t\r\n")


def _pick(said: str | None, default: str | None) -> str | None:
    for value in (said, default):
        if value is not None and value.strip():
            return value
    return None


def _make_issue(code: str, **values: object) -> Issue:
    return Issue(code, _STAGE, format_message(code, **values))
