"""``python -m sayso.learn.antecedents``: learns from GUM's coreference who pronouns and descriptions refer to.

Documents are read by the shipped reader, so that the ranker learns on trees and names as it will meet them. The loss is
the negative log of the chance that all right candidates get together, weighted by how much like a source the word is.
Each task (he, they, it, noun) has weights of its own, held near weights that all share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.claims.join import join_marks
from sayso.learn.corpora.conllu import GoldDocument, documents
from sayso.learn.corpora.coreference import Clusters, read_clusters
from sayso.mentions.antecedents import WEIGHTS, Weights, list_candidates, make_rows
from sayso.mentions.descriptions import Describer
from sayso.mentions.entities import find_entities
from sayso.mentions.features import FEATURES, TASKS, Asked, Task, describe_new
from sayso.mentions.roles import RoleFinder
from sayso.mentions.scene import Mention, Scene
from sayso.model import Report, Span, hash_text, make_id
from sayso.parse import Reader, load_reader
from sayso.text import find_tokens

Floats = NDArray[np.float64]
_SPEAKERS = frozenset(("person", "organization", "place", "animal"))
_SOURCE, _SUBJECT, _OTHER, _NEWS = 3.0, 1.0, 0.5, 3.0  # weights of an example; the last one is a factor
_SHARED_DECAY, _TASK_DECAY = 0.5, 2.0
_STEPS, _RATE = 400, 0.05


class Case(msgspec.Struct, frozen=True):
    """A word with its candidates: their features, and which of them are right; ``source`` where it heads a source."""

    task: Task
    rows: tuple[tuple[int, ...], ...]
    right: tuple[bool, ...]
    weight: float
    source: bool
    document: str


def make_scene(text: str, reader: Reader) -> tuple[Scene, Describer]:
    """A text as the resolver sees it."""
    sha256 = hash_text(text)
    report = Report(make_id("report", sha256), sha256, None, None, None, None, None, None, text)
    tokens = find_tokens(report)
    syntax, names, marks = reader.read(report, tokens)
    named = find_entities(report, tokens, syntax, names)
    scene = Scene(report, tokens, syntax, named, tuple(join_marks(marks, syntax)))
    return scene, Describer(scene, RoleFinder(scene).find_all())


def make_cases(document: GoldDocument, reader: Reader) -> Iterator[Case]:
    """The pronouns and descriptions of a document whose answer stands among their candidates."""
    scene, describer = make_scene(document.text, reader)
    gold = read_clusters(document)
    for token in scene.pronoun_tokens():
        asked = describer.ask_pronoun(token, scene.source_of.get(token, -1))
        case = _make_case(scene, describer, gold, asked, document.doc_id, definite=False)
        if case:
            yield case
    for mention in scene.mentions:
        if mention.form == "noun":
            claim = scene.source_of.get(mention.token, -1)
            source = scene.joined[claim].source if claim >= 0 else None
            phrase = describer.read(mention.token, source)
            if phrase.may_refer:
                asked = describer.ask_noun(mention.token, claim, phrase)
                case = _make_case(scene, describer, gold, asked, document.doc_id, definite=phrase.definite)
                if case:
                    yield case


def _make_case(
    scene: Scene, describer: Describer, gold: Clusters, asked: Asked, document: str, *, definite: bool
) -> Case | None:
    place = _span(scene, asked.token)
    answer = gold.find(place)
    if answer is None or answer.etype not in _SPEAKERS:
        return None
    candidates = list_candidates(scene, asked)
    rows = list(make_rows(scene, asked, candidates, describer.words_of))
    right = [_is_right(scene, gold, mention, answer.cluster) for mention in candidates]
    if asked.task == "noun":
        seen = any(m.form == "noun" and m.lemma == asked.lemma for m in candidates)
        rows.append(describe_new(scene, asked, scene.children(asked.token), definite=definite, seen=seen))
        right.append(gold.first[answer.cluster] >= place.start)
    if not any(right) or len(right) < 2:
        return None
    source = asked.token in scene.source_of
    weight = _SOURCE if source else _SUBJECT if asked.subject else _OTHER
    weight *= _NEWS if document.startswith("GUM_news") else 1.0
    return Case(asked.task, tuple(map(tuple, rows)), tuple(right), weight, source, document)


def _is_right(scene: Scene, gold: Clusters, mention: Mention, cluster: str) -> bool:
    span = scene.spans[mention.token] if mention.form == "name" else _span(scene, mention.token)
    found = gold.find(span)
    return found is not None and found.cluster == cluster


def _span(scene: Scene, token: int) -> Span:
    return Span(scene.starts[token], scene.ends[token])


def fit(cases: Sequence[Case]) -> dict[Task, tuple[float, ...]]:
    """The weights of every task."""
    count = len(FEATURES)
    table = _lay_out(cases)
    weights = np.zeros((len(TASKS) + 1, count))  # the last row is shared
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        slope = _find_slope(table, weights)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        weights -= _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {task: tuple((weights[i] + weights[-1]).round(4).tolist()) for i, task in enumerate(TASKS)}


class _Table(msgspec.Struct, frozen=True, eq=False):
    """All candidates as rows; ``begins`` says where each case begins, ``case`` which one a row belongs to."""

    features: Floats
    tasks: NDArray[np.int64]
    right: NDArray[np.bool_]
    case: NDArray[np.int64]
    begins: NDArray[np.int64]
    weights: Floats


def _lay_out(cases: Sequence[Case]) -> _Table:
    sizes = [len(case.rows) for case in cases]
    features = np.zeros((sum(sizes), len(FEATURES)))
    for place, row in enumerate(row for case in cases for row in case.rows):
        features[place, list(row)] = 1
    return _Table(
        features=features,
        tasks=np.repeat([TASKS.index(case.task) for case in cases], sizes),
        right=np.array([right for case in cases for right in case.right]),
        case=np.repeat(np.arange(len(cases)), sizes),
        begins=np.concatenate(([0], np.cumsum(sizes)[:-1])),
        weights=np.array([case.weight for case in cases]),
    )


def _find_slope(table: _Table, weights: Floats) -> Floats:
    """The gradient of the loss with its decay."""
    scores = np.einsum("rf,rf->r", table.features, weights[table.tasks] + weights[-1])
    scores -= np.maximum.reduceat(scores, table.begins)[table.case]
    raised = np.exp(scores)
    right = raised * table.right
    chance = raised / np.add.reduceat(raised, table.begins)[table.case]
    wanted = right / np.maximum(np.add.reduceat(right, table.begins), 1e-12)[table.case]
    pull = (chance - wanted) * table.weights[table.case]
    slope = np.zeros_like(weights)
    np.add.at(slope, table.tasks, pull[:, None] * table.features)
    slope[-1] = slope[:-1].sum(axis=0) + _SHARED_DECAY * weights[-1]
    slope[:-1] += _TASK_DECAY * weights[:-1]
    return slope


def score(cases: Sequence[Case], weights: dict[Task, tuple[float, ...]]) -> dict[str, tuple[int, int]]:
    """How many cases the weights get right, and of how many, by task and for sources."""
    found: dict[str, tuple[int, int]] = {}
    for case in cases:
        chosen = weights[case.task]
        best = max(range(len(case.rows)), key=lambda i: sum(chosen[f] for f in case.rows[i]))
        for name in (case.task, f"{case.task}/source") if case.source else (case.task,):
            right, count = found.get(name, (0, 0))
            found[name] = (right + case.right[best], count + 1)
    return dict(sorted(found.items()))


@click.command(help="Learn from GUM's coreference who pronouns and descriptions refer to.")
@click.option("--data", type=click.Path(path_type=Path), default=Path("../shared/data"), show_default=True)
@click.option("--out", type=click.Path(path_type=Path), default=Path("src/sayso/mentions") / WEIGHTS, show_default=True)
def main(data: Path, out: Path) -> None:
    """Learns, writes the weights, and says how well they do on train and dev."""
    reader = load_reader()
    parts = {name: _read(data / "parse" / f"en_gum-{name}.conllu", reader) for name in ("train", "dev")}
    weights = fit(parts["train"])
    trained = f"GUM train, {len(parts['train'])} cases"
    out.write_text(_write(Weights(FEATURES, weights, trained)), encoding="utf-8")
    for name, cases in parts.items():
        for what, (right, count) in score(cases, weights).items():
            click.echo(f"{name} {what}: {right / count:.3f} of {count}")


def _read(path: Path, reader: Reader) -> list[Case]:
    return [case for document in documents(path) for case in make_cases(document, reader)]


def _write(weights: Weights) -> str:
    return msgspec.json.format(msgspec.json.encode(weights), indent=1).decode() + "\n"


if __name__ == "__main__":
    main()
