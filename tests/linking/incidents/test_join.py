"""Which events and tolls are one happening, on reports made by hand."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.linking.incidents import candidate_keys, join_events
from sayso.linking.incidents.words import Reader
from sayso.linking.passages import map_position
from sayso.model import Change, Copy, Family, Incident, Passage, Record, Span
from tests.linking.desks import Draft


def blast(name: str, *, town: str = "Kasolo", day: str = "2024-05-02", words: str = "", toll: int = 9) -> Draft:
    text = words or f"A car bomb exploded at the grain market in {town} on Thursday. At least {toll} traders died."
    draft = Draft(name, text)
    when, where = draft.time("Thursday", day), draft.place(town)
    if "exploded" in text:
        draft.event("exploded", mode="explosives", time=when, place=where)
    if "died" in text:
        draft.toll(str(toll), toll, None, time=when, place=where)
    return draft


def march(name: str, *, town: str, day: str, realis: str = "actual", published: str = "2024-05-07") -> Draft:
    verb = {"actual": "marched", "planned": "will march"}[realis]
    draft = Draft(name, f"Bus drivers {verb} through {town} on {day} over unpaid wages.", published=published)
    when, where = draft.time(day, day), draft.place(town)
    draft.event(verb.split()[-1], "PROTEST", mode="demo", time=when, place=where, realis=realis, actors=("drivers",))  # type: ignore[arg-type]
    return draft


def group(records: Sequence[Record], families: Sequence[Family] = ()) -> set[frozenset[str]]:
    """The reports of each incident."""
    return {frozenset(incident.reports) for incident in join_events(records, families)}


def test_one_blast_told_by_two_reports_is_one_incident() -> None:
    other = blast("b", words="Nine people were killed when a bomb went off on Thursday at the grain market of Kasolo.")
    other.event("bomb", time="t0", place="p0", tolls=(other.count("Nine", 9, 9, who="people"),))
    (found,) = join_events([blast("a").make(), other.make()], ())
    assert found.reports == ("a", "b")
    assert len(found.events) == 2
    assert len(found.tolls) == 1
    assert (found.type, found.earliest, found.latest) == ("ASSAULT", "2024-05-02", "2024-05-02")
    assert found.location is not None
    assert found.location.name == "Kasolo"
    assert found.title.endswith("Kasolo, 2 May 2024")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (march("a", town="Kasolo", day="2024-05-05"), march("b", town="Kasolo", day="2024-05-06")),
        (blast("a"), blast("b", town="Moreni")),
        (blast("a"), blast("b", day="2023-05-04")),
        (blast("a"), march("b", town="Kasolo", day="2024-05-02")),
    ],
    ids=["two-days", "two-towns", "anniversary", "two-kinds"],
)  # fmt: skip
def test_two_happenings_stay_two(first: Draft, second: Draft) -> None:
    assert group([first.make(), second.make()]) == {frozenset("a"), frozenset("b")}


def test_a_planned_march_is_the_one_that_was_held() -> None:
    plan = march("a", town="Kasolo", day="2024-05-05", realis="planned", published="2024-05-03")
    (found,) = join_events([plan.make(), march("b", town="Kasolo", day="2024-05-05").make()], ())
    assert found.reports == ("a", "b")
    assert any("once as a plan" in tie.reason for tie in found.ties)


def test_a_denial_belongs_to_what_it_denies() -> None:
    told = Draft("a", "The army shelled the vegetable market in Kasolo on Thursday.")
    told.event("shelled", time=told.time("Thursday", "2024-05-02"), place=told.place("Kasolo"), actors=("The army",))
    denied = Draft("b", "The army denied that it had shelled the vegetable market in Kasolo on Thursday.")
    content = "it had shelled the vegetable market in Kasolo on Thursday"
    claim = denied.claim("The army", "denied", content, stance="denial")
    when, where = denied.time("Thursday", "2024-05-02"), denied.place("Kasolo")
    denied.event("shelled", time=when, place=where, claim=claim, realis="denied", actors=("it",))
    assert group([told.make(), denied.make()]) == {frozenset("ab")}


def test_a_pointer_back_is_the_same_happening() -> None:
    draft = blast("a", words="A car bomb exploded at the market in Kasolo on Thursday. The blast broke windows.")
    draft.event("blast", mode="explosives")
    (found,) = join_events([draft.make()], ())
    assert len(found.events) == 2


def test_copied_words_are_one_happening_whatever_was_read_there() -> None:
    first, second = blast("a"), blast("b")
    first.events[0] = msgspec.structs.replace(first.events[0], time=None, place=None)
    second.events[0] = msgspec.structs.replace(second.events[0], type="COERCE", mode=None, time=None, place=None)
    second.text = first.text
    whole = Span(0, len(first.text))
    copy = Copy("b", "a", "exact", 1.0, 1.0, (Passage(whole, whole),), "the same words")
    family = Family("f", ("a", "b"), "a", None, (copy,), "")
    incidents = join_events([first.make(), second.make()], (family,))
    assert {frozenset(i.reports) for i in incidents if i.events} == {frozenset("ab")}
    assert any(tie.reason == "the same words in a copied passage" for i in incidents for tie in i.ties)


def test_positions_follow_the_changes_of_a_copy() -> None:
    change = Change("replaced", Span(4, 7), Span(4, 6))
    passages = (Passage(Span(0, 20), Span(0, 19), (change,)),)
    assert [map_position(passages, at) for at in (0, 3, 4, 7, 10, 25)] == [0, 3, 4, 6, 9, None]


def desk() -> list[Record]:
    return [
        blast("a").make(),
        blast("b", words="A bomb exploded on Thursday at a market of Kasolo and 11 traders died.", toll=11).make(),
        blast("c", town="Moreni").make(),
        march("d", town="Kasolo", day="2024-05-05").make(),
        march("e", town="Kasolo", day="2024-05-06").make(),
        march("f", town="Kasolo", day="2024-05-05", realis="planned").make(),
    ]


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_reports_changes_nothing(order: list[int]) -> None:
    records = desk()
    assert join_events([records[n] for n in order], ()) == join_events(records, ())


def test_each_event_and_toll_is_in_exactly_one_incident() -> None:
    records = desk()
    found: list[Incident] = list(join_events(records, ()))
    refs = [ref for incident in found for ref in (*incident.events, *incident.tolls)]
    events = [(r.report.id, event.id) for r in records for event in r.events]
    tolls = [(r.report.id, toll.id) for r in records for toll in r.tolls]
    assert sorted((ref.report, ref.id) for ref in refs) == sorted(events + tolls)
    assert len({incident.id for incident in found}) == len(found)


def test_reports_of_one_incident_share_a_key() -> None:
    a, b, c, *_ = desk()
    assert candidate_keys(a) & candidate_keys(b)
    other = march("x", town="Moreni", day="2021-02-02", published="2021-02-03").make()
    assert not candidate_keys(a) & candidate_keys(other)
    assert candidate_keys(Record("0", c.report)) == frozenset()


def test_two_days_told_by_one_report_are_two() -> None:
    text = "Bus drivers marched through Kasolo on 5 May over unpaid wages. They marched again in Kasolo on 6 May."
    draft = Draft("a", text, published="2024-05-07")
    first, second = draft.time("5 May", "2024-05-05"), draft.time("6 May", "2024-05-06")
    where = draft.place("Kasolo")
    draft.event("marched", "PROTEST", mode="demo", time=first, place=where)
    draft.event("marched again", "PROTEST", mode="demo", time=second, place=where)
    assert len(join_events([draft.make()], ())) == 2


def test_what_follows_without_a_day_has_that_of_the_happening_told_before() -> None:
    def tell(name: str, site: str, day: str, published: str, end: str) -> Record:
        draft = Draft(name, f"A bus crashed {site} in Kasolo on {day}. {end}", published=published)
        draft.event("crashed", "ACCIDENT", time=draft.time(day, published), place=draft.place("Kasolo"))
        draft.toll("12" if "12" in end else "9", 12, 12)
        return draft.make()

    records = [
        tell("a", "on a bridge", "Monday", "2024-05-06", "The toll stands at 12."),
        tell("b", "at a toll station", "Tuesday", "2024-05-07", "Nobody could say why 9 had died."),
    ]
    assert group(records) == {frozenset("a"), frozenset("b")}


def test_the_day_on_which_a_figure_was_given_is_not_that_of_the_happening() -> None:
    draft = Draft("b", "The number of dead in the blast in Kasolo rose to 14 on Saturday.", published="2024-05-04")
    draft.event(
        "dead",
        time=draft.time("Saturday", "2024-05-04"),
        place=draft.place("Kasolo"),
        tolls=(draft.count("14", 14, 14),),
    )
    (found,) = join_events([blast("a").make(), draft.make()], ())
    assert found.earliest == found.latest == "2024-05-02"


def test_the_day_of_a_report_that_is_spoken_of_is_no_day_of_the_happening() -> None:
    draft = Draft("a", "The report of 9 May spoke of the dead in Kasolo.", published="2024-05-12")
    draft.event("dead", time=draft.time("9 May", "2024-05-09"), place=draft.place("Kasolo"))
    (found,) = join_events([draft.make()], ())
    assert (found.title, found.earliest, found.latest) == ("dead, Kasolo", None, None)


@pytest.mark.parametrize(
    ("verb", "title"), [("given", "aid, Kasolo, 9 May 2024"), ("donated", "donated, Kasolo, 9 May 2024")]
)
def test_a_vague_word_gives_way_to_the_word_for_its_type(verb: str, title: str) -> None:
    draft = Draft("a", f"The army had {verb} two trucks to Kasolo on 9 May.", published="2024-05-12")
    draft.event(verb, "AID", time=draft.time("9 May", "2024-05-09"), place=draft.place("Kasolo"))
    (found,) = join_events([draft.make()], ())
    assert found.title == title


def test_where_it_was_is_read_behind_another_place() -> None:
    text = "A bus crashed into a wall on a ring road near a toll station in Kasolo."
    sites = Reader(text, "en", places=frozenset(("kasolo",))).read(0, len(text), sites=True).sites
    assert {"road", "station"} <= sites


_ASIDE = "Shops stayed shut. Nobody was seen in the streets. Snow had begun to fall. The wind came from the north."


def test_deeds_of_two_kinds_on_one_day_in_one_town_are_two() -> None:
    def tell(name: str, first: str, second: str, seized: str, accepted: str) -> Record:
        draft = Draft(name, f"{first} in Kasolo on Thursday. {_ASIDE} {second} in Kasolo on Thursday.")
        when, where = draft.time("Thursday", "2024-05-02"), draft.place("Kasolo")
        draft.event(seized, "COERCE", mode="seize", time=when, place=where)
        draft.event(accepted, "RETREAT", mode="resign", time=when, place=where)
        return draft.make()

    found = join_events(
        [
            tell(
                "a", "Armed men seized the airport", "The president accepted the resignation", "seized", "resignation"
            ),
            tell("b", "The airport was captured by a crowd", "The cabinet stepped down", "captured", "stepped down"),
        ],
        (),
    )
    assert sorted(one.reports for one in found) == [("a", "b"), ("a", "b")]
    assert {one.mode for one in found} == {"seize", "resign"}


def test_a_mode_that_few_tell_is_not_that_of_the_incident() -> None:
    def make(name: str, mode: str | None) -> Record:
        draft = blast(name)
        draft.events[0] = msgspec.structs.replace(draft.events[0], mode=mode)
        return draft.make()

    few = [make("a", "drone"), *(make(name, None) for name in "bcdef")]
    (one,) = join_events(few, ())
    (other,) = join_events([*few[:4], make("g", "drone")], ())
    assert (one.mode, other.mode) == (None, "drone")
