"""Reads CoNLL-U treebanks, and puts the raw text of a document back together with one span per syntactic word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from sayso.errors import SaysoError
from sayso.model import Span

_COLUMNS = 10
_PARAGRAPH = "\n\n"


class Word(msgspec.Struct, frozen=True):
    """A syntactic word. ``head`` is an index into the sentence from 0, -1 for the root.

    ``space_after`` says whether a blank follows in the raw text; inside a multi-word token it is False.
    """

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    misc: str
    space_after: bool


class MultiWord(msgspec.Struct, frozen=True):
    """Words ``first`` to ``last`` (indices from 0, both included) that are written together as ``form``."""

    first: int
    last: int
    form: str


class GoldSentence(msgspec.Struct, frozen=True):
    """A sentence of a treebank; ``new_document`` and ``new_paragraph`` say what begins with it."""

    words: tuple[Word, ...]
    new_document: bool
    new_paragraph: bool
    doc_id: str
    sent_id: str = ""
    multiwords: tuple[MultiWord, ...] = ()


class GoldDocument(msgspec.Struct, frozen=True):
    """A document of a treebank: its raw text, its sentences, and for each sentence one span per word."""

    doc_id: str
    text: str
    sentences: tuple[GoldSentence, ...]
    spans: tuple[tuple[Span, ...], ...]


def read_sentences(path: Path) -> Iterator[GoldSentence]:
    """The sentences of a CoNLL-U file in order; empty nodes are left out.

    The first sentence always begins a document. Raises SaysoError (SAY-601) at a line that is not CoNLL-U.
    """
    doc_id = ""
    first = True
    for number, block in _read_blocks(path):
        comments = [line for line in block if line.startswith("#")]
        new_document = first or any(_names(line, "newdoc") for line in comments)
        doc_id = next((_value(line) for line in comments if _names(line, "newdoc")), doc_id)
        words, multiwords = _parse_words(block, path, number)
        if not words:
            continue
        new_paragraph = new_document or any(_names(line, "newpar") for line in comments)
        sent_id = next((_value(line) for line in comments if _names(line, "sent_id")), "")
        yield GoldSentence(words, new_document, new_paragraph, doc_id, sent_id, multiwords)
        first = False


def documents(path: Path) -> Iterator[GoldDocument]:
    """The documents of a CoNLL-U file, each with its rebuilt text. Raises SaysoError as `read_sentences` does."""
    held: list[GoldSentence] = []
    for sentence in read_sentences(path):
        if sentence.new_document and held:
            yield _make_document(held)
            held = []
        held.append(sentence)
    if held:
        yield _make_document(held)


def rebuild_text(sentences: Iterable[GoldSentence]) -> tuple[str, tuple[tuple[Span, ...], ...]]:
    """The raw text of one document, and per sentence one span (code points) for every word.

    A paragraph is set off by an empty line, a sentence by one blank unless its last token says ``SpaceAfter=No``.
    """
    pieces: list[str] = []
    spans: list[tuple[Span, ...]] = []
    at = 0
    glue = ""
    for sentence in sentences:
        if pieces:
            lead = _PARAGRAPH if sentence.new_paragraph else glue
            pieces.append(lead)
            at += len(lead)
        surface, offsets = _lay_sentence(sentence)
        pieces.append(surface)
        spans.append(tuple(Span(at + start, at + end) for start, end in offsets))
        at += len(surface)
        glue = " " if sentence.words[-1].space_after else ""
    return "".join(pieces), tuple(spans)


def place_words(surface: str, forms: Sequence[str]) -> list[tuple[int, int]]:
    """Half-open ranges of ``surface`` for the words of a multi-word token, in order and without overlap.

    Forms are matched left to right ("don't" is do + n't). A form that does not stand there ends where the next one
    begins ("can't" is ca + n't for can + n't), or after as many characters as it has; the last takes what is left.
    """
    ranges: list[tuple[int, int]] = []
    at = 0
    for i, form in enumerate(forms):
        after = len(forms) - i - 1
        room = max(at, len(surface) - after)
        if after == 0:
            end = len(surface)
        else:
            end = min(at + len(form), room)
            if not surface.startswith(form + forms[i + 1], at):
                found = surface.find(forms[i + 1], at + 1)
                end = found if 0 <= found <= room else end
        ranges.append((at, end))
        at = end
    return ranges


def _read_blocks(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The line number (from 1) and lines of every sentence block."""
    block: list[str] = []
    begin = 1
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            stripped = line.rstrip("\r\n")
            if stripped:
                begin = begin if block else number
                block.append(stripped)
            elif block:
                yield begin, block
                block = []
    if block:
        yield begin, block


def _parse_words(block: list[str], path: Path, number: int) -> tuple[tuple[Word, ...], tuple[MultiWord, ...]]:
    words: list[Word] = []
    multiwords: list[MultiWord] = []
    spaces: dict[int, bool] = {}
    for offset, line in enumerate(block):
        if line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != _COLUMNS:
            raise _malformed(path, number + offset, f"{len(columns)} columns instead of {_COLUMNS}")
        try:
            if "." in columns[0]:
                continue
            if "-" in columns[0]:
                first, last = (int(part) - 1 for part in columns[0].split("-"))
                multiwords.append(MultiWord(first, last, columns[1]))
                spaces.update({i: i == last and _has_space(columns[9]) for i in range(first, last + 1)})
            else:
                words.append(_parse_word(columns, len(words) + 1, spaces.get(len(words))))
        except ValueError as error:
            raise _malformed(path, number + offset, str(error)) from error
    if any(word.head >= len(words) for word in words) or any(m.last >= len(words) for m in multiwords):
        raise _malformed(path, number, "a head or a multi-word token points outside its sentence")
    return tuple(words), tuple(multiwords)


def _parse_word(columns: list[str], place: int, space_after: bool | None) -> Word:
    number, form, lemma, upos, xpos, feats, head, deprel, _, misc = columns
    if number != str(place):
        raise ValueError(f"word {number!r} stands where word {place} is due")
    space = _has_space(misc) if space_after is None else space_after
    return Word(form, lemma, upos, xpos, feats, int(head) - 1, deprel, misc, space)


def _lay_sentence(sentence: GoldSentence) -> tuple[str, list[tuple[int, int]]]:
    """The surface of a sentence (without blanks at its end) and the range of every word in it."""
    multiword_at = {multiword.first: multiword for multiword in sentence.multiwords}
    pieces: list[str] = []
    ranges: list[tuple[int, int]] = []
    at = i = 0
    while i < len(sentence.words):
        multiword = multiword_at.get(i)
        last = multiword.last if multiword else i
        surface = multiword.form if multiword else sentence.words[i].form
        inner = place_words(surface, [word.form for word in sentence.words[i : last + 1]])
        ranges.extend((at + start, at + end) for start, end in inner)
        space = " " if sentence.words[last].space_after and last + 1 < len(sentence.words) else ""
        pieces.append(surface + space)
        at += len(surface) + len(space)
        i = last + 1
    return "".join(pieces), ranges


def _make_document(sentences: list[GoldSentence]) -> GoldDocument:
    text, spans = rebuild_text(sentences)
    return GoldDocument(sentences[0].doc_id, text, tuple(sentences), spans)


def _names(comment: str, key: str) -> bool:
    """Whether a comment is ``key``, ``key id = ...`` or ``key = ...``, and no longer word such as ``newpar_block``."""
    words = comment.lstrip("# ").replace("=", " ").split()
    return bool(words) and words[0] == key


def _value(comment: str) -> str:
    return comment.partition("=")[2].strip()


def _has_space(misc: str) -> bool:
    return "SpaceAfter=No" not in misc.split("|")


def _malformed(path: Path, line: int, reason: str) -> SaysoError:
    return SaysoError("SAY-601", path=path, line=line, reason=reason, format="CoNLL-U")
