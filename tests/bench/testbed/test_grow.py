from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import combinations

import msgspec
import pytest

from bench.testbed.extract import FEWEST_WORDS
from bench.testbed.grow import grow_collection
from bench.testbed.material import load_material
from bench.testbed.truth import Collection, Truth
from bench.testbed.words import spell

SEEDS = range(4)


@cache
def grow(seed: int) -> Collection:
    return grow_collection(seed)


@pytest.fixture(params=SEEDS)
def collection(request: pytest.FixtureRequest) -> Collection:
    return grow(int(request.param))


def list_texts(collection: Collection) -> dict[str, str]:
    return {report.id: report.text for report in collection.reports}


def test_a_seed_gives_the_same_bytes_whatever_was_grown_before() -> None:
    first = msgspec.json.encode(grow_collection(7, incidents=4))
    grow_collection(8, incidents=2)
    assert msgspec.json.encode(grow_collection(7, incidents=4)) == first


def test_seeds_differ_and_the_number_of_happenings_is_kept() -> None:
    assert grow(0).reports[0].text != grow(1).reports[0].text
    assert len(grow_collection(5, incidents=3).truth.incidents) == 3


def test_reports_come_in_order_of_publication_with_ids_of_their_own(collection: Collection) -> None:
    published = [report.published for report in collection.reports]
    assert published == sorted(published)
    assert len({report.id for report in collection.reports}) == len(collection.reports)
    assert [record.report.id for record in collection.ideal] == [report.id for report in collection.reports]


def test_figures_stand_where_the_truth_says(collection: Collection) -> None:
    texts = list_texts(collection)
    statements = {statement.id: statement for statement in collection.truth.statements}
    assert len(collection.truth.figures) > 100
    for figure in collection.truth.figures:
        words = figure.at.span.text(texts[figure.at.report]).lower()
        statement = statements[figure.statement]
        number = statement.low if statement.low is not None else statement.high
        assert number is not None
        if number == 0:
            assert words in ("no", "nobody", "no one")
        else:
            assert f"{number:,}" in words or spell(number) in words


def test_triggers_and_sentences_stand_where_the_truth_says(collection: Collection) -> None:
    texts = list_texts(collection)
    for unit in collection.truth.units:
        text = texts[unit.at.report]
        assert text[unit.at.span.start].isalnum() or text[unit.at.span.start] in '“"'
        for trigger in unit.triggers:
            assert unit.at.span.start <= trigger.start < trigger.end <= unit.at.span.end
            assert trigger.text(text).replace(" ", "").replace("-", "").isalpha()


def test_accounts_credits_and_withdrawals_stand_where_the_truth_says(collection: Collection) -> None:
    texts, truth = list_texts(collection), collection.truth
    for account in truth.accounts:
        words = account.at.span.text(texts[account.at.report])
        assert words
        if account.kind in ("agent", "label"):
            assert set(words.lower().split()) & set(account.value.lower().split())
    for credit in truth.credits:
        assert credit.name in credit.at.span.text(texts[credit.at.report])
    for withdrawal in truth.withdrawals:
        assert len(withdrawal.at.span.text(texts[withdrawal.at.report]).split()) >= 3


def test_passages_of_copies_share_their_words(collection: Collection) -> None:
    texts = list_texts(collection)
    order = {report.id: number for number, report in enumerate(collection.reports)}
    assert len(collection.truth.copies) > 20
    for copy in collection.truth.copies:
        assert order[copy.of] < order[copy.report]
        for here, there in copy.passages:
            one = Counter(here.text(texts[copy.report]).lower().replace("’", "'").split())
            other = Counter(there.text(texts[copy.of]).lower().replace("’", "'").split())
            assert (one & other).total() >= 0.4 * one.total()


def test_families_hold_the_copies_and_doubt_is_kept_apart(collection: Collection) -> None:
    truth = collection.truth
    together = {frozenset(pair) for family in truth.families for pair in combinations(family.reports, 2)}
    loose = {frozenset(pair) for family in truth.loose_families for pair in combinations(family.reports, 2)}
    assert together <= loose
    assert {frozenset((copy.report, copy.of)) for copy in truth.copies} <= together
    assert {frozenset((copy.report, copy.of)) for copy in truth.doubtful} <= loose
    texts = list_texts(collection)
    for copy in truth.doubtful:
        assert sum(len(here.text(texts[copy.report]).split()) for here, _ in copy.passages) < FEWEST_WORDS + 12


