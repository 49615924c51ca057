"""Markers that open a paragraph: chapters, articles, numbered and lettered points, bullets.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6 (phần, chương, mục, điều, khoản, điểm); for the Party,
Hướng dẫn 36-HD/VPTW năm 2018 (I, 1, 1.1, a, -, +).
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.parts import Marker
from generator.text import compiled

_NAMED = compiled(
    r"(?P<word>Phần|Chương|Mục|Điều|PHẦN|CHƯƠNG|MỤC|ĐIỀU)\s+"
    r"(?P<number>thứ [a-zà-ỹ]+|THỨ [A-ZÀ-Ỹ]+|[IVXLC]+|\d{1,3}[a-zđ]?)(?=[.:)\s-]|$)[.:)]?\s*(?:[-–]\s+)?"
)
_ROMAN = re.compile(r"(?P<number>[IVX]{1,6})\s?(?:[.)/]|[-–](?=\s))[-–.]?\s+(?=\S)")
_DECIMAL = compiled(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})(?:[.)]?\s+|[.)](?=[A-ZĐÀ-Ỹ]))(?=\S)")
_NUMBER = compiled(
    r"(?P<number>\d{1,2})(?:\.{2,3}(?=\s)|\s?[.)/]|\s?[-–](?=\s|[A-ZĐÀ-Ỹ])|\.[-–])(?:\s+_+(?=\s))?"
    r"(?:\s+(?=\S)|(?=[A-ZĐÀ-Ỹ][a-zà-ỹ]))"
)
"""Behind the number OCR reads a wide blank as an underline, or as more dots."""

_LETTER = re.compile(r"(?P<number>[a-zđ])(?:[.)]|\.[-–]|[-–](?=\s))\s*(?=\S)")
_BULLET = re.compile(r"(?P<number>[-–—+•*·~►▪])\s*(?=[^\W_]|[“\"(])")

_KINDS = {"phần": "part", "chương": "chapter", "mục": "section", "điều": "article"}


@lru_cache(maxsize=2_000)  # several rules ask it of the same line
def marker(text: str) -> Marker | None:
    """The marker that ``text`` opens with, ``None`` where it opens with words."""
    if text[:1].islower() and text[1:2].isalpha():
        return None  # as most lines do: the small letter of a marker stands alone
    if match := _NAMED.match(text):
        return Marker(_KINDS[match["word"].lower()], match["number"], match.end())
    for kind, pattern in (
        ("decimal", _DECIMAL),
        ("number", _NUMBER),
        ("roman", _ROMAN),
        ("letter", _LETTER),
        ("bullet", _BULLET),
    ):
        if match := pattern.match(text):
            return Marker(kind, match["number"], match.end())
    return None
