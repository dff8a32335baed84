"""Time, size and memory of the gazetteer: building, looking up, importing."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import click

from sayso.gazetteer import Gazetteer, build_gazetteer, import_dump

ROWS, ASKED = 300_000, 20_000
_SYLLABLES = ("ka", "lo", "mi", "ter", "san", "bo", "ri", "du", "pel", "na", "gor", "vi")
_PLACES = (("KZ", "01"), ("US", "TX"), ("FR", "11"))
_FEATURES = (*(("P", "PPL"),) * 6, ("H", "STM"), ("T", "MT"), ("S", "SCH"), ("A", "ADM3"))
# What a process with the gazetteer open takes beyond one without; in a process of its own, which has built nothing.
_MEMORY = """
import resource, sys, sayso.gazetteer as room
take = lambda: int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()
before = take()
gazetteer = room.Gazetteer.open(sys.argv[1])
for name in sys.stdin.read().splitlines():
    gazetteer.find(name); gazetteer.begins(name)
print(take() - before)
"""


@click.command(short_help="Time, size and memory of the gazetteer.")
@click.option("--rows", default=ROWS, show_default=True, help="Rows of the made-up dump that is imported.")
def gazetteer(rows: int) -> None:
    """Build a gazetteer, look names up in it, and import a made-up dump, in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "places.sqlite"
        start, cpu = time.perf_counter(), time.process_time()
        build_gazetteer(path)
        _show("build", time.perf_counter() - start, "s")
        _show("build, CPU", time.process_time() - cpu, "s")
        _show("build, memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")
        _show("file", path.stat().st_size / 1e6, "MB")
        with Gazetteer.open(path) as opened:
            _show("places", float(opened.meta["place_rows"]), "")
            _show("names", float(opened.meta["alias_rows"]), "")
        names = _pick_names(path)
        _time_lookups(path, names)
        done = subprocess.run(
            [sys.executable, "-c", _MEMORY, str(path)],
            input="\n".join(names),
            text=True,
            capture_output=True,
            check=True,
        )
        _show(f"memory after {len(names):,} names", int(done.stdout) / 1e6, "MB")
        dump = Path(folder) / "dump.txt"
        _write_dump(dump, rows)
        start, cpu = time.perf_counter(), time.process_time()
        import_dump(path, [dump])
        _show("import", rows / (time.perf_counter() - start), "rows/s")
        _show("import, CPU", rows / (time.process_time() - cpu), "rows/s")


def _show(name: str, value: float, unit: str) -> None:
    print(f"{name:32} {value:>12,.1f} {unit}".rstrip())


def _pick_names(path: Path) -> list[str]:
    """Names that are there, and as many that are not, in an order that is always the same."""
    chance = random.Random(7)
    with Gazetteer.open(path) as opened:
        held = [name for (name,) in opened._ask("SELECT DISTINCT norm FROM alias", ())]
    picked = chance.sample(held, ASKED // 2)
    picked += [f"{chance.choice(held).split()[0]} {chance.choice(_SYLLABLES)}" for _ in range(ASKED // 2)]
    chance.shuffle(picked)
    return picked


def _time_lookups(path: Path, names: Sequence[str]) -> None:
    with Gazetteer.open(path) as opened:
        for title, ask in (("find", opened.find), ("begins", opened.begins)):
            start = time.process_time()
            for name in names:
                ask(name)
            _show(f"{title}, first time, CPU", (time.process_time() - start) / len(names) * 1e6, "us")
            few = list(names[:1000]) * 10
            for name in few:
                ask(name)
            start = time.process_time()
            for name in few:
                ask(name)
            _show(f"{title}, known, CPU", (time.process_time() - start) / len(few) * 1e6, "us")


def _write_dump(path: Path, rows: int) -> None:
    """A table in the layout of allCountries.txt, of syllables and numbers."""
    chance = random.Random(1)

    def name() -> str:
        return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize()

    with path.open("w", encoding="utf-8") as file:
        for number in range(rows):
            main, others = name(), ",".join(sorted({name() for _ in range(chance.choice((0, 0, 1, 3, 8)))}))
            (letter, code), (country, first) = chance.choice(_FEATURES), chance.choice(_PLACES)
            where = (f"{chance.uniform(-60, 70):.5f}", f"{chance.uniform(-180, 180):.5f}")
            people = str(chance.choice((0, 500, 20_000)))
            row = (str(20_000_000 + number), main, main, others, *where, letter, code, country, "", first)
            file.write("\t".join((*row, "", "", "", people, "", "10", "Asia/Almaty", "2020-01-01")) + "\n")
