"""``python -m bench``: measures how well and how fast reports are read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bench.compare import compare_results
from bench.data import DATA, find_files
from bench.errors import BenchError
from bench.fit_incidents import WEIGHTS as INCIDENT_WEIGHTS
from bench.fit_incidents import fit_incidents as fit_joins
from bench.fit_incidents import format_weights as format_incident_weights
from bench.fit_places import WEIGHTS as PLACE_WEIGHTS
from bench.fit_places import fit_places as fit
from bench.fit_places import format_weights as format_place_weights
from bench.floors import check_floors, read_floors
from bench.gazetteer import gazetteer
from bench.gold.commands import agreement, gold, write_lines
from bench.measure import TASKS, Options, measure_quantisation, measure_tasks
from bench.reading import open_reader
from bench.report import PAGES, fill_page, read_pinned
from bench.results import OUT, PINNED, Results, read_results, write_results
from bench.scale import scale
from bench.show import make_console, show_differences, show_results
from bench.sidebyside import OWN_SOURCE, compare_sources
from bench.tasks.claims import list_errors, read_all
from bench.tasks.confidence import WEIGHTS, format_weights, judge_reports
from bench.tasks.events import list_errors as list_event_errors
from bench.tasks.events import read_corpora as read_event_corpora
from bench.tasks.links import SEEDS
from bench.tasks.links import list_errors as list_links
from bench.tasks.nesting import WEIGHTS as NESTING_WEIGHTS
from bench.tasks.nesting import fit_nesting as fit_inner
from bench.tasks.nesting import format_weights as format_nesting_weights
from bench.tasks.times import list_errors as list_time_errors
from bench.tasks.times import read_corpora
from sayso.errors import SaysoError
from sayso.learn.corpora.polnear import first_readings, read_articles
from sayso.parse import Reader

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_Command = TypeVar("_Command", bound=Callable[..., object])
_Describe = Callable[[list[Path], Reader, int | None], str]
_SUMMARIES = {
    "syntax": "Words, sentences, tags, features, lemmas and trees from raw text.",
    "names": "Names of people, organisations and places from raw text.",
    "attribution": "Who said what: spans, relations and quotation kinds.",
    "claims": "Nesting, hedges, channel, speakers and kinds of source on our own gold.",
    "events": "Events: triggers, types, roles, codes, realis and tolls.",
    "confidence": "Whether a claim given 0.8 is right eight times in ten.",
    "kinds": "Kind of source of every marked speaker of our own passages.",
    "speakers": "Sources led back to the names that GUM's coreference says they refer to.",
    "places": "Toponyms found, and led to the places that they mean.",
    "times": "Time expressions: spans, values, and what they count from.",
    "links": "Copies, incidents, origins and contradictions in made-up collections of known truth.",
    "speed": "Speed and memory of `sayso read --json` on one core.",
    "all": "Every task above.",
}


class _Group(click.Group):
    """A group whose commands end with one line and exit code 2 where something cannot be measured."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they are added."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; an error of sayso becomes one of bench."""
        try:
            return super().invoke(ctx)
        except SaysoError as error:
            raise BenchError(str(error)) from error


@click.group(
    cls=_Group,
    help="Measure how well and how fast reports are read (bench/README.md).",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def main() -> None:
    """The command line."""


def task_options(command: _Command) -> _Command:
    """Add the options that say what to measure and where the results go."""
    for add in reversed((
        click.option("--data", type=_FOLDER, default=DATA, show_default="../shared/data", help="The corpora."),
        click.option("--model", type=_FOLDER, help="Model folder to measure in place of the shipped one."),
        click.option("--file", "files", type=_FILE, multiple=True, help="Score this, not the dev files; repeatable."),
        click.option("--limit", type=click.IntRange(1), help="Read N documents of every file, for a quick look."),
        click.option("--out", type=_FOLDER, default=OUT, show_default=True, help="Folder that gets TASK.json."),
        click.option("--pin", is_flag=True, help="Also write bench/results/TASK.json, which the project keeps."),
    )):  # fmt: skip
        command = add(command)
    return command


def _add_task(name: str, tasks: tuple[str, ...]) -> None:
    @main.command(name, help=_SUMMARIES[name])
    @task_options
    @click.option("--check", is_flag=True, help="End with exit code 1 where a figure lies beyond its floor.")
    @click.option("--speed-floors", is_flag=True, help="With --check: also floors of speed and memory.")
    def run(
        *,
        data: Path,
        model: Path | None,
        files: tuple[Path, ...],
        limit: int | None,
        out: Path,
        pin: bool,
        check: bool,
        speed_floors: bool,
    ) -> None:
        _refuse_parts(files, limit, pin=pin, check=check)
        found = measure_tasks(tasks, Options(data=data, files=files, model=model, limit=limit))
        for results in found:
            _hand_out(results, out, pin=pin)
        if check:
            _check(found, speed=speed_floors)


def _add_split_task(name: str, describe: _Describe) -> None:
    @main.command(name, help=_SUMMARIES[name])
    @task_options
    @click.option("--split", type=click.Choice(("dev", "train")), default="dev", show_default=True, help="Which gold.")
    @click.option("--errors", type=click.Path(dir_okay=False, path_type=Path), help="List the errors on train here.")
    @click.option(
        "--folds", type=_FOLDER, help="Folder with the models fold-0 to fold-4 for the PLOVER records (events)."
    )
    @click.option("--check", is_flag=True, help="End with exit code 1 where a figure lies beyond its floor.")
    @click.option("--speed-floors", is_flag=True, help="With --check: also floors of speed and memory.")
    def run(
        *,
        data: Path,
        model: Path | None,
        files: tuple[Path, ...],
        limit: int | None,
        out: Path,
        pin: bool,
        split: str,
        folds: Path | None,
        errors: Path | None,
        check: bool,
        speed_floors: bool,
    ) -> None:
        _refuse_parts(files, limit, pin=pin, check=check)
        if split != "dev" and (pin or check):
            raise BenchError("--check and --pin go with --split dev")
        if split == "dev" and errors and not files:
            raise BenchError("--errors goes with --split train: dev is for measuring")
        options = Options(data=data, files=files, model=model, limit=limit, split=split, folds=folds)
        found = measure_tasks((name,), options)
        _hand_out(found[0], out, pin=pin)
        if errors:
            write_lines(errors, describe(find_files(name, data, files, split=split), open_reader(model), limit))
        if check:
            _check(found, speed=speed_floors)


def _describe_claims(paths: list[Path], reader: Reader, limit: int | None) -> str:
    return list_errors(read_all(paths[:limit], reader))


def _describe_times(paths: list[Path], reader: Reader, limit: int | None) -> str:
    return list_time_errors(read_corpora(paths, reader, limit=limit))


def _describe_events(paths: list[Path], reader: Reader, limit: int | None) -> str:
    return list_event_errors(read_event_corpora(paths, reader, limit=limit))


_SPLIT: dict[str, _Describe] = {"claims": _describe_claims, "events": _describe_events, "times": _describe_times}
"""The tasks that have a part for building, and how their errors on it are told."""


@main.command(help=_SUMMARIES["links"])
@task_options
@click.option("--seeds", type=click.Choice(tuple(SEEDS)), default="held", show_default=True, help="Which seeds.")
@click.option("--errors", type=click.Path(dir_okay=False, path_type=Path), help="List the errors on tune here.")
@click.option("--check", is_flag=True, help="End with exit code 1 where a figure lies beyond its floor.")
@click.option("--speed-floors", is_flag=True, help="With --check: also floors of speed and memory.")
def links(
    *,
    data: Path,
    model: Path | None,
    files: tuple[Path, ...],
    limit: int | None,
    out: Path,
    pin: bool,
    seeds: str,
    errors: Path | None,
    check: bool,
    speed_floors: bool,
) -> None:
    _refuse_parts(files, limit, pin=pin, check=check)
    if seeds != "held" and (pin or check):
        raise BenchError("--check and --pin go with --seeds held")
    if seeds == "held" and errors:
        raise BenchError("--errors goes with --seeds tune: the others are for measuring")
    found = measure_tasks(("links",), Options(data=data, files=files, model=model, limit=limit, seeds=seeds))
    _hand_out(found[0], out, pin=pin)
    if errors:
        write_lines(errors, list_links(open_reader(model), limit=limit))
    if check:
        _check(found, speed=speed_floors)


for _name in TASKS:
    if _name == "links":
        continue
    if _name in _SPLIT:
        _add_split_task(_name, _SPLIT[_name])
    else:
        _add_task(_name, (_name,))
_add_task("all", TASKS)


main.add_command(gazetteer)
main.add_command(scale)


@main.command(short_help="What int8 loses against fp32.")
@task_options
@click.option("--other", type=_FOLDER, required=True, help="Model folder to compare with: the same reader in fp32.")
def quantisation(
    *,
    data: Path,
    model: Path | None,
    files: tuple[Path, ...],
    limit: int | None,
    out: Path,
    pin: bool,
    other: Path,
) -> None:
    """What the small model (--model, the shipped one by default) loses against its full-precision twin."""
    _refuse_parts(files, limit, pin=pin, check=False)
    results = measure_quantisation(Options(data=data, files=files, model=model, limit=limit), other)
    _hand_out(results, out, pin=pin)


@main.command(short_help="One results file less another.")
@click.argument("first", type=_FILE)
@click.argument("second", type=_FILE)
def compare(first: Path, second: Path) -> None:
    """FIRST less SECOND: two results of one task, paired by document where the counts are known."""
    console = make_console()
    one, other = read_results(first), read_results(second)
    if one.task != other.task:
        raise BenchError(f"{first.name} holds {one.task} and {second.name} holds {other.task}: compare one task")
    differences, remarks = compare_results(one, other)
    show_differences(differences, console, title=one.task)
    for remark in remarks:
        console.print(remark)


@main.command(name="compare-speed", short_help="The speed of this version relative to another.")
@click.argument("source", type=_FOLDER)
@click.option("--data", type=_FOLDER, default=DATA, show_default="../shared/data", help="The corpora.")
@click.option("--limit", type=click.IntRange(1), help="Read the first N reports, for a quick look.")
@click.option("--rounds", type=click.IntRange(1), default=2, show_default=True, help="Times that all are read.")
def compare_speed(source: Path, data: Path, limit: int | None, rounds: int) -> None:
    """Words a second of this version relative to the one whose src folder is SOURCE, report by report in turn."""
    articles = first_readings(read_articles(find_files("speed", data)[0]))
    texts = [article.text for article in articles][:limit]
    sides = compare_sources(OWN_SOURCE, source, texts, rounds=rounds)
    click.echo(f"{sides.one:.1f} us a word here, {sides.other:.1f} there, over {sides.reports} reports")
    click.echo(f"{sides.ratio:.3f} times as fast, {sides.paired:.3f} for the report in the middle")
    click.echo(f"{sides.differ} records differ")


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; end with exit code 1 where a page is out of date.")
def report(check: bool) -> None:
    """Fill the table of README.md and of the model card from bench/results."""
    pinned = read_pinned()
    for page in PAGES:
        old = page.read_text("utf-8")
        new = fill_page(old, pinned)
        if check and old != new:
            click.echo(f"{page.name}: the table differs from bench/results; run `python -m bench report`.", err=True)
            sys.exit(1)
        page.write_text(new, "utf-8")


@main.command(name="fit-confidence", short_help="Fit the weights of the confidence of claims.")
@click.option("--data", type=_FOLDER, default=DATA, show_default="../shared/data", help="The corpora.")
@click.option("--model", type=_FOLDER, help="Model folder to fit for in place of the shipped one.")
def fit_confidence(data: Path, model: Path | None) -> None:
    """Fit the weights on the development set and write them where the program reads them."""
    paths = find_files("confidence", data)
    WEIGHTS.write_text(format_weights(judge_reports(paths[0], open_reader(model))), "utf-8")
    click.echo(f"written: {WEIGHTS.name}")


@main.command(name="fit-nesting", short_help="Fit the weights of claims inside claims.")
@click.option("--data", type=_FOLDER, default=DATA, show_default="../shared/data", help="The corpora.")
@click.option("--model", type=_FOLDER, help="Model folder to fit for in place of the shipped one.")
def fit_nesting(data: Path, model: Path | None) -> None:
    """Fit the weights on the training parts and write them where the program reads them."""
    (corpus,) = find_files("attribution", data, split="train")
    weights = fit_inner(corpus, find_files("claims", data, split="train"), open_reader(model))
    NESTING_WEIGHTS.write_text(format_nesting_weights(weights), "utf-8")
    click.echo(f"written: {NESTING_WEIGHTS.name}")


@main.command(name="fit-places", short_help="Fit the weights of toponyms and of what they mean.")
@click.option("--data", type=_FOLDER, default=DATA, show_default="../shared/data", help="The corpora.")
@click.option("--model", type=_FOLDER, help="Model folder to fit for in place of the shipped one.")
def fit_places(data: Path, model: Path | None) -> None:
    """Fit the weights on the development sets and write them where the program reads them."""
    weights = fit(find_files("places", data), open_reader(model))
    PLACE_WEIGHTS.write_bytes(format_place_weights(weights))
    click.echo(f"written: {PLACE_WEIGHTS.name}")


@main.command(name="fit-incidents", short_help="Fit the weights of what tells that two mentions are one happening.")
@click.option("--model", type=_FOLDER, help="Model folder to fit for in place of the shipped one.")
def fit_incidents(model: Path | None) -> None:
    """Fit the weights on made-up collections and write them where the program reads them."""
    INCIDENT_WEIGHTS.write_text(format_incident_weights(fit_joins(open_reader(model))), "utf-8")
    click.echo(f"written: {INCIDENT_WEIGHTS.name}")


main.add_command(gold)
main.add_command(agreement)


def _refuse_parts(files: tuple[Path, ...], limit: int | None, *, pin: bool, check: bool) -> None:
    """Floors and pinned results are of the whole dev files."""
    if (files or limit) and (pin or check):
        raise BenchError("--check and --pin go with the whole dev files, not with --file or --limit")


def _hand_out(results: Results, out: Path, *, pin: bool) -> None:
    console = make_console()
    show_results(results, console)
    console.print(f"written: {write_results(results, out)}", markup=False)
    if pin:
        write_results(results, PINNED)
        console.print(f"pinned: bench/results/{results.task}.json")


def _check(found: list[Results], *, speed: bool) -> None:
    floors = read_floors()
    problems = [problem for results in found for problem in check_floors(results, floors, speed=speed)]
    for problem in problems:
        click.echo(f"bench: {problem}", err=True)
    if problems:
        sys.exit(1)
    click.echo("bench: every figure holds its floor")


if __name__ == "__main__":
    main(prog_name="python -m bench")
