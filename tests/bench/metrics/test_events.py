"""Measures of events, with numbers counted by hand."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from bench.metrics.counts import add_counts
from bench.metrics.events import (
    Located,
    mean_f1,
    pair_events,
    score_codes,
    score_events,
    score_ladder,
    score_loose,
    score_modes,
    score_realis,
    score_roles,
    score_tolls,
    score_types,
)
from sayso.learn.corpora.events import EventReport, GoldActor, GoldEvent, GoldToll
from sayso.model import Event, LooseToll, Participant, Span, Toll

TEXT = "Police arrested nine students in Kano on Monday. The union threatened a strike, it said. Rain fell."
UNITS = (Span(0, 49), Span(49, 89), Span(89, len(TEXT)))


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _gold(trigger: str, kind: str, **fields: Any) -> GoldEvent:
    return GoldEvent((_span(trigger),), kind, **fields)


def _found(trigger: str, kind: str, **fields: Any) -> Event:
    values: dict[str, Any] = {
        "id": trigger,
        "trigger": _span(trigger),
        "type": kind,
        "mode": None,
        "contexts": (),
        "actors": (),
        "recipients": (),
        "time": None,
        "place": None,
        "tolls": (),
        "realis": "actual",
        "asserted_by": None,
    }
    return Event(**values | fields)


def _party(words: str, code: str = "", sector: str = "") -> Participant:
    span = _span(words)
    return Participant(span.start, span.end, None, (code,) if code else (), (sector,) if sector else ())


def _report(*events: GoldEvent, kind: str = "passage", **fields: Any) -> EventReport:
    return EventReport("r", kind, TEXT, events, **fields)


def test_triggers_pair_by_type_before_overlap() -> None:
    gold = [GoldEvent((Span(0, 10),), "PROTEST"), GoldEvent((Span(8, 20),), "ASSAULT")]
    found = [_found("Police", "ASSAULT"), _found("Police arrested nine", "PROTEST")]
    assert pair_events(gold, found, typed=True) == [(0, 1)]
    assert pair_events(gold, found, typed=False) == [(0, 1)]
    assert pair_events(gold[:1], found[:1], typed=False) == [(0, 0)]
    assert pair_events(gold[:1], found[:1], typed=True) == []


def test_types_by_unit() -> None:
    gold = _report(_gold("arrested", "COERCE"), _gold("threatened", "THREATEN"))
    found = [
        _found("arrested", "COERCE", confidence=0.5),
        _found("students", "PROTEST", confidence=0.9),
        _found("Rain", "ASSAULT"),
    ]
    counts = score_types(gold, found, UNITS)
    sets = counts["type-set"]
    assert (sets.gold_hits, sets.gold, sets.system) == (1, 2, 3)
    assert (counts["missed"].gold_hits, counts["missed"].gold) == (1, 2)
    assert (counts["false"].gold_hits, counts["false"].gold) == (1, 1)
    # The surest type of the first unit is wrong, the second unit has none.
    assert mean_f1(counts, "type") == 0


def test_any_type_of_the_unit_is_right_as_the_surest() -> None:
    gold = _report(_gold("arrested", "COERCE"), _gold("students", "PROTEST"))
    counts = score_types(gold, [_found("nine", "PROTEST")], UNITS[:1])
    assert mean_f1(counts, "type") == 1


def test_planned_event_is_no_false_one() -> None:
    counts = score_types(_report(), [_found("Rain", "ASSAULT", realis="planned")], UNITS[2:])
    assert counts["false"].f1 == 0


def test_mean_is_over_the_labels_that_gold_has() -> None:
    gold = _report(_gold("arrested", "COERCE", mode="arrest"), _gold("threatened", "THREATEN", mode="restrict"))
    found = [_found("arrested", "COERCE", mode="arrest"), _found("threatened", "THREATEN", mode="arrest")]
    assert mean_f1(score_modes(gold, found), "mode") == pytest.approx(0.5)
    needless = [*found, _found("Rain", "COERCE", mode="arrest")]
    assert mean_f1(score_modes(gold, needless), "mode") == pytest.approx((2 / 3 + 0) / 2)
    assert mean_f1({}, "mode") is None


def test_realis_is_judged_whatever_the_type() -> None:
    gold = _report(_gold("arrested", "COERCE", realis="denied"), _gold("threatened", "THREATEN"))
    found = [_found("arrested", "ASSAULT", realis="denied"), _found("threatened", "THREATEN", realis="planned")]
    assert mean_f1(score_realis(gold, found), "realis") == pytest.approx(0.5)


def test_tolls_need_kind_interval_and_words() -> None:
    nine, who = _span("nine"), _span("students")
    gold = _report(_gold("arrested", "COERCE", tolls=(GoldToll("arrested", nine, 9, 9, who),)))
    right = _found("arrested", "COERCE", tolls=(Toll("arrested", 9, 9, nine, who),))
    open_end = _found("arrested", "COERCE", tolls=(Toll("arrested", 9, None, nine),))
    assert [score_tolls(gold, [right])[name].f1 for name in ("toll", "toll-words", "toll-who")] == [1, 1, 1]
    assert [score_tolls(gold, [open_end])[name].f1 for name in ("toll", "toll-words", "toll-who")] == [0, 1, 0]


def test_loose_tolls_count_beside_those_of_events() -> None:
    nine, rain = _span("nine"), _span("Rain")
    gold = _report(_gold("arrested", "COERCE", tolls=(GoldToll("arrested", nine, 9, 9, None),)))
    loose = LooseToll("t", "arrested", 9, 9, nine, None, None, None, "actual", None)
    needless = msgspec.structs.replace(loose, words=rain)
    found = [_found("arrested", "COERCE", tolls=(Toll("arrested", 9, 9, nine),))]
    assert score_loose(gold, [], [loose])["toll-all"].f1 == 1
    assert score_loose(gold, found, [loose])["toll-all"].f1 == 1
    assert score_loose(gold, found, [needless])["toll-all"].f1 == pytest.approx(2 / 3)


def test_roles_leave_articles_aside_and_share_words() -> None:
    gold = _report(_gold("threatened", "THREATEN", actors=(_span("The union"),), recipients=(_span("Police"),)))
    found = [_found("threatened", "THREATEN", actors=(_party("union"),), recipients=(_party("Rain"),))]
    counts = score_roles(gold, found)
    assert counts["actor-exact"].f1 == counts["actor-overlap"].f1 == 1
    assert counts["recipient-overlap"].f1 == 0


def test_needless_event_costs_precision_of_roles() -> None:
    gold = _report(_gold("arrested", "COERCE", actors=(_span("Police"),)))
    found = [
        _found("arrested", "COERCE", actors=(_party("Police"),)),
        _found("Rain", "ASSAULT", actors=(_party("Kano"),)),
    ]
    exact = score_roles(gold, found)["actor-exact"]
    assert (exact.precision, exact.recall) == (0.5, 1)


def test_codes_of_plover_records() -> None:
    gold = _report(
        _gold("arrested", "COERCE"),
        kind="plover",
        sources=(GoldActor("Police", "NGA", "COP"),),
        targets=(GoldActor("students", "NGA", "EDU"), GoldActor("union", "IGO", "***")),
    )
    found = [
        _found("arrested", "COERCE", actors=(_party("Police", "NGA", "MIL"),), recipients=(_party("union", "UNO"),))
    ]
    counts = score_codes(gold, found)
    assert counts["actor-code"].f1 == 1
    assert counts["recipient-code"].f1 == pytest.approx(0.5)
    assert (counts["sector"].gold_hits, counts["sector"].gold) == (0, 2)
    assert counts["dyad"].f1 == 1
    assert score_codes(gold, [_found("arrested", "PROTEST")])["dyad"].f1 == 0
    assert score_codes(gold, [])["actor-code"].f1 == 0


def test_parties_that_all_act_are_recipients_of_plover_records_too() -> None:
    parties = (_party("Police", "NGA"), _party("union", "TCD"))
    gold = _report(
        _gold("arrested", "CONSULT"),
        kind="plover",
        sources=(GoldActor("Police", "NGA", None), GoldActor("union", "TCD", None)),
        targets=(GoldActor("Police", "NGA", None), GoldActor("union", "TCD", None)),
    )
    counts = score_codes(gold, [_found("arrested", "CONSULT", actors=parties)])
    assert counts["recipient-code"].f1 == counts["dyad"].f1 == 1


def test_ladder_stops_at_the_first_wrong_rung() -> None:
    kano, monday = _span("Kano"), _span("on Monday")
    gold = _report(
        _gold("arrested", "COERCE", actors=(_span("Police"),), place=kano, time=monday),
        _gold("threatened", "THREATEN", asserted=_span("said")),
    )
    found = [
        _found("arrested", "COERCE", actors=(_party("Police"),), place="p", time="t"),
        _found("threatened", "THREATEN", asserted_by="c"),
    ]
    located = Located(times={"t": _span("Rain")}, places={"p": kano}, cues={"c": _span("said")})
    shares = {name: count.recall for name, count in score_ladder(gold, found, located).items()}
    assert shares == {"event": 1, "event+roles": 1, "event+place": 1, "event+time": 0.5, "event+claim": 0.5}


def test_counts_of_reports_add_up() -> None:
    gold = _report(_gold("arrested", "COERCE", actors=(_span("Police"),)))
    counts = score_events(gold, [_found("arrested", "COERCE", actors=(_party("Police"),))], UNITS, Located())
    both = add_counts([counts, counts])
    assert both["event"].gold == 2
    assert both["event+claim"].f1 == 1
