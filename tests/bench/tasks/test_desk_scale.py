"""The figures of large desks: how they are made, and that every question is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.errors import BenchError
from bench.tasks import desk_scale
from bench.tasks.desk_scale import Spent, Watch, make_scale_figures, multiply, time_answers, time_linking
from sayso.linking.update import update_links
from sayso.store import open_writer
from tests.store.made import link_simply, make_record


def test_disguises_fill_up_to_the_size_asked_for() -> None:
    base = [make_record(n, place=f"Bay {n}") for n in range(3)]
    records = multiply(base, 8)
    assert records[:3] == base
    assert len({record.report.id for record in records}) == len({record.report.text for record in records}) == 8
    assert {len(record.report.text) for record in records[3:6]} == {len(record.report.text) for record in base}
    assert multiply(base, 2) == base[:2]


def test_shares_are_of_reading_on_two_cores_and_of_all_work() -> None:
    linking, before = Spent(work=1.25, longest=1.0, clock=2.0), Spent(work=0.5, longest=0.5, clock=1.0)
    figures = make_scale_figures(100, adding=0.1, storing=0.2, linking=linking, before=(50, before))
    assert figures["desk/linking-100"].value == 12.5
    assert figures["desk/linking-clock-100"].value == 10.0
    assert figures["desk/share-100"].value == 16.67
    assert figures["desk/share-of-work-100"].value == 11.11
    assert figures["desk/growth-100"].value == 2.5
    assert figures["desk/growth-clock-100"].value == 2.0
    assert "desk/growth-100" not in make_scale_figures(
        100, adding=0.1, storing=0.2, linking=linking, before=(40, before)
    )


def test_the_longest_way_is_that_of_whoever_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    own, second, ended = iter((0.0, 5.0, 7.0, 10.0)), iter((1.0, 6.0)), iter((0.5, 8.5))
    monkeypatch.setattr("bench.tasks.desk_scale.time.process_time", lambda: next(own))
    monkeypatch.setattr("bench.tasks.desk_scale._count_partner", lambda: next(second))
    monkeypatch.setattr("bench.tasks.desk_scale._count_children", lambda: next(ended))
    watch = Watch()
    watch.advance("incidents", 2, 5)
    watch.advance("origins", 3, 5)
    spent = watch.stop()
    assert spent.work == 18.0  # 10 of the first process, 8 of the second
    # While the first process read ahead for 2 seconds, the second had 7 left to do.
    assert spent.longest == 10.0 - 2.0 + 7.0


def test_a_desk_is_asked_everything(tmp_path: Path) -> None:
    with open_writer(tmp_path / "a.sayso") as desk:
        storing, linking = time_linking(desk, [make_record(n, place=f"Bay {n % 2}") for n in range(4)])
        assert storing > 0
        assert linking.work > 0
        assert linking.longest == linking.work  # too few reports for a second process
        desk.mark_unlinked()
        update_links(desk, link=link_simply)
    answers = time_answers(str(tmp_path / "a.sayso"))
    assert len(answers) > 40
    assert all(0 <= spent < 10_000 for spent in answers.values())


def test_a_desk_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="already"), desk_scale.choose_place(tmp_path):
        pass
