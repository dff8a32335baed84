"""The fitted weights of recognition and resolution, from ``weights.json`` beside this file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from sayso.errors import SaysoError

_FILE = "weights.json"


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Weights by feature: ``recognise`` of `features.list_features`, ``resolve`` of `options.FEATURES`.

    A draft is a toponym where its likelihood reaches ``threshold``.
    """

    recognise: dict[str, float]
    resolve: dict[str, float]
    threshold: float


@cache
def load_weights() -> Weights:
    """The weights that ship. Raises SaysoError SAY-403 where the file is damaged."""
    try:
        return msgspec.json.decode((files("sayso.places") / _FILE).read_bytes(), type=Weights)
    except (OSError, msgspec.DecodeError) as error:
        raise SaysoError("SAY-403", name=f"places/{_FILE}", reason=f"is damaged ({error})") from error
