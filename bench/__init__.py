"""Measures of how well and how fast Sayso reads."""
