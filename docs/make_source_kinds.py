"""Writes docs/source-kinds.md from the codebook of kinds of source: ``python docs/make_source_kinds.py``."""

from __future__ import annotations

from pathlib import Path

from sayso.lang import Carrier, KindEntry, SourceBook, load_language
from sayso.lang.sources import SORTS

PAGE = Path(__file__).parent / "source-kinds.md"

_SHOWN = 12

_HEAD = """\
# Kinds of source

<!-- Written by docs/make_source_kinds.py from src/sayso/lang/en/sources.toml. -->

Every claim of a record has the kind of its source, with the reason and the characters that decided. The report alone is
asked, never knowledge of the world: what the words of the source mean, what they belong to, titles and appositions, and
what the report says elsewhere of the same speaker. Where that is nothing, the kind is null.

1. Withheld identity (“on condition of anonymity”) beats everything else.
2. The head word of the source decides: “the **ministry**”, “a **resident**”, “Harbour **Herald**”.
3. A word such as spokesman, head or report takes the kind of what it belongs to: “**police** spokesman”, “a report by
   the **union**”, “its president” after the union was named. “The board” is what it was
   called in full before: “the **school** board”; “one of them” is of the kind of those named before.
4. Of several posts the kind of lower precedence wins; a post of the past counts less than one held now.
5. For a pronoun, a bare name or a word that says little, the same questions are put to the speaker's other mentions.
6. A place that speaks is a state, and so is a country or seat of government under its bare name; the report's own
   outlet is media.
7. What stands beside the name of a speaker counts before what the speaker is called elsewhere (“the opposition”).
8. A noun in no list is judged by its ending: “dialect**ologist**”. Such evidence is weak: any other beats it.
9. A mother, brother or cousin is a victim's relative where the sentence, or the one before or behind it, tells of harm
   (“killed”, “missing”); elsewhere kinship says nothing of suffering.
10. What befell a person comes before what the person does: “a teacher **who was wounded**”, “a nurse **whose son was
    killed**”, “an **injured** driver” are victims; who stands accused (“pleaded not guilty”) is a private person. Those
    who hold an office stay what they are.
11. “We” and “our teams” are of the kind of who speaks around them; outside every claim they are the report's outlet.
12. Who takes turns in a transcript, with no office told, and asks in at least half of them is the interviewer: media. A
    turn under “Q” is media too; one under “A” has the kind of the first person named before the turns.
13. A person with no office told is a private person, `witness_resident`: a report that names an officeholder says so at
    least once, so that silence speaks for a private person. Where a sentence about the person tells of harm (“lost
    her”, “was beaten”), the kind is `victim_relative`; other wordings point to a sport, a party, a firm.
14. A body of which nothing is told takes the kind that the wordings in its sentences point to, else none.
"""

_ADDING = """\
## Adding kinds and words

A TOML file adds to the codebook: `sayso read report.txt --source-kinds mine.toml`, or its path in `SAYSO_SOURCE_KINDS`.
Words that it lists for a kind are taken from every other kind. A new kind needs label, plural, group and definition; a
new group needs code and label. Whatever is wrong with the file is reported at once, as SAY-408, before any report is
read.

```toml
[[groups]]
code = "faith"
label = "religious bodies"

[[kinds]]
code = "religious_body"
label = "a religious body"
plural = "religious bodies"
group = "faith"
definition = "Churches, mosques, temples, and their clergy."
bodies = ["church", "mosque", "diocese"]
people = ["bishop", "imam", "rabbi"]

[[kinds]]
code = "media"
names = ["Vestnik"]
```

| list | what stands in it |
|---|---|
| `bodies` | what an organisation or group of the kind is called, in the singular and in lower case |
| `people` | what a person of the kind is called |
| `endings` | of nouns in no list: “-ologist” |
| `names` | words of proper names, as they are written |
| `alone` | whole names that stand for a body by themselves: “Reuters” |
| `modifiers` | words that say of which kind the noun beside them is: “**rebel** commander” |
| `phrases` | wordings within the source: “who lives” |
| `nearby` | wordings in the source's sentence; for `unnamed` only |
| `signs` | wordings in the sentences about somebody of whom nothing else is told: “lost her” |

`members` is the kind of who belongs to a body of the kind, `seat` that of an office of a person of it, `past` that of
who was of it once, `union` that of what unites its people (“farmers' council”),
`precedence` a number (50 where it is left out).
"""


def render_page() -> str:
    """The whole page, in Markdown."""
    book = load_language("en").sources
    parts = [_HEAD, _render_table(book), *(_render_kind(kind) for kind in book.kinds)]
    return "\n".join([*parts, _render_carriers(book.carriers), _ADDING])


def _render_table(book: SourceBook) -> str:
    labels = {group.code: group.label for group in book.groups}
    rows = [f"| [`{k.code}`](#{k.code}) | {k.plural} | {labels[k.group]} | {k.precedence} |" for k in book.kinds]
    return "\n".join(["| code | in words | group in a profile | precedence |", "|---|---|---|---|", *rows, ""])


def _render_kind(kind: KindEntry) -> str:
    lines = [f"## {kind.code}\n", f"{kind.definition}\n"]
    lines += [f"- Not: {miss}." for miss in kind.near_misses]
    for sort in SORTS:
        words = getattr(kind, sort)
        if words:
            more = f", and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
            lines.append(f"- {sort}: {', '.join(words[:_SHOWN])}{more}")
    return "\n".join([*lines, ""])


def _render_carriers(carriers: tuple[Carrier, ...]) -> str:
    lines = ["## Words that take the kind of what they belong to\n"]
    lines += ["| words | how | where nothing decides |", "|---|---|---|"]
    for carrier in carriers:
        more = f", and {len(carrier.words) - _SHOWN} more" if len(carrier.words) > _SHOWN else ""
        fallback = f"`{carrier.default}`" if carrier.default else "their kind above, else none"
        lines.append(f"| {', '.join(carrier.words[:_SHOWN])}{more} | {carrier.relation} | {fallback} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8")
