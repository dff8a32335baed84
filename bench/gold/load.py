"""Reads the gold reports: TOML files whose claims quote their words from the text (claims/README.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from bench.errors import BenchError
from bench.gold.find import (
    NotFoundError,
    choose_nearest,
    find_all,
    find_candidates,
    measure_gap,
    overlap,
    shorten,
    split_number,
)
from bench.gold.model import Distanced, GoldClaim, GoldEntity, GoldReport, GoldRole, Kind, Quotation, Stance
from sayso.model import Span

GOLD = Path(__file__).with_name("claims")
"""The folder of the gold reports."""

_REACH = 400
"""How far, in characters, the first unused occurrence of a cue may lie from the source and the content."""
_Struct = TypeVar("_Struct")


class _Entity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    name: str
    mentions: tuple[str, ...]
    roles: tuple[GoldRole, ...] = ()


class QuotedClaim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A claim as the file has it: in words."""

    n: int
    content: tuple[str, ...]
    quotation: Quotation
    kind: Kind
    source: str | None = None
    cue: str | None = None
    parent: int = 0
    channel: str | None = None
    hedges: tuple[str, ...] = ()
    said: str | None = None
    speaker: str | None = None
    stance: Stance | None = None


class _Distanced(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: str
    kind: Literal["scare", "so-called"]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    register: str
    country: str
    topic: str
    text: str
    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    entities: tuple[dict[str, Any], ...] = ()
    claims: tuple[dict[str, Any], ...] = ()
    distancing: tuple[dict[str, Any], ...] = ()


class Inspected(msgspec.Struct, frozen=True):
    """A file that was read: what could be read of it, and what is wrong, one line each."""

    path: Path
    report: GoldReport | None
    problems: tuple[str, ...]
    claims: tuple[QuotedClaim, ...] = ()


def load_gold(path: Path) -> list[GoldReport]:
    """The reports of a folder in the order of their files' names, or that of one file.

    Raises BenchError, naming file, claim and words, where there are none or one cannot be read.
    """
    return [read_gold(file) for file in list_files(path)]


def read_gold(path: Path) -> GoldReport:
    """The report of one file. Raises BenchError, naming file, claim and words, where it cannot be read."""
    found = inspect_file(path)
    if found.report is None or found.problems:
        more = f" (and {len(found.problems) - 1} more: python -m bench gold --check)" if len(found.problems) > 1 else ""
        raise BenchError(f"{path.name}: {found.problems[0]}{more}")
    return found.report


def list_files(path: Path) -> list[Path]:
    """The TOML files under a folder by name, or the file itself. Raises BenchError where there are none."""
    files = [path] if path.is_file() else sorted(path.glob("*.toml")) or sorted(path.glob("**/*.toml"))
    if not files:
        raise BenchError(f"there is no gold report under {path}")
    return files


def inspect_file(path: Path) -> Inspected:
    """Reads a file as far as it goes, and collects what is wrong with its form and its words."""
    problems: list[str] = []
    try:
        file = msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File)
    except OSError as error:
        return Inspected(path, None, (f"cannot be read ({error.strerror})",))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        return Inspected(path, None, (str(error),))
    if file.id != path.stem:
        problems.append(f"id is {shorten(file.id)}: it must be the file's name, {shorten(path.stem)}")
    if file.published is not None and not _is_date(file.published):
        problems.append(f"published is {shorten(file.published)}: it must be a date such as 2023-03-14")
    entities = _place_entities(file, problems)
    quoted = _convert_all(file.claims, QuotedClaim, "claim", problems)
    if not file.claims:
        problems.append("there is no [[claims]]")
    claims = place_claims(file.text, quoted, problems)
    distancing = _place_distancing(file, problems)
    report = GoldReport(
        id=file.id,
        register=file.register,
        country=file.country,
        topic=file.topic,
        published=file.published,
        title=file.title,
        outlet=file.outlet,
        text=file.text,
        entities=entities,
        claims=claims,
        distancing=distancing,
    )
    return Inspected(path, report, tuple(problems), tuple(quoted))


