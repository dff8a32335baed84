"""The shipped codebook is whole, and a user's is read or told all that is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.codebook import Mode, check_codebook, list_remarks, load_codebook, read_codebook, read_shipped
from sayso.errors import SaysoError

MINE = """\
codebook: mine
version: "1"
types:
  FIRE:
    definition: Something burns.
    verbs: ["burn | subject=forest,house"]
    modes:
      arson: {definition: On purpose., nouns: [arson]}
      lightning: By lightning.
    positive: [The house burned.]
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_shipped_codebook_is_sound(tmp_path: Path) -> None:
    book, faults = check_codebook(write(tmp_path, read_shipped().decode()))
    assert faults == []
    assert book == load_codebook()
    assert list(list_remarks(load_codebook())) == []


@pytest.mark.parametrize("code", load_codebook().types)
def test_every_shipped_type_has_label_words_and_examples(code: str) -> None:
    kind = load_codebook().types[code]
    modes = [mode for name in kind.modes if (mode := kind.find_mode(name)) is not None]
    assert kind.label
    assert kind.event_class != "other"
    assert sum(1 for words in (kind, *modes) for _ in words.list_words()) >= 15
    assert all(isinstance(mode, Mode) and any(True for _ in mode.list_words()) for mode in kind.modes.values())
    assert kind.positive
    assert kind.near_misses


def test_every_shipped_context_has_words() -> None:
    book = load_codebook()
    told = {name for entries in book.context_words.values() for _, name in entries}
    assert told == set(book.contexts)


def test_entries_are_found_by_their_first_word(tmp_path: Path) -> None:
    book = read_codebook(write(tmp_path, MINE))
    (burn,) = book.entries["burn"]
    assert (burn.type, burn.mode, burn.subjects) == ("FIRE", None, frozenset({"forest", "house"}))
    assert [entry.mode for entry in book.entries["arson"]] == ["arson"]
    assert book.name == "mine 1"
    assert book.list_modes() == ["FIRE-arson", "FIRE-lightning"]


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("Something burns.", "' '", "FIRE", "definition is empty"),
        ("burn | subject=forest,house", "burn | verb=forest", "FIRE", "narrowed by 'verb=forest'"),
        ("burn | subject=forest,house", "burn |", "FIRE", "nothing behind its bar"),
        ("[arson]", "[a b c d e f g]", "FIRE-arson", "has 7 words"),
        ("  FIRE:", "  'F IRE':", "codes", "'F IRE' is no code"),
        ("    verbs:", "    score: 11\n    verbs:", "FIRE", "score 11 is not between -10 and 10"),
        ("    verbs:", "    verb:", "FIRE", "unknown field `verb`"),
        ('version: "1"', "version: 1", "the file", "Expected `str`, got `int`"),
        ("types:", "aliases: {ARSON: BLAZE}\ntypes:", "aliases", "ARSON leads to BLAZE, which is no type"),
        ("types:", "contexts: {dry: {definition: x, words: ['']}}\ntypes:", "context dry", "has 0 words"),
    ],
)
def test_faults_are_told_with_a_next_step(tmp_path: Path, old: str, new: str, where: str, what: str) -> None:
    path = write(tmp_path, MINE.replace(old, new, 1))
    _, faults = check_codebook(path)
    assert [fault for fault in faults if fault.where == where and what in fault.what and fault.next]
    with pytest.raises(SaysoError, match="SAY-410"):
        read_codebook(path)


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    wrong = MINE.replace("Something burns.", "''").replace("[arson]", "['']").replace("FIRE:", "FI+RE:")
    _, faults = check_codebook(write(tmp_path, wrong))
    assert len(faults) == 3


@pytest.mark.parametrize(
    "text",
    ["a: &x [1]\nb: *x\n", "a: 1\na: 2\n", "!!python/object/apply:os.system [ls]", "a: [", "\x00", "- " * 2000 + "x"],
)
def test_hostile_yaml_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SaysoError, match=r"SAY-4(09|10)"):
        read_codebook(write(tmp_path, text))


def test_file_that_is_absent_or_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="SAY-409"):
        read_codebook(tmp_path / "absent.yaml")
    with pytest.raises(SaysoError, match="is longer than"):
        read_codebook(write(tmp_path, "#" * 2_000_001))


def test_remarks_tell_what_nothing_can_find_and_what_is_double(tmp_path: Path) -> None:
    more = "  SMOKE: {definition: x, nouns: [arson]}\n  HAZE: {definition: x}\n  ASSAULT: {definition: x}\n"
    book = read_codebook(write(tmp_path, MINE + more))
    remarks = list(list_remarks(book, trained=frozenset({"ASSAULT"})))
    assert any("HAZE has no words" in remark for remark in remarks)
    assert not any("ASSAULT has no words" in remark for remark in remarks)
    assert any("“arson” (noun) stands in FIRE and in SMOKE; FIRE has it" in remark for remark in remarks)