def test_reports_of_two_families_share_no_long_run_of_words(collection: Collection) -> None:
    family = {r: n for n, f in enumerate(collection.truth.loose_families) for r in f.reports}
    seen: dict[tuple[str, ...], str] = {}
    shared = set()
    for report in collection.reports:
        words = report.text.lower().replace("’", "'").split()
        for at in range(len(words) - 11):
            other = seen.setdefault(tuple(words[at : at + 12]), report.id)
            if other != report.id and family.get(other, other) != family.get(report.id, report.id):
                shared.add((other, report.id))
    assert len(shared) <= 0.06 * len(collection.reports)


def test_origins_are_those_of_the_reports(collection: Collection) -> None:
    parties = {party.key for party in collection.truth.parties}
    for incident in collection.truth.incidents:
        told = {party for trace in incident.traces for party in trace.parties}
        assert set(incident.origins) == told <= parties
        assert all(trace.parties for trace in incident.traces)


def test_disputes_are_of_one_incident_kind_and_scope_and_never_of_nought(collection: Collection) -> None:
    statements = {statement.id: statement for statement in collection.truth.statements}
    for dispute in collection.truth.disputes:
        one, other = statements[dispute.a], statements[dispute.b]
        assert (one.incident, one.kind, one.scope) == (other.incident, other.kind, other.scope)
        assert one.high != 0
        assert other.high != 0


def test_like_happenings_in_one_town_are_told_with_their_day() -> None:
    pairs = 0
    for seed in SEEDS:
        collection = grow(seed)
        incidents = Counter((incident.kind, incident.town) for incident in collection.truth.incidents)
        twins = [i for i in collection.truth.incidents if incidents[i.kind, i.town] > 1]
        pairs += len(twins)
        days = {(record.report.id, time.value) for record in collection.ideal for time in record.times}
        for incident in twins:
            for trace in incident.traces:
                cut = any(copy.report == trace.report for copy in collection.truth.copies)
                assert cut or (trace.report, incident.day) in days
    assert pairs >= 2


def list_shapes(collection: Collection) -> set[str]:
    """What occurs in a collection, by name."""
    truth = collection.truth
    shapes = {f"dispute {dispute.kind}" for dispute in truth.disputes}
    shapes |= {f"account {account.kind}" for account in truth.accounts}
    shapes |= {f"origin {party.role}" for party in truth.parties}
    shapes |= {"withdrawn" for statement in truth.statements if statement.withdrawn}
    shapes |= {"part" for statement in truth.statements if statement.scope != "all"}
    shapes |= {"unrelated" for _ in truth.filler} | {"credit" for _ in truth.credits} | list_tree_shapes(truth)
    urls = Counter(report.url for report in collection.reports if report.url)
    shapes |= {"two states at one address" for number in urls.values() if number > 1}
    shapes |= {"planned" for unit in truth.units if unit.realis == "planned"}
    names = Counter((incident.kind, incident.town) for incident in truth.incidents)
    return shapes | {"same kind and town" for number in names.values() if number > 1}


def list_tree_shapes(truth: Truth) -> set[str]:
    copied = {copy.report for copy in truth.copies}
    shapes = {"reprint of a reprint" for copy in truth.copies if copy.of in copied} | {"reprint" for _ in truth.copies}
    shapes |= {"merged" for family in truth.families if len(family.roots) > 1}
    in_family = {report for family in truth.families for report in family.reports}
    told = {trace.report for incident in truth.incidents for trace in incident.traces}
    return shapes | {"alone" for _ in told - in_family}


def test_every_shape_occurs() -> None:
    shapes = set().union(*(list_shapes(grow(seed)) for seed in range(8)))
    assert shapes >= {
        "reprint", "reprint of a reprint", "merged", "alone", "unrelated", "same kind and town", "credit", "planned",
        "two states at one address", "dispute rival", "dispute later", "dispute garbled", "withdrawn", "part",
        "account denial", "account agent", "account label", "origin body", "origin person", "origin outlet",
        "origin unnamed",
    }  # fmt: skip


def test_the_material_is_whole() -> None:
    material = load_material()
    kinds = {kind.name for kind in material.kinds}
    assert all(set(party.kinds) <= kinds for party in material.parties)
    spoken_of = {kind for party in material.parties for kind in party.kinds if party.role == "body"}
    assert spoken_of == kinds
    assert all(country.names in material.pools for country in material.countries)
