"""Who is answered, with what headers, and how errors look."""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import quote

import lxml.html
import msgspec
import pytest
from starlette.types import ASGIApp

from bench.asking import ask
from sayso.desk import make_app
from sayso.desk.guard import is_loopback
from sayso.store import Desk
from tests.desk.harbour import INCIDENT


@pytest.mark.parametrize("host", ["127.0.0.1:8642", "localhost:8642", "LOCALHOST", "[::1]:8642", "127.0.0.2"])
def test_names_of_this_machine_are_answered(app: ASGIApp, host: str) -> None:
    assert ask(app, "/", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.0.4", "", None, "a b", "[::1", "::1"],
)
def test_other_names_are_refused(app: ASGIApp, host: str | None) -> None:
    answer = ask(app, "/", host=host)
    assert answer.status == 403
    assert "SAY-854" in answer.text
    assert "harbour" not in answer.text


def test_a_desk_for_other_machines_answers_numbers_but_no_foreign_name(desk: Desk) -> None:
    app = make_app(desk, name="x", host="0.0.0.0")
    assert ask(app, "/speakers", host="192.168.0.4:9000").status == 200
    assert ask(app, "/speakers", host="evil.example").status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_but_reading(app: ASGIApp, method: str) -> None:
    answer = ask(app, "/reports", method=method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_head_is_answered(app: ASGIApp) -> None:
    assert ask(app, "/reports", method="HEAD").status == 200


@pytest.mark.parametrize(
    "address", ["/", f"/incidents/{INCIDENT}", "/reports/h8", "/nowhere", "/favicon.ico", "/index.json"]
)
def test_every_answer_carries_the_headers(app: ASGIApp, address: str) -> None:
    headers = ask(app, address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    assert "set-cookie" not in headers
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("address", ["/", f"/incidents/{INCIDENT}", "/reports/h8", "/nowhere"])
def test_the_policy_names_exactly_the_styles_and_scripts_of_the_page(app: ASGIApp, address: str) -> None:
    answer = ask(app, address)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    page = lxml.html.document_fromstring(answer.text)
    for node in page.xpath("//style | //script"):
        digest = base64.b64encode(hashlib.sha256((node.text or "").encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/nowhere", "SAY-851"),
        ("/reports/", "SAY-851"),
        ("/incidents/a/b", "SAY-851"),
        ("/../../etc/passwd", "SAY-851"),
        (f"/{'x' * 5000}", "SAY-851"),
        ("/reports/none", "SAY-852"),
        ("/incidents/none", "SAY-852"),
        ("/families/none", "SAY-852"),
        ("/statements/none", "SAY-852"),
        ("/speakers/none", "SAY-852"),
        ("/c/none", "SAY-852"),
        ("/d/none", "SAY-852"),
        (f"/d/{'0' * 64}", "SAY-852"),
        ("/reports/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "SAY-852"),
    ],
)
def test_what_is_not_there_says_so_with_a_next_step(app: ASGIApp, address: str, code: str) -> None:
    page = ask(app, address)
    assert page.status == 404
    assert code in page.text
    assert "<script>alert" not in page.text
    data = ask(app, f"{address}.json")
    assert data.status == 404
    assert msgspec.json.decode(data.body)["error"]["code"] == code


def test_a_page_that_fails_is_an_answer_too(app: ASGIApp, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Desk) -> None:
        raise RuntimeError("<b>broken</b>")

    monkeypatch.setattr(Desk, "totals", fail)
    page = ask(app, "/")
    assert page.status == 500
    assert "SAY-855" in page.text
    assert "<b>broken</b>" not in page.text


@pytest.mark.parametrize(
    "query", ["page=999999999999", "page=-1", "page=\u0662", "sort=x", "first=yesterday", "&&==&q", "q=" + "a" * 9000]
)
def test_odd_values_are_taken_for_none(app: ASGIApp, query: str) -> None:
    assert ask(app, f"/reports?{quote(query, safe='=&')}").status == 200


def test_loopback() -> None:
    assert [is_loopback(host) for host in ("127.0.0.1", "[::1]", "localhost", "0.0.0.0", "example.org")] == [
        True,
        True,
        True,
        False,
        False,
    ]
