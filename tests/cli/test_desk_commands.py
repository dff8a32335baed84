"""``sayso add``, ``list``, ``search``, ``show`` and ``remove`` on a small desk."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from sayso.cli import desks, inputs, root
from sayso.cli.json_lines import encode_record
from sayso.model import Issue, Record, Report
from sayso.store import open_desk, open_writer
from tests.batch.fakes import read_fake
from tests.store.made import link_simply, make_record


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands of a test find their desk."""
    path = tmp_path / "case.sayso"
    monkeypatch.setenv("SAYSO_DESK", str(path))
    return path


@pytest.fixture
def filled(desk: Path) -> Path:
    """Four reports, linked; two of one text."""
    records = [make_record(n, place="Almena", id=f"quay-{n}") for n in range(3)]
    copy = msgspec.structs.replace(records[0].report, id="copy-0", outlet="Evening\u202e Quay\x1b[31m")
    records.append(msgspec.structs.replace(records[0], report=copy))
    with open_writer(desk) as opened:
        opened.add(records)
        opened.replace_links(link_simply(records))
    return desk


def run(*args: str | Path, **more: str) -> Result:
    return CliRunner().invoke(root, [*map(str, args)], **more)  # type: ignore[arg-type]


def flat(result: Result) -> str:
    """What was printed, however it was wrapped."""
    return " ".join(result.stdout.split())


# add


def test_reports_are_added_once(reports: Path, desk: Path) -> None:
    first = run("add", reports)
    assert (first.exit_code, first.stderr) == (0, "")
    assert "4 reports added" in flat(first)
    assert "4 reports · 4 claims" in flat(first)
    again = json.loads(run("add", reports, "--json").stdout)
    assert (again["reports"]["there"], again["reports"]["added"], again["links_changed"]) == (4, 0, 0)
    assert again["totals"]["reports"] == 4


def test_several_processes_may_read(reports: Path, desk: Path) -> None:
    assert "4 reports added" in flat(run("add", reports, "-j", "2"))
    assert "4 already there" in flat(run("add", reports, "-j", "2"))


def test_what_fails_is_told_and_tried_again(reports: Path, desk: Path) -> None:
    (reports / "2.txt").write_bytes(b"\x00\x01")
    result = run("add", reports, reports / "none.txt")
    assert result.exit_code == 1
    assert [line[:7] for line in result.stderr.splitlines()] == ["SAY-104", "SAY-101"]
    assert "3 reports added, 2 failed" in flat(result)
    (reports / "2.txt").write_text("Boats came back, the pilot said.")
    assert "1 report added, 3 already there" in flat(run("add", reports))


