"""The page on kinds of source is what the codebook says."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from sayso.lang import load_language, read_source_kinds

_FOLDER = Path(__file__).resolve().parents[2] / "docs"
_PAGE = _FOLDER / "source-kinds.md"


def test_page_is_printed_by_the_script() -> None:
    page = runpy.run_path(str(_FOLDER / "make_source_kinds.py"))["render_page"]()
    assert _PAGE.read_text("utf-8") == page, "run: python docs/make_source_kinds.py"


def test_example_of_a_users_file_is_sound(tmp_path: Path) -> None:
    examples = re.findall(r"```toml\n(.*?)```", _PAGE.read_text("utf-8"), re.DOTALL)
    assert len(examples) == 1
    path = tmp_path / "mine.toml"
    path.write_text(examples[0], "utf-8")
    book = read_source_kinds(str(path), load_language("en").sources)
    assert book.kinds[-1].code == "religious_body"
