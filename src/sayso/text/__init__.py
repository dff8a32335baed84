"""Tokens of a report: spans of its unaltered text, after the conventions of UD English."""

from sayso.text.tokenize import find_tokens, split_chunk

__all__ = ["find_tokens", "split_chunk"]
