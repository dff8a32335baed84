"""The frame of every page: the bar with menu and search, the page, the foot; and the policy that it is sent with."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from importlib import resources

from sayso.desk.ask import Ask
from sayso.desk.view import View
from sayso.export.markup import Html, show_plain, tag
from sayso.export.page import read_style
from sayso.export.policy import write_hashes

MENU: tuple[tuple[str, str, str], ...] = (
    ("incidents", "Incidents", "i"),
    ("reports", "Reports", "r"),
    ("speakers", "Speakers", "s"),
    ("contradictions", "Contradictions", "c"),
    ("profile", "Profile", "p"),
)
"""Room, name, and the key that leads there after "g"."""

_KEYS = (
    ("/", "search"),
    ("j", "next in the list"),
    ("k", "previous"),
    ("Enter", "open"),
    ("g o", "overview"),
    *((f"g {key}", name.lower()) for _, name, key in MENU),
    ("?", "this list"),
    ("Esc", "close it"),
)
_LONGEST_TITLE = 160


def render_page(view: View, ask: Ask, *, name: str) -> tuple[bytes, str]:
    """The page as HTML in UTF-8, and its Content-Security-Policy."""
    bar = _render_bar(view.room, ask, name)
    main = tag("main", view.body, id="main", tabindex="-1")
    parts = [tag("a", "Skip to the page", cls="skip", href="#main"), bar, main, _render_foot(ask), _render_keys()]
    styles = [_style(), *([view.style] if view.style else [])]
    scripts = [*([view.script] if view.script else []), _read_asset("desk.js")]
    return _write(view.title, styles, scripts, tag("body", *parts, *(tag("script", s) for s in scripts), cls="desk"))


def render_bare(title: str, body: Html, *, name: str | None = None) -> tuple[bytes, str]:
    """A page without scripts, for errors; with the menu where the name of the desk is given."""
    bar = _render_bar("", Ask(""), name) if name is not None else Html()
    return _write(title, [_style()], [], tag("body", bar, body, cls="desk"))


def _write(title: str, styles: Sequence[Html], scripts: Sequence[Html], body: Html) -> tuple[bytes, str]:
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", f"{show_plain(title, _LONGEST_TITLE)} \u2013 Sayso"),
        *(tag("style", style) for style in styles),
    )
    page = f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"
    return page.encode("utf-8", "xmlcharrefreplace"), write_policy(styles, scripts)


def write_policy(styles: Sequence[str], scripts: Sequence[str]) -> str:
    """Nothing but these styles and scripts, pictures and forms of the desk itself, and no page around it."""
    allowed = f"script-src {write_hashes(scripts)}; " if scripts else ""
    return (
        f"default-src 'none'; style-src {write_hashes(styles)}; {allowed}img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _render_bar(room: str, ask: Ask, name: str) -> Html:
    home = tag("a", "Sayso", href="/", cls="logo", data_key="o", aria_label="Sayso, overview of the desk")
    links = [
        tag("a", label, href=f"/{path}", data_key=key, aria_current="page" if path == room else None)
        for path, label, key in MENU
    ]
    field = tag(
        "input",
        type="search",
        name="q",
        value=ask.one("q") if ask.path == "/search" else None,
        placeholder="Search the desk",
        aria_label="Search reports and claims",
        autocomplete="off",
    )
    search = tag("form", field, tag("kbd", "/", aria_hidden="true"), action="/search", role="search", cls="find")
    file = tag("bdi", show_plain(name, 40), cls="file")
    return tag("header", home, file, tag("nav", *links, aria_label="Desk"), search, cls="topbar")


def _render_foot(ask: Ask) -> Html:
    return tag(
        "footer",
        tag("p", "Nothing is decided here: every figure, link and count leads to the words it comes from."),
        tag("p", tag("a", "This page as JSON", href=ask.json()), tag("span", " \u00b7 ? for keys", cls="keys-hint")),
        cls="foot",
    )


def _render_keys() -> Html:
    rows = [tag("div", tag("dt", *_render_key(keys)), tag("dd", meaning)) for keys, meaning in _KEYS]
    return tag("dialog", tag("h2", "Keys"), tag("dl", *rows), id="keys", aria_label="Keys")


def _render_key(keys: str) -> list[Html]:
    return [tag("kbd", key) for key in keys.split()]


@functools.cache
def _style() -> Html:
    return Html(read_style() + _read_asset("desk.css") + _read_asset("links.css"))


@functools.cache
def _read_asset(name: str) -> Html:
    return Html(resources.files("sayso.desk").joinpath("assets", name).read_text(encoding="utf-8"))
