"""The pages hold together: links lead somewhere, every room is told, and the words are the house's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_PAGES = ["README.md", "docs/architecture.md", "docs/record.md", "docs/limits.md", "docs/data.md"]
each_page = pytest.mark.parametrize("page", [*_PAGES, "examples/almaty-2022/README.md"])


@each_page
def test_links_lead_to_files(page: str) -> None:
    path = _ROOT / page
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (path.parent / target).exists()] == []


@each_page
def test_pages_speak_plainly(page: str) -> None:
    prose = re.sub(r"`[^`]*`", "", (_ROOT / page).read_text(encoding="utf-8"))
    banned = r"\b(we|We|our|articles?|easily|seamless\w*|powerful|state[- ]of[- ]the[- ]art|cutting[- ]edge)\b"
    assert re.findall(banned, prose) == []


def test_every_room_of_the_package_has_its_row() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", (_ROOT / "docs/architecture.md").read_text(encoding="utf-8"), re.MULTILINE)
    package = _ROOT / "src" / "sayso"
    rooms = {p.parent.name for p in package.glob("*/__init__.py")}
    modules = {p.stem for p in package.glob("*.py")} - {"__init__"}
    assert rooms | modules == set(rows)
    assert len(rows) == len(set(rows))


def test_readme_keeps_the_marks_that_figures_are_written_between() -> None:
    readme = (_ROOT / "README.md").read_text(encoding="utf-8")
    for name in ("example", "bench"):
        assert len(re.findall(rf"<!-- {name}:begin -->\n(?:.*\n)*?<!-- {name}:end -->", readme)) == 1
