"""A gold report of a few sentences of our own."""

from __future__ import annotations

from pathlib import Path

HEAD = """\
id = "river"
register = "wire"
country = "AR"
topic = "flood"
published = "2023-03-14"
title = "River rises"
outlet = "Radio Sur"
"""

TEXT = """\
The Ministry of Health said on Monday in a statement that the river would crest on Friday. “We may be late,” its head, \
Ana Paz, said.

According to Radio Sur, the ministry said that two bridges had reportedly fallen. Paz denied that a “rescue” was needed.
"""

REST = """
[[entities]]
key = "ministry"
name = "Ministry of Health"
mentions = ["the Ministry of Health", "the ministry"]

[[entities]]
key = "paz"
name = "Ana Paz"
mentions = ["Ana Paz", "Paz"]
roles = [{ title = "head", organisation = "Ministry of Health" }]

[[entities]]
key = "radio-sur"
name = "Radio Sur"
mentions = ["Radio Sur"]

[[claims]]
n = 1
source = "The Ministry of Health"
cue = "said"
content = ["that the river would crest on Friday"]
quotation = "indirect"
channel = "in a statement"
said = "on Monday"
speaker = "ministry"
kind = "state_body"

[[claims]]
n = 2
source = "its head, Ana Paz,"
cue = "said"
content = ["“We may be late,”"]
quotation = "direct"
hedges = ["may"]
speaker = "paz"
kind = "official"

[[claims]]
n = 3
source = "Radio Sur"
cue = "According to"
content = ["the ministry said that two bridges had reportedly fallen"]
quotation = "indirect"
speaker = "radio-sur"
kind = "media"

[[claims]]
n = 4
source = "the ministry"
cue = "said"
content = ["that two bridges had reportedly fallen"]
quotation = "indirect"
parent = 3
hedges = ["reportedly"]
speaker = "ministry"
kind = "state_body"

[[claims]]
n = 5
source = "Paz"
cue = "denied"
content = ["that a “rescue” was needed"]
quotation = "indirect"
speaker = "paz"
kind = "official"
stance = "denial"

[[distancing]]
words = "“rescue”"
kind = "scare"
"""


def write_gold(folder: Path, *changes: tuple[str, str], name: str = "river") -> Path:
    """The report as a file; each change replaces words of what follows the text, which must stand there."""
    rest = REST
    for old, new in changes:
        assert old in rest, old
        rest = rest.replace(old, new, 1)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(f"{HEAD}text = '''\n{TEXT}'''\n{rest}", "utf-8")
    return path
