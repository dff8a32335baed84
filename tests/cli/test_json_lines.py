"""JSON Lines: one line whatever the text holds, the same characters back, nothing that steers a terminal."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli.json_lines import encode_record
from sayso.model import Record
from tests.batch.fakes import make_report


def encode(text: str) -> bytes:
    return encode_record(Record("0.1.0", make_report(text)))


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\x7f\x85\x9b\u2028\u202e\u2066")))
def test_a_json_reader_gets_the_same_text_back(text: str) -> None:
    line = encode(text)
    assert json.loads(line)["report"]["text"] == text
    assert line.count(b"\n") == 1
    assert msgspec.json.decode(line, type=Record).report.text == text


@pytest.mark.parametrize("text", ["a\ud800b", "\udc80", "é\udfff…"])
def test_lone_surrogates_are_escaped_and_come_back(text: str) -> None:
    line = encode(text)
    assert json.loads(line)["report"]["text"] == text
    assert line.decode("ascii" if text == "\udc80" else "utf-8")


def test_fields_have_the_same_order_with_and_without_surrogates() -> None:
    plain, odd = json.loads(encode("a")), json.loads(encode("\ud800"))
    assert list(plain) == list(odd) == list(Record.__struct_fields__)
    assert list(plain["report"]) == list(odd["report"])


def test_words_stay_readable_and_steering_characters_do_not_get_through() -> None:
    line = encode("Алматы “сказал” \x1b[2J \x9b2J \x7f \u202e \u2028 \u2066").decode()
    assert "Алматы “сказал” " in line
    assert r"\u001b[2J \u009b2J \u007f \u202e \u2028 \u2066" in line
