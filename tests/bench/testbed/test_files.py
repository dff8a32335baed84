"""What is done with a collection: written to a folder, told wrong links of, disguised, read as records."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from bench.tasks.links import link_collection
from bench.testbed.__main__ import main
from bench.testbed.errors import list_link_errors
from bench.testbed.grow import grow_collection
from bench.testbed.records import make_report
from bench.testbed.scale import disguise_records, make_disguise
from bench.testbed.truth import Collection, Made, Truth
from sayso.model import Links


@pytest.fixture(scope="module")
def collection() -> Collection:
    return grow_collection(3, incidents=4)


def test_a_collection_is_written_as_reports_and_truth(tmp_path: Path, collection: Collection) -> None:
    result = CliRunner().invoke(main, ["--seed", "3", "--incidents", "4", "--to", str(tmp_path / "a")])
    assert result.exit_code == 0, result.output
    lines = (tmp_path / "a" / "reports.jsonl").read_bytes().splitlines()
    assert [msgspec.json.decode(line, type=Made) for line in lines] == list(collection.reports)
    assert msgspec.json.decode((tmp_path / "a" / "truth.json").read_bytes(), type=Truth) == collection.truth


def test_what_is_missing_is_listed(collection: Collection) -> None:
    kinds = {line.partition("\t")[0] for line in list_link_errors(collection, collection.ideal, Links())}
    assert {"family", "# seed 3", "origins"} <= kinds


def test_records_are_linked_and_timed(collection: Collection) -> None:
    class Maker:
        def read(self, reports: tuple[Made, ...]) -> list[object]:
            assert reports == collection.reports
            return list(collection.ideal)

    linked = link_collection(collection, Maker())  # type: ignore[arg-type]
    assert linked.links.incidents
    assert linked.seconds >= 0


def test_a_disguise_keeps_the_length_of_each_word_and_is_the_same_each_time(collection: Collection) -> None:
    text = collection.reports[0].text
    assert [len(word) for word in make_disguise("k")(text).split()] == [len(word) for word in text.split()]
    assert make_disguise("k")(text) == make_disguise("k")(text) != make_disguise("m")(text)
    records = list(collection.ideal)
    changed = disguise_records(records, "k")
    assert all(len(one.report.text) == len(other.report.text) for one, other in zip(records, changed, strict=True))
    assert not {r.report.id for r in records} & {r.report.id for r in changed}


def test_a_made_report_is_one_as_sayso_takes_it(collection: Collection) -> None:
    made = collection.reports[0]
    report = make_report(made)
    assert (report.id, report.text, report.outlet) == (made.id, made.text, made.outlet)
