from __future__ import annotations

import pytest

from sayso.linking.copies.address import find_address


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        ("https://www.post.example/a/b/#end", "post.example/a/b"),
        ("HTTP://post.example/a?id=7", "post.example/a?id=7"),
        ("https://post.example/", None),
        ("in/reports.jsonl", None),
        ("file:///in/reports.jsonl", None),
        ("https://[broken/a", None),
        (None, None),
    ],
)
def test_addresses(uri: str | None, address: str | None) -> None:
    assert find_address(uri) == address
