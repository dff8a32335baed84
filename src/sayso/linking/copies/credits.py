"""Words with which a report says that its text or news comes from another outlet.

Told by form, so that agencies nobody has listed are found: brackets of a dateline ("ACCRA, 3 May (Gold Wire) -"), lines
that stand by themselves ("With reporting by ..."), and outlets that are cited in a sentence ("as TASS reports").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sayso.lang.credits import CreditWords, find_credit_words
from sayso.lang.sources import MEDIA
from sayso.linking.copies.outlet_names import find_names, find_outlet_name
from sayso.linking.copies.outlets import is_short_for, same_outlet
from sayso.model import Claim, Credit, CreditKind, Record, Span

_LINE = re.compile(r"[^\r\n]+")
_BRACKETED = re.compile(
    r"\s*(?P<place>[^()\[\]/]{0,100}?)\s*(?:[(\[](?P<name>[^()\[\]]{2,60})[)\]]|/(?P<slashed>[^()\[\]/]{2,60})/)"
    r"\.?\s*(?P<dash>[-–—:])?"
)
_DATED = re.compile(
    r"\s*[^.()\r\n]{2,40}\.\s(?=[^.\r\n]{0,20}\d)[^.()\r\n]{3,24}\.\s"
    r"(?P<name>[^\W\d_a-z][^.()\r\n–—]{1,40}?)(?:\.| [-–—])\s"
)
_SENTENCE_END = re.compile(r"[.!?]\s+(?:\w+\s+){3}")
_ALONE = re.compile(r"\s*(?:[-–—]{1,2}\s*|[(\[/]\s*)(?P<name>[^()\[\]/]{2,60}?)\s*[)\]/.]*\s*$")
_SPLIT = re.compile(r"(?:(?!\b(?:and|for)\b)[^,;/|])+")
_LEADING = re.compile(r"\s*(?P<name>[^\s–—:][^\r\n–—:()]{1,60}?)(?: (?:[–—-]|--)|:) ")
_LAST_WORD = re.compile(r"(\w+) $")
_APPOSITION = re.compile(r", (?:a|an|the) (?:\w+ ){0,3}?(\w+)[,.]")
_PUBLISHED = re.compile(r"this report (?:was|is)")
_SHORT_LINE = 12
_HEAD_LINES, _LONGEST_LINE = 3, 160
_LOOK = 60  # characters before and behind a name in which the words of a citation stand
_MOST = 200


def find_credits(record: Record) -> tuple[Credit, ...]:
    """The credits of one report, in the order of the text; an outlet that speaks of itself is none.

    A byline that names another outlet ("Reuters") is a "line" with an empty span at the start of the text.
    """
    words = find_credit_words(record.report.language)
    found: list[Credit] = []
    for credit in (*_find_lines(record, words), *_find_cited(record, words)):
        if len(found) == _MOST:
            break
        name = credit.name.casefold()
        if name in words.pointing or name in words.not_outlets or _is_own(credit.name, record.report.outlet):
            continue
        if not any(credit.span.overlaps(other.span) for other in found):
            found.append(credit)
    return tuple(sorted(found, key=lambda c: (c.span, c.kind)))


def _is_own(name: str, outlet: str | None) -> bool:
    return outlet is not None and (same_outlet(name, outlet) or is_short_for(name, outlet))


def _find_lines(record: Record, words: CreditWords) -> Iterator[Credit]:
    text, report = record.report.text, record.report.id
    byline = record.report.byline
    if byline and any(find_outlet_name(byline, name) for name in find_names(byline)):
        names = (find_outlet_name(byline, name) for name in find_names(byline))
        yield Credit(report, Span(0, 0), next(n.text(byline) for n in names if n is not None), "line")
    lines = list(_LINE.finditer(text))
    for number, line in enumerate(lines):
        if number < _HEAD_LINES:
            yield from _find_dateline(record, line.start(), line.end(), words)
        if line.end() - line.start() <= _LONGEST_LINE:
            yield from _find_line(record, line.start(), line.end(), words)


def _find_dateline(record: Record, start: int, end: int, words: CreditWords) -> Iterator[Credit]:
    text = record.report.text
    match = _BRACKETED.match(text, start, end)
    if match is None:
        yield from _find_dated(record, start, end, words)
        yield from _find_leading(record, start, end, words)
        return
    if start and not text[match.end() : end].strip():  # a name alone on a line behind the text
        return
    place, group = match["place"], "slashed" if match["slashed"] else "name"
    dash = match["dash"] is not None or group == "slashed"
    if place and (not dash or place[0].islower() or _SENTENCE_END.search(place)):
        return
    for part in _SPLIT.finditer(text, match.start(group), match.end(group)):
        name = _strip(text, part.start(), part.end())
        if _may_be_name(name.text(text), words):
            yield Credit(record.report.id, name, name.text(text), "dateline")


def _strip(text: str, start: int, end: int) -> Span:
    """The stretch without the blanks at its ends."""
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), max(end - len(words) + len(words.rstrip()), start))


def _find_dated(record: Record, start: int, end: int, words: CreditWords) -> Iterator[Credit]:
    """A name behind town and day: "TBILISI. 5 May. KVK. The court ..."."""
    match = _DATED.match(record.report.text, start, end)
    if match is not None and _may_be_name(match["name"], words):
        name = Span(match.start("name"), match.end("name"))
        if name.text(record.report.text).isupper() or find_outlet_name(record.report.text, name) == name:
            yield _make(record, name, "dateline")


def _find_leading(record: Record, start: int, end: int, words: CreditWords) -> Iterator[Credit]:
    """An outlet's name before a dash at the start: "Gold Wire – Ten people ...", "Gold Wire: ..."."""
    text = record.report.text
    match = _LEADING.match(text, start, end)
    if match is None:
        return
    name = Span(match.start("name"), match.end("name"))
    found = find_outlet_name(text, name)
    if found is not None and found == name and name.text(text)[:1].isupper() and _may_be_name(name.text(text), words):
        yield _make(record, found, "dateline")


