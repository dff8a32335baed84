"""Parts of a page by simple selectors: ``#r1e1``, ``.text .trig``, ``a[href^="#"]``; nothing more is understood."""

from __future__ import annotations

import re
from typing import Any

from lxml import html

_PART = re.compile(r"#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)|\[(?P<name>[\w-]+)(?:(?P<how>[\^*])=\"(?P<value>[^\"]*)\")?\]")
_HOW = {"^": "starts-with", "*": "contains"}


def parse(markup: str) -> Any:
    """The root of a page."""
    return html.document_fromstring(markup)


def select(node: Any, selector: str) -> list[Any]:
    """The elements below ``node`` that a selector names, in document order."""
    return list(node.xpath("." + "".join(f"//{_translate(part)}" for part in selector.split())))


def read(node: Any, selector: str) -> list[str]:
    """The words of the elements that a selector names, blanks as one."""
    return [" ".join(found.text_content().split()) for found in select(node, selector)]


def _translate(compound: str) -> str:
    name = re.match(r"\w*", compound)
    tests = [_test(match) for match in _PART.finditer(compound)]
    return (name[0] if name and name[0] else "*") + "".join(tests)


def _test(match: re.Match[str]) -> str:
    if match["id"]:
        return f"[@id='{match['id']}']"
    if match["cls"]:
        return f"[contains(concat(' ', normalize-space(@class), ' '), ' {match['cls']} ')]"
    if match["how"]:
        return f"[{_HOW[match['how']]}(@{match['name']}, '{match['value']}')]"
    return f"[@{match['name']}]"
