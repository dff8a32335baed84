"""The codebook of kinds of source: whole, and extended by a user's file or refused with all that is wrong in it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sayso.errors import SaysoError
from sayso.lang import KindEntry, SourceBook, load_language, read_source_kinds
from sayso.lang.sources import check_book

CODES = (
    "state_body", "official", "military_police", "court", "armed_group", "party_politician",
    "international_organisation", "company", "media", "civil_society", "expert", "witness_resident", "victim_relative",
    "document_data", "unnamed", "none",
)  # fmt: skip


@pytest.fixture
def book() -> SourceBook:
    return load_language("en").sources


def find(book: SourceBook, code: str) -> KindEntry:
    return next(kind for kind in book.kinds if kind.code == code)


def extend(book: SourceBook, tmp_path: Path, text: str) -> SourceBook:
    path = tmp_path / "kinds.toml"
    path.write_text(text, "utf-8")
    return read_source_kinds(str(path), book)


def test_the_sixteen_kinds_are_whole(book: SourceBook) -> None:
    assert tuple(kind.code for kind in book.kinds) == CODES
    assert check_book(book) == []
    assert [kind.code for kind in book.kinds if len(kind.definition) < 40 or not kind.near_misses] == []


def test_state_organs_are_a_group(book: SourceBook) -> None:
    organs = {kind.code for kind in book.kinds if kind.group == "state"}
    assert organs == {"state_body", "official", "military_police", "court"}


def test_words_are_added_and_taken_from_other_kinds(book: SourceBook, tmp_path: Path) -> None:
    assert "observatory" in find(book, "expert").bodies
    more = extend(book, tmp_path, '[[kinds]]\ncode = "state_body"\nbodies = ["observatory", "quango"]')
    assert {"observatory", "quango", "ministry"} <= set(find(more, "state_body").bodies)
    assert "observatory" not in find(more, "expert").bodies
    assert find(more, "state_body").definition == find(book, "state_body").definition


def test_a_kind_is_added(book: SourceBook, tmp_path: Path) -> None:
    text = """
    [[groups]]
    code = "faith"
    label = "religious bodies"
    [[kinds]]
    code = "religious_body"
    label = "a religious body"
    plural = "religious bodies"
    group = "faith"
    definition = "Churches and their clergy."
    bodies = ["church"]
    """
    more = extend(book, tmp_path, text)
    assert find(more, "religious_body").bodies == ("church",)
    assert find(more, "religious_body").precedence == 50
    assert "church" not in find(more, "civil_society").bodies
    assert more.groups[-1].code == "faith"


def test_what_the_book_says_is_overridden(book: SourceBook, tmp_path: Path) -> None:
    more = extend(book, tmp_path, '[[kinds]]\ncode = "court"\ngroup = "papers"\nprecedence = 99')
    assert (find(more, "court").group, find(more, "court").precedence) == ("papers", 99)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("kinds = 3", "Expected `array`"),
        ("[[kinds]", "SAY-408"),
        ('[[kinds]]\ncode = "media"\nbodie = ["x"]', "unknown field `bodie`"),
        ('[[kinds]]\ncode = "cult"', "kind 'cult' is new and has no label, no plural, no group, no definition"),
        ('[[kinds]]\ncode = "media"\ngroup = "press"', "kind media: there is no group 'press'"),
        ('[[kinds]]\ncode = "media"\nmembers = "hack"', "kind media: there is no kind 'hack'"),
        ('[[kinds]]\ncode = "media"\nbodies = ["Herald"]', "'Herald' is not in lower case"),
        ('[[kinds]]\ncode = "media"\nnames = ["herald"]', "'herald' has no capital"),
        ('[[kinds]]\ncode = "media"\nbodies = ["a b c d e f"]', "has more than 5 words"),
        ('[[kinds]]\ncode = "media"\nbodies = [" x"]', "is empty or has odd blanks"),
        (
            '[[carriers]]\nrelation = "is"\npeople = true\nlinks = []\nwords = ["x"]\n' * 2,
            "'x' is among the words of two carriers",
        ),
        ('[[kinds]]\ncode = "media"\n[[kinds]]\ncode = "media"', "a kind stands there twice"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(book: SourceBook, tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(SaysoError, match="SAY-408: ") as caught:
        extend(book, tmp_path, text)
    assert problem in str(caught.value)


def test_all_problems_come_at_once(book: SourceBook, tmp_path: Path) -> None:
    with pytest.raises(SaysoError) as caught:
        extend(book, tmp_path, '[[kinds]]\ncode = "media"\nbodies = ["Herald"]\ngroup = "press"')
    assert "Herald" in str(caught.value)
    assert "press" in str(caught.value)


def test_a_word_stands_with_one_kind(book: SourceBook) -> None:
    kinds = tuple(msgspec.structs.replace(k, bodies=(*k.bodies, "quango")) for k in book.kinds[:2])
    problems = check_book(msgspec.structs.replace(book, kinds=(*kinds, *book.kinds[2:])))
    assert problems == ["'quango' is among the bodies of state_body and of official"]


@pytest.mark.parametrize("name", ["absent.toml", "."])
def test_a_file_that_cannot_be_read_is_refused(book: SourceBook, tmp_path: Path, name: str) -> None:
    with pytest.raises(SaysoError, match="SAY-407: "):
        read_source_kinds(str(tmp_path / name), book)


def test_a_huge_file_is_refused(book: SourceBook, tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="SAY-407: "):
        extend(book, tmp_path, "#" * 1_000_001)
