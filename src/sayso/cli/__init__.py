"""The commands. Nothing else in Sayso prints."""

from sayso.cli.app import main, root

__all__ = ["main", "root"]
