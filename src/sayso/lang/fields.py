"""The type of the words that tell what a sentence is about."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sayso.lang.forms import Endings, VerbForms
from sayso.lang.tolls import list_plurals


class FieldWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas of one field: ``nouns`` stand for their plurals too, ``verbs`` for all their forms."""

    nouns: tuple[str, ...]
    verbs: tuple[str, ...]


def list_forms_of_fields(fields: Mapping[str, FieldWords], endings: Endings) -> dict[str, tuple[str, ...]]:
    """The fields of each form, in the order of ``fields``."""
    verbs = VerbForms(endings)
    found: dict[str, list[str]] = {}
    for name, words in fields.items():
        forms = [form for noun in words.nouns for form in list_plurals(noun)]
        forms += [form for verb in words.verbs for form in verbs.list(verb)]
        for form in dict.fromkeys(forms):
            found.setdefault(form, []).append(name)
    return {form: tuple(names) for form, names in found.items()}
