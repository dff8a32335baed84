"""docs/record.md tells every field of the record, and nothing else."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sayso.model import Span, record

_FOLDER = Path(__file__).resolve().parents[2] / "docs"
_STRUCTS = [t for t in vars(record).values() if isinstance(t, type) and issubclass(t, msgspec.Struct)]
_FIELDS = [(struct.__name__, field) for struct in _STRUCTS for field in struct.__struct_fields__]


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(_FOLDER / "make_record.py"))


@pytest.fixture(scope="module")
def meanings(script: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = script["read_meanings"]()
    return found


def test_page_is_what_the_types_and_meanings_make(script: dict[str, Any]) -> None:
    assert (_FOLDER / "record.md").read_text(encoding="utf-8") == script["render_page"](), (
        "run: python docs/make_record.py"
    )


def test_page_lists_every_type_once(script: dict[str, Any]) -> None:
    assert sorted(t.__name__ for t in script["STRUCTS"]) == sorted({t.__name__ for t in _STRUCTS})
    assert Span in _STRUCTS


@pytest.mark.parametrize(("struct", "field"), _FIELDS, ids=[".".join(pair) for pair in _FIELDS])
def test_every_field_has_its_entry(struct: str, field: str, meanings: dict[str, dict[str, Any]]) -> None:
    section = (_FOLDER / "record.md").read_text(encoding="utf-8").split(f"\n## {struct}\n")[1].split("\n## ")[0]
    assert f"\n| `{field}` | " in section
    assert field in meanings[struct] or field in meanings["shared"]


def test_no_meaning_is_left_over(meanings: dict[str, dict[str, Any]]) -> None:
    known = {(struct, field) for struct, field in _FIELDS} | {(t.__name__, "_about") for t in _STRUCTS}
    told = {(struct, field) for struct, table in meanings.items() if struct != "shared" for field in table}
    assert told - known == set()
    assert all(any(field == name for _, name in _FIELDS) for field in meanings["shared"])


@pytest.mark.parametrize(
    ("hint", "words"),
    [
        (str, "string"),
        (float | None, "number or null"),
        (tuple[int, ...], "array of integer"),
        (Span | None, "[Span](#span) or null"),
        (record.Quotation, "`direct`, `indirect`, `mixed`"),
    ],
)
def test_types_are_told_in_words_of_json(hint: object, words: str, script: dict[str, Any]) -> None:
    assert script["describe_type"](hint) == words
