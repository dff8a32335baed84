"""Measures of links, on a collection of two reports and one incident, counted by hand."""

from __future__ import annotations

import pytest

from bench.metrics.links import (
    index_figures,
    list_asserted,
    match_incidents,
    place_events,
    score_accounts,
    score_copies,
    score_incidents,
    score_origins,
    score_tolls,
    score_withdrawn,
)
from bench.testbed.truth import (
    Account,
    Collection,
    Dispute,
    Figure,
    Made,
    Stretch,
    TollStatement,
    Trace,
    TrueCopy,
    TrueFamily,
    TrueIncident,
    Truth,
    Unit,
)
from sayso.model import (
    Contradiction,
    Copy,
    Event,
    Family,
    Incident,
    Ladder,
    Links,
    Origin,
    Passage,
    Provenance,
    Record,
    Ref,
    Report,
    Side,
    Span,
    Step,
    Toll,
    Trail,
    hash_text,
)

TEXT = "A blast killed 9 people, police said. They were bandits, the army said. Nobody died, a mayor said."
MADE = (
    Made("r0", "Gold Wire", "2024-03-05T10:00:00Z", "t", TEXT),
    Made("r1", "Post", "2024-03-05T12:00:00Z", "t", TEXT),
)


def find(words: str, report: str = "r0") -> Stretch:
    return Stretch(report, Span(TEXT.index(words), TEXT.index(words) + len(words)))


def make_statement(name: str, number: int, *, withdrawn: bool = False) -> TollStatement:
    return TollStatement(name, "i", "killed", "all", number, number, name, "2024-03-05", withdrawn=withdrawn)


@pytest.fixture
def truth() -> Truth:
    units = [Unit(find(TEXT[0:37], r), "i", (find("blast").span,)) for r in ("r0", "r1")]
    units += [Unit(find("They were bandits, the army said.", "r1"), "i"), Unit(find("Nobody died, a mayor said."), "i")]
    return Truth(
        seed=0,
        parties=(),
        incidents=(
            TrueIncident(
                "i", "bombing", "ASSAULT", "XX", "Lira", "2024-03-05", "t",
                (Trace("r0", ("police",)), Trace("r1", ("police", "army"))), ("army", "police"),
            ),
        ),
        units=tuple(units),
        quiet=(),
        families=(TrueFamily(("r0", "r1"), ("r0",)),),
        loose_families=(TrueFamily(("r0", "r1"), ("r0",)),),
        copies=(TrueCopy("r1", "r0", ((Span(0, 37), Span(0, 37)),)),),
        doubtful=(),
        statements=(make_statement("nine", 9, withdrawn=True), make_statement("rival", 12), make_statement("none", 0)),
        figures=(Figure(find("9"), "nine"), Figure(find("9", "r1"), "rival"), Figure(find("Nobody"), "none")),
        disputes=(Dispute("nine", "rival", "rival"),),
        withdrawals=(),
        accounts=(
            Account(find("Nobody died"), "i", "denial", "mayor", ""),
            Account(find("bandits", "r1"), "i", "label", "army", "bandits"),
            Account(find("people"), "i", "label", "police", "people"),
        ),
        credits=(),
        filler=(),
    )  # fmt: skip


def make_side(words: str, report: str, number: int | None = None, **more: object) -> Side:
    at = find(words, report)
    side = Side(at.report, Ref(report, "e"), at.span, words, words, None, "x", None, (report,), low=number, high=number)
    return side if not more else Side(**{f: getattr(side, f) for f in side.__struct_fields__} | more)


def make_contradiction(kind: str, *sides: Side) -> Contradiction:
    return Contradiction(f"c-{kind}-{len(sides)}-{sides[0].words}", kind, "x", "t", sides, "why")  # type: ignore[arg-type]


def make_records() -> list[Record]:
    records = []
    for made in MADE:
        report = Report(made.id, hash_text(TEXT), None, made.outlet, None, None, made.published, "en", TEXT)
        toll = Toll("killed", 9, 9, find("9").span)
        blast = Event("e", find("blast").span, "ASSAULT", None, (), (), (), None, None, (toll,), "actual", None)
        records.append(Record("0", report, events=(blast,)))
    return records


def make_incident(*reports: str) -> Incident:
    refs = tuple(Ref(report, "e") for report in reports)
    return Incident("-".join(reports), "ASSAULT", None, "t", refs, (), reports, None, None, None, ())


