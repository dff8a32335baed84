"""The reading page: reports with their claims marked, as one HTML file that needs nothing else."""

from sayso.export.page.document import Reading, read_style, render_page, render_reading, write_page
from sayso.export.page.view import Lost, Overlay

__all__ = ["Lost", "Overlay", "Reading", "read_style", "render_page", "render_reading", "write_page"]
