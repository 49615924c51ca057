"""Dates as documents print them: ``ngày 05/9/2019``, ``ngày 29 tháng 12 năm 2023``, ``ngày 30-11-1994``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as calendar_date

_DAY = r"(?:[0-3]\s?[\dlIoO]|\d|(?<![^\W\d_])(?:[lI|oO]\s?[\dlIoO]|[lI]))"
_MONTH = r"(?:[01lIoO]\s?[\dlIoO]|[\dlI])"
_YEAR = r"(?:1[89]|20) ?\d{2}"
_MONTH_WORD = r"t[hl][^\W\d_]ng"
_YEAR_WORD = r"n[^\W\d_]m"
"""``tháng`` and ``năm``, and what OCR makes of their marks."""
_SPECK_BEFORE = r"\s*(?:[:¡]\s?|['‘’`](?=\d\d))?"
"""A speck before month or year; a quote may be a stroke of a figure, but not before two."""
DATE_PATTERN = (
    rf"(?:(?P<d1>{_DAY})\s?(?P<sep>[/.\-–])\s?(?P<m1>{_MONTH})\s?(?P=sep)\s?(?P<y1>{_YEAR})(?!\d)"
    rf"|(?:m[ùồ]ng )?(?P<d2>{_DAY})(?:[.:]?|(?<=\d\d)['’`ˆ])\s*"
    rf"{_MONTH_WORD}{_SPECK_BEFORE}(?P<m2>{_MONTH})[,.]?\s*"
    rf"{_YEAR_WORD}{_SPECK_BEFORE}(?P<y2>{_YEAR})(?!\d))"
)
"""A date in figures or with ``tháng`` and ``năm``; OCR's l, I, o for 1 and 0 are read as those."""

_FIGURES = str.maketrans({"l": "1", "L": "1", "I": "1", "i": "1", "|": "1", "o": "0", "O": "0"})


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date as printed from ``start`` to ``end``; ``iso`` is ``None`` where there is no such day."""

    start: int
    end: int
    iso: str | None


_COMPILED = re.compile(DATE_PATTERN, re.IGNORECASE)
_A_YEAR = re.compile(_YEAR)
_LONGEST = 60
"""Characters of a date at most, with the blanks that a text layer leaves in it."""


def date_at(text: str, at: int) -> FoundDate | None:
    """The date that begins at ``at``."""
    match = _COMPILED.match(text, at)
    return _found(match) if match else None


def dates_in(text: str) -> list[FoundDate]:
    """All dates in a text, in order."""
    years = [year.start() for year in _A_YEAR.finditer(text)]
    if not years:  # as most text: it is passed over sooner, as is what stands far from any year
        return []
    return [
        _found(match) for match in _COMPILED.finditer(text, max(0, years[0] - _LONGEST), years[-1] + _LONGEST)
    ]


def _found(match: re.Match[str]) -> FoundDate:
    day, month, year = (
        int("".join((match[f"{part}1"] or match[f"{part}2"]).split()).translate(_FIGURES)) for part in "dmy"
    )
    try:
        iso = calendar_date(year, month, day).isoformat()
    except ValueError:
        iso = None
    return FoundDate(match.start(), match.end(), iso)


def vietnamese_date(iso: str) -> str:
    """``2023-06-30`` → ``30/6/2023``, as Nghị định 30/2020/NĐ-CP has dates in figures."""
    year, month, day = iso.split("-")
    return (
        f"{int(day):02d}/{int(month)}/{year}" if int(month) > 2 else f"{int(day):02d}/{int(month):02d}/{year}"
    )
