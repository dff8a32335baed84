"""N reports, M origins."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import msgspec
import pytest

from sayso.linking.origins import Tracer, count_roles, trace_origins
from sayso.linking.statements import join_claims
from sayso.model import Credit, Entity, Family, Provenance, Record, Tie
from tests.linking.telling import Says, copy, credit, family, find, incident, person, tell

LEAD = "A blast killed 12 people in Osh"


def told(
    report: str,
    source: str | None = "the health ministry",
    *,
    lead: str = LEAD,
    kind: str = "state_body",
    **more: object,
) -> Record:
    """A report whose lead is attributed to ``source``, or told in its own voice where that is None."""
    if source is None:
        return tell(report, f"{lead}.", events=[("killed", None)], **more)  # type: ignore[arg-type]
    return tell(report, f"{lead}, {source} said.", Says(source, lead, kind), events=[("killed", 0)], **more)  # type: ignore[arg-type]


def trace(*records: Record, families: Sequence[Family] = (), credits: Sequence[Credit] = ()) -> Provenance:
    return trace_origins(records, families, credits, (), [incident(*records)])[0]


def show(provenance: Provenance) -> dict[str, list[str]]:
    return {origin.name: [trail.report for trail in origin.trails] for origin in provenance.origins}


def test_reports_that_cite_one_body_share_an_origin() -> None:
    found = trace(
        told("r1", outlet="One"), told("r2", "a health ministry spokesman", outlet="Two"),
        told("r3", "Kenya's Health Ministry", outlet="Three"),
    )  # fmt: skip
    assert found.reports == 3
    assert len(found.origins) == 1
    assert count_roles(found) == {"body": 1}


def test_two_bodies_are_two_origins() -> None:
    found = trace(told("r1", outlet="One"), told("r2", "the prosecutor general's office", outlet="Two"))
    assert len(found.origins) == 2


def test_one_report_may_go_back_to_two_origins() -> None:
    text = f"{LEAD}, the health ministry said. The number killed is 15, according to the prosecutor general's office."
    record = tell(
        "r1", text, Says("the health ministry", LEAD, "state_body"),
        Says("the prosecutor general's office", "The number killed is 15", "court"),
        events=[("killed", 0), ("number killed", 1)],
    )  # fmt: skip
    assert show(trace(record)) == {"health ministry": ["r1"], "prosecutor general's office": ["r1"]}


def test_bodies_of_two_countries_are_two_origins() -> None:
    found = trace(
        told("r1", "Kenya's interior ministry", outlet="One"), told("r2", "Peru's interior ministry", outlet="Two")
    )
    assert len(found.origins) == 2


def test_an_outlet_is_one_origin_however_often_it_reports() -> None:
    found = trace(told("r1", None, outlet="One"), told("r2", None, outlet="One"), told("r3", None, outlet="Two"))
    assert show(found) == {"One": ["r1", "r2"], "Two": ["r3"]}
    assert count_roles(found) == {"outlet": 2}


def test_own_words_beside_a_named_source_make_no_second_origin() -> None:
    text = f"{LEAD}, the health ministry said. The blast wounded many."
    record = tell(
        "r1", text, Says("the health ministry", LEAD, "state_body"), events=[("killed", 0), ("wounded", None)]
    )
    assert list(show(trace(record))) == ["health ministry"]


def test_a_copy_inherits_what_it_drops() -> None:
    one, two = told("r1", outlet="Steppe Wire"), told("r2", None, outlet="Two")
    found = trace(one, two, families=[family("r1", copy(two, one, (LEAD, LEAD)))])
    assert show(found) == {"health ministry": ["r1", "r2"]}
    steps = found.origins[0].trails[1].steps
    assert [step.how for step in steps] == ["published", "copied", "said"]
    assert steps[1].held == "r1"
    assert all(step.reason for step in steps)


def test_a_copy_of_a_copy_goes_back_all_the_way() -> None:
    one, two, three = told("r1", outlet="A"), told("r2", None, outlet="B"), told("r3", None, outlet="C")
    made = family("r1", copy(two, one, (LEAD, LEAD)), copy(three, two, (LEAD, LEAD)))
    assert show(trace(one, two, three, families=[made])) == {"health ministry": ["r1", "r2", "r3"]}


def test_a_passage_elsewhere_in_the_report_changes_nothing() -> None:
    text = f"{LEAD}, the health ministry said. Schools are closed."
    one = tell("r1", text, Says("the health ministry", LEAD, "state_body"), events=[("killed", 0)], outlet="A")
    two = tell("r2", f"{LEAD}. Schools are closed.", events=[("killed", None)], outlet="B")
    made = family("r1", copy(two, one, ("Schools are closed", "Schools are closed"), share=0.1))
    assert show(trace(one, two, families=[made])) == {"B": ["r2"], "health ministry": ["r1"]}


def test_a_copy_that_goes_in_a_circle_ends() -> None:
    one, two = told("r1", None, outlet="A"), told("r2", None, outlet="B")
    made = family(None, copy(two, one, (LEAD, LEAD)), copy(one, two, (LEAD, LEAD)))
    found = trace(one, two, families=[made])
    assert found.reports == 2
    assert {trail.report for origin in found.origins for trail in origin.trails} == {"r1", "r2"}


def test_a_credited_outlet_leads_to_its_report() -> None:
    one = told("r1", outlet="Steppe Wire")
    two = told("r2", "Steppe Wire", kind="media", lead="In Osh a blast killed 12", outlet="B", published="2024-03-06")
    found = trace(one, two)
    assert show(found) == {"health ministry": ["r1", "r2"]}
    assert [step.role for step in found.origins[0].trails[1].steps] == ["outlet", "agency", "body"]


def test_a_credited_outlet_that_the_desk_lacks_is_the_origin() -> None:
    two = told("r2", "Steppe Wire", kind="media", outlet="B")
    assert show(trace(two)) == {"Steppe Wire": ["r2"]}


def test_a_later_report_of_the_credited_outlet_is_not_what_was_cited() -> None:
    one = told("r1", outlet="Steppe Wire", published="2024-03-09")
    two = told("r2", "Steppe Wire", kind="media", outlet="B", published="2024-03-06")
    assert show(trace(one, two)) == {"health ministry": ["r1"], "Steppe Wire": ["r2"]}


def test_an_agency_that_cites_a_body_leads_to_the_body() -> None:
    text = f"Steppe Wire reported, citing the health ministry, that {LEAD}."
    record = tell(
        "r1", text, Says("Steppe Wire", LEAD, "media"), Says("the health ministry", LEAD, "state_body", inside=0),
        events=[("killed", 0)],
    )  # fmt: skip
    found = trace(record)
    assert [step.name for step in found.origins[0].trails[0].steps] == ["Quay Post", "Steppe Wire", "health ministry"]


def test_a_dateline_credits_the_whole_report() -> None:
    two = tell("r2", f"(Steppe Wire) - {LEAD}.", events=[("killed", None)], outlet="B")
    found = trace(told("r1", outlet="Steppe Wire"), two, credits=[credit(two, "(Steppe Wire)", "Steppe Wire")])
    assert show(found) == {"health ministry": ["r1", "r2"]}


def test_the_dateline_of_an_agency_is_no_credit() -> None:
    one = tell("r1", f"(Steppe Wire) - {LEAD}.", events=[("killed", None)], outlet="Steppe Wire (invented)")
    found = trace(one, credits=[credit(one, "(Steppe Wire)", "Steppe Wire")])
    assert found.origins[0].trails[0].steps[-1].how == "own"


def test_a_family_without_its_root_goes_back_to_whom_it_credits() -> None:
    one, two = told("r1", None, outlet="A"), told("r2", None, outlet="B")
    made = family(None, copy(two, one, (LEAD, LEAD)), credited="Steppe Wire")
    assert show(trace(one, two, families=[made])) == {"Steppe Wire": ["r1", "r2"]}


def test_unnamed_sources_are_one_origin_a_report() -> None:
    records = [
        told("r1", "Officials", kind="official", outlet="A"),
        told("r2", "unnamed sources", kind="unnamed", outlet="B"),
    ]
    text = f"It was reported that {LEAD}."
    records.append(tell("r3", text, Says(None, LEAD, "none"), events=[("killed", 0)], outlet="C"))
    found = trace(*records)
    assert count_roles(found) == {"unnamed": 3}
    assert all(origin.party is None for origin in found.origins)


def test_a_person_and_the_body_spoken_for_are_one_origin() -> None:
    source = "Ana Lopes, a spokeswoman for the health ministry"
    one = tell("r1", f"{LEAD}, said {source}.", Says(source, LEAD, "official", "e1"), events=[("killed", 0)],
               entities=(person("e1", "Ana Lopes"),), outlet="A")  # fmt: skip
    two = told("r2", "the Ministry of Health", outlet="B")
    three = tell("r3", f"{LEAD}, Lopes said.", Says("Lopes", LEAD, "official", "e1"), events=[("killed", 0)],
                 entities=(person("e1", "Lopes"),), outlet="C")  # fmt: skip
    found = trace(one, two, three)
    assert len(found.origins) == 1
    assert found.origins[0].role == "body"
    assert len(found.origins[0].trails) == 3


def test_statements_have_origins_too() -> None:
    one, two = told("r1", outlet="A"), told("r2", outlet="B")
    statements = join_claims([one, two])
    found = trace_origins([one, two], (), (), statements, [incident(one, two)])
    assert [p.of for p in found] == ["incident-1", statements[0].id]
    assert found[0].origins[0].statements == (statements[0].id,)


def test_every_report_has_a_trail_and_order_changes_nothing() -> None:
    sources = ["the health ministry", "police", None, "Steppe Wire", "Officials"]
    records = [
        told(f"r{i:02}", sources[i % 5], kind="media" if i % 5 == 3 else "state_body", outlet=f"Outlet {i}")
        for i in range(30)
    ]
    first = trace(*records)
    shuffled = records[:]
    random.Random(4).shuffle(shuffled)
    assert trace(*shuffled) == first
    assert {trail.report for origin in first.origins for trail in origin.trails} == {r.report.id for r in records}
    for origin in first.origins:
        assert len({trail.report for trail in origin.trails}) == len(origin.trails)


def test_a_sentence_names_its_source_though_the_record_has_no_claim() -> None:
    one = tell("r1", f"{LEAD}, the Central Hospital in Osh said.", events=[("killed", None)], outlet="A")
    two = tell("r2", f"According to Ana Lopes, {LEAD}.", events=[("killed", None)], outlet="B",
               entities=(placed("According to Ana Lopes, ", "Ana Lopes"),))  # fmt: skip
    assert show(trace(one, two)) == {"Ana Lopes": ["r2"], "Central Hospital in Osh": ["r1"]}


def test_nobody_and_who_only_listens_are_no_sources() -> None:
    for words in (
        "No group has said that it was behind it.", "A mechanic told the Steppe Wire.", "Officials said so.",
        "The company said nothing.",
    ):  # fmt: skip
        record = tell("r1", f"{LEAD}. {words}", events=[("killed", None)], outlet="A")
        assert list(show(trace(record))) == ["A"], words


def test_who_asks_or_promises_is_no_origin() -> None:
    text = f"{LEAD}, the health ministry said. The Aid Union appealed for blood after the blast."
    record = tell(
        "r1", text, Says("the health ministry", LEAD, "state_body"),
        Says("The Aid Union", "for blood after the blast", "civil_society", cue="appealed"),
        events=[("killed", 0), ("blood", 1)],
    )  # fmt: skip
    assert list(show(trace(record))) == ["health ministry"]


def test_a_witness_counts_for_the_happening_alone() -> None:
    text = (
        f"{LEAD}, the health ministry said. A blast tore through the market, Ana Lopes said. "
        "They came late, Rosa Diaz said."
    )
    people = (placed(text, "Ana Lopes", "e1"), placed(text, "Rosa Diaz", "e2"))
    record = tell(
        "r1", text, Says("the health ministry", LEAD, "state_body"),
        Says("Ana Lopes", "A blast tore through the market", "witness_resident", "e1"),
        Says("Rosa Diaz", "They came late", "witness_resident", "e2"),
        events=[("killed", 0), ("tore", 1), ("came", 2)], entities=people,
    )  # fmt: skip
    other = told("r2", "the interior ministry", outlet="B", lead="A second blast killed 2 people in Osh")
    assert set(show(trace(record, other))) == {"health ministry", "Ana Lopes", "interior ministry"}


def test_an_outlet_taken_for_a_body_is_what_the_credit_says() -> None:
    one = told("r1", outlet="Steppe Wire")
    two = told("r2", "Steppe Wire", kind="company", lead="In Osh a blast killed 12", outlet="B", published="2024-03-06")
    found = trace(one, two, credits=[credit(two, "Steppe Wire", "Steppe Wire", "cited")])
    assert show(found) == {"health ministry": ["r1", "r2"]}


def test_the_group_goes_with_the_only_body_that_it_may_mean() -> None:
    one = told("r1", "the rights group Open Ledger", kind="civil_society", outlet="A")
    two = told("r2", "the rights group", kind="civil_society", outlet="B")
    three = told("r3", "the army", kind="military_police", outlet="C")
    assert [len(origin.trails) for origin in trace(one, two, three).origins] == [2, 1]
    assert len(trace(two, three).origins) == 2


def placed(text: str, name: str, number: str = "e1") -> Entity:
    """A person by name, where the name stands."""
    return Entity(number, name, "person", (find(text, name),))


def test_a_statement_without_a_source_in_a_copy_is_that_of_the_original() -> None:
    one = tell("r1", f"{LEAD}, the health ministry said. Schools in the town were shut for a week.",
               Says("the health ministry", LEAD, "state_body"), outlet="A")  # fmt: skip
    two = tell("r2", "12 people were killed by a blast in Osh, it is reported. Schools in the town were shut.",
               Says(None, "12 people were killed by a blast in Osh", "none"), outlet="B")  # fmt: skip
    made = family("r1", copy(two, one, ("Schools in the town were shut", "Schools in the town were shut")))
    statements = join_claims([one, two], [made])
    assert len(statements) == 1
    (found,) = trace_origins([one, two], [made], (), statements, ())
    assert show(found) == {"health ministry": ["r1", "r2"]}


def test_a_tree_of_reprints_of_reprints_takes_time_in_proportion_to_its_size() -> None:
    sentences = (f"{LEAD}.", "The blast wounded many.", "Two shops collapsed.", "Windows shattered far away.")
    words = ("killed", "wounded", "collapsed", "shattered")
    records = [
        tell(
            f"r{n:03}", " ".join(sentences), outlet=f"Outlet {n}", published=f"2024-03-05T{n // 60:02}:{n % 60:02}:00Z",
            events=[(word, None) for word in words],
        )
        for n in range(400)
    ]  # fmt: skip
    pairs = [(sentence, sentence) for sentence in sentences]
    copies = [copy(records[n], records[m], *pairs) for n in range(1, 400) for m in range(max(0, n - 3), n)]
    begin = time.process_time()
    found = trace(*records, families=[family("r000", *copies)])
    assert time.process_time() - begin < 2
    assert found.reports == 400
    assert show(found)["Outlet 0"] == [f"r{n:03}" for n in range(400)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Army spokesman Ana Lopes on Saturday raised the number of killed in Osh to 19.",
        "The army today raised the number of killed in Osh to 19.",
        "Nineteen were killed in Osh, the army having confirmed the figure.",
        "Nineteen were killed in Osh, the army was quoted by a paper as saying.",
        "Nineteen were killed in Osh, according to Ana Lopes, a spokeswoman for the army.",
        "The army: nineteen were killed in Osh.",
        "Nineteen were killed in Osh, in the words of the army.",
        "Nineteen were killed in Osh, an army spokesman was quoted by a paper as saying.",
    ],
)
def test_who_says_it_is_read_from_the_sentence_where_no_claim_tells(sentence: str) -> None:
    found = trace(tell("r1", sentence, events=[("killed", None)], outlet="One"))
    assert [(origin.name.casefold(), origin.role) for origin in found.origins] == [("army", "body")]


def test_a_name_is_a_body_where_another_report_says_so() -> None:
    first = told("r1", "a spokesman for Open Field", kind="ngo", outlet="One")
    text = f"(Harbour Wire) - {LEAD}, Open Field said. The blast wounded many."
    second = tell("r2", text, Says("Open Field", LEAD, "media"), events=[("killed", 0), ("blast", None)], outlet="Two")
    found = trace(first, second, credits=[credit(second, "Harbour Wire", "Harbour Wire")])
    assert show(found) == {"Open Field": ["r1", "r2"]}


def test_what_people_heard_is_the_outlets_own_voice() -> None:
    text = f"{LEAD}, the health ministry said. Villagers nearby heard a blast."
    record = tell(
        "r1", text, Says("the health ministry", LEAD, "state_body"),
        Says("Villagers nearby", "a blast", "witness_resident", cue="heard"),
        events=[("killed", 0), ("blast", 1)],
    )  # fmt: skip
    assert show(trace(record)) == {"health ministry": ["r1"]}


def test_nobody_who_claimed_it_is_no_unnamed_source() -> None:
    text = "A bombing killed 12 people in Osh. No group had claimed the bombing."
    record = tell("r1", text, Says("No group", "the bombing."), events=[("killed", None), ("the bombing.", 0)])
    assert show(trace(record)) == {"Quay Post": ["r1"]}


def test_a_hospital_that_admitted_people_and_staff_that_announced_something_are_no_sources() -> None:
    text = "A blast killed 12 people in Osh. Hospitals have admitted 11 of those hurt by the blast."
    record = tell("r1", text, events=[("killed", None), ("hurt", None)])
    assert show(trace(record)) == {"Quay Post": ["r1"]}
    text = "Staff at a mill in Osh announced a strike over the blast."
    staff = Entity("e1", "Staff at a mill in Osh", "organisation", (find(text, "Staff at a mill in Osh"),))
    assert show(trace(tell("r2", text, events=[("strike", None)], entities=[staff]))) == {"Quay Post": ["r2"]}


def test_the_sentence_comes_before_a_claim_from_another_sentence() -> None:
    text = "The army said that 12 people were killed in Osh. Nobody was killed, Ana Lopes, who lives nearby, insisted."
    lopes = Entity("e1", "Ana Lopes", "person", (find(text, "Ana Lopes"),))
    record = tell(
        "r1", text, Says("The army", "Nobody was killed", "state_body", cue="said"),
        events=[("killed in", None), ("Nobody", 0)], entities=[lopes],
    )  # fmt: skip
    assert sorted(show(trace(record))) == ["Ana Lopes", "army"]


def test_a_body_beside_a_credited_outlet_in_one_sentence_is_the_origin() -> None:
    text = "An army spokesman said 12 people were killed in Osh, Harbour Wire reported."
    record = tell(
        "r1", text, Says("Harbour Wire", "12 people were killed in Osh", "media", cue="reported"),
        events=[("killed", 0)],
    )  # fmt: skip
    assert show(trace(record)) == {"army": ["r1"]}


def test_what_the_outlets_own_people_counted_counts_beside_the_sentence_that_tells_of_it() -> None:
    text = (
        "Crowds rallied in Osh. Our reporter put the number at 400, row by row. Police said that the rally had ended."
    )
    record = tell(
        "r1", text, Says("Police", "the rally had ended", "military_police"), events=[("rallied", None), ("rally", 0)]
    )
    assert sorted(show(trace(record))) == ["Police", "Quay Post"]


def test_a_report_that_tells_nothing_of_it_and_is_hardly_tied_counts_not() -> None:
    first, second = told("r1", outlet="One"), told("r2", "the army", outlet="Two")
    stray = tell("r3", "The clock in Osh was stopped for repairs.", events=[("stopped", None)], outlet="Three")
    made = incident(first, second, stray)
    strong = Tie(made.events[0], made.events[1], 0.9, "")
    weak = Tie(made.events[0], made.events[2], 0.2, "")
    records = (first, second, stray)
    assert trace_origins(records, (), (), (), [msgspec.structs.replace(made, ties=(strong, weak))])[0].reports == 2
    firm = msgspec.structs.replace(weak, score=0.8)
    assert trace_origins(records, (), (), (), [msgspec.structs.replace(made, ties=(strong, firm))])[0].reports == 3


def test_reading_ahead_changes_no_origin_and_ends_when_told() -> None:
    records = [
        told("r1", outlet="One"), told("r2", None, outlet="Two"),
        told("r3", None, outlet="Three", lead="Our reporter saw smoke over Osh after a blast killed 12 people"),
    ]  # fmt: skip
    left = iter((True, True, False))
    tracer = Tracer(records, (), ())
    tracer.read_ahead(while_=lambda: next(left))
    assert next(left, None) is None
    assert tracer.trace_all([incident(*records)]) == (trace(*records),)
