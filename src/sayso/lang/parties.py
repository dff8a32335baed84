"""The type of the words that tell who a source is, beyond the report that names it."""

from __future__ import annotations

import msgspec


class PartyWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words in the names of bodies and around them, in lower case.

    ``heads`` name a sort of body by themselves ("ministry"), ``local_heads`` one that every town has ("police"),
    ``bearers`` those that a proper name may follow ("the group Open Ledger"); ``sorts`` tell which of these mean the
    same sort. ``fields`` say what a body is for ("health"), ``weak`` words nothing beside a ministry or a body that
    every town has, ``vague`` ones do not tell one body from another by themselves ("general"). ``same`` maps words to
    the one that means the same in such names, ``office_titles`` the last word of a post to the body behind it
    (minister: ministry). ``withheld`` nouns stand for those whose names are kept back.

    ``citing`` words lead from a paper or a report to the body behind it, ``owning`` prepositions to whom a paper is
    from. ``ours`` come before what an outlet calls itself, ``staff`` are its people and itself, ``witnesses`` its
    people alone; ``agencies`` are words of names of news agencies, ``outlet_fillers`` words that a name of an outlet
    may lack.

    ``saying`` are forms of verbs behind a body with which it gives its account, ``between`` what may stand between the
    two, ``inverted`` those that stand before it too; with ``asking`` ones it asks or promises something, behind
    ``planning`` ones it gives no account yet, with ``perceiving`` ones people see or hear. What follows ``dating``
    words only says when. ``negating`` words turn a statement into its opposite or take one back, ``harms`` are words
    for people who came to harm, ``taking`` ones for what takes their lives and for saying, ``receiving`` ones for
    taking people in and for saying. ``collectives`` are many people in one word. ``stops`` carry no meaning when
    wordings are compared, ``numbers`` are words for numbers.
    """

    heads: frozenset[str]
    local_heads: frozenset[str]
    bearers: frozenset[str]
    fields: frozenset[str]
    weak: frozenset[str]
    vague: frozenset[str]
    saying: frozenset[str]
    between: frozenset[str]
    inverted: frozenset[str]
    asking: frozenset[str]
    planning: frozenset[str]
    perceiving: frozenset[str]
    dating: frozenset[str]
    personnel: dict[str, str]
    negating: frozenset[str]
    harms: frozenset[str]
    taking: frozenset[str]
    receiving: frozenset[str]
    collectives: frozenset[str]
    same: dict[str, str]
    office_titles: dict[str, str]
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
