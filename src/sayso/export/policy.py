"""The policy that a page carries: it may use its own styles and scripts, named by their hashes, and nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence


def write_policy(styles: Sequence[str], scripts: Sequence[str]) -> str:
    """The Content-Security-Policy that allows exactly these styles and scripts."""
    return (
        f"default-src 'none'; style-src {write_hashes(styles)}; script-src {write_hashes(scripts)}; "
        "base-uri 'none'; form-action 'none'"
    )


def write_hashes(parts: Sequence[str]) -> str:
    """The sources of a policy that allow exactly these inline styles or scripts."""
    digests = (hashlib.sha256(part.encode()).digest() for part in parts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
