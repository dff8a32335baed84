"""How the roles of one type of event differ from those of another: types of the codebook that comes with Sayso.

A codebook of the user's may have other types; these then have the roles that grammar gives.
"""

from __future__ import annotations

THINGS = frozenset({"ASSAULT", "COERCE"})
"""Things may be at the receiving end: the market that was shelled."""
WHOLE_THINGS = frozenset({"ASSAULT", "SUPPORT"})
"""So may they, before whoever stands inside their phrase."""
MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "ASSAULT"})
"""All parties act where they do the same: talks, clashes."""
ONE_WAY_MODES = frozenset({"visit", "phone"})
"""Modes in which one party acts on the other all the same."""
SUBJECT_ACTS = frozenset({"RETREAT", "MOBILIZE", "PROTEST", "CONSULT", "AGREE"})
"""The subject of a passive acts: troops are sent, soldiers are withdrawn."""
OWNER_FIRST = frozenset({"REJECT", "SUPPORT", "ACCUSE"})
"""Whose proposal or deed it is counts before whom that was addressed to."""
CONTENT = frozenset(
    {
        "REQUEST",
        "AGREE",
        "THREATEN",
        "REJECT",
        "CONCEDE",
        "SUPPORT",
        "ACCUSE",
        "PROTEST",
        "MOBILIZE",
        "COERCE",
        "SANCTION",
    }
)
"""Those at the receiving end may stand in what is said, asked or meant: "promised to help the islanders"."""
PLACED_CONTENT = frozenset({"THREATEN", "REJECT", "CONCEDE"})
"""What is threatened or refused falls on a place: "threatened to extend the curfew in the capital"."""
IN_PLACES = frozenset({"AID", "RETREAT", "MOBILIZE", "SANCTION"}) | PLACED_CONTENT | THINGS
"""A named place counts where nobody else is told."""