def _may_be_name(name: str, words: CreditWords) -> bool:
    plain = name.casefold()
    return (
        name[:1].isalpha()
        and any(c.isupper() or not c.isascii() for c in name)
        and not any(part in words.not_outlets for part in (plain, plain.split()[0], plain.rstrip(":")))
        and len(name.split()) <= 6
    )


def _find_line(record: Record, start: int, end: int, words: CreditWords) -> Iterator[Credit]:
    """A line that opens with words of credit, and one that is an outlet's name in brackets or behind a dash."""
    text = record.report.text
    opener = _openers(words.lines).match(text, start, end)
    plain = opener is not None and "report" not in _PUBLISHED.sub("", opener.group().casefold())
    if opener is None:
        opener = _openers(words.short_lines).match(text, start, end)
        if opener is not None and not (text[opener.end() : opener.end() + 1].isupper() and _is_list(text[start:end])):
            opener = None
    if opener is not None:
        named = list(_find_named(record, opener.end(), end))
        yield from named or _find_only(record, opener.end(), end, sure=plain)
        return
    alone = _ALONE.match(text, start, end)
    if alone is not None:
        yield from _find_named(record, alone.start("name"), alone.end("name"))


def _find_named(record: Record, start: int, end: int) -> Iterator[Credit]:
    text = record.report.text
    for part in _SPLIT.finditer(text, start, end):
        for name in find_names(text, part.start(), part.end()):
            outlet = find_outlet_name(text, name)
            if outlet is not None:
                yield _make(record, outlet, "line")


def _find_only(record: Record, start: int, end: int, *, sure: bool) -> Iterator[Credit]:
    """The name that is all of the rest of a line, whatever it is of: behind a colon, or where no reporter can be."""
    text = record.report.text
    names = list(find_names(text, start, end))
    if len(names) != 1 or text[names[0].end : end].strip(" .)]"):
        return
    if (sure and names[0].start == start) or text[:start].rstrip().endswith(":"):
        yield _make(record, names[0], "line")


