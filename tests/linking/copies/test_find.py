from __future__ import annotations

import random
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.linking.copies import candidate_keys, find_copies
from sayso.model import Copy, Family, Record, Report, hash_text
from tests.linking.copies.conftest import MakeRecord

FLOOD = (
    "The Orla burst its banks above Veldt on Tuesday night and reportedly drove 340 people from their "
    "homes, according to "
    "the district council.\n\n"
    "Water stood a metre deep in the market hall by dawn. Two bridges on the road to the quarry are "
    "closed, and the school "
    "has been turned into a shelter with sixty beds.\n\n"
    "The council expects the river to fall from Thursday on. Farmers in the lower valley have moved "
    "their cattle to the "
    "common above the old mill."
)
STRIKE = (
    "Tram drivers in Harbour City stopped work at four in the morning over a new roster that takes away "
    "their second break.\n\n"
    "The union says that nine of ten drivers joined in; the company counted six of ten at the depots it "
    "looked at. Buses "
    "ran on the ring lines only, and the ferry put on two more boats.\n\n"
    "Talks go on in the town hall, behind a door that was shut to reporters all day."
)
OWN = (
    "Nobody in the hamlet of Little Marsh slept much. Ines Okafor carried her mother up the stairs at "
    "three, then the hens.\n\n"
    "By breakfast the lane was a canal, and the postman came by rowing boat with two letters and a cake."
)


def find_one(records: list[Record]) -> Copy:
    families, _ = find_copies(records)
    assert len(families) == 1
    assert len(families[0].copies) == 1
    return families[0].copies[0]


def test_an_exact_reprint_is_found_with_one_passage_and_no_change(make_record: MakeRecord) -> None:
    copy = find_one([
        make_record("a", FLOOD, outlet="Veldt Wire", published="2024-03-05T08:00:00Z"),
        make_record("b", FLOOD, outlet="Quarry Post", published="2024-03-05T10:00:00Z"),
    ])  # fmt: skip
    assert (copy.report, copy.of, copy.kind, copy.share, copy.share_of) == ("b", "a", "exact", 1, 1)
    assert [(p.here.text(FLOOD), p.changes) for p in copy.passages] == [(FLOOD, ())]


def test_a_dropped_hedge_and_a_dropped_source_are_named(make_record: MakeRecord) -> None:
    text = FLOOD.replace("reportedly ", "").replace(", according to the district council", "")
    text = text.replace("Two bridges", "Three bridges")
    copy = find_one([
        make_record(
            "a",
            FLOOD,
            outlet="Veldt Wire",
            published="2024-03-05",
            hedges=["reportedly"],
            sources=["the district council"],
        ),
        make_record("b", text, outlet="Quarry Post", published="2024-03-06"),
    ])  # fmt: skip
    changes = [(c.kind, c.here.text(text), c.there.text(FLOOD)) for p in copy.passages for c in p.changes]
    assert changes == [
        ("dropped", "", "reportedly"),
        ("dropped", "", "according to the district council"),
        ("replaced", "Three", "Two"),
    ]
    lost = [[s.text(FLOOD) for s in c.hedges + c.sources] for p in copy.passages for c in p.changes]
    assert lost == [["reportedly"], ["the district council"], []]
    assert "1 hedge" in copy.reason


def test_a_hedge_that_gives_way_to_another_is_not_lost(make_record: MakeRecord) -> None:
    text = FLOOD.replace("reportedly", "allegedly")
    copy = find_one([
        make_record("a", FLOOD, outlet="Veldt Wire", published="2024-03-05", hedges=["reportedly"]),
        make_record("b", text, outlet="Quarry Post", published="2024-03-06", hedges=["allegedly"]),
    ])  # fmt: skip
    assert [c.hedges for p in copy.passages for c in p.changes] == [()]


def test_marks_and_case_are_no_changes(make_record: MakeRecord) -> None:
    text = 'The council’s own "list" of streets has forty names, and the names are read out at noon. ' + FLOOD
    curly = text.replace('"list"', "“List”").replace("’", "'")
    copy = find_one([
        make_record("a", text, outlet="Veldt Wire", published="2024-03-05"),
        make_record("b", curly, outlet="Quarry Post", published="2024-03-06"),
    ])  # fmt: skip
    assert copy.kind == "exact"
    assert [p.changes for p in copy.passages] == [()]


