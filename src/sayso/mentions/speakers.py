"""Who each source refers to: an entity named in the report, or one made from the source's words where it names nobody.

A name in the source, or in apposition to its head, decides. "I" and "we" are the speaker of the claim whose content
holds them, "who" and "which" the noun that they belong to. Other pronouns and descriptions ("the ministry") go to the
likeliest antecedent (``antecedents``). The first name of a compound source ("A and B") speaks; the next stands among
the ``others``.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.mentions.antecedents import Ranked, rank_candidates
from sayso.mentions.cast import Cast
from sayso.mentions.descriptions import Describer
from sayso.mentions.features import Asked
from sayso.mentions.roles import RoleFinder
from sayso.mentions.scene import Mention, Scene
from sayso.model import Alternative, Attribution, Entity, Mark, Report, Resolution, Role, Span, Syntax, Tokens

_MAX_DEPTH = 24
_MAX_OTHERS = 3
_MAX_LOOKED_AT = 6
_MAX_CHAIN = 5
_LEAST = 0.04  # chance below which a candidate is left out
_NAME, _FALLBACK, _MADE, _SAME_WORDS, _QUOTED, _RELATIVE = 0.95, 0.6, 0.8, 0.8, 0.9, 0.9


def resolve_speakers(
    report: Report,
    tokens: Tokens,
    syntax: Syntax,
    named: tuple[Entity, ...],
    joined: Sequence[Attribution],
) -> tuple[tuple[Entity, ...], tuple[Resolution | None, ...]]:
    """All entities of the report, and for each attribution whom its source refers to.

    Named entities keep their ids and gain roles; entities made from sources come between them in order of first
    mention. An attribution without a source has None, and so has a pronoun that nobody in the report can be meant by.
    """
    if not len(tokens):
        return named, (None,) * len(joined)
    scene = Scene(report, tokens, syntax, named, joined)
    roles = RoleFinder(scene)
    by_name = roles.find_all()
    cast = Cast(report, scene.named, scene.marked, scene.unmarked)
    finder = _Finder(scene, cast, Describer(scene, by_name), roles)
    found = [finder.find(number) for number in range(len(joined))]
    used = {f.entity for f in found if f} | {n for f in found if f for n, _, _ in f.others}
    entities, ids = cast.finish(by_name | finder.roles, used)
    return entities, tuple(finder.write(f, ids) if f else None for f in found)


class _Found(msgspec.Struct, frozen=True):
    """An entity by number, the spans that lead to it, and who else it may be."""

    entity: int
    chain: tuple[Span, ...]
    rule: str
    confidence: float
    others: tuple[tuple[int, float, str], ...] = ()


class _Finder:
    """Finds who sources refer to, each head once; ``busy`` are the heads being looked at, against circles."""

    def __init__(self, scene: Scene, cast: Cast, describer: Describer, posts: RoleFinder) -> None:
        self.scene, self.cast, self.describer, self.posts = scene, cast, describer, posts
        self.roles: dict[int, list[Role]] = {}
        self.author: dict[str, int] = {}
        self.known: dict[int, _Found | None] = {}
        self.busy: set[int] = set()
        self.keys: dict[tuple[str, ...], int] = {}

    def find(self, number: int) -> _Found | None:
        """Who the source of an attribution refers to."""
        source = self.scene.joined[number].source
        return None if source is None else self.resolve(self.scene.head_of(source), number, source)

    def resolve(self, token: int, claim: int, source: Mark | None = None) -> _Found | None:
        """Who the phrase with this head refers to; ``claim`` is -1 and ``source`` None where it heads no source."""
        if token in self.known:
            return self.known[token]
        if token in self.busy or len(self.busy) > _MAX_DEPTH:
            return None
        if source is None and token in self.scene.source_of:
            claim = self.scene.source_of[token]
            source = self.scene.joined[claim].source
        self.busy.add(token)
        found = self._resolve(token, claim, source)
        self.busy.discard(token)
        self.known[token] = found
        return found

    def write(self, found: _Found, ids: Sequence[str]) -> Resolution:
        """The resolution with ids in place of numbers."""
        others = tuple(Alternative(ids[n], round(c, 3), why) for n, c, why in found.others if n != found.entity)
        chain = found.chain if len(found.chain) > 1 else ()  # a source that bears the name itself leads nowhere
        return Resolution(ids[found.entity], chain, found.rule, round(found.confidence, 3), others)

    def _resolve(self, token: int, claim: int, source: Mark | None) -> _Found | None:
        scene = self.scene
        number = scene.name_at(token)
        if number is not None:
            return self._take_name(token, number, source)
        word, lexicon = scene.word(token), scene.lexicon
        word = word if len(word) > 1 and word.isupper() else word.lower()  # WHO is no pronoun
        if word in lexicon.first_person:
            return self._find_quoted(token)
        if word in lexicon.relative and scene.upos[token] in ("PRON", "SCONJ", "DET"):
            return self._find_related(token)
        if word in lexicon.pronouns and scene.upos[token] in ("PRON", "DET"):
            return self._rank(token, self.describer.ask_pronoun(token, claim))
        if word in _YOU:
            return None
        if scene.upos[token] == "PRON" and word in _POINTING:
            return None
        return self._find_described(token, claim, source)

    def _take_name(self, token: int, number: int, source: Mark | None) -> _Found:
        span = self.scene.spans.get(token, self._span(token))
        others: tuple[tuple[int, float, str], ...] = ()
        if source is not None:
            beside = [t for t in range(source.first, source.last + 1) if self._is_beside(t, token)]
            names = dict.fromkeys(n for t in beside if (n := self.scene.name_at(t)) is not None and n != number)
            others = tuple((n, 0.5, "named beside it") for n in names)
        return _Found(number, self._chain(span, number), "name", _NAME, others[:_MAX_OTHERS])

    def _is_beside(self, token: int, head: int) -> bool:
        return self.scene.heads[token] == head and self.scene.deprels[token] == "conj"

    def _find_quoted(self, token: int) -> _Found | None:
        """The speaker of the content that holds "I" or "we"; outside of any content the author, one for each word."""
        claim = self.scene.claim_at(token)
        if claim >= 0:
            return self._extend(token, self.find(claim), "quoted speaker", _QUOTED)
        word = "we" if self.scene.word(token).lower() in _PLURAL else "i"
        span = self._span(token)
        if word not in self.author:
            self.author[word] = self.cast.add(span, "group" if word == "we" else "person")
        self.cast.add_span(self.author[word], span)
        return _Found(self.author[word], (span,), "author", _MADE)

    def _find_related(self, token: int) -> _Found | None:
        """The noun that a relative clause belongs to."""
        scene = self.scene
        above = scene.heads[token]
        for _ in range(6):
            if above < 0:
                return None
            if scene.deprels[above].startswith("acl") and scene.heads[above] < token:
                noun = scene.heads[above]
                found = self.resolve(noun, -1) if noun >= 0 else None
                return self._extend(token, found, "relative clause", _RELATIVE)
            above = scene.heads[above]
        return None

    def _rank(self, token: int, asked: Asked) -> _Found | None:
        ranked = rank_candidates(self.scene, asked, self.describer.words_of)
        return self._choose(token, ranked, "pronoun", barred=self._find_quoting(asked))

    def _find_quoting(self, asked: Asked) -> int:
        """Who speaks the quotation that "he" or "she" stands in: that one would say "I". -1 for none."""
        claim = self.scene.quoted_in(asked.token) if asked.task == "he" else -1
        found = self.find(claim) if claim >= 0 and claim != asked.claim else None
        return found.entity if found else -1

    def _choose(self, token: int, ranked: Sequence[Ranked], rule: str, *, barred: int = -1) -> _Found | None:
        """The entity whose mentions together have the best chance; None where that is somebody new.

        ``barred`` is the number of one that it cannot be.
        """
        sums: dict[int, float] = {}
        best: dict[int, tuple[_Found, Mention]] = {}
        for candidate in ranked[:_MAX_LOOKED_AT]:
            mention = candidate.mention
            if candidate.chance < _LEAST and best:
                break
            found = None if mention is None else self.resolve(mention.token, -1)
            number = found.entity if found else -1
            if found and number == barred:
                continue
            sums[number] = sums.get(number, 0.0) + candidate.chance
            if found and mention and number not in best:
                best[number] = (found, mention)
        order = sorted(sums, key=lambda n: -sums[n])
        if not order or (order[0] not in best and len(order) == 1) or (order[0] not in best and rule == "description"):
            return None
        chosen = next(n for n in order if n in best)
        found, _ = best[chosen]
        rest = [(n, sums[n], self._explain(token, best[n][1])) for n in order if n in best and n != chosen]
        chain = self._shorten((self._span(token), *found.chain))
        return _Found(chosen, chain, rule, sums[chosen], tuple(rest[:_MAX_OTHERS]))

    def _shorten(self, chain: Sequence[Span]) -> tuple[Span, ...]:
        """The chain without repeated words: head, the words that it goes back to, the name."""
        kept: dict[str, Span] = {}
        for span in chain:
            kept.setdefault(span.text(self.scene.text).lower(), span)
        return tuple(kept.values())[: _MAX_CHAIN - 1] + tuple(kept.values())[_MAX_CHAIN - 1 :][-1:]

    def _explain(self, token: int, mention: Mention) -> str:
        away = self.scene.sentences[token] - self.scene.sentences[mention.token]
        place = "in the same sentence" if away == 0 else f"{away} sentence{'s' * (away > 1)} before"
        return f"named {place}" if mention.form == "name" else f"spoken of {place}"

    def _find_described(self, token: int, claim: int, source: Mark | None) -> _Found | None:
        describer = self.describer
        phrase = describer.read(token, source)
        if source is not None and phrase.kind == "other" and self.scene.upos[token] not in _SPEAKING:
            name = self._only_name(source)
            if name is not None:
                return _Found(name, self._chain(phrase.span, name), "name inside", _FALLBACK)
        named = self._find_given_name(source) if source is not None else None
        if named is not None:
            return _Found(named, self._chain(phrase.span, named), "given name", _NAME)
        if phrase.known is not None:
            self._add_name(phrase.known, phrase.span)
            return _Found(phrase.known, self._chain(phrase.span, phrase.known), "name", _NAME)
        same = self.keys.get(phrase.key)
        if same is not None and (len(phrase.key) > 1 or not phrase.definite):
            return self._repeat(same, phrase.span)
        if phrase.may_refer:
            asked = describer.ask_noun(token, claim, phrase)
            ranked = rank_candidates(self.scene, asked, describer.words_of, definite=phrase.definite)
            found = self._choose(token, ranked, "description")
            if found:
                self._note(phrase.key, found.entity, phrase.span)
                return found
        if same is not None and self.cast.is_made(same):
            return self._repeat(same, phrase.span)
        number = self.cast.add(phrase.span, phrase.kind)
        role = self.posts.find_phrase(token) if phrase.kind == "person" and self.cast.is_made(number) else None
        if role:
            self.roles.setdefault(number, [role])
        self._note(phrase.key, number, phrase.span)
        return _Found(number, (phrase.span,), "source words", _MADE)

    def _find_given_name(self, source: Mark) -> int | None:
        """The person that a verb of the source names: "a tyre dealer called Salem"."""
        scene = self.scene
        verbs = (t for t in range(source.first, source.last) if scene.lemmas[t].lower() in scene.lexicon.naming)
        verb = next((t for t in verbs if scene.upos[t] == "VERB" and scene.deprels[t].startswith("acl")), None)
        if verb is None:
            return None
        numbers = [scene.owner[t] for t in range(verb + 1, source.last + 1) if t in scene.owner]
        return numbers[0] if numbers and scene.named[numbers[0]].kind in ("person", "other") else None

    def _add_name(self, number: int, span: Span) -> None:
        """Notes one more mention of a name that the reader has not marked."""
        if self.cast.is_made(number):
            self.cast.add_span(number, span)

    def _repeat(self, number: int, span: Span) -> _Found:
        if self.cast.is_made(number):
            self.cast.add_span(number, span)
        return _Found(number, self._chain(span, number), "same words", _SAME_WORDS)

    def _note(self, key: tuple[str, ...], number: int, span: Span) -> None:
        if key:
            self.keys.setdefault(key, number)
        if self.cast.is_made(number):
            self.cast.add_span(number, span)

    def _only_name(self, source: Mark) -> int | None:
        numbers = {n for t in range(source.first, source.last + 1) if (n := self.scene.owner.get(t)) is not None}
        speaking = {n for n in numbers if self.scene.named[n].kind in ("person", "organisation")}
        return speaking.pop() if len(speaking) == 1 else None

    def _extend(self, token: int, found: _Found | None, rule: str, chance: float) -> _Found | None:
        if found is None:
            return None
        chain = self._shorten((self._span(token), *found.chain))
        return _Found(found.entity, chain, rule, min(chance, 1.0) * found.confidence)

    def _chain(self, span: Span, number: int) -> tuple[Span, ...]:
        """From the span to the mention that bears the entity's name, if that is another one."""
        last = self.cast.first_span(number)
        return (
            (span,) if span.overlaps(last) or span.text(self.scene.text) == last.text(self.scene.text) else (span, last)
        )

    def _span(self, token: int) -> Span:
        return Span(self.scene.starts[token], self.scene.ends[token])


_YOU = frozenset(("you", "your", "yours", "it", "there"))
_PLURAL = frozenset(("we", "us", "our", "ours", "ourselves"))
_POINTING = frozenset(("this", "that", "these", "those"))
_SPEAKING = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"))
