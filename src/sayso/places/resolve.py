"""Which places the toponyms of a report mean."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.gazetteer import Gazetteer, Match
from sayso.places.context import find_qualifiers
from sayso.places.drafts import Scene
from sayso.places.frame import Frame
from sayso.places.options import Floats, Options
from sayso.places.rows import make_options
from sayso.places.senses import make_senses
from sayso.places.solve import find_near, solve
from sayso.places.toponym import Toponym


class Choice(msgspec.Struct, frozen=True):
    """What one toponym may mean: matches with their likelihood, the likeliest first, and their rows in ``options``."""

    ranked: tuple[tuple[Match, float, int], ...] = ()
    stripped: bool = False


class Resolved(msgspec.Struct, frozen=True, eq=False):
    """The choices of all toponyms of a report, in their order, and the rows behind them."""

    choices: tuple[Choice, ...]
    options: Options


def resolve_toponyms(
    scene: Scene, toponyms: Sequence[Toponym], gazetteer: Gazetteer, weights: Floats, frame: Frame
) -> Resolved:
    """What every toponym of a report may mean; one sense for a name (see `senses`)."""
    qualifiers = find_qualifiers(scene, toponyms)
    senses = make_senses(scene, toponyms, qualifiers, gazetteer)
    options = make_options(senses, frame, scene.language.places, gazetteer)
    owners = {number: at for at, sense in enumerate(senses) for number in sense.toponyms}
    near = find_near(toponyms, owners, scene.syntax.sentences.tolist())
    beliefs = solve(options, weights, near)
    ranked: list[list[tuple[Match, float, int]]] = [[] for _ in senses]
    for row, (match, belief) in enumerate(zip(options.matches, beliefs.tolist(), strict=True)):
        ranked[int(options.owner[row])].append((match, belief, row))
    choices = [
        Choice(tuple(sorted(found, key=lambda item: (-item[1], item[0].entry.key))), sense.stripped)
        for found, sense in zip(ranked, senses, strict=True)
    ]
    return Resolved(tuple(choices[owners[number]] for number in range(len(toponyms))), options)
