"""Readers of the gold corpora."""
