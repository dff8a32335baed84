"""N reports, M origins."""

from __future__ import annotations

import random
import time

import msgspec

from sayso.linking.origins import Tracer, count_roles, trace_origins
from sayso.linking.statements import join_claims
from sayso.model import Tie
from tests.linking.origins.tracing import LEAD, show, told, trace
from tests.linking.telling import Says, copy, credit, family, incident, person, tell


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