def test_paragraphs_in_another_order_give_a_passage_each(make_record: MakeRecord) -> None:
    first, second, third = FLOOD.split("\n\n")
    text = "\n\n".join((third, first, second))
    copy = find_one([
        make_record("a", FLOOD, outlet="Veldt Wire", published="2024-03-05"),
        make_record("b", text, outlet="Quarry Post", published="2024-03-06"),
    ])  # fmt: skip
    assert [p.here.text(text) for p in copy.passages] == [third, f"{first}\n\n{second}"]
    assert [p.there.text(FLOOD) for p in copy.passages] == [third, f"{first}\n\n{second}"]


def test_a_gloss_in_brackets_is_an_addition(make_record: MakeRecord) -> None:
    text = FLOOD.replace("The Orla", "The Orla (a river of the north)")
    copy = find_one([
        make_record("a", FLOOD, outlet="Veldt Wire", published="2024-03-05"),
        make_record("b", text, outlet="Quarry Post", published="2024-03-06"),
    ])  # fmt: skip
    assert [(c.kind, c.here.text(text)) for p in copy.passages for c in p.changes] == [
        ("added", "a river of the north")
    ]


def test_one_paragraph_inside_an_own_report_is_partial(make_record: MakeRecord) -> None:
    paragraph = FLOOD.split("\n\n")[1]
    text = f"{OWN}\n\n{paragraph}\n\n{STRIKE.split(chr(10))[-1]}"
    copy = find_one([
        make_record("a", FLOOD, outlet="Veldt Wire", published="2024-03-05"),
        make_record("b", text, outlet="Quarry Post", published="2024-03-06"),
    ])  # fmt: skip
    assert copy.kind == "partial"
    assert [p.here.text(text) for p in copy.passages] == [paragraph]


def test_a_report_cut_to_its_lead_under_a_new_first_sentence(make_record: MakeRecord) -> None:
    text = "A night to forget in Veldt!\n\n" + "\n\n".join(FLOOD.split("\n\n")[:2])
    copy = find_one([
        make_record("a", FLOOD, outlet="Veldt Wire", published="2024-03-05"),
        make_record("b", text, outlet="Quarry Post", published="2024-03-06"),
    ])  # fmt: skip
    assert [p.here.text(text) for p in copy.passages] == ["\n\n".join(FLOOD.split("\n\n")[:2])]


def test_a_misprinted_figure_hides_no_copy_and_other_names_do(make_record: MakeRecord) -> None:
    text = (
        "Late on Friday a landslide below a quarry in the hills above Trebonne buried 27 houses and a school, said "
        "Ann Lee of the district council, which has sent diggers from three towns to the place."
    )
    wrong = text.replace("27", "72")
    first = make_record("a", f"{text}\n\n{OWN}", outlet="Veldt Wire", published="2024-03-05")
    copy = find_one([first, make_record("b", wrong, outlet="Quarry Post", published="2024-03-06")])
    assert [(c.here.text(wrong), c.there.text(text)) for p in copy.passages for c in p.changes] == [("72", "27")]
    other = wrong.replace("Trebonne", "Ravello").replace("Friday", "Sunday")
    assert find_copies([first, make_record("c", other, outlet="Hill News", published="2024-03-06")])[0] == ()


def test_a_short_reprint_with_its_credit_as_last_line(make_record: MakeRecord) -> None:
    text = f"{FLOOD.split(chr(10))[0]}\n\n(Veldt Wire)"
    copy = find_one([
        make_record("a", FLOOD, outlet="Veldt Wire", published="2024-03-05"),
        make_record("b", text, outlet="Quarry Post", published="2024-03-06"),
    ])  # fmt: skip
    assert copy.of == "a"
    assert "it credits Veldt Wire" in copy.reason


def test_a_report_made_of_two_names_both(make_record: MakeRecord) -> None:
    text = "\n\n".join((FLOOD.split("\n\n")[1], STRIKE.split("\n\n")[1]))
    families, _ = find_copies([
        make_record("a", FLOOD, outlet="Veldt Wire", published="2024-03-05"),
        make_record("b", STRIKE, outlet="Harbour Post", published="2024-03-05"),
        make_record("c", text, outlet="Quarry Post", published="2024-03-06"),
    ])  # fmt: skip
    assert [(f.reports, f.root) for f in families] == [(("a", "b", "c"), "a")]
    assert {(c.report, c.of) for c in families[0].copies} == {("c", "a"), ("c", "b")}


