"""Pairing of quotation marks: goldens draw each quotation under its text, one row per depth."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.claims.quotes import Pairing, pair_quotes
from sayso.lang import load_language

MARKS = load_language("en").marks
ENDS = {"double": ("[", "]"), "single": ("(", ")"), "angle": ("<", ">"), "low": ("{", "}"), "corner": ("L", "J")}


def pair(text: str) -> Pairing:
    return pair_quotes(text, MARKS)


def draw(text: str) -> str:
    """The text with its quotations below: the ends by kind, '=' between for scare quotes, '?' where no mark closes."""
    found = pair(text)
    rows = [[" "] * len(text) for _ in range(max((q.depth for q in found.quotes), default=0) + 1)]
    for quote in found.quotes:
        row, (opening, closing) = rows[quote.depth], ENDS[quote.kind]
        row[quote.span.start : quote.span.end] = ("=" if quote.scare else "-") * len(quote.span)
        row[quote.span.start] = opening
        row[quote.span.end - 1] = closing if quote.closed else "?"
    for odd in found.odd:
        rows[0][odd.start : odd.end] = "!" * len(odd)
    return "\n".join([text, *("".join(row).rstrip() for row in rows)])


GOLDEN = {
    "curly": """
“We go,” he said. “No one stays.”
[------]          [-------------]""",
    "straight": """
"We go," he said. "No one stays."
[------]          [-------------]""",
    "apostrophes": """
I don't know the workers' rights of the '90s, 'tis O’Brien’s rock 'n' roll.
""",
    "single-with-possessive": """
'The workers' rights matter,' he said. 'We go.'
(---------------------------)          (------)""",
    "scare-before-possessive": """
The ‘Saints’ and the workers’ rights.
    (======)""",
    "clipped": """
'I was goin' home,' she said.
(-----------------)""",
    "single-in-double": """
“He said ‘no’ and left.”
[----------------------]
         (==)""",
    "double-in-single": """
'He said "no" and left,' she wrote.
(----------------------)
         [==]""",
    "touching-marks": """
"'Go home,' he said," she said.
[-------------------]
 (--------)""",
    "inches": """
A 6'2" man saw a 5" pipe. "The 5" pipe burst," he said.
                          [------------------]""",
    "digit-before-close": """
"Catch 22" is out, "Other words" is not.
[========]         [===========]""",
    "wrong-way": """
”We go,“ he said. “Stay“ here.
[------]          [====]""",
    "same-both-ends": """
”We go,” he said.
[------]""",
    "low-and-angle": """
„Ja, so“ and „no, so” «Oui» »Doch« ‹a›
{======}     {======} <===> <====> <=>""",
    "spaced-angle": """
« We go », he said.
<------->""",
    "corner": """
「日本『語』」
L-----J
   L=J""",
    "unspaced-script": """
他说“我们都走了”。
  [-----]""",
    "typewriter": """
``We go,'' he said. ''No one stays.''
[--------]          [---------------]""",
    "typewriter-nested": """
''They say, 'You go,''' he said.
[---------------------]
            (-------)""",
    "doubled-singles": """
‘‘We go,’’ he said.
[--------]""",
    "backtick": """
