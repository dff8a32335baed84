""" "N reports, M origins", as large as can be, and the reports as squares, a row for each origin they lead to."""

from __future__ import annotations

from sayso.desk.parts.tree import ROLES
from sayso.desk.parts.words import bdi, count_of
from sayso.desk.places import hue, path_to
from sayso.export.markup import Html, join_markup, tag
from sayso.model import Origin, Provenance

_MOST_ROWS = 6
_MOST_SQUARES = 40


def render_weight(reports: int, origins: int | None) -> Html:
    """The two numbers side by side; origins alone are left out where they are not traced."""
    big = [_render_number(reports, "report")]
    if origins is not None:
        big.append(_render_number(origins, "origin", cls="m one" if origins == 1 and reports > 1 else "m"))
    return tag("p", *big, cls="weight")


def _render_number(number: int, noun: str, *, cls: str | None = None) -> Html:
    return tag("span", tag("b", f"{number:,}"), tag("span", noun if number == 1 else f"{noun}s"), cls=cls)


def render_strands(provenance: Provenance, *, most: int = _MOST_ROWS) -> Html:
    """For each origin a row of squares, one a report: full where it goes to the origin itself, hollow for a copy."""
    origins = sorted(provenance.origins, key=lambda origin: (-len(_split(origin)[0]), origin.name, origin.id))
    rows = [_render_strand(origin) for origin in origins[:most]]
    left = len(origins) - len(rows)
    more = tag("li", f"and {count_of(left, 'more origin')}", cls="empty") if left > 0 else Html()
    copied = any(_split(origin)[1] for origin in provenance.origins)
    keys = [tag("span", _square("full"), " a report that goes to the origin itself")]
    if copied:
        keys.append(tag("span", _square("echo"), " a report that copies another one\u2019s text"))
    return join_markup([tag("ol", *rows, more, cls="strands"), tag("p", *keys, cls="strand-key soft")])


def _split(origin: Origin) -> tuple[list[str], set[str]]:
    """The reports that lead to an origin, and those of them that only copy."""
    reports = list(dict.fromkeys(trail.report for trail in origin.trails))
    direct = {trail.report for trail in origin.trails if all(step.how != "copied" for step in trail.steps)}
    return reports, set(reports) - direct


def _render_strand(origin: Origin) -> Html:
    reports, copied = _split(origin)
    name = bdi(origin.name or "not named", 60)
    link = tag("a", name, href=path_to("speakers", origin.party)) if origin.party else name
    kinds = ["full"] * (len(reports) - len(copied)) + ["echo"] * len(copied)
    squares = [_square(kind) for kind in kinds[:_MOST_SQUARES]]
    told = tag("b", f"{len(reports):,}", tag("span", f" of its reports, {ROLES[origin.role][0]}", cls="unseen"))
    return tag(
        "li",
        tag("span", tag("i", cls="dot-of", aria_hidden="true"), link, cls="strand-name"),
        tag("span", *squares, cls="squares", aria_hidden="true"),
        told,
        cls=hue(origin.party),
    )


def _square(kind: str) -> Html:
    return tag("i", cls=f"sq {kind}", aria_hidden="true")
