"""``sayso codebook``: the codebook of events in force, printed, or a file of one's own checked."""

from __future__ import annotations

from collections.abc import Iterator

import click
from rich.console import Console
from rich.text import Text

from sayso.cli.app import EXIT_FAILED
from sayso.cli.inputs import codebook_option
from sayso.cli.json_lines import encode_value
from sayso.cli.phrases import count
from sayso.cli.safe import clip, show_line
from sayso.cli.sinks import open_sink
from sayso.codebook import (
    Aspect,
    EventBook,
    EventType,
    Mode,
    check_codebook,
    find_codebook,
    list_remarks,
    load_codebook,
    read_bytes,
    read_shipped,
)
from sayso.settings import load_settings

_HELP = """\
Print or check the codebook of events.

Without a command, print the codebook in force: the one that comes with Sayso, or the file of --codebook or
SAYSO_CODEBOOK. `sayso codebook --yaml` prints it as a file to start from; `sayso codebook check FILE` tells all that is
wrong with a file and what it holds.

\b
Examples:
  sayso codebook --type ASSAULT
  sayso codebook --yaml > mine.yaml
  sayso codebook check mine.yaml
  sayso events report.txt --codebook mine.yaml
"""

_MOST_REMARKS = 40


@click.group(help=_HELP, invoke_without_command=True)
@codebook_option
@click.option("--type", "types", metavar="TYPE,...", help="Only these types.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--yaml", "as_yaml", is_flag=True, help="Print the file of the codebook, to start from.")
@click.pass_context
def codebook(ctx: click.Context, *, codebook: str | None, types: str | None, as_json: bool, as_yaml: bool) -> None:
    """Print or check the codebook of events."""
    if ctx.invoked_subcommand is not None:
        return
    path = codebook or load_settings().codebook
    book = find_codebook(path)
    if as_yaml:
        if types or as_json:
            raise click.UsageError("--yaml prints the whole file: leave out --type and --json.")
        with open_sink(None) as write:
            write(read_bytes(path) if path else read_shipped())
        return
    if types:
        book = _narrow(book, types)
    if as_json:
        with open_sink(None) as write:
            write(encode_value(book))
        return
    console = Console(markup=False, highlight=False, emoji=False)
    for line in _describe(book, whole=not types):
        console.print(line, soft_wrap=False)


@codebook.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=str))
@click.pass_context
def check(ctx: click.Context, *, path: str) -> None:
    """Tell all that is wrong with a codebook, and what it holds."""
    book, faults = check_codebook(path)
    for fault in faults:
        click.echo(show_line(f"{clip(fault.where, 80)}: {fault.what}. Next: {fault.next}."))
    if faults or book is None:
        click.echo(show_line(f"{path}: {count(len(faults), 'fault')}. Correct them and check again."))
        ctx.exit(EXIT_FAILED)
    click.echo(show_line(f"{path}: sound. {book.name} holds {_count_all(book)}."))
    remarks = list(list_remarks(book, trained=frozenset(load_codebook().types)))
    for remark in remarks[:_MOST_REMARKS]:
        click.echo(show_line(f"Remark: {remark}."))
    if len(remarks) > _MOST_REMARKS:
        click.echo(f"and {len(remarks) - _MOST_REMARKS:,} more remarks.")


def _narrow(book: EventBook, types: str) -> EventBook:
    codes = {code.upper(): code for code in book.types}
    asked = [word.strip() for word in types.split(",") if word.strip()]
    unknown = [word for word in asked if word.upper() not in codes]
    if unknown:
        raise click.BadParameter(
            f"{unknown[0][:60]!r} is no type of {book.name}; its types are {', '.join(book.types)}.",
            param_hint="--type",
        )
    kept = {codes[word.upper()] for word in asked}
    return EventBook(
        codebook=book.codebook,
        version=book.version,
        title=book.title,
        types={code: kind for code, kind in book.types.items() if code in kept},
    )


def _count_all(book: EventBook) -> str:
    words = sum(len(entries) for entries in book.entries.values())
    parts = [count(len(book.types), "type"), count(len(book.list_modes()), "mode"), count(words, "word")]
    parts += [count(len(book.contexts), "context"), count(len(book.sectors), "sector")]
    return ", ".join(parts)


def _describe(book: EventBook, *, whole: bool) -> Iterator[Text]:
    yield Text(show_line(f"{book.title or book.codebook} ({book.name})"), "bold underline")
    if whole:
        yield Text(show_line(_count_all(book)), "dim")
    for code, kind in book.types.items():
        yield Text()
        yield from _describe_type(code, kind)
    for heading, found in (("Contexts", book.contexts), ("Sectors", book.sectors), ("Codes", book.organisations)):
        if found and whole:
            yield Text()
            yield Text(heading, "bold")
            for name, meaning in found.items():
                words = meaning.definition if isinstance(meaning, Aspect) else meaning
                yield Text.assemble("  ", (show_line(name), "cyan"), f"  {show_line(words)}")


def _describe_type(code: str, kind: EventType) -> Iterator[Text]:
    label = f"  {show_line(kind.label)}" if kind.label else ""
    about = f"  {kind.event_class} · score {kind.score:g} · recipient {kind.recipient}"
    yield Text.assemble((show_line(code), "bold cyan"), (label, "bold"), (about, "dim"))
    yield Text(f"  {show_line(' '.join(kind.definition.split()))}")
    for name, words in (("actor", kind.actor), ("recipient", kind.recipient_is)):
        if words:
            yield Text.assemble((f"  {name}: ", "dim"), show_line(words))
    yield from _describe_words(kind, "  ")
    for name, mode in kind.modes.items():
        definition = mode.definition if isinstance(mode, Mode) else mode
        yield Text.assemble("  ", (show_line(f"{code}-{name}"), "cyan"), f"  {show_line(definition)}")
        if isinstance(mode, Mode):
            yield from _describe_words(mode, "    ")
    for mark, sentences in (("+", kind.positive), ("−", kind.near_misses)):
        for sentence in sentences:
            yield Text.assemble((f"  {mark} ", "green" if mark == "+" else "red"), show_line(sentence))


def _describe_words(words: EventType | Mode, indent: str) -> Iterator[Text]:
    told = ", ".join(word for _, word in words.list_words())
    if told:
        yield Text.assemble((f"{indent}words: ", "dim"), show_line(told))