def _find_cited(record: Record, words: CreditWords) -> Iterator[Credit]:
    text = record.report.text
    media = [c for c in record.claims if c.source is not None and _is_media(c)]
    for claim in media:
        name = None if claim.source is None else _find_source_name(record, claim.source)
        if name is not None:
            yield Credit(record.report.id, name, name.text(text), "cited", claim.id)
    before, after = _citations(words)
    found: list[Span] = []
    others: set[str] = set()
    for name in find_names(text):
        window = text[max(0, name.start - _LOOK) : name.start]
        outlet = find_outlet_name(text, name) or _find_presented(text, name, window, words)
        if outlet is not None and _is_other(text, outlet, words):
            others.add(outlet.text(text).casefold())
        elif outlet is not None:
            found.append(outlet)
    for outlet in found:
        window = text[max(0, outlet.start - _LOOK) : outlet.start]
        if outlet.text(text).casefold() in others:  # "the rights group Open Observer" once, the name alone afterwards
            continue
        if before.search(window) or after.match(text, outlet.end, min(len(text), outlet.end + _LOOK)):
            yield _make(record, outlet, "cited")


def _find_presented(text: str, name: Span, window: str, words: CreditWords) -> Span | None:
    """A name of any form that the words before it make an outlet's: "the news agency Qalam", "first reported by"."""
    if _ends_with(window, words.kind_nouns):
        return name
    several = " " in name.text(text).removeprefix("the ").removeprefix("The ")
    return name if several and _ends_with(window, words.certain) else None


def _ends_with(window: str, phrases: tuple[str, ...]) -> bool:
    """Whether a phrase and a blank stand at the end; most windows are told by their last characters alone."""
    if window.isascii() and not window.endswith("\n") and not window.lower().endswith(_tails(phrases)):
        return False
    return _endings(phrases).search(window) is not None


def _is_media(claim: Claim) -> bool:
    return claim.source_kind is not None and claim.source_kind.code == MEDIA


def _find_source_name(record: Record, source: Span) -> Span | None:
    """The outlet in a source of the kind "media": one known by its form, else a name that is no person's."""
    text = record.report.text
    names = list(find_names(text, source.start, source.end))
    for name in names:
        outlet = find_outlet_name(text, name)
        if outlet is not None:
            return outlet
    people = [span for entity in record.entities if entity.kind == "person" for span in entity.mentions]
    kept = [name for name in names if not any(span.overlaps(name) for span in people)]
    return kept[0] if kept and kept[0].start - source.start <= _LOOK else None


def _make(record: Record, name: Span, kind: CreditKind) -> Credit:
    around = [c for c in record.claims for s in (c.source, c.channel) if s is not None and s.overlaps(name)]
    claim = min((c.id for c in around), default=None)
    return Credit(record.report.id, name, name.text(record.report.text), kind, claim if kind == "cited" else None)


def _is_list(line: str) -> bool:
    """Whether a line holds names and little else: few words, no sentence."""
    words = line.split()
    return len(words) <= _SHORT_LINE and sum(word[:1].islower() for word in words) <= 3


def _is_other(text: str, name: Span, words: CreditWords) -> bool:
    """Whether the noun before or behind a name says that it is no outlet's ("the rights group Open Ledger")."""
    before = _LAST_WORD.search(text, max(0, name.start - _LOOK), name.start)
    behind = _APPOSITION.match(text, name.end, min(len(text), name.end + _LOOK))
    return any(m is not None and m[1].casefold() in words.others for m in (before, behind))


@cache
def _tails(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{phrase.lower()} " for phrase in phrases)


@cache
def _endings(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(phrases)}) $", re.IGNORECASE)


@cache
def _openers(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"[^\w\r\n]{{0,4}}(?:{_either(phrases)})\b[: ]{{1,3}}", re.IGNORECASE)


@cache
def _citations(words: CreditWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before the name that it cites (at the end of a window), and what stands behind one."""
    kind = rf"(?:(?:the|a|an|its|his|her|[\w-]+['’]s|[A-Z][\w-]+) )?(?:(?:{_either(words.kinds)}) ?(?:, )?){{0,2}}"
    before = rf"(?<!\w)(?:{_either(words.before)}) {kind}$"
    after = rf" ?(?:(?:{_either(words.kinds)}) )?(?:on \w+ |also |earlier |has |had )?(?:{_either(words.after)})(?!\w)"
    return re.compile(before, re.IGNORECASE), re.compile(after)


def _either(phrases: tuple[str, ...]) -> str:
    return "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))
