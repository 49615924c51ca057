"""HTML of the narrow Markdown that this program writes, as Python-Markdown would make it.

A page of ours is blocks apart by blank lines: HTML, which passes as it is; headings; paragraphs in
which ``generator.render.markdown`` escaped whatever could be markup; one ``<div markdown="1">`` around
a document's text. Whatever else a page has (tables, lists, hand-written Markdown) raises
:class:`NotNarrow`, and the caller asks Python-Markdown. That the two agree byte for byte is held by
tests, not by this text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from markdown.extensions.toc import slugify, strip_tags, unique
from markdown.util import BLOCK_LEVEL_ELEMENTS

Link = Callable[[str], str]
"""Gives the address that a link's target has on the site; may log a warning, as MkDocs does."""

_OPENING = re.compile(r"<([a-z][a-z0-9]*)")
_DIV = re.compile(r'<div((?: [a-z-]+="[^"<>&]*")*) markdown="1">\n')
_ATTRIBUTES_OF_TAG = r'(?: [a-zA-Z][a-zA-Z0-9:-]*+(?:="[^"<>`]*+")?+)*+'
_FLAT = ("script", "style", "textarea", "title")
"""Elements in which HTML knows no tags; in a page of ours there are none in them either."""
_OPAQUE = "iframe|noembed|noframes|plaintext|xmp"
"""Elements whose content some versions of Python's parser take for HTML and others do not."""
_PLAIN_HTML = re.compile(
    r"[^<]*+(?:<(?:"
    r"/[a-z][a-z0-9]*+>|"
    + "".join(rf"{name}{_ATTRIBUTES_OF_TAG}>[^<]*+</{name}>|" for name in _FLAT)
    + rf"(?!{'|'.join(_FLAT)}|{_OPAQUE})[a-z][a-z0-9]*+{_ATTRIBUTES_OF_TAG} ?/?>"
    r")[^<]*+)*+"
)
"""Text and tags, and no ``<`` that is anything else: no comment, no declaration, no tag in a value."""
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*?(/?)>")
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#x[0-9a-fA-F]+);")
_HEADING = re.compile(r"(#{1,6}) (.*?)(?: \{: #([\w.-]+) \})?")
_ATTRIBUTES = re.compile(r"\{: (?:#([\w.-]+) ?)?(?:\.([\w-]+) )?\}")
_BLOCK_START = re.compile(r"[-+*=:?#>|~ ]|\d+[.)](?:\s|$)")
"""Where a paragraph could begin something else; the normalizer escapes all of it."""
_TEXT = r"[^\\`*_{}\[\]<>&|~!\n]|\\[\\*_{}\[\]#!.)+-]|&(?:[a-z]+|#[0-9]+);"
_INLINE = re.compile(
    r"\\([\\*_{}\[\]#!.)+-])"
    r"|&(?:[a-z]+|#[0-9]+);"
    r'|<a(?: [a-z-]+="[^"<>\\`*_{}\[\]|~!\n]*")+></a>'
    rf"|\[((?:{_TEXT})+)\]\(([\w./%-]+)\)\{{: data-cite=\"([\w.-]+)\" \}}"
    r"|(.)",
    re.ASCII | re.DOTALL,
)
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|~!\n]")
_BLANK_LINE = re.compile(r"\n +(?=\n)")
_NOT_TEXT = "\t\r\x02\x03"
"""Characters that Python-Markdown expands, normalizes or keeps for itself."""
_EMPTY = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS) - _EMPTY


class NotNarrow(Exception):
    """The text has something that only Python-Markdown renders; the argument says what."""


@dataclass(frozen=True, slots=True)
class Content:
    """A page's HTML, and its headings as tokens of the ``toc`` extension (level, id, name)."""

    html: str
    headings: tuple[dict[str, Any], ...]


def content_of(source: str, link: Link) -> Content:
    """The HTML of a page's Markdown (without front matter).

    Raises:
        NotNarrow: the page needs Python-Markdown.
    """
    _check_characters(source)
    blocks = list(_blocks(_BLANK_LINE.sub("\n", source)))
    headings = _Headings(blocks)
    made = "\n".join(block.to_html(headings, link) for block in blocks)
    return Content(made.strip(), tuple(headings.tokens))


def _check_characters(source: str) -> None:
    if any(char in source for char in _NOT_TEXT):
        raise NotNarrow("control character")
    if source.count("&") != len(_ENTITY.findall(source)):
        raise NotNarrow("ampersand")
    if "markdown=" in source and source.count("markdown=") != len(_DIV.findall(source)):
        raise NotNarrow("markdown attribute")
    if not _PLAIN_HTML.fullmatch(source):
        raise NotNarrow("not plain HTML")


class _Headings:
    """The ids that the ``toc`` extension gives: a heading without one gets a slug that nobody has."""

    def __init__(self, blocks: list[_Block]) -> None:
        self.used = {name for block in blocks for name in block.ids()}
        self.tokens: list[dict[str, Any]] = []

    def id_of(self, level: int, given: str | None, text: str) -> str:
        """The id of a heading with its HTML ``text``; headings are asked for in the order of the page."""
        name = strip_tags(text)
        anchor: str = given or unique(slugify(html.unescape(name), "-"), self.used)
        self.tokens.append({"level": level, "id": anchor, "name": name})
        return anchor


@dataclass(frozen=True, slots=True)
class _Raw:
    """An element that passes as it is."""

    text: str

    def ids(self) -> Iterator[str]:
        yield from ()

    def to_html(self, headings: _Headings, link: Link) -> str:
        return self.text + "\n"


