"""Denials against assertions of one incident."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.linking.contradictions.accounts import Account, Telling, make_sides, read_accounts
from sayso.linking.contradictions.voices import Desk
from sayso.model import Contradiction, Incident, make_id


def find_denials(desk: Desk, incident: Incident) -> Iterator[Contradiction]:
    """Who denies what others assert: none where only one of the two is told."""
    accounts = read_accounts(desk, incident)
    denied = [account for account in accounts if _is_denied(desk, account)]
    asserted = [a for a in accounts if a.event.realis in ("actual", "historical") and a not in denied]
    if not denied or not asserted:
        return
    parties = {account.voice.base for account in denied}
    against = [account for account in asserted if account.voice.base not in parties]
    if not against:
        return
    sides = make_sides(desk, [*_tell(denied, "denied"), *_tell(against, "asserted")])
    names = ", ".join(dict.fromkeys(side.name for side in sides if side.value == "denied"))
    yield Contradiction(
        id=make_id("contradiction", "denial", incident.id),
        kind="denial",
        of=incident.id,
        about=incident.title,
        sides=tuple(sides),
        reason=f"{names} denied what others told",
    )


def _tell(accounts: Sequence[Account], value: str) -> list[Telling]:
    return [Telling(account, value, account.event.trigger, account.voice) for account in accounts]


def _is_denied(desk: Desk, account: Account) -> bool:
    """Whether somebody says that an event did not happen; what a report only tells in the negative is no denial."""
    if account.event.tolls and all(toll.high == 0 for toll in account.event.tolls):
        return account.event.asserted_by is not None  # "nobody was killed"
    claim = desk.claims(account.ref.report).get(account.event.asserted_by or "")
    return claim is not None and (claim.stance == "denial" or account.event.realis == "denied")
