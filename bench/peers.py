"""Other systems' figures on the same data, from ``peers.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from pathlib import Path

import msgspec

_FILE = Path(__file__).with_name("peers.toml")


class Peer(msgspec.Struct, frozen=True):
    """Another system: ``name`` heads its column, ``note`` says what its figures were measured on."""

    name: str
    note: str
    figures: dict[str, dict[str, float]]


def read_peers(path: Path = _FILE) -> tuple[Peer, ...]:
    """The peers in the order of the file; figures by task and by "corpus/measure"."""
    return msgspec.convert(tomllib.loads(path.read_text("utf-8"))["peer"], tuple[Peer, ...])


def find_peers(
    task: str, figures: Collection[str], *, peers: tuple[Peer, ...] | None = None
) -> dict[str, dict[str, float]]:
    """By peer's name its figures of a task, as far as they are among ``figures``; peers without any are left out."""
    found = {
        peer.name: {name: value for name, value in peer.figures.get(task, {}).items() if name in figures}
        for peer in (read_peers() if peers is None else peers)
    }
    return {name: values for name, values in found.items() if values}
