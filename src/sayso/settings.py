"""The settings of Sayso: one list, read from environment variables that begin with SAYSO_."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping

import msgspec

from sayso.errors import SaysoError

_PREFIX = "SAYSO_"


class Setting(msgspec.Struct, frozen=True):
    """One setting: a whole number of ``unit`` between ``least`` and ``most`` (both included)."""

    name: str
    default: int
    unit: str
    help: str
    least: int = 1
    most: int = 2**40

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return _PREFIX + self.name.upper()


class FileSetting(msgspec.Struct, frozen=True):
    """One setting: the path of a file, or None."""

    name: str
    help: str
    default: None = None
    unit: str = "file"

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return _PREFIX + self.name.upper()


SETTINGS: tuple[Setting | FileSetting, ...] = (
    Setting(
        "max_text_bytes",
        5_000_000,
        "bytes",
        "Largest file, page or JSON line that is read as one report.",
        most=1_000_000_000,
    ),
    Setting(
        "max_files",
        100_000,
        "files",
        "Most files that one command takes from the folders and files it is given.",
    ),
    FileSetting("source_kinds", "TOML file that adds kinds of source, or words of kinds: docs/source-kinds.md."),
    FileSetting("codebook", "YAML file with the types of events, in place of the shipped ones: docs/codebook.md."),
    FileSetting("gazetteer", "The gazetteer file, in place of the one in the user's data folder: docs/gazetteer.md."),
    FileSetting("desk", "The desk file, in place of desk.sayso in the working folder: docs/desk-file.md."),
)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings in force; see SETTINGS for units and meanings."""

    max_text_bytes: int = 5_000_000
    max_files: int = 100_000
    source_kinds: str | None = None
    codebook: str | None = None
    gazetteer: str | None = None
    desk: str | None = None


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings that the environment gives, defaults where it says nothing or an empty value.

    Raises SaysoError SAY-301 with all that is wrong: values that are not whole numbers or out of range, and SAYSO_
    variables that name no setting.
    """
    given = {k: v for k, v in (os.environ if environ is None else environ).items() if k.startswith(_PREFIX)}
    values: dict[str, int] = {}
    files: dict[str, str] = {}
    problems = []
    for setting in SETTINGS:
        words = given.pop(setting.variable, "").strip()
        if isinstance(setting, FileSetting):
            files |= {setting.name: words} if words else {}
            continue
        problem = _find_problem(setting, words) if words else None
        if problem:
            problems.append(problem)
        elif words:
            values[setting.name] = int(words)
    problems += [_describe_unknown(variable) for variable in sorted(given)]
    if problems:
        raise SaysoError("SAY-301", problems="; ".join(problems))
    return msgspec.structs.replace(Settings(), **values, **files)


def format_settings() -> str:
    """The settings as a Markdown table, for the reference page."""
    rows = [f"| `{s.variable}` | {_format_default(s)} | {s.unit} | {s.help} |" for s in SETTINGS]
    return "\n".join(["| variable | default | unit | meaning |", "|---|---|---|---|", *rows]) + "\n"


def _format_default(setting: Setting | FileSetting) -> str:
    return "none" if setting.default is None else f"{setting.default:,}"


def _find_problem(setting: Setting, words: str) -> str | None:
    # isdecimal alone would let other scripts' digits through; 19 digits keep int() fast on hostile values.
    if not (words.isascii() and words.isdecimal() and len(words) < 20):
        return f"{setting.variable} is {words[:40]!r}, not a whole number of {setting.unit}"
    if not setting.least <= int(words) <= setting.most:
        return f"{setting.variable} is {words}, not between {setting.least} and {setting.most} {setting.unit}"
    return None


def _describe_unknown(variable: str) -> str:
    near = difflib.get_close_matches(variable, [s.variable for s in SETTINGS], n=1)
    return f"{variable} is no setting" + (f" (is {near[0]} meant?)" if near else "")
