"""The items of a list of recipients: cut out of a line of several, and freed of what is not theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.text import compiled, fold
from generator.view import View

_ITEM_BREAK = compiled(r"(?<=[;,.])\s*(?=[-–~•]\s+\S)|\s+(?=[-–•]\s[A-ZĐÀ-Ỹ])")
_ENDED_ITEM_BREAK = re.compile(r"(?<=[;,.])\s*(?=[-–~•]\s+\S)|(?<=\))\s*(?=[-–]\s+\S)")
"""In a list whose items end with marks, a dash without one before it is within a name (``Cục Kiểm tra văn
bản - Bộ Tư pháp;``)."""
FILED = re.compile(r"[:.,] ?VT\b")
"""The unit that files, in the item of the file, whatever OCR made of its first word."""
_NOTE = re.compile(r";\s*\([^()]{2,24}\)$")
"""What an item is for, behind its mark: ``Thường trực Tỉnh ủy; (báo cáo)``. Other brackets end no item."""
_PEN = re.compile(r"\.\s+[\W\d]{1,6}$")
"""Marks and figures behind the stop that ends an item."""
_SPECKS_BEHIND = re.compile(r"(?<=;)(?:\s+[^\s()]{1,2}){1,4}$|(?<=[;,.])\s*[-–—]$")
"""What a stamp left behind the mark that ends an item, or the dash before words of the other column."""
_BRACE = re.compile(r"[,;.]?\s+(?:để )?(?:báo cáo|b/c|thực hiện|t/h|phối hợp|biết)\)$")
"""What a brace beside several items says they are for, left at the end of one of them."""

_NO_SIGN = re.compile(r"[{}\\|<>#$=¿]")
"""What no item has, and strokes of a pen are read as."""
_LETTERS = 6
"""Letters and figures that an item with such a sign has at least: fewer are strokes too."""
_MOSTLY = 0.7
"""Which share of the items have marks in a list whose items end with them; OCR loses some."""
_LOOKED_AT = 100
"""Items that tell whether a list is such a one; no body has as many recipients."""


def pieces_of(cell: View, *, one_each: bool = False) -> Iterator[View]:
    """The items of a cell, each with its bullet; in a list that has ``one_each`` line, a dash within a line
    opens one only behind the mark that ends another."""
    ended = one_each or _has_ended_items(cell.text)
    yield from _split(cell, _ENDED_ITEM_BREAK if ended else _ITEM_BREAK)


def without_pen(text: str) -> str:
    """The text of an item without what a pen left behind the stop that ends it."""
    return text if text[-1:].isalpha() else _PEN.sub(".", text)


def is_over(items: Sequence[Sequence[View]]) -> bool:
    """Whether the last of some items, each in pieces, has its end: a mark, or none where the others have none
    either."""
    *others, last = items[-_LOOKED_AT:]
    return _has_end(last) or sum(map(_has_end, others)) < _MOSTLY * len(others)


def _has_end(item: Sequence[View]) -> bool:
    return _SPECKS_BEHIND.sub("", item[-1].text.rstrip()).endswith((";", ",", ".", ":"))


def goes_on(text: str, *, in_group: bool) -> bool:
    """Whether a line without a bullet below a finished item goes on with it: in small letters or brackets,
    or ``in_group`` of a body's units (``- VPCP: BTCN;`` / ``Vụ TH;``), but for the item of the file."""
    return (
        (text[:1].islower() and not FILED.search(text))
        or text[:1] in "()"
        or (in_group and not re.match(r"\W*luu", fold(text)))
    )


def trimmed(view: View) -> View:
    """An item without the marks that end it, and what other columns, pens and stamps left behind them;
    nothing where it is of no two letters or figures."""
    text = _SPECKS_BEHIND.sub("", without_pen(view.text))
    if text.count(")") > text.count("("):
        text = _BRACE.sub("", text)
    text = text.rstrip(" ;,./`'‘|_~^")
    view = view[: len(text)]
    least = _LETTERS if _NO_SIGN.search(text) else 2
    return view.stripped() if sum(char.isalnum() for char in text) >= least else View()


def _has_ended_items(text: str) -> bool:
    """Whether marks end the items of a cell, or it is the item of the file (``- Lưu HC - TC.``)."""
    return ";" in text or text.endswith((",", ":")) or bool(re.match(r"[-–~•]?\s?[Ll]ưu\s", text))


def _split(view: View, pattern: re.Pattern[str]) -> Iterator[View]:
    at = 0
    for match in pattern.finditer(view.text):
        before = view.text[at : match.start()]
        if match.start() > at and (not before.endswith(")") or _NOTE.search(before)):
            yield view[at : match.start()].stripped()
            at = match.end()
    if view[at:].stripped():
        yield view[at:].stripped()
