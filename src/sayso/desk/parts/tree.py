"""The tree of origins: from whoever first put it into the world, over channels and agencies, to the outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.desk.parts.facts import Loss
from sayso.desk.parts.words import bdi, count_of, name_clock, name_day, title_of
from sayso.desk.places import hue, path_to, path_to_span
from sayso.export.markup import Html, join_markup, show_plain, tag
from sayso.model import How, Origin, Provenance, Step, StepRole, Trail
from sayso.store import ReportRow

Rows = Mapping[str, ReportRow]

ROLES: dict[StepRole, tuple[str, str]] = {
    "outlet": ("newsroom", "newsrooms"),
    "agency": ("agency", "agencies"),
    "body": ("body", "bodies"),
    "person": ("person", "people"),
    "document": ("document", "documents"),
    "channel": ("channel", "channels"),
    "unnamed": ("source not named", "sources not named"),
}
_HOWS: dict[How, str] = {
    "published": "",
    "copied": "copies it",
    "credited": "credits it",
    "cited": "cites it",
    "said": "quotes it",
    "posted": "posted there",
    "own": "own reporting",
}
_MOST_BRANCHES = 8
MOST_ORIGINS = 20
_DEEPEST = 12
_LONGEST = 90


class _Node:
    """A stop on the way; ``trails`` end here, in a report of this very outlet."""

    def __init__(self, step: Step, how: How) -> None:
        self.step = step
        self.how = how
        self.trails: list[Trail] = []
        self.branches: dict[str, _Node] = {}

    def list_reports(self) -> Iterator[str]:
        """The reports of this stop and of all behind it."""
        yield from (trail.report for trail in self.trails)
        for branch in self.branches.values():
            yield from branch.list_reports()


def render_origins(
    provenance: Provenance, rows: Rows, losses: Iterable[Loss] = (), *, most: int = MOST_ORIGINS
) -> Html:
    """The trees of the ``most`` origins with most reports."""
    lost: dict[str, list[Loss]] = {}
    for loss in losses:
        lost.setdefault(loss.report, []).append(loss)
    origins = sorted(provenance.origins, key=lambda origin: (-len(origin.trails), origin.name, origin.id))
    items = [_render_origin(origin, rows, lost) for origin in origins[:most]]
    left = len(origins) - len(items)
    more = tag("p", f"and {count_of(left, 'more origin')}", cls="empty") if left > 0 else Html()
    return join_markup([tag("ol", *items, cls="trees"), more])


def count_roles(provenance: Provenance) -> str:
    """What the origins are: ``2 bodies, 1 newsroom``."""
    counts = Counter(origin.role for origin in provenance.origins)
    return ", ".join(count_of(counts[role], *words) for role, words in ROLES.items() if counts[role])


def _render_origin(origin: Origin, rows: Rows, lost: Mapping[str, Sequence[Loss]]) -> Html:
    root = _grow(origin, rows)
    reports = set(root.list_reports())
    told = count_of(len(reports), "report")
    if len(origin.statements) > 1:
        told += f", {len(origin.statements)} statements"
    name = bdi(origin.name or "not named", _LONGEST, cls="name")
    link = tag("a", name, href=path_to("speakers", origin.party)) if origin.party else name
    head = tag(
        "div",
        tag("i", cls=f"dot-of {hue(origin.party)}", aria_hidden="true"),
        tag("h3", link),
        tag("span", ROLES[origin.role][0], cls="role-of"),
        tag("span", told, cls="told-of"),
        cls="root",
    )
    own = _render_own(root, rows, lost)
    branches = _render_branches(root, rows, lost, 1)
    return tag("li", head, own, branches, cls=f"grown {origin.role}")


def _grow(origin: Origin, rows: Rows) -> _Node:
    """All trails of an origin as one tree that begins with it."""
    root = _Node(Step(origin.role, origin.name, "own", party=origin.party), "own")

    def published(trail: Trail) -> str:
        row = rows.get(trail.report)
        return (row.published or "") if row is not None else ""

    for trail in sorted(origin.trails, key=lambda trail: (published(trail), trail.report)):
        node = root
        steps = trail.steps[:_DEEPEST]
        for before, step in zip(reversed(steps), list(reversed(steps))[1:], strict=False):
            key = _fold_name(step)
            if key == _fold_name(node.step):
                continue
            node = node.branches.setdefault(key, _Node(step, before.how))
        if all(trail.report != other.report for other in node.trails):
            node.trails.append(trail)
    return root


def _fold_name(step: Step) -> str:
    return " ".join(step.name.casefold().split())


def _render_branches(node: _Node, rows: Rows, lost: Mapping[str, Sequence[Loss]], depth: int) -> Html:
    if not node.branches:
        return Html()
    items = [_render_branch(branch, rows, lost, depth) for branch in node.branches.values()]
    shown, rest = items[:_MOST_BRANCHES], items[_MOST_BRANCHES:]
    if len(rest) == 1:
        shown, rest = items, []
    if rest:
        summary = tag("summary", tag("span", f"{len(rest):,} more"))
        shown.append(tag("li", tag("details", summary, tag("ul", *rest, cls="branches")), cls="more"))
    return tag("ul", *shown, cls="branches")


def _render_branch(node: _Node, rows: Rows, lost: Mapping[str, Sequence[Loss]], depth: int) -> Html:
    echo = node.how == "copied"
    name = bdi(node.step.name or "not named", _LONGEST, cls="name")
    held = node.step.held
    link = tag("a", name, href=path_to("reports", held)) if held and not node.trails else name
    how = _HOWS[node.how]
    words = [link]
    if node.step.role not in ("outlet", "agency") or not node.trails:
        words.append(tag("span", ROLES[node.step.role][0], cls="role-of"))
    if how:
        words.append(_link_how(node, how))
    head = tag("div", *words, *(_tell_report(trail, rows, lost) for trail in node.trails), cls="stop")
    cls = f"branch {node.step.role}" + (" echo" if echo else "")
    return tag("li", head, _render_branches(node, rows, lost, depth + 1), cls=cls)


def _link_how(node: _Node, how: str) -> Html:
    """How it got here, a link to the words that tell so, the reason on pointing at it."""
    trail = node.trails[0] if node.trails else None
    before = trail.steps[1] if trail is not None and len(trail.steps) > 1 else None
    title = show_plain(before.reason, 200) if before is not None and before.reason else None
    if before is not None and before.report and before.span is not None:
        return tag("a", how, href=path_to_span(before.report, before.span), title=title, cls=f"how-of {node.how}")
    return tag("span", how, title=title, cls=f"how-of {node.how}")


def _render_own(root: _Node, rows: Rows, lost: Mapping[str, Sequence[Loss]]) -> Html:
    """Reports of the origin itself."""
    if not root.trails:
        return Html()
    items = [tag("li", _tell_report(trail, rows, lost)) for trail in root.trails[:_MOST_BRANCHES]]
    left = len(root.trails) - len(items)
    more = [tag("li", f"and {left:,} more", cls="empty")] if left > 0 else []
    return tag("ul", *items, *more, cls="own-reports")


def _tell_report(trail: Trail, rows: Rows, lost: Mapping[str, Sequence[Loss]]) -> Html:
    row = rows.get(trail.report)
    title = bdi(title_of(row.title) if row is not None else trail.report, _LONGEST)
    when = (
        " ".join(part for part in (name_day(row.published, short=True), name_clock(row.published)) if part)
        if row
        else ""
    )
    chips = [
        tag(
            "span",
            "drops ",
            tag("s", bdi(loss.words, 40 if loss.kind == "hedge" else 20)),
            cls=f"lost-chip {loss.kind}",
            title=show_plain(f"the original has the {loss.kind} \u201c{loss.words}\u201d", 240),
        )
        for loss in sorted(lost.get(trail.report, ()), key=lambda loss: loss.kind)[:3]
    ]
    link = tag("a", title, href=path_to("reports", trail.report), cls="to-report")
    return tag("span", tag("span", when, cls="when-of"), link, *chips, cls="report-of")
