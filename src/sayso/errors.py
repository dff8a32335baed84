"""Every message that Sayso shows when something is wrong: what, where, why, and what to do next."""

from __future__ import annotations

from collections.abc import Callable

MESSAGES: dict[str, str] = {
    "SAY-101": "{path}: there is no such file or folder. Check the spelling; `sayso read -` reads standard input.",
    "SAY-102": "{path}: cannot be read ({reason}). Check its permissions, or copy it to a folder that can be read.",
    "SAY-103": "{path}: is empty. Give a file with the text of a report.",
    "SAY-104": "{path}: is binary ({reason}), not text. Convert it to .txt, .html or .jsonl first.",
    "SAY-105": "{path}: {size} bytes of text is over the limit of {limit}. Split it, or raise SAYSO_MAX_TEXT_BYTES.",
    "SAY-106": "{path}: no report text was found in this page. Save the text as .txt, or give the page's article view.",
    "SAY-107": '{path}, line {line}: {reason}. Each line must be a JSON object with a "text" string.',
    "SAY-108": "{path}: folder holds no .txt, .html or .jsonl file. Name the files, or another folder.",
    "SAY-109": "{path}: cannot be decoded as {encoding} ({reason}). Save it as UTF-8.",
    "SAY-110": "--published {value!r} is not an ISO date or date-time. Write it as 2022-01-10 or 2022-01-10T18:30:00+06:00.",
    "SAY-111": "{path}: holds nothing but blanks. Give a file with the text of a report.",
    "SAY-112": "published {value} is not an ISO date or date-time; the report is kept without a date.",
    "SAY-113": "the encoding is not named and not UTF-8; {encoding} was detected. If letters look wrong, save the file as UTF-8.",
    "SAY-114": "{path}: is beyond the limit of {limit} files. Name fewer, or raise SAYSO_MAX_FILES.",
    "SAY-115": "{path}: this page cannot be taken apart ({reason}). Save its text as .txt.",
    "SAY-201": "stage {stage} failed on this report: {reason}. The rest of the record stands; please report this.",
    "SAY-202": "stage {stage} was skipped: it needs {needs}, which stage {failed} did not give.",
    "SAY-203": "stage {stage} reads {needs}, which no earlier stage writes. Reorder the stages.",
    "SAY-204": "report {report}: {kind} span {start}..{end} lies outside the text ({length} code points). Re-ingest the report.",
    "SAY-205": "quotation mark opened here is never closed; the quotation is taken to end with its paragraph.",
    "SAY-206": "no source was found for this claim; it is kept without one.",
    "SAY-207": "no content was found for this cue; the claim is kept without any.",
    "SAY-208": "the process that read this report ended without a result ({reason}). Read it alone with -j 1 to see why.",
    "SAY-209": "a reading process ended before it was ready ({reason}). Run `sayso doctor`, or read with -j 1.",
    "SAY-210": "no cue was found for this content; the claim is kept without one.",
    "SAY-211": "report {report} could not be parsed: {reason}",
    "SAY-212": "{path}: holds no claim {name!r}. {next_step}",
    "SAY-213": "{path}: {name!r} may mean several claims: {claims}. Give the whole id, or the number with that of its report.",
    "SAY-214": "{path}, line {line}: is no record of Sayso ({reason}). Write records anew with `sayso read --json`.",
    "SAY-301": "settings: {problems}. Correct the named variables or unset them.",
    "SAY-401": "the reader's model is missing at {path}. Reinstall sayso, or train it with `make train`.",
    "SAY-402": "the reader's model at {path} is damaged ({reason}). Reinstall sayso.",
    "SAY-403": "{name} {reason}. Reinstall sayso.",
    "SAY-405": "no language data ships for {language!r} (there is: {known}). Use one of these; docs/languages.md tells how to add.",
    "SAY-406": "{path}: the language data is damaged ({reason}). Correct the file, or reinstall sayso.",
    "SAY-407": "{path}: cannot be read as a codebook of source kinds ({reason}). Check --source-kinds and SAYSO_SOURCE_KINDS.",
    "SAY-408": "{path}: source kinds: {problems}. Correct the file; docs/source-kinds.md tells its format.",
    "SAY-409": "{path}: cannot be read as an event codebook ({reason}). Check --codebook; `sayso codebook` prints one to start from.",
    "SAY-410": "{path}: event codebook: {problems}. Correct the file; docs/codebook.md tells its format.",
    "SAY-411": "{path}: cannot be used as a rule pack ({reason}). Packs that come with Sayso: {known}; docs/events.md tells the format.",
    "SAY-501": "{path}: cannot be written ({reason}). Choose another place with -o.",
    "SAY-502": "{path}: is there already and is no page of Sayso's. Choose another name with -o, or move it away.",
    "SAY-503": "{path}: is among the files to read, or in a folder to read. Choose another place with -o.",
    "SAY-504": "SQLite {version} can damage a database in WAL mode (versions 3.7.0 to 3.51.2). Use a newer Python or SQLite.",
    "SAY-601": "{path}, line {line}: {reason}. Check that the file is whole and in the format {format}.",
    "SAY-602": "the base encoder's folder {path} {reason}. Pass BASE=FOLDER with the original's files.",
    "SAY-604": "trained weights {path} cannot be read ({reason}). Train first with `make train`.",
    "SAY-603": "training data: {reason}. See docs/data.md for what goes where.",
    "SAY-701": "{path}: there is no gazetteer. Build it once with `sayso places build`; until then no place is resolved.",
    "SAY-702": "{path}: this gazetteer cannot be used ({reason}). Build it anew with `sayso places build`.",
    "SAY-703": "{path}: the gazetteer cannot be written ({reason}). Free space, or set SAYSO_GAZETTEER to a file elsewhere.",
    "SAY-704": "the gazetteer's data: {reason}. Reinstall sayso with its dependencies.",
    "SAY-705": "{path}: cannot be imported ({reason}). Give files of a GeoNames dump: allCountries.txt, cities500.txt or a .zip of one.",
    "SAY-706": "{path}: {damaged} of {lines} lines are damaged, too many for a dump of GeoNames; the gazetteer stays as it was.",
    "SAY-707": "no place is called {name!r} in the gazetteer. Check the spelling, or import more places: docs/gazetteer.md.",
    "SAY-708": "{path}: holds imported places, which building anew would drop. Pass --replace if that is meant.",
    "SAY-709": "there is no gazetteer, so no place of this report is resolved. Build it once with `sayso places build`.",
    "SAY-710": "{path}: cannot be read as the areas of outlets ({reason}). Learn them anew with `sayso places learn`.",
    "SAY-801": "{path}: there is no desk. Make one with `sayso add PATH... --desk {path}`, or name another with --desk.",
    "SAY-802": "{path}: cannot be used as a desk ({reason}). Name another file with --desk, or restore it from a copy.",
    "SAY-803": "{path}: this desk has schema {version}, this Sayso knows up to {newest}. Install a newer Sayso to use it.",
    "SAY-804": "{path}: another process writes to this desk. Wait until it is done, and try again.",
    "SAY-805": "{path}: the desk cannot be written to ({reason}). Free space, or check the permissions of file and folder.",
    "SAY-806": "{path}: this desk has the older schema {version}. `sayso add --desk {path}` brings it to {newest}.",
    "SAY-807": "{path}: nothing has the id {name!r}. `sayso list --desk {path}` shows what there is.",
    "SAY-808": "{path}: {name!r} may mean several things: {found}. Give more of the id.",
    "SAY-809": "{path}: {name!r} is no report but a {kind}. Only reports can be removed.",
    "SAY-810": "{path}: no report on this desk tells of an event. Add reports with `sayso add PATH... --desk {path}`.",
    "SAY-851": "the desk has no page {path}. The menu leads to all that there are.",
    "SAY-852": "the desk has no {what} with the id {id}. It may have been removed, or joined with another; search for its words.",
    "SAY-853": "the desk only answers GET and HEAD, not {method}. Change it with `sayso add` and `sayso remove`.",
    "SAY-854": "the desk does not answer for {host}. Use the address that `sayso desk` printed.",
    "SAY-855": "this page failed ({reason}). The desk itself is unharmed; please report this.",
    "SAY-856": "{host} port {port} cannot be used ({reason}). Name another port with --port, or another address with --host.",
}


class SaysoError(Exception):
    """An error with a stable code, shown as one line: ``SAY-103: notes.txt: is empty. Give ...``.

    Raises KeyError when the code has no message, or when the message needs a value that was not given.
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(f"{code}: {format_message(code, **values)}")

    def __reduce__(self) -> tuple[Callable[..., SaysoError], tuple[str, dict[str, object]]]:
        """So that an error raised in another process arrives as it was."""
        return _remake, (self.code, self.values)


def _remake(code: str, values: dict[str, object]) -> SaysoError:
    return SaysoError(code, **values)


def format_message(code: str, **values: object) -> str:
    """The text of a message, with its values filled in (without the code)."""
    return MESSAGES[code].format(**values)
