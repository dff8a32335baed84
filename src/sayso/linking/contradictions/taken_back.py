"""Which rungs a withdrawal means, and whether whoever speaks may take them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sayso.linking.contradictions.figures import Figure
from sayso.linking.contradictions.ladders import Rung
from sayso.linking.contradictions.voices import Desk, split_base
from sayso.linking.contradictions.withdrawals import Withdrawal
from sayso.model import Span

Ladders = dict[tuple[str, str], list[Rung]]
Place = tuple[str, str, str, int]  # incident, kind, scope, number of the rung
_LEAST = 5  # smaller numbers are too common to be found on the desk by themselves


def mark_withdrawn(
    desk: Desk, ladders: Mapping[str, Ladders], withdrawals: Mapping[str, Sequence[Withdrawal]]
) -> dict[str, Ladders]:
    """The rungs of all incidents, those marked that are taken back; the first report that says so is kept."""
    index = _Index(desk, ladders)
    marks: dict[Place, tuple[str, str, Span]] = {}
    for report in sorted(withdrawals):
        day = desk.published(report) or "9999"
        for withdrawal in withdrawals[report]:
            for place in index.find(withdrawal):
                mark = (day, report, withdrawal.words)
                marks[place] = min(marks.get(place, mark), mark)
    return {
        incident: {
            key: [_mark(rung, marks.get((incident, *key, number))) for number, rung in enumerate(rungs)]
            for key, rungs in told.items()
        }
        for incident, told in ladders.items()
    }


def _mark(rung: Rung, mark: tuple[str, str, Span] | None) -> Rung:
    return rung if mark is None else msgspec.structs.replace(rung, withdrawn=mark[1:])


class _Index:
    """The rungs by the reports that carry them, by the incidents of a report, and by number."""

    def __init__(self, desk: Desk, ladders: Mapping[str, Ladders]) -> None:
        self._desk = desk
        self._rungs: dict[Place, Rung] = {}
        self._by_report: dict[str, list[tuple[Figure, Place]]] = {}
        self._by_number: dict[int, list[Place]] = {}
        self._by_incident: dict[str, list[Place]] = {}
        self._incidents: dict[str, set[str]] = {}
        for incident in desk.incidents:
            for report in incident.reports:
                self._incidents.setdefault(report, set()).add(incident.id)
        for name, told in ladders.items():
            for (kind, scope), rungs in told.items():
                for number, rung in enumerate(rungs):
                    self._add((name, kind, scope, number), rung)

    def _add(self, place: Place, rung: Rung) -> None:
        self._rungs[place] = rung
        self._by_incident.setdefault(place[0], []).append(place)
        for value in {rung.lead.low, rung.lead.high} - {None}:
            self._by_number.setdefault(value or 0, []).append(place)
        for figure in rung.figures:
            self._by_report.setdefault(figure.ref.report, []).append((figure, place))

    def find(self, withdrawal: Withdrawal) -> list[Place]:
        """The rungs that a withdrawal means, as far as whoever speaks may take them back."""
        for pick in (self._pick_inside, self._pick_known, self._pick_alone, self._pick_before):
            places = [place for place in pick(withdrawal) if self._is_entitled(withdrawal, self._rungs[place])]
            if places:
                return places
        return []

    def _has(self, withdrawal: Withdrawal, rung: Rung) -> bool:
        return bool({rung.lead.low, rung.lead.high} & set(withdrawal.numbers))

    def _pick_inside(self, withdrawal: Withdrawal) -> Iterable[Place]:
        """Figures in the sentence itself."""
        told = self._by_report.get(withdrawal.report, ())
        return [p for f, p in told if withdrawal.sentence.holds(f.words) and self._has(withdrawal, self._rungs[p])]

    def _pick_known(self, withdrawal: Withdrawal) -> Iterable[Place]:
        """Numbers of the sentence that an incident of the report has."""
        incidents = self._incidents.get(withdrawal.report, ())
        return [
            place
            for number in withdrawal.numbers
            for place in self._by_number.get(number, ())
            if place[0] in incidents and self._is_earlier(withdrawal, place)
        ]

    def _pick_before(self, withdrawal: Withdrawal) -> Iterable[Place]:
        """Figures told in the sentences before, the nearest one that has any."""
        told = self._by_report.get(withdrawal.report, ()) if not withdrawal.numbers else ()
        for sentence in reversed(withdrawal.before):
            places = [p for f, p in told if sentence.holds(f.words) and not self._is_new(withdrawal, f)]
            if places:
                return places
        return []

    def _pick_alone(self, withdrawal: Withdrawal) -> Iterable[Place]:
        """Numbers that only one incident of the desk has."""
        for number in withdrawal.numbers:
            places = [p for p in self._by_number.get(number, ()) if self._is_earlier(withdrawal, p)]
            if number >= _LEAST and places and len({place[0] for place in places}) == 1:
                return places
        return []

    def _is_new(self, withdrawal: Withdrawal, figure: Figure) -> bool:
        return bool({figure.low, figure.high} & set(withdrawal.new))

    def _is_earlier(self, withdrawal: Withdrawal, place: Place) -> bool:
        said, out = self._rungs[place].lead.said, self._desk.published(withdrawal.report)
        return said is None or out is None or said <= out

    def _is_entitled(self, withdrawal: Withdrawal, rung: Rung) -> bool:
        """Whether it is the party of the figure that speaks, or a report in its own voice."""
        voice = withdrawal.voice
        if voice is None or not voice.named or not rung.voice.named or voice.is_same(rung.voice):
            return True
        own, other = split_base(voice.base), split_base(rung.voice.base)
        return bool(own) and own <= other