def test_a_copy_of_a_copy_hangs_on_the_one_whose_edits_it_has(make_record: MakeRecord) -> None:
    edited = FLOOD.replace("Water stood a metre deep", "Brown water stood knee-high").replace("sixty beds", "camp beds")
    again = edited.replace("Farmers in the lower valley", "Farmers downstream")
    families, _ = find_copies([
        make_record("a", FLOOD, outlet="Veldt Wire", published="2024-03-05T01:00:00Z"),
        make_record("b", edited, outlet="Quarry Post", published="2024-03-05T02:00:00Z"),
        make_record("c", again, outlet="Mill Echo", published="2024-03-05T03:00:00Z"),
    ])  # fmt: skip
    assert [(c.report, c.of) for c in families[0].copies] == [("b", "a"), ("c", "b")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # the same quotation of one speaker in two reports
        (
            'Mayor Ada Lind spoke at noon. "We will rebuild the hall, stone by stone, and we will not '
            'wait for the capital to '
            'send us money or advice before we begin with it," she said, and left by the side door.',
            'Cameras waited for hours in the rain before Lind came out. "We will rebuild the hall, stone '
            'by stone, and we will '
            'not wait for the capital to send us money or advice before we begin with it," the mayor told them.',
        ),
        # the same formula about different things
        (
            "Foreign Minister Olu Sand condemned the attack in the strongest terms. No group has claimed "
            "responsibility for it.",
            "President Vera Holm condemned the attack in the strongest terms. No group has claimed "
            "responsibility for it.",
        ),
        # the same words for different towns
        (
            "The bridge in Northam will be closed for repairs until the end of the month, the roads "
            "office said on its website.",
            "The bridge in Eastwick will be closed for repairs until the end of the month, the roads "
            "office said on its website.",
        ),
        # words of outlets about themselves
        (
            f"{OWN}\n\nSubscribe to our newsletter and get the news of the day in your inbox every morning.",
            f"{STRIKE}\n\nSubscribe to our newsletter and get the news of the day in your inbox every morning.",
        ),
        ("Good morning. Here is the news.", "Good morning. Here is the news."),
        ("...", "..."),
    ],
)  # fmt: skip
def test_what_is_no_copy(make_record: MakeRecord, first: str, second: str) -> None:
    records = [
        make_record("a", first, outlet="Veldt Wire", published="2024-03-05"),
        make_record("b", second, outlet="Quarry Post", published="2024-03-06"),
    ]
    assert find_copies(records)[0] == ()


def test_background_that_an_outlet_repeats_ties_none_of_its_reports(make_record: MakeRecord) -> None:
    background = (
        "The river has flooded the valley four times since the dam was built, and every time the inquiry "
        "was shelved before "
        "it heard the engineers who had warned of it."
    )
    texts = [f"{chr(65 + n)}{text}\n\n{background}" for n, text in enumerate((OWN, STRIKE, FLOOD, *FILLERS))]
    records = [
        make_record(f"r{n}", text, outlet="Veldt Wire", published=f"2024-03-{n + 1:02}") for n, text in enumerate(texts)
    ]
    assert find_copies(records)[0] == ()


FILLERS = (
    "Seven goats won ribbons at the show in Upper Fen. The judge, a vet from the coast, praised their feet above all.",
    "The library lends out fishing rods from May on. Whoever brings one back late has to sweep the reading room.",
    "An old tram car has been found in a barn, with its bell and most of its lamps, and will be driven to the museum.",
)


def test_versions_at_one_address_and_none_in_one_file(make_record: MakeRecord) -> None:
    later = FLOOD.replace("340 people", "512 people") + "\n\n" + OWN
    where = "https://www.veldtwire.example/flood"
    copy = find_one([
        make_record("a", FLOOD, outlet="Veldt Wire", published="2024-03-05T08:00:00Z", uri=where),
        make_record("b", later, outlet="Veldt Wire", published="2024-03-05T12:00:00Z", uri=where + "/#update"),
    ])  # fmt: skip
    assert (copy.report, copy.kind) == ("b", "version")
    one_file = [
        make_record(n, t, outlet="Veldt Wire", uri="in/reports.jsonl") for n, t in (("a", FLOOD), ("b", STRIKE))
    ]
    assert find_copies(one_file)[0] == ()


def test_who_was_first_without_dates_is_who_is_credited(make_record: MakeRecord) -> None:
    copy = find_one([
        make_record("a", "VELDT (Veldt Wire) - " + FLOOD, outlet="Quarry Post"),
        make_record("b", FLOOD, outlet="Veldt Wire"),
    ])  # fmt: skip
    assert (copy.report, copy.of) == ("a", "b")
    assert "credits Veldt Wire" in copy.reason


