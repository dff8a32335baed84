"""The task events: gold is read, five-fold asks the reader of each fold, errors are told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import bench.tasks.events as task
from bench.errors import BenchError
from bench.reading import make_report
from bench.tasks.events import Seen, find_trigger, list_errors, measure_events, read_gold
from sayso.learn.corpora.events import EventReport, GoldEvent
from sayso.learn.corpora.folds import FOLDS, find_fold
from sayso.model import Event, Participant, Record, Span
from tests.events.trees import make_scene

GOLD = """
[[reports]]
id = "one"
kind = "single"
text = "Police arrested nine students."

[[reports.events]]
trigger = "arrested"
type = "COERCE"
mode = "arrest"
actors = ["Police"]
recipients = ["nine students"]
"""
TREE = (
    "Police|police|NOUN|1|nsubj arrested|arrest|VERB|-1|root nine|nine|NUM|3|nummod students|student|NOUN|1|obj|Plur "
    ".|.|PUNCT|1|punct"
)


def _event(kind: str, *actors: Span) -> Event:
    parties = tuple(Participant(span.start, span.end) for span in actors)
    return Event("0", Span(7, 15), kind, None, (), parties, (), None, None, (), "actual", None)


def _see(gold: EventReport, *_: object) -> Seen:
    record = Record("0", make_report(gold.text), events=(_event("COERCE", Span(0, 6)),))
    return Seen(gold, record, (_event("COERCE", Span(0, 6)),), (Span(0, len(gold.text)),), 0.001)


@pytest.fixture
def gold_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(task, "see", _see)
    monkeypatch.setattr(task, "find_gazetteer", lambda _: None)
    folder = tmp_path / "dev"
    folder.mkdir()
    path = folder / "own.toml"
    path.write_text(GOLD, "utf-8")
    return path


def test_own_gold_is_measured_by_its_folder(gold_file: Path) -> None:
    reader: Any = None
    measured = measure_events([gold_file], reader)
    assert set(measured.parts) == {"events-dev"}
    counts = measured.parts["events-dev"][0]
    assert counts["event"].f1 == counts["given/actor-exact"].f1 == 1
    assert counts["recipient-exact"].f1 == 0
    assert measured.figures["events-dev/type-macro"].value == 100
    assert not any(name.startswith("label/") for name in counts)
    assert "1000 us an event" in measured.notes[0]


def test_each_fold_is_marked_by_its_own_reader(gold_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{number} farmers left the square" for number in range(20)]
    golds = [EventReport(text, "plover", text, (GoldEvent((Span(0, 1),), "PROTEST"),)) for text in texts]
    monkeypatch.setattr(task, "read_plover", lambda _: golds)
    asked: list[int] = []
    read: list[tuple[str, object]] = []

    def predict(fold: int) -> Any:
        asked.append(fold)
        return fold

    def see(gold: EventReport, reader: object, *_: object) -> Seen:
        read.append((gold.text, reader))
        return _see(gold)

    monkeypatch.setattr(task, "see", see)
    reader: Any = None
    measured = measure_events([gold_file.with_name("records.jsonl")], reader, predict=predict)
    assert asked == list(range(FOLDS))
    assert all(find_fold(text) == fold for text, fold in read)
    assert len(measured.parts["records"]) == len(texts)
    assert not any("one model" in note for note in measured.notes)


def test_errors_are_told(gold_file: Path) -> None:
    reader: Any = None
    told = list_errors(task.read_corpora([gold_file], reader))
    assert told.splitlines() == ["# events-dev", "one\trecipient\tCOERCE\tarrested\t«nine students»\tsayso -"]


def test_faulty_gold_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOLD.replace('trigger = "arrested"', 'trigger = "beaten"'), "utf-8")
    with pytest.raises(BenchError, match=r"own\.toml"):
        list(read_gold(path))


def test_trigger_is_the_head_of_its_first_piece_that_is_no_saying() -> None:
    scene = make_scene("Police arrested nine students.", TREE)
    assert find_trigger(scene.tree, GoldEvent((Span(7, 29),), "COERCE"), scene) == 1
    assert find_trigger(scene.tree, GoldEvent((Span(16, 29), Span(7, 15)), "COERCE"), scene) == 3
    assert find_trigger(scene.tree, GoldEvent((), "COERCE"), scene) is None
