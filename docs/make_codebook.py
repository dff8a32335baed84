"""Writes docs/codebook.md from the codebook of events: ``python docs/make_codebook.py``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sayso.codebook import Aspect, EventBook, EventType, Mode, Words, load_codebook

PAGE = Path(__file__).parent / "codebook.md"

_SHOWN = 12

_HEAD = """\
# The codebook of events

<!-- Written by docs/make_codebook.py from src/sayso/codebook/data/plover.yaml. -->

A codebook says what counts as an event: its types, their modes, contexts that an event may stand in, sectors of actors.
It is data. The one that comes with Sayso is a normalised PLOVER 2.0 (draft of 2024) in words of this project, under CC
BY 4.0; a file of one's own takes its place. Every event carries the name and version of its codebook in `by.method`.

    sayso codebook                         # the codebook in force, for reading
    sayso codebook --type ASSAULT          # one type of it
    sayso codebook --yaml > mine.yaml      # a file to start from
    sayso codebook check mine.yaml         # all that is wrong with a file, and what it holds
    sayso events report.txt --codebook mine.yaml

`--codebook FILE` works with every command that reads reports, and `SAYSO_CODEBOOK` names the file for all of them.
"""

_OWN = """\
## A codebook of one's own

```yaml
codebook: wildfire
version: "1"
title: Fires and those who fight them
types:
  FIRE:
    label: fire
    class: other
    score: -4
    definition: Something burns that should not.
    recipient_is: What burns.
    verbs: ["burn | subject=forest,house,village", "burn | object=forest,house,village,hamlet", smoulder]
    nouns: [wildfire, blaze, "fire | object=forest,bush,grass"]
    phrases: [catch fire, go up in flame]
    modes:
      arson:
        definition: Lit on purpose.
        verbs: ["light | object=fire"]
        nouns: [arson, arsonist]
      lightning: Lit by lightning.
    positive: [A wildfire crossed the ridge above the village.]
    near_misses: [The manager came under fire., The minister fired his aide.]
  ASSAULT:
    label: attack
    definition: Deliberate harm to people or destruction of things.
    positive: [Gunmen killed six farmers.]
contexts:
  weather:
    definition: Wind, heat and rain.
    words: [wind, heat wave, drought]
```

How its events are found depends on the type:

- **Trained.** Types with a code of the shipped codebook (`ASSAULT` above) are found by the reader, which is trained on
  them. An alias works too: `aliases: {ASSAULT: VIOLENCE}` makes the reader's ASSAULT the VIOLENCE of this book. A mode
  that the type does not list is dropped, and chosen anew by the words of its modes.
- **By words.** All other types are found by their words, with a confidence of 0.5, or 0.6 for a phrase and for a word
  that its object or subject narrows. The mode is the one whose words stand at the event or hang on it. Metaphors and
  near-misses are not told apart, so narrow what has many meanings.

Roles, time, place, tolls, realis and the claim that asserts an event are found in the same way for both.

| list | what stands in it |
|---|---|
| `verbs` | lemmas of verbs: `burn`; with a particle, `blow up` |
| `nouns` | lemmas of nouns |
| `adjectives` | lemmas of adjectives and participles |
| `phrases` | lemmas in a row: `take to the street`; two small words or adjectives may stand in between |

Words are lower-case lemmas (`street`, not `streets`). An entry is narrowed behind a bar: `open | object=fire` asks for
one of these lemmas as the object (of a noun: beside it), `subject=` for one as the subject or the "by" of a passive;
several stand with commas between. Where entries meet, the narrowed one wins, then the longer, then that of a mode, then
the earlier in the file.

| field of a type | meaning |
|---|---|
| `definition` | required; what counts |
| `label` | its name in plain words, for the page |
| `class` | `verbal cooperation`, `material cooperation`, `verbal conflict`, `material conflict` or `other` |
| `score` | -10 (conflict) to 10 (cooperation) |
| `recipient` | `required`, `optional` or `none` |
| `actor`, `recipient_is` | in words, who fills the roles |
| `modes` | each a definition, or a definition with lists of words |
| `positive`, `near_misses` | sentences with and without such an event |

The file is YAML without aliases (`*name`) and tags, of at most 2 MB and 500 types. `sayso codebook check` lists every
fault with its next step, then remarks: types that nothing can find, words that stand in two types.

### Training on one's own types

`python -m sayso.learn.events --codebook mine.yaml --gold FOLDER --to FOLDER` trains the event head on the types of a
codebook. FOLDER holds reports with their events, in the format of `bench/gold/events/README.md`; about a hundred
sentences a type are the least that is worth it, half of them near-misses. It needs the packages of `make train` and
some minutes. The new `events.onnx` and `events.json` belong into `src/sayso/parse/model/` of a copy of Sayso, and the
YAML file in the place of `src/sayso/codebook/data/plover.yaml`: the reader has one head at a time.
"""


def render_page() -> str:
    """The whole page, in Markdown."""
    book = load_codebook()
    parts = [_HEAD, _OWN, f"## The shipped codebook: {book.name}\n", *_list_repairs(book), _render_table(book)]
    parts += [_render_type(code, kind) for code, kind in book.types.items()]
    contexts = {name: _define(aspect) for name, aspect in book.contexts.items()}
    parts += [_render_codes("Contexts", contexts), _render_codes("Sectors", book.sectors)]
    return "\n".join([*parts, _render_codes("Codes of organisations", book.organisations)])


def _list_repairs(book: EventBook) -> Iterator[str]:
    yield "What it repairs against the draft:\n"
    yield "\n".join(f"- {repair}" for repair in book.repairs) + "\n"


def _render_table(book: EventBook) -> str:
    rows = [
        f"| [`{code}`](#{code.lower()}) | {kind.label} | {kind.event_class} | {kind.score:g} | {len(kind.modes)} |"
        for code, kind in book.types.items()
    ]
    return "\n".join(["| type | in words | class | score | modes |", "|---|---|---|---|---|", *rows, ""])


def _render_type(code: str, kind: EventType) -> str:
    lines = [f"### {code}\n", " ".join(kind.definition.split()) + "\n"]
    lines += [f"- Actor: {kind.actor}"] if kind.actor else []
    lines += [f"- Recipient ({kind.recipient}): {kind.recipient_is}"] if kind.recipient_is else []
    lines += [f"- Words: {_show_words(kind)}"]
    lines += [f"- Yes: “{sentence}”" for sentence in kind.positive]
    lines += [f"- No: “{sentence}”" for sentence in kind.near_misses]
    if kind.modes:
        lines += ["", "| mode | meaning | words |", "|---|---|---|"]
        for name, mode in kind.modes.items():
            words = _show_words(mode) if isinstance(mode, Mode) else ""
            lines.append(f"| `{name}` | {_define(mode)} | {words} |")
    return "\n".join([*lines, ""])


def _show_words(words: Words) -> str:
    entries = list(dict.fromkeys(word.split(" | ")[0] for _, word in words.list_words()))
    more = f", and {len(entries) - _SHOWN} more" if len(entries) > _SHOWN else ""
    return ", ".join(entries[:_SHOWN]) + more


def _define(value: Mode | Aspect | str) -> str:
    return value if isinstance(value, str) else value.definition


def _render_codes(heading: str, codes: Mapping[str, str]) -> str:
    rows = [f"| `{code}` | {meaning} |" for code, meaning in codes.items()]
    return "\n".join([f"## {heading}\n", "| code | meaning |", "|---|---|", *rows, ""])


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8")
