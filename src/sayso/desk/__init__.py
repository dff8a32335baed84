"""The desk in a browser: pages over a desk file, each of them also as JSON, served on this machine alone."""

from sayso.desk.app import make_app
from sayso.desk.serve import HOST, PORT, Seat, open_seat, serve

__all__ = ["HOST", "PORT", "Seat", "make_app", "open_seat", "serve"]
