"""``python -m tests.cli.driver ...``: the command line with a reader that needs no model."""

from __future__ import annotations

from sayso.cli import inputs, main
from tests.batch.fakes import load_fake

if __name__ == "__main__":
    inputs.load_reading = load_fake
    main()
