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


class VerbForms:
    """The forms of verbs, one at a time; each is worked out once."""

    def __init__(self, endings: Endings) -> None:
        self._endings = endings.verbs
        self._known: dict[str, tuple[str, ...]] = {}
        self._irregular: dict[str, list[str]] = {}
        for form, lemma in endings.irregular.items():
            self._irregular.setdefault(lemma, []).append(form)

    def list(self, lemma: str) -> tuple[str, ...]:
        """All forms of a verb, its lemma among them."""
        found = self._known.get(lemma)
        if found is None:
            ending = next((e for e in self._endings if lemma.endswith(e.lemma)), None)
            stem = lemma.removesuffix(ending.lemma) if ending else lemma
            regular = [(stem + f).replace("=", stem[-1:]) for f in (ending.forms if ending else ())]
            found = self._known[lemma] = tuple(dict.fromkeys((lemma, *self._irregular.get(lemma, ()), *regular)))
        return found


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
