"""Where what reports tell comes from, and how many origins it has."""

from sayso.linking.origins.trace import Tracer, count_roles, trace_origins

__all__ = ["Tracer", "count_roles", "trace_origins"]
