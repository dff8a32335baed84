"""The codebook's words made findable: which entry stands at a word of a report."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from sayso.claims.frame import Frame
from sayso.lang.sources import STATE_BODY, VICTIM, WITHHELD, Carrier, KindEntry, SourceBook

_LINKS = frozenset(("of", "for", "in", "and", "at", "without", "to"))
_PIECES = re.compile(r"[\s\-‐‑]+|(?=['’])")
_HANDLE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LONGEST_HANDLE = 60
_MOST_KNOWN = 50_000  # words kept in mind
_THEIR_OWN = frozenset(("my", "our", "his", "her", "whose"))
_KIN_REACH = 5  # tokens from "my" to "brothers"
_PASSIVES = frozenset(("was", "were", "been", "being", "is", "are", "got"))
_FARTHEST = 200  # tokens on either side in which harm counts
_LONGEST_NAME = 7  # tokens of a name that stands alone
_PRIVATE = (VICTIM, "witness_resident")
_REACH = 10  # tokens on either side that an entry of several words may take


class Entry(msgspec.Struct, frozen=True, eq=False):
    """A wording of the codebook: its ``code`` (None for a carrier without default) and what sort of word it is.

    ``before`` and ``after`` are the pieces around the head word that must stand there too.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    code: str | None
    body: bool
    carrier: Carrier | None = None


Entries = dict[str, list[Entry]]
"""Entries of one head word by the piece right before it, "" for none; the longest first."""


class Found(msgspec.Struct, frozen=True):
    """An entry over the tokens ``first`` to ``last``, both included."""

    first: int
    last: int
    entry: Entry


