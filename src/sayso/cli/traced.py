"""The readable tree of origins: who first said it, and through whom it came to the reports."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from sayso.cli.safe import clip, show_line
from sayso.linking.origins import count_roles
from sayso.model import Origin, Provenance, Step, StepRole, Trail

_WIDEST, _NARROWEST = 110, 40
_LONGEST_NAME, _LONGEST_TITLE, _LONGEST_REASON = 90, 160, 120
_TRAILS_SHOWN = 200
_NAMES: dict[StepRole, tuple[str, str]] = {
    "body": ("body", "bodies"),
    "person": ("person", "persons"),
    "agency": ("agency", "agencies"),
    "outlet": ("outlet", "outlets"),
    "document": ("document", "documents"),
    "channel": ("channel", "channels"),
    "unnamed": ("unnamed source", "unnamed sources"),
}
_HOW = {
    "published": "published", "copied": "copied from there", "credited": "credits it", "cited": "cites it",
    "said": "names it as the source", "posted": "names it as the source", "own": "told in its own voice",
}  # fmt: skip
_DOUBT = "A source that is not named may be one of the others: it is counted by itself."


class Traced:
    """Renders provenances; ``to_stdout`` says that they go to standard output."""

    def __init__(self, *, to_stdout: bool) -> None:
        out = sys.stdout if to_stdout else io.StringIO()
        console = Console(file=out)
        width = max(_NARROWEST, min(console.width, _WIDEST)) if console.is_terminal else _WIDEST
        self._console = Console(file=out, markup=False, highlight=False, emoji=False, width=width)
        self._encoding = (out.encoding if to_stdout else None) or "utf-8"

    def render(self, provenance: Provenance, title: str, days: Mapping[str, str]) -> bytes:
        """The tree of one incident or statement; ``days`` are the days of publication by report."""
        with self._console.capture() as capture:
            head = (clip(show_line(title), _LONGEST_TITLE), "bold underline")
            root = Tree(Text.assemble(head, (f"  {show_line(provenance.of)}", "dim")))
            root.add(Text(describe_count(provenance), "bold"))
            for origin in provenance.origins:
                self._add_origin(root, origin, days)
            if len(provenance.origins) > 1 and any(origin.role == "unnamed" for origin in provenance.origins):
                root.add(Text(_DOUBT, "dim"))
            self._console.print(root)
            self._console.print()
        return capture.get().encode(self._encoding, "backslashreplace")

    def _add_origin(self, root: Tree, origin: Origin, days: Mapping[str, str]) -> None:
        head = Text.assemble((_name(origin.name), "bold"), (f"  {_NAMES[origin.role][0]}", "cyan"))
        branch = root.add(head)
        nodes: dict[tuple[str, ...], Tree] = {(): branch}
        for trail in origin.trails[:_TRAILS_SHOWN]:
            _add_trail(nodes, trail, days)
        if len(origin.trails) > _TRAILS_SHOWN:
            branch.add(Text(f"and {len(origin.trails) - _TRAILS_SHOWN:,} more reports: see --json", "dim"))


def describe_count(provenance: Provenance) -> str:
    """ "6 reports, 2 origins: 1 body, 1 outlet"."""
    roles = ", ".join(_count(number, *_NAMES[role]) for role, number in count_roles(provenance).items())
    reports = _count(provenance.reports, "report", "reports")
    origins = _count(len(provenance.origins), "origin", "origins")
    return f"{reports}, {origins}: {roles}" if roles else f"{reports}, {origins}"


def _add_trail(nodes: dict[tuple[str, ...], Tree], trail: Trail, days: Mapping[str, str]) -> None:
    """Hang the way of a report below its origin, from the origin outwards; what ways share is drawn once."""
    steps = list(reversed(trail.steps))
    path: tuple[str, ...] = ()
    for number, step in enumerate(steps):
        outward = steps[number + 1] if number + 1 < len(steps) else None
        if number == 0 and step.how != "own":
            continue
        if step.how == "own" or (outward is not None and outward.party == step.party and outward.held == step.held):
            continue
        above, path = path, (*path, *_identify(step))
        if path not in nodes:
            nodes[path] = nodes[above].add(_describe_step(step, steps[number - 1] if number else None, days))


def _identify(step: Step) -> tuple[str, str]:
    """What a step is drawn once for: a post or paper below its body once, however reports word it."""
    if step.role in ("document", "channel"):
        return "paper", ""
    return step.party or step.name, step.held or (step.report or "")


def _describe_step(step: Step, origin: Step | None, days: Mapping[str, str]) -> Text:
    """The line of a step; ``origin`` is the one before it on the way out, which tells how this one came by it."""
    line = Text(_name(step.name))
    if step.held is not None:
        day = days.get(step.held, "")
        line.append(f"  {' · '.join(part for part in (day, show_line(step.held)) if part)}", "dim")
    if origin is not None:
        reason = clip(show_line(origin.reason), _LONGEST_REASON)
        line.append(f"  – {reason or _HOW[origin.how]}", "dim")
    return line


def _name(name: str) -> str:
    return clip(show_line(name), _LONGEST_NAME)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
