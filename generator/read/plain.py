"""Plain text and Markdown: the text is the file decoded, line ends untouched, without BOM."""

from __future__ import annotations

import codecs
import re

from generator.read.content import Content, Unreadable

_STRONG_LINE = re.compile(r"(?m)^\s{0,3}(?:[-*+] )?\*{2,3}[^*\n]+(?: {2,}\n[^*\n]+)?\*{2,3}")
_HEADING_LINE = re.compile(r"(?m)^#{1,6} \S")
_TABLE_RULE = re.compile(r"(?m)^\|(?:\s*:?-{3,}:?\s*\|)+\s*$")
_ENOUGH_MARKS = 3
"""Fewer emphasized lines or headings than this are the text's own asterisks and number signs."""


def read_text(data: bytes) -> Content:
    """A ``.txt`` file: plain text, or Markdown where OCR left its marks (paired emphasis at the
    start of lines, headings, tables)."""
    text, own_text = decode(data)
    return Content(text, markdown=looks_like_markdown(text), own_text=own_text)


def read_markdown(data: bytes) -> Content:
    """A file that says by its name that it is Markdown."""
    text, own_text = decode(data)
    return Content(text, markdown=True, own_text=own_text)


def looks_like_markdown(text: str) -> bool:
    """Whether a text without a telling name is Markdown as OCR programs write it."""
    strong = len(_STRONG_LINE.findall(text))
    return (
        strong >= _ENOUGH_MARKS
        or bool(strong and _HEADING_LINE.search(text))
        or bool(_TABLE_RULE.search(text))
        or len(_HEADING_LINE.findall(text)) >= _ENOUGH_MARKS
    )


def decode(data: bytes) -> tuple[str, bool]:
    """Text of the bytes, and whether it is another encoding than UTF-8, so that the text is the
    reader's own. UTF-16 is known by its BOM.

    Raises:
        Unreadable: the bytes are not text in UTF-8 or UTF-16.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16").replace("\r\n", "\n").replace("\r", "\n"), True
        except UnicodeDecodeError as error:
            raise _undecodable(data, error.start) from error
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError as error:
        raise _undecodable(data, error.start) from error


def _undecodable(data: bytes, offset: int) -> Unreadable:
    line = data.count(b"\n", 0, offset) + 1
    return Unreadable(
        "undecodable",
        f"Tệp không phải văn bản UTF-8 (byte thứ {offset + 1}, dòng {line}).",
        "Hãy lưu lại tệp bằng bảng mã UTF-8.",
    )
