"""What the checker calls wrong, what doubtful, and how it shows claims."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.__main__ import main
from bench.gold.check import find_doubts, find_problems, show_claim
from bench.gold.load import inspect_file, read_gold
from tests.bench.gold_fakes import write_gold


def test_a_sound_report_has_neither_problems_nor_doubts(tmp_path: Path) -> None:
    found = inspect_file(write_gold(tmp_path))
    assert find_problems(found) == []
    assert find_doubts(found) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("parent = 3", "parent = 4"), "claim 4: it is its own parent"),
        (("parent = 3", "parent = 9"), "claim 4: parent 9 is no claim"),
        (("parent = 3", "parent = 2"), "does not stand in the content of parent 2"),
        (("n = 5", "n = 6"), "claim 6: claims are numbered from 1 without gaps"),
        (('speaker = "radio-sur"', 'speaker = "radio"'), "claim 3: speaker «radio» is the key of no entity"),
        (('speaker = "radio-sur"\n', ""), "claim 3: source «Radio Sur» has no speaker"),
        (('kind = "media"', 'kind = "none"'), "claim 3: source «Radio Sur» has the kind none"),
        (('source = "Radio Sur"\n', ""), "claim 3: there is no source, so speaker is left out"),
        (('["Ana Paz", "Paz"]', '["Ana Paz", "Paz", "Radio Sur"]'), "belongs to paz and radio-sur: number it"),
        (('["that two bridges had reportedly fallen"]', "[]"), "claim 4: there is no content"),
    ],
)
def test_problems(change: tuple[str, str], told: str, tmp_path: Path) -> None:
    problems = find_problems(inspect_file(write_gold(tmp_path, change)))
    assert any(told in problem for problem in problems), problems


def test_a_claim_whose_content_alone_stands_in_that_of_its_parent(tmp_path: Path) -> None:
    """In "X writes, citing Y, that ..." the words of Y stand in what X writes, and its name and cue outside."""
    outer = (
        '["the ministry said that two bridges had reportedly fallen"]',
        '["that two bridges had reportedly fallen"]',
    )
    found = inspect_file(write_gold(tmp_path, outer))
    assert find_problems(found) == []
    assert not any("claim 4" in doubt for doubt in find_doubts(found)), find_doubts(found)


def test_a_circle_of_parents(tmp_path: Path) -> None:
    changes = ("parent = 3", "parent = 5"), ('stance = "denial"', 'stance = "denial"\nparent = 4')
    problems = find_problems(inspect_file(write_gold(tmp_path, *changes)))
    assert any("claim 4: parent 5 stands in this claim itself" in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("parent = 3\n", ""), "claim 4: its cue stands in the content of claim 3, but it has no parent"),
        (('quotation = "direct"', 'quotation = "mixed"'), "claim 2: it is mixed, and the quotation marks"),
        (('["that a “rescue” was needed"]', '["denied that a “rescue” was needed"]'), "claim 5: the cue"),
        (('speaker = "radio-sur"', 'speaker = "paz"'), "entity «radio-sur» speaks in no claim"),
    ],
)
def test_doubts(change: tuple[str, str], told: str, tmp_path: Path) -> None:
    found = inspect_file(write_gold(tmp_path, change))
    assert find_problems(found) == []
    assert any(told in doubt for doubt in find_doubts(found)), find_doubts(found)


def test_a_cue_that_lies_nearer_is_told(tmp_path: Path) -> None:
    first = 'n = 1\nsource = "The Ministry of Health"\ncue = "said"'
    changes = (first, first.replace('cue = "said"', 'cue = "crest"'))
    doubts = find_doubts(inspect_file(write_gold(tmp_path, changes)))
    assert any("claim 2: cue «said»" in doubt and "@2 lies nearer" in doubt for doubt in doubts), doubts


def test_claims_are_shown_with_their_spans(tmp_path: Path) -> None:
    report = read_gold(write_gold(tmp_path))
    shown = show_claim(report.text, report.claims[3])
    assert shown.splitlines() == [
        "  4 indirect · state_body · ministry · in 3",
        "      [who the ministry] [cue said] [what that two bridges had [hedge reportedly] fallen]",
    ]


def test_the_command_ends_with_1_where_something_is_wrong(tmp_path: Path) -> None:
    sound = CliRunner().invoke(main, ["gold", "--check", str(write_gold(tmp_path / "one"))])
    assert sound.exit_code == 0, sound.output
    assert "[who Paz] [cue denied]" in sound.output
    assert "1 reports" in sound.output
    wrong = CliRunner().invoke(main, ["gold", str(write_gold(tmp_path / "two", ("parent = 3", "parent = 4")))])
    assert wrong.exit_code == 1
    assert "bench: river.toml: claim 4: it is its own parent" in wrong.output
