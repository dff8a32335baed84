"""Gold files become reports with spans; what is wrong in one is told with file, claim and words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.errors import BenchError
from bench.gold.load import load_gold, read_gold
from bench.gold.model import GoldReport
from sayso.model import Span
from tests.bench.gold_fakes import HEAD, write_gold


@pytest.fixture
def report(tmp_path: Path) -> GoldReport:
    write_gold(tmp_path)
    return load_gold(tmp_path)[0]


def test_words_become_spans(report: GoldReport) -> None:
    first, second, third, fourth, last = report.claims
    words = [claim.source.text(report.text) for claim in report.claims if claim.source]
    assert words == ["The Ministry of Health", "its head, Ana Paz,", "Radio Sur", "the ministry", "Paz"]
    cues = [claim.cue.start for claim in (first, second, fourth) if claim.cue]
    assert len(cues) == 3
    assert cues == sorted(cues)
    assert first.channel is not None
    assert first.channel.text(report.text) == "in a statement"
    assert first.said is not None
    assert first.said.text(report.text) == "on Monday"
    assert [hedge.text(report.text) for hedge in (*second.hedges, *fourth.hedges)] == ["may", "reportedly"]
    assert (third.parent, fourth.parent) == (0, 3)
    assert (last.stance, last.kind) == ("denial", "official")
    assert report.distancing[0].span.text(report.text) == "“rescue”"


def test_the_source_nearest_to_the_cue_is_taken(report: GoldReport) -> None:
    last = report.claims[-1]
    assert last.source is not None
    assert last.cue is not None
    assert last.cue.start - last.source.end == 1


def test_mentions_turn_their_first_letter_and_end_no_longer_one(tmp_path: Path) -> None:
    head = ('mentions = ["Radio Sur"]', 'mentions = ["Radio Sur", "head, Ana Paz"]')
    report = read_gold(write_gold(tmp_path, head))
    by_key = {entity.key: [span.text(report.text) for span in entity.mentions] for entity in report.entities}
    assert by_key["ministry"] == ["The Ministry of Health", "the ministry"]
    assert by_key["paz"] == ["Paz"], "“Ana Paz” and its “Paz” end a longer mention of another entity"


def test_a_number_chooses_a_mention(tmp_path: Path) -> None:
    report = read_gold(write_gold(tmp_path, ('["Ana Paz", "Paz"]', '["Paz@2"]')))
    paz = next(entity for entity in report.entities if entity.key == "paz")
    assert [span.start for span in paz.mentions] == [report.text.rindex("Paz")]


def test_a_numbered_cue_is_kept_from_claims_before_it(tmp_path: Path) -> None:
    changes = (
        ('n = 1\nsource = "The Ministry of Health"\ncue = "said"', 'n = 1\nsource = "Paz"\ncue = "said"'),
        (
            'source = "its head, Ana Paz,"\ncue = "said"',
            'source = "its head, Ana Paz,"\ncue = "said@1"',
        ),
    )
    report = read_gold(write_gold(tmp_path, *changes))
    first, second = report.claims[0].cue, report.claims[1].cue
    assert first is not None
    assert second is not None
    assert second.start == report.text.index("said") < first.start


def test_a_cue_far_from_its_content_is_passed_over(tmp_path: Path) -> None:
    text = f"Nobody said so. {'The water rose. ' * 40}\n\nLu said that the road was shut."
    claim = 'n = 1\nsource = "Lu"\ncue = "said"\ncontent = ["that the road was shut"]\nquotation = "indirect"\n'
    entity = '[[entities]]\nkey = "lu"\nname = "Lu"\nmentions = ["Lu"]\n'
    path = tmp_path / "river.toml"
    path.write_text(f"{HEAD}text = '''\n{text}'''\n{entity}[[claims]]\n{claim}speaker = \"lu\"\nkind = \"expert\"\n")
    assert read_gold(path).claims[0].cue == Span(text.rindex("said"), text.rindex("said") + 4)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('source = "Paz"', 'source = "Pas"'), r"river\.toml: claim 5: source «Pas» does not stand in the text"),
        (('cue = "denied"', 'cue = "denied@2"'), "claim 5: cue «denied@2»: the text holds these words once"),
        (('kind = "media"', 'kind = "press"'), "claim 3: Invalid enum value 'press'"),
        (('stance = "denial"', 'stanse = "denial"'), "claim 5: Object contains unknown field `stanse`"),
        (('["may"]', '["might"]'), "claim 2: hedge «might» does not stand"),
        (('mentions = ["Radio Sur"]', 'mentions = ["Radio Norte"]'), "entity «radio-sur»: mention «Radio Norte»"),
        (('words = "“rescue”"', 'words = "“help”"'), "distancing: «“help”» does not stand"),
        (("[[distancing]]", "[distancing]]"), r"river\.toml: .*line"),
        (("“We may be late,”", '\\"We may be late,\\"'), "claim 2: content .* it has «“We may be late,”»"),
    ],
)
def test_what_is_wrong_is_told(change: tuple[str, str], told: str, tmp_path: Path) -> None:
    write_gold(tmp_path, change)
    with pytest.raises(BenchError, match=told):
        load_gold(tmp_path)


def test_id_and_date_are_looked_at(tmp_path: Path) -> None:
    path = write_gold(tmp_path, name="other")
    with pytest.raises(BenchError, match="id is «river»: it must be the file's name, «other»"):
        read_gold(path)
    path = write_gold(tmp_path)
    path.write_text(path.read_text("utf-8").replace("2023-03-14", "14 March"), "utf-8")
    with pytest.raises(BenchError, match="published is «14 March»"):
        read_gold(path)


def test_a_folder_without_reports(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="there is no gold report"):
        load_gold(tmp_path)
