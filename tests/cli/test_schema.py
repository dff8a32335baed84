"""``sayso schema``: valid, stable, and true of what `read` prints."""

from __future__ import annotations

import json

import jsonschema
from click.testing import CliRunner

from sayso.cli import root
from sayso.cli.json_lines import encode_record
from tests.cli.samples import make_record


def test_a_record_follows_the_printed_schema() -> None:
    schema = json.loads(CliRunner().invoke(root, ["schema"]).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    record = json.loads(encode_record(make_record()))
    assert list(validator.iter_errors(record)) == []
    record["claims"][0]["quotation"] = "shouted"
    assert len(list(validator.iter_errors(record))) == 1
