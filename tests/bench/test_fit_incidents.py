"""The fit of the weights that join events to incidents."""

from __future__ import annotations

import msgspec
import numpy as np

from bench.fit_incidents import FITTED, FIXED, Pair, fit_logistic, fit_pairs, format_weights, read_prior
from bench.tasks.links import SEEDS
from sayso.linking.incidents.compare import Weights, load_weights


def make_pairs(number: int, *, one: str = "a", other: str = "b") -> list[Pair]:
    """Pairs of one happening that share words, and of two that do not; "names" tells nothing."""
    same = [Pair({"bias": 1.0, "words": 1.0, "names": n % 2}, True, (one, one)) for n in range(number)]
    return same + [Pair({"bias": 1.0, "words": 0.0, "names": n % 2}, False, (one, other)) for n in range(number)]


PRIOR = {"bias": -1.0, "words": 0.5, "names": 0.3, "toll_same": 2.0, "rare": 0.7}


def test_what_tells_gains_and_what_stays_stays() -> None:
    fitted = fit_pairs(make_pairs(400), PRIOR)
    assert fitted["words"] > PRIOR["words"]
    assert abs(fitted["names"] - PRIOR["names"]) < abs(fitted["words"] - PRIOR["words"])
    assert {name: fitted[name] for name in ("bias", "toll_same", "rare")} == {
        "bias": -1.0, "toll_same": 2.0, "rare": 0.7,
    }  # fmt: skip


def test_many_pairs_of_one_happening_do_not_outweigh_the_rest() -> None:
    few = [pair for n in range(10) for pair in make_pairs(40, one=f"a{n}", other=f"b{n}")]
    assert fit_pairs(few, PRIOR)["words"] > fit_pairs(make_pairs(400), PRIOR)["words"]


def test_a_stiff_ridge_keeps_the_weights_set_by_hand() -> None:
    columns, right = np.array([[1.0], [1.0]]), np.array([1.0, 1.0])
    prior, counts = np.array([0.25]), np.ones(2)
    loose = fit_logistic(columns, right, counts, prior, np.array([0.1]))
    stiff = fit_logistic(columns, right, counts, prior, np.array([1e7]))
    assert loose[0] > 1.0
    assert abs(stiff[0] - 0.25) < 1e-3


def test_weights_are_written_as_they_are_read() -> None:
    prior = read_prior()
    assert msgspec.toml.decode(format_weights(prior), type=Weights) == prior


def test_shipped_weights_are_those_of_the_fit() -> None:
    """The thresholds and what is not fitted are those set by hand; held seeds are not fitted on."""
    prior, shipped = read_prior(), load_weights()
    assert (shipped.join, shipped.missing, shipped.share, shipped.within) == (
        prior.join, prior.missing, prior.share, prior.within,
    )  # fmt: skip
    assert shipped.across.keys() == prior.across.keys()
    assert all(shipped.across[name] == prior.across[name] for name in FIXED)
    assert not set(FITTED) & set(SEEDS["held"])
