"""Settings come from the environment, and all that is wrong with them comes at once."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sayso.errors import SaysoError
from sayso.settings import SETTINGS, Settings, format_settings, load_settings

PAGE = Path(__file__).resolve().parents[1] / "docs" / "settings.md"


def test_defaults_stand_where_nothing_is_set() -> None:
    assert load_settings({"PATH": "/bin", "SAYSO_MAX_FILES": "  "}) == Settings()


def test_variables_set_values() -> None:
    settings = load_settings({"SAYSO_MAX_TEXT_BYTES": "1000", "SAYSO_MAX_FILES": " 7 "})
    assert settings == Settings(max_text_bytes=1000, max_files=7)


def test_environment_of_the_process_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_MAX_FILES", "3")
    assert load_settings().max_files == 3


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "many", "٣", "9" * 30, "1_000", "0x10"])
def test_values_that_do_not_fit_are_named(value: str) -> None:
    with pytest.raises(SaysoError, match="SAY-301: settings: SAYSO_MAX_FILES is ") as caught:
        load_settings({"SAYSO_MAX_FILES": value})
    assert value[:20] in str(caught.value)


def test_all_problems_come_at_once() -> None:
    with pytest.raises(SaysoError) as caught:
        load_settings({"SAYSO_MAX_TEXT_BYTES": "x", "SAYSO_MAX_FILES": "0", "SAYSO_MAX_FILE": "5", "SAYSO_Q": "1"})
    message = str(caught.value)
    assert "SAYSO_MAX_TEXT_BYTES is 'x'" in message
    assert "SAYSO_MAX_FILES is 0" in message
    assert "SAYSO_MAX_FILE is no setting (is SAYSO_MAX_FILES meant?)" in message
    assert "SAYSO_Q is no setting" in message


def test_list_and_struct_name_the_same_settings() -> None:
    fields = {f.name: f.default for f in msgspec.structs.fields(Settings)}
    assert fields == {s.name: s.default for s in SETTINGS}


def test_reference_page_is_printed_by_the_code() -> None:
    assert PAGE.read_text("utf-8").endswith(format_settings())
