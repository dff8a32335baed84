"""The shipped model over whole reports: sound spans, sameness in any company, any string, long lines.

READER_MODEL names another model folder to test in place of the shipped one.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.cli.json_lines import encode_record
from sayso.cli.schema import render_schema
from sayso.model import Record, Report, Span
from sayso.parse import MODEL_FOLDER, load_reader
from sayso.pipeline import read_report
from tests.batch.fakes import make_report

Read = Callable[[Report], Record]

NEWS = (
    "ALMATY (Example) - “It rained all night,” said Asel Omarova, a spokeswoman of the Example Water Board.\n\n"
    "The board reportedly expects more rain. According to Daniyar Akhmetov, the river “may rise by 5 cm”; "
    "he denied that boats had been lost.\n"
)
TEXTS = (
    NEWS,
    "Boats left harbour at noon, the pilot said.",
    "“No,” she said.\n\n“Never,",
    "The \ud83d minister\udc00 said \x00 it rained \u202e backwards.",
    "قال الوزير إن المطر هطل. 他说：“下雨了。” Министр сказал: «Идёт дождь».",
    "e\u0301\u0302\u0303 👨\u200d👩\u200d👧 said \u200b\ufeff so\u2029\u2028\r\n\r\nyes",
    "said said said \"''\" `` “‘«„ said: (\n\n\n)",
    "ЗАЯВИЛ " * 40,
)
HOSTILE = "aбن漢 .,:;\"'“”‘’«»()\n\r\t\u0301\u200d\u202e\ud800\udfff\x00\u2029👩Said"


@pytest.fixture(scope="module")
def read() -> Read:
    folder = Path(os.environ.get("READER_MODEL") or MODEL_FOLDER)
    if not (folder / "reader.onnx").is_file():
        pytest.skip("the reader's model is not there: `make train` makes it")
    reader = load_reader(folder)
    return lambda report: read_report(report, reader=reader)


def find_spans(value: Any) -> Iterator[Span]:
    """Every span in a record, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from find_spans(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from find_spans(item)


def check_sound(record: Record) -> None:
    text = record.report.text
    assert [i for i in record.issues if i.code in ("SAY-201", "SAY-202")] == []
    for span in find_spans(record):
        assert 0 <= span.start < span.end <= len(text)
        words = span.text(text)
        assert words == words.strip()
    ids = [e.id for e in record.entities] + [c.id for c in record.claims]
    assert len(set(ids)) == len(ids)
    assert {c.speaker for c in record.claims if c.speaker} <= {e.id for e in record.entities}


@pytest.mark.parametrize("text", TEXTS)
def test_record_is_sound(read: Read, text: str) -> None:
    check_sound(read(make_report(text)))


def test_something_is_found_where_it_stands(read: Read) -> None:
    record = read(make_report(NEWS))
    assert record.claims
    assert record.entities
    found = {m.text(NEWS) for e in record.entities for m in e.mentions}
    assert any("Omarova" in words for words in found)
    assert any(c.cue and c.cue.text(NEWS) == "said" for c in record.claims)


@given(st.text(max_size=80) | st.text(alphabet=HOSTILE, max_size=80))
@settings(max_examples=60)
@example("")
@example("\n \u00a0")
@example("\ud800")
@example("\u200b")
@example(".")
def test_any_string_gives_a_sound_record(read: Read, text: str) -> None:
    check_sound(read(make_report(text)))


@given(st.lists(st.sampled_from(TEXTS) | st.text(alphabet=HOSTILE, max_size=30), min_size=1, max_size=4))
@settings(max_examples=20)
def test_record_is_the_same_alone_and_in_any_company(read: Read, texts: Sequence[str]) -> None:
    reports = [make_report(text) for text in texts]
    forwards = [encode_record(read(r)) for r in reports]
    backwards = [encode_record(read(r)) for r in reversed(reports)]
    assert backwards[::-1] == forwards


def test_record_is_the_same_from_a_fresh_reader(read: Read) -> None:
    """What the first reader has seen before must not matter."""
    for text in TEXTS[1:]:
        read(make_report(text))
    fresh = load_reader(Path(os.environ.get("READER_MODEL") or MODEL_FOLDER))
    report = make_report(NEWS)
    assert encode_record(read_report(report, reader=fresh)) == encode_record(read(report))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\u3000"])
def test_blank_text_holds_nothing(read: Read, text: str) -> None:
    record = read(make_report(text))
    assert (record.entities, record.claims, record.issues) == ((), (), ())


def test_line_of_200_000_characters(read: Read) -> None:
    line = "The ministry said on Monday that it may have rained in Almaty, according to Asel Omarova. "
    text = (line * (100_000 // len(line))).ljust(100_000, "x") + "“a, " * 2_500 + "x" * 90_000
    started = time.process_time()
    record = read(make_report(text))
    check_sound(record)
    assert len(text) == 200_000
    assert len(record.claims) > 500
    assert time.process_time() - started < 60  # about six seconds when nothing else runs


def test_record_follows_its_schema(read: Read) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(render_schema()))
    for text in TEXTS:
        record = json.loads(encode_record(read(make_report(text))))
        assert list(validator.iter_errors(record)) == []
        assert record["report"]["text"] == text
