"""Saved web pages: the visible text in reading order, with what the markup said kept as hints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree
from lxml import html as lxml_html

from generator.model import Hint
from generator.read.content import Content, Unreadable
from generator.read.decoding import Decoded, decode

_UNSEEN = {"script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "button"}
# fmt: off
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead",
    "tr", "ul",
}
# fmt: on
_FURNITURE_ELEMENTS = {"nav", "footer", "aside", "form"}
_FURNITURE_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search"}
_FURNITURE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|breadcrumbs?|sidebar|footer|comments?|binh-?luan|related|share|social|"
    r"tin-?lien-?quan|quang-?cao|banner|masthead|pagination|copyright|cookie)(?:$|[-_ ])",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)


def read_html(data: bytes) -> Content:
    """A saved page: paragraphs parted by blank lines, table cells by tabs, furniture hinted at.

    Raises:
        Unreadable: there is no text in a known encoding, or no element.
    """
    found = _declared(data) or decode(data)
    text = found.text
    try:
        root = lxml_html.document_fromstring(
            text.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable(
            "not-html", "Tệp không phải trang HTML.", "Hãy lưu lại trang web hoặc đổi phần mở rộng."
        ) from error
    page = _Page()
    page.walk(root)
    text, hints = page.finished()
    return Content(
        text,
        own_text=True,
        hints=hints,
        url=_address(root),
        published=_published(root),
        encoding=found.encoding,
    )


def _declared(data: bytes) -> Decoded | None:
    """The text in the encoding that the page names, if it names another than UTF-8 and is in it."""
    declared = _CHARSET.search(data[:2048])
    name = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    if name.startswith("utf"):
        return None
    try:
        text = data.decode(name)
        text.encode("utf-8")  # some codecs of Python make half characters
    except (LookupError, ValueError):
        return None
    return Decoded(text, name)


class _Page:
    """The text so far; a block's end asks for a line break, which the next text puts in."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.pending = ""
        self.hints: list[Hint] = []

    def walk(self, root: etree._Element) -> None:
        """Visible text in document order, without recursion: pages nest deeper than Python may."""
        open_hints: list[tuple[etree._Element, int]] = []
        for event, node in _events(root):
            name = node.tag
            if event == "start":
                self._break(name)
                if _is_furniture(node):
                    open_hints.append((node, self.length))
                self._add(node.text)
                continue
            if open_hints and open_hints[-1][0] is node:
                _, start = open_hints.pop()
                if self.length > start and not open_hints:
                    self.hints.append(Hint(start, self.length, "web-furniture"))
            self._break(name)
            if node is not root:
                self._add(node.tail)

    def _break(self, name: object) -> None:
        if name == "br":
            self.pending = self.pending if self.pending.startswith("\n") else "\n"
        elif name in ("td", "th"):
            self.pending = self.pending or "\t"
        elif name == "tr":
            self.pending = self.pending if self.pending.startswith("\n") else "\n"
        elif name in _BLOCKS:
            self.pending = "\n\n"

    def _add(self, text: str | None) -> None:
        if not text:
            return
        words = re.sub(r"[ \t\r\n\f]+", " ", text)
        if words == " ":
            self.pending = self.pending or " "
            return
        if self.pieces:
            self._put(self.pending or "")
        self.pending = ""
        bare = words.strip(" ")
        if words.startswith(" ") and self.pieces and not self.pieces[-1].endswith((" ", "\n", "\t")):
            self._put(" ")
        self._put(bare)
        if words.endswith(" "):
            self.pending = " "

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def finished(self) -> tuple[str, tuple[Hint, ...]]:
        return "".join(self.pieces) + "\n", tuple(self.hints)


def _events(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    skipped: etree._Element | None = None
    for event, node in walker:
        if event in ("comment", "pi"):
            if skipped is None and node.tail:
                yield "end", node
            continue
        if skipped is not None:
            if event == "end" and node is skipped:
                skipped = None
                yield "end", node
            continue
        if event == "start" and node.tag in _UNSEEN:
            skipped = node
            continue
        yield event, node


def _is_furniture(node: etree._Element) -> bool:
    if node.tag in _FURNITURE_ELEMENTS or node.get("role") in _FURNITURE_ROLES:
        return True
    if node.tag in ("html", "body", "main", "article"):
        return False
    return any(_FURNITURE_NAMES.search(node.get(name) or "") for name in ("class", "id"))


def _address(root: etree._Element) -> str | None:
    for path in ('//link[@rel="canonical"]/@href', '//meta[@property="og:url"]/@content'):
        found = next(iter(_values(root, path)), "")
        if found.startswith(("http://", "https://")):
            return found
    return None


def _values(root: etree._Element, path: str) -> list[str]:
    """The values of the attributes that a path leads to."""
    found = root.xpath(path)
    return [str(value) for value in found] if isinstance(found, list) else []


def _published(root: etree._Element) -> str | None:
    """The posting date that the page declares, ISO 8601 date, else ``None``."""
    for path in (
        '//meta[@property="article:published_time"]/@content',
        '//meta[@itemprop="datePublished"]/@content',
        "//time/@datetime",
    ):
        for value in _values(root, path):
            try:
                return datetime.fromisoformat(value.strip()).date().isoformat()
            except ValueError:
                continue
    return None
