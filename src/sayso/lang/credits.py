"""The type of the words with which reports credit other outlets, and of what outlets are called."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from sayso.errors import SaysoError
from sayso.lang.load import find_language

_FILE = "credits.toml"


class CreditWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of outlets and the words around them; lang/en/credits.toml says what each list holds."""

    outlets: tuple[tuple[str, ...], ...]
    endings: tuple[str, ...]
    weak_endings: tuple[str, ...]
    beginnings: tuple[str, ...]
    kinds: tuple[str, ...]
    kind_nouns: tuple[str, ...]
    loose: tuple[str, ...]
    pointing: tuple[str, ...]
    not_outlets: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    certain: tuple[str, ...]
    lines: tuple[str, ...]
    standing: tuple[str, ...]
    leading: tuple[str, ...]
    short_lines: tuple[str, ...]
    others: tuple[str, ...]
    formulas: tuple[str, ...]


def find_credit_words(code: str | None) -> CreditWords:
    """The words of credits in a report's language; English where it is unknown or does not ship.

    Raises SaysoError SAY-406 when the file is damaged.
    """
    return _read(find_language(code).code)


@cache
def _read(code: str) -> CreditWords:
    try:
        return msgspec.toml.decode((files("sayso.lang") / code / _FILE).read_bytes(), type=CreditWords)
    except (OSError, msgspec.DecodeError) as error:
        raise SaysoError("SAY-406", path=f"lang/{code}/{_FILE}", reason=str(error)) from error
