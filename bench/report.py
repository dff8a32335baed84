"""The table of figures in README.md and in the model card, written from the pinned results."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from bench.errors import BenchError
from bench.results import PINNED, Figure, Results, read_results
from bench.show import format_interval, format_value

_ROOT = Path(__file__).resolve().parents[1]
README = _ROOT / "README.md"
PAGES = (README, _ROOT / "src/sayso/parse/model/MODEL_CARD.md")
"""The pages that hold the table."""
BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
_COLUMNS = ("measured on the dev sets, from raw text", "Sayso", "95 % interval", "in full precision", "others")
_HEAD = f"| {' | '.join(_COLUMNS)} |\n{'|---' * len(_COLUMNS)}|"


class Row(msgspec.Struct, frozen=True):
    """A row of the table: a task's figure and what it is called."""

    task: str
    figure: str
    label: str


ROWS = (
    Row("syntax", "en_ewt-dev/las", "dependencies, EWT (LAS)"),
    Row("syntax", "en_ewt-dev/upos", "parts of speech, EWT"),
    Row("syntax", "en_gum-dev/las", "dependencies, GUM (LAS)"),
    Row("names", "en_gum-dev/exact", "names of four kinds, GUM (F1)"),
    Row("names", "uner-ewt-dev/exact", "names of three kinds, Universal NER on EWT (F1)"),
    Row("attribution", "polnear-dev/source/exact", "source spans, exact, PolNeAR (F1)"),
    Row("attribution", "polnear-dev/cue/exact", "cue spans, exact (F1)"),
    Row("attribution", "polnear-dev/content/exact", "content spans, exact (F1)"),
    Row("attribution", "polnear-dev/relation/dice50", "who said what: source and content at least half right (F1)"),
    Row("attribution", "polnear-dev/relation/who-token", "words of content with the right source (F1)"),
    Row("attribution", "polnear-dev/speech-cue-recall", "claims with a verb of saying: share that is found"),
    Row("attribution", "polnear-dev/who-and-what-right", "the same, found with the right who and what"),
    Row("claims", "claims-dev/relation/dice50", "own test reports: who said what (F1)"),
    Row("claims", "claims-dev/nested/right-parent", "claims within claims, with the right outer claim (F1)"),
    Row("claims", "claims-dev/hedge/overlap", "hedges (F1)"),
    Row("claims", "claims-dev/channel/overlap", "channels: in a statement, on television (F1)"),
    Row("claims", "claims-dev/quotation", "direct, mixed or indirect"),
    Row("claims", "claims-dev/speaker", "sources led to the right speaker"),
    Row("claims", "claims-dev/kind", "kind of source"),
    Row("times", "aquaint/value", "time expressions with the right value, AQUAINT (F1)"),
    Row("times", "aquaint-corrected/value", "the same, values as others corrected them (F1)"),
    Row("times", "aquaint/relaxed", "time expressions found, AQUAINT (F1)"),
    Row("times", "times-dev/value-and-anchor", "own test passages: value and anchor right"),
    Row("places", "lgl-dev/text/acc161", "gold toponyms within 161 km, LGL, text alone"),
    Row("places", "lgl-dev/outlet/acc161", "the same, with the outlet's usual area"),
    Row("places", "tr-news-dev/text/acc161", "gold toponyms within 161 km, TR-News"),
    Row("places", "gwn-dev/text/acc161", "gold toponyms within 161 km, GeoWebNews"),
    Row("places", "lgl-dev/recognition/exact", "toponyms found, exact, LGL (F1)"),
    Row("places", "lgl-dev/outlet/end-to-end", "found and within 161 km, LGL with outlet (F1)"),
    Row("events", "plover-gsr/type-macro", "type of event, PLOVER records, five-fold (macro F1)"),
    Row("events", "plover-gsr/dyad", "type, actor and recipient codes, PLOVER records"),
    Row("events", "events-dev/type-macro", "own test reports: type of event by sentence (macro F1)"),
    Row("events", "events-dev/realis-macro", "realis (macro F1)"),
    Row("events", "events-dev/toll", "tolls: kind, interval and words (F1)"),
    Row("links", "links-held/families", "copies, made-up collections: which reports are of one family (F1)"),
    Row("links", "links-held/passages", "copied passages, by character (F1)"),
    Row("links", "links-held/incidents", "incidents (B-cubed F1)"),
    Row("links", "links-held/origins-exact", "number of independent origins exactly right"),
    Row("links", "links-held/tolls-found", "tolls that contradict each other: share that is found"),
    Row("links", "links-held/tolls-false", "toll contradictions shown that are none"),
    Row("speed", "polnear-dev/words-per-second", "words a second, one core, `sayso read --json`"),
    Row("speed", "polnear-dev/first-record", "seconds from start to the record of one report"),
    Row("speed", "polnear-dev/peak-memory-one-report", "peak memory, one report (MB)"),
)


def read_pinned(folder: Path = PINNED) -> dict[str, Results]:
    """The pinned results by task."""
    return {path.stem: read_results(path) for path in sorted(folder.glob("*.json"))}


def fill_page(text: str, pinned: Mapping[str, Results]) -> str:
    """``text`` with the table between its marks. Raises BenchError where these are missing."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise BenchError(f"the page lacks {BEGIN} or {END}")
    table = make_table(pinned)
    return f"{before}{BEGIN}\n{table}{END}{after}"


def make_table(pinned: Mapping[str, Results]) -> str:
    """The rows that are measured, as Markdown; nothing where none is."""
    rows = [_make_row(row, pinned) for row in ROWS if _find(row, pinned)]
    if not rows:
        return ""
    return "\n".join([_HEAD, *rows]) + "\n" + _describe_speed(pinned)


def _make_row(row: Row, pinned: Mapping[str, Results]) -> str:
    results = pinned[row.task]
    figure = results.figures[row.figure]
    others = [(name, values[row.figure]) for name, values in results.peers.items() if row.figure in values]
    beside = ", ".join(f"{name} {format_value(value)}" for name, value in others)
    interval = format_interval(figure.low, figure.high) if row.task != "speed" else ""
    return f"| {row.label} | {format_value(figure.value)} | {interval} | {_find_exact(row, pinned)} | {beside} |"


def _find_exact(row: Row, pinned: Mapping[str, Results]) -> str:
    """The same figure with an fp32 export of the same weights; empty where it was not compared."""
    corpus, measure = row.figure.split("/", 1)
    compared = pinned["quantisation"].differences if "quantisation" in pinned else {}
    found = compared.get(f"{corpus}/{row.task}/{measure}")
    return format_value(found.second) if found is not None else ""


def _find(row: Row, pinned: Mapping[str, Results]) -> Figure | None:
    return pinned[row.task].figures.get(row.figure) if row.task in pinned else None


def _describe_speed(pinned: Mapping[str, Results]) -> str:
    """On which machine speed was measured, and what the others' figures rest on."""
    notes = ["", "People: one annotator against another, on other reports. spaCy's syntax: EWT test."]
    if "speed" in pinned:
        notes.append(f"Speed leaves out the start-up; measured on {pinned['speed'].machine}.")
    return "\n".join(notes) + "\n"