class Lexicon:
    """All entries of a codebook by their head words."""

    def __init__(self, book: SourceBook) -> None:
        self.kinds: dict[str, KindEntry] = {kind.code: kind for kind in book.kinds}
        self.modifiers = {word: kind.code for kind in book.kinds for word in kind.modifiers}
        self._endings = {ending: kind.code for kind in book.kinds for ending in kind.endings}
        self._sizes = sorted({len(ending) for ending in self._endings}, reverse=True)
        self._signs = {tuple(sign.split()): kind.code for kind in book.kinds for sign in kind.signs}
        self._sign_heads = frozenset(sign[0] for sign in self._signs)
        self._sign_sizes = sorted({len(sign) for sign in self._signs}, reverse=True)
        self._kin = frozenset(word for c in book.carriers if c.owned == VICTIM for word in c.words)
        self._plight_words = frozenset(w for c in book.carriers if c.owned in _PRIVATE for w in c.harms)
        self._harms = {c.harms: frozenset(c.harms) for c in book.carriers if c.harms}
        self._alone = {name: (kind.code, False) for kind in book.kinds for name in kind.alone}
        self._alone |= {name: (STATE_BODY, True) for name in book.states if name not in self._alone}
        self._alone_ends = frozenset(piece.lower() for name in self._alone for piece in _ends_of(name))
        self.plights = frozenset(w for k in book.kinds if k.code == VICTIM for w in k.modifiers)
        self.forenames = {word: f.code for f in book.forenames if f.code in self.kinds for word in f.words}
        self.surnames = frozenset(book.surnames)
        self.phrases = [(phrase, kind.code) for kind in book.kinds for phrase in kind.phrases]
        self._phrase_heads = frozenset(phrase.split()[0] for phrase, _ in self.phrases)
        self._known: dict[tuple[str, str, bool], tuple[Entries, ...]] = {}
        self.withheld = sorted(self.kinds[WITHHELD].nearby, key=lambda phrase: (-len(phrase), phrase))
        self.anchors = {wording: max(wording.replace("-", " ").split(), key=len) for wording in self.withheld}
        self._words: dict[str, Entries] = {}
        self._names: dict[str, Entries] = {}
        self.ties = tuple((*tie.split(),) for tie in book.ties)
        carriers = {word: carrier for carrier in book.carriers for word in carrier.words}
        carried = dict(carriers)
        for kind in book.kinds:
            for words, body in ((kind.bodies, True), (kind.people, False)):
                for word in words:
                    self._add(self._words, word, kind.code, body, carried.pop(word, None))
            for name in kind.names:
                if name.lower() not in carriers or name.lower() not in kind.bodies:  # else the carrier says more
                    self._add(self._names, name, kind.code, bool(kind.bodies), None)
        for word, carrier in carried.items():
            self._add(self._words, word, carrier.default, not carrier.people, carrier)
        for table in (*self._words.values(), *self._names.values()):
            for entries in table.values():
                entries.sort(key=lambda e: -len(e.before) - len(e.after))

    @staticmethod
    def _add(table: dict[str, Entries], words: str, code: str | None, body: bool, carrier: Carrier | None) -> None:
        pieces = split_pieces(words)
        link = next((i for i, p in enumerate(pieces) if i and p.lower() in _LINKS), len(pieces))
        entry = Entry(tuple(pieces[: link - 1]), tuple(pieces[link:]), code, body, carrier)
        nearest = entry.before[-1] if entry.before else ""
        table.setdefault(pieces[link - 1], {}).setdefault(nearest, []).append(entry)

    def find(self, frame: Frame, token: int, first: int, last: int) -> Found | None:
        """The longest entry whose head word is ``token``, within the tokens ``first`` to ``last``."""
        key = (frame.words[token], frame.lemmas[token], frame.upos[token] == "VERB")
        lists = self._known.get(key)
        if lists is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            lists = self._known[key] = self._look_up(*key)
        best: Found | None = None
        for entries in lists:
            found = _match(frame, token, first, last, entries, cased=False)
            if found and (best is None or found.last - found.first > best.last - best.first):
                best = found
        return best

    def _look_up(self, word: str, lemma: str, is_verb: bool) -> tuple[Entries, ...]:
        """The entries of a word as it stands, then of its last part, its lemma and its singular."""
        word = word.rstrip(".")
        forms = (word,) if is_verb else (word, _cut_hyphen(word), lemma.rstrip("."), _cut_plural(word))
        return tuple(self._words[form] for form in dict.fromkeys(forms) if form in self._words)

    def match_phrase(self, frame: Frame, first: int, last: int) -> str | None:
        """The kind of the first wording that the tokens hold ("who saw the fire"); None where they hold none."""
        if last == first or self._phrase_heads.isdisjoint(frame.words[first:last]):
            return None
        words = f" {' '.join(frame.words[first : last + 1])} "
        return next((code for phrase, code in self.phrases if f" {phrase} " in words), None)

    def find_alone(self, frame: Frame, first: int, last: int) -> tuple[str, int, bool] | None:
        """The kind of a name that the tokens end with and that nothing else with a capital stands beside.

        With its first token, and whether it is that of a state; None where the codebook has no such name.
        """
        text = frame.text
        if frame.words[last].rstrip(".") not in self._alone_ends:
            return None
        for start in range(max(first, last - _LONGEST_NAME), last + 1):
            name = text[frame.starts[start] : frame.ends[last]].replace("’", "'").rstrip(".")
            known = self._alone.get(name) or self._alone.get(name.removesuffix("s"))
            if known is not None:
                return known[0], start, known[1]
            if text[frame.starts[start]].isupper() and frame.upos[start] not in ("DET", "ADJ"):
                return None
        return None

    def may_stand_alone(self, frame: Frame, first: int, last: int) -> bool:
        """Whether a word among the tokens ends some name that stands alone."""
        return not self._alone_ends.isdisjoint(frame.words[first : last + 1])

    def judge_name(self, name: str) -> str | None:
        """The kind that a name outside the text tells by all of it or by a word of it; None where it tells none."""
        words = name.split()
        if name in self._alone:
            return self._alone[name][0]
        for word in reversed(words):
            entries: tuple[Entry, ...] = (
                *self._names.get(word, {}).get("", ()),
                *self._words.get(word.lower(), {}).get("", ()),
            )
            plain = [e for e in entries if e.body and e.code and not e.after]
            if plain:
                return plain[0].code
        return None

    def judge_handle(self, handle: str) -> str | None:
        """The kind that the words of an account's name tell ("@HarbourPolice"); None where they tell none."""
        for piece in reversed(_HANDLE.findall(handle[:_LONGEST_HANDLE])):
            names = self._names.get(piece.capitalize()) or self._names.get(piece.upper())
            entries = (names or self._words.get(piece.lower(), {})).get("", [])
            plain = [e for e in entries if not e.after and e.code is not None and e.carrier is None]
            if plain:
                return plain[0].code
        return None

    def find_ending(self, word: str) -> str | None:
        """The kind of a noun that is in no list, by its longest known ending; None where it has none."""
        for form in dict.fromkeys((word, _cut_plural(word))):
            for size in self._sizes:
                if len(form) > size + 1 and form[-size:] in self._endings:
                    return self._endings[form[-size:]]
        return None

    def match_sign(self, frame: Frame, first: int, last: int) -> tuple[str, int, int] | None:
        """The kind that a wording among the tokens points to, with its first and last token ("lost her husband")."""
        words = frame.words
        for token in range(first, last + 1):
            if words[token] in self._sign_heads:
                for size in self._sign_sizes:
                    code = self._signs.get(tuple(words[token : token + size])) if token + size - 1 <= last else None
                    if code is not None:
                        return code, token, token + size - 1
        return None

    def find_plight(self, frame: Frame, first: int, last: int) -> tuple[int, int] | None:
        """What a clause of the tokens, "who" the first, says that somebody suffered: "whose son was killed"."""
        words = frame.words
        harms = self._plight_words
        if words[first] == "whose":
            end = next((t for t in range(first + 1, last + 1) if words[t] in harms), None)
            return (first, end) if end is not None else None
        for token in range(first + 1, min(first + 4, last)):
            if words[token] in _PASSIVES and frame.upos[token] in ("AUX", "VERB"):
                end = next((t for t in range(token + 1, min(token + 4, last) + 1) if words[t] in harms), None)
                return (first, end) if end is not None else None
        return None

    def tells_harm(self, frame: Frame, token: int, carrier: Carrier) -> bool:
        """Whether the sentence of a token, one of the two before or the one behind, has a carrier's words of harm."""
        return not self._harms[carrier.harms].isdisjoint(_take_around(frame, token))

    def find_kin(self, frame: Frame, token: int) -> tuple[int, int] | None:
        """The words for somebody's own kin in the sentence of a token, where harm is told nearby: "my brother"."""
        words, sentence = frame.words, frame.sentence(token)
        for at in range(sentence.start, sentence.stop - 1):
            if words[at] in _THEIR_OWN:
                end = next(
                    (t for t in range(at + 1, min(at + _KIN_REACH, sentence.stop)) if words[t] in self._kin), None
                )
                if end is not None and not self._plight_words.isdisjoint(_take_around(frame, token)):
                    return at, end
        return None

    def find_name(self, frame: Frame, token: int, first: int, last: int) -> Found | None:
        """The longest entry among the words of names whose head word is ``token`` as it is written."""
        entries = self._names.get(frame.text[frame.starts[token] : frame.ends[token]].rstrip("."))
        return _match(frame, token, first, last, entries, cased=True) if entries else None