def test_a_report_is_read_again_for_another_model_only(
    reports: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", reports)
    assert "0 reports added, 4 already there" in flat(run("add", reports))
    monkeypatch.setattr("sayso.cli.add.name_reader", lambda: "9.9 another")
    assert "4 read anew" in flat(run("add", reports))
    assert "4 already there" in flat(run("add", reports))
    assert "4 read anew" in flat(run("add", reports, "--again"))


def test_records_are_taken_without_reading(tmp_path: Path, desk: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"".join(encode_record(make_record(n, id="same")) for n in range(3)) + b'{"sayso":1}\n')
    result = run("add", path)
    assert result.exit_code == 1
    assert "3 reports added, 2 of them under another id, because theirs was taken, 1 failed" in flat(result)
    assert result.stderr.count("is that of another report") == 2
    assert "SAY-214" in result.stderr


def test_links_can_be_left_for_later(reports: Path, desk: Path) -> None:
    assert "4 reports not linked yet" in flat(run("add", reports, "--no-links"))
    with open_desk(desk) as opened:
        assert opened.totals().incidents + opened.totals().statements == 0
    assert "0 reports added." in flat(run("add"))
    with open_desk(desk) as opened:
        assert (opened.totals().unlinked, opened.totals().statements) == (0, 4)


def test_without_a_desk_and_without_paths_there_is_nothing_to_do(desk: Path) -> None:
    result = run("add")
    assert (result.exit_code, result.stderr[:7]) == (2, "SAY-801")
    assert not desk.exists()


def test_the_desk_may_be_named_or_stand_in_the_working_folder(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_DESK", raising=False)
    assert run("add", reports).exit_code == 0
    assert (tmp_path / "desk.sayso").exists()
    assert run("add", reports, "--desk", "other.sayso").exit_code == 0
    assert (tmp_path / "other.sayso").exists()


def test_ctrl_c_keeps_what_was_added(reports: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(report: Report, issues: tuple[Issue, ...]) -> Record:
        if report.text.startswith("Boats left harbour 3"):
            raise KeyboardInterrupt
        return read_fake(report, issues)

    with monkeypatch.context() as patched:
        patched.setattr(inputs, "load_reading", lambda: read)
        stopped = run("add", reports)
    assert stopped.exit_code == 130
    assert stopped.stderr == "Stopped. 2 reports added; all of it is kept. The same command goes on from here.\n"
    assert "2 reports added, 2 already there" in flat(run("add", reports))
    with open_desk(desk) as opened:
        assert (opened.totals().reports, opened.totals().unlinked) == (4, 0)


def test_ctrl_c_while_linking_leaves_it_to_the_next_time(
    reports: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*args: object, **more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("sayso.linking.update.link_reports", stop)
        assert run("add", reports).exit_code == 130
    with open_desk(desk) as opened:
        assert (opened.totals().reports, opened.totals().unlinked) == (4, 4)
    assert run("add").exit_code == 0
    with open_desk(desk) as opened:
        assert opened.totals().unlinked == 0


def test_a_report_that_was_removed_says_so_when_it_comes_back(reports: Path, desk: Path) -> None:
    run("add", reports)
    with open_desk(desk) as opened:
        report = opened.list_reports().rows[0].id
    assert run("remove", report[:12], "--yes").stdout.startswith(f"Removed {report}. Its trace is kept")
    assert "1 report added, 1 of them removed before, 3 already there" in flat(run("add", reports))


def test_another_writer_is_named(filled: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.store.opening.WAIT_S", 0.05)
    with open_writer(filled):
        refused = run("add", reports)
    assert (refused.exit_code, refused.stderr[:7]) == (2, "SAY-804")
    assert run("add", reports).exit_code == 0


# list, search, show


@pytest.mark.parametrize("what", ["reports", "incidents", "speakers", "families", "contradictions"])
def test_lists_are_for_reading_and_for_programs(filled: Path, what: str) -> None:
    shown = run("list", what)
    assert (shown.exit_code, shown.stderr) == (0, "")
    rows = [json.loads(line) for line in run("list", what, "--json").stdout.splitlines()]
    assert rows
    assert all(row.get("id", row.get("key")) in shown.stdout.replace("\n", " ") for row in rows)
    assert f"{len(rows)} in all" in shown.stdout


def test_what_could_steer_a_terminal_is_shown(filled: Path) -> None:
    for args in (["list"], ["show", "copy-0"], ["search", "boats"], ["list", "--json"], ["show", "copy-0", "--json"]):
        out = run(*args).stdout
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert re.search(r"\\u202e", out)


def test_filters_narrow_and_pages_turn(filled: Path) -> None:
    def ids(*args: str) -> list[str]:
        return [json.loads(line)["id"] for line in run("list", *args, "--json").stdout.splitlines()]

    assert ids("--sort", "title", "-n", "2") + ids("--sort", "title", "-n", "2", "--page", "2") == [
        "copy-0", "quay-0", "quay-1", "quay-2",
    ]  # fmt: skip
    assert ids("--outlet", "Quay Post (invented)", "--from", "2022-01-06", "--to", "2022-01-06T10:00") == [
        "quay-0", "quay-1", "quay-2",
    ]  # fmt: skip
    assert ids("--words", "1 boats") == ["quay-1"]
    assert len(ids("incidents", "--type", "PROTEST", "--country", "KZ", "--report", "quay-1")) == 1
    assert "page 1 of 2" in flat(run("list", "-n", "3"))


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["speakers", "--outlet", "x"], "--outlet narrows reports, not speakers"),
        (["families", "--from", "2022-01-01"], "--from narrows reports and incidents, not families"),
        (["--from", "tomorrow"], "--from 'tomorrow' is no date"),
        (["incidents", "--sort", "title"], "incidents are sorted by reports, origins"),
        (["people"], "'people' is not one of"),
    ],
)
def test_what_does_not_go_together_is_said(filled: Path, args: list[str], message: str) -> None:
    result = run("list", *args)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_search_shows_the_words_where_they_stand(filled: Path) -> None:
    shown = run("search", "dockers", "-xyz")
    assert shown.exit_code == 2  # looks like an option
    shown = run("search", "--", "dockers", "-xyz")
    assert "Dockers marched through Almena" in shown.stdout.replace("\n    ", " ")
    assert "4 reports in all" in shown.stdout
    hit = json.loads(run("search", "boats", "--claims", "--json").stdout.splitlines()[0])
    mark, words = hit["snippet"]["marks"][0], hit["snippet"]["words"]
    assert words[mark["start"] : mark["end"]] == "boats"
    assert run("search", '"').stdout == "0 reports in all\n"


@pytest.mark.parametrize(
    "kind", ["report", "claim", "event", "toll", "statement", "incident", "family", "contradiction"]
)
def test_whatever_has_an_id_is_shown(filled: Path, kind: str) -> None:
    record = make_record(1, place="Almena", id="quay-1")
    with open_desk(filled) as opened:
        links = opened.map_links("quay-1")
        ids = {
            "report": "quay-1",
            "claim": record.claims[0].id,
            "event": record.events[0].id,
            "toll": record.tolls[0].id,
            "statement": links[record.claims[0].id],
            "incident": links[record.events[0].id],
            "family": opened.list_families().rows[0].id,
            "contradiction": opened.list_contradictions().rows[0].id,
        }
    shown = run("show", ids[kind])
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert len(shown.stdout) > 100
    assert ids[kind] in json.dumps(json.loads(run("show", ids[kind], "--json").stdout))


def test_ids_that_mean_nothing_or_several_things_are_said(filled: Path) -> None:
    nothing = run("show", "xyz")
    assert (nothing.exit_code, nothing.stderr[:7]) == (2, "SAY-807")
    several = run("show", "quay-")
    assert several.exit_code == 2
    assert "may mean several things: report quay-0, report quay-1, report quay-2" in several.stderr
    assert run("show", "quay-2").exit_code == 0
    assert run("list", "--desk", filled / "no").stderr.startswith("SAY-801")


# remove


def test_removal_asks_first(filled: Path) -> None:
    refused = run("remove", "quay-1", input="n\n")
    assert refused.exit_code == 1
    assert "1 boats lost off Almena" in refused.stdout
    with open_desk(filled) as opened:
        assert opened.totals().reports == 4
    assert run("remove", "quay-1", "quay-1", input="y\n").exit_code == 0
    with open_desk(filled) as opened:
        assert opened.totals().reports == 3
        assert opened.totals().unlinked == 0
        trace = opened.list_removals()[0]
    assert trace.id == "quay-1"
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", trace.when or "")


def test_only_reports_can_be_removed(filled: Path) -> None:
    with open_desk(filled) as opened:
        incident = opened.list_incidents().rows[0].id
    result = run("remove", incident, "--yes")
    assert (result.exit_code, result.stderr[:7]) == (2, "SAY-809")
    assert run("remove", "quay-1", "--yes", "--desk", filled / "no").stderr.startswith("SAY-801")
    assert not (filled.parent / "no").exists()


def test_the_reader_has_a_name() -> None:
    assert re.fullmatch(r"\S+ [0-9a-f]{12}", desks.name_reader())
