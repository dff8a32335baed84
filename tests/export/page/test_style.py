"""Colours of the page keep the contrast that small text needs, on every ground that it stands on."""

from __future__ import annotations

import re
from importlib import resources

import pytest

_CSS = resources.files("sayso.export.page").joinpath("style.css").read_text("utf-8")
_MAP_CSS = resources.files("sayso.export.map").joinpath("style.css").read_text("utf-8")
_LEAST = 4.5  # WCAG 2.2, level AA
_CONTENT = ("content", "quote", "deep", "deeper")
_PAIRS = [
    *((ink, ground) for ink in ("ink", "soft", "warn", "source", "cue") for ground in ("paper", "card")),
    *((ink, ground) for ink in ("ink", "cue", "bracket", "warn") for ground in _CONTENT),
    ("ink", "source-tint"),
    ("cue", "source-tint"),
    ("ink", "lit"),
    ("bracket", "paper"),
    ("paper", "source"),
    ("paper", "warn"),
    ("paper", "ink"),
    ("paper", "cue"),
    *((ink, ground) for ink in ("ink", "warn", "source", "channel") for ground in ("land", "sea")),
]
_MAP_PAIRS = [
    *((ink, ground) for ink in ("ink", "soft") for ground in ("paper", "land", "sea")),
    *((ink, ground) for ink in ("near", "area", "wide") for ground in ("land", "sea")),
    ("ink", "lit"),
    ("soft", "paper"),
]


def read_colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


MAP_LIGHT, MAP_DARK = (
    read_colours(block) for block in re.findall(r":root \{([^}]*--paper[^}]*--focus[^}]*)\}", _MAP_CSS)
)
LIGHT, DARK = (read_colours(block) for block in re.findall(r":root \{([^}]*--paper[^}]*--focus[^}]*)\}", _CSS))


def test_contrast_is_measured_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), _PAIRS)
def test_text_stands_out_from_its_ground(scheme: str, ink: str, ground: str) -> None:
    colours = LIGHT if scheme == "light" else {**LIGHT, **DARK}
    assert contrast(colours[ink], colours[ground]) >= _LEAST


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), _MAP_PAIRS)
def test_marks_of_the_map_stand_out_from_land_and_sea(scheme: str, ink: str, ground: str) -> None:
    colours = MAP_LIGHT if scheme == "light" else {**MAP_LIGHT, **MAP_DARK}
    assert contrast(colours[ink], colours[ground]) >= _LEAST
