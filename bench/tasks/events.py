"""Events: roles and codes with gold triggers, and all of it end to end; PLOVER records five-fold, and own gold.

Figures under "given/" are of events whose trigger, type and mode are gold's; the others are of what the record holds.
Who marks the PLOVER records must not have learned from them: ``predict`` gives, for each fold, a reader that has
learned from the other folds only. Without it they are read by the reader at hand, and a note says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from bench.errors import BenchError
from bench.gold.find import shorten
from bench.metrics.counts import Counts, add_counts
from bench.metrics.events import Located, mean_f1, score_codes, score_events, score_loose, score_roles
from bench.reading import Reads, make_report, open_reader
from bench.results import Figure, Measured, Parts, percent
from bench.tasks.attribution import find_failures
from sayso.errors import SaysoError
from sayso.events.codes import Coder
from sayso.events.participants import find_phrase, find_roles
from sayso.events.scene import Scene
from sayso.events.tree import Tree
from sayso.gazetteer import Gazetteer, find_gazetteer
from sayso.lang import find_language
from sayso.learn.corpora.events import EventReport, GoldEvent, inspect_events, read_plover
from sayso.learn.corpora.folds import FOLDS, find_fold
from sayso.model import Event, Participant, Record, Span
from sayso.pipeline.run import make_record, run_stages
from sayso.pipeline.stages import GIVEN, STAGES
from sayso.settings import load_settings

Predict = Callable[[int], Reads]
"""Gives the reader for a fold of the PLOVER records."""

MACROS = ("type", "mode", "realis")
_LIGHT = frozenset({"VERB", "NOUN", "ADJ"})
_TOLD = 4


class Seen(msgspec.Struct, frozen=True, eq=False):
    """A gold report, its record, the events found at gold triggers, and what finding their roles took."""

    gold: EventReport
    record: Record
    given: tuple[Event, ...]
    units: tuple[Span, ...]
    seconds: float = 0.0


def measure_events(
    paths: Sequence[Path], reader: Reads, *, limit: int | None = None, predict: Predict | None = None
) -> Measured:
    """Counts by corpus (a file's stem, or "events-" and the folder's name) and report; macro means as figures.

    Raises BenchError where a file cannot be read.
    """
    corpora = read_corpora(paths, reader, limit=limit, predict=predict)
    parts: dict[str, Parts] = {name: [score(one) for one in seen] for name, seen in corpora.items()}
    figures: dict[str, Figure] = {}
    for name in corpora:
        sums = add_counts(parts[name])
        means = {kind: mean_f1(sums, kind) for kind in MACROS}
        figures |= {f"{name}/{kind}-macro": Figure(percent(mean)) for kind, mean in means.items() if mean is not None}
    failures = [f for seen in corpora.values() for one in seen for f in find_failures(one.record)]
    notes = [*_describe(corpora), *dict.fromkeys(failures)]
    if predict is None and any(one.gold.kind == "plover" for seen in corpora.values() for one in seen):
        notes.insert(0, "The PLOVER records are read by one model, not by one for each fold.")
    shown = {name: [_drop_labels(counts) for counts in part] for name, part in parts.items()}
    return Measured(dict(shown), figures, notes=tuple(notes[:_TOLD]), failures=len(failures))


def open_folds(folder: Path) -> Predict:
    """The readers in the folders fold-0, fold-1 ... of ``folder``; each is opened when it is first asked for."""
    kept: dict[int, Reads] = {}

    def predict(fold: int) -> Reads:
        if fold not in kept:
            kept.clear()  # one model in memory at a time
            kept[fold] = open_reader(folder / f"fold-{fold}")
        return kept[fold]

    return predict


def read_corpora(
    paths: Sequence[Path], reader: Reads, *, limit: int | None = None, predict: Predict | None = None
) -> dict[str, list[Seen]]:
    """The gold reports of every corpus as they are read."""
    gazetteer = find_gazetteer(load_settings())
    corpora: dict[str, list[Seen]] = {}
    for path in paths:
        name = f"events-{path.parent.name}" if path.suffix == ".toml" else path.stem
        corpora.setdefault(name, []).extend(_see_file(path, reader, gazetteer, limit, predict))
    return {name: seen[:limit] for name, seen in corpora.items()}


def _see_file(
    path: Path, reader: Reads, gazetteer: Gazetteer | None, limit: int | None, predict: Predict | None
) -> list[Seen]:
    golds = list(read_gold(path))[:limit]
    if predict is None or path.suffix == ".toml":
        return [see(gold, reader, gazetteer) for gold in golds]
    found: dict[int, Seen] = {}
    for fold in range(FOLDS):
        members = [number for number, gold in enumerate(golds) if find_fold(gold.text) == fold]
        if members:
            marker = predict(fold)
            found |= {number: see(golds[number], marker, gazetteer) for number in members}
    return [found[number] for number in sorted(found)]


def read_gold(path: Path) -> Iterator[EventReport]:
    """The gold reports of a file. Raises BenchError where it cannot be read."""
    try:
        if path.suffix == ".toml":
            inspected = inspect_events(path)
            if inspected.problems:
                raise BenchError(f"{path.name}: {inspected.problems[0]}")
            yield from inspected.reports
        else:
            yield from read_plover(path)
    except (OSError, SaysoError) as error:
        raise BenchError(f"{path.name} holds no gold events ({error})") from error


def see(gold: EventReport, reader: Reads, gazetteer: Gazetteer | None = None) -> Seen:
    """The record of a gold report, and the events at its gold triggers."""
    report = msgspec.structs.replace(make_report(gold.text), published=gold.published)
    board = run_stages(dict.fromkeys(GIVEN) | {"report": report, "reader": reader, "gazetteer": gazetteer}, STAGES)
    record = make_record(report, board)
    if "syntax" not in board:
        return Seen(gold, record, (), _cut(gold, board))
    tree = Tree(report.text, board["tokens"], board["syntax"])
    begin = time.process_time()
    given = find_given(gold, tree, record)
    return Seen(gold, record, given, _cut(gold, board), time.process_time() - begin)


def find_given(gold: EventReport, tree: Tree, record: Record) -> tuple[Event, ...]:
    """Events with the triggers, types and modes of gold; roles and codes are found."""
    scene = Scene(tree, find_language(record.report.language).events)
    year = int(gold.published[:4]) if gold.published else None
    coder = Coder(scene, entities=record.entities, places=record.places, year=year)

    def name(heads: Sequence[int], trigger: int, *, acts: bool) -> tuple[Participant, ...]:
        found = []
        for head in heads:
            span, coded = tree.span(*find_phrase(tree, head, trigger)), coder.code(head, acts=acts)
            found.append(Participant(span.start, span.end, None, coded.codes, coded.sectors))
        return tuple(found)

    events = []
    for number, event in enumerate(gold.events):
        trigger = find_trigger(tree, event, scene)
        if trigger is not None:
            roles = find_roles(scene, trigger, event.type, event.mode)
            actors = name(roles.actors, trigger, acts=True)
            recipients = name(roles.recipients, trigger, acts=False)
            span = tree.span(trigger, trigger)
            events.append(
                Event(
                    str(number),
                    span,
                    event.type,
                    event.mode,
                    (),
                    actors,
                    recipients,
                    None,
                    None,
                    (),
                    event.realis,
                    None,
                )
            )
    return tuple(events)


def find_trigger(tree: Tree, event: GoldEvent, scene: Scene) -> int | None:
    """The token that heads the gold trigger: of several pieces the first that is no verb of saying."""
    heads = []
    for span in event.triggers:
        inside = [t for t in range(len(tree)) if tree.starts[t] < span.end and span.start < tree.ends[t]]
        tops = [t for t in inside if tree.heads[t] not in inside]
        heads += [t for t in tops if tree.upos[t] in _LIGHT][:1] or tops[:1]
    telling = [t for t in heads if tree.lemmas[t] not in {"say", "announce", "quote", "conclude"}]
    return next(iter(telling or heads), None)


def score(seen: Seen) -> dict[str, Counts]:
    """The counts of one report."""
    gold, record = seen.gold, seen.record
    located = Located(
        times={t.id: Span(t.start, t.end) for t in record.times},
        places={p.id: Span(p.start, p.end) for p in record.places},
        cues={c.id: c.cue for c in record.claims if c.cue is not None},
    )
    counts = score_events(gold, record.events, seen.units, located) | score_loose(gold, record.events, record.tolls)
    given = score_roles(gold, seen.given)
    if gold.kind == "plover":
        counts |= score_codes(gold, record.events)
        given |= score_codes(gold, seen.given)
    return counts | {f"given/{name}": count for name, count in given.items()}


def list_errors(corpora: Mapping[str, Sequence[Seen]]) -> str:
    """Participants that are missed or needless at gold triggers, and events missed or needless, report by report."""
    lines: list[str] = []
    for name, seen in corpora.items():
        lines.append(f"# {name}")
        for one in seen:
            lines += [f"{one.gold.id}\t{line}" for line in _list_wrong(one)]
    return "\n".join(lines) + "\n"


def _list_wrong(seen: Seen) -> Iterator[str]:
    text = seen.gold.text
    for event in seen.given:
        gold = seen.gold.events[int(event.id)]
        for role, spans, parties in (
            ("actor", gold.actors, event.actors),
            ("recipient", gold.recipients, event.recipients),
        ):
            wanted = {text[s.start : s.end] for s in spans}
            got = {text[p.start : p.end] for p in parties}
            if wanted != got:
                trigger = text[event.trigger.start : event.trigger.end]
                yield f"{role}\t{event.type}\t{trigger}\t{_tell(wanted)}\tsayso {_tell(got)}"
    gold_types = sorted(
        f"{e.type} {text[e.triggers[0].start : e.triggers[0].end]}" for e in seen.gold.events if e.triggers
    )
    ours = sorted(f"{e.type} {text[e.trigger.start : e.trigger.end]}" for e in seen.record.events)
    if gold_types != ours:
        yield f"events\t{_tell(gold_types)}\tsayso {_tell(ours)}"


def _tell(words: set[str] | Sequence[str]) -> str:
    return "; ".join(shorten(word) for word in sorted(words)) or "-"


def _cut(gold: EventReport, board: Mapping[str, Any]) -> tuple[Span, ...]:
    """The units of a text: the reader's sentences of a passage, else the whole text."""
    if gold.kind != "passage" or "syntax" not in board:
        return (Span(0, len(gold.text)),)
    tokens, sentences = board["tokens"], board["syntax"].sentences.tolist()
    starts = [int(tokens.starts[t]) for t in range(len(sentences)) if t == 0 or sentences[t] != sentences[t - 1]]
    return tuple(Span(start, end) for start, end in zip(starts, [*starts[1:], len(gold.text)], strict=True))


def _describe(corpora: Mapping[str, Sequence[Seen]]) -> Iterator[str]:
    for name, seen in corpora.items():
        events = sum(len(one.given) for one in seen)
        spent = sum(one.seconds for one in seen)
        each = 1e6 * spent / max(1, events)
        yield f"{name}: {len(seen)} reports, {events} events; roles and codes take {each:.0f} us an event."


def _drop_labels(counts: Mapping[str, Counts]) -> dict[str, Counts]:
    """Counts without those that only macro means are made of."""
    return {name: count for name, count in counts.items() if not name.startswith("label/")}
