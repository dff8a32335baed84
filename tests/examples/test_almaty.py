"""The example reports are what their README says: well-formed, invented where they must be, and rich enough to show."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_FOLDER = _ROOT / "examples" / "almaty-2022"
_SEED = _ROOT.parent / "shared" / "seed" / "report.txt"
_ORIGIN = "almaty-05"
_COPIES = ("almaty-06", "almaty-07", "almaty-09", "almaty-10")
_HEDGE_DROPPED = "almaty-08"
_HEDGES = ("reportedly", "unconfirmed", "could not check")


class _Example(NamedTuple):
    id: str
    outlet: str
    published: str
    title: str
    text: str
    language: str


def _load() -> dict[str, _Example]:
    lines = (_FOLDER / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    found = [_Example(**json.loads(line)) for line in lines]
    assert len({example.id for example in found}) == len(found)
    return {example.id: example for example in found}


_EXAMPLES = _load()
_TEXTS = {key: example.text for key, example in _EXAMPLES.items()}
each_example = pytest.mark.parametrize("example", _EXAMPLES.values(), ids=_EXAMPLES.keys())


def _words(text: str) -> list[str]:
    return re.findall(r"[\w,.]*\w", text.casefold())


def _runs(text: str, size: int) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


def _share_copied(copy: str, origin: str) -> float:
    """The share of the copy's runs of five words that stand in the origin too."""
    ours = _runs(copy, 5)
    return len(ours & _runs(origin, 5)) / len(ours)


def _ids_with(pattern: str) -> list[str]:
    return [key for key, text in _TEXTS.items() if re.search(pattern, text)]


def test_there_are_enough_reports() -> None:
    assert 16 <= len(_EXAMPLES) <= 18


@each_example
def test_fields_are_sound(example: _Example) -> None:
    assert example.outlet.endswith(" (invented)")
    assert example.language == "en"
    assert example.title.strip() == example.title != ""
    moment = datetime.fromisoformat(example.published)
    assert moment.tzinfo is None or example.published.endswith("+06:00")


@each_example
def test_text_is_short_and_clean(example: _Example) -> None:
    assert 120 <= len(example.text.split()) <= 350
    assert example.text == example.text.strip()
    assert "\n\n\n" not in example.text
    assert "\n" not in example.text.replace("\n\n", "")


def test_reports_are_in_order_of_publication() -> None:
    dates = [example.published[:16].ljust(16, "~") for example in _EXAMPLES.values()]
    assert dates == sorted(dates)


@each_example
def test_wording_is_not_taken_from_the_seed_report(example: _Example) -> None:
    if not _SEED.is_file():
        pytest.skip("the seed report is not at ../shared/seed")
    assert _runs(example.text, 8) & _runs(_SEED.read_text(encoding="utf-8"), 8) == set()


@pytest.mark.parametrize("key", [*_COPIES, _HEDGE_DROPPED])
def test_copies_keep_most_of_the_origin(key: str) -> None:
    assert _TEXTS[key] != _TEXTS[_ORIGIN]
    assert _share_copied(_TEXTS[key], _TEXTS[_ORIGIN]) > 0.5
    assert _EXAMPLES[key].outlet != _EXAMPLES[_ORIGIN].outlet
    assert _EXAMPLES[key].published > _EXAMPLES[_ORIGIN].published


def test_reports_that_are_no_copies_share_little_with_the_origin() -> None:
    others = set(_TEXTS) - {_ORIGIN, *_COPIES, _HEDGE_DROPPED}
    assert max(_share_copied(_TEXTS[key], _TEXTS[_ORIGIN]) for key in others) < 0.3


def test_one_copy_drops_the_hedge() -> None:
    for key in (_ORIGIN, *_COPIES):
        assert any(hedge in _TEXTS[key] for hedge in _HEDGES), key
    assert not any(hedge in _TEXTS[_HEDGE_DROPPED] for hedge in _HEDGES)
    assert "164 lives, according to the health ministry" in _TEXTS[_HEDGE_DROPPED]