@dataclass(frozen=True, slots=True)
class _Text:
    """A heading (``level`` 1 to 6) or a paragraph (0), with the attributes given to it."""

    level: int
    text: str
    anchor: str | None
    css_class: str | None = None

    def ids(self) -> Iterator[str]:
        if self.anchor:
            yield self.anchor

    def to_html(self, headings: _Headings, link: Link) -> str:
        made = _inline(self.text, link)
        if self.level:
            if "<" in self.text:
                raise NotNarrow("mark in a heading")
            anchor = headings.id_of(self.level, self.anchor, made)
            return f'<h{self.level} id="{anchor}">{made}</h{self.level}>'
        css_class = f' class="{self.css_class}"' if self.css_class else ""
        identity = f' id="{self.anchor}"' if self.anchor else ""
        return f"<p{css_class}{identity}>{made}</p>"


@dataclass(frozen=True, slots=True)
class _Div:
    """The element around a document's text, in which Markdown is Markdown."""

    attributes: str
    blocks: tuple[_Text, ...]

    def ids(self) -> Iterator[str]:
        for block in self.blocks:
            yield from block.ids()

    def to_html(self, headings: _Headings, link: Link) -> str:
        inner = "\n".join(block.to_html(headings, link) for block in self.blocks)
        return f"<div{self.attributes}>\n{inner}\n</div>"


_Block = _Raw | _Text | _Div


def _blocks(source: str) -> Iterator[_Block]:
    at, end = 0, len(source)
    while True:
        while at < end and source[at] == "\n":
            at += 1
        if at >= end:
            return
        if source[at] != "<":
            stop = _paragraph_end(source, at)
            yield _text(source[at:stop])
        elif found := _DIV.match(source, at):
            stop = source.find("\n</div>", at)
            if stop < 0:
                raise NotNarrow("unclosed div")
            yield _Div(found[1], tuple(map(_text, _paragraphs(source[found.end() : stop]))))
            stop += len("\n</div>")
        else:
            stop = _element_end(source, at)
            yield _Raw(source[at:stop])
        if not source.startswith("\n\n", stop) and source[stop:].strip("\n"):
            raise NotNarrow("block without a blank line after it")
        at = stop


def _paragraph_end(source: str, at: int) -> int:
    stop = source.find("\n\n", at)
    return len(source.rstrip("\n")) if stop < 0 else stop


def _paragraphs(source: str) -> list[str]:
    found = [piece.strip("\n") for piece in source.split("\n\n")]
    found = [piece for piece in found if piece]
    if not found:
        raise NotNarrow("empty div")
    return found


def _text(piece: str) -> _Text:
    line, _, rest = piece.partition("\n")
    if line.startswith("#"):
        heading = _HEADING.fullmatch(line)
        if not heading or rest or not _is_trimmed(heading[2]) or heading[2].endswith("#"):
            raise NotNarrow("heading")
        return _Text(len(heading[1]), heading[2], heading[3])
    if _BLOCK_START.match(line) or not _is_trimmed(line):
        raise NotNarrow("start of a paragraph")
    if not rest:
        return _Text(0, line, None)
    attributes = _ATTRIBUTES.fullmatch(rest)
    if not attributes or not (attributes[1] or attributes[2]):
        raise NotNarrow("second line of a paragraph")
    return _Text(0, line, attributes[1], attributes[2])


def _is_trimmed(text: str) -> bool:
    return bool(text) and not text[0].isspace() and not text[-1].isspace()


def _inline(text: str, link: Link) -> str:
    pieces: list[str] = []
    at = 0
    special = _SPECIAL.search(text)
    while special:
        start = special.start()
        found = _INLINE.match(text, start)
        assert found, "the last alternative takes any character"
        pieces += (text[at:start], _marked(found, link))
        at = found.end()
        special = _SPECIAL.search(text, at)
    return "".join(pieces) + text[at:]


def _marked(found: re.Match[str], link: Link) -> str:
    """The HTML of an escaped character, a character reference, a mark that leads to a note, a citation."""
    escaped, label, target, key, other = found.groups()
    if escaped:
        return str(escaped)
    if target:
        return f'<a data-cite="{key}" href="{link(target)}">{_inline(label, link)}</a>'
    if other:
        raise NotNarrow("markup in a text")
    return found[0]


def _element_end(source: str, at: int) -> int:
    """Where the HTML element that begins at ``at`` ends: where Python-Markdown's parser sees it closed.

    That is the first closing tag of its name, unless there are more elements of that name in it.
    """
    opening = _OPENING.match(source, at)
    if not opening or opening[1] not in _BLOCKS:
        raise NotNarrow("no block of HTML")
    name = opening[1]
    closing, stop = f"</{name}>", at
    while True:
        stop = source.find(closing, stop)
        if stop < 0:
            raise NotNarrow("unclosed element")
        stop += len(closing)
        if source.find(f"<{name}", at + 1, stop) < 0:
            return stop
        element = source[at:stop]
        opened = element.count(f"<{name} ") + element.count(f"<{name}>")
        if opened == element.count(closing):
            _check_order(element)
            return stop


def _check_order(element: str) -> None:
    """Make sure that the tags of an element close one another, the last one the first."""
    open_tags: list[str] = []
    for slash, tag, empty in _TAG.findall(element):
        if slash:
            if not open_tags or open_tags.pop() != tag:
                raise NotNarrow("tags that cross")
        elif not empty and tag not in _EMPTY:
            open_tags.append(tag)
