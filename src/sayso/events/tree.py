"""A report's words with their trees, as lists: what all parts of event coding look at."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model import Span, Syntax, Tokens

NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
# What hangs on a noun and is no part of its phrase when it names somebody: clauses, asides, coordinated phrases.
_OUTSIDE = frozenset(
    {"acl", "acl:relcl", "appos", "conj", "cc", "punct", "parataxis", "case", "cop", "nsubj", "nsubj:pass", "csubj",
     "advcl", "advcl:relcl", "mark", "aux", "aux:pass", "advmod", "discourse", "dep", "obl", "obl:unmarked", "expl",
     "ccomp", "xcomp", "cc:preconj", "orphan", "dislocated", "vocative", "list"}
)  # fmt: skip
_MOST_CONJUNCTS = 50
_LEADING = frozenset({"det", "amod", "nummod", "compound", "nmod:poss"})


class Tree:
    """Columns over tokens: ``words`` in lower case, ``lemmas`` in lower case, ``upos``, ``deprels``, ``heads``."""

    def __init__(self, text: str, tokens: Tokens, syntax: Syntax) -> None:
        self.text = text
        self.starts: list[int] = tokens.starts.tolist()
        self.ends: list[int] = tokens.ends.tolist()
        self.forms = [text[s:e] for s, e in zip(self.starts, self.ends, strict=True)]
        self.words = [form.lower() for form in self.forms]
        self.lemmas = [lemma.lower() for lemma in syntax.lemmas]
        self.upos, self.deprels, self.feats = syntax.upos, syntax.deprels, syntax.feats
        self.heads: list[int] = syntax.heads.tolist()
        self.sentences: list[int] = syntax.sentences.tolist()
        self.apart: set[int] = set()  # heads of phrases that date something, no part of a name
        self._children: dict[int, list[int]] = {}
        for token, head in enumerate(self.heads):
            if head >= 0:
                self._children.setdefault(head, []).append(token)

    def __len__(self) -> int:
        return len(self.words)

    def children(self, token: int, *deprels: str) -> list[int]:
        """The tokens that hang on ``token``, in order; with ``deprels`` those with one of these relations."""
        found = self._children.get(token, [])
        return [c for c in found if self.deprels[c] in deprels] if deprels else found

    def child(self, token: int, *deprels: str) -> int | None:
        """The first child with one of these relations."""
        return next((c for c in self._children.get(token, ()) if self.deprels[c] in deprels), None)

    def case(self, token: int) -> str:
        """The preposition of a phrase, in lower case ("because of" as "because"); empty where it has none."""
        mark = self.child(token, "case")
        return self.words[mark] if mark is not None else ""

    def climb(self, token: int, limit: int = 8) -> Iterator[int]:
        """The heads above ``token``, nearest first."""
        head = self.heads[token]
        while head >= 0 and limit:
            yield head
            head, limit = self.heads[head], limit - 1

    def conjuncts(self, token: int) -> list[int]:
        """``token`` and what is coordinated with it, when it is the first of them; not many more than fifty."""
        found = [token]
        for at in found:
            found += self.children(at, "conj")
            if len(found) > _MOST_CONJUNCTS:
                break
        return found

    def is_passive(self, verb: int) -> bool:
        """Whether a verb is a passive: by its subject or auxiliary, or a bare participle behind a noun."""
        if self.child(verb, "aux:pass") is not None:
            return True
        if self.child(verb, "cop") is not None:
            return False
        if self.child(verb, "nsubj:pass", "csubj:pass") is not None:
            return self.child(verb, "obj") is None
        feats = self.feats[verb]
        return "VerbForm=Part" in feats and "Tense=Past" in feats and self.child(verb, "nsubj", "aux") is None

    def phrase(self, token: int) -> tuple[int, int]:
        """First and last token of the noun phrase of ``token``: no clauses, asides, nor what is coordinated."""
        first = last = token
        ahead = [token]
        seen = {token}
        while ahead:
            at = ahead.pop()
            for child in self._children.get(at, ()):
                outside = self.deprels[child] in _OUTSIDE and not self._inside(at, child, token)
                if child in seen or child in self.apart or outside:
                    continue
                seen.add(child)
                ahead.append(child)
        leading = [
            child for child in self._children.get(token, ()) if child < token and self.deprels[child] in _LEADING
        ]
        while first - 1 in seen or any(child < first for child in leading):
            first -= 1
        while last + 1 in seen:
            last += 1
        return first, last

    def span(self, first: int, last: int) -> Span:
        """Characters from token ``first`` to token ``last``, both included."""
        return Span(self.starts[first], self.ends[last])

    def _inside(self, head: int, child: int, top: int) -> bool:
        """Whether a child that usually stands outside belongs to the phrase: parts of modifiers of the top, hyphens."""
        relation = self.deprels[child]
        if head == top:
            if relation == "appos":
                return self._follows(top, child)
            return (relation == "advmod" and child < top) or (relation == "punct" and self.forms[child] in "-–’'\"")
        return relation in {"case", "cc", "conj", "punct", "advmod", "obl", "mark"}

    def _follows(self, top: int, child: int) -> bool:
        """Whether a name stands right behind the word for what it is: "opposition leader Maria Lopez"."""
        between = range(top + 1, child)
        near = child > top and self.upos[child] == "PROPN" and not self.children(child, "punct", "det", "case")
        return near and all(self.deprels[t] not in {"punct", "case"} for t in between) and child - top < 5
