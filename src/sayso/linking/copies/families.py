"""Families: reports tied by copying, directly or over others, with what they all go back to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from sayso.linking.copies.order import is_named
from sayso.linking.copies.outlets import same_outlet
from sayso.model import Copy, Credit, Family, Report, make_id


class Published(msgspec.Struct, frozen=True):
    """What families need to know of a report: ``rank`` is its place in order of publication."""

    rank: int
    report: Report
    credits: tuple[Credit, ...]


def make_families(copies: Sequence[Copy], published: Mapping[str, Published]) -> tuple[Family, ...]:
    """The families of all reports that are tied by ``copies``, in order of publication of their first reports."""
    groups = _group(copies, published)
    families = [_make_family([published[name] for name in names], made) for names, made in groups]
    return tuple(sorted(families, key=lambda family: published[family.reports[0]].rank))


def _group(copies: Sequence[Copy], published: Mapping[str, Published]) -> list[tuple[list[str], list[Copy]]]:
    """The reports tied by copies, earliest first, and those copies, by their reports."""
    heads: dict[str, str] = {}

    def find(name: str) -> str:
        while heads.setdefault(name, name) != name:
            heads[name] = heads[heads[name]]
            name = heads[name]
        return name

    for copy in copies:
        ends = sorted((find(copy.report), find(copy.of)), key=lambda name: published[name].rank)
        heads[ends[1]] = ends[0]
    names, made = defaultdict[str, list[str]](list), defaultdict[str, list[Copy]](list)
    for name in sorted(heads, key=lambda name: published[name].rank):
        names[find(name)].append(name)
    for copy in sorted(copies, key=lambda copy: published[copy.report].rank):
        made[find(copy.report)].append(copy)
    return [(members, made[head]) for head, members in names.items()]


def _make_family(members: Sequence[Published], copies: Sequence[Copy]) -> Family:
    reports = tuple(member.report.id for member in members)
    parents = defaultdict[str, list[str]](list)
    for copy in copies:
        parents[copy.report].append(copy.of)
    first = _find_root(reports, parents)
    credited = _find_credited(next(m for m in members if m.report.id == first), members)
    return Family(
        id=make_id("family", *sorted(reports)),
        reports=reports,
        root=None if credited else first,
        credited=credited,
        copies=tuple(copies),
        reason=_explain(members, first, credited, sum(1 for name in reports if name not in parents)),
    )


def _find_root(reports: Sequence[str], parents: Mapping[str, Sequence[str]]) -> str:
    """Of the reports that copy none the one that most go back to, the earliest of several."""
    roots = {name: frozenset((name,)) for name in reports if name not in parents}
    if len(roots) == 1:
        return next(iter(roots))
    reached: dict[str, frozenset[str]] = {}
    counts: Counter[str] = Counter()
    for name in reports:
        reached[name] = roots.get(name) or frozenset().union(*(reached[parent] for parent in parents[name]))
        counts.update(reached[name])
    return max(roots, key=lambda name: (counts[name], -reports.index(name)))


def _find_credited(first: Published, members: Sequence[Published]) -> str | None:
    """The outlet that the first report says it has its text from, or most of the others do, where none of its reports
    is among them.
    """  # fmt: skip
    names: Counter[str] = Counter()
    for member in members:
        for name in sorted({credit.name for credit in member.credits if credit.kind != "cited"}):
            names[next((known for known in names if same_outlet(known, name)), name)] += 1
    own = {credit.name for credit in first.credits if credit.kind != "cited"}
    for name in sorted(names, key=lambda name: (-names[name], name)):
        held = any(is_named(m.report.outlet, c) for m in members for c in m.credits if c.name == name)
        by_first = any(same_outlet(name, other) for other in own)
        if not held and (by_first or (names[name] >= 2 and 2 * names[name] >= len(members))):
            return name
    return None


def _explain(members: Sequence[Published], first: str, credited: str | None, roots: int) -> str:
    outlets = len({member.report.outlet or member.report.id for member in members})
    head = f"{len(members)} reports of {outlets} {'outlet' if outlets == 1 else 'outlets'} share passages"
    if credited is not None:
        return f"{head}; they credit {credited}, whose report is not among them"
    root = next(member.report for member in members if member.report.id == first)
    source = f"the report of {root.outlet or first}" + (f" of {root.published}" if root.published else "")
    more = f"; {roots - 1} more went into some of them" if roots > 1 else ""
    return f"{head}; they go back to {source}{more}"
