"""Whose a participant is and of what sector: from the words around it first, from a dated table second."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from sayso.events.known import Known
from sayso.events.scene import Scene
from sayso.events.sectors import find_sectors
from sayso.lang.events import fold_word
from sayso.model import Entity, Place, Span

_BEFORE = frozenset(
    {
        "amod",
        "compound",
        "flat",
        "nmod:poss",
        "nmod:desc",
        "nummod",
        "det",
        "punct",
        "advmod",
        "conj",
        "cc",
        "obl",
        "nmod",
    }
)
_INSIDE = frozenset(
    {
        "nmod",
        "acl",
        "acl:relcl",
        "appos",
        "obl",
        "obj",
        "advcl",
        "conj",
        "compound",
        "amod",
        "nmod:poss",
        "flat",
        "nmod:desc",
        "list",
        "dep",
        "parataxis",
    }
)
_ALWAYS = frozenset({"compound", "flat", "amod", "nmod:desc"})
_MOST_MENTIONS = 6
_MOST_TOKENS = 40
_SHARE = 0.6
_DEEPEST = 3
_FEW = 4  # words of a phrase that says little more than a name
_PARTIES = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "root"})
_PHRASES = frozenset({"obl", "nmod", "obl:agent"})


class Coded(msgspec.Struct, frozen=True):
    """Countries or kinds of organisation, and sectors; empty where nothing tells."""

    codes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


class Coder:
    """Codes participants of one report.

    ``places`` are its resolved places, ``entities`` who is named in it; ``year`` is that of the report, None where
    unknown.
    """

    def __init__(
        self, scene: Scene, *, entities: Sequence[Entity] = (), places: Sequence[Place] = (), year: int | None = None
    ) -> None:
        self._scene = scene
        self._tree = scene.tree
        self._year = year
        self._mentions = (
            sorted((span.start, span.end, entity) for entity in entities for span in entity.mentions)
            if entities
            else []
        )
        self._mention_starts = [mention[0] for mention in self._mentions]
        self._placed = _code_places(scene, places)
        self._counted: Counter[str] | None = None
        self._kept: dict[tuple[int, bool], Coded] = {}

    def code(self, head: int, *, acts: bool) -> Coded:
        """The codes of the participant whose phrase has ``head``; ``acts`` where it is an actor."""
        key = (head, acts)
        if key not in self._kept:
            self._kept[key] = self._code(head, acts=acts)
        return self._kept[key]

    def find_entity(self, head: int) -> Entity | None:
        """Who is named by words around a token: the shortest mention that holds it."""
        start, end = self._tree.starts[head], self._tree.ends[head]
        best: tuple[int, Entity] | None = None
        for at in range(bisect_right(self._mention_starts, start) - 1, -1, -1):
            first, last, entity = self._mentions[at]
            if start - first > 200:
                break
            if last >= end and (best is None or last - first < best[0]):
                best = last - first, entity
        return best[1] if best else None

    def _code(self, head: int, *, acts: bool) -> Coded:
        core, around = self._list_core(head), self._list_around(head)
        known, sectors = self._read(core, head)
        if around and not (known and sectors):
            further, others = self._read(around, head)
            known, sectors = known or further, sectors or others
        entity = self.find_entity(head)
        if not known and entity is not None:
            known, more = self._ask_entity(entity, head)
            sectors = sectors or more
        if not known or not any(k.code for k in known):
            known = self._find_kind(core) or self._find_kind(around) or self._find_person(head)
        if known and not sectors:
            sectors = tuple(dict.fromkeys(k.sector for k in known if k.sector and (not k.person or len(known) == 1)))
        elif (
            known and known[0].body and known[0].sector and known[0].sector not in sectors and self._is_body(head, core)
        ):
            sectors = (known[0].sector, *sectors)[:2]
        if not known and sectors:
            known = self._guess(head)
        if not sectors and known and len(core) <= _FEW:
            sectors = self._guess_sector(known[0], head, acts=acts)
        return Coded(tuple(dict.fromkeys(k.code for k in known)), sectors)

    def _guess_sector(self, known: Known, head: int, *, acts: bool) -> tuple[str, ...]:
        """The government behind a capital that acts; the people, where a word for people stands in the plural."""
        if known.capital and acts:
            return ("GOV",)
        return ("CVL",) if known.people and self._tree.words[head].endswith("s") else ()

    def _list_core(self, head: int, depth: int = 0) -> list[int]:
        """The tokens of the phrase's own words: what stands before the head, and the name behind it."""
        found, ahead = {head}, [head]
        while ahead and len(found) < _MOST_TOKENS:
            at = ahead.pop()
            for child in self._tree.children(at):
                relation = self._tree.deprels[child]
                tied = (
                    relation in _ALWAYS
                    or (child < at and relation in _BEFORE)
                    or (relation in {"case", "conj"} and at != head)
                )
                if tied and not (at == head and relation in {"conj", "cc", "obl"}):
                    found.add(child)
                    ahead.append(child)
        if self._tree.lemmas[head] in self._scene.words.containers and depth < _DEEPEST:
            for child in self._tree.children(head, "nmod"):
                if self._tree.case(child) in self._scene.words.of_cases and child not in found:
                    found |= set(self._list_core(child, depth + 1))
        return sorted(found)

    def _list_around(self, head: int) -> list[int]:
        """The tokens of what hangs behind the head: phrases, clauses, appositions."""
        found: set[int] = set()
        ahead = [head]
        while ahead and len(found) < _MOST_TOKENS:
            at = ahead.pop()
            for child in self._tree.children(at):
                relation = self._tree.deprels[child]
                if child > head and relation in _INSIDE and (at != head or relation != "conj"):
                    found.add(child)
                    ahead.append(child)
        return sorted(found)

    def _read(self, tokens: Sequence[int], head: int) -> tuple[list[Known], tuple[str, ...]]:
        """What names among tokens tell, and the sectors of the other words."""
        names = self._list_names(tokens)
        return self._find_known(names, head), self._find_sectors(tokens, names)

    def _find_known(self, found: list[tuple[int, int, Known]], head: int) -> list[Known]:
        """What names tell: that of the head, else the first and what is coordinated with it."""
        if any(not k.person for *_, k in found):
            found = [f for f in found if not f[2].person]
        at_head = [k for first, past, k in found if first <= head < past]
        if at_head:
            return at_head[:1]
        top = found[0][0] if found else -1
        return [known for first, _, known in found if first == top or self._is_joined(first, top)]

    def _is_joined(self, token: int, top: int) -> bool:
        return self._tree.deprels[token] == "conj" and self._tree.heads[token] == top

    def _list_names(self, tokens: Sequence[int]) -> list[tuple[int, int, Known]]:
        """The names among tokens that tell something: first token, the token past the last, and what they tell."""
        forms, inside = self._tree.forms, set(tokens)
        found: list[tuple[int, int, Known]] = []
        past = -1
        for token in tokens:
            if token < past or not forms[token][:1].isalpha():
                continue
            match = self._scene.known.find(forms, token, self._year)
            if match is None and token in self._placed:
                match = 1, Known(self._placed[token])
            if match is None or not inside.intersection(range(token, token + match[0])):
                continue
            if not self._is_turned(token, match[0]):
                past = token + match[0]
                found.append((token, past, match[1]))
        return found

    def _is_turned(self, token: int, length: int) -> bool:
        """Whether a name says whom others are for or against, or who holds a place: anti-Syrian, Israeli-occupied."""
        words, marks = self._tree.words, self._scene.events.marks
        if token >= 2 and words[token - 1] == "-" and words[token - 2] in marks.against:
            return True
        if token >= 1 and words[token - 1] in marks.ethnic:
            return True
        after = token + length
        return after + 1 < len(words) and words[after] == "-" and words[after + 1] in marks.not_of

    def _find_sectors(self, tokens: Sequence[int], names: Sequence[tuple[int, int, Known]]) -> tuple[str, ...]:
        """The sectors of the words outside names that tell something; people's names count where nothing else does."""
        tree = self._tree
        named = {t for first, past, _ in names for t in range(first, past)}
        words = [t for t in tokens if t not in named and tree.upos[t] != "PUNCT"]
        common = [t for t in words if not self._is_personal(t)]
        return self._match_sectors(common) or self._match_sectors(words)

    def _match_sectors(self, tokens: Sequence[int]) -> tuple[str, ...]:
        tree = self._tree
        return find_sectors(self._scene.events, [tree.lemmas[t] for t in tokens], [tree.words[t] for t in tokens])

    def _is_personal(self, token: int) -> bool:
        """Whether a token belongs to somebody's name, which may be a word for an office too (John Major)."""
        tree = self._tree
        titled = tree.upos[token] == "PROPN" and tree.child(token, "nmod:desc", "flat") is not None
        return tree.deprels[token] == "flat" or titled

    def _find_kind(self, tokens: Sequence[int]) -> list[Known]:
        lemmas = [fold_word(self._tree.lemmas[t]) for t in tokens]
        for at in range(len(lemmas)):
            for length in (3, 2, 1):
                code = self._scene.events.code_entries.get(tuple(lemmas[at : at + length]))
                if code is not None:
                    return [Known(code)]
        return []

    def _find_person(self, head: int) -> list[Known]:
        """A leader by surname, where a title stands before it."""
        last = max([head, *self._tree.children(head, "flat")])
        if self._tree.upos[head] != "PROPN":
            return []
        titled = self._tree.child(head, "nmod:desc", "compound", "flat") is not None
        known = self._scene.known.find_surname(self._tree.words[last], self._year) if titled or last == head else None
        return [known] if known is not None else []

    def _is_body(self, head: int, core: Sequence[int]) -> bool:
        return len(core) <= 2 or self._tree.upos[head] == "PROPN"

    def _ask_entity(self, entity: Entity, head: int) -> tuple[list[Known], tuple[str, ...]]:
        """What the report tells of somebody elsewhere: at other mentions, and by the roles that it gives."""
        sectors: tuple[str, ...] = ()
        for span in (*(role.span for role in entity.roles), *entity.mentions[:_MOST_MENTIONS]):
            other = self._head_of(span)
            if other is None or other == head:
                continue
            core, around = self._list_core(other), self._list_around(other)
            known, more = self._read(core, other)
            sectors = sectors or more
            known = known or self._read(around, other)[0]
            if known:
                return known, sectors
        return [], sectors

    def _head_of(self, span: Span) -> int | None:
        """The token of a span whose head lies outside it."""
        first = bisect_left(self._tree.starts, span.start)
        last = bisect_left(self._tree.starts, span.end)
        return next((t for t in range(first, last) if not first <= self._tree.heads[t] < last), None)

    def _guess(self, head: int) -> list[Known]:
        """The nation of the place that the sentence plays in, else that of most of the report."""
        tree = self._tree
        if tree.upos[head] in {"PRON", "NUM"} or not self._scene.is_agent(head):
            return []
        for above in tree.climb(head):
            for child in tree.children(above, "obl", "nmod"):
                if tree.case(child) in self._scene.words.place_cases:
                    known = self._find_known(self._list_names([child, *tree.children(child)]), child)
                    if known:
                        return known
        own = tree.child(head, "amod")
        if own is not None and tree.words[own] in self._scene.events.marks.ethnic:
            match = self._scene.known.find(tree.forms, head, self._year)
            return [match[1]] if match else []
        counted = self._count()
        code, number = counted.most_common(1)[0] if counted else ("", 0)
        return [Known(code)] if code and number >= _SHARE * counted.total() else []

    def _is_scene(self, token: int, length: int) -> bool:
        """Whether a nation is told of a person, thing or place, and is no party itself: "Kenyan police", "in Kenya"."""
        tree = self._tree
        last = token + length - 1
        if self._is_turned(token, length):
            return False
        if tree.deprels[last] in _PARTIES:
            return False
        return tree.deprels[last] not in _PHRASES or tree.case(last) in self._scene.words.place_cases | {"of", "at"}

    def _count(self) -> Counter[str]:
        """How often the report names each nation."""
        if self._counted is None:
            self._counted = Counter(self._list_nations())
        return self._counted

    def _list_nations(self) -> Iterator[str]:
        forms, at = self._tree.forms, 0
        while at < len(forms):
            match = self._scene.known.find(forms, at, self._year) if forms[at][:1].isupper() else None
            if match is not None and self._is_scene(at, match[0]) and not match[1].body and not match[1].person:
                yield match[1].code
            at += match[0] if match is not None else 1


def _code_places(scene: Scene, places: Sequence[Place]) -> Mapping[int, str]:
    """The alpha-3 code of the country at the first token of every resolved place."""
    found: dict[int, str] = {}
    for place in places:
        code = scene.known.alpha3(place.country) if place.country else None
        token = bisect_left(scene.tree.starts, place.start)
        if code and token < len(scene.tree):
            found[token] = code
    return found
