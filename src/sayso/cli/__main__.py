"""``python -m sayso.cli``: the same as the command ``sayso``."""

from sayso.cli.app import main

if __name__ == "__main__":
    main()
