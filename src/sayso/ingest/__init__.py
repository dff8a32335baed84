"""From bytes to reports: files, folders and standard input; plain text, web pages and JSON Lines."""

from sayso.ingest.find import FORMATS, Format, find_reports
from sayso.ingest.made import Defaults, Ingested
from sayso.ingest.published import parse_published

__all__ = ["FORMATS", "Defaults", "Format", "Ingested", "find_reports", "parse_published"]
