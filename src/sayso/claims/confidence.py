"""How likely an attribution is right in who and what: the reader's scores, weighed so that they mean what they say.

A logistic regression (Platt 2000) on the log-odds of the marks and links. "Right" is what the development set was
asked: the sources overlap and the contents agree in half of their tokens or more. `python -m bench confidence` measures
how well the figure keeps its word; `python -m bench fit-confidence` writes the weights.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import exp, log

import msgspec

from sayso.errors import SaysoError
from sayso.model import Attribution, Evidence

WEIGHTS_FILE = "confidence.toml"
FEATURES = (
    *("cue", "source", "content", "source_link", "content_link"),  # log-odds of the reader's scores
    *("sourceless", "bare", "orphan"),  # no source, no content, no cue
    *("pieces", "one"),  # content in pieces, always
)
_LEAST = 0.005  # scores nearer to 0 or 1 say no more


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One weight for each of `FEATURES`; ``nested`` is added for a claim inside another, as log-odds."""

    weights: dict[str, float]
    nested: float = 0.0


def weigh(attribution: Attribution) -> float:
    """The probability that who and what are right, in [0, 1]; the attribution's own confidence where a rule decided."""
    if attribution.evidence is None:
        return attribution.confidence
    chosen = _load()
    values = describe(attribution, attribution.evidence)
    total = sum(chosen.weights[name] * value for name, value in zip(FEATURES, values, strict=True))
    total += chosen.nested if attribution.parent is not None else 0.0
    return round(1 / (1 + exp(-max(-30.0, min(30.0, total)))), 3)


def describe(attribution: Attribution, evidence: Evidence) -> tuple[float, ...]:
    """The values of `FEATURES`; log-odds are 0 for a part that the reader did not see."""
    scores = (evidence.cue, evidence.source, evidence.content, evidence.source_link, evidence.content_link)
    lacking = (attribution.source is None, not attribution.content, attribution.cue is None)
    return (*map(_log_odds, scores), *map(float, (*lacking, len(attribution.content) > 1)), 1.0)


def _log_odds(score: float | None) -> float:
    if score is None:
        return 0.0
    bounded = min(max(score, _LEAST), 1 - _LEAST)
    return log(bounded / (1 - bounded))


@cache
def _load() -> Weights:
    path = files("sayso.claims") / WEIGHTS_FILE
    try:
        found = msgspec.toml.decode(path.read_bytes(), type=Weights)
    except (OSError, msgspec.DecodeError) as error:
        raise SaysoError("SAY-402", path=f"claims/{WEIGHTS_FILE}", reason=str(error)) from error
    if set(found.weights) != set(FEATURES):
        raise SaysoError("SAY-402", path=f"claims/{WEIGHTS_FILE}", reason="it has other features than the program")
    return found
