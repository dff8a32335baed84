"""What several claims or reports show together: sourcing profiles."""

from sayso.linking.profile import GraveSentence, GroupShare, KindShare, Profile, SpeakerShare, make_profile

__all__ = ["GraveSentence", "GroupShare", "KindShare", "Profile", "SpeakerShare", "make_profile"]
