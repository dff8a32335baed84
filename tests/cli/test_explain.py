"""``sayso explain``: naming a claim, the list, the picture of one claim, JSON, and errors that say what to do."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from sayso.cli import explain as command
from sayso.cli import root
from sayso.cli.explain import match_claims
from sayso.model import Claim, Issue, Report
from sayso.pipeline.trace import Trace
from tests.pipeline.test_explain import make_sample
from tests.pipeline.traces import make_tracing

SECOND = make_tracing(
    "The pilot said it rained.",
    [("The pilot", "said", "it rained")],
    title="Rain \x1b[31m",
    links={("said", "it rained"): 0.9},
)


@pytest.fixture(autouse=True)
def two_reports(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder with a.txt and b.txt; reading gives traces made by hand, without a model."""
    traces = {"a": make_sample(), "b": SECOND}

    def trace(
        report: Report, *, reader: object, issues: tuple[Issue, ...], codebook: object, gazetteer: object = None
    ) -> Trace:
        return traces[report.text.strip()]

    monkeypatch.setattr(command, "load_reader", lambda: object())
    monkeypatch.setattr(command, "trace_report", trace)
    for name in traces:
        (tmp_path / f"{name}.txt").write_text(f"{name}\n", "utf-8")
    monkeypatch.chdir(tmp_path)


def run(*args: str) -> Result:
    return CliRunner().invoke(root, ["explain", *args])


def test_claims_are_listed_with_their_ids_where_none_is_named() -> None:
    result = run("a.txt")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].endswith(": 2 claims")
    for number, (line, claim) in enumerate(zip(lines[1:], make_sample().claims, strict=False), 1):
        assert line.split()[:2] == [str(number), claim.id]
    assert "Ana Lopes (“she”)  told" in lines[2]
    assert max(map(len, lines)) <= 100


def test_several_reports_are_listed_with_their_numbers() -> None:
    listed = run(".").stdout
    assert "2:  1  claim-" in listed
    assert "␛[31m" in listed
    assert "\x1b" not in listed


GOLDEN = """\
    On Monday she told the Quay Post that the pilot had denied the so-called warning, the clerk
              --- ==== +++++++++++++ ______________________________.........________
    said.

    --- source  === cue  ___ content  ... hedge  +++ channel   (code points 28..125)

source          “she” (38..41)  mark 0.90, link to the cue 0.80
cue             “told” (42..46)  mark 0.90
content         “that the pilot had denied the so-called warning” (61..108)  mark 0.90, link to the
                cue 0.60
joined by       links: source and content are those that the reader links most strongly to the cue
"""


@pytest.mark.parametrize("name", ["2", "1:2"])
def test_one_claim_is_shown_with_its_spans_underlined(name: str) -> None:
    shown = run("a.txt", name).stdout
    assert shown.startswith("Claim 2 of 2  claim-")
    assert GOLDEN in shown
    for row in (
        "not taken       source “the clerk”",
        "speaker         Ana Lopes, person (head, harbour)",
        "by pronoun, 0.70; id entity-1",
        "over “she” (38..41) → “Ana Lopes” (0..9)",
        "or              the clerk  0.20: a clerk is not the subject before it",
        "kind of source  official  “runs the harbour”",
        "stance          denial  “told” (42..46)",
        "inside          claim 1  claim-",
        "confidence      0.80: of 100 claims as sure as this one about 80",
    ):
        assert row in shown


def test_id_and_its_beginning_name_the_claim() -> None:
    claim = make_sample().claims[1]
    whole = run("a.txt", claim.id)
    assert whole.exit_code == 0
    assert whole.stdout == run("a.txt", claim.id[:12]).stdout == run("a.txt", claim.id.removeprefix("claim-")).stdout
    assert claim.id in whole.stdout


def test_json_holds_the_whole_explanation() -> None:
    told = json.loads(run("a.txt", "2", "--json").stdout)
    assert told["claim"]["id"] == make_sample().claims[1].id
    assert told["speaker"]["chain"][1] == {"start": 0, "end": 9, "text": "Ana Lopes"}
    assert [c["link"] for c in told["considered"]] == [0.4, 0.3, 0.05]
    assert len(run(".", "--json").stdout.splitlines()) == 3


def test_unknown_claim_leads_to_the_nearest_or_to_the_list() -> None:
    claim = make_sample().claims[1]
    wrong = claim.id[:-1] + ("0" if claim.id[-1] != "0" else "1")
    near = run("a.txt", wrong)
    assert near.exit_code == 2
    assert near.stderr == f"SAY-212: a.txt: holds no claim {wrong!r}. Is {claim.id} meant?\n"
    far = run("a.txt", "7")
    assert far.exit_code == 2
    assert far.stderr == "SAY-212: a.txt: holds no claim '7'. `sayso explain a.txt` lists the 2 that there are.\n"


def test_a_number_that_fits_two_reports_asks_for_the_report() -> None:
    result = run(".", "1")
    assert result.exit_code == 2
    assert result.stderr.startswith("SAY-213: .: '1' may mean several claims: 1:1 (claim-")
    assert "2:1 (claim-" in result.stderr
    assert run(".", "2:1").stdout.startswith("Claim 1 of 1")


def test_a_file_that_cannot_be_read_is_told() -> None:
    result = run("absent.txt", "1")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("SAY-101: ")


def test_a_failed_stage_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = msgspec.structs.replace(SECOND.record, issues=(Issue("SAY-201", "claims", "it broke"),))
    broken = msgspec.structs.replace(SECOND, record=failed)
    monkeypatch.setattr(command, "trace_report", lambda report, **_: broken)
    result = run("b.txt")
    assert result.exit_code == 1
    assert "it broke" in result.stderr


def make_claims(*ids: str) -> list[Claim]:
    return [Claim(f"claim-{name}", None, None, (), "indirect") for name in ids]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("1", ["claim-1234aa"]),
        ("3:2", ["claim-1299bb"]),
        ("2:1", []),
        ("0", []),
        ("3", []),
        ("claim-12", ["claim-1234aa", "claim-1299bb"]),
        ("1234", ["claim-1234aa"]),
        ("129", []),
        ("claim-", []),
        ("", []),
        ("99999999999999999999", []),
    ],
)
def test_names_of_claims(name: str, expected: list[str]) -> None:
    assert [claim.id for claim in match_claims(make_claims("1234aa", "1299bb"), name, report=3)] == expected