def test_one_report_tells_the_toll_without_a_source() -> None:
    first = _TEXTS["almaty-11"].split("\n\n")[0]
    assert "164" in first
    assert not re.search(r"ministry|according|post|agency|Wire|reported|said", first)
    assert "It did not say where the figures came from" in _TEXTS["almaty-13"]


def test_tolls_differ_by_body_and_date() -> None:
    bodies = {"164": "health ministry", "7,939": "interior ministry", "9,900": "UN human rights office",
              "225": "prosecutor general’s office", "238": "prosecutor general’s office"}  # fmt: skip
    first_dates = []
    for figure, body in bodies.items():
        holders = _ids_with(rf"(?<![\d,]){figure}(?![\d,])")
        assert any(body in _TEXTS[key] for key in holders), figure
        first_dates.append(_EXAMPLES[holders[0]].published[:10])
    assert first_dates == sorted(set(first_dates))


@pytest.mark.parametrize(
    ("feature", "pattern"),
    [
        ("retraction", r'"technical mistake", the ministry said'),
        ("withdrawal by the origin", r"Steppe Wire withdraws its report"),
        ("correction", r"^CORRECTION\."),
        ("nested attribution", r"citing a post on a government Telegram channel that gave the health ministry"),
        ("nested attribution of a body", r"The UN human rights office, citing the authorities, spoke"),
        ("outermost source in the middle", r"The authorities, the UN human rights office said on 11 January, had"),
        ("the day before", r"[Tt]he day before"),
        ("two days earlier", r"[Tt]wo days earlier"),
        ("on the same day", r"[Oo]n the same day"),
        ("one city under two names", r"Alma-Ata where other outlets write Almaty"),
        ("the capital under two names", r"Astana; the reports of those days say Nur-Sultan"),
        ("according to", r"[Aa]ccording to"),
        ("aside between speaker and verb", r"Tokayev, in a televised address on Friday, said"),
        ("dash as cue", r"238 – prosecutor general’s office"),
        ("colon as cue", r"15 January: 225 bodies"),
        ("passive without a source", r"it was reported, had been seized"),
        ("pronoun as source", r"He said that 19 of them"),
        ("source after the content", r"was a \"technical mistake\", the ministry said"),
        ("parenthesis in dashes", r"secretary general – Stanislav Zas – gave"),
        ("question", r"How large is the force\?"),
    ],
)
def test_features_occur(feature: str, pattern: str) -> None:
    assert _ids_with(pattern), feature


def test_older_name_of_the_city_stands_where_the_readme_says() -> None:
    assert _ids_with("Alma-Ata") == ["almaty-03", "almaty-10", "almaty-18"]
    assert "Almaty" not in _TEXTS["almaty-10"]


def test_one_headline_is_in_capitals() -> None:
    assert [key for key, example in _EXAMPLES.items() if example.title.isupper()] == ["almaty-02"]


def test_quotation_marks_come_in_two_makes_never_mixed() -> None:
    curly, straight = set(_ids_with("[“”]")), set(_ids_with('"'))
    assert len(curly) >= 4
    assert len(straight) >= 4
    assert curly & straight == set()


@each_example
def test_only_words_of_the_public_record_stand_in_quotation_marks(example: _Example) -> None:
    quoted = re.findall(r'[“"]([^“”"]*)[”"]', f"{example.title}\n{example.text}")
    own_wording = {"in Alma-Ata", "The day before"} if example.id == "almaty-18" else set()
    assert {q.casefold() for q in quoted} <= {"bandits", "technical mistake"} | {w.casefold() for w in own_wording}


def test_readme_describes_every_report() -> None:
    readme = (_FOLDER / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (almaty-\d\d) \| ([^|]+) \|", readme, flags=re.MULTILINE)
    assert rows == [
        (key, f"{example.published[:10]}, {example.outlet.removesuffix(' (invented)')}")
        for key, example in _EXAMPLES.items()
    ]
