"""Gold passages: words become spans, and what cannot be used is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.errors import BenchError
from bench.gold.load_times import TIMES, Reading, count_times, find_precision, load_passages, read_passage
from tests.bench.times_fakes import write_passage


def test_words_are_found_one_after_the_other(tmp_path: Path) -> None:
    passage = read_passage(write_passage(tmp_path))
    words = [passage.text[time.start : time.end] for time in passage.times]
    assert words == ["Monday", "Sunday", "The day before", "Monday"]
    assert passage.times[0].end < passage.times[3].start
    assert passage.times[0].dates is not None
    assert passage.times[0].dates.text(passage.text) == "said"
    assert passage.times[2].first == Reading("2023-03-11", 2)
    assert passage.times[2].candidates == (Reading("2023-03-13", "published"),)
    assert passage.times[2].precision == "day"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('id = "river"', 'id = "sea"', "id is «sea»"),
        ('published = "2023-03-14"', 'published = "March"', "published is «March»"),
        ('words = "Sunday"', 'words = "Friday"', "expression 2: «Friday» does not stand in the text"),
        ('words = "Sunday"', 'words = "Sunday@2"', "expression 2: «Sunday@2»: the text holds these words once"),
        ('words = "Sunday"', 'words = "Ann"', "expression 2: «Ann» does not stand after the expression before it"),
        ('value = "2023-03-12"', 'value = "Sunday"', "expression 2: «Sunday» is no TIMEX3 value"),
        ("anchor = 2", "anchor = 3", "expression 3: there is no other expression 3"),
        ("n = 2", "n = 7", "expressions are numbered [1, 7, 3, 4]"),
        ('published = "2023-03-14"\n', "", "the passage has no date of publication"),
        (', dates = "said"', "", "expression 1: role and dates go together"),
        ("anchor = 2", 'anchor = "yesterday"', "Invalid"),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, complaint: str, tmp_path: Path) -> None:
    path = write_passage(tmp_path, (old, new))
    with pytest.raises(BenchError) as caught:
        read_passage(path)
    assert str(caught.value).startswith("river.toml: ")
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("value", "precision"),
    [
        ("2023-03-14", "day"),
        ("2023-W11-WE", "weekend"),
        ("2023-SP", "season"),
        ("199", "decade"),
        ("2023-03-14TNI", "part-of-day"),
        ("2023-03-14T18", "hour"),
        ("2023-03-14T18:30", "minute"),
        ("PAST_REF", "vague"),
        (None, None),
    ],
)
def test_precision_is_that_of_the_value(value: str | None, precision: str | None) -> None:
    assert find_precision("DATE", value) == precision
    assert find_precision("DURATION", "P9D") is None


@pytest.mark.parametrize("split", ["train", "dev"])
def test_the_own_passages_can_be_read(split: str) -> None:
    passages = load_passages(TIMES / split)
    assert len(passages) >= 25
    assert f"{len(passages)} passages" in count_times(passages)
    times = [time for passage in passages for time in passage.times]
    assert sum(isinstance(time.first.anchor, int) for time in times) >= 100


def test_train_and_dev_share_no_passage() -> None:
    train, dev = ({passage.id for passage in load_passages(TIMES / split)} for split in ("train", "dev"))
    assert not train & dev
