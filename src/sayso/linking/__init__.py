"""What several claims or reports show together: sourcing profiles."""

from sayso.linking.grave import GraveSentence
from sayso.linking.profile import GroupShare, KindShare, PlaceCount, Profile, SpeakerShare, make_profile

__all__ = ["GraveSentence", "GroupShare", "KindShare", "PlaceCount", "Profile", "SpeakerShare", "make_profile"]
