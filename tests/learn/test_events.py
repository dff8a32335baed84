"""What the event head is asked, by the kind of gold text."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is installed for training only")

from sayso.codebook import load_codebook  # noqa: E402
from sayso.learn.corpora.events import EventReport, GoldEvent  # noqa: E402
from sayso.learn.event_head import EventHead, HeadSizes, StateReader, make_labels  # noqa: E402
from sayso.learn.events import Answers, Recipe, make_samples, train_head  # noqa: E402
from sayso.model import Report, Span  # noqa: E402

TEXT = "Rebels shelled the port."
LABELS = make_labels(load_codebook())


class Blank(StateReader):
    """In place of the reader: states of nought, five tokens."""

    def __init__(self) -> None:
        """No graph is opened."""

    def read(self, report: Report) -> np.ndarray:
        return np.zeros((len(report.text.split()) + 1, 768), np.float16)


def make_sample(*, brief: bool = False, modes_only: bool = False) -> Answers:
    event = GoldEvent((Span(7, 14),), "ASSAULT", "heavy-weapons", ("military",))
    gold = EventReport("r", "single", TEXT, (event,), brief=brief)
    (sample,) = make_samples([gold], LABELS, Blank(), Recipe(), modes_only=modes_only)
    return sample.answers


def test_a_full_text_asks_all() -> None:
    answers = make_sample()
    assert answers.types.tolist() == [0, LABELS.types.index("ASSAULT"), 0, 0, 0]
    assert answers.modes[1] == LABELS.modes.index("ASSAULT-heavy-weapons")
    assert answers.contexts[1, LABELS.contexts.index("military")] == 1
    assert answers.weights.min() == 1


def test_a_brief_text_says_nothing_of_contexts() -> None:
    assert (make_sample(brief=True).contexts == -1).all()
    assert make_sample(brief=True).realis[1] == LABELS.realis.index("actual")


def test_a_text_for_modes_asks_modes_alone() -> None:
    answers = make_sample(brief=True, modes_only=True)
    assert answers.modes.max() == LABELS.modes.index("ASSAULT-heavy-weapons")
    assert answers.weights.max() == 0
    assert answers.realis.max() == -100
    assert answers.contexts.max() == -1


def test_texts_for_modes_teach_modes_and_no_triggers() -> None:
    gold = EventReport("r", "single", TEXT, (GoldEvent((Span(7, 14),), "ASSAULT", "heavy-weapons"),), brief=True)
    samples = make_samples([gold] * 8, LABELS, Blank(), Recipe(), modes_only=True)
    head = train_head(samples, LABELS, Recipe(epochs=20, decay=0.0))
    states, lexicon = torch.zeros(5, 768), torch.from_numpy(samples[0].lexicon)
    torch.manual_seed(20220105)
    fresh = EventHead(LABELS, HeadSizes(lexicon.shape[1])).eval()
    end = len(LABELS.types)
    with torch.no_grad():
        after, before = head(states, lexicon)[1], fresh(states, lexicon)[1]
    mode = end + LABELS.modes.index("ASSAULT-heavy-weapons")
    assert after[mode] > before[mode] + 1
    assert torch.equal(head.out.bias[:end], fresh.out.bias[:end])
