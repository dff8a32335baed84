"""Counts at the foot of a summary."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.cli.digest import digest_record
from sayso.model import Claim, Record, Span
from tests.batch.fakes import make_report
from tests.cli.samples import make_record


def test_counts_of_the_sample() -> None:
    digest = digest_record(make_record())
    assert (digest.words, digest.attributed, digest.claims) == (56, 26, 5)
    assert (digest.sources, digest.sourceless, digest.issues) == (3, 1, 1)


@given(st.text("ab -\n", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_words_inside_contents_are_counted_once(text: str, ranges: list[tuple[int, int]]) -> None:
    spans = tuple(Span(min(a, b), max(a, b)) for a, b in ranges)
    claim = Claim("claim-1", None, None, spans, "indirect")
    digest = digest_record(Record("0.1.0", make_report(text), claims=(claim, claim)))
    starts = [n for n, c in enumerate(text) if not c.isspace() and (n == 0 or text[n - 1].isspace())]
    words = [n for n in starts if text[n:].split()[0].strip("-")]
    assert digest.words == len(words)
    assert digest.attributed == sum(any(span.start <= n < span.end for span in spans) for n in words)
