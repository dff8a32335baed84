"""Records from anything that holds reports or records: what counts and shows takes both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sayso.cli.inputs import FAILURES, Outcome, read_paths
from sayso.cli.recorded import holds_records, read_records
from sayso.model import Record


def take_records(
    paths: Sequence[str],
    outcome: Outcome,
    advance: Callable[[], None],
    *,
    published: str | None,
    outlet: str | None,
    jobs: int,
    source_kinds: str | None = None,
    areas: str | None = None,
    codebook: str | None = None,
) -> Iterator[Record]:
    """The records of all paths, in their order: files of records as they are, all others read.

    Records of which a stage failed are left out, and ``outcome`` tells of them.
    """
    for group, recorded in group_paths(paths):
        if recorded:
            results = read_records(group)
        else:
            results = read_paths(
                group,
                published=published,
                outlet=outlet,
                title=None,
                jobs=jobs,
                source_kinds=source_kinds,
                areas=areas,
                codebook=codebook,
            )
        yield from (record for record in outcome.sift(results, advance) if _is_whole(record))


def _is_whole(record: Record) -> bool:
    """Whether no stage failed, so that what is missing from the record is missing from the report too."""
    return not any(issue.code in FAILURES for issue in record.issues)


def group_paths(paths: Sequence[str]) -> Iterator[tuple[list[str], bool]]:
    """The paths in order, neighbours together that hold records, or that hold reports."""
    group: list[str] = []
    before = False
    for path in paths:
        recorded = holds_records(path)
        if group and recorded != before:
            yield group, before
            group = []
        group.append(path)
        before = recorded
    yield group, before
