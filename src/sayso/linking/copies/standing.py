"""Sentences that an outlet prints again and again: background, footers, words about itself. They are no reprint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec
import numpy as np

from sayso.linking.copies.texts import Text
from sayso.linking.copies.words import Hashes

_REPORTS = 4  # of one outlet that hold a sentence
_SHARE = 0.5  # of the keys of a sentence, and of the sentences of a report: where more are repeated, all of it is


def set_aside_standing(texts: Sequence[Text]) -> list[Text]:
    """The reports, with the words of their outlets' standing sentences no longer counted.

    A sentence stands where four reports of the outlet share keys of it. What shares a key is looked at alone, so that
    the result for a report does not hang on reports that it shares nothing with.
    """
    outlets = defaultdict[str, list[int]](list)
    for number, text in enumerate(texts):
        if text.record.report.outlet is not None:
            outlets[text.record.report.outlet].append(number)
    made = list(texts)
    for numbers in outlets.values():
        if len(numbers) >= _REPORTS:
            keys, counts = np.unique(np.concatenate([texts[n].keys for n in numbers]), return_counts=True)
            common = keys[counts >= _REPORTS]
            for number in numbers if len(common) else ():
                made[number] = _set_aside(texts[number], common)
    return made


def _set_aside(text: Text, common: Hashes) -> Text:
    repeated = (
        np.isin(text.unit_keys, common).mean(axis=1) >= _SHARE if len(text.units) else np.zeros(0, dtype=np.bool_)
    )
    if not repeated.any() or repeated.mean() > _SHARE:
        return text
    evident = text.evident.copy()
    for place in np.flatnonzero(repeated).tolist():
        evident[slice(*text.units[place])] = False
    return msgspec.structs.replace(text, evident=evident)
