"""Toponyms: which words name a place, and which place they mean."""

from sayso.places.areas import Areas
from sayso.places.find import find_places

__all__ = ["Areas", "find_places"]
