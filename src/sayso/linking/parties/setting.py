"""What one report tells about those who speak in it, apart from any claim."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.linking.copies.outlet_names import find_names, find_outlet_name
from sayso.linking.parties.party import Party
from sayso.linking.parties.phrases import Body, find_bodies
from sayso.linking.parties.words import (
    Lexicon,
    Word,
    find_lexicon,
    make_outlet_key,
    split_phrase,
    split_words,
    strip_brackets,
)
from sayso.model import Entity, Record, Span

MOST = 300
"""How many characters of a phrase are read."""
_SHARE = 0.5
_OWNER = re.compile(r"['’]s$")
_APPOSITION = 120  # characters
_TELLS = re.compile(r"(?:,\s+((?:a|an|the|who)\s[^,.;:()\n]{3,100})|\s+((?:of|from|for)\s[^,.;:()\n]{3,60}))")
_CALLED = re.compile(r", (?:an?|the) (?:[a-z-]+ ){0,3}?([a-z]+)(?=[,.;:]| (?:that|which|in|of|for|based))")
_FULL = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){1,3}")
_POST = re.compile(rf"[\w’'-]+(?: [a-zß-ÿ]+){{1,3}} ({_FULL.pattern})")
_NAMED = re.compile(rf", (?:the )?({_FULL.pattern})(?=[,.;:]|$)", re.MULTILINE)
_POSTED = re.compile(r"(?:[Tt]he|[Aa]n?) |[A-ZÀ-Þ][\w’'-]+ [a-zß-ÿ]+ (?:of|in|for) ")
_MOST_LOOKED = 8  # mentions of a name
_THERE = re.compile(r"\s+there\b")
_BACK = 1200  # characters before a bare "the ministry" that are searched for its name


class Setting:
    """One record, with what its words mean wherever they stand."""

    def __init__(self, record: Record) -> None:
        self.record, self.text = record, record.report.text
        self.lexicon: Lexicon = find_lexicon(record.report.language)
        self.entities: dict[str, Entity] = {entity.id: entity for entity in record.entities}
        self.country, self.town = _find_setting(record)
        small = (p for p in record.places if p.entry and p.precision not in ("country", "region", None))
        self.places = {place.name.casefold(): place.entry or "" for place in small}
        outlet = record.report.outlet
        self.outlet = make_outlet_key(outlet) if outlet else ""
        self.own = Party(
            f"outlet:{self.outlet or record.report.id}",
            strip_brackets(outlet) if outlet else "this report",
            "outlet",
            local=not outlet,
            own=True,
            reason="the report's own voice",
        )
        self._known: dict[str, Party | None] = {}
        self._speaking: dict[tuple[str, str], Party | None] = {}
        self._phrases: dict[str, list[Span]] = {}
        for claim in record.claims:
            if claim.speaker is not None and claim.source is not None:
                self._phrases.setdefault(claim.speaker, []).append(claim.source)

    @property
    def agencies(self) -> frozenset[str]:
        """The bases of bodies of which nothing is told but that they are an agency or another kind of outlet."""
        return self.lexicon.agency_bases

    @functools.cached_property
    def own_people(self) -> re.Pattern[str]:
        """Words for the people of the outlet itself: "our reporter", "a correspondent of the Courier"."""
        name = self.own.name if self.outlet and strip_article(self.own.name) in self.text else ""
        return _compile_own(name, self.lexicon.words.witnesses)

    @property
    def dating(self) -> re.Pattern[str]:
        """Words behind which something else follows by which a thing is dated: "after", "when"."""
        return _compile_dating(self.lexicon.words.dating)

    def _find_in_name(self, name: str) -> Body | None:
        bodies = find_bodies(name, 0, min(len(name), MOST), self.lexicon, self.places)
        return bodies[0] if bodies else None

    def _is_own(self, words: str) -> bool:
        """Whether an outlet speaks of itself: "this newspaper", "the Tulip" in the Evening Tulip."""
        parts = split_phrase(words)
        if not parts or len(parts) > 6:
            return False
        lower = [part.lower for part in parts]
        if lower[0] in self.lexicon.words.ours and lower[-1] in self.lexicon.words.staff:
            return True
        names = [part for part in parts if part.lower not in self.lexicon.articles]
        mine = set(self.outlet.split())
        kept = [name for name in names if name.lower not in self.lexicon.words.outlet_fillers]
        return bool(kept and mine) and all(n.form[:1].isupper() and n.lower in mine for n in kept)

    def is_outlet_by_form(self, words: str) -> bool:
        """Whether all names in the words are of outlets, by how such names begin and end."""
        names = list(find_names(words))
        return bool(names) and all(find_outlet_name(words, name) is not None for name in names)

    def is_nobody(self, words: str) -> bool:
        """Whether the words mean nobody who can speak: "no group", "eleven people", the town of a dateline."""
        named = words.partition(",")[0] if words.endswith(",") or ", wh" in words else words
        parts = [w.lower for w in split_phrase(named)]
        if parts and (parts[-1] in self.lexicon.words.harms or parts[-1] in self.lexicon.happenings):
            return True
        if len(parts) > 1 and (parts[0].isdigit() or parts[0] in self.lexicon.words.numbers):
            return True
        if parts[:1] == ["no"] or (len(parts) == 1 and parts[0] in self.lexicon.words.negating):
            return True
        if len(parts) == 1 and parts[0].endswith("s") and parts[0][:-1] in self.lexicon.words.local_heads:
            return True
        return " ".join(parts) in self.places

    def _is_pronoun(self, words: str) -> bool:
        return len(words) < 6 and " " not in words.strip()

    def _is_name(self, name: str) -> bool:
        words = split_phrase(name)
        return (
            bool(words)
            and any(
                w.form[:1].isupper()
                and w.lower not in self.lexicon.articles
                and w.lower not in self.lexicon.function_words
                for w in words
            )
            and not (words[0].lower in self.lexicon.articles and all(w.form.islower() for w in words[1:]))
        )

    def _is_name_of_body(self, entity: Entity) -> bool:
        inside = self._find_in_name(entity.name)
        return inside is not None and not inside.person

    def _is_back_reference(self, words: str) -> bool:
        parts = [w.lower for w in split_phrase(words) if w.lower not in self.lexicon.articles]
        return len(parts) == 1 and parts[0] not in self.lexicon.words.local_heads

    def _leads_to_body(self, bodies: list[Body]) -> bool:
        return any(body.cited for body in bodies)

    def is_vague(self, body: Body) -> bool:
        """Whether the words fit many bodies: "the rights group", "the company"."""
        plain = len(body.words) < 2 and (body.words[0] if body.words else body.head) in self.lexicon.words.vague
        bearing = body.head in self.lexicon.words.bearers or plain
        local = body.head in self.lexicon.words.local_heads
        return bearing and not (body.proper or local or body.country or body.place)

    def _is_withheld(self, body: Body) -> bool:
        """Whether the words name no body at all: "the authorities", of no country, town or field."""
        words = split_words(self.text, body.span.start, body.span.end)
        telling = set(body.words) - self.lexicon.words.weak - {body.head}
        withheld = bool(words) and words[-1].lower in self.lexicon.words.withheld
        return withheld and not (telling or body.country or body.place or body.proper)

    def find_there(self, body: Body) -> Body:
        """The body that a post "there" is at: the last one named before it in its paragraph or the one above."""
        if not _THERE.match(self.text, body.span.end):
            return body
        paragraph = self.text.rfind("\n", 0, body.span.start)
        start = max(self.text.rfind("\n", 0, max(paragraph - 1, 0)), body.span.start - _BACK, 0)
        before = find_bodies(self.text, start, body.span.start, self.lexicon, self.places, most=_BACK)
        full = [b for b in before if not (self.is_vague(b) or b.title)]
        return full[-1] if full else body

    def _find_behind_comma(self, bare: Body) -> Body | None:
        """The body whose name follows a bare "the operator" between commas; None where none does."""
        match = _NAMED.match(self.text, bare.span.end) if self.is_vague(bare) else None
        if match is None or match[1].casefold() in self.places:
            return None
        names = [self.lexicon.compare_by(w.lower) for w in split_phrase(match[1])]
        names = [name for name in names if name not in self.lexicon.silent]
        return Body(Span(*match.span(1)), tuple(names), bare.head, None, proper=True, named=True)

    def find_before(self, bare: Body) -> Body:
        """The body named in full behind or last before a bare "the group"; the bare one where there is none."""
        behind = self._find_behind_comma(bare)
        if behind is not None:
            return behind
        start = max(bare.span.start - _BACK, 0)
        before = find_bodies(self.text, start, bare.span.start, self.lexicon, self.places, most=_BACK)
        bearers = self.lexicon.words.bearers
        for body in reversed(before):
            full = not self.is_vague(body) and set(bare.words) - {bare.head} <= set(body.words) | {bare.head}
            if (body.head == bare.head and full) or (bare.head in bearers and body.proper and body.head in bearers):
                return body
        return bare

    def _is_body_by_context(self, words: str, entity: Entity | None) -> bool:
        """Whether what goes for an outlet is spoken for somewhere, as outlets hardly are, or is called a group."""
        name = strip_article(self._name_of(words, entity))
        at = self.text.find(name) if len(name) > 3 else -1
        for _ in range(_MOST_LOOKED):
            if at < 0:
                return False
            before = [w.lower for w in split_words(self.text, max(at - 40, 0), at)][-4:]
            if any(w.startswith("spokes") for w in before) or (before and before[-1] in self.lexicon.words.bearers):
                return True
            behind = _CALLED.match(self.text, at + len(name), at + len(name) + _APPOSITION)
            if behind is not None and behind[1] in self.lexicon.words.bearers:
                return True
            at = self.text.find(name, at + 1)
        return False

    def _name_of(self, words: str, entity: Entity | None) -> str:
        named = [w.form for w in split_phrase(words) if w.form[:1].isupper()]
        named = [form for form in named if form.casefold() not in self.lexicon.articles]
        if named and not self._is_pronoun(words):
            return " ".join(named)
        return entity.name if entity is not None and self._is_name(entity.name) else words

    def _list_appositions(self, entity: Entity) -> Iterator[Span]:
        """What stands right after the name and tells who it is: ", a spokesman for the police", "of the ministry"."""
        for mention in entity.mentions[:_MOST_LOOKED]:
            after = self.text[mention.end : mention.end + _APPOSITION]
            match = _TELLS.match(after)
            if match is not None:
                group = 1 if match[1] is not None else 2
                yield Span(mention.end + match.start(group), mention.end + match.end(group))

    def _is_people(self, name: str) -> bool:
        """Whether a name is none, but a common noun that opens a sentence: "Protesters"."""
        parts = split_phrase(name)
        if any(part.form[:1].isupper() for part in parts[1:]):
            return False
        head = find_head(parts, self.lexicon)
        return head in self.lexicon.persons or self._is_plural_of_people(head)

    def _is_plural_of_people(self, head: str) -> bool:
        return any(head.endswith(end) and head.removesuffix(end) in self.lexicon.persons for end in ("s", "es"))

    def _opens_with_people(self, name: str) -> bool:
        """Whether words for people without a name open a phrase: "Residents in Adama", "Villagers nearby"."""
        parts = [p for p in split_phrase(name)[:4] if p.lower not in self.lexicon.articles]
        behind = len(parts) > 1 and parts[1].form[:1].isupper()
        if not parts or behind:
            return False
        return parts[0].lower in self.lexicon.persons or self._is_plural_of_people(parts[0].lower)

    def _opens(self, words: str) -> bool:
        first = words.split()[0].casefold() if words.split() else ""
        return first in self.lexicon.articles or first.islower() or first in self.lexicon.persons

    def _list_names(self, words: str) -> list[str]:
        """The words of names in a phrase for a paper; platforms are none, and the first word is none by its capital."""
        parts = split_phrase(words)
        named = [p for p in parts[1:] if p.form[:1].isupper()]
        return [p.lower for p in named if p.lower not in self.lexicon.media and p.lower not in self.lexicon.papers]

    def _owns(self, body: Body, span: Span) -> bool:
        """Whether a paper is from the body: "the ministry's statement", "a statement by the ministry"."""
        before = self.text[span.start : body.span.start].casefold().split()[-3:]
        after = self.text[body.span.end - 2 : body.span.end + 2]
        return any(word in self.lexicon.words.owning for word in before) or "’s" in after or "'s" in after

    def _end_of_sentence(self, start: int) -> int:
        stop = min(start + MOST, len(self.text))
        ends = [at for mark in (". ", ".\n", "\n", "? ", "! ") if (at := self.text.find(mark, start, stop)) >= 0]
        return min(ends, default=stop)


def cut_span(span: Span) -> Span:
    """The first characters of a span, as many as are read."""
    return span if len(span) <= MOST else Span(span.start, span.start + MOST)


def find_head(parts: Sequence[Word], lexicon: Lexicon) -> str:
    """The word that says what a phrase names: the last one before a preposition, a pronoun or a name's comma."""
    head = ""
    for part in parts:
        if part.lower in lexicon.articles:
            continue
        if head and (part.lower in lexicon.function_words or part.lower in lexicon.words.stops):
            break
        if head and part.lower in lexicon.words.citing:
            break
        head = part.lower
    return head


