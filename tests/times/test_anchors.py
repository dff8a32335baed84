"""What a time expression counts from: publication, the date told last, or nothing that is known."""

from __future__ import annotations

from tests.times.conftest import Read


def test_an_offset_counts_from_the_date_told_last(read: Read) -> None:
    times = read("The mine flooded on December 3. Two days later the pumps failed. The same day, nine men were freed.")
    assert [t.value for t in times.found] == ["2021-12-03", "2021-12-05", "2021-12-05"]
    assert times.anchor("Two days later") == "December 3"
    assert times.anchor("The same day") == "Two days later"


def test_a_day_before_at_the_head_of_a_sentence_keeps_both_readings(read: Read) -> None:
    times = read("The governor resigned on January 6. The day before, the council had met.")
    day = times.get("The day before")
    assert day.value == "2022-01-05"
    assert times.anchor("The day before") == "January 6"
    assert [c.value for c in day.candidates] == ["2022-01-05", "2022-01-09"]
    assert all(c.reason for c in day.candidates)


def test_readings_that_agree_are_not_listed(read: Read) -> None:
    times = read("The governor resigned on January 10. The day before, the council had met.")
    assert times.get("The day before").candidates == ()


def test_prior_to_this_is_before_the_date_told_last(read: Read) -> None:
    times = read("The dam broke on January 2. Prior to this, engineers had found cracks.")
    found = times.get("Prior to this")
    assert (found.value, found.mod, found.earliest, found.latest) == ("2022-01-02", "BEFORE", None, None)
    assert times.anchor("Prior to this") == "January 2"


def test_hours_count_from_a_clock_time(read: Read) -> None:
    times = read("The alarm was raised at 11:40 p.m. on December 30. Half an hour later the roof fell.")
    assert times.get("Half an hour later").value == "2021-12-31T00:10"


def test_a_clock_time_belongs_to_the_day_told_last(read: Read) -> None:
    times = read("A bus fell into the river on December 28. Divers reached it at 6 a.m.")
    assert times.get("6 a.m.").value == "2021-12-28T06:00"
    assert times.anchor("6 a.m.") == "December 28"


def test_without_a_date_of_publication_relative_times_stay_open(read: Read) -> None:
    text = "He spoke yesterday, on Monday and last week, on 2 November and two years ago."
    found = read(text, None).found
    assert [t.value for t in found] == ["XXXX-XX-XX", "XXXX-WXX-1", "XXXX-WXX", "XXXX-11-02", "XXXX"]
    assert {(t.anchor, t.earliest, t.latest) for t in found} == {(None, None, None)}


def test_without_a_date_of_publication_the_text_may_give_the_year(read: Read) -> None:
    times = read("The army crossed the river on 4 April 2020. On 9 April it took the town.", None)
    assert times.get("9 April").value == "2020-04-09"
    assert times.anchor("9 April") == "4 April 2020"


def test_a_date_in_figures_that_reads_two_ways_keeps_both(read: Read) -> None:
    (found,) = read("The form was signed on 03/04/2021.").found
    assert [c.value for c in found.candidates] == ["2021-03-04", "2021-04-03"]


def test_what_a_time_dates_is_the_word_over_it(read: Read) -> None:
    times = read("Troops shelled the town on Friday. The Monday talks failed.")
    dated = [times.report.text[t.dates.start : t.dates.end] for t in times.found if t.dates]
    assert dated == ["shelled", "talks"]
