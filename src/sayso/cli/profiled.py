"""The readable sourcing profile: tables of groups, kinds and speakers, and grave sentences without a source."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from sayso.cli.phrases import count
from sayso.cli.safe import clip, show_line
from sayso.linking import GraveSentence, GroupShare, Profile
from sayso.model import Report

_WIDEST, _NARROWEST = 100, 40
_SPEAKERS_SHOWN, _GRAVE_SHOWN = 15, 10
_LONGEST_NAME, _LONGEST_SENTENCE = 40, 240
_VOICES = {"own": "the report's own voice", "sourceless": "a claim without a source"}

Row = tuple[str, ...]


class Profiled:
    """Renders profiles; ``to_stdout`` says that they go to standard output."""

    def __init__(self, *, to_stdout: bool) -> None:
        out = sys.stdout if to_stdout else io.StringIO()
        console = Console(file=out)
        width = max(_NARROWEST, min(console.width, _WIDEST)) if console.is_terminal else _WIDEST
        self._console = Console(file=out, markup=False, highlight=False, emoji=False, width=width)
        self._encoding = (out.encoding if to_stdout else None) or "utf-8"

    def render(self, profile: Profile, reports: Sequence[Report]) -> bytes:
        """The profile of ``reports``, ready to be written."""
        with self._console.capture() as capture:
            self._print(Text(_name(reports), "bold underline"))
            self._print(Text(describe_totals(profile), "dim"), Text())
            self._print_table("Whose words", list_groups(profile))
            for line in list_remarks(profile):
                self._print(Text(line))
            self._print()
            self._print_table("Kind of source", list_kinds(profile))
            self._print_table("Speaker", list_speakers(profile))
            self._print_grave(profile, reports)
        return capture.get().encode(self._encoding, "backslashreplace")

    def _print_table(self, title: str, rows: list[Row]) -> None:
        if not rows:
            return
        heads = (title, "claims", "of claims", "words", "of words")
        widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
        for number, row in enumerate((heads, *rows)):
            figures = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
            cells = [row[0].ljust(widths[0]), *figures]
            self._print(Text("  ".join(cells), "bold" if number == 0 else ""))
        self._print()

    def _print_grave(self, profile: Profile, reports: Sequence[Report]) -> None:
        if not profile.grave:
            return
        self._print(Text(f"Grave, and no source for it: {count(len(profile.grave), 'sentence')}", "bold"))
        for sentence in profile.grave[:_GRAVE_SHOWN]:
            self._print(Text(f"  “{clip(show_line(sentence.text), _LONGEST_SENTENCE)}”"))
            self._print(Text(f"    {describe_grave(sentence, reports)}", "dim"))
        more = len(profile.grave) - _GRAVE_SHOWN
        if more > 0:
            self._print(Text(f"  and {more:,} more: see --json", "dim"))
        self._print()

    def _print(self, *lines: Text) -> None:
        for line in lines or (Text(),):
            for part in line.wrap(self._console, self._console.width, overflow="fold"):
                part.rstrip()
                self._console.print(part, soft_wrap=True)


def describe_totals(profile: Profile) -> str:
    """The counts over all claims in one line."""
    parts = (
        count(profile.words, "word"),
        f"{share(profile.own_words, profile.words)} in {'its' if profile.reports == 1 else 'their'} own voice",
        count(profile.claims, "claim"),
        f"{profile.sourceless:,} without a source",
        f"{profile.unnamed:,} unnamed",
        f"{profile.hedged:,} hedged",
        f"{profile.direct:,} direct, {profile.mixed:,} mixed, {profile.indirect:,} indirect",
        f"{profile.nested:,} nested",
    )
    return " · ".join(parts)


def list_groups(profile: Profile) -> list[Row]:
    """The report's own voice and the groups that are heard, the most heard first."""
    own = ("the report's own voice", "", "", f"{profile.own_words:,}", share(profile.own_words, profile.words))
    heard = sorted((g for g in profile.groups if g.claims), key=lambda g: (-g.words, -g.claims))
    return [own, *(_row(g.label, g.claims, g.words, profile) for g in heard)]


def list_kinds(profile: Profile) -> list[Row]:
    """The kinds of source that are heard, the most heard first."""
    heard = sorted((k for k in profile.kinds if k.claims), key=lambda k: (-k.words, -k.claims))
    return [_row(k.label, k.claims, k.words, profile) for k in heard]


def list_speakers(profile: Profile) -> list[Row]:
    """The speakers that are heard most, and what is left out."""
    labels = {kind.code: kind.label for kind in profile.kinds}
    rows = [
        _row(f"{clip(show_line(s.name), _LONGEST_NAME)} ({labels.get(s.kind, s.kind)})", s.claims, s.words, profile)
        for s in profile.speakers[:_SPEAKERS_SHOWN]
    ]
    more = profile.speakers[_SPEAKERS_SHOWN:]
    if more:
        label = f"and {count(len(more), 'other')}"
        rows.append((label, f"{sum(s.claims for s in more):,}", "", "", ""))
    return rows


def list_remarks(profile: Profile) -> Iterable[str]:
    """What the table of groups does not show: the share of the most heard group, its places, who is not heard."""
    named = [g for g in profile.groups if g.claims and g.code != "none"]
    if named:
        top = max(named, key=lambda g: (g.claims, g.words))
        yield _describe_top(top, profile)
    silent = [g.label for g in profile.groups if not g.claims and g.code not in ("none", "unnamed")]
    if silent and profile.claims:
        yield f"Not heard: {', '.join(show_line(label) for label in silent)}"


def _describe_top(top: GroupShare, profile: Profile) -> str:
    said = profile.words - profile.own_words
    part = f"{top.claims:,} of {count(profile.sourced, 'sourced claim')} ({share(top.claims, profile.sourced)})"
    part += f", {top.words:,} of {count(said, 'attributed word')} ({share(top.words, said)})"
    places = ", ".join(f"{show_line(clip(p.name, _LONGEST_NAME))} {p.claims:,}" for p in top.places[:5])
    return f"{part}: {show_line(top.label)}" + (f"; places in their names and posts: {places}" if places else "")


def describe_grave(sentence: GraveSentence, reports: Sequence[Report]) -> str:
    """Where a grave sentence stands, in whose voice, and which words make it grave."""
    where = f"{_name([reports[sentence.report]])} · " if len(reports) > 1 else ""
    return f"{where}{sentence.start}..{sentence.end} · {_VOICES[sentence.voice]} · grade {sentence.grade}"


def share(part: int, whole: int) -> str:
    """A share in whole per cent; an en dash where there is no whole."""
    return f"{round(100 * part / whole)} %" if whole else "–"


def _row(label: str, claims: int, words: int, profile: Profile) -> Row:
    shown = show_line(label)
    return (shown, f"{claims:,}", share(claims, profile.claims), f"{words:,}", share(words, profile.words))


def _name(reports: Sequence[Report]) -> str:
    if len(reports) > 1:
        return f"Sourcing profile of {len(reports):,} reports"
    report = reports[0]
    return clip(show_line(report.title or report.uri or "Report without a title"))
