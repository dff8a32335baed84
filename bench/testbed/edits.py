"""What outlets do to a text that they reprint. Every edit keeps, token by token, where the words come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import msgspec

from bench.testbed.drafts import Draft, Sent, copy_sent
from bench.testbed.frames import Tok, Toks, cut, next_uid, raise_first, tidy

Paras = list[list[Sent]]

_SWAPS: dict[str, tuple[str, ...]] = {
    "said": ("stated", "declared"),
    "announced": ("made known", "declared"),
    "began": ("started",),
    "happened": ("occurred", "took place"),
    "wounded": ("hurt",),
    "people": ("persons",),
    "persons": ("people",),
    "residents": ("locals",),
    "shut": ("closed",),
    "homes": ("houses",),
    "houses": ("homes",),
    "near": ("close to",),
    "also": ("too",),
    "show": ("reveal",),
    "large": ("big",),
    "closed": ("shut",),
    "parked": ("stationary",),
    "lorry": ("truck",),
    "lorries": ("trucks",),
    "reported": ("announced",),
    "burnt": ("burned",),
    "destroyed": ("wrecked",),
    "district": ("quarter",),
    "arrived": ("came",),
    "shattered": ("smashed",),
    "heard": ("noticed",),
    "months": ("months or so",),
    "later": ("afterwards",),
    "fled": ("escaped",),
}
_EXTRA = ("meanwhile", "however", "too", "in fact", "so far", "as it happens")


def copy_paras(draft: Draft) -> Paras:
    """The paragraphs without dateline and the outlet's own phrases, as tokens that remember the draft's."""
    paras = [[copy_sent(s) for s in para if s.role not in ("dateline", "frame", "credit")] for para in draft.paras]
    return [para for para in paras if para]


def change_words(paras: Paras, random: Random, *, share: float = 0.05) -> Paras:
    """Some words replaced by others of the same meaning, some added, some left out."""

    def change(toks: Toks) -> Toks:
        out: list[Tok] = []
        for tok in toks:
            swap = _SWAPS.get(tok.text)
            if swap and random.random() < share * 6 and not tok.has("f"):
                out += _replace(tok, random.choice(swap))
            elif tok.text in ("very", "also", "about") and random.random() < share:
                continue
            else:
                out.append(tok)
        return tuple(out)

    return each(paras, change)


def drop_hedges(paras: Paras) -> Paras:
    """The text without its hedges."""
    return each(paras, lambda toks: tuple(tok for tok in toks if "h" not in tok.tags))


def drop_sources(paras: Paras) -> Paras:
    """The text without the words that say where it comes from, where a sentence stands without them."""
    return each(paras, lambda toks: tuple(tok for tok in toks if "s" not in tok.tags))


def curl(paras: Paras) -> Paras:
    """Curly quotation marks and apostrophes."""

    def change(toks: Toks) -> Toks:
        out, inside = [], False
        for tok in toks:
            text = tok.text.replace("'", "’")
            if text == '"':
                inside = not inside
                text = "“" if inside else "”"
            out.append(msgspec.structs.replace(tok, text=text) if text != tok.text else tok)
        return tuple(out)

    return each(paras, change)


def gloss(paras: Paras, random: Random, word: str, glosses: Sequence[str]) -> Paras:
    """An apposition behind the first mention of the town outside the lead."""
    done = False

    def change(toks: Toks) -> Toks:
        nonlocal done
        for at, tok in enumerate(toks[:-2]):
            if not done and tok.text == word and toks[at + 1].text not in (",", "-") and "S" not in _kinds(tok):
                done = True
                added = [msgspec.structs.replace(t, tags=tok.tags) for t in cut(random.choice(glosses))]
                return (*toks[: at + 1], *added, *toks[at + 1 :])
        return toks

    return each(paras, change)


def cut_end(paras: Paras, keep: int) -> Paras:
    """The first paragraphs alone."""
    return paras[: max(keep, 1)]


def cut_some(paras: Paras, random: Random, *, share: float = 0.25) -> Paras:
    """The text without some of the sentences behind the lead."""
    kept = [[s for s in para if s.role == "lead" or random.random() > share] for para in paras]
    return [para for para in kept if para]


def reorder(paras: Paras, random: Random) -> Paras:
    """The paragraphs behind the lead in another order."""
    rest = list(paras[1:])
    random.shuffle(rest)
    return [*paras[:1], *rest]


def join_paras(paras: Paras, random: Random) -> Paras:
    """Some paragraphs run together, some split."""
    out: Paras = []
    for para in paras:
        if out and random.random() < 0.25:
            out[-1] = [*out[-1], *para]
        elif len(para) > 1 and random.random() < 0.3:
            out += [para[:1], para[1:]]
        else:
            out.append(list(para))
    return out


def change_days(paras: Paras, random: Random) -> Paras:
    """Days without "on", as some papers print them."""

    def change(toks: Toks) -> Toks:
        out = []
        for at, tok in enumerate(toks):
            if tok.text == "on" and tok.has("w") and at and random.random() < 0.8:
                continue
            out.append(tok)
        return tuple(out)

    return each(paras, change)


def garble(paras: Paras, statement: str, wrong: str, name: str) -> Paras:
    """Another number in place of that of a statement, told as the statement ``name``."""
    tag, new = f"f:{statement}", f"f:{name}"

    def change(toks: Toks) -> Toks:
        out, done = [], False
        for tok in toks:
            if tag not in tok.tags or tok.has("r"):
                out.append(tok)
                done = False
            elif not done:
                tags = frozenset(t for t in tok.tags if t != tag) | {new}
                out.append(Tok(wrong, tok.glue, tags, next_uid()))
                done = True
        return tuple(out)

    return each(paras, change)


def each(paras: Paras, change: Callable[[Toks], Toks]) -> Paras:
    """The paragraphs with each sentence changed; one that loses its source goes back to where the original went."""
    out: Paras = []
    for para in paras:
        sents = []
        for sent in para:
            toks = change(sent.toks)
            if len(toks) > 2:
                changed = toks if toks is sent.toks else raise_first(tidy(toks))
                sents.append(Sent(changed, sent.role, sent.basis))
        if sents:
            out.append(sents)
    return out


def _replace(tok: Tok, words: str) -> list[Tok]:
    new = cut(words, tok.tags)
    return [msgspec.structs.replace(new[0], glue=tok.glue), *new[1:]]


def _kinds(tok: Tok) -> set[str]:
    return {tag.partition(":")[0] for tag in tok.tags}
