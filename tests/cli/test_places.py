"""``sayso places``: build, import, find."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import places as command
from sayso.cli import root
from sayso.cli.checkup import examine_gazetteer
from sayso.cli.json_lines import encode_record
from sayso.model import Place, Record, Report, hash_text
from sayso.places import read_areas
from tests.gazetteer.conftest import write_small
from tests.gazetteer.test_dump import ROWS, write_dump


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "places.sqlite"
    monkeypatch.setenv("SAYSO_GAZETTEER", str(path))
    monkeypatch.setattr(command, "build_gazetteer", lambda path: len(write_small(path).name))
    return path


def run(*args: str) -> Result:
    return CliRunner().invoke(root, ["places", *args])


def test_without_a_gazetteer_the_next_step_is_named(home: Path) -> None:
    result = run("find", "Almaty")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"SAY-701: {home}")
    assert "sayso places build" in result.stderr


def test_build_then_find(home: Path) -> None:
    assert run("build").exit_code == 0
    shown = run("find", "Almaty").stdout
    assert "Almaty Region, Kazakhstan" in shown
    assert "1,977,011" in shown
    assert "alma ata 1921–1993" in shown


def test_json_has_a_line_per_place(home: Path) -> None:
    run("build")
    lines = [json.loads(line) for line in run("find", "Almaty", "--json").stdout.splitlines()]
    assert [line["entry"]["key"] for line in lines] == ["gn:1526384", "gn:7"]
    (old,) = (json.loads(line) for line in run("find", "Alma-Ata", "--json").stdout.splitlines())
    assert (old["first_year"], old["last_year"], old["inside"]) == (1921, 1993, ["Almaty Region", "Kazakhstan"])


def test_a_country_narrows_down(home: Path) -> None:
    run("build")
    assert run("find", "Almaty", "--country", "kz").exit_code == 0
    missing = run("find", "Almaty\x1b[31m", "--country", "US")
    assert missing.exit_code == 1
    assert missing.stderr.startswith("SAY-707")
    assert "\x1b" not in missing.stderr
    assert run("find", "Almaty", "--country", "Kazakhstan").exit_code == 2


def test_import_tells_what_it_took(home: Path, tmp_path: Path) -> None:
    run("build")
    result = run(
        "import", str(write_dump(tmp_path, *ROWS, "damage")), "--countries", "KZ,KG", "--min-population", "100"
    )
    assert result.exit_code == 0, result.output
    assert (
        "6 lines read, 4 places and 7 names taken, 1 left out, 1 damaged (the first: KZ.txt, line 6)." in result.stderr
    )
    assert run("find", "Talgar").exit_code == 0


def test_imported_places_are_not_dropped_unasked(home: Path, tmp_path: Path) -> None:
    run("build")
    run("import", str(write_dump(tmp_path, *ROWS)))
    refused = run("build")
    assert (refused.exit_code, refused.stderr[:7]) == (2, "SAY-708")
    assert run("find", "Talgar").exit_code == 0
    assert run("build", "--replace").exit_code == 0
    assert run("find", "Talgar").exit_code == 1


def test_the_check_shows_version_licence_and_attribution(home: Path, tmp_path: Path) -> None:
    (missing,) = examine_gazetteer()
    assert (missing.state, missing.value) == ("warning", "missing")
    run("build")
    found = {finding.name: finding.value for finding in examine_gazetteer()}
    assert "version small, 5 places, 7 names" in found["gazetteer"]
    assert found["gazetteer licence"] == "none"
    assert found["gazetteer attribution"] == "nobody"
    home.write_bytes(b"x" * 999)
    (broken,) = examine_gazetteer()
    assert broken.state == "broken"


def test_learn_writes_what_read_takes(home: Path, tmp_path: Path) -> None:
    text = "It rained in Homs."
    report = Report("r", hash_text(text), None, "Example Courier", None, None, None, "en", text)
    homs = Place(
        "p", 13, 17, "Homs", latitude=34.73, longitude=36.71, country="SY", entry="gn:169577", precision="town"
    )
    line = encode_record(Record("0", report, places=(homs,)))
    records, areas = tmp_path / "records.jsonl", tmp_path / "areas.json"
    records.write_bytes(line * 3)
    learned = run("learn", str(records), "-o", str(areas))
    assert (learned.exit_code, learned.stderr) == (0, "Outlets learned: 1.\n")
    area = read_areas(str(areas)).find("Example Courier")
    assert area is not None
    assert (area.reports, area.countries) == (3, {"SY": 1.0})


def test_learn_tells_what_is_no_record(home: Path, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text("{}\n", "utf-8")
    learned = run("learn", str(records))
    assert learned.exit_code == 1
    assert "SAY-214" in learned.stderr
    assert '"outlets": {}' in learned.stdout


def test_areas_that_cannot_be_used_stop_reading(tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text("It rained.", "utf-8")
    result = CliRunner().invoke(root, ["read", str(text), "--areas", str(tmp_path / "none.json")])
    assert result.exit_code == 2
    assert result.stderr.startswith("SAY-710: ")
