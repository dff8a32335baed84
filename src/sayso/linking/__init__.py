"""What several claims or reports show together: sourcing profiles, chronologies."""

from sayso.linking.grave import GraveSentence
from sayso.linking.profile import GroupShare, KindShare, PlaceCount, Profile, SpeakerShare, make_profile
from sayso.linking.timeline import Lane, Row, make_timeline

__all__ = [
    "GraveSentence",
    "GroupShare",
    "KindShare",
    "Lane",
    "PlaceCount",
    "Profile",
    "Row",
    "SpeakerShare",
    "make_profile",
    "make_timeline",
]
