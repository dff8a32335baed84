"""The desk in a real browser: keys, links, no error in the console, nothing wider than the screen."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sayso.desk.places import path_to
from tests.desk.harbour import FAMILY, INCIDENT, MINISTRY, STATEMENT, TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

PAGES = [
    "/",
    "/reports",
    path_to("reports", "h2"),
    path_to("reports", "h8"),
    path_to("families", FAMILY),
    "/incidents",
    path_to("incidents", INCIDENT),
    path_to("statements", STATEMENT),
    "/speakers",
    path_to("speakers", MINISTRY),
    "/contradictions",
    "/profile",
    "/search?q=killed",
    "/nowhere",
]

_CONTRAST = """
() => {
  const channel = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const parse = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const c = parse(getComputedStyle(node).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const node of document.querySelectorAll("body *")) {
    if (node.closest("svg, script, style, dialog") || !node.getClientRects().length) continue;
    if (![...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim())) continue;
    const a = light(parse(getComputedStyle(node).color)) + 0.05;
    const b = light(ground(node)) + 0.05;
    const ratio = Math.max(a, b) / Math.min(a, b);
    if (ratio < 4.5) poor.push(`${node.className}: ${node.textContent.trim().slice(0, 30)} ${ratio.toFixed(2)}`);
  }
  return poor;
}
"""

# The network is closed to tests, so the server runs in a process of its own and the browser alone talks to it.
_SERVE = """
import sys
from sayso.desk import open_seat, serve
from sayso.store import open_desk
seat = open_seat()
with open_desk(sys.argv[1]) as desk:
    serve(desk, seat, name="harbour.sayso", ready=lambda: print(seat.address, flush=True))
"""


@pytest.fixture(scope="module")
def address(desk_file: Path) -> Iterator[str]:
    """Where the desk is served."""
    server = subprocess.Popen([sys.executable, "-c", _SERVE, str(desk_file)], stdout=subprocess.PIPE, text=True)
    try:
        if server.stdout is None:
            pytest.fail("the server has no output")
        yield server.stdout.readline().strip().rstrip("/")
    finally:
        server.terminate()
        server.wait(10)
        if server.stdout is not None:
            server.stdout.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with playwright.sync_playwright() as started:
        try:
            opened = started.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        except playwright.Error as error:
            pytest.skip(f"no Chromium can be started: {str(error).splitlines()[0]}")
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page; anything that the console complains of fails the test."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    opened = context.new_page()
    told: list[str] = []
    opened.on("console", lambda message: told.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: told.append(str(error)))
    opened.on("dialog", lambda dialog: told.append(f"dialog: {dialog.message}"))
    yield opened
    context.close()
    assert [line for line in told if "404" not in line] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_the_screen_and_its_words_stand_out(page: Page, address: str, path: str) -> None:
    """Nothing wider than the screen; WCAG 2.2, success criterion 1.4.3: 4.5 to 1, in light and dark."""
    page.goto(address + path)
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "15px"
    for width, height in ((390, 800), (1400, 900)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert page.evaluate(_CONTRAST) == [], scheme


def test_nothing_outside_the_desk_is_asked_for(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}{path_to('incidents', INCIDENT)}")
    assert asked
    assert all(url.startswith(address) for url in asked)


def test_keys_walk_the_list_and_open_what_is_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}/incidents")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    chosen = page.evaluate("document.activeElement.getAttribute('href')")
    assert chosen == path_to("incidents", INCIDENT)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{chosen}")


def test_the_first_stop_of_the_tab_key_skips_the_menu(page: Page, address: str) -> None:
    page.goto(f"{address}/incidents")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_slash_searches_and_letters_typed_stay_letters(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("gi killed")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=gi+killed")


@pytest.mark.parametrize(
    ("letter", "path"),
    [("i", "/incidents"), ("r", "/reports"), ("s", "/speakers"), ("c", "/contradictions"), ("o", "/")],
)
def test_g_and_a_letter_go_to_a_page(page: Page, address: str, letter: str, path: str) -> None:
    page.goto(f"{address}/profile")
    page.keyboard.press("g")
    page.keyboard.press(letter)
    page.wait_for_url(f"{address}{path}")


def test_the_list_of_keys_opens_and_closes(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_a_figure_leads_to_its_words_in_the_report(page: Page, address: str) -> None:
    page.goto(f"{address}{path_to('incidents', INCIDENT)}")
    page.locator(".side-of q a").first.click()
    page.wait_for_url("**/reports/h1?at=*")
    pointed = page.locator(".pointed")
    assert "".join(pointed.all_text_contents()) == "41 people"
    assert pointed.first.is_visible()


def test_characters_after_the_hash_are_passed_on(page: Page, address: str) -> None:
    start = TEXTS["h6"].index("57")
    page.goto(f"{address}/reports/h6#char={start},{start + 2}")
    page.wait_for_url(f"**/reports/h6?at={start},{start + 2}#at")
    assert page.locator(".pointed").first.text_content() == "57"


def test_the_reading_view_lights_a_claim(page: Page, address: str) -> None:
    page.goto(f"{address}/reports/h6")
    page.keyboard.press("j")
    assert page.locator("#r1t .lit").count() > 0


def test_the_page_is_whole_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{path_to('incidents', INCIDENT)}")
    assert page.locator(".rung").count() == 3
    assert page.locator(".grown").count() == 3
    assert page.locator(".side-of").first.is_visible()
    page.locator(".find input").fill("killed")
    page.locator(".find input").press("Enter")
    page.wait_for_url("**/search?q=killed")
    context.close()
