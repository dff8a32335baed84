"""Names in gold corpora: GUM's nested entities brought down to proper names, and IOB files (UNER, WikiGold).

The four kinds are those of the reader: person, organisation, location, other. The rule for GUM:

* An entity gives a name only where its head is a proper noun (UPOS ``PROPN``), or a person's where a proper noun is
  joined to the head as ``flat`` ("curator Kim Lee"). The head is the word of the minimal span (else of the entity)
  whose own head lies outside the entity.
* ``person`` gives person, ``organization`` organisation, ``place`` location (also where a state acts), any other type
  other; ``time`` gives none, as in IOB corpora, unless ``with_times`` is set. People named by a plural proper noun
  ("Americans") are other, as nationalities are in WikiGold.
* The name proper is the run of proper nouns around the head. It may run over inner function words ("Bank of England"),
  hyphens and numbers, never over a comma, and neither begins nor ends with a function word or an article, so that
  appositions and relative clauses stay outside. "and" is not crossed where it joins another entity to the head, nor
  "'s" where an entity ends with it; "at" is crossed after "University" alone.
* A person's name has no title ("President Norton" gives "Norton"), no function words but particles ("de", "van"), and
  leaves out what belongs to an entity of another type before it ("Portland" in "Portland Mayor Kim Lee").
* Where names overlap, the outermost entity wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from sayso.errors import SaysoError
from sayso.learn.corpora.conllu import GoldSentence, Word
from sayso.model import NameKind

UNER_KINDS: tuple[NameKind, ...] = ("person", "organisation", "location")
"""The kinds that UNER marks: what other corpora call "other" is unmarked there, hence unknown."""

_IOB_KINDS: dict[str, NameKind] = {"PER": "person", "ORG": "organisation", "LOC": "location", "MISC": "other"}
_GUM_KINDS: dict[str, NameKind] = {"person": "person", "organization": "organisation", "place": "location"}
_BRACKET = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")
_ENTITY_FIELDS = 7
_PARTICLE_LIST = "de del della der den di da dos du la le van von bin ibn ben al el y"
_NAME_PARTICLES = frozenset(_PARTICLE_LIST.split())
_HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2013", "/"})
_POSSESSIVES = frozenset({"'s", "\u2019s", "'", "\u2019"})
_INNER = _NAME_PARTICLES | _POSSESSIVES | frozenset({"of", "the", "and", "&", "for", "on", "des", "et"})
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "V"})
_TITLE_LIST = (
    "President Vice-President Minister Premier Chancellor Secretary Senator Sen. Sen Representative Rep. Rep Governor"
    " Gov. Gov Mayor Judge Justice Chief Speaker Congressman Congresswoman Attorney Ambassador Director Chairman"
    " Chairwoman Chair CEO Professor Prof. Prof Doctor Dr. Dr Mr. Mr Mrs. Mrs Ms. Ms Miss Mister Madam Sir General Gen."
    " Colonel Col. Captain Capt. Major Maj. Lieutenant Lt. Sergeant Sgt. Admiral Commander Officer Detective King"
    " Queen Prince Princess Emperor Empress Pope Archbishop Bishop Rev. Reverend Father Sister Brother Coach"
)
_TITLES = frozenset(_TITLE_LIST.split())


class GoldName(msgspec.Struct, frozen=True):
    """A name over words ``first`` to ``last`` of a sentence (indices from 0, both included)."""

    first: int
    last: int
    kind: NameKind


class NamedSentence(msgspec.Struct, frozen=True):
    """A sentence of an IOB file: its words and the names over them; ``sent_id`` is empty where the file has none."""

    words: tuple[str, ...]
    names: tuple[GoldName, ...]
    doc_id: str
    sent_id: str = ""


class GoldEntity(msgspec.Struct, frozen=True):
    """A GUM entity over words ``first`` to ``last`` (both included); ``minimal`` indexes its minimal span.

    ``cluster`` is the number that its mentions share within a document.
    """

    first: int
    last: int
    etype: str
    minimal: tuple[int, ...]
    cluster: str = ""


def gum_entities(words: Sequence[Word]) -> list[GoldEntity]:
    """The entities of a sentence by first word, outer before inner. Brackets without a partner are passed over."""
    found: list[GoldEntity] = []
    open_entities: dict[str, list[tuple[int, list[str]]]] = {}
    for i, word in enumerate(words):
        for opening, closed, closing in _BRACKET.findall(_entity_field(word)):
            if opening:
                fields = opening.split("-", _ENTITY_FIELDS - 1)
                open_entities.setdefault(fields[0], []).append((i, fields))
            key = fields[0] if opening else closing
            if (closed or closing) and open_entities.get(key):
                first, fields = open_entities[key].pop()
                found.append(_make_entity(first, i, fields))
    return sorted(found, key=lambda e: (e.first, -e.last))


def gum_names(sentence: GoldSentence, *, with_times: bool = False) -> tuple[GoldName, ...]:
    """The names proper of a GUM sentence in order, without overlap, by the rule of this module."""
    return _choose_names(sentence.words, with_times=with_times, full=False)


def gum_names_full(sentence: GoldSentence, *, with_times: bool = False) -> tuple[GoldName, ...]:
    """As `gum_names`, but every name is the whole outermost entity, with its articles, titles and clauses."""
    return _choose_names(sentence.words, with_times=with_times, full=True)


def read_uner(path: Path) -> Iterator[NamedSentence]:
    """The sentences of a UNER ``.iob2`` file in its order, which is not the treebank's: join by ``sent_id``.

    Only `UNER_KINDS` are marked in it. Raises SaysoError (SAY-601) at a malformed line or an unknown tag.
    """
    doc_id = sent_id = ""
    rows: list[tuple[str, str]] = []
    for number, line in _numbered_lines(path):
        if line.startswith("# newdoc"):
            doc_id = line.partition("=")[2].strip()
        elif line.startswith("# sent_id"):
            sent_id = line.partition("=")[2].strip()
        elif not line and rows:
            yield _make_sentence(rows, doc_id, sent_id)
            rows = []
        elif line and not line.startswith("# "):
            rows.append(_parse_row(line, path, number))
    if rows:
        yield _make_sentence(rows, doc_id, sent_id)


def read_wikigold(path: Path) -> Iterator[NamedSentence]:
    """The sentences of WikiGold in order; a ``-DOCSTART-`` line parts documents, numbered from 0 ("wikigold-0").

    Raises SaysoError (SAY-601) at a malformed line or an unknown tag.
    """
    document = 0
    rows: list[tuple[str, str]] = []
    for number, line in _numbered_lines(path):
        if line:
            rows.append(_parse_row(line, path, number))
        elif rows:
            if rows[0][0] == "-DOCSTART-":
                document += 1
            else:
                yield _make_sentence(rows, f"wikigold-{document}")
            rows = []
    if rows and rows[0][0] != "-DOCSTART-":
        yield _make_sentence(rows, f"wikigold-{document}")


def iob_tags(names: Iterable[GoldName], length: int) -> list[str]:
    """IOB2 tags of a sentence of ``length`` words: "O", or "B-" and "I-" before the kind."""
    tags = ["O"] * length
    for name in names:
        tags[name.first] = f"B-{name.kind}"
        tags[name.first + 1 : name.last + 1] = [f"I-{name.kind}"] * (name.last - name.first)
    return tags


def _choose_names(words: Sequence[Word], *, with_times: bool, full: bool) -> tuple[GoldName, ...]:
    entities = gum_entities(words)
    taken: set[int] = set()
    names: list[GoldName] = []
    for entity in entities:
        head = _find_name_head(words, entity)
        if head is None or (entity.etype == "time" and not with_times):
            continue
        run = _find_name(words, entity, head, entities)
        if run is None:
            continue
        first, last = (entity.first, entity.last) if full else run
        covered = set(range(first, last + 1))
        if taken.isdisjoint(covered):
            taken |= covered
            names.append(GoldName(first, last, _kind_of(entity, words[head])))
    return tuple(sorted(names, key=lambda n: n.first))


def _kind_of(entity: GoldEntity, head: Word) -> NameKind:
    if entity.etype == "person" and head.xpos == "NNPS":
        return "other"
    return _GUM_KINDS.get(entity.etype, "other")


def _find_name_head(words: Sequence[Word], entity: GoldEntity) -> int | None:
    """The head where it is a proper noun, or the proper noun joined to a person's title or trade; else None."""
    head = find_head(words, entity)
    if words[head].upos == "PROPN":
        return head
    if entity.etype != "person":
        return None
    joined = (i for i in range(head + 1, entity.last + 1) if words[i].head == head and words[i].deprel == "flat")
    return next((i for i in joined if words[i].upos == "PROPN"), None)


