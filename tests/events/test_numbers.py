"""Numbers of people as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.events.numbers import find_numbers
from sayso.lang import load_language

BOOK = load_language("en").tolls
BOUNDS = {word for phrase in BOOK.bound_words for word in phrase.split()}
READ = [
    ("nine people", [(9, 9, "nine")]),
    ("at least nine people", [(9, None, "at least nine")]),
    ("up to 30 rebels", [(None, 30, "up to 30")]),
    ("between 18 and 25 people", [(18, 25, "between 18 and 25")]),
    ("18 to 25 people", [(18, 25, "18 to 25")]),
    ("four or five thousand people", [(4000, 5000, "four or five thousand")]),
    ("dozens of people", [(None, None, "dozens")]),
    ("tens of thousands of people", [(None, None, "tens of thousands")]),
    ("several hundred people", [(None, None, "several hundred")]),
    ("a few hundred people", [(None, None, "a few hundred")]),
    ("nearly 300 people", [(300, 300, "nearly 300")]),
    ("an estimated 75,000 people", [(75000, 75000, "an estimated 75,000")]),
    ("as many as 120 people", [(None, 120, "as many as 120")]),
    ("no fewer than five people", [(5, None, "no fewer than five")]),
    ("some two dozen people", [(24, 24, "some two dozen")]),
    ("half a dozen people", [(6, 6, "half a dozen")]),
    ("twenty - three others", [(23, 23, "twenty - three")]),
    ("two hundred and five men", [(205, 205, "two hundred and five")]),
    ("1.5 million people", [(1_500_000, 1_500_000, "1.5 million")]),
    ("1.2 litres", []),
    ("half a million people", [(500_000, 500_000, "half a million")]),
    ("a quarter of a million people", [(250_000, 250_000, "a quarter of a million")]),
    ("rose from 12 to 31", [(12, 12, "12"), (31, 31, "31")]),
    ("rose from up to 12 to 31", [(None, 12, "up to 12"), (31, 31, "31")]),
    ("fatalities were revised in the town from at least 12 to 31", [(12, None, "at least 12"), (31, 31, "31")]),
    ("rose by two to 31", [(2, 2, "two"), (31, 31, "31")]),
    ("hundreds more were held", [(None, None, "hundreds more")]),
    ("hundreds more than before", [(None, None, "hundreds")]),
    ("not one of them", [(0, 0, "not one")]),
    ("19 more officers", [(19, 19, "19 more")]),
    ("the other six", [(6, 6, "other six")]),
    ("90 - odd hostages", [(90, None, "90 - odd")]),
    ("no one was hurt", [(0, 0, "no one")]),
    ("a man and two women", [(1, 1, "a"), (2, 2, "two")]),
    ("more than a hundred men", [(100, None, "more than a hundred")]),
    ("seven , eight", [(7, 7, "seven"), (8, 8, "eight")]),
    ("12,34 and 1234567890123", []),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_numbers(text: str, expected: list[tuple[int | None, int | None, str]]) -> None:
    words = text.split()
    found = [(n.low, n.high, " ".join(words[n.first : n.last + 1])) for n in find_numbers(words, BOOK)]
    assert found == expected


@given(
    st.lists(
        st.sampled_from(
            sorted(
                {*BOOK.values, *BOOK.scales, *BOOK.vague, *BOOK.fractions, *BOUNDS}
                | {"and", "-", "to", "of", "not", "from", "rose", "12", "x"}
            )
        ),
        max_size=20,
    )
)
def test_numbers_stand_in_order_and_do_not_overlap(words: list[str]) -> None:
    past = -1
    for number in find_numbers(words, BOOK):
        assert 0 <= number.first <= number.start <= number.core <= number.last < len(words)
        assert number.last > past
        past = number.last
        assert number.low is None or number.high is None or number.low <= number.high


@given(st.integers(0, 999_999_999))
def test_numerals_have_their_value(value: int) -> None:
    assert [(n.low, n.high) for n in find_numbers([f"{value:,}"], BOOK)] == [(value, value)]