def cut_phrase(words: str) -> str:
    """A phrase down to the name in it: nothing behind its comma, of "the organisers, the Citizens' Forum" the name."""
    parts = [part.strip() for part in words.split(",") if part.strip()]
    for part in parts[:3]:
        told = part.split()[1:] if part.split()[0].lower() in ("the", "a", "an") else part.split()
        owner = any(_OWNER.search(word) for word in told[:-1])
        if told and told[0][:1].isupper() and told[-1][:1].isupper() and not (owner and len(parts) > 1):
            return part
    return parts[0] if parts else words


def cut_post(name: str, words: str) -> str:
    """A person's name without the post before it; where there is only a post, the name that ``words`` have behind it.

    Of "Village elder Ana Lopes" the name, and of "the mayor of Osh" in "the mayor of Osh, Ana Lopes,".
    """
    cut = cut_phrase(name)
    match = _POST.fullmatch(cut)
    if match is not None:
        return match[1]
    if cut[:1].isupper() and not _POSTED.match(cut):
        return cut
    for part in words.split(",")[1:3]:
        if _FULL.fullmatch(part.strip()):
            return part.strip()
    return cut


def strip_article(name: str) -> str:
    """A name without "the" in front."""
    return name[4:] if name[:4] in ("the ", "The ") else name


