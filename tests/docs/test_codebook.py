"""The page on the codebook is what the codebook says, and its examples are sound."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from sayso.codebook import check_codebook
from sayso.linking import find_rules

_FOLDER = Path(__file__).resolve().parents[2] / "docs"


def test_page_is_printed_by_the_script() -> None:
    page = runpy.run_path(str(_FOLDER / "make_codebook.py"))["render_page"]()
    assert (_FOLDER / "codebook.md").read_text("utf-8") == page, "run: python docs/make_codebook.py"


def test_example_of_a_users_codebook_is_sound(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", (_FOLDER / "codebook.md").read_text("utf-8"), re.DOTALL)
    path = tmp_path / "mine.yaml"
    path.write_text(example, "utf-8")
    book, faults = check_codebook(path)
    assert faults == []
    assert book is not None
    assert list(book.types) == ["FIRE", "ASSAULT"]


def test_example_of_a_rule_pack_is_sound(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", (_FOLDER / "events.md").read_text("utf-8"), re.DOTALL)
    path = tmp_path / "mine.toml"
    path.write_text(example, "utf-8")
    assert find_rules(str(path)).title == "mine 1"
