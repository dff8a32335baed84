"""Reads gold passages with time expressions: turns the words that an annotator quotes into spans.

The format and the guide stand in ``times/README.md``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from bench.errors import BenchError
from bench.gold.find import NotFoundError, choose_nearest, find_candidates, shorten, split_number
from bench.gold.load import list_files
from bench.gold.timex import is_timex
from sayso.model import Span, TimePrecision

TIMES = Path(__file__).with_name("times")
"""The folder of the gold passages."""

Anchor = int | Literal["published"] | None
Role = Literal["said", "happened"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Lacks = Literal["year", "month", "day"]
_REFERENCES = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
_SHAPES: Mapping[str, TimePrecision] = {
    "9999-99-99": "day",
    "9999-W99-WE": "weekend",
    "9999-W99": "week",
    "9999-99": "month",
    "9999-Q9": "quarter",
    "9999-H9": "half",
    "9999-SP": "season",
    "9999-SU": "season",
    "9999-FA": "season",
    "9999-WI": "season",
    "9999": "year",
    "999": "decade",
    "99": "century",
}


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value and what it counts from: "published", the number of another expression, or nothing."""

    value: str | None = None
    anchor: Anchor = None


class GoldTime(msgspec.Struct, frozen=True):
    """A time expression; ``accepted`` are readings as good as the first, ``candidates`` others that the text allows.

    ``dates`` is the word whose time it tells, ``lacks`` the part that any anchor with the same part supplies.
    """

    n: int
    start: int
    end: int
    type: TimeType
    first: Reading
    mod: str | None = None
    accepted: tuple[Reading, ...] = ()
    candidates: tuple[Reading, ...] = ()
    lacks: Lacks | None = None
    precision: TimePrecision | None = None
    range_end: int | None = None
    role: Role | None = None
    dates: Span | None = None

    @property
    def unresolved(self) -> bool:
        """Whether the text gives no value, or one without a year."""
        return self.type in ("DATE", "TIME") and (self.first.value or "X").startswith("X")


class Passage(msgspec.Struct, frozen=True):
    """An annotated passage; ``times`` are in the order of the text."""

    id: str
    register: str
    country: str
    topic: str
    published: str | None
    text: str
    times: tuple[GoldTime, ...]


class _Quoted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    n: int
    words: str
    type: TimeType
    value: str | None = None
    mod: str | None = None
    anchor: Anchor = None
    accepted: tuple[Reading, ...] = ()
    candidates: tuple[Reading, ...] = ()
    lacks: Lacks | None = None
    precision: TimePrecision | None = None
    range_end: int | None = None
    role: Role | None = None
    dates: str | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    register: str
    country: str
    topic: str
    text: str
    times: tuple[_Quoted, ...]
    published: str | None = None


def load_passages(path: Path) -> list[Passage]:
    """The passages of a folder in the order of their files' names, or that of one file. Raises BenchError."""
    return [read_passage(file) for file in list_files(path)]


def read_passage(path: Path) -> Passage:
    """The passage of one file. Raises BenchError, naming file, expression and words, where it cannot be read."""
    try:
        file = msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File)
    except OSError as error:
        raise BenchError(f"{path.name}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise BenchError(f"{path.name}: {error}") from error
    problems = [*_check_file(file, path.stem), *_check_times(file)]
    times = () if problems else _place_times(file, problems)
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise BenchError(f"{path.name}: {problems[0]}{more}")
    return Passage(file.id, file.register, file.country, file.topic, file.published, file.text, times)


def _check_file(file: _File, stem: str) -> Iterator[str]:
    if file.id != stem:
        yield f"id is {shorten(file.id)}: it must be the file's name, {shorten(stem)}"
    if file.published is not None and not _is_date(file.published):
        yield f"published is {shorten(file.published)}: it must be a date such as 2023-03-14"
    numbers = [time.n for time in file.times]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"expressions are numbered {numbers}: they must be numbered from 1 in the order of the text"


def _check_times(file: _File) -> Iterator[str]:
    known = {time.n for time in file.times}
    for time in file.times:
        readings = (Reading(time.value, time.anchor), *time.accepted, *time.candidates)
        for reading in readings:
            if reading.value is not None and not is_timex(reading.value):
                yield f"expression {time.n}: {shorten(reading.value)} is no TIMEX3 value"
            if isinstance(reading.anchor, int) and reading.anchor not in known - {time.n}:
                yield f"expression {time.n}: there is no other expression {reading.anchor}"
            if reading.anchor == "published" and file.published is None:
                yield f"expression {time.n}: the passage has no date of publication"
        if time.range_end is not None and time.range_end not in known - {time.n}:
            yield f"expression {time.n}: there is no other expression {time.range_end}"
        if (time.role is None) != (time.dates is None):
            yield f"expression {time.n}: role and dates go together"
        first = Reading(time.value, time.anchor)
        if any(len({first, *others}) < 1 + len(others) for others in (time.accepted, time.candidates)):
            yield f"expression {time.n}: a reading stands twice"


def _place_times(file: _File, problems: list[str]) -> tuple[GoldTime, ...]:
    placed: list[GoldTime] = []
    end = 0
    for quoted in file.times:
        try:
            span = _find_next(file.text, quoted.words, end)
            dates = None if quoted.dates is None else choose_nearest(find_candidates(file.text, quoted.dates), span)
        except NotFoundError as error:
            problems.append(f"expression {quoted.n}: {error}")
            continue
        end = span.end
        placed.append(_make_time(quoted, span, dates))
    return tuple(placed)


def _find_next(text: str, words: str, end: int) -> Span:
    """The occurrence that the words number, else the first from ``end`` on."""
    after = [span for span in find_candidates(text, words) if span.start >= end]
    if not after:
        plain = shorten(split_number(words)[0])
        raise NotFoundError(f"{plain} does not stand after the expression before it")
    return after[0]


def _make_time(quoted: _Quoted, span: Span, dates: Span | None) -> GoldTime:
    return GoldTime(
        n=quoted.n,
        start=span.start,
        end=span.end,
        type=quoted.type,
        first=Reading(quoted.value, quoted.anchor),
        mod=quoted.mod,
        accepted=quoted.accepted,
        candidates=quoted.candidates,
        lacks=quoted.lacks,
        precision=quoted.precision or find_precision(quoted.type, quoted.value),
        range_end=quoted.range_end,
        role=quoted.role,
        dates=dates,
    )


def find_precision(kind: TimeType, value: str | None) -> TimePrecision | None:
    """How exact the value of a DATE or TIME is; None of others and of values that are not known."""
    if value is None or kind not in ("DATE", "TIME"):
        return None
    if value in _REFERENCES:
        return "vague"
    date, _, clock = value.partition("T")
    if clock:
        return "part-of-day" if clock.isalpha() else "minute" if ":" in clock else "hour"
    return _SHAPES.get(_find_shape(date))


def _find_shape(date: str) -> str:
    return "".join("9" if letter.isdigit() else letter for letter in date.replace("X", "9"))


def _is_date(words: str) -> bool:
    try:
        datetime.fromisoformat(words)
    except ValueError:
        return False
    return True


def count_times(passages: Sequence[Passage]) -> str:
    """How many expressions there are, and how many count from something else than publication."""
    times = [time for passage in passages for time in passage.times]
    others = sum(isinstance(time.first.anchor, int) for time in times)
    free = sum(time.first.anchor is None for time in times)
    listed = sum(bool(time.candidates) for time in times)
    return (
        f"{len(passages)} passages, {len(times)} expressions: {len(times) - others - free} count from publication, "
        f"{others} from another expression, {free} from nothing; {listed} with candidates"
    )
