"""``python -m bench scale``: the cost of thousands of reports, as one command."""

from __future__ import annotations

from pathlib import Path

import click

from bench.measure import describe_machine
from bench.reading import hash_model, open_reader
from bench.results import OUT, PINNED, Results, write_results
from bench.show import make_console, show_results
from bench.tasks.desk_scale import SIZES, measure_desk_scale
from sayso import __version__


@click.command(short_help="What adding and linking 10,000 reports costs, and how fast a desk of them answers.")
@click.option("--size", "sizes", type=click.IntRange(50), multiple=True, help="Reports of a desk; repeatable.")
@click.option("--keep", type=click.Path(path_type=Path, dir_okay=False), help="Leave the largest desk at this path.")
@click.option("--model", type=click.Path(file_okay=False, path_type=Path), help="A model folder, not the shipped one.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=OUT, show_default=True, help="Folder.")
@click.option("--pin", is_flag=True, help="Also write bench/results/scale.json, which the project keeps.")
def scale(*, sizes: tuple[int, ...], keep: Path | None, model: Path | None, out: Path, pin: bool) -> None:
    """Adds, links and asks desks of 1,250, 2,500, 5,000 and 10,000 reports of about 600 words."""
    chosen = tuple(sorted(sizes)) or SIZES
    if pin and chosen != SIZES:
        raise click.UsageError("--pin goes with the sizes that are given by default")
    measured = measure_desk_scale(open_reader(model), sizes=chosen, keep=keep)
    results = Results(
        task="scale",
        command=" ".join(["python -m bench scale", *(f"--size {size}" for size in sizes)]),
        sayso=__version__,
        model=hash_model(model),
        corpora={},
        figures=measured.figures,
        machine=describe_machine(),
        notes=measured.notes,
    )
    console = make_console()
    show_results(results, console)
    console.print(f"written: {write_results(results, out)}", markup=False)
    if pin:
        write_results(results, PINNED)
