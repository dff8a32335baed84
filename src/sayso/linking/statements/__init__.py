"""The same claim as several reports carry it."""

from sayso.linking.statements.join import candidate_keys, join_claims

__all__ = ["candidate_keys", "join_claims"]
