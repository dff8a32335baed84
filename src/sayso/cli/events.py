"""``sayso events``: reports or records in, what happened out: a table, JSON Lines, or PLOVER records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import click
import msgspec

from sayso.cli.app import EXIT_FAILED
from sayso.cli.happened import Happened
from sayso.cli.inputs import Outcome, input_options, load_events, output_option
from sayso.cli.json_lines import encode_value
from sayso.cli.meter import open_meter
from sayso.cli.sinks import STANDARD_OUTPUT, check_output, open_sink
from sayso.cli.taken import take_records
from sayso.codebook import EventBook, load_codebook
from sayso.export.plover import make_plover
from sayso.linking import EventRow, RulePack, find_rules, make_event_rows, make_loose_rows
from sayso.model import Realis, Record
from sayso.settings import load_settings

_HELP = """\
Print what happened, to whom, and on whose say-so.

PATH is what `sayso read` takes, or a .jsonl file of the records that `sayso read --json` writes, which are not read
anew. Each event has its type and mode, the word that tells it, who did it to whom, time, place and tolls, whether it is
told as a fact, as planned, hypothetical, denied or long past, and the claim that asserts it. Events are those of the
codebook in force: see `sayso codebook`. Tolls that hang on no event stand in a table of their own, and in the records.

--rules gives the tolls the numbers of a rule pack, for output alone: acled, ccc, words-only, or a .toml file of your
own. Without it, tolls stand as the record has them: words, and the bounds that they set.

\b
Examples:
  sayso events report.txt --published 2022-01-10
  sayso events reports/ --type PROTEST,ASSAULT --realis actual
  sayso events records.jsonl --plover --rules ccc -o events.jsonl
"""

_REALIS = ("actual", "planned", "hypothetical", "denied", "historical")


class Wanted(msgspec.Struct, frozen=True):
    """Which events are asked for: types ("ASSAULT") and modes ("ASSAULT-drone"), realis, lowest confidence."""

    types: frozenset[str]
    realis: frozenset[str]
    least: float

    def keep(self, record: Record) -> Record:
        """The record with the wanted events alone; tolls that hang on none are left out where types are asked for."""
        kept = tuple(
            event
            for event in record.events
            if (not self.types or event.type in self.types or f"{event.type}-{event.mode}" in self.types)
            and (not self.realis or event.realis in self.realis)
            and (event.confidence is None or event.confidence >= self.least)
        )
        tolls = () if self.types else record.tolls
        loose = tuple(toll for toll in tolls if not self.realis or toll.realis in self.realis)
        return msgspec.structs.replace(record, events=kept, tolls=loose)


@click.command(help=_HELP)
@input_options
@click.option("--type", "types", metavar="TYPE,...", help="Only events of these types, or modes as ASSAULT-drone.")
@click.option("--realis", metavar="REALIS,...", help=f"Only events of these: {', '.join(_REALIS)}.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="P",
    help="Only events of at least this confidence, 0 to 1.",
)
@click.option("--rules", metavar="PACK", help="Rule pack for tolls: acled, ccc, words-only or a .toml file.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines: one object per event.")
@click.option("--plover", is_flag=True, help="Print JSON Lines of PLOVER records.")
@output_option
@click.pass_context
def events(
    ctx: click.Context,
    *,
    paths: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    jobs: int,
    source_kinds: str | None,
    areas: str | None,
    codebook: str | None,
    types: str | None,
    realis: str | None,
    min_confidence: float,
    rules: str | None,
    as_json: bool,
    plover: bool,
    output: str | None,
) -> None:
    """Print what happened, to whom, and on whose say-so."""
    if as_json and plover:
        raise click.UsageError("--json and --plover are two forms of output: choose one.")
    check_output(output, paths)
    book = load_events(codebook or load_settings().codebook) or load_codebook()
    wanted = Wanted(_read_types(types, book), _read_realis(realis), min_confidence)
    pack = find_rules(rules) if rules else None
    outcome = Outcome()
    with open_sink(output) as write, open_meter(paths, quiet=False) as advance:
        taken = take_records(
            paths,
            outcome,
            advance,
            published=published,
            outlet=outlet,
            jobs=jobs,
            source_kinds=source_kinds,
            areas=areas,
            codebook=codebook,
        )
        records = map(wanted.keep, taken)
        if as_json or plover:
            encode = _encode_plover(book) if plover else _encode_row
            for line in _list_lines(records, pack, encode):
                write(line)
        else:
            view = Happened(to_stdout=output is None or output == STANDARD_OUTPUT)
            for record in records:
                rows, loose = make_event_rows([record], rules=pack), make_loose_rows(record, rules=pack)
                write(view.render(record, list(rows), loose))
            write(view.render_total())
    ctx.exit(EXIT_FAILED if outcome.failed else 0)


def _list_lines(
    records: Iterable[Record], pack: RulePack | None, encode: Callable[[EventRow, Record], bytes]
) -> Iterator[bytes]:
    for number, record in enumerate(records):
        for row in make_event_rows([record], rules=pack):
            yield encode(msgspec.structs.replace(row, report=number), record)


def _encode_row(row: EventRow, record: Record) -> bytes:
    return encode_value(row)


def _encode_plover(book: EventBook) -> Callable[[EventRow, Record], bytes]:
    return lambda row, record: encode_value(make_plover(row, record, book))


def _read_types(words: str | None, book: EventBook) -> frozenset[str]:
    codes = frozenset(word.strip() for word in (words or "").split(",") if word.strip())
    known = {*book.types, *book.list_modes()}
    upper = {code.upper(): code for code in known}
    found = frozenset(upper.get(code.upper(), code) for code in codes)
    unknown = sorted(found - known)
    if unknown:
        raise click.BadParameter(
            f"{unknown[0][:60]!r} is no type or mode of {book.name}. `sayso codebook` lists them.", param_hint="--type"
        )
    return found


def _read_realis(words: str | None) -> frozenset[Realis]:
    asked = frozenset(word.strip().lower() for word in (words or "").split(",") if word.strip())
    unknown = sorted(asked - set(_REALIS))
    if unknown:
        raise click.BadParameter(f"{unknown[0][:60]!r} is none of {', '.join(_REALIS)}.", param_hint="--realis")
    return asked  # type: ignore[return-value]
