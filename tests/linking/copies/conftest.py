from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from sayso.model import Claim, Record, Report, Span, hash_text

MakeRecord = Callable[..., Record]


@pytest.fixture
def make_record() -> MakeRecord:
    """Makes a record of a text; ``hedges`` are words of it that a claim has as hedges."""

    def make(
        name: str,
        text: str,
        *,
        outlet: str | None = None,
        published: str | None = None,
        uri: str | None = None,
        byline: str | None = None,
        hedges: Sequence[str] = (),
        sources: Sequence[str] = (),
    ) -> Record:
        def find(words: str) -> Span:
            return Span(text.index(words), text.index(words) + len(words))

        claims = [Claim(f"claim-{h}", None, None, (), "indirect", hedges=(find(h),)) for h in hedges]
        claims += [Claim(f"claim-{s}", find(s), None, (), "indirect") for s in sources]
        report = Report(name, hash_text(text), uri, outlet, None, byline, published, "en", text)
        return Record("0", report, claims=tuple(claims))

    return make
