"""Fills the example record in README.md: ``python docs/make_example.py``. A test holds the page against it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from sayso.ingest import find_reports
from sayso.parse import load_reader
from sayso.pipeline import read_report
from sayso.settings import load_settings

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
REPORTS = ROOT / "examples/almaty-2022/reports.jsonl"
REPORT_ID = "almaty-04"
BEGIN, END = "<!-- example:begin -->", "<!-- example:end -->"


def fill_example(page: str) -> str:
    """The page with one claim of the example report between the marks, and the words its spans point at."""
    before, rest = page.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    return f"{before}{BEGIN}\n{_draw_example()}{END}{after}"


def _draw_example() -> str:
    items = find_reports([str(REPORTS)], settings=load_settings({}))
    report = next(i.report for i in items if not isinstance(i, Exception) and i.report.id == REPORT_ID)
    record = read_report(report, reader=load_reader())
    claim = max(record.claims, key=lambda c: (c.speaker is not None, c.confidence or 0))
    plain: dict[str, Any] = msgspec.to_builtins(claim)
    lines = [f"    {json.dumps(key)}: {json.dumps(value)}" for key, value in plain.items()]
    words = {
        "source": claim.source and claim.source.text(report.text),
        "cue": claim.cue and claim.cue.text(report.text),
        "content": " ... ".join(span.text(report.text) for span in claim.content),
    }
    told = "\n".join(f"- `{key}`: {value}" for key, value in words.items() if value)
    return "```json\n{\n" + ",\n".join(lines) + "\n}\n```\n\nThe spans of this one cover\n\n" + told + "\n"


if __name__ == "__main__":
    README.write_text(fill_example(README.read_text("utf-8")), "utf-8")
