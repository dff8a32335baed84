"""Forms of words made from their lemmas, for words that must be found whatever the reader takes for their lemma."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Ending(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the end of a lemma becomes in its other forms; "=" doubles the letter before it."""

    lemma: str
    forms: tuple[str, ...]


class Endings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The regular endings of a language's verbs, the more special ones first, and ``irregular`` forms by lemma."""

    verbs: tuple[Ending, ...]
    irregular: dict[str, str]


def inflect_verbs(lemmas: Iterable[str], endings: Endings) -> dict[str, str]:
    """Every form of the verbs with its lemma, the lemma itself included. Of two verbs, the first has a form."""
    known = set(lemmas)
    forms = {form: lemma for form, lemma in endings.irregular.items() if lemma in known}
    for lemma in sorted(known):
        ending = next((e for e in endings.verbs if lemma.endswith(e.lemma)), None)
        stem = lemma.removesuffix(ending.lemma) if ending else lemma
        for form in (lemma, *((stem + f).replace("=", stem[-1:]) for f in (ending.forms if ending else ()))):
            forms.setdefault(form, lemma)
    return forms
