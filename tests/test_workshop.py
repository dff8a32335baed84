"""The workshop: what is pinned, what is hashed, and what ships."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import sayso

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def read_pins(name: str) -> set[str]:
    """The ``name==version`` of every requirement in the file."""
    return set(re.findall(r"^([a-z0-9-]+==[^ ;\\]+)", (ROOT / name).read_text("utf-8"), re.M))


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_hold_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text)
    assert "://" not in text
    assert all("--hash=sha256:" in entry for entry in entries)


def test_requirements_follow_the_project() -> None:
    runtime = set(PROJECT["project"]["dependencies"])
    assert runtime <= read_pins("requirements.txt")
    assert runtime | set(PROJECT["project"]["optional-dependencies"]["dev"]) <= read_pins("requirements-dev.txt")
    assert read_pins("requirements.txt") <= read_pins("requirements-dev.txt")


def test_every_file_of_the_package_ships() -> None:
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    files = [p for p in (ROOT / "src" / "sayso").rglob("*") if p.is_file() and p.suffix not in {".py", ".pyc"}]
    assert [p.name for p in files if not any(p.match(pattern) for pattern in patterns)] == []


def test_version_heads_the_changelog() -> None:
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert headings[0] == sayso.__version__
