"""Reading the page back with the parser of the standard library, which knows nothing of how the page was made."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = {"input", "meta"}


class Element:
    """One element as read back: its attributes, and every character inside it."""

    def __init__(self, name: str, attributes: dict[str, str | None], *, around: set[str]) -> None:
        self.name = name
        self.attributes = attributes
        self.in_report_text = "text" in around
        self.in_card = "card" in around
        self.words: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self.words)

    @property
    def classes(self) -> set[str]:
        return set((self.attributes.get("class") or "").split())


class Page(HTMLParser):
    """All elements of a page in document order; fails on tags that do not match."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(markup)
        self.close()
        if self._open:
            raise ValueError(f"<{self._open[-1].name}> is never closed")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), around={name for e in self._open for name in e.classes})
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self._open.pop().name != tag:
            raise ValueError(f"</{tag}> closes another element")

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.words.append(data)

    def all(self, name: str | None = None, cls: str | None = None) -> list[Element]:
        """The elements with that name and class."""
        return [e for e in self.elements if name in (None, e.name) and (cls is None or cls in e.classes)]

    def one(self, element_id: str) -> Element:
        """The only element with that id."""
        (found,) = [e for e in self.elements if e.attributes.get("id") == element_id]
        return found

    def texts(self) -> list[str]:
        """The text of every report in the page."""
        return [element.text for element in self.all("div", "text")]

    def pieces(self, cls: str) -> list[str]:
        """The characters of the pieces of report text with that class."""
        return [e.text for e in self.elements if e.in_report_text and cls in e.classes and e.text]
