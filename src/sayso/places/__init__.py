"""Toponyms: which words name a place, and which place they mean."""

from sayso.places.areas import Area, Areas, encode_areas, learn_area, learn_areas, read_areas
from sayso.places.find import find_places

__all__ = ["Area", "Areas", "encode_areas", "find_places", "learn_area", "learn_areas", "read_areas"]
