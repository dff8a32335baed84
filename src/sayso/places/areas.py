"""Where an outlet's reports usually play."""

from __future__ import annotations

import msgspec


class Areas(msgspec.Struct, frozen=True):
    """For each outlet the shares of its places by country and first-order division."""
