"""People whom a report names without any office: what the report says of them, and who asks the questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.claims.frame import Frame
from sayso.claims.source_evidence import WEAK, Evidence
from sayso.claims.source_words import Lexicon
from sayso.lang.sources import VICTIM
from sayso.model import Attribution, Mark

_SENTENCES_ASKED = 8
_LEAST_QUESTIONS = 2
_PERSONAL = frozenset(("he", "she", "i", "who", "him", "her", "me", "myself", "himself", "herself"))
_VAGUE = frozenset(
    ("some", "many", "several", "few", "most", "others", "other", "one", "two", "three", "another", "those", "both")
)

_SHARES = frozenset(("percent", "cent", "half", "majority", "minority", "first", "second", "third", "fourth", "latter"))


def judge_signs(frame: Frame, lexicon: Lexicon, tokens: Iterable[int], *, people: bool = True) -> Evidence | None:
    """What the sentences of these tokens say of somebody: "lost her husband"; None where they say nothing.

    ``people``: whether they may have kin.
    """
    seen: set[int] = set()
    for token in tokens:
        number = frame.sentences[token]
        if number in seen:
            continue
        seen.add(number)
        if len(seen) > _SENTENCES_ASKED:
            return None
        sentence = frame.sentence(token)
        found = lexicon.match_sign(frame, sentence.start, sentence.stop - 1)
        if found is not None:
            code, first, last = found
            return Evidence(code, WEAK, first, last, False, relation="sign")
        kin = lexicon.find_kin(frame, token) if people else None
        if kin is not None:
            return Evidence(VICTIM, WEAK, *kin, False, relation="sign")
    return None


def is_person(frame: Frame, source: Mark) -> bool:
    """Whether a source whose kind nothing tells means one person or some people: a pronoun, a count, an age."""
    words = frame.words[source.first : source.last + 1]
    if len(words) == 1 and words[0] in _PERSONAL:
        return True
    aged = any(w.endswith("-old") or (w == "old" and words[i - 1] in ("-", "year")) for i, w in enumerate(words[:6]))
    return words[0] in _VAGUE or aged or words[-1] in _SHARES


def asks_questions(frame: Frame, sources: Sequence[Attribution]) -> bool:
    """Whether these are turns of a transcript of which at least half, and two, hold a question."""
    turns = [a for a in sources if a.cue is not None and frame.words[a.cue.first] == ":" and a.content]
    asked = sum(any("?" in frame.words[m.first : m.last + 1] for m in a.content) for a in turns)
    return asked >= _LEAST_QUESTIONS and asked * 2 >= len(turns)
