from __future__ import annotations

import base64
import hashlib
import random
import re
import time

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.map import render_map
from sayso.export.map.document import BORDERS_REMARK
from sayso.export.map.panel import make_panel, render_panel, render_shared
from sayso.model import Place, Record
from tests.export.map.placing import ALMATY, KAZAKHSTAN, KREMLIN, make_record
from tests.export.page.parsing import Page

STORY = "In {1:Kazakhstan} it snowed. {2:Almaty} froze. {3:The Kremlin} was silent. {4:Nowhereville} too."
RECORD = make_record(STORY, {1: KAZAKHSTAN, 2: ALMATY, 3: KREMLIN})
HOSTILE = "<img src=x onerror=alert(1)></title></script></style>\"'&\u202e\ud800"


def hostile_record() -> Record:
    fields = {"name": HOSTILE, "resolved_name": HOSTILE, "admin1": HOSTILE, "country": HOSTILE, "entry": HOSTILE}
    places = {1: ALMATY | fields, 2: {"reason": HOSTILE}}
    record = make_record(f"{{1:{HOSTILE}}} {{2:{HOSTILE}}}", places, title=HOSTILE, outlet=HOSTILE, published=HOSTILE)
    return msgspec.structs.replace(record, sayso=HOSTILE)


def test_nothing_from_a_record_becomes_markup() -> None:
    page, plain = Page(render_map([hostile_record()] * 2, title=HOSTILE)), Page(render_map([RECORD] * 2))
    assert {e.name for e in page.elements} == {e.name for e in plain.elements}
    assert not [e for e in page.elements for name in e.attributes if name.startswith("on") or name in ("src", "style")]
    links = [e.attributes["href"] or "" for e in page.elements if "href" in e.attributes]
    assert all(link.startswith("#") for link in links)


