"""A report laid out for finding who a word refers to: names by token, nouns and pronouns that may stand for somebody.

Prepared once per report; everything else is worked out for the words that are asked about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np

from sayso.mentions.unmarked import find_unmarked, group_unmarked
from sayso.mentions.words import Gender, Sort, SpeakerLexicon, find_lexicon, guess_person
from sayso.model import Attribution, Entity, EntityKind, Ints, Mark, Report, Span, Syntax, Tokens

Form = Literal["name", "noun", "pronoun"]
_INNER = frozenset(("compound", "flat", "fixed", "goeswith", "amod", "vocative", "discourse"))
_TITLE_VOTE = 5
_AROUND = 200  # tokens
_CLEAR = 2 / 3


class Mention(msgspec.Struct, frozen=True):
    """A word that may stand for somebody: its head ``token``; ``entity`` is its number among the names, -1 for none."""

    token: int
    form: Form
    entity: int
    kind: EntityKind
    plural: bool
    gender: Gender
    lemma: str


class Scene:
    """Tokens of a report with the names, mentions and claims that stand on them. Tokens go by number.

    ``named`` holds the named entities, the first ``marked`` of them from the reader's names and the rest from proper
    nouns that it has not marked; ``unmarked`` are the spans of these and their entities.

    ``owner`` maps a token of a name to its entity; ``stands_for`` the head of a noun phrase that holds a name as title
    or in apposition ("the mayor, Ana Paz") to that entity, ``posts`` to the head of the name, and
    ``phrases`` back. ``mentions`` are in text order. ``inside[t]`` is the innermost
    attribution whose content holds token ``t``, -1 for none; ``quoted[t]`` is that one where its content begins with a
    quotation mark; ``source_of`` maps the head of a source to the first
    attribution that it belongs to, ``within_sources`` are all tokens of sources.
    """

    def __init__(
        self, report: Report, tokens: Tokens, syntax: Syntax, named: Sequence[Entity], joined: Sequence[Attribution]
    ) -> None:
        self.text, self.tokens, self.joined = report.text, tokens, joined
        self.named, self.marked = list(named), len(named)
        self.lexicon: SpeakerLexicon = find_lexicon(report.language)
        self.starts, self.ends = tokens.starts.tolist(), tokens.ends.tolist()
        self.heads: list[int] = syntax.heads.tolist()
        self.sentences: list[int] = syntax.sentences.tolist()
        self.upos, self.lemmas, self.deprels, self.feats = syntax.upos, syntax.lemmas, syntax.deprels, syntax.feats
        self.owner: dict[int, int] = {}
        self.name_heads: list[tuple[int, int]] = []
        self.spans: dict[int, Span] = {}
        self._place_names([(span, number) for number, entity in enumerate(named) for span in entity.mentions])
        self.unmarked = self._add_unmarked(report, syntax)
        self.posts: dict[int, int] = {}
        self.phrases: dict[int, int] = {}
        self.appositions = [i for i, deprel in enumerate(self.deprels) if deprel == "appos"]
        self.stands_for = self._find_phrases()
        self._pronouns = self._find_pronouns()
        self.genders: dict[int, Gender] = self._find_genders()
        self.inside: list[int] = self._mark_contents().tolist()
        self.quoted = self._find_quoted(joined)
        self.within_sources: set[int] = set()
        self.source_of = self._place_sources()
        self.mentions = self._list_mentions()
        self.places = [mention.token for mention in self.mentions]
        self.counts = Counter(entity for _, entity in self.name_heads)
        self.fame: dict[int, list[int]] = {}
        self.highest_count = max(self.counts.values(), default=0)

    def word(self, token: int) -> str:
        """The token as written."""
        return self.text[self.starts[token] : self.ends[token]]

    def is_capitalised(self, token: int) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[self.starts[token]].isupper()

    def sentence(self, token: int) -> range:
        """The tokens of the sentence that holds ``token``, of a very long one those around it."""
        number = self.sentences[token]
        low, high = max(token - _AROUND, 0), token + _AROUND
        first = bisect_left(self.sentences, number, low, token + 1)
        return range(first, bisect_left(self.sentences, number + 1, token, min(high, len(self.sentences))))

    def children(self, token: int) -> list[int]:
        """The tokens that depend on ``token``, in text order."""
        return [i for i in self.sentence(token) if self.heads[i] == token]

    def head(self, first: int, last: int) -> int:
        """The first token of the range whose own head lies outside of it, a word before a punctuation mark."""
        tops = [i for i in range(first, last + 1) if not first <= self.heads[i] <= last]
        return next((i for i in tops if self.upos[i] in _NOMINAL), tops[0] if tops else first)

    def name_at(self, token: int) -> int | None:
        """The entity that the noun phrase with this head names."""
        owner = self.owner.get(token)
        return self.stands_for.get(token) if owner is None else owner

    def sort_of(self, token: int) -> Sort | None:
        """What the noun means, with the word before it where both make one term ("coast guard")."""
        lemma = self.lemmas[token].lower()
        sort = self.lexicon.sorts.get(lemma)
        if sort is not None and token > 0 and lemma in self.lexicon.last_words:
            sort = self.lexicon.sorts.get(f"{self.word(token - 1).lower()} {lemma}", sort)
        return sort

    def is_plural(self, token: int) -> bool:
        """Whether the tag says so."""
        return "Number=Plur" in self.feats[token]

    def claim_at(self, token: int) -> int:
        """The innermost attribution whose content holds the token, -1 for none."""
        return self.inside[token]

    def quoted_in(self, token: int) -> int:
        """The innermost attribution whose content holds the token and begins with a quotation mark, -1 for none."""
        return self.quoted[token]

    def _find_quoted(self, joined: Sequence[Attribution]) -> list[int]:
        """For each token the innermost claim around it if its content begins with a quotation mark, -1 for none."""
        own = [n if any(self.word(m.first) in _QUOTES for m in a.content) else -1 for n, a in enumerate(joined)]
        return [*map([*own, -1].__getitem__, self.inside)]

    def _add_unmarked(self, report: Report, syntax: Syntax) -> dict[Span, int]:
        """Names that the reader has missed, as further entities after the ``marked`` ones or mentions of these."""
        sources = [a.source for a in self.joined if a.source is not None]
        heads = {self.head_of(source) for source in sources}
        runs = find_unmarked(report, self.tokens, syntax, self.owner, heads, self.lexicon)
        if not runs:
            return {}
        made, placed = group_unmarked(report, self.tokens, syntax, runs, self.named, self.lexicon)
        self.named += made
        self._place_names(list(placed.items()))
        return placed

    def _place_names(self, pairs: list[tuple[Span, int]]) -> None:
        firsts = np.searchsorted(self.tokens.ends, [s.start for s, _ in pairs], side="right").tolist()
        lasts = (np.searchsorted(self.tokens.starts, [s.end for s, _ in pairs]) - 1).tolist()
        for (span, number), first, last in sorted(zip(pairs, firsts, lasts, strict=True)):
            if first > last:
                continue
            head = self.head(first, last)
            if self._is_common(head):
                continue
            self.name_heads.append((head, number))
            self.spans[head] = span
            self.owner.update(dict.fromkeys(range(first, last + 1), number))
        self.name_heads.sort()

    def _is_common(self, head: int) -> bool:
        """Whether the head of a name is a noun for people, such as "candidate": then nobody is named."""
        sort = self.lexicon.sorts.get(self.lemmas[head].lower())
        if sort is None or sort.kind != "person":
            return False
        article = head > 0 and self.word(head - 1).lower() in self.lexicon.definite
        return article or (self.upos[head] == "NOUN" and (self.is_plural(head) or self.word(head).islower()))

    def _find_phrases(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for head, number in self.name_heads:
            above = self._phrase_of(head, person=self.named[number].kind == "person")
            if above is not None and above not in found:
                found[above] = number
                self.posts[above] = head
                self.phrases[head] = above
                self.spans.setdefault(above, self.spans[head])
        for token in self.appositions:
            owner = self.owner.get(self.heads[token])
            if owner is not None and token not in self.owner and self._is_noun(token):
                sort = self.lexicon.sorts.get(self.lemmas[token].lower())
                if sort is None or (sort.kind == "person") == (self.named[owner].kind == "person"):
                    found.setdefault(token, owner)
        return found

    def _phrase_of(self, head: int, *, person: bool) -> int | None:
        """The head of the noun phrase that a name completes as "flat" or in apposition.

        A person in apposition to a body belongs to the post before that: "the head of the agency, Ana Paz".
        """
        deprel = self.deprels[head].split(":")[0]
        if deprel not in ("flat", "appos"):
            return None
        above = self.heads[head]
        for _ in range(3):
            if above < 0:
                return None
            sort = self.lexicon.sorts.get(self.lemmas[above].lower())
            body = above in self.owner or (sort is not None and sort.kind != "person")
            if not (person and body):
                break
            if not self.deprels[above].startswith("nmod"):
                return None if above in self.owner else above
            above = self.heads[above]
        return above if above >= 0 and above not in self.owner and self._is_noun(above) else None

    def _is_noun(self, token: int) -> bool:
        return self.upos[token] in ("NOUN", "PROPN", "ADJ") and not self.is_plural(token)

    def _find_genders(self) -> dict[int, Gender]:
        """Gender of people from the words beside their names and from the pronouns that follow these at once."""
        votes: dict[int, Counter[Gender]] = {}
        people = [(t, n) for t, n in self.name_heads if self.named[n].kind == "person"]
        for token, number in people:
            for word in self._words_beside(token):
                gender = self.lexicon.genders.get(word)
                if gender:
                    votes.setdefault(number, Counter())[gender] += _TITLE_VOTE
        places = [token for token, _ in people]
        for token in self.pronoun_tokens():
            sort = self.lexicon.pronouns[self.lemma_of_pronoun(token)]
            at = bisect_left(places, token) - 1
            if sort in ("he", "she") and at >= 0 and self.sentences[token] - self.sentences[places[at]] <= 1:
                gender = "masculine" if sort == "he" else "feminine"
                votes.setdefault(people[at][1], Counter())[gender] += 1
        return {number: gender for number, vote in votes.items() if (gender := _win(vote))}

    def _words_beside(self, token: int) -> list[str]:
        """Lower-case words that may tell who a name is: those up to it in its phrase, and appositions."""
        span = self.spans[token]
        first = bisect_left(self.starts, span.start)
        around = [t for t in range(max(first - 1, 0), token + 1) if t < first or t not in self.stands_for]
        around += [t for t in (self.heads[token],) if self.stands_for.get(t) == self.owner[token]]
        words = [self.word(t).lower().rstrip(".") for t in around]
        return words

    def lemma_of_pronoun(self, token: int) -> str:
        """The pronoun in lower case."""
        return self.word(token).lower()

    def pronoun_tokens(self) -> list[int]:
        """The pronouns of the third person, in text order."""
        return self._pronouns

    def _find_pronouns(self) -> list[int]:
        known = self.lexicon.pronouns
        return [i for i, u in enumerate(self.upos) if u == "PRON" and self.lemma_of_pronoun(i) in known]

    def _mark_contents(self) -> Ints:
        inside = np.full(len(self.tokens), -1, dtype=np.int32)
        for number in sorted(range(len(self.joined)), key=self._content_size, reverse=True):
            for mark in self.joined[number].content:
                inside[mark.first : mark.last + 1] = number
        return inside

    def _content_size(self, number: int) -> int:
        return sum(m.last - m.first for m in self.joined[number].content)

    def _place_sources(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for number, attribution in enumerate(self.joined):
            if attribution.source is not None:
                found.setdefault(self.head_of(attribution.source), number)
                self.within_sources.update(range(attribution.source.first, attribution.source.last + 1))
        return found

    def head_of(self, source: Mark) -> int:
        """The head token of a source."""
        return self.head(source.first, source.last)

    def _list_mentions(self) -> list[Mention]:
        found = [self._make_name(token, number) for token, number in self.name_heads]
        owner, stands_for, deprels = self.owner, self.stands_for, self.deprels
        for i, upos in enumerate(self.upos):
            if upos not in _NOUNS or i in owner or i in stands_for:
                continue
            if deprels[i].split(":")[0] not in _INNER and self.sort_of(i) is not None:
                found.append(self._make_noun(i))
        listed = {mention.token for mention in found} | self.stands_for.keys()
        found += [self._make_speaker(i) for i in self.source_of if i not in listed and self._may_speak(i)]
        for i in self.pronoun_tokens():
            lemma = self.lexicon.pronouns[self.lemma_of_pronoun(i)]
            kind: EntityKind = "person" if lemma in ("he", "she") else "other"
            found.append(Mention(i, "pronoun", -1, kind, lemma == "they", "", lemma))
        return sorted(found, key=lambda m: m.token)

    def _make_name(self, token: int, number: int) -> Mention:
        gender = self.genders.get(number, "")
        token = self.phrases.get(token, token)
        return Mention(token, "name", number, self.named[number].kind, False, gender, self.lemmas[token])

    def _may_speak(self, token: int) -> bool:
        """Whether the head of a source that no list holds may be somebody that is spoken of again."""
        return self.upos[token] in ("NOUN", "PROPN", "ADJ", "X") and token not in self.owner

    def _make_speaker(self, token: int) -> Mention:
        lemma, plural = self.lemmas[token].lower(), self.is_plural(token)
        person = self.upos[token] != "NOUN" or guess_person(lemma)
        kind: EntityKind = "other" if not person else "group" if plural else "person"
        return Mention(token, "noun", -1, kind, plural, "", lemma)

    def _make_noun(self, token: int) -> Mention:
        lemma = self.lemmas[token].lower()
        sort = self.sort_of(token) or _UNKNOWN
        plural = self.is_plural(token)
        kind = "group" if plural and sort.kind == "person" else sort.kind
        return Mention(token, "noun", -1, kind, plural, sort.gender, lemma)


_QUOTES = frozenset('"“”„«»\u2018') | {"``", "''"}
_UNKNOWN = Sort("other")
_NOUNS = ("NOUN", "PROPN")
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X"))


def _win(vote: Counter[Gender]) -> Gender:
    gender, count = vote.most_common(1)[0]
    return gender if count >= _CLEAR * vote.total() else ""
