"""``sayso schema``: the JSON Schema of a record, printed from the types."""

from __future__ import annotations

import json

import click
import msgspec

from sayso.model import Record


def render_schema() -> str:
    """The JSON Schema (draft 2020-12) of one line of ``sayso read --json``; the same text every time."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Sayso record",
        **msgspec.json.schema(Record),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


@click.command()
def schema() -> None:
    """Print the JSON Schema of a record.

    It describes one line of `sayso read --json`: every field, its type, and what it means.
    """
    click.echo(render_schema(), nl=False)