def test_page_asks_for_nothing_outside_itself_and_allows_its_own_parts_alone() -> None:
    page = Page(render_map([RECORD]))
    (policy,) = [e.attributes["content"] for e in page.all("meta") if e.attributes.get("http-equiv")]
    (style,), (script,) = page.all("style"), page.all("script")
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(e.text.encode()).digest()).decode()}'" for e in (style, script)
    ]
    assert policy == (
        f"default-src 'none'; style-src {hashes[0]}; script-src {hashes[1]}; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style.text
    assert "@import" not in style.text
    assert "://" not in render_map([RECORD])


def test_every_link_leads_somewhere_and_every_id_is_used_once() -> None:
    page = Page(render_map([RECORD, hostile_record()]))
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    links = {e.attributes["href"] for e in page.elements if "href" in e.attributes}
    fills = set(re.findall(r"url\((#\w+)\)", render_map([RECORD])))
    assert len(ids) == len(set(ids))
    assert links | fills <= {f"#{name}" for name in ids}


def test_a_country_is_never_a_dot() -> None:
    page = Page(render_map([RECORD]))
    shapes = {e.attributes["href"]: e for e in page.all("a", "spot")}
    assert "wide" in shapes["#p2"].classes or "wide" in shapes["#p1"].classes
    assert len([e for e in page.all("path", "core")]) == 1 + 1  # Almaty, and the sample of the legend


def test_what_is_not_drawn_is_listed_with_its_reason() -> None:
    rows = [e.text for e in Page(render_map([RECORD])).all("tr")]
    assert any(row.startswith("The Kremlinmeans a government or body by its seat") for row in rows)
    assert any(row.startswith("Nowherevillenot resolved") for row in rows)


def test_borders_are_an_option_and_say_whose_they_are() -> None:
    page = Page(render_map([RECORD]))
    (box,) = page.all("input")
    assert (box.attributes["type"], "checked" in box.attributes) == ("checkbox", False)
    assert BORDERS_REMARK in page.all("p", "remark")[0].text


def test_sentences_stand_beside_with_the_words_marked() -> None:
    page = Page(render_map([RECORD]))
    assert [e.text for e in page.all("mark")] == ["Kazakhstan", "Almaty", "The Kremlin", "Nowhereville"]
    assert page.one("p1").text.startswith("KazakhstanKZcountry, within 930 km48.00, 68.00")


def test_same_records_give_the_same_map_and_no_record_says_so() -> None:
    assert render_map([RECORD]) == render_map([RECORD])
    assert "No place of these reports" in render_map([])


def test_rings_at_the_date_line_are_drawn_on_both_sides_of_a_world_view() -> None:
    far = [
        ALMATY | {"latitude": y, "longitude": x, "entry": str(x), "radius_km": 600.0}
        for y, x in ((66, 179.5), (-33, 18), (0, -78))
    ]
    record = make_record("{1:a} {2:b} {3:c}", dict(enumerate(far, start=1)))
    assert "NaN" not in render_map([record])
    rings = [e.attributes["d"] or "" for e in Page(render_map([record])).all("path", "ring")]
    assert len(rings) == 3 + 3
    numbers = [float(n) for d in rings[:3] for n in re.findall(r"-?\d+\.?\d*", d)]
    assert all(-1000 < n < 2000 for n in numbers)


def test_a_ring_that_holds_a_pole_has_no_line_along_it() -> None:
    pole = ALMATY | {"latitude": -85.0, "radius_km": 2500.0, "precision": "region"}
    page = Page(render_map([make_record("{1:Antarctica}", {1: pole})]))
    (cap,), (edge,) = page.all("path", "cap"), page.all("path", "edge")
    assert str(cap.attributes["d"]).count("L") > str(edge.attributes["d"]).count("L") > 70
    assert "z" not in str(edge.attributes["d"])


def test_ten_thousand_places_stay_bounded() -> None:
    chance = random.Random(3)
    record = make_record("word " * 20_000, {})
    places = tuple(
        Place(
            f"p{n}", n, n + 4, "word", latitude=chance.uniform(-95, 95), longitude=chance.uniform(-185, 185),
            precision=chance.choice(["town", "admin1", "country", None]), entry=str(n),
            radius_km=chance.uniform(0, 5000),
        )
        for n in range(10_000)
    )  # fmt: skip
    begun = time.perf_counter()
    page = render_map([msgspec.structs.replace(record, places=places)])
    assert time.perf_counter() - begun < 20  # a slow shared core; about a second on an idle one
    assert "of the places 2,000 are drawn" in page
    assert len(page) < 6_000_000


@given(
    st.lists(
        st.builds(
            Place, id=st.text(max_size=3), start=st.integers(-3, 20), end=st.integers(-3, 20), name=st.text(max_size=3),
            latitude=st.none() | st.floats(), longitude=st.none() | st.floats(), radius_km=st.none() | st.floats(),
            precision=st.none() | st.sampled_from(["point", "town", "admin2", "admin1", "country", "region"]),
            use=st.sampled_from(["literal", "metonym", "demonym", "institution"]),
            entry=st.none() | st.text(max_size=1),
        ),
        max_size=4,
    )
)  # fmt: skip
def test_any_places_make_a_map_and_a_panel(places: list[Place]) -> None:
    record = msgspec.structs.replace(make_record("A short text.", {}), places=tuple(places))
    panel = make_panel(record, 1)
    drawn = str(render_panel(panel, [panel])) + str(render_shared([panel]))
    Page(f"<div>{drawn}</div>")
    assert "nan" not in drawn.lower().replace("nan=", "")
    spots = panel.spots
    assert sum(len(spot.mentions) for spot in spots.spots) + len(spots.left_out) == len(places)


def test_panels_of_neighbouring_reports_share_their_land() -> None:
    panels = [make_panel(make_record("{1:Almaty}", {1: ALMATY}), number) for number in (1, 2)]
    assert len(Page(str(render_shared(panels))).all("path")) == 2  # the hatching and one land
    page = Page(str(render_panel(panels[1], panels)))
    assert [e.attributes["href"] for e in page.all("use")] == ["#land1"]
    assert {e.attributes["href"] for e in page.all("a")} == {"#r2o1"}


def test_a_report_without_places_has_no_panel() -> None:
    panel = make_panel(make_record("Rain.", {}), 1)
    assert (render_panel(panel, [panel]), render_shared([panel])) == ("", "")
