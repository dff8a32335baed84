"""Reports with hand-written trees: one line a word, "form UPOS head deprel feats lemma"; a blank line ends a sentence.

Heads count from 1 within the sentence, 0 for the root. Feats and lemma may be left out; "_" stands for none.
"""

from __future__ import annotations

from itertools import pairwise

import msgspec
import numpy as np

from sayso.mentions import find_entities, resolve_speakers
from sayso.model import (
    Attribution,
    Entity,
    Mark,
    MarkRole,
    Name,
    NameKind,
    Report,
    Resolution,
    Syntax,
    Tokens,
    hash_text,
)

NO_SPACE = frozenset(",.!?;:'’”)") | {"'s", "’s", "n't"}


class Draft(msgspec.Struct, frozen=True, eq=False):
    """A report with its tree."""

    report: Report
    tokens: Tokens
    syntax: Syntax

    def find(self, words: str) -> tuple[int, int]:
        """First and last token of words; "@2" at their end takes the second place where they stand."""
        phrase, _, number = words.partition("@")
        forms = self.tokens.words(self.report.text)
        wanted = phrase.split()
        places = [i for i in range(len(forms)) if forms[i : i + len(wanted)] == wanted]
        first = places[int(number or 1) - 1]
        return first, first + len(wanted) - 1

    def name(self, words: str, kind: NameKind) -> Name:
        """A name mark."""
        return Name(*self.find(words), kind, 0.9)

    def mark(self, words: str, role: MarkRole) -> Mark:
        """A mark of a claim."""
        return Mark(role, *self.find(words), 0.9)

    def claim(self, source: str | None, cue: str, *content: str, parent: int | None = None) -> Attribution:
        """A claim from the words of its parts, tokens parted by blanks."""
        marks = tuple(self.mark(c, "content") for c in content)
        who = self.mark(source, "source") if source else None
        return Attribution(who, self.mark(cue, "cue"), marks, 0.9, parent)

    def resolve(
        self, names: dict[str, NameKind], *claims: Attribution
    ) -> tuple[tuple[Entity, ...], tuple[Resolution | None, ...]]:
        """Entities and speakers; ``names`` are marked at every place where their words stand."""
        marked = []
        for words, kind in names.items():
            size = len(words.split())
            forms = self.tokens.words(self.report.text)
            places = [i for i in range(len(forms)) if forms[i : i + size] == words.split()]
            marked += [Name(i, i + size - 1, kind, 0.9) for i in places]
        taken = [n for n in marked if not any(o.first <= n.first and n.last <= o.last and o != n for o in marked)]
        named = find_entities(self.report, self.tokens, self.syntax, tuple(taken))
        return resolve_speakers(self.report, self.tokens, self.syntax, named, claims)

    def speakers(self, names: dict[str, NameKind], *claims: Attribution) -> list[str | None]:
        """The name of each claim's speaker."""
        entities, found = self.resolve(names, *claims)
        by_id = {entity.id: entity.name for entity in entities}
        return [by_id[f.entity] if f else None for f in found]


def draft(table: str) -> Draft:
    """The report of such a table."""
    sentences = [[line.split() for line in block.splitlines()] for block in table.strip().split("\n\n")]
    rows = [(number, row) for number, sentence in enumerate(sentences) for row in sentence]
    forms = [row[0] for _, row in rows]
    lead = ["", *("" if b in NO_SPACE or a in "(“" else " " for a, b in pairwise(forms))]
    ends = np.cumsum([len(space) + len(form) for space, form in zip(lead, forms, strict=True)])
    starts = ends - [len(form) for form in forms]
    text = "".join(space + form for space, form in zip(lead, forms, strict=True))
    offsets = np.repeat(np.cumsum([0, *map(len, sentences[:-1])]), list(map(len, sentences)))
    heads = [int(row[2]) - 1 + int(at) if row[2] != "0" else -1 for (_, row), at in zip(rows, offsets, strict=True)]
    report = Report("r", hash_text(text), None, None, None, None, None, "en", text)
    gaps = np.array([3, *([1] * (len(forms) - 1))], dtype=np.uint8)
    tokens = Tokens(starts.astype(np.int32), ends.astype(np.int32), gaps)
    syntax = Syntax(
        np.array([number for number, _ in rows], dtype=np.int32),
        tuple(row[1] for _, row in rows),
        tuple(row[4] if len(row) > 4 else "_" for _, row in rows),
        tuple(row[5] if len(row) > 5 else row[0].lower() for _, row in rows),
        np.array(heads, dtype=np.int32),
        tuple(row[3] for _, row in rows),
    )
    return Draft(report, tokens, syntax)
