"""The readable summary of a record: what the report is, each claim in text order, and counts."""

from __future__ import annotations

import io
import sys

from rich.console import Console
from rich.text import Text

from sayso.cli.digest import Digest, digest_record
from sayso.cli.phrases import Phrases, count, describe_digest, describe_issue, join_content, list_remarks
from sayso.cli.safe import clip, show_line
from sayso.model import Claim, Record
from sayso.pipeline import order_claims

_WIDEST = 100
_NARROWEST = 20
_INDENT = 4
_CONTENT_LINES = 4
_ISSUES_SHOWN = 5


class Summary:
    """Renders summaries one by one and counts them; ``to_stdout`` says that they go to standard output."""

    def __init__(self, *, to_stdout: bool) -> None:
        out = sys.stdout if to_stdout else io.StringIO()
        console = Console(file=out)
        width = max(_NARROWEST, min(console.width, _WIDEST)) if console.is_terminal else _WIDEST
        self._console = Console(file=out, markup=False, highlight=False, emoji=False, width=width)
        self._encoding = (out.encoding if to_stdout else None) or "utf-8"
        self._digests: list[Digest] = []

    @property
    def on_terminal(self) -> bool:
        """Whether the summaries appear on a terminal as they are made."""
        return self._console.is_terminal

    def render(self, record: Record) -> bytes:
        """The summary of one record, ready to be written."""
        digest = digest_record(record)
        self._digests.append(digest)
        with self._console.capture() as capture:
            self._print_header(record, digest)
            self._print_claims(record)
            self._print_footer(record, digest)
        return self._encode(capture.get())

    def render_total(self) -> bytes:
        """Counts over all records rendered so far; empty where there are fewer than two."""
        if len(self._digests) < 2:
            return b""
        total = sum(self._digests[1:], self._digests[0])
        with self._console.capture() as capture:
            self._print(Text(f"{count(len(self._digests), 'report')}: {describe_digest(total)}", "bold"))
        return self._encode(capture.get())

    def _print_header(self, record: Record, digest: Digest) -> None:
        report = record.report
        self._print(Text(clip(show_line(report.title or "Report without a title")), "bold underline"))
        facts = (
            report.outlet or "outlet not given",
            report.published or "date not given",
            count(digest.words, "word"),
            report.uri or "",
        )
        self._print(Text(" · ".join(clip(show_line(fact)) for fact in facts if fact), "dim"))
        self._print(Text())

    def _print_claims(self, record: Record) -> None:
        claims = order_claims(record.claims)
        if not claims:
            self._print(Text("No claim was found in this report.\n"))
        phrases = Phrases(record, claims)
        for number, claim in enumerate(claims, 1):
            self._print_claim(claim, number, phrases)

    def _print_claim(self, claim: Claim, number: int, phrases: Phrases) -> None:
        left = _INDENT + 2 * phrases.depth(claim)
        self._print(phrases.head(claim), left=left, label=f"{number:>{left - 2}}  ")
        self._print(self._shorten_content(claim, phrases.text, left), left=left)
        for remark in list_remarks(claim, phrases):
            self._print(remark, left=left)
        self._print(Text())

    def _shorten_content(self, claim: Claim, text: str, left: int) -> Text:
        """The content on at most a few lines of the console; what is left out is counted in words."""
        width = self._console.width - left
        room = width * _CONTENT_LINES
        whole = join_content(claim, text, room=room)
        lines = whole.wrap(self._console, width, overflow="fold")
        if len(lines) <= _CONTENT_LINES and all(len(piece) <= room for piece in claim.content):
            return whole
        kept = Text().join(lines[:_CONTENT_LINES])
        kept.rstrip()
        hidden = sum(len(span.text(text).split()) for span in claim.content) - len(kept.plain.split())
        return kept.append(f" … ({count(max(hidden, 1), 'more word')})", "dim")

    def _print_footer(self, record: Record, digest: Digest) -> None:
        self._print(Text(describe_digest(digest), "bold"))
        for issue in record.issues[:_ISSUES_SHOWN]:
            self._print(Text(describe_issue(issue, record.report.text), "dim"), left=2)
        more = len(record.issues) - _ISSUES_SHOWN
        if more > 0:
            self._print(Text(f"and {count(more, 'more issue')}: see --json", "dim"), left=2)
        self._print(Text())

    def _print(self, text: Text, *, left: int = 0, label: str = "") -> None:
        """Print ``text`` from column ``left`` on, with ``label`` before its first line."""
        lines = text.wrap(self._console, max(self._console.width - left, 1), overflow="fold")
        for number, line in enumerate(lines):
            before = label if number == 0 and label else " " * left
            line.rstrip()
            self._console.print(Text.assemble((before, "dim"), line), soft_wrap=True)

    def _encode(self, text: str) -> bytes:
        return text.encode(self._encoding, "backslashreplace")