def place_claims(text: str, quoted: Sequence[QuotedClaim], problems: list[str]) -> tuple[GoldClaim, ...]:
    """The claims with spans; those whose words are not found are left out, and told in ``problems``."""
    placed: list[GoldClaim] = []
    used = _numbered_cues(text, quoted)
    for claim in quoted:
        missing = _find_missing(text, claim)
        problems += [f"claim {claim.n}: {words}" for words in missing]
        if missing:
            continue
        try:
            cue = choose_cue(text, claim, used)
        except NotFoundError as error:
            problems.append(f"claim {claim.n}: {error}")
            continue
        placed.append(_place_claim(text, claim, cue))
        used.update(() if cue is None else (cue,))
    return tuple(placed)


def _find_missing(text: str, claim: QuotedClaim) -> list[str]:
    """What is wrong with the words of a claim, field by field."""
    single = {"source": claim.source, "cue": claim.cue, "channel": claim.channel, "said": claim.said}
    fields = [(name, words) for name, words in single.items() if words is not None]
    fields += [("content", words) for words in claim.content] + [("hedge", words) for words in claim.hedges]
    missing: list[str] = []
    for name, words in fields:
        try:
            find_candidates(text, words)
        except NotFoundError as error:
            missing.append(f"{name} {error}")
    return missing


def choose_cue(text: str, claim: QuotedClaim, used: set[Span]) -> Span | None:
    """The first occurrence of the cue's words that no claim uses and that source and content are near to.

    Near is within some 400 characters and outside of content that occurs once; the first unused one where none is.
    Raises NotFoundError where all occurrences are used.
    """
    if claim.cue is None:
        return None
    candidates = find_candidates(text, claim.cue)
    if split_number(claim.cue)[1] is not None:
        return candidates[0]
    free = [span for span in candidates if not any(overlap(span, other) for other in used)]
    if not free:
        raise NotFoundError(
            f"cue {shorten(claim.cue)}: all {len(candidates)} occurrences are cues of other claims; number it"
        )
    return next((span for span in free if _is_near(text, claim, span)), free[0])


def measure_distance(text: str, claim: QuotedClaim, cue: Span) -> int:
    """How far the nearest source and the nearest content lie from an occurrence of the cue, in characters."""
    parts = [claim.content, (claim.source,) if claim.source is not None else ()]
    return sum(
        min(measure_gap(cue, span) for words in part for span in find_candidates(text, words)) for part in parts if part
    )


def is_inside_content(text: str, claim: QuotedClaim, cue: Span) -> bool:
    """Whether an occurrence of the cue stands in content of the same claim that cannot be anywhere else."""
    places = [find_candidates(text, words) for words in claim.content]
    return any(overlap(found[0], cue) for found in places if len(found) == 1)


def _is_near(text: str, claim: QuotedClaim, cue: Span) -> bool:
    return not is_inside_content(text, claim, cue) and measure_distance(text, claim, cue) <= _REACH


def _numbered_cues(text: str, quoted: Sequence[QuotedClaim]) -> set[Span]:
    """The occurrences that claims name by number: no claim without a number takes them."""
    found: set[Span] = set()
    for claim in quoted:
        words, number = split_number(claim.cue or "")
        places = find_all(text, words) if number is not None else []
        found.update(places[number - 1 : number] if number else ())
    return found