def make_origin(name: str, *reports: str) -> Origin:
    step = Step("outlet", "Post", "published")
    return Origin(name, name, "body", name, tuple(Trail(r, Ref(r, "e"), (step,)) for r in reports))


def test_copies_families_and_passages(truth: Truth) -> None:
    passage = Passage(Span(0, 19), Span(0, 19))
    copy = Copy("r1", "r0", "near", 1, 1, (passage,), "why")
    links = Links(families=(Family("f", ("r0", "r1"), "r0", None, (copy,), "why"),))
    scores = score_copies(Collection(MADE, truth), links)
    assert scores["families"].f1 == 1
    assert scores["copy-of"].f1 == 1
    assert scores["passages"].precision == 1
    assert scores["passages"].recall == pytest.approx(15 / 29)
    assert score_copies(Collection(MADE, truth), Links())["families"].recall == 0


def test_events_are_placed_by_their_trigger_and_incidents_scored(truth: Truth) -> None:
    placed = place_events(truth, make_records())
    assert placed.incidents == {Ref("r0", "e"): "i", Ref("r1", "e"): "i"}
    assert score_incidents(placed, [make_incident("r0", "r1")])["incidents"].f1 == 1
    apart = [make_incident("r0"), make_incident("r1")]
    assert score_incidents(placed, apart)["incidents"].recall == pytest.approx(1 / 2)
    assert match_incidents(placed, apart)["i"].id == "r0"


def test_the_number_of_origins_is_held_against_the_truth(truth: Truth) -> None:
    placed, incident = place_events(truth, make_records()), make_incident("r0", "r1")
    right = Provenance(incident.id, 2, (make_origin("police", "r0", "r1"), make_origin("army", "r1")))
    scores = score_origins(truth, placed, [incident], [right])
    assert (scores["origins-exact"].f1, scores["reports-exact"].f1, scores["origins-shared"].f1) == (1, 1, 1)
    one = Provenance(incident.id, 2, (make_origin("police", "r0", "r1"),))
    scores = score_origins(truth, placed, [incident], [one])
    assert (scores["origins-exact"].f1, scores["origins-within-one"].f1) == (0, 1)


def test_a_pair_of_figures_that_contradict(truth: Truth) -> None:
    found = make_contradiction("toll", make_side("9", "r0", 9), make_side("9", "r1", 12))
    scores = score_tolls(truth, [found])
    assert (scores["tolls"].f1, scores["tolls-false"].f1) == (1, 0)
    needless = make_contradiction("toll", make_side("9", "r0", 9), make_side("bandits", "r1", 12))
    assert score_tolls(truth, [needless])["tolls-false"].precision == 1


def test_a_toll_of_nought_counts_neither_for_nor_against(truth: Truth) -> None:
    found = make_contradiction("toll", make_side("9", "r0", 9), make_side("Nobody", "r0", 0))
    assert score_tolls(truth, [found])["tolls-false"].gold == 0


def test_sides_whose_bounds_meet_assert_nothing(truth: Truth) -> None:
    figures = index_figures(truth)
    assert list(list_asserted([make_side("9", "r0", 9), make_side("9", "r1", 9)], figures)) == []


def test_withdrawn_figures(truth: Truth) -> None:
    rungs = (make_side("9", "r0", 9, standing="withdrawn"), make_side("9", "r1", 12))
    assert score_withdrawn(truth, Links(ladders=(Ladder("l", "i", "killed", "all", rungs),)))["withdrawn"].f1 == 1
    assert score_withdrawn(truth, Links())["withdrawn"].recall == 0


def test_accounts_are_right_where_their_sides_stand_in_the_sentences(truth: Truth) -> None:
    denial = make_contradiction("denial", make_side("Nobody", "r0"), make_side("blast", "r1"))
    label = make_contradiction("label", make_side("bandits", "r1"), make_side("blast", "r0"))
    scores = score_accounts(truth, Links(contradictions=(denial, label)))
    assert (scores["denial"].f1, scores["label"].f1) == (1, 1)
    elsewhere = make_contradiction("denial", make_side("blast", "r1"), make_side("blast", "r0"))
    one_sided = make_contradiction("label", make_side("bandits", "r1"), make_side("bandits", "r1"))
    scores = score_accounts(truth, Links(contradictions=(elsewhere, one_sided)))
    assert (scores["denial"].precision, scores["label"].precision) == (0, 0)
