"""The reading page: reports with their claims marked, as one HTML file that needs nothing else."""

from sayso.export.page.document import render_page, write_page

__all__ = ["render_page", "write_page"]
