"""PLOVER records: the fields of the draft, whose word it is, and no clock."""

from __future__ import annotations

import json

import msgspec

from sayso.codebook import load_codebook
from sayso.export.plover import write_plover
from sayso.linking import find_rules
from tests.linking.happening import TEXT, make_eventful

FIELDS = {
    "id", "date", "enddate", "time", "endtime", "actor", "recipient", "event", "mode", "context", "event_loc",
    "quad_code", "event_scale", "link", "text", "text_info", "cite_info", "coder", "coded_date", "comment",
}  # fmt: skip


def write(rules: str | None = None, least: float = 0.0) -> list[dict[str, object]]:
    pack = find_rules(rules) if rules else None
    return [json.loads(line) for line in write_plover([make_eventful()], load_codebook(), rules=pack, least=least)]


def test_fields_of_the_draft() -> None:
    first = write()[0]
    assert set(first) >= FIELDS
    assert (first["date"], first["enddate"], first["time"]) == ("2022-05-03", "2022-05-03", None)
    assert (first["event"], first["mode"], first["context"]) == (["ASSAULT"], ["firearms"], ["crime"])
    assert (first["quad_code"], first["event_scale"]) == (4, -9.0)
    assert first["dead"] == [{"low": 9, "high": None, "text": "at least nine"}]
    assert first["comment"] == "told in the report's own voice"
    assert first["coded_date"] is None
    assert first["text"] == TEXT[: TEXT.index(" Ana")]
    assert first["text_info"] == {"sequence": 1, "start": 0, "end": TEXT.index(" Ana")}


def test_place_parties_and_citation() -> None:
    first, _, third, _ = write()
    place, cited = first["event_loc"], first["cite_info"]
    assert isinstance(place, dict)
    assert isinstance(cited, dict)
    told = {name: place[name] for name in ("extracted_place", "geonameid", "city", "province", "country_code")}
    assert told == {
        "extracted_place": "Kasolo", "geonameid": 77, "city": "Kasolo", "province": "Katanga", "country_code": "CD",
    }  # fmt: skip
    assert (place["feature_class"], place["feature_code"], place["resolution"]) == ("P", "PPL", 4)
    assert (cited["codebook"], cited["version"], cited["publication"]) == ("plover", "2.0-sayso.1", "Quay Post")
    assert third["actor"] == [
        {
            "code": [], "sector": [], "entity_text": "Ana Lopes", "identifier_id": None, "identifier_text": "Ana Lopes",
            "office": "governor", "start": TEXT.index("Ana"), "end": TEXT.index(", the"),
        }
    ]  # fmt: skip


def test_realis_becomes_an_auxiliary_mode_and_the_speaker_stays() -> None:
    _, second, third, fourth = write()
    assert [row["auxiliary_mode"] for row in (second, third, fourth)] == [[], ["future"], ["negation"]]
    assert second["comment"] == "asserted by Ana Lopes (said)"
    assert fourth["asserted_by"] == {"claim": "c2", "speaker": "The army", "cue": "denied"}


def test_rules_and_confidence() -> None:
    assert write("acled")[0]["dead"] == [{"low": 9, "high": 9, "text": "at least nine"}]
    assert write("acled")[0]["rules"] == "acled 1"
    assert [row["id"] for row in write(least=0.5)] == ["v1", "v2", "v3"]


def test_same_bytes_and_a_lone_surrogate_is_no_failure() -> None:
    record = make_eventful()
    lines = list(write_plover([record], load_codebook()))
    assert lines == list(write_plover([record], load_codebook()))
    odd = msgspec.structs.replace(record, report=msgspec.structs.replace(record.report, outlet="\ud800"))
    assert json.loads(next(write_plover([odd], load_codebook())))["cite_info"]["publication"] == "\ud800"
