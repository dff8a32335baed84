"""The sourcing profile as a panel: who is heard and how much, who is not, and what is grave and has no source."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.export.markup import Html, join_markup, tag
from sayso.linking import GraveSentence, KindShare, Profile

MOST_GRAVE = 100
"""No more grave sentences of one report are listed and marked."""

_SHOWN_AT_ONCE = 3
_LONGEST = 240
_VOICES = {"own": "in the report\u2019s own voice", "sourceless": "in a claim that names no source"}


def render_profile(profile: Profile, *, number: int | None = None, opened: bool) -> Html:
    """The panel of one report, ``number`` on the page, or of all reports together where that is None."""
    if not profile.words:
        return Html()
    name = "Sourcing profile" if number is not None else f"Sourcing profile of all {profile.reports:,} reports"
    heading = tag("summary", tag("span", name, role="heading", aria_level=3))
    parts = [_render_table(profile), *_render_unheard(profile), _render_traits(profile)]
    columns = [tag("div", *parts), _render_grave(profile.grave, number)] if number is not None else [tag("div", *parts)]
    return tag("details", heading, tag("div", *columns, cls="sides"), cls="profile", open=opened)


def _render_table(profile: Profile) -> Html:
    heads = [tag("th", "Whose words", scope="col")]
    heads += [tag("th", name, scope="col", cls="num") for name in ("Speakers", "Claims", "Words")]
    heads.append(tag("th", "Share of all words", scope="col", cls="bar"))
    heard = sorted((kind for kind in profile.kinds if kind.claims), key=lambda kind: (-kind.words, -kind.claims))
    voice = "the report\u2019s own voice" if profile.reports == 1 else "the reports\u2019 own voice"
    rows = [_render_row(voice, (None, None, profile.own_words), profile.words, cls="own")]
    rows += [_render_kind_row(kind, profile.words) for kind in heard]
    return tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows))


def _render_kind_row(kind: KindShare, words: int) -> Html:
    return _render_row(kind.label, (kind.speakers or None, kind.claims, kind.words), words)


def _render_row(name: str, counts: tuple[int | None, ...], words: int, cls: str | None = None) -> Html:
    share = round(100 * (counts[-1] or 0) / words)
    meter = tag("meter", min=0, max=100, value=share, aria_hidden="true")
    cells = [tag("td", "\u2013" if count is None else f"{count:,}", cls="num") for count in counts]
    bar = tag("td", tag("span", meter, " ", tag("span", f"{share} %")), cls="bar")
    return tag("tr", tag("th", tag("bdi", name), scope="row"), *cells, bar, cls=cls)


def _render_unheard(profile: Profile) -> Iterator[Html]:
    """The groups of the codebook that nobody speaks for; nothing where nobody speaks at all."""
    silent = [group.label for group in profile.groups if not group.claims and group.code != "none"]
    if silent and profile.claims:
        yield tag(
            "p",
            tag("b", "Not heard: "),
            join_markup([tag("bdi", label) for label in silent], " \u00b7 "),
            cls="unheard",
        )


def _render_traits(profile: Profile) -> Html:
    counts = (
        (profile.direct, "quoted directly"),
        (profile.mixed, "quoted in part"),
        (profile.indirect, "in the report\u2019s words"),
        (profile.hedged, "hedged"),
        (profile.nested, "inside another claim"),
        (profile.unnamed, "from a source whose name is withheld"),
        (profile.sourceless, "without a source"),
    )
    items = [tag("li", tag("b", f"{count:,}"), f" {what}") for count, what in counts if count]
    return tag("ul", *items, cls="how", aria_label="How many of the claims are") if items else Html()


def _render_grave(grave: tuple[GraveSentence, ...], number: int | None) -> Html:
    if not grave:
        return Html()
    items = [
        _render_sentence(sentence, f"r{number}", index) for index, sentence in enumerate(grave[:MOST_GRAVE], start=1)
    ]
    parts = [tag("h4", f"Grave, and no source for it ({len(grave):,})"), tag("ol", *items[:_SHOWN_AT_ONCE])]
    rest = items[_SHOWN_AT_ONCE:]
    if rest:
        left = len(grave) - MOST_GRAVE
        note = tag("p", f"and {left:,} more", cls="empty") if left > 0 else Html()
        parts.append(tag("details", tag("summary", tag("span", f"{len(rest):,} more")), tag("ol", *rest), note))
    return tag("div", *parts, cls="grave-list")


def _render_sentence(sentence: GraveSentence, report: str, index: int) -> Html:
    words = sentence.text if len(sentence.text) <= _LONGEST else f"{sentence.text[:_LONGEST]}\u2026"
    link = tag("a", tag("bdi", words), href=f"#{report}g{index}")
    return tag("li", link, " ", tag("span", _VOICES[sentence.voice], cls="voiced"), id=f"{report}p{index}")
