"""The words of `sayso explain`: one claim laid open, or the list of a report's claims."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from sayso.cli.phrases import Phrases, count
from sayso.cli.safe import clip, show_line
from sayso.cli.underline import SIGNS, underline
from sayso.model import Span
from sayso.pipeline import Explanation, Trace
from sayso.pipeline.explain import Considered, Part, Relative, Speaker, Trait, Words

_WIDEST = 100
_NARROWEST = 40
_LEFT = 16  # where values begin
_LONGEST = 160


class Explained:
    """Prints explanations and lists of claims on standard output."""

    def __init__(self) -> None:
        console = Console(file=sys.stdout)
        width = max(_NARROWEST, min(console.width, _WIDEST)) if console.is_terminal else _WIDEST
        self._console = Console(file=sys.stdout, markup=False, highlight=False, emoji=False, width=width)

    def print_list(self, trace: Trace, *, before: str = "") -> None:
        """One line per claim: number (behind ``before``), id, who, cue, and the beginning of the content."""
        record = trace.record
        name = record.report.title or record.report.uri or record.report.id
        self._line(Text(f"{clip(show_line(name))}: {count(len(trace.claims), 'claim')}", "bold"))
        phrases = Phrases(record, trace.claims)
        for number, claim in enumerate(trace.claims, 1):
            row = Text.assemble((f"{before}{number:>{3}}  ", "dim"), f"{show_line(claim.id)}  ")
            row.append_text(phrases.who(claim))
            if claim.cue is not None:
                row.append("  ").append(show_line(claim.cue.text(phrases.text)), "cyan")
            if claim.content:
                row.append(f"  {show_line(claim.content[0].text(phrases.text)[:_LONGEST])}", "dim")
            row.truncate(self._console.width, overflow="ellipsis")
            self._console.print(row, no_wrap=True, overflow="ellipsis", crop=True)
        self._line(Text())

    def print_claim(self, told: Explanation) -> None:
        """The whole explanation of one claim."""
        self._line(Text(f"Claim {told.number} of {told.claims}  {show_line(told.claim.id)}", "bold"))
        self._line(Text(clip(show_line(told.title or told.report)), "dim"))
        self._line(Text())
        self._print_excerpt(told)
        for row in _list_parts(told):
            self._row(*row)
        for considered in told.considered:
            self._row("not taken", _describe_considered(considered))
        if told.speaker is not None:
            for row in _describe_speaker(told.speaker):
                self._row(*row)
        elif told.claim.source is not None:
            self._row("speaker", "the source is not tied to anybody that the report names")
        for trait in told.traits:
            self._row(trait.name, _describe_trait(trait))
        for row in _list_relatives(told):
            self._row(*row)
        self._row("confidence", _describe_confidence(told))
        self._line(Text())

    def _print_excerpt(self, told: Explanation) -> None:
        claim, words = told.claim, told.excerpt
        spans: dict[str, list[Span]] = {
            "source": [claim.source] if claim.source else [],
            "cue": [claim.cue] if claim.cue else [],
            "content": list(claim.content),
            "hedge": list(claim.hedges),
            "channel": [claim.channel] if claim.channel else [],
        }
        for line, signs in underline(words.text, words.start, spans, width=self._console.width - 4):
            self._line(Text(f"    {line}"))
            if signs:
                self._line(Text(f"    {signs}", "cyan"))
        legend = "  ".join(f"{SIGNS[role] * 3} {role}" for role, places in spans.items() if places)
        self._line(Text(f"\n    {legend}   (code points {words.start}..{words.end})\n", "dim"))

    def _row(self, name: str, value: str) -> None:
        room = self._console.width - _LEFT
        for index, line in enumerate(Text(value).wrap(self._console, room, overflow="fold")):
            line.rstrip()
            label = name if index == 0 else ""
            self._line(Text.assemble((f"{label:<{_LEFT}}", "dim"), line))

    def _line(self, text: Text) -> None:
        self._console.print(text, soft_wrap=True)


def _quote(words: Words) -> str:
    return f"“{clip(show_line(words.text), _LONGEST)}” ({words.start}..{words.end})"


def _list_parts(told: Explanation) -> Iterator[tuple[str, str]]:
    for part in told.parts:
        yield part.role, _describe_part(part)
    if told.claim.source is None:
        yield "source", "none was found"
    if not told.claim.content:
        yield "content", "none was found"
    yield "joined by", f"{show_line(told.rule)}: {show_line(told.rule_meaning)}"


def _describe_part(part: Part) -> str:
    scores = [] if part.confidence is None else [f"mark {part.confidence:.2f}"]
    if part.link is not None:
        scores.append(f"link to the cue {part.link:.2f}")
    return f"{_quote(part.words)}  {', '.join(scores) or 'set by a rule'}"


def _describe_considered(one: Considered) -> str:
    return f"{one.role} {_quote(one.words)}  mark {one.confidence:.2f}, link {one.link:.2f}: {show_line(one.reason)}"


def _describe_speaker(speaker: Speaker) -> Iterator[tuple[str, str]]:
    kind = f", {speaker.kind}" if speaker.kind else ""
    roles = f" ({clip(show_line('; '.join(speaker.roles)))})" if speaker.roles else ""
    yield "speaker", f"{clip(show_line(speaker.name))}{kind}{roles}"
    yield "", f"by {show_line(speaker.rule)}, {speaker.confidence:.2f}; id {show_line(speaker.entity)}"
    if speaker.chain:
        yield "", "over " + " → ".join(map(_quote, speaker.chain))
    for other in speaker.others:
        yield "or", f"{clip(show_line(other.name))}  {other.score:.2f}: {show_line(other.reason)}"


def _describe_trait(trait: Trait) -> str:
    words = f"  {_quote(trait.words)}" if trait.words is not None else ""
    return f"{show_line(trait.value)}{words}: {show_line(trait.reason)}"


def _list_relatives(told: Explanation) -> Iterator[tuple[str, str]]:
    if told.parent is not None:
        yield "inside", _describe_relative(told.parent)
    for child in told.children:
        yield "holds", _describe_relative(child)


def _describe_relative(relative: Relative) -> str:
    return f"claim {relative.number}  {show_line(relative.id)}  {_quote(relative.words) if relative.words else ''}"


def _describe_confidence(told: Explanation) -> str:
    return f"{'none' if told.confidence is None else f'{told.confidence:.2f}'}: {told.meaning}"
