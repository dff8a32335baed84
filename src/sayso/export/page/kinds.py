"""The kind of a source as the page shows it: its name, and the reason on a click."""

from __future__ import annotations

import re
from functools import cache

from sayso.export.markup import Html, tag
from sayso.lang import find_language
from sayso.linking.profile import UNKNOWN
from sayso.model import SourceKind

_ARTICLE = re.compile(r"(?:an?|the) ")
_LONGEST_REASON = 400
_LONGEST_CODE = 60


def name_kind(code: str) -> str:
    """A code in the words of the codebook: ``state_body`` is "state body"; one that it lacks as it is."""
    if code == UNKNOWN:
        return "kind not told"
    return _list_names().get(code) or code.replace("_", " ").strip()[:_LONGEST_CODE]


@cache
def _list_names() -> dict[str, str]:
    """What the codebook calls one source of each kind, without the article."""
    return {kind.code: _ARTICLE.sub("", kind.label, count=1) for kind in find_language(None).sources.kinds}


def render_kind(text: str, kind: SourceKind | None) -> Html:
    """The kind with its reason, folded; nothing where there is no kind."""
    if kind is None:
        return Html()
    reason = tag("bdi", kind.reason[:_LONGEST_REASON])
    parts = [tag("p", reason)]
    if kind.span is not None and kind.span.text(text):
        parts.append(tag("p", "\u201c", tag("bdi", kind.span.text(text)[:_LONGEST_REASON]), "\u201d"))
    summary = tag("summary", tag("span", tag("bdi", name_kind(kind.code))), title=kind.reason[:_LONGEST_REASON])
    return tag("details", summary, *parts, cls="sort")
