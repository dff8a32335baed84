"""``sayso origins``: the tree of a small desk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import root
from sayso.linking.copies import find_copies
from sayso.linking.origins import trace_origins
from sayso.linking.statements import join_claims
from sayso.model import Links, Record
from sayso.store import open_desk, open_writer
from tests.linking.telling import Says, incident, tell

LEAD = "A blast in the old market hall of Osh killed 12 people and hurt many more on the eve of the long holiday"


def told(report: str, outlet: str, source: str | None, kind: str, *, day: str = "2024-03-05") -> Record:
    text = f"{LEAD}, {source} said." if source else f"{LEAD}."
    says = [Says(source, LEAD, kind)] if source else []
    return tell(report, text, *says, events=[("killed", 0 if source else None)], outlet=outlet, published=day)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ministry's word in a report and its copy, an outlet's own in another, an official in a third."""
    path = tmp_path / "case.sayso"
    monkeypatch.setenv("SAYSO_DESK", str(path))
    monkeypatch.setenv("COLUMNS", "120")
    records = [
        told("r1", "Steppe Wire", "the health ministry", "state_body"),
        told("r2", "Evil\x1b[31m \u202epaper", "the health ministry", "state_body", day="2024-03-06"),
        tell("r3", "Nobody knew who killed them in Osh.", events=[("killed", None)], outlet="Quay Post"),
        tell("r4", "It was said that they were killed.", Says(None, "they were killed", "none"),
             events=[("killed", 0)], outlet="Tulip"),
    ]  # fmt: skip
    families, credits = find_copies(records)
    statements, whole = join_claims(records, families), incident(*records, number="incident-0a1b")
    found = trace_origins(records, families, credits, statements, [whole])
    with open_writer(path) as opened:
        opened.add(records)
        opened.replace_links(Links(families, credits, statements, (whole,), found))
    return path


def run(*args: str) -> Result:
    return CliRunner().invoke(root, ["origins", *args])


def test_the_tree_goes_from_the_origin_to_the_outlets(desk: Path) -> None:
    shown = run("incident-0a1b")
    assert shown.exit_code == 0
    lines = [line.rstrip() for line in shown.stdout.splitlines()]
    assert lines[0] == "attack  incident-0a1b"
    assert lines[1].endswith("4 reports, 3 origins: 1 body, 1 outlet, 1 unnamed source")
    body = next(n for n, line in enumerate(lines) if "health ministry  body" in line)
    assert "Steppe Wire  2024-03-05 · r1  – named as the source" in lines[body + 1]
    assert "paper  2024-03-06 · r2  – the passage is copied: 100% of its words stand there" in lines[body + 2]
    assert any("told in its own voice; nothing there is copied" in line for line in lines)
    assert "may be one of the others" in lines[-2]


def test_without_an_id_the_incident_of_most_reports_is_shown(desk: Path) -> None:
    assert run().stdout == run("incident-0a1b").stdout


def test_a_desk_without_incidents_says_so(tmp_path: Path) -> None:
    path = tmp_path / "empty.sayso"
    with open_writer(path):
        pass
    shown = run("--desk", str(path))
    assert (shown.exit_code, shown.stderr[:7]) == (1, "SAY-810")
    assert "sayso add" in shown.stderr


def test_hostile_names_are_shown_harmless(desk: Path) -> None:
    shown = run("incident-0a1b").stdout
    assert "\x1b[31m" not in shown
    assert "\u202e" not in shown


def test_first_characters_claims_events_and_reports_are_ids_too(desk: Path) -> None:
    with open_desk(desk) as opened:
        record = next(record for record in opened.iter_records() if record.report.id == "r1")
    assert run("incident-0").stdout == run("incident-0a1b").stdout
    assert run(record.events[0].id).stdout == run("incident-0a1b").stdout
    assert run("r3").stdout == run("incident-0a1b").stdout
    assert "2 reports, 1 origin: 1 body" in run(record.claims[0].id).stdout


def test_json_holds_every_step_with_its_reason(desk: Path) -> None:
    found = json.loads(run("incident-0a1b", "--json").stdout)
    assert found["count"] == "4 reports, 3 origins: 1 body, 1 outlet, 1 unnamed source"
    assert found["roles"] == {"body": 1, "outlet": 1, "unnamed": 1}
    steps = [s for o in found["provenance"]["origins"] for t in o["trails"] for s in t["steps"]]
    assert {"published", "said", "copied", "own"} <= {step["how"] for step in steps}
    assert all(step["reason"] for step in steps)


@pytest.mark.parametrize(("name", "code"), [("nothing", "SAY-807"), ("claim-", "SAY-808")])
def test_what_is_not_there_or_not_clear_is_said(desk: Path, name: str, code: str) -> None:
    result = run(name)
    assert result.exit_code == 2
    assert result.stderr.startswith(code)
