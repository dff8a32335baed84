"""How probable an attribution built by syntax is: a logistic regression on its words and its tree.

The features are of the cue word (what kind of word it is in the language's list, form, place in the tree), the source
(how it hangs on the cue) and the content (by what relation, what begins it, how long it is). The weights come from two
steps: fitted to outermost attributions of PolNeAR's training part as syntax builds them, then moved, against a Gaussian
prior on the first, by claims inside claims of own gold and own sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from math import exp

import msgspec

from sayso.claims.cue_forms import Sentences
from sayso.errors import SaysoError
from sayso.model import Attribution, Mark

WEIGHTS_FILE = "probable.toml"

_KINDS = ("clausal", "object", "infinitive", "passive", "noun", "adjective", "telling", "weak", "request")
_OPENERS = {"that": "that", "to": "to", "whether": "whether", "if": "whether"}
_QUOTES = frozenset('“”"‘’«»„') | {"``", "''"}
_PERSONS = {"i": "speaker", "we": "speaker", "you": "you", "it": "it", "they": "they", "he": "they", "she": "they"}
_RELATIVES = frozenset({"who", "which", "that"})
_MODALS = frozenset({"would", "will", "should", "must", "can", "could", "may", "might", "shall", "ll", "’ll", "'ll"})
_SHORT, _LONG = 2, 6  # tokens of a content


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Weights by feature, as log-odds; features without one weigh nothing."""

    weights: dict[str, float]


def weigh(s: Sentences, cue: int, built: Attribution) -> float:
    """The probability in [0, 1] that source and content of an attribution with the cue word ``cue`` are right."""
    weights = load_weights().weights
    total = sum(weights.get(name, 0.0) for name in describe(s, cue, built))
    return round(1 / (1 + exp(-max(-30.0, min(30.0, total)))), 3)


@cache
def load_weights() -> Weights:
    """The weights that ship. Raises SaysoError (SAY-402) where their file is damaged."""
    path = files("sayso.claims") / WEIGHTS_FILE
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Weights)
    except (OSError, msgspec.DecodeError) as error:
        raise SaysoError("SAY-402", path=f"claims/{WEIGHTS_FILE}", reason=str(error)) from error


def describe(s: Sentences, cue: int, built: Attribution) -> list[str]:
    """The names of the features that an attribution with the cue word ``cue`` has; none without cue or content."""
    if built.cue is None or not built.content:
        return []
    kinds = s.forms.get(s.words[cue], frozenset())
    first, last = s.find_bounds(cue)
    children = s.find_children(cue, first, last)
    shape = _find_shape(s, cue, built.cue, built.content[-1])
    tag = "passive" if s.upos[cue] == "VERB" and s.is_passive(cue, children) else s.upos[cue].lower()
    known = [k for k in _KINDS if k in kinds and (k != "passive" or tag == "passive")]
    names = ["one", f"tag {tag}", f"shape {shape}", f"{tag} {shape}"]
    names += [f"kind {k}" for k in known] or ["kind none"]
    names += [f"{shape} {k}" for k in known] or [f"{shape} none"]
    names += _describe_cue(s, cue, built.cue, children)
    names += _describe_source(s, cue, built.source)
    names += _describe_content(s, built.cue, built.content)
    return names


def _find_shape(s: Sentences, cue: int, group: Mark, content: Mark) -> str:
    """By what relation the content hangs on the cue."""
    root = find_root(s, content)
    if s.words[content.first] in _QUOTES:
        return "quotation"
    if s.heads[root] == cue:
        linked = group.last > cue
        relation = s.deprels[root].split(":")[0]
        return "link" if linked and relation in ("obl", "nmod", "advcl", "obj") else relation
    return "above" if s.heads[cue] == root else "apart"


def find_root(s: Sentences, mark: Mark) -> int:
    """The token of a span whose head lies outside it."""
    return next((i for i in range(mark.first, mark.last + 1) if not mark.first <= s.heads[i] <= mark.last), mark.first)


def _describe_cue(s: Sentences, cue: int, mark: Mark, children: dict[str, list[int]]) -> Iterator[str]:
    yield f"hangs {s.deprels[cue]}"
    words = s.words[mark.first : mark.last + 1]
    if not _MODALS.isdisjoint(words):
        yield "modal"
    if any(
        "Polarity=Neg" in s.feats[i] or s.words[i] in ("not", "n't", "n’t", "never")
        for i in range(mark.first, mark.last + 1)
    ):
        yield "negated"
    if s.words[mark.first] == "to" or ("VerbForm=Inf" in s.feats[cue] and _MODALS.isdisjoint(words)):
        yield "infinitive"
    if s.words[cue].endswith("ing"):
        yield "participle"
    if "Tense=Past" in s.feats[cue]:
        yield "past"
    if "obj" in children or "iobj" in children:
        yield "has object"


def _describe_source(s: Sentences, cue: int, source: Mark | None) -> Iterator[str]:
    if source is None:
        yield "source none"
        return
    root = find_root(s, source)
    word = s.words[source.first]
    yield "source " + ("own" if s.heads[root] == cue else "raised")
    if source.first == source.last:
        yield "source " + (_PERSONS.get(word) or ("relative" if word in _RELATIVES else s.upos[root].lower()))
    else:
        yield "source " + ("name" if s.upos[root] == "PROPN" else "phrase")
    yield "source before" if source.last < cue else "source behind"


def _describe_content(s: Sentences, group: Mark, contents: Sequence[Mark]) -> Iterator[str]:
    content = contents[-1]
    size = sum(m.last + 1 - m.first for m in contents)
    yield "size " + ("short" if size <= _SHORT else "middle" if size <= _LONG else "long")
    opener = s.words[content.first]
    if opener in _OPENERS:
        yield f"opens {_OPENERS[opener]}"
    elif opener in s.openers:
        yield "opens wh"
    else:
        yield "opens " + s.upos[content.first].lower()
    if len(contents) > 1:
        yield "pieces"
    gap = content.first - group.last
    yield "gap " + ("before" if gap < 0 else "none" if gap == 1 else "near" if gap < 5 else "far")
