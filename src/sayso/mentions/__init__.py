"""Who and what a report names."""

from sayso.mentions.entities import find_entities

__all__ = ["find_entities"]
