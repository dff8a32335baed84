"""Toponyms: which words name a place, and which place they mean."""

from sayso.places.areas import Area, Areas, learn_area, learn_areas
from sayso.places.find import find_places

__all__ = ["Area", "Areas", "find_places", "learn_area", "learn_areas"]
