"""``docs/cli.md`` is what the code prints."""

from __future__ import annotations

from pathlib import Path

from sayso.cli.app import COMMANDS
from sayso.cli.reference import render_reference
from sayso.errors import MESSAGES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "cli.md"


def test_the_page_is_what_the_code_prints() -> None:
    assert PAGE.read_text("utf-8") == render_reference(), "run: python -m sayso.cli.reference > docs/cli.md"


def test_every_command_and_message_is_on_the_page() -> None:
    page = render_reference()
    assert all(f"\n## sayso {name}\n" in page for name in COMMANDS)
    assert all(f"\n| {code} | " in page for code in MESSAGES)
