"""Events and tolls of several reports that are one happening."""

from sayso.linking.incidents.candidates import candidate_keys
from sayso.linking.incidents.join import join_events

__all__ = ["candidate_keys", "join_events"]
