"""One sentence for each sort of time expression, with the words that are found and their values.

The reports are of Monday, 10 January 2022.
"""

from __future__ import annotations

import pytest

from tests.times.conftest import Read

CASES = [
    # dates in full, in every order
    ("The bridge fell on 10 December 2021.", [("10 December 2021", "2021-12-10")]),
    ("The bridge fell on Dec. 10, 2021, at dusk.", [("Dec. 10, 2021", "2021-12-10"), ("dusk", "2021-12-10TEV")]),
    ("The bridge fell on Friday, December 10, 2021.", [("Friday, December 10, 2021", "2021-12-10")]),
    ("The bridge fell on 2021-12-10.", [("2021-12-10", "2021-12-10")]),
    ("The bridge fell on 10.12.2021.", [("10.12.2021", "2021-12-10")]),
    ("The bridge fell on 12/30/2021.", [("12/30/2021", "2021-12-30")]),
    ("The bridge fell on the 10th of December.", [("the 10th of December", "2021-12-10")]),
    # a part is missing
    ("The bridge fell on January 5.", [("January 5", "2022-01-05")]),
    ("The bridge fell on December 28.", [("December 28", "2021-12-28")]),
    ("The bridge will open on March 4.", [("March 4", "2022-03-04")]),
    ("The strike began in November.", [("November", "2021-11")]),
    ("The strike will begin in February.", [("February", "2022-02")]),
    ("He was elected in May 2019.", [("May 2019", "2019-05")]),
    ("He was elected in 2019.", [("2019", "2019")]),
    ("He was elected last May.", [("last May", "2021-05")]),
    # weekdays
    ("The court met on Friday.", [("Friday", "2022-01-07")]),
    ("The court met on Monday.", [("Monday", "2022-01-10")]),
    ("The court will meet on Friday.", [("Friday", "2022-01-14")]),
    ("The court meets next Tuesday.", [("next Tuesday", "2022-01-11")]),
    ("The vote is planned for Thursday.", [("Thursday", "2022-01-13")]),
    # days counted from publication
    ("Snow fell yesterday and today.", [("yesterday", "2022-01-09"), ("today", "2022-01-10")]),
    ("It will snow the day after tomorrow.", [("the day after tomorrow", "2022-01-12")]),
    ("He left early on Tuesday.", [("early on Tuesday", "2022-01-04")]),
    ("They were seen late last week.", [("late last week", "2022-W01")]),
    ("The law was passed earlier this month.", [("earlier this month", "2022-01")]),
    ("It happened three days ago.", [("three days ago", "2022-01-07")]),
    ("It happened two weeks ago.", [("two weeks ago", "2021-W52")]),
    ("It happened five years ago.", [("five years ago", "2017")]),
    ("It will happen two weeks from now.", [("two weeks from now", "2022-W04")]),
    ("The plant will close at the end of the year.", [("the end of the year", "2022")]),
    ("The plant will close by the end of next month.", [("the end of next month", "2022-02")]),
    # times of day
    ("A blast was heard at 9:30 p.m. Moscow time on January 9.", [
        ("9:30 p.m. Moscow time on January 9", "2022-01-09T21:30")]),
    ("The quake struck at 0600 GMT on Sunday.", [("0600 GMT on Sunday", "2022-01-09T06:00")]),
    ("The ferry left at 3 a.m. local time on Thursday.", [("3 a.m. local time on Thursday", "2022-01-06T03:00")]),
    ("Shots were heard on Saturday night.", [("Saturday night", "2022-01-08TNI")]),
    ("Shots were heard last night.", [("last night", "2022-01-09TNI")]),
    ("Shots were heard this morning.", [("this morning", "2022-01-10TMO")]),
    ("They met at noon Thursday.", [("noon Thursday", "2022-01-06T12:00")]),
    ("The quake struck at half past six in the morning on Friday.", [
        ("half past six in the morning on Friday", "2022-01-07T06:30")]),
    ("It hit at a quarter to nine on Saturday night.", [("a quarter to nine on Saturday night", "2022-01-08T20:45")]),
    ("The shop closes at half past seven.", [("half past seven", "2022-01-10T07:30")]),
    ("It hit at six last night.", [("six last night", "2022-01-09T18:00")]),
    ("It hit between 8 and 9 p.m. on Saturday.", [
        ("8", "2022-01-08T20:00"), ("9 p.m. on Saturday", "2022-01-08T21:00")]),
    # longer times
    ("Profits fell in the third quarter of 2021.", [("the third quarter of 2021", "2021-Q3")]),
    ("Sales grew in the second half of 2020.", [("the second half of 2020", "2020-H2")]),
    ("He lived there in the late 1980s.", [("the late 1980s", "198")]),
    ("The fort is of the 17th century.", [("the 17th century", "16")]),
    ("He died in the winter of 2015.", [("the winter of 2015", "2015-WI")]),
    ("They fled last summer.", [("last summer", "2021-SU")]),
    # feasts
    ("They met on Christmas Day.", [("Christmas Day", "2021-12-25")]),
    ("They met at Easter 2021.", [("Easter 2021", "2021-04-04")]),
    ("They met on Thanksgiving.", [("Thanksgiving", "2021-11-25")]),
    # lengths
    ("The siege lasted for at least 20 days.", [("at least 20 days", "P20D")]),
    ("The siege lasted for two and a half years.", [("two and a half years", "P2Y6M")]),
    ("He was held for several weeks.", [("several weeks", "PXW")]),
    ("A two-hour meeting ended the strike.", [("two-hour", "PT2H")]),
    ("Prices rose over the past three months.", [("the past three months", "P3M")]),
    ("It will rain in the next few days.", [("the next few days", "PXD")]),
    ("They waited half an hour.", [("half an hour", "PT30M")]),
    # recurring
    ("Trains leave every Monday.", [("every Monday", "XXXX-WXX-1")]),
    ("They meet twice a week.", [("twice a week", "P1W")]),
    ("The market opens daily.", [("daily", "P1D")]),
    # references
    ("The troops are now leaving.", [("now", "PRESENT_REF")]),
    ("At present, the road is shut.", [("At present", "PRESENT_REF")]),
    ("He was recently freed.", [("recently", "PAST_REF")]),
    ("Elections will be held in the near future.", [("the near future", "FUTURE_REF")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_an_expression_is_found_whole_with_its_value(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text).values() == expected


@pytest.mark.parametrize(
    "text",
    [
        "A 45-year-old man drowned.",
        "The boy, who is 12 years old, was found.",
        "Theresa May spoke to the press.",
        "The house costs $1998.",
        "They may march to the square.",
        "Some 2000 people fled.",
        "The home side won 3:21.",
        "The Sept. 11 attacks changed the city.",
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(read: Read, text: str) -> None:
    assert read(text).words() == []


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("He left in early March.", "START"),
        ("He left at the end of March.", "END"),
        ("He left in mid-March.", "MID"),
        ("He was away for about two years.", "APPROX"),
        ("He was away for more than two years.", "MORE_THAN"),
        ("He was away for less than two years.", "LESS_THAN"),
        ("He was away for up to two years.", "EQUAL_OR_LESS"),
    ],
)
def test_what_narrows_a_value_becomes_its_modifier(read: Read, text: str, mod: str) -> None:
    assert [t.mod for t in read(text).found] == [mod]


def test_a_clock_time_keeps_its_zone(read: Read) -> None:
    text = "It began at 18:30 Moscow time and ended at 2330 GMT, or 5 a.m. local time."
    assert [t.zone for t in read(text).found] == ["Moscow", "GMT", "local"]


def test_the_ends_of_a_range_are_linked(read: Read) -> None:
    for text in ("It ran from January 3 to 7.", "It ran from 3 to 7 January.", "It rained January 3-7."):
        times = read(text)
        assert [t.value for t in times.found] == ["2022-01-03", "2022-01-07"], text
        assert times.found[0].range_end == times.found[1].id
    assert [t.range_end is None for t in read("He ruled 1998-2000.").found] == [False, True]


def test_precision_and_interval_follow_the_value(read: Read) -> None:
    month, day, clock = read("In March 2021 he was ill. On 5 May 2021 he rose at 9:15 a.m.").found
    assert (month.precision, month.earliest, month.latest) == ("month", "2021-03-01", "2021-03-31")
    assert (day.precision, day.earliest, day.latest) == ("day", "2021-05-05", "2021-05-05")
    assert (clock.precision, clock.earliest, clock.latest) == ("minute", "2021-05-05T09:15", "2021-05-05T09:15")
