"""The reader: sentences, tags, lemmas, dependencies, names and attribution marks by one small encoder."""

from sayso.parse.reader import Reader

__all__ = ["Reader"]
