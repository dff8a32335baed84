"""The map: where the places of reports lie and how exactly that is known, as a page, a panel and GeoJSON."""

from sayso.export.map.document import render_map

__all__ = ["render_map"]
