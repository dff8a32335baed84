"""Spans that may name a place, before it is decided which do.

They come from three sides: words that the gazetteer knows, names that the reader takes for places, and names that end
or begin with a word for a sort of place ("Hamilton Township", "Lake Robinson", "Indian Lake Road"). Spans may lie in
one another; what is decided later is which of them to believe.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sayso.gazetteer import Gazetteer, Match
from sayso.lang import Language, PlaceWords
from sayso.model import Name, Syntax, Tokens

LONGEST = 6
"""Tokens of a gazetteer name that is looked for."""

Span = tuple[int, int]
_EDGES = frozenset(("the", "'s", "’s", "'", "’", ".", ",", "-", "“", "”", '"'))


class Scene(msgspec.Struct, frozen=True, eq=False):
    """A report as its tokens are seen here; ``lower`` are the words in lower case, ``capital`` which begin upper case.

    ``holder`` gives, for each token, the number of the reader's name that it stands in, -1 outside names.
    """

    text: str
    tokens: Tokens
    starts: list[int]
    ends: list[int]
    gaps: list[int]
    words: list[str]
    lower: list[str]
    capital: list[bool]
    syntax: Syntax
    names: Sequence[Name]
    holder: list[int]
    titles: frozenset[str]
    language: Language

    def slice(self, first: int, last: int) -> str:
        """The characters from token ``first`` to token ``last``, both included."""
        return self.text[self.starts[first] : self.ends[last]]


class Draft(msgspec.Struct, frozen=True):
    """Tokens ``first`` to ``last`` (both included) that may name a place.

    ``name`` is what is looked up, ``matches`` what the gazetteer has for it; ``head`` the word that says what sort of
    place it is, in lower case, empty where none does.
    """

    first: int
    last: int
    name: str
    matches: tuple[Match, ...] = ()
    head: str = ""


def make_scene(text: str, tokens: Tokens, syntax: Syntax, names: Sequence[Name], language: Language) -> Scene:
    """The columns that recognition looks at, as lists."""
    words = tokens.words(text)
    holder = [-1] * len(words)
    for number, name in enumerate(names):
        holder[name.first : name.last + 1] = [number] * (name.last + 1 - name.first)
    return Scene(
        text=text,
        tokens=tokens,
        starts=tokens.starts.tolist(),
        ends=tokens.ends.tolist(),
        gaps=tokens.gaps.tolist(),
        words=words,
        lower=[word.lower() for word in words],
        capital=[word[0].isupper() for word in words],
        syntax=syntax,
        names=names,
        holder=holder,
        titles=frozenset((*language.names.titles, *language.names.addresses)),
        language=language,
    )


def find_drafts(scene: Scene, gazetteer: Gazetteer | None) -> list[Draft]:
    """All drafts of a report in text order, the longer first where two begin together."""
    located = (trim_name(scene, name) for name in scene.names if name.kind == "location")
    own = [span for span in located if span and any(scene.capital[span[0] : span[1] + 1])]
    headed = dict(_list_headed(scene))
    grams = list(_list_grams(scene))
    texts = {span: scene.slice(*span) for span in (*grams, *own, *headed)}
    matches = gazetteer.find_many(texts.values()) if gazetteer is not None else {}
    for span in own:
        if gazetteer is not None and texts[span] not in matches:
            matches[texts[span]] = find_counties(texts[span], gazetteer, scene.language.places)
    known = _keep_longest(span for span in texts if matches.get(texts[span]))
    kept = [*known, *_widen(scene, known), *own, *headed, *_list_grounds(scene)]
    bound = {token: span for span in known if _is_bound(scene, span) for token in range(span[0], span[1] + 1)}
    kept = [span for span in kept if bound.get(span[0], span) == span or bound.get(span[1]) != bound[span[0]]]
    return [
        Draft(*span, text, matches.get(text, ()), headed.get(span, ""))
        for span in sorted(set(kept), key=lambda s: (s[0], -s[1]))
        for text in (texts.get(span) or scene.slice(*span),)
    ]


def find_counties(name: str, gazetteer: Gazetteer, words: PlaceWords) -> tuple[Match, ...]:
    """Counties of which a name is all but the word for a county ("Gwinnett")."""
    found = (match for word in words.counties for match in gazetteer.find(f"{name} {word}"))
    return tuple(msgspec.structs.replace(m, name_kind="alias") for m in found if m.entry.kind == "admin2")


def trim_name(scene: Scene, name: Name) -> tuple[int, int] | None:
    """The tokens of a reader's name without an article before or a possessive mark behind it; None where none stay."""
    first, last = name.first, name.last
    while first <= last and scene.lower[first] in _EDGES:
        first += 1
    while last >= first and scene.lower[last] in _EDGES:
        last -= 1
    return (first, last) if first <= last else None


