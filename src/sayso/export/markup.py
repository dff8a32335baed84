"""Markup that is safe by construction: a plain string is escaped wherever it enters, only Html is taken as it is."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterable

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
_SPECIAL = re.compile("[&<>\"'\\r]")
_VOID = frozenset({"input", "meta"})

Attribute = str | int | float | bool | None


class Html(str):
    """Markup made by this module; never make one from a text that came with a record."""

    __slots__ = ()


def escape_text(value: str) -> Html:
    """The text as markup: a parser gives back exactly ``value``, carriage returns included."""
    if isinstance(value, Html):
        return value
    if _SPECIAL.search(value) is None:
        return Html(value)
    return Html(html.escape(value, quote=True).replace("\r", "&#13;"))


def show_plain(text: str, limit: int) -> str:
    """Words of a report for a label or a title: no control or direction marks, no more than ``limit`` code points."""
    plain = " ".join(_UNSEEN.sub(" ", text[: 4 * limit]).split())
    return plain if len(plain) <= limit else f"{plain[: limit - 1]}\u2026"


def join_markup(parts: Iterable[str], separator: str = "") -> Html:
    """The parts one after the other, each escaped unless it is markup already."""
    return Html(escape_text(separator).join(escape_text(part) for part in parts))


def tag(name: str, /, *children: str, **attributes: Attribute) -> Html:
    """An element. ``cls`` stands for class, ``_`` in a name for a hyphen; None and False leave an attribute out."""
    written = [
        _write_attribute(key, value) for key, value in attributes.items() if value is not None and value is not False
    ]
    opening = f"<{name}{''.join(written)}>"
    if name in _VOID:
        return Html(opening)
    inside = "".join([child if type(child) is Html else escape_text(child) for child in children])
    return Html(f"{opening}{inside}</{name}>")


def _write_attribute(name: str, value: Attribute) -> str:
    key = _name_key(name)
    return f" {key}" if value is True else f' {key}="{escape_text(str(value))}"'


@functools.cache
def _name_key(name: str) -> str:
    return "class" if name == "cls" else name.strip("_").replace("_", "-")
