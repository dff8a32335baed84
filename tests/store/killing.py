"""``python -m tests.store.killing FOLDER KILLS``: kills a writer again and again, and looks at what it leaves.

A child adds, links, changes and removes reports, and writes a line to a pipe for everything that is done. The parent
kills it at a random moment, opens the desk and compares it with the lines that came. Prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from sayso.linking.update import update_links
from sayso.store import open_writer
from tests.store.checks import list_faults
from tests.store.made import link_simply, make_record

_LONGEST_S = 0.12
_MOST_REPORTS = 150


def main(folder: str, kills: int) -> None:
    """Kill as often as asked; stops at the first fault."""
    rng = random.Random(20220105)
    path = str(Path(folder) / "killed.sayso")
    there: set[str] = set()
    done = operations = 0
    faults: list[str] = []
    while done < kills and not faults:
        lines = _run_and_kill(path, first=done * 1000, delay_s=rng.random() * _LONGEST_S)
        operations += len(lines)
        for line in lines:
            (there.add if line[0] == "+" else there.discard)(line[1:])
        faults = _look(path, there)
        done += 1
    told = {"kills": done, "operations": operations, "reports": len(there), "faults": faults[:5]}
    sys.stdout.write(json.dumps(told) + "\n")


def _look(path: str, there: set[str]) -> list[str]:
    """Everything acknowledged must be there; of the operation that was cut off, all or nothing."""
    with open_writer(path) as desk:
        faults = list_faults(desk)
        found = {record.report.id for record in desk.iter_records()}
        lost = there - found
        # At most one operation was under way: one batch of three added, or one report removed.
        faults += [f"lost {sorted(lost)}"] if len(lost) > 1 else []
        faults += [f"half a batch: {sorted(found - there)}"] if len(found - there) not in (0, 3) else []
        there.clear()
        there.update(found)
        if len(found) > _MOST_REPORTS:
            for id in sorted(found)[:-20]:
                desk.remove(id)
                there.discard(id)
    return faults


def _run_and_kill(path: str, *, first: int, delay_s: float) -> list[str]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(path, first, writing)
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        # The first line says that the desk is open: kills while it is being opened are wanted too, so not always.
        if first % 4000:
            pipe.readline()
        time.sleep(delay_s)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        rest = pipe.read().decode()
    return [line for line in rest.split("\n")[:-1] if line != "open"]


def _work(path: str, first: int, pipe: int) -> None:
    with open_writer(path) as desk:
        os.write(pipe, b"open\n")
        number = first
        while True:
            batch = [make_record(n, place=f"Bay {n % 5}", id=f"report-{n}") for n in range(number, number + 3)]
            added = desk.add(batch)
            os.write(pipe, "".join(f"+{one.id}\n" for one in added).encode())
            number += 3
            if number % 2:
                update_links(desk, link=link_simply)
            if number % 5 == 0:
                desk.add(batch[:2], again=True)
            if number % 7 == 0:
                desk.remove(batch[0].report.id)
                os.write(pipe, f"-{batch[0].report.id}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