def _list_grams(scene: Scene) -> Iterator[Span]:
    """Runs of up to `LONGEST` tokens that begin and end with a capital, with at most two joiners in a row between."""
    joiners = scene.language.places.joiners
    never = scene.language.places.never
    total = len(scene.words)
    for first in range(total):
        if not scene.capital[first] or scene.lower[first] in _EDGES:
            continue
        if scene.lower[first] not in never:
            yield first, first
        loose = 0
        for last in range(first + 1, min(first + LONGEST, total)):
            if scene.gaps[last] > 1:
                break
            if scene.capital[last]:
                loose = 0
                yield first, last
            elif loose < 2 and scene.lower[last] in joiners:
                loose += 1
            else:
                break


def _keep_longest(spans: Iterable[Span]) -> list[Span]:
    """Spans that lie in no other one."""
    kept: list[Span] = []
    reach = -1
    for first, last in sorted(spans, key=lambda s: (s[0], -s[1])):
        if last > reach:
            kept.append((first, last))
            reach = last
    return kept


def _widen(scene: Scene, spans: Iterable[Span]) -> Iterator[Span]:
    """Known names together with a capitalised compass word before them ("South Los Angeles")."""
    compass = scene.language.places.compass
    for first, last in spans:
        at = first - 1
        if at >= 0 and scene.capital[at] and scene.lower[at] in compass and scene.gaps[first] == 1:
            yield at, last


def _is_bound(scene: Scene, span: Span) -> bool:
    """Whether hyphens tie the words together, so that no part of them is a name by itself ("Alma-Ata")."""
    return "-" in scene.words[span[0] : span[1]] and not any(scene.gaps[span[0] + 1 : span[1] + 1])


def _list_headed(scene: Scene) -> Iterator[tuple[Span, str]]:
    """Capitalised words with a word for a sort of place, or of road, behind or before them."""
    words = scene.language.places
    for at, lower in enumerate(scene.lower):
        if not scene.capital[at]:
            continue
        if lower in words.heads or lower in words.roads:
            first = _reach_back(scene, at)
            if first < at:
                yield (first, at), lower
        if lower in words.numbered and _is_number(scene, at + 1):
            yield (at, at + 1), lower
        elif lower[1:].isdecimal() and lower[0] in words.numbered and len(lower) < 6:
            yield (at, at), lower[0]
        if lower in words.movable and (last := _reach_on(scene, at)) > at:
            yield (at, last), lower


def _is_number(scene: Scene, at: int) -> bool:
    return at < len(scene.words) and scene.gaps[at] == 1 and scene.words[at].isdecimal() and len(scene.words[at]) < 5


def _list_grounds(scene: Scene) -> Iterator[Span]:
    """Names of buildings and grounds that the reader takes for organisations."""
    buildings = scene.language.places.buildings
    for name in scene.names:
        span = trim_name(scene, name) if name.kind in ("organisation", "other") else None
        if span and span[1] > span[0] and any(scene.lower[at] in buildings for at in span):
            yield span


def _reach_back(scene: Scene, at: int) -> int:
    """The first of up to three capitalised tokens right before ``at``."""
    first = at
    never = scene.language.places.never
    while first > max(at - 3, 0) and scene.gaps[first] == 1 and scene.capital[first - 1]:
        if scene.lower[first - 1] in never and scene.lower[first - 1] not in scene.language.places.compass:
            break
        first -= 1
    return first


def _reach_on(scene: Scene, at: int) -> int:
    """The last of up to two capitalised tokens right behind ``at``."""
    last = at
    while last < min(at + 2, len(scene.words) - 1) and scene.gaps[last + 1] == 1 and scene.capital[last + 1]:
        last += 1
    return last