@cache
def compile_book(book: SourceBook) -> Lexicon:
    """The lexicon of a codebook; made once for each."""
    return Lexicon(book)


def split_pieces(words: str) -> list[str]:
    """The words, parted at blanks, hyphens and before apostrophes, final periods left out."""
    return [p.replace("’", "'").rstrip(".") for p in _PIECES.split(words) if p.rstrip(".")]


def _match(frame: Frame, token: int, first: int, last: int, entries: Entries, *, cased: bool) -> Found | None:
    """The longest entry around a head word: those that need a word before it, by that word, then all others."""
    left = right = None
    lone = len(entries) == 1 and "" in entries
    nearest = "" if lone else _take_piece(frame, range(token - 1, max(first, token - _REACH) - 1, -1), cased)
    best: Found | None = None
    for entry in (*(entries.get(nearest, ()) if nearest else ()), *entries.get("", ())):
        if best is not None and len(entry.before) + len(entry.after) <= best.last - best.first:
            break
        start = end = token
        if entry.before:
            left = _pieces(frame, range(token - 1, max(first, token - _REACH) - 1, -1), cased) if left is None else left
            start = _reach(entry.before[::-1], left, token)
        if entry.after:
            right = _pieces(frame, range(token + 1, min(last, token + _REACH) + 1), cased) if right is None else right
            end = _reach(entry.after, right, token)
        if start >= 0 and end >= 0 and (best is None or end - start > best.last - best.first):
            best = Found(start, end, entry)
    return best


def _take_piece(frame: Frame, tokens: range, cased: bool) -> str:
    """The last piece of the first token that has one."""
    for token in tokens:
        word = frame.text[frame.starts[token] : frame.ends[token]] if cased else frame.words[token]
        pieces = [word] if word.isalpha() else split_pieces(word)
        if pieces:
            return pieces[-1]
    return ""


def _pieces(frame: Frame, tokens: range, cased: bool) -> list[tuple[str, int]]:
    """The pieces of the tokens in their order, each with its token; within a token in the direction of the range."""
    found = []
    for token in tokens:
        word = frame.text[frame.starts[token] : frame.ends[token]] if cased else frame.words[token]
        pieces = split_pieces(word)
        found += [(piece, token) for piece in (pieces if tokens.step > 0 else reversed(pieces))]
    return found


def _reach(wanted: tuple[str, ...], pieces: list[tuple[str, int]], token: int) -> int:
    """The token of the last wanted piece where all of them come first among ``pieces``, else -1."""
    if len(wanted) > len(pieces) or any(w != p for w, (p, _) in zip(wanted, pieces, strict=False)):
        return -1
    return pieces[len(wanted) - 1][1] if wanted else token


def _take_around(frame: Frame, token: int) -> list[str]:
    """The words of the sentence of a token, of the two before and of the one behind."""
    sentence = frame.sentence(token)
    start, stop = sentence.start, sentence.stop
    for _ in range(2):
        start = frame.sentence(start - 1).start if start else 0
    stop = frame.sentence(stop).stop if stop < len(frame) else stop
    return frame.words[max(start, token - _FARTHEST) : min(stop, token + _FARTHEST)]


def _ends_of(name: str) -> tuple[str, ...]:
    """What the last token of a name may be: tokens may end at a hyphen or an apostrophe."""
    last = name.split()[-1]
    return last, _cut_hyphen(last), last + "s"


def _cut_hyphen(word: str) -> str:
    return word.rsplit("-", 1)[-1]


def _cut_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
