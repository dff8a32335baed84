"""The commands that work on the gold reports themselves: `gold` and `agreement`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bench.errors import BenchError
from bench.gold import agree_times
from bench.gold.agree import PASSES, list_differences, load_passes, measure_agreement
from bench.gold.check import find_doubts, find_problems, show_claim, summarise
from bench.gold.load import GOLD, Inspected, inspect_file, list_files
from bench.gold.model import GoldReport
from bench.results import PINNED, encode_results, write_results
from bench.show import make_console, show_results


@click.command(short_help="Read and check our own gold reports.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--split", type=click.Choice(("train", "dev")), help="One part of bench/gold/claims; both by default.")
@click.option("--check", is_flag=True, help="Show every claim with its spans, and what is doubtful.")
def gold(paths: tuple[Path, ...], split: str | None, check: bool) -> None:
    """Read gold files (PATHS, or bench/gold/claims); end with exit code 1 where something is wrong with one."""
    folders = paths or tuple(GOLD / name for name in ((split,) if split else ("train", "dev")))
    wrong = False
    reports: list[GoldReport] = []
    for file in (file for folder in folders for file in list_files(folder)):
        found = inspect_file(file)
        problems = find_problems(found)
        reports += [found.report] if found.report is not None else []
        if check:
            _show(found, doubts=not problems)
        for problem in problems:
            wrong = True
            click.echo(f"bench: {file.name}: {problem}", err=True)
    click.echo(summarise(reports))
    if wrong:
        sys.exit(1)


@click.command(short_help="How far two annotators agree.")
@click.option("--gold", "which", type=click.Choice(("claims", "times")), default="claims", show_default=True)
@click.option("--passes", type=click.Path(exists=True, file_okay=False, path_type=Path), hidden=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON in place of the table.")
@click.option("--list", "to", type=click.Path(dir_okay=False, path_type=Path), help="Write every difference here.")
@click.option("--pin", is_flag=True, help="Also write the results into bench/results, which the project keeps.")
def agreement(which: str, passes: Path | None, as_json: bool, to: Path | None, pin: bool) -> None:
    """Compare the two passes of bench/gold/claims or of bench/gold/times with the measures of their task."""
    if which == "times":
        read = agree_times.load_passes(passes or agree_times.PASSES)
        results, told = (
            agree_times.measure_agreement(read, passes or agree_times.PASSES),
            agree_times.list_differences(read),
        )
    else:
        found = load_passes(passes or PASSES)
        results, told = measure_agreement(passes or PASSES, found), list_differences(found)
    if as_json:
        click.echo(encode_results(results).decode())
    else:
        show_results(results, make_console())
    if to is not None:
        write_lines(to, told)
    if pin:
        write_results(results, PINNED)


def write_lines(path: Path, text: str) -> None:
    """Writes a text file. Raises BenchError where that cannot be done."""
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise BenchError(f"{path} cannot be written ({error.strerror})") from error


def _show(found: Inspected, *, doubts: bool) -> None:
    if found.report is None:
        return
    click.echo(f"{found.report.id}: {summarise([found.report])}")
    for claim in found.report.claims:
        click.echo(show_claim(found.report.text, claim))
    for doubt in find_doubts(found) if doubts else ():
        click.echo(f"  doubt: {doubt}")
