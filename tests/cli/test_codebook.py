"""``sayso codebook``: the codebook in force for reading, as JSON and as a file; a file of one's own checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import root
from sayso.codebook import load_codebook, read_shipped

MINE = 'codebook: mine\nversion: "1"\ntypes:\n  FIRE: {definition: It burns., verbs: [burn], positive: [It burned.]}\n'


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE, "utf-8")
    return path


def run(*args: str | Path, **environ: str) -> Result:
    return CliRunner().invoke(root, ["codebook", *map(str, args)], env=environ)


def test_all_types_are_printed() -> None:
    result = run()
    assert result.exit_code == 0
    heads = [line.split()[0] for line in result.stdout.splitlines() if line and not line.startswith(" ")]
    assert set(load_codebook().types) <= set(heads)
    assert "16 types, 67 modes" in result.stdout


def test_one_type_alone() -> None:
    shown = run("--type", "consult").stdout
    assert "CONSULT-third-party" in shown
    assert "ASSAULT" not in shown
    assert list(json.loads(run("--type", "consult", "--json").stdout)["types"]) == ["CONSULT"]
    assert run("--type", "WAR").exit_code == 2


def test_json_holds_the_book() -> None:
    printed = json.loads(run("--json").stdout)
    assert (printed["codebook"], len(printed["types"])) == ("plover", 16)
    assert printed["types"]["ASSAULT"]["class"] == "material conflict"


def test_yaml_is_the_file_to_start_from(mine: Path, tmp_path: Path) -> None:
    printed = run("--yaml").stdout
    assert printed.encode() == read_shipped()
    path = tmp_path / "start.yaml"
    path.write_text(printed, "utf-8")
    assert run("check", path).exit_code == 0
    assert run("--yaml", "--codebook", mine).stdout == MINE
    assert run("--yaml", "--json").exit_code == 2


def test_the_book_in_force_is_that_of_option_or_environment(mine: Path) -> None:
    assert run("--codebook", mine).stdout.startswith("mine (mine 1)")
    assert run(SAYSO_CODEBOOK=str(mine)).stdout.startswith("mine (mine 1)")
    assert run("--codebook", mine.parent / "absent.yaml").exit_code == 2


def test_check_tells_what_a_sound_book_holds(mine: Path) -> None:
    result = run("check", mine)
    assert result.exit_code == 0
    assert "sound. mine 1 holds 1 type, 0 modes, 1 word, 0 contexts, 0 sectors." in result.stdout


def test_check_tells_every_fault_with_a_next_step(mine: Path) -> None:
    mine.write_text(MINE.replace("It burns.", "''").replace("[burn]", "[burn |]"), "utf-8")
    result = run("check", mine)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert len(lines) == 3
    assert all(". Next: " in line for line in lines[:2])
    assert lines[-1].endswith("2 faults. Correct them and check again.")


def test_reading_with_a_faulty_book_fails_before_it_begins(mine: Path, reports: Path) -> None:
    mine.write_text(MINE.replace("It burns.", "''"), "utf-8")
    result = CliRunner().invoke(root, ["read", str(reports), "--codebook", str(mine)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("SAY-410")
