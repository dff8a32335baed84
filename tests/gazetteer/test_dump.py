"""Importing GeoNames files: what is taken, what is counted as damaged, and that nothing is lost."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import SaysoError
from sayso.gazetteer import Gazetteer, import_dump
from tests.gazetteer.conftest import PLACES, write_small

FIRST_KEY, TOWN_KEY = "gn:1537162", "gn:1519422"


def make_row(
    number: int, name: str, others: str, where: tuple[str, str], feature: str, codes: str = "KZ..", people: str = "0"
) -> str:
    (letter, code), (country, first, second) = feature.split("."), codes.split(".")
    row = (str(number), name, name, others, *where, letter, code, country, "", first, second, "", "", people)
    return "\t".join((*row, "", "600", "Asia/Almaty", "2020-01-01"))


ROWS = (
    make_row(1526384, "Almaty", "Alma-Ata,Алматы,ALA", ("43.25667", "76.92861"), "P.PPLA", "KZ.02.", "2000900"),
    make_row(1537162, "Almaty Qalasy", "Almaty City", ("43.3", "76.9"), "A.ADM1", "KZ.02."),
    make_row(1519422, "Talgar", "Talghar", ("43.30", "77.24"), "P.PPL", "KZ.02.", "45000"),
    make_row(607000, "Kok-Tobe", "", ("43.23", "76.97"), "T.HLL", "KZ.02."),
    make_row(607001, "Old Town", "", ("43.2", "76.9"), "P.PPLH", "KZ.02."),
)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return write_small(tmp_path / "places.sqlite")


def write_dump(folder: Path, *rows: str, name: str = "KZ.txt") -> Path:
    path = folder / name
    path.write_text("".join(row + "\n" for row in rows), "utf-8")
    return path


def check_nothing_lost(target: Path) -> None:
    with Gazetteer.open(target) as gazetteer:
        for entry, names in PLACES:
            for norm, *_ in names:
                assert entry.name in {match.entry.name for match in gazetteer.find(norm)}, (entry.key, norm)


def test_places_are_added_and_divisions_get_their_ids(target: Path, tmp_path: Path) -> None:
    steps: list[int] = []
    tally = import_dump(target, [write_dump(tmp_path, *ROWS)], progress=steps.append)
    assert (tally.lines, tally.places, tally.left_out, tally.damaged) == (5, 4, 1, 0)
    check_nothing_lost(target)
    with Gazetteer.open(target) as gazetteer:
        talgar = gazetteer.find("Talgar")[0].entry
        assert (talgar.key, talgar.admin1, talgar.kind, talgar.population) == (TOWN_KEY, FIRST_KEY, "town", 45_000)
        almaty = gazetteer.find("Almaty")[0].entry
        assert (almaty.latitude, almaty.population, almaty.admin1) == (43.25667, 2_000_900, FIRST_KEY)
        first = gazetteer.get(FIRST_KEY)
        assert first is not None
        assert (first.name, first.kind) == ("Almaty Region", "admin1")
        assert gazetteer.find("almaty region")[0].entry == first
        assert gazetteer.find("Almaty City")[0].entry == first
        assert gazetteer.find("Kok-Tobe")[0].entry.kind == "region"
        assert gazetteer.imported
        assert gazetteer.meta["imported"] == "KZ.txt"


def test_a_second_import_keeps_the_first(target: Path, tmp_path: Path) -> None:
    import_dump(target, [write_dump(tmp_path, *ROWS)])
    more = make_row(9, "Shu", "", ("43.6", "73.8"), "P.PPL", "KZ.17.", "36000")
    import_dump(target, [write_dump(tmp_path, more, name="more.txt")])
    check_nothing_lost(target)
    with Gazetteer.open(target) as gazetteer:
        assert gazetteer.find("Talgar")
        assert gazetteer.find("Shu")
        assert gazetteer.meta["imported"] == "KZ.txt; more.txt"


def test_countries_and_small_towns_can_be_left_out(target: Path, tmp_path: Path) -> None:
    abroad = make_row(8, "Osh", "", ("40.5", "72.8"), "P.PPL", "KG.08.", "300000")
    dump = write_dump(tmp_path, *ROWS, abroad)
    tally = import_dump(target, [dump], countries=["KZ"], min_population=50_000)
    with Gazetteer.open(target) as gazetteer:
        assert not gazetteer.find("Osh")
        assert not gazetteer.find("Talgar")
    assert tally.left_out == 3


def test_alternate_names_come_with_their_years(target: Path, tmp_path: Path) -> None:
    rows = (
        "1\t1519422\ten\tTalgar Town\t\t\t\t1\t1959\t1991-12-16",
        "2\t1519422\tlink\thttps://example.org\t\t\t\t\t\t",
        "3\t1519422\tru\tТалгар\t\t\t\t\t\t",
        "4\t424242\ten\tOf nothing there\t\t\t\t\t\t",
        "5\tx\ten\tDamaged\t\t\t\t\t\t",
    )
    names = write_dump(tmp_path, *rows, name="alternateNamesV2.txt")
    tally = import_dump(target, [write_dump(tmp_path, *ROWS)], alternate_names=names)
    assert (tally.damaged, tally.first_damaged) == (1, "alternateNamesV2.txt, line 5")
    with Gazetteer.open(target) as gazetteer:
        (match,) = gazetteer.find("Talgar Town")
        assert (match.first_year, match.last_year) == (1959, 1991)
        assert not gazetteer.find("Of nothing there")


def test_code_lists_give_divisions_their_ids(target: Path, tmp_path: Path) -> None:
    codes = write_dump(tmp_path, "KZ.02\tAlmaty Qalasy\tAlmaty Qalasy\t1537162", name="admin1CodesASCII.txt")
    import_dump(target, [codes])
    check_nothing_lost(target)
    with Gazetteer.open(target) as gazetteer:
        assert gazetteer.find("Almaty Region")[0].entry.key == FIRST_KEY
        assert gazetteer.find("Almaty Qalasy")[0].entry.key == FIRST_KEY


def test_a_zip_is_read_as_a_stream(target: Path, tmp_path: Path) -> None:
    path = tmp_path / "KZ.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("../../KZ.txt", "\n".join(ROWS))
        file.writestr("readme.txt", "not a table")
    assert import_dump(target, [path]).places == 4
    assert not (tmp_path.parent / "KZ.txt").exists()


def make_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("KZ.txt", b"0" * 5_000_000)


def make_short_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("KZ.txt", "\n".join(ROWS))
    path.write_bytes(path.read_bytes()[:-40])


def make_empty_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("photo.png", b"")


@pytest.mark.parametrize(
    "make", [make_bomb, make_short_zip, make_empty_zip, lambda p: p.write_bytes(b"\x00\xff" * 999)]
)
def test_what_is_no_dump_is_refused(target: Path, tmp_path: Path, make: object) -> None:
    path, before = tmp_path / "KZ.zip", target.read_bytes()
    make(path)  # type: ignore[operator]
    with pytest.raises(SaysoError, match=r"SAY-70[56]"):
        import_dump(target, [path])
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    "line",
    [
        make_row(5, "Off", "", ("91.0", "0"), "P.PPL"),
        make_row(5, "Off", "", ("0", "-180.5"), "P.PPL"),
        make_row(5, "Off", "", ("nan", "0"), "P.PPL"),
        make_row(5, "Off", "", ("0", "inf"), "P.PPL"),
        make_row(0, "Off", "", ("0", "0"), "P.PPL"),
        make_row(5, "", "", ("0", "0"), "P.PPL"),
        make_row(5, "Off", "", ("0", "0"), "P.PPL", "kaz.."),
        make_row(5, "Off", "", ("0", "0"), "P.PPL", people="many"),
        "x" * 200_000,
        "",
        "a\tb",
    ],
)
def test_damaged_lines_are_counted(target: Path, tmp_path: Path, line: str) -> None:
    tally = import_dump(target, [write_dump(tmp_path, *ROWS, line)])
    assert (tally.damaged, tally.first_damaged) == (1, "KZ.txt, line 6")
    with Gazetteer.open(target) as gazetteer:
        assert not gazetteer.find("Off")


def test_mostly_damage_changes_nothing(target: Path, tmp_path: Path) -> None:
    before = target.read_bytes()
    with pytest.raises(SaysoError, match=r"SAY-706.*6 of 11 lines"):
        import_dump(target, [write_dump(tmp_path, *ROWS, *["damage"] * 6)])
    assert target.read_bytes() == before


def test_an_interrupt_changes_nothing(target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = target.read_bytes()

    def stop(lines: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sayso.gazetteer.dump._STEP", 2)
    with pytest.raises(KeyboardInterrupt):
        import_dump(target, [write_dump(tmp_path, *ROWS)], progress=stop)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob(".sayso-places-*"))


_DAMAGE = st.tuples(st.integers(0, 2_000), st.binary(max_size=40), st.integers(0, 60))


@given(st.lists(_DAMAGE, max_size=5))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_loses_what_was_there(tmp_path: Path, damage: list[tuple[int, bytes, int]]) -> None:
    target = write_small(tmp_path / "places.sqlite")
    data = "".join(row + "\n" for row in ROWS).encode()
    for at, piece, length in damage:
        data = data[:at] + piece + data[at + length :]
    dump = tmp_path / "KZ.txt"
    dump.write_bytes(data)
    with suppress(SaysoError):
        import_dump(target, [dump])
    check_nothing_lost(target)
