"""The type of the words that tell who a source is, beyond the report that names it."""

from __future__ import annotations

import msgspec


class PartyWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words in the names of bodies and around them, in lower case.

    ``heads`` name a sort of body by themselves ("ministry"), ``local_heads`` one that every town has ("police"), ``bearers``
    those that a proper name may follow ("the group Open Ledger");
    ``fields`` say what a body is for ("health"), ``weak`` words nothing beside a ministry or a body that every town has; ``same`` maps words to the one that means the same in such names.
    ``vague`` ones do not tell one body from another by themselves ("general"). ``negating`` words turn a statement into its
    opposite or take one back, ``harms`` are words for people who came to harm. ``office_titles`` map the last word of a post to the body behind it (minister: ministry), ``posts`` are titles
    whose holder is one person in a country. ``withheld`` nouns stand for those whose names are kept back. ``citing``
    words lead from a paper or a report to the body behind it, ``owning`` prepositions to whom a paper is from.
    ``sorts`` tell which of the words for bodies mean the same sort. ``ours`` come before what an outlet calls itself, ``staff`` are its people and itself, ``witnesses`` its people
    alone; ``agencies`` are words of names of
    news agencies, ``outlet_fillers`` words that a name of an outlet may lack.
    """

    heads: frozenset[str]
    local_heads: frozenset[str]
    bearers: frozenset[str]
    fields: frozenset[str]
    weak: frozenset[str]
    vague: frozenset[str]
    negating: frozenset[str]
    harms: frozenset[str]
    same: dict[str, str]
    office_titles: dict[str, str]
    posts: frozenset[str]
    withheld: frozenset[str]
    citing: frozenset[str]
    owning: frozenset[str]
    ours: frozenset[str]
    staff: frozenset[str]
    agencies: frozenset[str]
    outlet_fillers: frozenset[str]
    witnesses: frozenset[str]
    stops: frozenset[str]
    sorts: dict[str, str]
    numbers: dict[str, int]