def _place_claim(text: str, claim: QuotedClaim, cue: Span | None) -> GoldClaim:
    """The claim with the occurrences of its words that lie nearest to its cue, or to its content where it has none."""

    def place(words: str | None, anchor: Span | None, avoid: Sequence[Span]) -> Span | None:
        return None if words is None else choose_nearest(find_candidates(text, words), anchor, avoid)

    own = [cue] if cue is not None else []
    for words in claim.content:
        span = place(words, own[0] if own else None, own)
        own += [span] if span is not None else []
    anchor = own[0] if own else None
    content = own if cue is None else own[1:]
    return GoldClaim(
        n=claim.n,
        source=place(claim.source, anchor, own),
        cue=cue,
        content=tuple(sorted(content, key=lambda span: (span.start, span.end))),
        quotation=claim.quotation,
        parent=claim.parent,
        channel=place(claim.channel, anchor, own),
        hedges=tuple(_place_hedge(text, words, anchor, own) for words in claim.hedges),
        said=place(claim.said, anchor, own),
        speaker=claim.speaker,
        kind=claim.kind,
        stance=claim.stance,
    )


def _place_hedge(text: str, words: str, anchor: Span | None, own: Sequence[Span]) -> Span:
    """The occurrence nearest to the cue, inside cue and content where there is one."""
    candidates = find_candidates(text, words)
    inside = [span for span in candidates if any(part.start <= span.start and span.end <= part.end for part in own)]
    return choose_nearest(inside or candidates, anchor)


def _place_entities(file: _File, problems: list[str]) -> tuple[GoldEntity, ...]:
    """The entities with their mentions; one that ends a longer mention of another entity is no mention of its own."""
    quoted = _convert_all(file.entities, _Entity, "entity", problems)
    spans: dict[str, list[tuple[Span, bool]]] = {}
    for entity in quoted:
        if entity.key in spans:
            problems.append(f"entity {shorten(entity.key)} stands twice")
        spans[entity.key] = _find_mentions(file.text, entity, problems)
    return tuple(GoldEntity(entity.key, entity.name, _drop_tails(entity.key, spans), entity.roles) for entity in quoted)


def _find_mentions(text: str, entity: _Entity, problems: list[str]) -> list[tuple[Span, bool]]:
    """Every mention, and whether its number chose it."""
    found: list[tuple[Span, bool]] = []
    if not entity.mentions:
        problems.append(f"entity {shorten(entity.key)} has no mentions")
    for words in entity.mentions:
        plain, number = split_number(words)
        try:
            chosen = find_candidates(text, words) if number is not None else find_all(text, plain, any_case=True)
            found += [(span, number is not None) for span in chosen or find_candidates(text, words)]
        except NotFoundError as error:
            problems.append(f"entity {shorten(entity.key)}: mention {error}")
    return found


def _drop_tails(key: str, spans: Mapping[str, Sequence[tuple[Span, bool]]]) -> tuple[Span, ...]:
    others = {span for other, found in spans.items() if other != key for span, _ in found}
    longest = {span.end: min(o.start for o in others if o.end == span.end) for span in others}
    kept = {span for span, numbered in spans[key] if numbered or span.start <= longest.get(span.end, span.start)}
    return tuple(sorted(kept, key=lambda span: (span.start, span.end)))


def _place_distancing(file: _File, problems: list[str]) -> tuple[Distanced, ...]:
    placed: list[Distanced] = []
    for quoted in _convert_all(file.distancing, _Distanced, "distancing", problems):
        try:
            span = choose_nearest(find_candidates(file.text, quoted.words), None, [d.span for d in placed])
        except NotFoundError as error:
            problems.append(f"distancing: {error}")
            continue
        placed.append(Distanced(span, quoted.kind))
    return tuple(placed)


def _convert_all(
    tables: Sequence[Mapping[str, Any]], kind: type[_Struct], name: str, problems: list[str]
) -> list[_Struct]:
    converted: list[_Struct] = []
    for number, table in enumerate(tables, start=1):
        try:
            converted.append(msgspec.convert(table, kind))
        except msgspec.ValidationError as error:
            label = table.get("n", table.get("key", table.get("words", f"number {number}")))
            problems.append(f"{name} {label}: {error}")
    return converted


def _is_date(words: str) -> bool:
    try:
        date.fromisoformat(words) if len(words) <= 10 else datetime.fromisoformat(words)
    except ValueError:
        return False
    return True
