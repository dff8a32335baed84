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
    ("The flat burned on January 8. He had smelled smoke on January 7 and called a fitter at 9 p.m.", "9 p.m.",
     "2022-01-07T21:00"),
    ("The shed was robbed on January 5, the third since January 3. The alarm rang at 11 p.m.", "11 p.m.",
     "2022-01-05T23:00"),
    ("The storm will land tomorrow, the office said. The last ferry left at 6 p.m.", "6 p.m.", "2022-01-10T18:00"),
    ("The camp was empty in Easter week 2020. The guard was last seen on Friday 17 April.", "Friday 17 April",
     "2020-04-17"),
    ("A girl vanished on 14 July 2019. On the Saturday her coat was found.", "the Saturday", "2019-07-20"),
    ("The vault was opened on Sunday 14 July 2019. On the Sunday the guard was ill.", "the Sunday", "2019-07-14"),
    ("The poll was taken on Tuesday, before the debate of that Friday.", "that Friday", "2022-01-07"),
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


WORDS = [
    ("The hearing is on the 26th.", "the 26th", "2022-01-26"),
    ("He was fired ten years ago this month.", "ten years ago this month", "2012-01"),
    ("At this time last year the dam was full.", "this time last year", "2021-01"),
    ("It rained on the 6th of this month.", "the 6th of this month", "2022-01-06"),
    ("The count ended at 0340 on Saturday.", "0340 on Saturday", "2022-01-08T03:40"),
    ("The bridge closes at 10:30 tonight.", "10:30 tonight", "2022-01-10T22:30"),
    ("The first frost came in the last days of November.", "the last days of November", "2021-11"),
    ("The shrine was full in Easter week 2020.", "Easter week 2020", "2020-W15"),
    ("Prices fell on the last day of the month.", "the last day of the month", "2022-01-31"),
    ("The tower has stood empty since May.", "May", "2021-05"),
    ("The soldiers did not come until Friday.", "Friday", "2022-01-07"),
    ("Nobody has crossed since New Year.", "New Year", "2022-01-01"),
    ("The mine was open for a quarter of a century.", "a quarter of a century", "P25Y"),
    ("The vaccine, ordered in the summer, arrived on 5 December.", "5 December", "2021-12-05"),
]


@pytest.mark.parametrize(("text", "words", "value"), WORDS)
def test_a_phrase_has_its_value(read: Read, text: str, words: str, value: str) -> None:
    assert read(text).get(words).value == value


def test_a_range_of_spoken_hours_shares_its_half_of_the_day(read: Read) -> None:
    times = read("The gates are open from two to four in the afternoon.")
    assert times.values() == [("two", "2022-01-10T14:00"), ("four in the afternoon", "2022-01-10T16:00")]


def test_years_on_counts_from_what_was_told(read: Read) -> None:
    assert read("The mill burned in 2013. Two years on, it was rebuilt.").get("Two years on").value == "2015"
    assert read("Two years on, the families wait.").get("Two years on").value == "XXXX"
    assert read("She spent two years on the run.").values() == [("two years", "P2Y")]


def test_that_year_is_never_the_year_of_the_report(read: Read) -> None:
    times = read("The trial began on 4 March 2014. The judge retired on January 5. That year he had lost his job.")
    assert times.get("That year").value == "2014"


def test_a_clause_that_tells_what_stands_before_it_dates_a_saying(read: Read) -> None:
    times = read("The note was found on 14 July, the court heard on Thursday. The next day a man was held.")
    assert times.get("The next day").value == "2021-07-15"


def test_minutes_count_from_a_clock_time(read: Read) -> None:
    times = read(
        "Two trains collided at 9 p.m. on Sunday, and the line was shut at dawn on Monday. "
        "The driver had called twenty minutes earlier."
    )
    assert times.get("twenty minutes earlier").value == "2022-01-09T20:40"


def test_both_ends_of_a_range_of_hours_belong_to_the_day_behind(read: Read) -> None:
    times = read("Voting is from 7 a.m. to 7 p.m. on Sunday.")
    assert times.anchor("7 a.m.") == "7 p.m. on Sunday"


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
