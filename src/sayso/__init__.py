"""Sayso reads news reports and records who says so: claims, speakers, and the characters they came from."""

__version__ = "0.1.0"
