from __future__ import annotations

import pytest

from sayso.linking.copies import find_outlet, same_outlet

NAMES = (
    "Caspian Courier (invented)",
    "Steppe Wire (invented)",
    "Evening Tulip",
    "Radio Saksaul",
    "Harbour Courier Daily Post",
)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Steppe Wire", "Steppe Wire (invented)"),
        ("BBC", "BBC News"),
        ("the Associated Press", "AP"),
        ("The Evening Tulip", "evening tulip"),
        ("Gold Wire News Agency", "Gold Wire"),
    ],
)
def test_same(a: str, b: str) -> None:
    assert same_outlet(a, b)
    assert same_outlet(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [("Steppe Wire", "Gold Wire"), (None, None), ("", ""), ("Courier", "Caspian Courier"), ("News", "Media")],
)
def test_not_the_same(a: str | None, b: str | None) -> None:
    assert not same_outlet(a, b)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("the Courier", "Caspian Courier (invented)"),
        ("Steppe Wire", "Steppe Wire (invented)"),
        ("the Tulip", "Evening Tulip"),
        ("Radio", None),
        ("Gold Wire", None),
    ],
)
def test_find(name: str, found: str | None) -> None:
    assert find_outlet(name, NAMES) == found


def test_a_name_that_fits_two_is_found_for_neither() -> None:
    assert find_outlet("the Courier", ("Caspian Courier", "Harbour Courier")) is None