def test_a_family_whose_original_is_not_there_says_whom_it_credits(make_record: MakeRecord) -> None:
    families, credits = find_copies([
        make_record("a", "VELDT (Gold Wire) - " + FLOOD, outlet="Quarry Post", published="2024-03-05"),
        make_record("b", "(Gold Wire) " + FLOOD, outlet="Mill Echo", published="2024-03-06"),
    ])  # fmt: skip
    assert [(f.root, f.credited) for f in families] == [(None, "Gold Wire")]
    assert [(c.report, c.name, c.kind) for c in credits] == [
        ("a", "Gold Wire", "dateline"),
        ("b", "Gold Wire", "dateline"),
    ]


@pytest.fixture
def desk(make_record: MakeRecord) -> list[Record]:
    edited = FLOOD.replace("sixty beds", "camp beds")
    return [
        make_record("a", FLOOD, outlet="Veldt Wire", published="2024-03-05"),
        make_record("b", edited, outlet="Quarry Post"),
        make_record("c", "(Veldt Wire) " + edited, outlet="Mill Echo", published="2024-03-05T10:00:00Z"),
        make_record("d", STRIKE, outlet="Harbour Post", published="2024-03-04"),
        make_record("e", f"{STRIKE}\n\n{FLOOD}", outlet="Evening Bell", published="2024-03-07"),
    ]


def test_the_order_of_input_changes_nothing(desk: list[Record]) -> None:
    wanted = find_copies(desk)
    assert len(wanted[0]) == 1
    assert all(find_copies(order) == wanted for order in permutations(desk))


def test_every_copy_is_of_an_earlier_report_and_spans_lie_in_the_texts(desk: list[Record]) -> None:
    texts = {record.report.id: record.report.text for record in desk}
    for family in find_copies(desk)[0]:
        for copy in family.copies:
            assert family.reports.index(copy.of) < family.reports.index(copy.report)
            for passage in copy.passages:
                assert passage.here.end <= len(texts[copy.report])
                assert passage.there.end <= len(texts[copy.of])
                assert all(passage.here.holds(c.here) and passage.there.holds(c.there) for c in passage.changes)


def test_reports_are_linked_only_if_they_share_a_key(desk: list[Record]) -> None:
    keys = {record.report.id: candidate_keys(record) for record in desk}
    copies = [copy for family in find_copies(desk)[0] for copy in family.copies]
    assert copies
    assert all(keys[copy.report] & keys[copy.of] for copy in copies)
    assert not keys["a"] & keys["d"]


def test_reports_that_share_nothing_change_no_family(desk: list[Record], make_record: MakeRecord) -> None:
    more = [make_record(f"x{n}", text, outlet="Veldt Wire", published="2024-03-01") for n, text in enumerate(FILLERS)]
    assert find_copies([*more, *desk])[0] == find_copies(desk)[0]


def make_reports(seed: int, count: int) -> list[Record]:
    """Near-identical reports: all are one text with an end of their own."""
    rng = random.Random(seed)
    words = ["".join(rng.choices("bdfgklmnprst", k=5)) for _ in range(400)]
    base = ". ".join(" ".join(rng.choices(words, k=14)).capitalize() for _ in range(10))
    texts = [f"{base}. This is number {n} of the {words[n % 400]} kind." for n in range(count)]
    return [
        Record("0", Report(f"r{n:05}", hash_text(t), None, f"Outlet {n}", None, None, None, "en", t))
        for n, t in enumerate(texts)
    ]


def test_many_near_identical_reports_make_one_tree() -> None:
    families, _ = find_copies(make_reports(1, 300))
    assert len(families) == 1
    assert len(families[0].reports) == 300
    assert len(families[0].copies) == 299


def check_family(family: Family, records: dict[str, Record]) -> None:
    assert len(family.reports) > 1
    assert {copy.report for copy in family.copies} < set(family.reports)
    for copy in family.copies:
        assert 0 < copy.share <= 1
        assert 0 < copy.share_of <= 1
        for passage in copy.passages:
            assert passage.here.end <= len(records[copy.report].report.text)


@given(st.lists(st.text(alphabet='ab ."“(-\n’\ud800AB1', max_size=120), min_size=2, max_size=4))
def test_odd_texts_break_nothing(texts: list[str]) -> None:
    records = {
        f"r{n}": Record("0", Report(f"r{n}", hash_text(t), None, "Veldt Wire", None, None, None, "en", t * 3))
        for n, t in enumerate(texts)
    }
    for family in find_copies(records.values())[0]:
        check_family(family, records)
