"""Finds words that an annotator quotes from a text; `sayso.learn.corpora.quoting` does it."""

from sayso.learn.corpora.quoting import (
    NotFoundError,
    choose_nearest,
    find_all,
    find_candidates,
    measure_gap,
    overlap,
    shorten,
    split_number,
)

__all__ = [
    "NotFoundError",
    "choose_nearest",
    "find_all",
    "find_candidates",
    "measure_gap",
    "overlap",
    "shorten",
    "split_number",
]
