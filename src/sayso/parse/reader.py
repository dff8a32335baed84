"""The reader: tokens in; sentences, syntax, names, attribution marks and event triggers out.

A report is read in sections (bounded memory), a section in windows (see `windows`), each window by itself: nothing a
window says depends on another window of the same or of another report, so a record never depends on its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.lang import load_trigger_lexicon
from sayso.model import Attributions, EventMark, Link, Mark, Name, Report, Syntax, Tokens
from sayso.parse.appositions import mend_appositions
from sayso.parse.events import find_event_marks
from sayso.parse.marks import find_links, find_marks, find_names
from sayso.parse.names import join_hyphenated, refine_names
from sayso.parse.outputs import Model, WindowInput
from sayso.parse.pieces import PieceCutter, Pieces
from sayso.parse.sections import SECTION_TOKENS, Section, cut_sections, gather_section
from sayso.parse.syntax import SectionSyntax, decode_syntax, join_syntax
from sayso.parse.windows import Window, find_cuts, fits_window, make_windows

CLS, SEP = 101, 102  # the special pieces of the BERT vocabulary


class Reader:
    """Reads reports with one model; holds no state that changes an answer."""

    def __init__(self, model: Model, cutter: PieceCutter) -> None:
        self.model = model
        self.labels = model.labels
        self.cutter = cutter

    def read(self, report: Report, tokens: Tokens) -> tuple[Syntax, tuple[Name, ...], Attributions]:
        """Syntax, names and attribution marks of a report whose tokens are ``tokens``."""
        syntax, names, attributions, _ = self.read_all(report, tokens)
        return syntax, names, attributions

    def read_all(
        self, report: Report, tokens: Tokens
    ) -> tuple[Syntax, tuple[Name, ...], Attributions, tuple[EventMark, ...]]:
        """What `read` gives, and the triggers of events."""
        text = report.text
        pieces = self.cutter.cut(tokens, text)
        cuts = find_cuts(tokens, text)
        words = tokens.words(text)
        parts: list[SectionSyntax] = []
        names: list[Name] = []
        marks: list[Mark] = []
        links: list[Link] = []
        events: list[EventMark] = []
        for first, last in cut_sections(tokens):
            section = self._read_section(slice_pieces(pieces, first, last), cuts[first:last])
            parts.append(decode_syntax(self.model, section, tokens.gaps[first:last]))
            names += find_names(section.names, self.labels.name_bias, offset=first)
            found = find_marks(section.marks, self.model.mark_steps, self.labels.mark_bias, offset=first)
            links += find_links(found, section.links, self.model.link_bias, offset=first, base=len(marks))
            marks += found
            events += self._find_events(section, words[first:last], first)
        syntax = join_syntax(parts, words, self.labels)
        refined = join_hyphenated(refine_names(names, tokens, syntax), tokens, words)
        return mend_appositions(syntax, refined), refined, Attributions(tuple(marks), tuple(links)), tuple(events)

    def read_part(self, report: Report, tokens: Tokens, first: int, last: int) -> Attributions:
        """Attribution marks of tokens ``first`` to ``last`` (both included), read as a report of their own.

        Token numbers are those of the report. What stands inside a content is seen so, which `read` leaves unmarked.
        """
        cut = slice(first, min(last + 1, first + SECTION_TOKENS))
        gaps = tokens.gaps[cut].copy()
        gaps[:1] = 3  # the beginning of a text
        part = Tokens(tokens.starts[cut], tokens.ends[cut], gaps)
        pieces = self.cutter.cut(part, report.text)
        # What fits into one window is not cut.
        cuts = gaps >= 2 if fits_window(pieces) else find_cuts(part, report.text)
        section = self._read_section(pieces, cuts)
        marks = find_marks(section.marks, self.model.mark_steps, self.labels.mark_bias, offset=first)
        links = find_links(marks, section.links, self.model.link_bias, offset=first, base=0)
        return Attributions(tuple(marks), tuple(links))

    def _find_events(self, section: Section, words: Sequence[str], offset: int) -> list[EventMark]:
        if self.model.event_labels is None:
            return []
        lexicon = load_trigger_lexicon().mark([word.lower() for word in words])
        scores = self.model.score_events(section.states, lexicon)
        return find_event_marks(scores, self.model.event_labels, offset=offset, weak=True)

    def _read_section(self, pieces: Pieces, cuts: NDArray[np.bool_]) -> Section:
        windows = make_windows(pieces, cuts)
        outputs = [self.model.run(make_input(pieces, window)) for window in windows]
        return gather_section(windows, outputs)


def slice_pieces(pieces: Pieces, first: int, last: int) -> Pieces:
    """The pieces of tokens ``first`` to ``last`` (half-open), numbered from 0."""
    if first >= last:
        return Pieces(pieces.ids[:0], pieces.shapes[:0], pieces.gaps[:0], pieces.firsts[:0], pieces.lasts[:0])
    begin, end = int(pieces.firsts[first]), int(pieces.lasts[last - 1]) + 1
    cut = slice(begin, end)
    return Pieces(
        pieces.ids[cut],
        pieces.shapes[cut],
        pieces.gaps[cut],
        pieces.firsts[first:last] - begin,
        pieces.lasts[first:last] - begin,
    )


def make_input(pieces: Pieces, window: Window) -> WindowInput:
    """The arrays of one window, special pieces added; all of shape [1, ...] and type int64."""
    begin = int(pieces.firsts[window.start])
    end = int(pieces.lasts[window.end - 1]) + 1
    length = end - begin + 2
    ids = np.empty((1, length), dtype=np.int64)
    ids[0, 0], ids[0, -1] = CLS, SEP
    ids[0, 1:-1] = pieces.ids[begin:end]
    shapes = np.zeros((1, length), dtype=np.int64)
    shapes[0, 1:-1] = pieces.shapes[begin:end]
    gaps = np.zeros((1, length), dtype=np.int64)
    gaps[0, 1:-1] = pieces.gaps[begin:end]
    tokens = slice(window.start, window.end)
    shift = begin - 1
    firsts = (pieces.firsts[tokens] - shift).astype(np.int64)[None]
    lasts = (pieces.lasts[tokens] - shift).astype(np.int64)[None]
    return WindowInput(ids, shapes, gaps, firsts, lasts)


__all__ = ["Reader", "make_input", "slice_pieces"]
