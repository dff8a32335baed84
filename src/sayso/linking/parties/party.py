"""What a party is, and when two are one."""

from __future__ import annotations

import msgspec

from sayso.model import StepRole


class Party(msgspec.Struct, frozen=True):
    """Who a source is, apart from how one report words it.

    ``base`` is alike for all that may be the same ("body:health ministry", "person:tokayev"). ``told`` narrows it as
    far as the words themselves do (a country, a first name), ``guess`` as far as the rest of the report does; both are
    None where nothing tells. ``of`` is the body that a person speaks or stands for; ``behind`` the one that a post or
    document goes back to. ``local`` marks a party of one report only ("a resident"), ``own`` the outlet itself,
    ``vague`` a body by words that fit many ("the group"), ``proper`` one by a name of its own; ``head`` is the word
    that says what it is ("ministry"), None where it has only a name, ``sort`` what alike heads mean ("group",
    "company"). ``reason`` says in words why.
    """

    base: str
    name: str
    role: StepRole
    told: str | None = None
    guess: str | None = None
    country: str | None = None
    of: Party | None = None
    behind: Party | None = None
    local: bool = False
    own: bool = False
    vague: bool = False
    proper: bool = False
    sort: str | None = None
    head: str | None = None
    reason: str = ""

    @property
    def key(self) -> str:
        """Alike for what is one party as far as one report tells."""
        narrowed = self.told or self.guess
        return f"{self.base}@{narrowed}" if narrowed else self.base


def find_origin(party: Party) -> Party:
    """Whose word it is in the end: the body behind a paper, or behind somebody who speaks for it without a name."""
    return party.behind or party


def may_stand_for(vague: Party, named: Party) -> bool:
    """Whether words that fit many bodies ("the group") may mean a body that is named in full."""
    if not named.proper and vague.sort is not None:
        return False
    if vague.sort is not None:
        return named.sort == vague.sort or (named.sort is None and named.head is None)
    return named.head == vague.head or (named.proper and named.head is None)


def same_party(a: Party, b: Party, *, nearby: bool = False) -> bool:
    """Whether two parties may be one: the same base, and nothing told of them that differs.

    With ``nearby`` (the same happening, the same statement) only what the words themselves tell counts.
    """
    if a.base != b.base:
        return False
    if a.told is not None and b.told is not None:
        return a.told == b.told
    if nearby:
        return True
    first, second = a.told or a.guess, b.told or b.guess
    return first is None or second is None or first == second
