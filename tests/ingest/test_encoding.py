"""The encoding is found and named, and gives the same text again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import SaysoError
from sayso.ingest.encoding import decode_bytes, find_mark
from tests.ingest.taking import codes, take_bytes

ENGLISH = "“Nine people were detained – at least six of them in the city’s centre,” the ministry said."


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings(codec: str) -> None:
    decoded = decode_bytes(ENGLISH.encode(codec), label="x")
    assert (decoded.text, decoded.encoding, decoded.guessed) == (ENGLISH, codec, False)


@pytest.mark.parametrize("codec", ["utf-16-be", "utf-32-be"])
def test_big_endian_marks(codec: str) -> None:
    decoded = decode_bytes(("\ufeff" + ENGLISH).encode(codec), label="x")
    assert (decoded.text, decoded.encoding) == (ENGLISH, codec.removesuffix("-be"))


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", ENGLISH),
        ("cp1252", "Mr. Peña said it’s fine."),
        ("cp1252", "Le ministère a déclaré que neuf personnes étaient détenues à Genève."),
        ("cp1251", "Министерство сообщило, что девять человек были задержаны в городе."),
        ("koi8_r", "Министерство сообщило, что девять человек были задержаны в городе."),
        ("cp1256", "قالت الوزارة يوم الاثنين إن تسعة أشخاص اعتقلوا في المدينة."),
        ("gb18030", "外交部周一表示,九人在该市被拘留。"),
        ("shift_jis", "外務省は月曜日、市内で9人が拘束されたと発表した。"),
    ],
)
def test_legacy_encodings_are_detected_and_marked_as_guessed(codec: str, text: str) -> None:
    decoded = decode_bytes(text.encode(codec), label="x")
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, codec, True)


def test_a_guess_is_an_issue_of_the_record() -> None:
    assert codes(take_bytes(ENGLISH.encode("cp1252"))) == ["report SAY-113"]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"said\0so", "SAY-104", "NUL bytes"),
        ("so".encode("utf-16-le"), "SAY-104", "NUL bytes"),
        (b"\xff\xfes\0o", "SAY-109", "utf-16"),
        (b"\xef\xbb\xbfso \xff", "SAY-109", "utf-8 (byte 3: invalid start byte)"),
        (b"\xff\xfe\x00\x00\x00\x00\x11\x00", "SAY-109", "utf-32"),
        (bytes(range(1, 256)) * 20, "SAY-104", ""),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str, words: str) -> None:
    with pytest.raises(SaysoError) as caught:
        decode_bytes(data, label="x")
    assert caught.value.code == code
    assert words in str(caught.value)


@given(
    data=st.binary(max_size=200), declared=st.sampled_from([None, "cp1251", "iso2022_jp", "utf-7", "\udcff", "a\0b"])
)
def test_the_named_codec_gives_the_text_again(data: bytes, declared: str | None) -> None:
    try:
        decoded = decode_bytes(data, label="x", declared=declared)
    except SaysoError as error:
        code: str | None = error.code
    else:
        code = None
        assert data.decode(decoded.encoding) == decoded.text
        assert decoded.text.encode("utf-8") is not None
    assert code in {None, "SAY-104", "SAY-109"}


def test_a_mark_of_utf_32_is_not_taken_for_one_of_utf_16() -> None:
    assert find_mark("x".encode("utf-32")) == "utf-32"
    assert find_mark("x".encode("utf-16")) == "utf-16"
    assert find_mark(b"x") is None
