"""Accounts of one incident that cannot all be so, side by side; toll ladders."""

from sayso.linking.contradictions.find import find_contradictions

__all__ = ["find_contradictions"]