He called it `too late,' and left.
             (---------)""",
    "blank-inside-the-end": """
"We go, "she said. "We stay."
[-------]          [--------]""",
    "no-blank-before": """
He said:"We go." She said, "No."
        [------]           [---]""",
    "brackets-and-dashes": """
("so")—"we go"—[“and so”]
 [==]  [=====]  [======]""",
    "stray-closing": """
We go,” he said. “We stay.”
      !          [--------]""",
    "unclosed": """
We see “peaceful people, as some say, but others.
       [----------------------------------------?""",
    "unclosed-inside": """
“He said «no way” and left.
[---------------]
         <-----?""",
    "apostrophe-that-opens-nothing": """
In Kuwait, ‘Ali saw the men.
""",
    "announced-single-unclosed": """
He said: ‘We will go and never come back.
         (------------------------------?""",
    "speech-is-no-scare": """
She said: “Never”. “Yes”, he said. The “yes” camp.
          [-----]  [---]               [===]""",
}


@pytest.mark.parametrize("name", GOLDEN)
def test_golden(name: str) -> None:
    text, *rows = GOLDEN[name].strip("\n").split("\n")
    assert draw(text) == "\n".join([text, *(rows or [""])])


def inners(text: str) -> list[tuple[str, bool, int]]:
    return [(q.inner.text(text), q.closed, q.run) for q in pair(text).quotes]


def test_running_quotation_shares_one_run() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” he said. “Four.”"
    assert inners(text) == [("One.", True, 0), ("Two.", True, 0), ("Three,", True, 0), ("Four.", True, 1)]


def test_running_quotation_takes_up_the_inner_one_too() -> None:
    text = "“One ‘two.\n\n“‘Three,’ he read,” she said."
    assert inners(text) == [
        ("One ‘two.", True, 0),
        ("two.", True, 1),
        ("‘Three,’ he read,", True, 0),
        ("Three,", True, 1),
    ]


def test_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "“One, he said. \n\nTwo “three” four."
    assert inners(text) == [("One, he said.", False, 0), ("three", True, 1)]


def test_last_fragment_stays_unclosed() -> None:
    assert inners("“One.\n\n“Two.\n\nThree.") == [("One.", True, 0), ("Two.", False, 0)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2029"])
def test_one_line_per_paragraph(line_end: str) -> None:
    text = line_end.join(["A report begins.", "“One, he said.", "Two goes on."])
    assert inners(text) == [("One, he said.", False, 0)]


def test_quotation_goes_over_wrapped_lines() -> None:
    text = "He said that “the road to the\nnorth is closed and will stay\nso until the spring” and left."
    assert inners(text) == [("the road to the\nnorth is closed and will stay\nso until the spring", True, 0)]


def test_indent_ends_a_paragraph_of_wrapped_lines() -> None:
    text = "He said that the road to\nthe north “is closed and\nit will stay so.\n    Then it snowed and\nno one came."
    assert inners(text) == [("is closed and\nit will stay so.", False, 0)]


def test_odd_marks_are_reported_once() -> None:
    text = "a ” b » c"
    assert [(s.start, s.end) for s in pair(text).odd] == [(2, 3), (6, 7)]


def test_doubled_opening_mark_is_odd() -> None:
    found = pair("““We go,” he said.")
    assert [(q.span.start, q.span.end) for q in found.quotes] == [(0, 9)]
    assert [o.start for o in found.odd] == [1]


def test_inner_stands_between_the_marks() -> None:
    quote = pair("x ``ab c'' y").quotes[0]
    assert (quote.span.start, quote.span.end, quote.inner.start, quote.inner.end) == (2, 10, 4, 8)


# Properties

ALPHABET = "ab sS29.,:(—\n\r \t“”‘’\"'`´«»„‚‹›「」‟\u2029é你😀\ud800\u0301"
texts = st.one_of(st.text(alphabet=ALPHABET, max_size=80), st.text(max_size=80))


@given(texts)
@example("“\n\n“a")
@example("'as b 'as b\n'")
@example('5" "5" a"')
def test_any_text_gives_ordered_spans_nested_or_apart(text: str) -> None:
    found = pair(text)
    quotes = found.quotes
    assert list(quotes) == sorted(quotes, key=lambda q: (q.span.start, -q.span.end))
    for quote in quotes:
        assert quote.span.end <= len(text)
        assert quote.span.start < quote.inner.start <= quote.inner.end <= quote.span.end
        assert quote.closed or quote.inner.end == quote.span.end
    for i, one in enumerate(quotes):
        around = [q for q in quotes[:i] if q.span.overlaps(one.span)]
        assert all(q.span.holds(one.span) for q in around)
        assert one.depth == len(around)
    starts = {(q.span.start, q.inner.start) for q in quotes}
    assert len(starts) == len(quotes)
    assert not starts & {(o.start, o.end) for o in found.odd}


@given(texts)
def test_runs_are_numbered_in_text_order_without_gaps(text: str) -> None:
    runs = [q.run for q in pair(text).quotes]
    assert list(dict.fromkeys(runs)) == list(range(len(set(runs))))


@given(texts)
def test_same_text_same_quotations(text: str) -> None:
    assert pair(text) == pair(text)


@given(texts, texts)
def test_a_blank_line_and_plain_words_keep_paragraphs_apart(first: str, second: str) -> None:
    """What follows a paragraph without marks changes nothing before it."""
    base = " ".join(first.splitlines()) + "\n\nPlain words.\n\n"
    before = pair(base).quotes
    after = pair(base + second).quotes[: len(before)]
    assert [(q.span, q.closed, q.run) for q in before] == [(q.span, q.closed, q.run) for q in after]


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“",
        "“«",
        "‘a ",
        "'as b ",
        '"5" a ',
        '"a\n',
        "“\n\n",
        "'",
        "`",
        "“" + " " * 50 + "\n",
        "“'",
        "''\"",
        "”",
        "“a ” ",
    ],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begin = time.process_time()
    pair(text)
    assert time.process_time() - begin < 5.0
