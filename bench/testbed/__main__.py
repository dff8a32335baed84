"""``python -m bench.testbed``: writes a made-up collection and the truth about it."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from bench.testbed.grow import grow_collection


@click.command(help="Write reports.jsonl and truth.json of a made-up collection (bench/testbed/README.md).")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="0 to 99 are for building on.")
@click.option("--incidents", type=click.IntRange(1), default=20, show_default=True, help="How much happens.")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder.")
def main(seed: int, incidents: int, folder: Path) -> None:
    """Write a collection to a folder."""
    collection = grow_collection(seed, incidents=incidents)
    folder.mkdir(parents=True, exist_ok=True)
    lines = b"".join(msgspec.json.encode(report) + b"\n" for report in collection.reports)
    (folder / "reports.jsonl").write_bytes(lines)
    (folder / "truth.json").write_bytes(msgspec.json.format(msgspec.json.encode(collection.truth), indent=1) + b"\n")
    click.echo(f"{len(collection.reports)} reports, {incidents} incidents, {len(collection.truth.disputes)} disputes")


if __name__ == "__main__":
    main()
