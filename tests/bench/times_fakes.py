"""A gold passage of a few words."""

from __future__ import annotations

from pathlib import Path

PASSAGE = """\
id = "river"
register = "wire"
country = "AR"
topic = "flood"
published = "2023-03-14"
text = '''
Ann said on Monday that the river rose on Sunday. The day before, it had rained. On Monday it fell.
'''
times = [
    { n = 1, words = "Monday", type = "DATE", value = "2023-03-13", anchor = "published", role = "said", \
dates = "said" },
    { n = 2, words = "Sunday", type = "DATE", value = "2023-03-12", anchor = "published" },
    { n = 3, words = "The day before", type = "DATE", value = "2023-03-11", anchor = 2, \
candidates = [{ value = "2023-03-13", anchor = "published" }] },
    { n = 4, words = "Monday", type = "DATE", value = "2023-03-13", anchor = "published" },
]
"""


def write_passage(folder: Path, *changes: tuple[str, str]) -> Path:
    """The passage as a file; each change replaces words of it, which must stand there."""
    content = PASSAGE
    for old, new in changes:
        assert old in content, old
        content = content.replace(old, new, 1)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "river.toml"
    path.write_text(content, "utf-8")
    return path
