"""Which day a mention has: its own, one that it goes on about, or none."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.linking.incidents import join_events
from sayso.linking.incidents.mentions import read_mentions
from sayso.model import Copy, Family, Passage, Record, Span
from tests.linking.desks import Draft


def go_on(end: str, word: str, day: str) -> Record:
    """A crash on Monday, another event with a day of its own, and a toll without one."""
    text = f"A bus crashed on a bridge in Kasolo on Monday. {end} Nobody could say why nine had died."
    draft = Draft("a", text, published="2024-05-08")
    draft.event("crashed", time=draft.time("Monday", "2024-05-06"), place=draft.place("Kasolo"))
    draft.event(word, "COERCE", time=draft.time(day, "2024-05-08"), place="p0")
    draft.toll("nine", 9, 9)
    return draft.make()


@pytest.mark.parametrize(
    ("end", "word", "day"),
    [
        ("The market was closed on the following day.", "closed", "the following day"),
        ("The road stayed closed until Wednesday.", "closed", "Wednesday"),
        ("Drivers were held up for most of the day.", "held up", "most of the day"),
    ],
)
def test_a_day_that_hangs_on_another_or_ends_something_is_lent_to_nothing(end: str, word: str, day: str) -> None:
    *_, toll = read_mentions(go_on(end, word, day))
    assert toll.is_toll
    assert toll.when is not None
    assert toll.when.lent
    assert toll.when.first == toll.when.last == date(2024, 5, 6).toordinal()


def test_a_day_told_anew_is_lent() -> None:
    *_, toll = read_mentions(go_on("Police closed the road on Wednesday.", "closed", "Wednesday"))
    assert toll.when is not None
    assert toll.when.first == date(2024, 5, 8).toordinal()


@pytest.mark.parametrize(("kind", "lent"), [("ASSAULT", True), ("RETREAT", False)])
def test_a_toll_has_no_day_of_a_deed_of_another_kind(kind: str, lent: bool) -> None:
    draft = Draft("a", "Troops left Kasolo on Monday. The list holds nine dead.", published="2024-05-08")
    draft.event("left", kind, time=draft.time("Monday", "2024-05-06"), place=draft.place("Kasolo"))
    draft.toll("nine", 9, 9)
    *_, toll = read_mentions(draft.make())
    assert toll.when is not None
    assert toll.when.lent is lent


def test_the_day_of_a_report_is_lent_to_nothing() -> None:
    draft = Draft("a", "The report of 6 May spoke of riots in Kasolo. Nine were dead.", published="2024-05-08")
    draft.event("riots", "PROTEST", time=draft.time("6 May", "2024-05-06"), place=draft.place("Kasolo"))
    draft.toll("Nine", 9, 9)
    *_, toll = read_mentions(draft.make())
    assert toll.when is not None
    assert not toll.when.lent


def test_two_figures_of_two_days_are_of_two_happenings() -> None:
    def count(name: str, day: str, date: str) -> Record:
        draft = Draft(name, f"Nine people died in a bus crash in Kasolo on {day}.", published=date)
        draft.toll("Nine", 9, 9, time=draft.time(day, date), place=draft.place("Kasolo"))
        return draft.make()

    one, other = count("a", "Monday", "2024-05-06"), count("b", "Wednesday", "2024-05-08")
    assert len(join_events([one, other], ())) == 2
    assert len(join_events([one, count("b", "Monday", "2024-05-06")], ())) == 1


def reprint(name: str, published: str, detail: str) -> Record:
    draft = Draft(name, f"A car bomb exploded at the grain market in Kasolo today. {detail}", published=published)
    draft.event("exploded", mode="explosives", time=draft.time("today", published), place=draft.place("Kasolo"))
    return draft.make()


@pytest.mark.parametrize("is_copy", [True, False])
def test_today_in_a_copy_of_the_next_day_may_be_that_of_its_original(is_copy: bool) -> None:
    first, second = reprint("a", "2024-05-02", "Windows broke."), reprint("b", "2024-05-03", "Windows broke.")
    here = Span(second.report.text.index("Windows"), len(second.report.text))
    made = Copy("b", "a", "partial", 0.2, 0.2, (Passage(here, here),), "a passage")
    families = (Family("f", ("a", "b"), "a", None, (made,), ""),) if is_copy else ()
    assert len(join_events([first, second], families)) == (1 if is_copy else 2)


@pytest.mark.parametrize(("turn", "parts"), [("Elsewhere: ", 1), ("", 0)])
def test_a_report_that_goes_over_to_something_else_tells_of_two(turn: str, parts: int) -> None:
    text = f"Nine people died in a bus crash in Kasolo on Monday. The road was closed. {turn}Forty were injured."
    draft = Draft("a", text, published="2024-05-07")
    draft.toll("Nine", 9, 9, time=draft.time("Monday", "2024-05-06"), place=draft.place("Kasolo"))
    draft.toll("Forty", 40, 40, kind="injured")
    first, last = read_mentions(draft.make())
    assert (first.part, last.part) == (0, parts)
    assert last.when is not None
    assert last.when.lent is (parts == 0)
    assert len(join_events([draft.make()], ())) == 1 + parts
