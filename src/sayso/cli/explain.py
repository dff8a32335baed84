"""``sayso explain``: how one claim of a report came about."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

import click

from sayso.cli.app import EXIT_FAILED
from sayso.cli.explained import Explained
from sayso.cli.inputs import describe_failures, load_codebook, load_gazetteer, source_kinds_option
from sayso.cli.json_lines import encode_value
from sayso.cli.safe import clip, show_line
from sayso.cli.sinks import open_sink
from sayso.cli.streams import tell
from sayso.errors import SaysoError
from sayso.ingest import Defaults, find_reports
from sayso.model import Claim
from sayso.parse import load_reader
from sayso.pipeline import Trace, explain_claim, trace_report
from sayso.settings import load_settings

_HELP = """\
Show how a claim came about, and what else was considered.

FILE is read anew, and the parts of the claim are shown with the scores and rules behind them. CLAIM is the id of a
claim, the beginning of one, or its number in the report (3; 2:3 for claim 3 of the second report of FILE). Without
CLAIM the claims are listed.

\b
Examples:
  sayso explain report.txt
  sayso explain report.txt 3
  sayso explain report.txt claim-4a6117d0f712eb90 --json
"""

_PREFIX = "claim-"
_ORDINAL = re.compile(r"(?:([0-9]{1,9}):)?([0-9]{1,9})")
_SHORTEST_DIGITS = 4  # shorter numbers are never taken for the beginning of an id
_MOST_NAMED = 5

Found = tuple[int, Trace, Claim]


@click.command(help=_HELP)
@click.argument("path", metavar="FILE", type=click.Path(path_type=str))
@click.argument("name", metavar="[CLAIM]", required=False)
@click.option("--published", metavar="DATE", help="Date of a report that does not give its own, as 2022-01-10.")
@click.option("--outlet", metavar="NAME", help="Outlet of a report that does not name its own.")
@click.option("--title", metavar="TEXT", help="Title of a report that does not give its own.")
@source_kinds_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per claim and line.")
@click.pass_context
def explain(
    ctx: click.Context,
    *,
    path: str,
    name: str | None,
    published: str | None,
    outlet: str | None,
    title: str | None,
    source_kinds: str | None,
    as_json: bool,
) -> None:
    """Show how a claim came about."""
    reader = _Reading(path, Defaults(published=published, outlet=outlet, title=title), source_kinds)
    if name is None:
        _print_lists(reader, as_json=as_json)
    else:
        _print_claim(reader, name, as_json=as_json)
    ctx.exit(EXIT_FAILED if reader.failed else 0)


class _Reading:
    """Reads the reports of a file one after the other; ``failed`` says whether any could not be."""

    def __init__(self, path: str, defaults: Defaults, source_kinds: str | None) -> None:
        self.path = path
        self.failed = False
        settings = load_settings()
        self._codebook = load_codebook(source_kinds or settings.source_kinds)
        self._items = find_reports([path], defaults=defaults, settings=settings)

    def __iter__(self) -> Iterator[Trace]:
        reader = gazetteer = None
        for item in self._items:
            if isinstance(item, SaysoError):
                tell(str(item))
                self.failed = True
                continue
            if reader is None:
                reader, gazetteer = load_reader(), load_gazetteer()
            trace = trace_report(
                item.report, reader=reader, issues=item.issues, codebook=self._codebook, gazetteer=gazetteer
            )
            for line in describe_failures(trace.record):
                tell(line)
                self.failed = True
            yield trace


def _print_lists(reading: _Reading, *, as_json: bool) -> None:
    if as_json:
        for trace in reading:
            for claim in trace.claims:
                _print_json(trace, claim)
        return
    traces = list(reading)
    explained = Explained()
    for number, trace in enumerate(traces, 1):
        explained.print_list(trace, before=f"{number}:" if len(traces) > 1 else "")


def _print_claim(reading: _Reading, name: str, *, as_json: bool) -> None:
    found, known = _find(reading, name)
    if not known and reading.failed:
        return
    if not found:
        advice = _advise(reading.path, name, known)
        raise SaysoError("SAY-212", path=reading.path, name=clip(name, 80), next_step=advice)
    if len(found) > 1:
        listed = ", ".join(f"{n}:{trace.number(claim.id)} ({claim.id})" for n, trace, claim in found[:_MOST_NAMED])
        more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
        raise SaysoError("SAY-213", path=reading.path, name=clip(name, 80), claims=listed + more)
    _, trace, claim = found[0]
    if as_json:
        _print_json(trace, claim)
    else:
        Explained().print_claim(explain_claim(trace, claim))


def _find(reading: _Reading, name: str) -> tuple[list[Found], list[str]]:
    """The claims that ``name`` may mean, with the numbers of their reports, and the ids of all claims."""
    found: list[Found] = []
    known: list[str] = []
    for number, trace in enumerate(reading, 1):
        found += [(number, trace, claim) for claim in match_claims(trace.claims, name, report=number)]
        known += [claim.id for claim in trace.claims]
    whole = [one for one in found if one[2].id == name]
    return whole or found, known


def match_claims(claims: Sequence[Claim], name: str, *, report: int) -> list[Claim]:
    """The claims of the ``report``-th report that ``name`` means: an id, the beginning of one, or a number."""
    ordinal = _ORDINAL.fullmatch(name)
    if ordinal is not None and int(ordinal[1] or report) == report and 1 <= int(ordinal[2]) <= len(claims):
        return [claims[int(ordinal[2]) - 1]]
    start = name if name.startswith(_PREFIX) else _PREFIX + name
    if len(start) <= len(_PREFIX) or (ordinal is not None and len(name) < _SHORTEST_DIGITS):
        return []
    return [claim for claim in claims if claim.id.startswith(start)]


def _advise(path: str, name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"Is {near[0]} meant?"
    if not known:
        return "No claim was found in it."
    return f"`sayso explain {show_line(path)}` lists the {len(known):,} that there are."


def _print_json(trace: Trace, claim: Claim) -> None:
    with open_sink(None) as write:
        write(encode_value(explain_claim(trace, claim)))
