"""Cue words in running text: every form of the language's cue words, and whether syntax makes one a probable cue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from sayso.lang import CueWords, find_language
from sayso.model import Report, Syntax, Tokens

_CLAUSES = frozenset({"ccomp", "parataxis", "csubj", "csubj:pass"})
_PASSIVE = frozenset({"aux:pass", "nsubj:pass"})
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "advcl", "obl"})
_TELLING = frozenset({"clausal", "passive", "according", "frame", "noun", "adverb"})
_STARTS = frozenset({":", "“", '"', "‘", "that"})
_STOPS = frozenset(",.;)!?”’»–—") | {"--", "and", "or", "but"}
_VERBS = frozenset({"aside", "clausal", "object", "infinitive", "passive"})
_NOUN_CLAUSES = frozenset({"acl", "ccomp"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl"})
_LINKED = frozenset({"xcomp", "conj", "aux", "cop"})
_CLAUSAL = frozenset({"VERB", "ADJ", "NOUN"})
_SAYING = frozenset(
    {"clausal", "object", "infinitive", "passive", "noun", "adjective", "adverb", "according", "telling", "request"}
)
_NONE: frozenset[str] = frozenset()
_WHOM = 6  # tokens behind a verb in which its clause may begin, with who is told before it
_SENTENCE_ENDS = frozenset(".!?")
OPENING = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "“”", "``": "''"}
_VOWELS = "aeiou"


class Sentences:
    """A report's syntax as plain lists, for walks over single sentences."""

    def __init__(self, report: Report, tokens: Tokens, syntax: Syntax) -> None:
        words = tokens.words(report.text)
        self.words = [word.lower() for word in words]
        self._capital = [word[:1].isupper() for word in words]
        self.heads: list[int] = syntax.heads.tolist()
        self._children: dict[int, list[int]] = defaultdict(list)
        for i, head in enumerate(self.heads):
            self._children[head].append(i)
        self.numbers: list[int] = syntax.sentences.tolist()
        self.deprels = syntax.deprels
        self.upos = syntax.upos
        self.feats = syntax.feats
        language = find_language(report.language)
        self.forms = make_forms(language.code)
        self.links = make_links(language.code)
        self._listed = list_speaking(language.code)
        self._takers = {head for head, relation in zip(self.heads, syntax.deprels, strict=True) if relation == "ccomp"}
        self.pointers = language.cues.pointers
        self.openers = frozenset(language.cues.openers)
        self.objects = frozenset(language.cues.objects)
        self.bodies = frozenset(language.names.organisation_heads)

    def is_capital(self, token: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self._capital[token]

    def find_bounds(self, token: int) -> tuple[int, int]:
        """First and last token of the sentence of ``token``."""
        numbers = self.numbers
        first = bisect_left(numbers, numbers[token])
        return first, bisect_right(numbers, numbers[token], lo=first) - 1

    def find_children(self, token: int, first: int, last: int) -> dict[str, list[int]]:
        """The dependents of ``token`` by relation, those between ``first`` and ``last``."""
        found: dict[str, list[int]] = {}
        for i in self._children.get(token, ()):
            if first <= i <= last:
                found.setdefault(self.deprels[i], []).append(i)
        return found

    def find_extent(self, token: int, first: int, last: int) -> tuple[int, int]:
        """First and last token under ``token``, itself included, as far as they lie between ``first`` and ``last``."""
        left = right = token
        waiting = [token]
        while waiting:
            for i in self._children.get(waiting.pop(), ()):
                if first <= i <= last:
                    left, right = min(left, i), max(right, i)
                    waiting.append(i)
        return left, right

    def split(self, first: int, last: int) -> list[tuple[int, int]]:
        """The sentences, or parts of them, between two tokens, ends included; also those run together in the tree."""
        parts = []
        start = first
        for i in range(first + 1, last + 1):
            ends = self.words[i - 1] in _SENTENCE_ENDS and self._capital[i]
            if ends or self.numbers[i] != self.numbers[i - 1]:
                parts.append((start, i - 1))
                start = i
        return [*parts, (start, last)]

    def find_aims(self, children: dict[str, list[int]]) -> list[int]:
        """Dependents that are infinitives with "to"."""
        aims = children.get("advcl", []) + children.get("acl", [])
        return [i for i in aims if "VerbForm=Inf" in self.feats[i]]

    def find_cues(self, first: int, last: int) -> list[int]:
        """Tokens between ``first`` and ``last`` (one sentence) that are probable cues."""
        clauses = {self.heads[i] for i in range(first, last + 1) if self.deprels[i] == "ccomp"}
        get = self.forms.get
        words = self.words
        return [
            i
            for i in range(first, last + 1)
            if (i in clauses and self._takes_clause(i, first, last))
            or ((kinds := get(words[i])) and self._is_cue(i, kinds, first, last))
        ]

    def is_listed(self, token: int) -> bool:
        """Whether a word is a cue word by its form."""
        return self.words[token] in self._listed

    def find_speakers(self, first: int, last: int) -> list[int]:
        """Tokens between ``first`` and ``last`` that can be cues by form and tag, or that take a clause."""
        words, listed, takers = self.words, self._listed, self._takers
        return [i for i in range(first, last + 1) if (words[i] in listed or i in takers) and self._may_say(i)]

    def _may_say(self, token: int) -> bool:
        kinds = self.forms.get(self.words[token], _NONE)
        tag = self.upos[token]
        if kinds.isdisjoint(_SAYING):
            things = (i for i in self._children.get(token, ()) if self.deprels[i] == "obj")
            return "speechless" not in kinds and tag in _CLAUSAL and all(self.words[i] in self.objects for i in things)
        if "according" in kinds:
            return self.words[token + 1 : token + 2] == ["to"]
        if tag in ("NOUN", "PROPN"):
            return "noun" in kinds or self.is_verbal_noun(token)
        if "adjective" in kinds and kinds.isdisjoint(_VERBS):
            return tag == "ADJ" or any(self.deprels[i] in ("cop", "aux:pass") for i in self._children.get(token, ()))
        return tag in ("VERB", "AUX", "ADJ")

    def is_telling(self, token: int) -> bool:
        """Whether the cue word is one of saying, thinking or showing by itself."""
        return not _TELLING.isdisjoint(self.forms.get(self.words[token], ()))

    def is_doubtful(self, token: int) -> bool:
        """Whether a verb can say something, by its word alone."""
        return self.upos[token] in ("VERB", "AUX", "ADJ") and "clausal" in self.forms.get(self.words[token], _NONE)

    def is_torn(self, token: int, first: int, last: int) -> bool:
        """Whether a verb of saying hangs in the tree without the clause that stands behind it."""
        if self.upos[token] != "VERB" or token >= last:
            return False
        children = self.find_children(token, first, last)
        return _CLAUSES.isdisjoint(children) and self._opens(token, children)

    def is_passive(self, token: int, children: dict[str, list[int]]) -> bool:
        """Whether a verb is passive; taggers take the "be" of "is believed" for a copula too."""
        if "adjective" in self.forms.get(self.words[token], _NONE):
            return False
        if "nsubj:pass" in children and children.keys() & {"aux", "aux:pass", "cop"} == set():
            return "VerbForm=Fin" not in self.feats[token]
        is_linked = "cop" in children and self.upos[token] == "VERB" and children["cop"][0] < token
        return not _PASSIVE.isdisjoint(children) or is_linked

    def climb(self, token: int, first: int, last: int) -> int:
        """The word whose clause holds a whole attribution with the cue ``token``."""
        at = token
        if self.upos[at] not in ("VERB", "AUX"):
            while self._may_climb(at, first, last) and self.upos[at] not in ("VERB", "AUX"):
                at = self.heads[at]
            return at
        while self._may_climb(at, first, last):
            children = self.find_children(at, first, last)
            outer = self.deprels[at] in ("parataxis", "advcl")
            if not outer and (self.deprels[at] not in _LINKED or not _SUBJECTS.isdisjoint(children)):
                break
            at = self.heads[at]
        return at

    def _may_climb(self, token: int, first: int, last: int) -> bool:
        return first <= self.heads[token] <= last

    def _is_cue(self, i: int, kinds: frozenset[str], first: int, last: int) -> bool:
        words = self.words
        if "according" in kinds and i < last and words[i + 1] == "to":
            return True
        if "frame" in kinds:
            return True
        if self.upos[i] in ("NOUN", "PROPN"):
            return "noun" in kinds and (self.words[i + 1 : i + 2] == ["that"] or self._has_clause(i, first, last))
        if "adjective" in kinds and not _COMPLEMENTS.isdisjoint(self.find_children(i, first, last)):
            return True
        return self.upos[i] in ("VERB", "AUX", "ADJ") and self._is_verb_cue(i, kinds, first, last)

    def _takes_clause(self, i: int, first: int, last: int) -> bool:
        """Whether the clause under a word may be what it says; beside an object it rather describes that."""
        kinds = self.forms.get(self.words[i], _NONE)
        if self.upos[i] not in ("VERB", "ADJ", "NOUN") or "speechless" in kinds:
            return False
        things = self.find_children(i, first, last).get("obj", ())
        return bool(kinds) or all(self.words[thing] in self.objects for thing in things)

    def _has_clause(self, i: int, first: int, last: int) -> bool:
        return not _NOUN_CLAUSES.isdisjoint(self.find_children(i, first, last))

    def _is_verb_cue(self, i: int, kinds: frozenset[str], first: int, last: int) -> bool:
        children = self.find_children(i, first, last)
        if "charge" in kinds and self.words[i + 1 : i + 2] == ["of"] and self.is_passive(i, children):
            return True
        if "passive" in kinds and self.is_passive(i, children):
            return "xcomp" in children or not _CLAUSES.isdisjoint(children) or self._is_aside(i, children)
        if "clausal" in kinds and not _CLAUSES.isdisjoint(children):
            return True
        if "telling" in kinds and "xcomp" in children:
            return True
        if not _VERBS.isdisjoint(kinds) and self._is_aside(i, children):
            return True
        if "infinitive" in kinds and ("xcomp" in children or self.find_aims(children)):
            return True
        if self.requests(i, children) or ("obj" in children and ("object" in kinds or self.shows(i, children))):
            return True
        if "clausal" not in kinds or i >= last:
            return "clausal" in kinds and self.find_relative(i, children, first) is not None
        if self.find_relative(i, children, first) is not None:
            return True
        if self.words[i + 1] in _STARTS or ("obj" not in children and self._opens(i, children)):
            return True
        return not self.openers.isdisjoint(self.words[i + 2 : min(i + _WHOM, last)])

    def _opens(self, i: int, children: dict[str, list[int]]) -> bool:
        """Whether a verb of saying has a subject before it and words behind it, whatever the tree makes of them."""
        return min(children.get("nsubj", ()), default=i) < i and self.words[i + 1] not in _STOPS

    def _is_aside(self, i: int, children: dict[str, list[int]]) -> bool:
        """Whether the verb is put in or led in by "as": "X, she said, ...", "as the ministry said"."""
        if self.deprels[i] == "parataxis":
            return not _SUBJECTS.isdisjoint(children)
        return self.is_led_by_as(i, children)

    def find_relative(self, token: int, children: dict[str, list[int]], first: int) -> int | None:
        """The relative pronoun before a verb that has a subject of its own: "the bonus [which] the union disputes"."""
        subject = min(children.get("nsubj", ()), default=token)
        is_relative = "relcl" in self.deprels[token] and first < subject < token and "obj" in children
        found = children["obj"][0] if is_relative else token
        return found if found < subject and self.words[found] in self.openers else None

    def is_finite(self, token: int, children: dict[str, list[int]]) -> bool:
        """Whether a verb has a finite form or a finite auxiliary."""
        return any("VerbForm=Fin" in self.feats[i] for i in (token, *children.get("aux", ()), *children.get("cop", ())))

    def is_verbal_noun(self, token: int) -> bool:
        """Whether a verb is tagged as a noun: "the general plans to resign"."""
        if self.upos[token] != "NOUN" or self.deprels[token] not in ("ccomp", "root", "conj", "parataxis"):
            return False
        relations = {self.deprels[i] for i in self._children.get(token, ())}
        return "cop" not in relations and "xcomp" in relations

    def find_link(self, token: int, last: int) -> int | None:
        """Where what a cue word is linked to by a preposition begins: "warned of [floods]"; None where none follows."""
        prepositions = self.links.get(self.words[token])
        if not prepositions:
            return None
        at = token + 1
        while at < last and self.upos[at] == "ADV" and self.words[at] not in prepositions:
            at += 1
        return at + 1 if at < last and self.words[at] in prepositions else None

    def shows(self, token: int, children: dict[str, list[int]]) -> bool:
        """Whether a verb of saying has evidence as subject: "the tests showed lead"."""
        subjects = children.get("nsubj", ())
        return "clausal" in self.forms.get(self.words[token], _NONE) and any(
            "evidence" in self.forms.get(self.words[i], _NONE) for i in subjects
        )

    def requests(self, token: int, children: dict[str, list[int]]) -> bool:
        """Whether something is asked for: "asked the army for a helicopter", "called for a truce"."""
        after = (i for i in children.get("obl", ()) if i > token)
        is_request = "request" in self.forms.get(self.words[token], _NONE)
        return is_request and any("for" in self.words[token + 1 : i] for i in after)

    def is_led_by_as(self, token: int, children: dict[str, list[int]]) -> bool:
        """Whether a verb begins an aside with "as": "as noted", "as the mayor put it"."""
        return self.deprels[token] == "advcl" and any(self.words[j] == "as" for j in children.get("mark", ()))


@cache
def make_forms(language: str) -> dict[str, frozenset[str]]:
    """Every form of a language's cue words with what it takes: "clausal", "object", "noun", "adverb"..."""
    cues = find_language(language).cues
    kinds: dict[str, set[str]] = {}
    for kind, verbs in _verb_lists(cues):
        for verb in verbs:
            for form in inflect(verb, cues.irregular.get(verb, ())):
                kinds.setdefault(form, set()).add(kind)
    for noun in cues.nouns:
        for form in (noun, _add_s(noun)):
            kinds.setdefault(form, set()).add("noun")
    for kind, nouns in (("own word", cues.own_words), ("evidence", cues.evidence), ("hearsay", cues.hearsay)):
        for noun in nouns:
            for form in (noun, _add_s(noun)):
                kinds.setdefault(form, set()).add(kind)
    for kind, words in _word_lists(cues):
        for word in words:
            kinds.setdefault(word.split()[0], set()).add(kind)
    return {form: frozenset(found) for form, found in kinds.items()}


@cache
def list_speaking(language: str) -> frozenset[str]:
    """The forms of a language that say something by themselves, whatever they take."""
    return frozenset(form for form, kinds in make_forms(language).items() if not kinds.isdisjoint(_SAYING))


@cache
def make_links(language: str) -> dict[str, frozenset[str]]:
    """The prepositions that link every form of a language's cue words to what is said: "warned of", "fears for"."""
    cues = find_language(language).cues
    links: dict[str, set[str]] = {}
    for preposition, words in cues.links.items():
        for word in words:
            forms = inflect(word, cues.irregular.get(word, ())) | {_add_s(word)}
            for form in forms:
                links.setdefault(form, set()).add(preposition)
    return {form: frozenset(found) for form, found in links.items()}


def _verb_lists(cues: CueWords) -> list[tuple[str, Sequence[str]]]:
    return [
        ("clausal", cues.clausal),
        ("object", cues.object),
        ("infinitive", cues.infinitive),
        ("passive", cues.passive),
        ("speechless", cues.speechless),
        ("aside", cues.asides),
        ("telling", cues.telling),
        ("pointing", cues.pointers.verbs),
        ("charge", cues.charges),
        ("request", cues.requests),
        ("weak", cues.weak),
        ("naming", cues.naming),
    ]


def _word_lists(cues: CueWords) -> list[tuple[str, Sequence[str]]]:
    return [
        ("adverb", cues.adverbs),
        ("adjective", cues.adjectives),
        ("frame", cues.frames),
        ("according", cues.according),
    ]


def inflect(verb: str, irregular: Sequence[str]) -> set[str]:
    """The forms of a verb, ``irregular`` ones in place of those in -ed."""
    stem = verb[:-1] if verb.endswith("e") else verb
    short = len(verb) > 2 and verb[-1] not in _VOWELS + "wxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    past = set(irregular) or ({verb[:-1] + "ied"} if verb.endswith("y") and verb[-2] not in _VOWELS else {stem + "ed"})
    forms = {verb, _add_s(verb), stem + "ing", *past}
    if short:
        forms |= {verb + verb[-1] + "ing"} | (set() if irregular else {verb + verb[-1] + "ed"})
    return forms


def _add_s(word: str) -> str:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")
