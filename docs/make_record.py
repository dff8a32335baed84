"""Writes docs/record.md from the types of the record and the meanings in docs/record.toml.

``python docs/make_record.py`` writes the page anew. A test holds the page against what this script makes.
"""

from __future__ import annotations

import types
from pathlib import Path
from typing import Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from sayso.model import record
from sayso.model.span import Span

FOLDER = Path(__file__).resolve().parent
MEANINGS = FOLDER / "record.toml"
PAGE = FOLDER / "record.md"

STRUCTS: tuple[type[msgspec.Struct], ...] = (
    record.Record,
    record.Report,
    Span,
    record.Entity,
    record.Role,
    record.Claim,
    record.SourceKind,
    record.Distancing,
    record.Time,
    record.TimeCandidate,
    record.Place,
    record.PlaceCandidate,
    record.Event,
    record.Participant,
    record.Toll,
    record.LooseToll,
    record.Issue,
    record.By,
)
"""The types in the order of the page."""

_HEAD = """\
# The record

<!-- Written by docs/make_record.py. Change docs/record.toml or the types, then run it. -->

A record is what Sayso writes down about one report. `sayso read PATH... --json` prints one record per report and line
(JSON Lines), in input order; `sayso schema` prints the JSON Schema. The names and meanings of fields are a fixed
interface: fields may be added, none is renamed or given another type.

What holds everywhere:

- Offsets are half-open ranges of Unicode code points into `report.text`. Languages that count UTF-16 units (JavaScript,
  Java) must convert them.
- Unknown is `null`; absent is `[]`. Nothing is guessed silently: an uncertain value carries `candidates`, a failed
  stage leaves an entry in `issues`.
- Ids are derived from content: the text hash, spans and kind. A second run or another machine gives the same id to the
  same thing.
- The same input gives the same bytes: no clock, no random number and no score enters an id or the order of output.
- Fields marked *later* are part of the interface and always empty in this version.
"""


class Meaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a field means; ``later`` where this version always leaves it empty."""

    text: str
    later: bool = False


def read_meanings(path: Path = MEANINGS) -> dict[str, dict[str, str | Meaning]]:
    """The meanings by type and field, as docs/record.toml gives them."""
    return msgspec.toml.decode(path.read_bytes(), type=dict[str, dict[str, str | Meaning]])


def find_meaning(meanings: dict[str, dict[str, str | Meaning]], struct: str, field: str) -> Meaning:
    """What a field of a type means. Raises KeyError where neither the type nor the shared table tells it."""
    found = meanings[struct].get(field) or meanings["shared"][field]
    return Meaning(found) if isinstance(found, str) else found


def render_page() -> str:
    """The whole page, in Markdown."""
    meanings = read_meanings()
    return "\n".join([_HEAD, *(_render_struct(struct, meanings) for struct in STRUCTS)])


def describe_type(hint: object) -> str:
    """A type in words of JSON: ``array of Span``, ``string or null``, the values of an enumeration."""
    origin = get_origin(hint)
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in get_args(hint))
    if origin in (types.UnionType, Union):
        return " or ".join(describe_type(part) for part in get_args(hint))
    if origin is tuple:
        return f"array of {describe_type(get_args(hint)[0])}"
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return _PLAIN[hint]


_PLAIN: dict[object, str] = {str: "string", int: "integer", float: "number", types.NoneType: "null"}


def _render_struct(struct: type[msgspec.Struct], meanings: dict[str, dict[str, str | Meaning]]) -> str:
    name = struct.__name__
    hints = get_type_hints(struct)
    rows = [_render_row(field, hints[field], find_meaning(meanings, name, field)) for field in struct.__struct_fields__]
    about = find_meaning(meanings, name, "_about").text
    return "\n".join([f"## {name}\n", f"{about}\n", "| field | type | meaning |", "|---|---|---|", *rows, ""])


def _render_row(field: str, hint: object, meaning: Meaning) -> str:
    return f"| `{field}` | {describe_type(hint)} | {'*Later.* ' if meaning.later else ''}{meaning.text} |"


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8")
