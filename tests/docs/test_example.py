"""The example in README.md is what the program writes."""

from __future__ import annotations

import re
import sys
from importlib import util
from pathlib import Path

import pytest

_CONFIDENCE = re.compile(r'"confidence": ([\d.]+)')
_SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "make_example.py"


def test_readme_shows_a_real_claim() -> None:
    spec = util.spec_from_file_location("make_example", _SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules["make_example"] = module
    spec.loader.exec_module(module)
    page = module.README.read_text("utf-8")
    assert '"quotation"' in page
    again = module.fill_example(page)
    assert _CONFIDENCE.sub("", again) == _CONFIDENCE.sub("", page)
    # Processors differ in the last digits of their arithmetic, and so does a confidence.
    assert float(_CONFIDENCE.findall(again)[0]) == pytest.approx(float(_CONFIDENCE.findall(page)[0]), abs=0.05)
