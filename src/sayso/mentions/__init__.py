"""People, organisations and places: names grouped into entities, and the speakers behind the sources of claims."""

from sayso.mentions.entities import find_entities
from sayso.mentions.speakers import resolve_speakers

__all__ = ["find_entities", "resolve_speakers"]
