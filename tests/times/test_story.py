"""How dates count on from one another in a story, and what stays open."""

from __future__ import annotations

import pytest

from tests.times.conftest import Read

# Published on 10 January 2022, a Monday.
CHAINS = [
    ("The bridge fell on January 4. A clerk had closed it two days earlier. The first divers came at 6 p.m.", "6 p.m.",
     "2022-01-04T18:00"),
    ("The march began at 10 p.m. on January 5. It was broken up at 3 a.m.", "3 a.m.", "2022-01-06T03:00"),
    ("The mill burned in 2013. A month later the owner fled.", "A month later", "2013"),
    ("The mayor fled in the spring of 2007. Six months later he returned.", "Six months later", "2007-FA"),
    ("The hikers left on January 4. On the third day a dog found them.", "the third day", "2022-01-06"),
    ("The clinic saw 40 cases in December and 12 in the same month of 2019.", "the same month of 2019", "2019-12"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value"), CHAINS)
def test_a_story_goes_on_from_the_day_that_it_is_at(read: Read, text: str, words: str, value: str) -> None:
    assert read(text).get(words).value == value


def test_the_hour_is_counted_in_the_half_of_the_day_told_beside_it(read: Read) -> None:
    assert read("The alarm failed at 9.20 on Saturday evening.").found[0].value == "2022-01-08T21:20"


def test_two_amounts_make_one_length(read: Read) -> None:
    times = read("He was jailed for two years and six months.")
    assert times.values() == [("two years and six months", "P2Y6M")]


def test_a_week_of_a_month_is_a_week(read: Read) -> None:
    assert read("The first case was seen in the last week of November.").found[0].value == "2021-W47"


def test_a_day_in_next_year_is_one_expression(read: Read) -> None:
    times = read("Charges will rise on 1 April next year.")
    assert times.values() == [("1 April next year", "2023-04-01")]


def test_a_bare_hour_needs_a_clock_time_before_it(read: Read) -> None:
    assert read("The polls opened at 7 a.m. and closed at 8.").words() == ["7 a.m.", "8"]
    assert read("The shares opened at 7 and closed at 8.").words() == []


def test_what_happened_is_not_counted_from_a_day_to_come(read: Read) -> None:
    times = read("The dam broke on January 4. The dead will be buried on Thursday. The mayor left the same day.")
    assert times.anchor("the same day") == "January 4"


def test_two_days_of_one_sentence_both_may_be_meant(read: Read) -> None:
    times = read("The bank was robbed on 3 January and the shop on 5 January. The day before, a van had been stolen.")
    assert {c.value for c in times.get("The day before").candidates} >= {"2022-01-04", "2022-01-02"}


def test_next_weekday_inside_the_same_week_may_be_that_of_the_week_after(read: Read) -> None:
    times = read("The league met on January 8. A vote is called for next Friday.")
    assert [c.value for c in times.get("next Friday").candidates] == ["2022-01-14", "2022-01-21"]


def test_what_lies_ahead_of_the_report_is_no_reading_of_what_happened(read: Read) -> None:
    times = read("The ship sank on January 8. Three days later divers found it.")
    assert all((c.value or "") <= "2022-01-11" for c in times.get("Three days later").candidates)
