"""Gold events: words become spans, faults are told, PLOVER brackets are taken off."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.learn.corpora.events import inspect_events, read_events, read_plover, strip_markup

GOOD = """
[[reports]]
id = "osh"
kind = "single"
text = "A crowd of about 300 people stormed the office in Osh, injuring four guards, police said."

[[reports.events]]
trigger = "stormed"
type = "ASSAULT"
mode = "destroy"
actors = ["A crowd of about 300 people"]
place = "Osh"
asserted = "said"

[[reports.events.tolls]]
kind = "injured"
words = "four"
low = 4
high = 4
who = "guards"
"""
TYPES = {"ASSAULT": ("destroy",), "AID": ()}


def write(folder: Path, text: str) -> Path:
    path = folder / "gold.toml"
    path.write_text(text, "utf-8")
    return path


def test_words_become_spans(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    (report,) = read_events(tmp_path)
    (event,) = report.events
    assert event.triggers[0].text(report.text) == "stormed"
    assert event.place is not None
    assert event.place.text(report.text) == "Osh"
    assert [(t.words.text(report.text), t.low, t.high) for t in event.tolls] == [("four", 4, 4)]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('trigger = "stormed"', 'trigger = "burnt"', "does not stand in the text"),
        ('"destroy"', '"drone"', "no mode of ASSAULT"),
        ('"ASSAULT"', '"STORM"', "STORM is no type"),
        ('kind = "single"', 'kind = "near-miss"', "a near-miss has no event"),
    ],
)
def test_faults_are_told(tmp_path: Path, old: str, new: str, fault: str) -> None:
    inspected = inspect_events(write(tmp_path, GOOD.replace(old, new, 1)), types=TYPES)
    assert any(fault in problem for problem in inspected.problems)


def test_a_wrong_file_is_refused(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("stormed the", "left the"))
    with pytest.raises(SaysoError, match="SAY-603"):
        read_events(tmp_path)


def test_brackets_are_taken_off() -> None:
    text, spans = strip_markup("The (SRC: Courts (of appeal)) (EVT: met) in (LOC: Oruro) (again).")
    assert text == "The Courts (of appeal) met in Oruro (again)."
    assert [(tag, span.text(text)) for tag, span in spans] == [
        ("SRC", "Courts (of appeal)"),
        ("EVT", "met"),
        ("LOC", "Oruro"),
    ]


def test_plover_records_get_the_names_of_now(tmp_path: Path) -> None:
    record = {
        "id": "one",
        "event": "DEMAND",
        "source": [{"actorText": "Rome", "code": "ITL"}],
        "textInfo": {"markup": "(SRC: Rome) (EVT: asked) for help."},
    }
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps({"event": "DOCUMENT"}) + "\n" + json.dumps(record), "utf-8")
    (report,) = read_plover(path)
    assert (report.events[0].type, report.sources[0].code) == ("REQUEST", "ITA")


def test_a_line_that_is_no_record_is_told(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text("{}", "utf-8")
    with pytest.raises(SaysoError, match="SAY-601"):
        read_plover(path)