def find_head(words: Sequence[Word], entity: GoldEntity) -> int:
    """The word of the minimal span, else of the entity, whose own head lies outside of the entity."""

    def leads_out(i: int) -> bool:
        return not entity.first <= words[i].head <= entity.last

    span = range(entity.first, entity.last + 1)
    candidates = [*filter(leads_out, entity.minimal), *filter(leads_out, span)]
    return candidates[0] if candidates else entity.last


def _find_name(
    words: Sequence[Word], entity: GoldEntity, head: int, entities: Sequence[GoldEntity]
) -> tuple[int, int] | None:
    """First and last word of the name around the head; None where only a title is left of it."""
    nested = [e for e in entities if entity.first <= e.first and e.last <= entity.last and e != entity]
    person = entity.etype == "person"
    inner = (_NAME_PARTICLES if person else _INNER) | _HYPHENS
    if words[head].form == "University":
        inner |= {"at"}
    barred = _barred_words(words, head, nested)
    if person:
        barred |= {i for e in nested if e.etype != "person" and e.last < head for i in range(e.first, e.last + 1)}
    first = _extend(words, head, range(head - 1, entity.first - 1, -1), inner=inner, barred=barred, numbers=not person)
    last = _extend(words, head, range(head + 1, entity.last + 1), inner=inner, barred=barred, numbers=not person)
    return _strip_titles(words, first, last) if person else (first, last)


