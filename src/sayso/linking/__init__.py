"""What several claims or reports show together: sourcing profiles, chronologies, events."""

from sayso.linking.events import EventRow, LooseRow, make_event_rows, make_loose_rows
from sayso.linking.grave import GraveSentence
from sayso.linking.profile import GroupShare, KindShare, PlaceCount, Profile, SpeakerShare, make_profile
from sayso.linking.rules import PACKS, RulePack, find_rules
from sayso.linking.timeline import Lane, Row, make_timeline

__all__ = [
    "PACKS",
    "EventRow",
    "GraveSentence",
    "GroupShare",
    "KindShare",
    "Lane",
    "LooseRow",
    "PlaceCount",
    "Profile",
    "Row",
    "RulePack",
    "SpeakerShare",
    "find_rules",
    "make_event_rows",
    "make_loose_rows",
    "make_profile",
    "make_timeline",
]
