"""Quick ways of looking at words: each gives what the slow way gives that it stands for."""

from __future__ import annotations

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from sayso.lang.credits import find_credit_words
from sayso.lang.load import find_dispute_words
from sayso.linking.contradictions.withdrawals import _may_hold
from sayso.linking.copies.credits import _endings, _ends_with
from sayso.linking.parties.words import list_forms, split_phrase, split_words
from sayso.linking.statements.contents import ContentReader
from sayso.model import Span
from tests.linking.desks import Draft

_CREDITS = find_credit_words("en")
_PHRASES = _CREDITS.kind_nouns
_WITHDRAWALS = find_dispute_words("en").withdrawals
_WORDINGS = sorted({*_WITHDRAWALS.acts, *_WITHDRAWALS.verdicts, *_WITHDRAWALS.corrections})
_BEFORE = st.sampled_from(["", "the ", "THE ", "un", "(", "x\n", "“", "É", "first "])
_BEHIND = st.sampled_from([" ", "", "  ", " \n", "\n", ", ", "s ", "\N{LATIN SMALL LETTER LONG S} "])


@given(_BEFORE, st.sampled_from(_PHRASES), st.sampled_from([str, str.upper, str.title]), _BEHIND)
def test_a_window_that_is_passed_over_ends_with_no_phrase(
    before: str, phrase: str, change: type[str], end: str
) -> None:
    window = before + change(phrase) + end
    assert _ends_with(window, _PHRASES) == (_endings(_PHRASES).search(window) is not None)


def test_windows_end_with_a_phrase_or_not() -> None:
    assert _ends_with("said the News Agency ", _PHRASES)
    assert not _ends_with("said the News Agency", _PHRASES)
    assert not _ends_with("said the subnews agency ", ("news agency",))


@given(st.text(alphabet="aA1-.’'& s\n", max_size=60), st.integers(0, 9))
def test_forms_and_phrases_are_those_of_the_words(text: str, most: int) -> None:
    assert list_forms(text, 0, len(text), most=most) == [w.lower for w in islice(split_words(text, 0, len(text)), most)]
    assert list(split_phrase(text)) == split_words(text, 0, len(text))


@given(st.sampled_from(_WORDINGS), st.sampled_from(["", "it ", "the toll "]))
def test_every_wording_that_takes_something_back_is_seen(wording: str, before: str) -> None:
    assert _may_hold(f"{before}{wording}.", "en")


def test_a_text_without_such_wording_is_passed_over() -> None:
    assert not _may_hold("the toll rose to nine", "en")


def test_words_are_weighed_alike_with_dates_between_and_without() -> None:
    plain = Draft("r1", "Police arrested Maria Lopes, and nine people died.")
    dated = Draft("r2", "Police arrested Maria Lopes on Monday, and nine people died.")
    dated.time("on Monday", "2024-05-06")
    found = [ContentReader(one.make()).weigh((Span(0, len(one.text)),)) for one in (plain, dated)]
    assert found[0] == found[1]
    assert "" not in found[0]
    assert found[0]["#9"] > 1
    # A capital tells a name, but not at the start.
    assert found[0]["lop"] >= 0.9 > found[0]["polic"]
