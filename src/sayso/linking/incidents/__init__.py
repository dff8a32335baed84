"""Events and tolls of several reports that are one happening."""

from sayso.linking.incidents.candidates import candidate_keys
from sayso.linking.incidents.join import join_events, join_mentions
from sayso.linking.incidents.mentions import Mention, read_mentions

__all__ = ["Mention", "candidate_keys", "join_events", "join_mentions", "read_mentions"]