def _find_setting(record: Record) -> tuple[str | None, str | None]:
    """The country and the town that most of the report's places lie in; None where no half of them agrees."""
    placed = [p for p in record.places if p.country is not None]
    countries = Counter(p.country or "" for p in placed)
    towns = Counter(
        p.entry or "" for p in placed if p.precision in ("town", "point") and p.entry and p.use == "literal"
    )
    return _pick(countries), _pick(towns)


def _pick(counter: Counter[str]) -> str | None:
    if not counter:
        return None
    best, times = min(counter.items(), key=lambda item: (-item[1], item[0]))
    return best if times > _SHARE * counter.total() else None


@functools.cache
def _compile_dating(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words))})\b")


@functools.lru_cache(maxsize=4096)
def _compile_own(outlet: str, witnesses: frozenset[str]) -> re.Pattern[str]:
    people = "|".join(sorted(map(re.escape, witnesses), key=lambda word: (-len(word), word)))
    forms = [
        f"[Oo]ur (?:own )?(?:{people})",
        f"[Tt]his (?:newspaper|paper|agency|outlet)['’]s (?:own )?(?:{people})",
    ]
    if outlet:
        short = re.escape(strip_article(outlet))
        forms += [f"(?:{people}) (?:of|for|from|at|with) (?:[Tt]he )?{short}", f"{short}['’]s? (?:own )?(?:{people})"]
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")
