"""The words of a summary: who a claim belongs to, where it stands, what it says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from rich.text import Text

from sayso.cli.digest import Digest
from sayso.cli.safe import clip, show_line
from sayso.model import Claim, Entity, Issue, Record, cover

_DEEPEST = 3


class Phrases:
    """What claims of one record are called and where they stand, looked up once per record."""

    def __init__(self, record: Record, claims: Sequence[Claim]) -> None:
        self.text = record.report.text
        self._entities: dict[str, Entity] = {entity.id: entity for entity in record.entities}
        self._numbers = {claim.id: number for number, claim in enumerate(claims, 1)}
        self._parents = {claim.id: claim.parent for claim in claims}
        self._line_ends = [at for at, character in enumerate(self.text) if character == "\n"]

    def head(self, claim: Claim) -> Text:
        """The first line of a claim: who, cue, kind of quotation, place, id."""
        head = self.who(claim)
        if claim.cue is not None:
            head.append("  ").append(clip(show_line(claim.cue.text(self.text))), "cyan")
        return head.append(f"  {claim.quotation} · {self.locate(claim)} · {show_line(claim.id)}", "dim")

    def who(self, claim: Claim) -> Text:
        """The speaker's name, with the words of the source where they differ; said plainly where there is neither."""
        words = clip(show_line(claim.source.text(self.text))) if claim.source is not None else ""
        entity = self._entities.get(claim.speaker or "")
        name = clip(show_line(entity.name)) if entity is not None else ""
        if not words and not name:
            return Text.assemble(("no source named", "italic"))
        if not name or name.casefold() in words.casefold():
            return Text.assemble((words, "bold"))
        return Text.assemble((name, "bold"), f" (“{words}”)" if words else "")

    def locate(self, claim: Claim) -> str:
        """Line (from 1) and half-open range of code points of the whole claim."""
        whole = cover(span for span in (claim.source, claim.cue, *claim.content) if span is not None)
        if whole is None:
            return "nowhere in the text"
        return f"line {bisect_left(self._line_ends, whole.start) + 1} · {whole.start}..{whole.end}"

    def depth(self, claim: Claim) -> int:
        """How many claims this one stands in, up to a few."""
        depth, parent = 0, claim.parent
        while parent is not None and depth < _DEEPEST:
            depth, parent = depth + 1, self._parents.get(parent)
        return depth

    def number(self, claim_id: str | None) -> int | None:
        """The number that a claim is printed under."""
        return self._numbers.get(claim_id or "")


def count(number: int, noun: str) -> str:
    """A number with its noun: ``1 claim``, ``2 claims``, ``1,204 words``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def describe_digest(digest: Digest) -> str:
    """The counts of a record, or of several, in one line."""
    share = round(100 * digest.attributed / digest.words) if digest.words else 0
    counts = (
        count(digest.claims, "claim"),
        count(digest.sources, "source"),
        f"{digest.sourceless:,} without a source",
        f"{share}% of words in attributed content",
        count(digest.issues, "issue"),
    )
    return " · ".join(counts)


def describe_issue(issue: Issue, text: str) -> str:
    """An issue on one line, with the line of the report it points at."""
    line = f"line {text.count(chr(10), 0, issue.span.start) + 1}: " if issue.span is not None else ""
    return show_line(f"{issue.code}: {line}{issue.message}")


def list_remarks(claim: Claim, phrases: Phrases) -> list[Text]:
    """Lines under the content. Hedges are always here, whole, so that shortening the content hides none."""
    text = phrases.text
    remarks = [
        Text.assemble(("hedge ", "dim"), (f"“{show_line(hedge.text(text))}”", "magenta")) for hedge in claim.hedges
    ]
    if claim.channel is not None:
        remarks.append(Text.assemble(("channel ", "dim"), f"“{clip(show_line(claim.channel.text(text)))}”"))
    parent = phrases.number(claim.parent)
    if parent is not None:
        remarks.append(Text(f"inside claim {parent}", "dim"))
    return remarks


def join_content(claim: Claim, text: str, *, room: int) -> Text:
    """The pieces of the content, hedges underlined, joined by an ellipsis; at most ``room`` code points of each."""
    if not claim.content:
        return Text.assemble(("no content found", "italic"))
    joined = Text()
    for piece in claim.content:
        if len(joined) > room:
            break
        if joined:
            joined.append(" … ", "dim")
        at, end = piece.start, min(piece.end, piece.start + room)
        for hedge in sorted(h for h in claim.hedges if piece.holds(h) and h.end <= end):
            joined.append(show_line(text[at : max(at, hedge.start)]))
            joined.append(show_line(text[max(at, hedge.start) : hedge.end]), "underline")
            at = max(at, hedge.end)
        joined.append(show_line(text[at:end]))
    return joined
