"""Errors: one line with a stable code, also after a journey between processes."""

from __future__ import annotations

import pickle

import pytest

from sayso.errors import MESSAGES, SaysoError


def test_message_begins_with_its_code() -> None:
    assert str(SaysoError("SAY-103", path="notes.txt")).startswith("SAY-103: notes.txt: is empty.")


def test_pickled_error_arrives_as_it_was() -> None:
    error = SaysoError("SAY-202", stage="claims", needs="syntax", failed="reading")
    arrived = pickle.loads(pickle.dumps(error))
    assert (type(arrived), arrived.code, arrived.values) == (SaysoError, error.code, error.values)
    assert str(arrived) == str(error)


def test_missing_value_is_no_silent_gap() -> None:
    with pytest.raises(KeyError):
        SaysoError("SAY-202", stage="claims")


def test_every_message_is_one_line() -> None:
    assert [code for code, text in MESSAGES.items() if "\n" in text or not text.strip()] == []
