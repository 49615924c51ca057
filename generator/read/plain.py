"""Plain text and Markdown: the text is the file decoded, line ends untouched, without BOM."""

from __future__ import annotations

import re

from generator.read.content import Content
from generator.read.decoding import decode

_STRONG_LINE = re.compile(r"(?m)^\s{0,3}(?:[-*+] )?\*{2,3}[^*\n]+(?: {2,}\n[^*\n]+)?\*{2,3}")
_HEADING_LINE = re.compile(r"(?m)^#{1,6} \S")
_TABLE_RULE = re.compile(r"(?m)^\|(?:\s*:?-{3,}:?\s*\|)+\s*$")
_ENOUGH_MARKS = 3
"""Fewer emphasized lines or headings than this are the text's own asterisks and number signs."""


_TAGGED = re.compile(r"<([bi])>[^<>\n]{1,300}</\1>")
"""Emphasis with the tags of HTML, which Markdown may hold."""


def read_text(data: bytes) -> Content:
    """A ``.txt`` file: plain text, or Markdown where OCR left its marks (paired emphasis at the
    start of lines, headings, tables)."""
    found = decode(data)
    return _content(found.text, found.encoding, looks_like_markdown(found.text))


def read_markdown(data: bytes) -> Content:
    """A file that says by its name that it is Markdown."""
    found = decode(data)
    return _content(found.text, found.encoding, True)


def _content(text: str, encoding: str | None, markdown: bool) -> Content:
    return Content(text, markdown=markdown, own_text=encoding is not None, encoding=encoding)


def looks_like_markdown(text: str) -> bool:
    """Whether a text without a telling name is Markdown as OCR programs write it."""
    strong = len(_STRONG_LINE.findall(text)) if "**" in text else 0
    headings = len(_HEADING_LINE.findall(text)) if "# " in text else 0
    return (
        strong >= _ENOUGH_MARKS
        or bool(strong and headings)
        or ("|" in text and bool(_TABLE_RULE.search(text)))
        or ("</" in text and len(_TAGGED.findall(text)) >= _ENOUGH_MARKS)
        or headings >= _ENOUGH_MARKS
    )