def _extend(
    words: Sequence[Word], head: int, path: range, *, inner: frozenset[str], barred: set[int], numbers: bool
) -> int:
    """The farthest word on ``path`` that still belongs to the name that contains ``head``."""
    reached = head
    for i in path:
        word = words[i]
        if i in barred:
            break
        joined = abs(i - reached) == 1 or words[i - path.step].form in _HYPHENS
        if _is_name_word(word) or (numbers and joined and word.upos == "NUM"):
            reached = i
        elif word.form.lower() not in inner:
            break
    return reached


def _barred_words(words: Sequence[Word], head: int, nested: Sequence[GoldEntity]) -> set[int]:
    """Words that part two names: "and" that joins another entity to the head, and "'s" at the end of an entity."""
    begins = {e.first for e in nested}
    joining = {i for i, w in enumerate(words) if w.upos == "CCONJ" and i + 1 in begins and words[w.head].head == head}
    return joining | {e.last for e in nested if words[e.last].form in _POSSESSIVES}


def _strip_titles(words: Sequence[Word], first: int, last: int) -> tuple[int, int] | None:
    """The run after its last title; None where the run is titles alone."""
    titled = [i for i in range(first, last) if words[i].form in _TITLES and words[i + 1].form not in _SUFFIXES]
    first = titled[-1] + 1 if titled else first
    while first < last and not _is_name_word(words[first]):
        first += 1
    if first == last and words[first].form in _TITLES:
        return None
    return first, last


def _is_name_word(word: Word) -> bool:
    return word.upos == "PROPN" or word.xpos.startswith("NNP")


def _entity_field(word: Word) -> str:
    return next((part[len("Entity=") :] for part in word.misc.split("|") if part.startswith("Entity=")), "")


def _make_entity(first: int, last: int, fields: Sequence[str]) -> GoldEntity:
    """``fields``: id, type, information status, salience, centering, minimal span (from 1), link and identity."""
    etype = fields[1] if len(fields) > 1 else ""
    minspan = fields[5] if len(fields) > 5 else ""
    indices = (first + int(part) - 1 for part in minspan.split(",") if part.isdigit())
    minimal = tuple(i for i in indices if first <= i <= last)
    return GoldEntity(first, last, etype, minimal, fields[0].partition("[")[0])


def _numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            yield number, line.rstrip("\r\n")


def _parse_row(line: str, path: Path, number: int) -> tuple[str, str]:
    columns = line.split("\t")
    tag = columns[2] if len(columns) > 2 else ""
    if tag != "O" and not (tag[:2] in {"B-", "I-"} and tag[2:] in _IOB_KINDS):
        raise SaysoError("SAY-601", path=path, line=number, reason=f"unknown tag {tag!r}", format="IOB2")
    return columns[1], tag


def _make_sentence(rows: Sequence[tuple[str, str]], doc_id: str, sent_id: str = "") -> NamedSentence:
    names: list[GoldName] = []
    previous = "O"
    for i, (_, tag) in enumerate(rows):
        if tag.startswith("I-") and previous[2:] == tag[2:]:
            names[-1] = GoldName(names[-1].first, i, names[-1].kind)
        elif tag != "O":
            names.append(GoldName(i, i, _IOB_KINDS[tag[2:]]))
        previous = tag
    return NamedSentence(tuple(word for word, _ in rows), tuple(names), doc_id, sent_id)
