"""Posts and messages in a digest: "@handle: …", "Name (@handle), 14:05: …", "[14:05] Name: …".

Unlike the turns of a transcript a single one is enough, for a handle or a time beside a name tells what the line is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.claims.turns import Places, Turn
from sayso.lang import TurnWords
from sayso.model import Tokens

POST = "post"
_BLANK = r"[^\S\n]"
_WORD = r"[^\W\d_][\w.'’&\-]*"
_NAME = rf"{_WORD}(?:,?{_BLANK}{_WORD}){{0,9}}"
_TIME = r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?"
_BULLET = rf"^{_BLANK}*(?:(?:[•*·‣▪►>–-]|\d{{1,2}}[.)]){_BLANK}+)?"
_STAMP = rf"(?:[\[(]?{_TIME}[\])]?{_BLANK}*[-–—|·:,]?{_BLANK}+)?"
_ASIDE = rf"(?P<aside>{_BLANK}?[,·|(](?:[^\n:@–—]|(?<=\d):(?=\d)){{1,60}}?)?"
_CUE = rf"{_BLANK}*(?P<cue>:|{_BLANK}[-–—]{{1,2}}){_BLANK}*\n?(?P<body>(?<=\s)\S[^\n]*)"
_HANDLE = re.compile(
    rf"{_BULLET}{_STAMP}(?P<name>(?:{_NAME},?{_BLANK}\(?)?@\w[\w.]{{0,40}}(?<!\.)(?:\))?){_ASIDE}{_CUE}", re.MULTILINE
)
_TIMED = re.compile(
    rf"{_BULLET}(?:\[{_TIME}\]{_BLANK}+(?P<first>{_NAME})|(?P<name>{_NAME}),?{_BLANK}[\[(]?{_TIME}[\])]?)"
    rf"(?P<cue>:){_BLANK}+(?P<body>\S[^\n]*)",
    re.MULTILINE,
)
_PLAIN = re.compile(rf"{_BULLET}{_STAMP}(?P<name>{_NAME})(?P<cue>:){_BLANK}+(?P<body>\S[^\n]*)", re.MULTILINE)
_PAIRS = {"“": "”", '"': '"', "«": "»", "„": "“”", "‘": "’"}
_TAIL = re.compile(r"\s*(?:\([^()\n]*\d[^()\n]*\)|[·|][^\n·|]*\d[^\n·|]*)$")


def find_posts(text: str, tokens: Tokens, words: TurnWords, taken: Sequence[Turn]) -> list[Turn]:
    """The posts of a text in text order, without those that ``taken`` turns cover; each is one line long."""
    heads = [m for m in _HANDLE.finditer(text) if "@" in m["name"]]
    patterns = [_TIMED, _PLAIN] if heads else [_TIMED]
    for pattern in patterns:
        heads += [m for m in pattern.finditer(text) if _is_name(_name(m)[0], frozenset(words.not_speakers))]
    places = Places(tokens)
    found: dict[int, Turn] = {}
    for head in heads:
        turn = _make_post(text, places, head)
        if turn is not None and not any(_clash(turn, other) for other in (*taken, *found.values())):
            found[turn.source.first] = turn
    return [found[first] for first in sorted(found)]


def _name(head: re.Match[str]) -> tuple[str, tuple[int, int]]:
    group = "first" if head.re is _TIMED and head["first"] else "name"
    return head[group], head.span(group)


def _is_name(name: str, not_speakers: frozenset[str]) -> bool:
    """Whether most words of what stands before the colon begin with a capital."""
    words = name.replace(",", " ").split()
    capitals = sum(word[0].isupper() for word in words)
    return name.lower() not in not_speakers and name[0].isupper() and 2 * capitals > len(words)


def _make_post(text: str, places: Places, head: re.Match[str]) -> Turn | None:
    _, (start, end) = _name(head)
    aside = head.groupdict().get("aside")
    if aside and not any(sign.isdigit() for sign in aside):
        end = head.end("aside")
    source = places.mark("source", start, end, 1.0)
    cue = places.mark("cue", *head.span("cue"), 1.0)
    content = places.mark("content", head.start("body"), _find_end(head), 1.0)
    return Turn(source, cue, (content,), POST) if source and cue and content else None


def _find_end(head: re.Match[str]) -> int:
    """Where the words of a post end: at its closing quotation mark, else before likes and times behind it."""
    body = head["body"]
    closing = _PAIRS.get(body[0])
    if closing is not None:
        end = max(body.rfind(sign) for sign in closing)
        rest = body[end + 1 :].strip(" .")
        if end > 0 and len(rest) < end:
            return head.start("body") + end + 1
    tail = _TAIL.search(body)
    return head.start("body") + (tail.start() if tail and tail.start() else len(body))


def _clash(one: Turn, other: Turn) -> bool:
    return one.source.first <= other.content[-1].last and other.source.first <= one.content[-1].last
