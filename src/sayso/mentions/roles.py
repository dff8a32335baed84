"""Titles and posts that a report gives people: before the name, in apposition, and in "who heads ..."."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from sayso.mentions.scene import Scene
from sayso.mentions.words import NO_POSTS
from sayso.model import Role, Span

_MAX_WORDS = 16
_LINKS = frozenset(("of", "for", "at", "in", "with", "from", "on"))
_TITLE_PARTS = frozenset(("compound", "amod", "flat", "nummod", "fixed"))


class RoleFinder:
    """Finds the roles that one report gives."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.sorts = scene.lexicon.sorts
        self.places = {w for e in scene.named if e.kind == "place" for w in e.name.lower().split()}
        self.posts = {name: noun for noun, name in scene.posts.items()}
        self.appositions: dict[int, list[int]] = {}
        for token in scene.appositions:
            self.appositions.setdefault(scene.heads[token], []).append(token)
        self.clauses: dict[int, list[int]] = {}
        for token, deprel in enumerate(scene.deprels):
            if deprel == "acl:relcl" and scene.lemmas[token] in scene.lexicon.leading:
                self.clauses.setdefault(scene.heads[token], []).append(token)

    def find_all(self) -> dict[int, list[Role]]:
        """The roles of each named person by number, in text order, every title and organisation once."""
        found: dict[int, list[Role]] = {}
        for head, number in self.scene.name_heads:
            if self.scene.named[number].kind == "person":
                roles = found.setdefault(number, [])
                known = {(r.title.lower(), r.organisation) for r in roles}
                roles += [r for r in self.find(head) if (r.title.lower(), r.organisation) not in known]
        return {number: roles for number, roles in found.items() if roles}

    def find(self, head: int) -> Iterator[Role]:
        """The roles given at one mention of a name."""
        scene = self.scene
        span = scene.spans[head]
        first, last = bisect_right(scene.starts, span.start) - 1, bisect_left(scene.starts, span.end) - 1
        before = self._find_before(first, last)
        if before:
            yield before
        nouns = [a for t in range(first, last + 1) for a in self.appositions.get(t, ()) if a > last]
        post = self.posts.get(head)
        if post is not None and post < first - 1:
            nouns.insert(0, post)
        for noun in nouns:
            role = self.find_phrase(noun)
            if role:
                yield role
        for token in range(first, last + 1):
            for verb in self.clauses.get(token, ()):
                yield from self._find_clause(verb)

    def _find_before(self, first: int, last: int) -> Role | None:
        """A title right before the name, or within its first words: "ministry spokeswoman X"."""
        scene = self.scene
        end = first
        while end < last and self._is_title(end):
            end += 1  # the name holds its title
        begin = end
        bounds = scene.sentence(first)
        while begin > bounds.start and end - begin < _MAX_WORDS and self._goes_on(begin - 1, begin, last):
            begin -= 1
        begin = self._skip_loose(begin, end)
        if begin >= end or not self._names_post(begin, end) or self._is_loose(begin, end):
            return None
        cut = self._cut_organisation(begin, end)
        title = Span(scene.starts[cut], scene.ends[end - 1])
        organisation = self._words(begin, cut) if cut > begin else None
        return Role(title.text(scene.text), organisation, title)

    def _goes_on(self, token: int, after: int, last: int) -> bool:
        scene = self.scene
        linked = token < scene.heads[token] <= last or token in scene.posts or token in scene.stands_for
        if scene.tokens.gaps[after] > 1 or not (linked or scene.word(token)[:1].isupper()):
            return False
        word, upos = scene.word(token), scene.upos[token]
        if upos in ("NOUN", "PROPN") or (upos == "ADJ" and scene.deprels[token] in ("amod", "compound", "flat")):
            return True
        if upos == "PART" or word in ("-", "’s", "'s"):
            return word in ("-", "’s", "'s", "'", "’")
        return word.lower() in ("of", "for") and self._in_title(token)

    def _in_title(self, token: int) -> bool:
        """Whether the words around "of" make a title: "Secretary of State"."""
        words = [self.scene.word(t).lower() for t in range(max(token - 1, 0), min(token + 2, len(self.scene.starts)))]
        return " ".join(words) in self.scene.lexicon.titles

    def _skip_loose(self, begin: int, end: int) -> int:
        while begin < end and (self.scene.upos[begin] in ("PART", "PUNCT", "ADP")):
            begin += 1
        return begin

    def _names_post(self, begin: int, end: int) -> bool:
        return self._is_title(end - 1) or any(self._in_title(t) for t in range(begin + 1, end - 1))

    def _is_loose(self, begin: int, end: int) -> bool:
        """Whether nothing but "former", "late" and the like is left of the title."""
        return all(self.scene.word(t).lower() in NO_POSTS for t in range(begin, end))

    def _is_title(self, token: int) -> bool:
        word = self.scene.word(token).lower().rstrip(".")
        sort = self.sorts.get(self.scene.lemmas[token].lower()) or self.sorts.get(word)
        known = sort is not None and sort.kind == "person"
        return (known or word in self.scene.lexicon.titles) and word not in _COURTESY

    def _cut_organisation(self, begin: int, end: int) -> int:
        """The first token of the title itself: names, possessives, and bodies before it are the organisation's."""
        scene = self.scene
        cut = begin
        for token in range(begin, end - 1):
            if self._is_known_title(token, end):
                break
            owner = scene.owner.get(token)
            misread = owner is not None and scene.owner.get(end - 1) == owner
            named = (
                owner is not None and scene.named[owner].kind != "person" and not self._is_title(token) and not misread
            )
            body = scene.upos[token] in ("NOUN", "PROPN") and self._is_body(token) and not misread
            if named or body or scene.upos[token] == "PART" or (self._is_demonym(token) and not misread):
                cut = token + 1
        return cut

    def _is_known_title(self, begin: int, end: int) -> bool:
        words = [self.scene.word(t).lower() for t in range(begin, end)]
        return len(words) > 1 and " ".join(words) in self.scene.lexicon.titles

    def _is_body(self, token: int) -> bool:
        sort = self.sorts.get(self.scene.lemmas[token].lower())
        return (sort is not None and sort.kind in ("organisation", "outlet")) or (
            self.scene.lemmas[token].lower() in self.scene.lexicon.organisation_heads and sort is None
        )

    def _is_demonym(self, token: int) -> bool:
        """Whether the word is a nationality: a capitalised adjective, or a form of a place's name in the report."""
        word = self.scene.word(token)
        if not word[:1].isupper() or self._is_title(token):
            return False
        if self.scene.upos[token] == "ADJ":
            return True
        lower = word.lower()
        return any(place.startswith(lower[:4]) and place != lower for place in self.places)

    def _words(self, begin: int, end: int) -> str | None:
        """The organisation's words without a possessive; None where they are a nationality alone."""
        scene = self.scene
        while begin < end and scene.word(begin).lower() in NO_POSTS:
            begin += 1
        while end > begin and (scene.upos[end - 1] in ("PART", "PUNCT")):
            end -= 1
        if end == begin or all(self._is_demonym(t) for t in range(begin, end)):
            return None
        return scene.text[scene.starts[begin] : scene.ends[end - 1]]

    def find_phrase(self, noun: int) -> Role | None:
        """The role in a noun phrase such as "the first deputy head of the Shymkent administration"."""
        scene = self.scene
        if scene.upos[noun] not in ("NOUN", "PROPN") or not self._is_title(noun) or scene.name_at(noun) == -1:
            return None
        children = scene.children(noun)
        left = [c for c in children if c < noun and scene.deprels[c] in _TITLE_PARTS]
        begin = min([noun, *(self._leftmost(c) for c in left)])
        begin = self._skip_loose(begin, noun)
        cut = self._cut_organisation(begin, noun + 1)
        end, organisation = noun, self._words(begin, cut) if cut > begin else None
        if organisation is None:
            owners = (c for c in children if scene.deprels[c] == "nmod:poss" and scene.upos[c] != "PRON")
            organisation = next((self._phrase(c) for c in owners), None)
        owned = organisation is not None
        for child in children:
            if child > noun and scene.deprels[child] in ("nmod", "flat"):
                body = None if owned else self._find_body(child, named=True) or self._find_body(child, named=False)
                if body is None:
                    end = max(end, self._rightmost(child)) if scene.deprels[child] == "flat" else end
                    end = self._right_of(child, noun, end)
                    continue
                if body in scene.owner:
                    cut = begin
                organisation = self._phrase(body)
                if body != child:
                    end = max(end, self._last_before(body))
                break
        span = Span(scene.starts[cut], scene.ends[end])
        return Role(span.text(scene.text), organisation, span)

    def _right_of(self, child: int, noun: int, end: int) -> int:
        """The end of the title with "of emergency services" in it; only words of "of" belong to it."""
        links = [self.scene.word(c).lower() for c in self.scene.children(child) if self.scene.deprels[c] == "case"]
        return max(end, child) if links == ["of"] and child - noun <= 5 else end

    def _find_body(self, token: int, *, named: bool) -> int | None:
        """The organisation or place at the end of an "of" phrase: the token itself or what hangs on it."""
        scene = self.scene
        links = [scene.word(c).lower() for c in scene.children(token) if scene.deprels[c] == "case"]
        if links and links[0] not in _LINKS:
            return None
        owner = scene.owner.get(token)
        if owner is not None and scene.named[owner].kind != "person":
            return token
        if not named and (self._is_body(token) or self._is_place(token)):
            return token
        near = (c for c in scene.children(token) if c > token and scene.deprels[c] == "nmod" and c - token < _MAX_WORDS)
        return next((body for c in near if (body := self._find_body(c, named=named)) is not None), None)

    def _is_place(self, token: int) -> bool:
        sort = self.sorts.get(self.scene.lemmas[token].lower())
        return sort is not None and sort.kind == "place"

    def _find_clause(self, verb: int) -> Iterator[Role]:
        scene = self.scene
        for child in scene.children(verb):
            if scene.deprels[child] == "obj":
                span = Span(scene.starts[verb], scene.ends[verb])
                yield Role(span.text(scene.text), self._phrase(child), span)

    def _phrase(self, token: int) -> str:
        """The words of a noun phrase without article, possessive, apposition and clauses."""
        scene = self.scene
        owner = scene.owner.get(token)
        tokens = [token]
        for child in scene.children(token):
            if scene.deprels[child].split(":")[0] in ("compound", "amod", "flat", "nmod", "nummod", "goeswith"):
                tokens += self._yield_of(child)
        if owner is not None:
            tokens += [t for t in scene.sentence(token) if scene.owner.get(t) == owner and abs(t - token) < _MAX_WORDS]
        first, last = min(tokens), max(tokens)
        if scene.word(first).lower() in scene.lexicon.definite:
            first += 1
        while last > first and (scene.upos[last] in ("PUNCT", "PART")):
            last -= 1
        return scene.text[scene.starts[first] : scene.ends[min(last, first + _MAX_WORDS)]]

    def _yield_of(self, token: int) -> list[int]:
        """The tokens of a subtree, apposition and clauses left out."""
        found, queue = [token], [token]
        while queue and len(found) < 2 * _MAX_WORDS:
            for child in self.scene.children(queue.pop()):
                if self.scene.deprels[child].split(":")[0] not in ("appos", "acl", "punct", "parataxis"):
                    found.append(child)
                    queue.append(child)
        return found

    def _leftmost(self, token: int) -> int:
        return min(self._yield_of(token))

    def _rightmost(self, token: int) -> int:
        return max(self._yield_of(token))

    def _last_before(self, body: int) -> int:
        """The last token of the title before the phrase of its organisation."""
        token = self._leftmost(body) - 1
        while self.scene.upos[token] in ("ADP", "DET", "PUNCT"):
            token -= 1
        return token


_COURTESY = frozenset(("mr", "mrs", "ms", "miss", "mx", "mme", "sir", "madam", "madame", "herr", "frau", "st", "saint"))
