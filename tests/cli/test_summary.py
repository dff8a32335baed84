"""The readable summary: order, plain words for what is missing, hedges always there, hostile text harmless."""

from __future__ import annotations

import re

import msgspec
import pytest

from sayso.cli.summary import Summary
from sayso.model import Claim, Issue, Record, Span
from tests.batch.fakes import make_report
from tests.cli.samples import find, make_claim, make_record

CLAIM_ID = re.compile(r" · claim-[0-9a-f]{16}")

GOLDEN = """\
Ferry sinks off the harbour
Quay Post (invented) · 2022-01-10 · 56 words · reports/ferry.txt

 1  The harbour office  said  mixed · line 1 · 0..70
    that the ferry “sank within minutes”

 2  Ana Lopes of the coast guard  told  indirect · line 2 · 103..162
    nine people were rescued
    hedge “According to preliminary data”
    channel “the Quay Post”

 3  Ana Lopes (“she”)  added  direct · line 3 · 178..233
    “The captain has said that he saw the rocks,”

   4  The captain  has said  indirect · line 3 · 179..221
      that he saw the rocks
      inside claim 3

 5  no source named  is said  indirect · line 3 · 235..271
    The ferry … to be 40 years old

5 claims · 3 sources · 1 without a source · 46% of words in attributed content · 1 issue
  SAY-206: line 3: no source was found for this claim

"""


def render(record: Record) -> str:
    return Summary(to_stdout=False).render(record).decode()


def test_summary_of_a_report() -> None:
    shown = render(make_record())
    assert CLAIM_ID.sub("", shown) == GOLDEN
    assert sorted(found.removeprefix(" · ") for found in CLAIM_ID.findall(shown)) == sorted(
        claim.id for claim in make_record().claims
    )


def test_summary_does_not_depend_on_the_order_of_claims() -> None:
    record = make_record()
    assert render(msgspec.structs.replace(record, claims=record.claims[::-1])) == render(record)


def test_what_is_unknown_is_said() -> None:
    shown = render(Record("0.1.0", make_report("Rain fell.")))
    assert "Report without a title" in shown
    assert "outlet not given · date not given · 2 words" in shown
    assert "No claim was found in this report." in shown
    assert "0 claims" in shown


def long_record() -> Record:
    text = "The office said " + "that boats left the harbour " * 100 + "allegedly at noon."
    claim = make_claim("The office", "said", text[16:], text=text)
    return Record(
        "0.1.0", make_report(text), claims=(msgspec.structs.replace(claim, hedges=(find("allegedly", text),)),)
    )


def test_long_content_is_shortened_with_a_count_and_never_loses_a_hedge() -> None:
    shown = render(long_record())
    content = re.search(r"\n    (that boats.*?)\n    hedge “allegedly”\n", shown, re.DOTALL)
    assert content is not None
    assert "allegedly" not in content[1]
    words = re.sub(r" … \((\d+) more\s+words\)", "", content[1])
    more = re.search(r"\((\d+)\s+more\s+words\)", content[1])
    assert more is not None
    assert len(words.split()) + int(more[1]) == 503
    assert len(content[1].splitlines()) <= 5


def test_lines_are_never_wider_than_the_page() -> None:
    assert max(map(len, render(long_record()).splitlines())) <= 100


def test_hostile_text_neither_steers_the_terminal_nor_counts_as_markup() -> None:
    text = "[bold red]x[/bold red] \x1b]0;title\x07 :smile: \u202e said y"
    whole = Span(0, len(text))
    claim = Claim("claim-1", whole, whole, (whole,), "direct", channel=whole, hedges=(whole,))
    report = msgspec.structs.replace(make_report(text, uri=text, title=text), outlet=text)
    shown = render(Record("0.1.0", report, claims=(claim,), issues=(Issue("SAY-201", "x", text),)))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\x07" not in shown
    everywhere = " ".join(shown.split()).count(r"[bold red]x[/bold red] ␛]0;title␇ :smile: \u202e said y")
    assert everywhere == len(("title", "outlet", "uri", "source", "cue", "content", "hedge", "channel", "issue"))


def test_a_claim_without_any_span_is_shown() -> None:
    shown = render(Record("0.1.0", make_report("Rain."), claims=(Claim("claim-1", None, None, (), "indirect"),)))
    assert "no source named  indirect · nowhere in the text" in shown
    assert "no content found" in shown


def test_claims_that_name_each_other_as_parents_end() -> None:
    one = Claim("a", Span(0, 1), None, (), "direct", parent="b")
    two = Claim("b", Span(1, 2), None, (), "direct", parent="a")
    assert "inside claim 2" in render(Record("0.1.0", make_report("Rain."), claims=(one, two)))


def test_issues_beyond_a_few_are_counted() -> None:
    issues = tuple(Issue("SAY-205", "claims", f"number {n}") for n in range(8))
    shown = render(Record("0.1.0", make_report("Rain."), issues=issues))
    assert "number 4" in shown
    assert "number 5" not in shown
    assert "and 3 more issues: see --json" in shown


def test_totals_add_up_over_reports() -> None:
    summary = Summary(to_stdout=False)
    assert summary.render_total() == b""
    for _ in range(2):
        summary.render(make_record())
    total = " ".join(summary.render_total().decode().split())
    assert total.startswith("2 reports: 10 claims · 6 sources · 2 without a source · 46% of words")


def test_colours_follow_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[36m" in render(make_record())
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[36m" not in render(make_record())
