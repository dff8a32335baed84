"""The tables that ship with this package: tab-separated text, reviewed by hand or derived."""

from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path

import numpy as np

from sayso.errors import SaysoError

DATA = Path(str(resources.files("sayso.gazetteer"))) / "data"

Row = dict[str, str]


def read_table(name: str, folder: Path = DATA) -> list[Row]:
    """The rows of ``name``.tsv by column; ``-`` is an empty value, lines that begin with ``#`` are remarks.

    Raises SaysoError SAY-704 where the file is missing, or a row has more or fewer values than the head.
    """
    path = folder / f"{name}.tsv"
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise SaysoError("SAY-704", reason=f"{path.name} cannot be read ({error})") from error
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    head = numbered[0][1].split("\t") if numbered else []
    rows = []
    for number, line in numbered[1:]:
        values = [("" if value == "-" else value) for value in map(str.strip, line.split("\t"))]
        if len(values) != len(head):
            reason = f"{path.name}, line {number}, has {len(values)} values, not {len(head)}"
            raise SaysoError("SAY-704", reason=reason)
        rows.append(dict(zip(head, values, strict=True)))
    return rows


def hash_tables(folder: Path = DATA) -> str:
    """Eight hexadecimal digits that stand for what the tables hold. Raises SaysoError SAY-704."""
    digest = hashlib.sha256()
    try:
        for path in sorted(folder.glob("*.[tn][sp][vz]")):
            digest.update(path.name.encode() + path.read_bytes())
    except OSError as error:
        raise SaysoError("SAY-704", reason=f"the tables cannot be read ({error})") from error
    return digest.hexdigest()[:8]


def split_names(value: str) -> list[str]:
    """The names of a field, which stand apart by ``|``."""
    return [name.strip() for name in value.split("|") if name.strip()]


def read_town_divisions(folder: Path = DATA) -> dict[int, int]:
    """The row of admin2.tsv (from 0) that a town lies in, by its GeoNames id. Raises SaysoError SAY-704."""
    try:
        with np.load(folder / "town_admin2.npz", allow_pickle=False) as file:
            ids = np.cumsum(file["steps"].astype(np.int64))
            rows = file["rows"]
    except (OSError, ValueError, KeyError) as error:
        raise SaysoError("SAY-704", reason=f"town_admin2.npz cannot be read ({error})") from error
    return dict(zip(ids.tolist(), rows.tolist(), strict=True))
