"""Whether two claims are one: a score, and the reason in words."""

from __future__ import annotations

from datetime import date

from sayso.linking.parties import find_origin, same_party
from sayso.linking.parties.party import Party
from sayso.linking.statements.contents import Content

_NEAR_DAYS, _FAR_DAYS = 8, 60
_NEAR, _FAR, _LATE = 0.5, 0.68, 0.8
_LIGHT = 0.9  # of weight shared, without a number
_LIGHTEST, _SAME = 0.3, 0.9
_NUMBER_BONUS = 0.12
_PART = 0.35
_ALIEN = 0.3


def compare_contents(a: Content, b: Content) -> float | None:
    """The score in [0, 1] where two claims of one party are one statement; None where they are not."""
    if a.party is None or b.party is None:
        return None
    score = compare_wording(a, b)
    if score is None or not (share_party(a.party, b.party) or _share_core(a, b)):
        return None
    return score


def compare_wording(a: Content, b: Content) -> float | None:
    """The score in [0, 1] where two claims say the same, whoever says it; None where they do not."""
    if a.negated != b.negated:
        return None
    if not agree_on_numbers(a, b) or not agree_on_days(a, b):
        return None
    shared = a.weights.keys() & b.weights.keys()
    weight = sum(min(a.weights[word], b.weights[word]) for word in shared)
    numbers = a.numbers & b.numbers
    whole = 2 * weight / (a.mass + b.mass) if shared else 0.0
    if weight < (_LIGHTEST if whole > _SAME else _LIGHT):
        return None
    score = _PART * weight / min(a.mass, b.mass) + (1 - _PART) * whole
    if numbers and len(shared) > len(numbers):
        score += _NUMBER_BONUS
    score = round(min(score, 1.0), 4)
    return score if score >= _find_bar(a.said, b.said) else None


def share_party(a: Party, b: Party) -> bool:
    """Whether two claims are of one party, or of a body and somebody who speaks for it."""
    first, second = find_origin(a), find_origin(b)
    pairs = [(x, y) for x in (first, first.of) for y in (second, second.of) if x is not None and y is not None]
    return any(same_party(x, y) for x, y in pairs)


def are_alien(a: Content, b: Content) -> bool:
    """Whether two claims have so little in common that no third one can make them one statement."""
    shared = a.weights.keys() & b.weights.keys()
    return sum(min(a.weights[word], b.weights[word]) for word in shared) < _ALIEN * min(a.mass, b.mass)


def _share_core(a: Content, b: Content) -> bool:
    """Whether one is of a person whose body goes by a word of the other's ("head of criminal prosecution")."""
    first, second = a.party and find_origin(a.party), b.party and find_origin(b.party)
    if first is None or second is None or not a.cores & b.cores or "person" not in (first.role, second.role):
        return False
    return first.country is None or second.country is None or first.country == second.country


def agree_on_numbers(a: Content, b: Content) -> bool:
    """Whether one of them has all numbers of the other: 164 and 225 are two statements."""
    return a.numbers <= b.numbers or b.numbers <= a.numbers


def agree_on_days(a: Content, b: Content) -> bool:
    """Whether they may speak of the same days; true where one of them names none."""
    if not a.days or not b.days:
        return True
    return any(x[0] <= y[1] and y[0] <= x[1] for x in a.days for y in b.days)


def _find_bar(a: date | None, b: date | None) -> float:
    if a is None or b is None:
        return _FAR
    apart = abs((a - b).days)
    return _NEAR if apart <= _NEAR_DAYS else _FAR if apart <= _FAR_DAYS else _LATE


def tell_reason(a: Content, b: Content) -> str:
    """Why two claims are one statement, in words."""
    shared = a.weights.keys() & b.weights.keys()
    weight = sum(min(a.weights[word], b.weights[word]) for word in shared)
    first = find_origin(a.party) if a.party else None
    named = sorted(shared, key=lambda word: (-min(a.weights[word], b.weights[word]), word))[:4]
    words = ", ".join(word.removeprefix("#") for word in named)
    share = round(100 * weight / max(min(a.mass, b.mass), 0.01))
    return f"both are of {first.name if first else 'one source'}; {share}% of what one says is in the other ({words})"
