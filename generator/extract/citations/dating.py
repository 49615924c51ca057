"""The date that a citation gives its instrument: behind the number, or at the head of the clause."""

from __future__ import annotations

import re

from generator.extract.citations.raw import RawCite
from generator.extract.dates import date_at, dates_in
from generator.numbers import NUMBER_PATTERN
from generator.text import compiled

_CLAUSE = 140
"""Characters before a number in which the day that leads its clause stands."""
_DATE_LEAD = re.compile(
    r"\s?\)?[,;]?\s?\(?(?:(?:deu |cung )|(?:duoc )?(?:ban hanh|ky|thong qua|ky ban hanh|(?P<under>de))\s"
    r"|(?<![,;] )(?:hoi |luc )?\d{1,2}\s?(?:h|g|gio|:)\s?(?:\d{1,2}(?:\s?phut)?)?,?\s"
    r"|(?:da )?(?:duoc |do )?quoc hoi [a-z ]{0,60}?thong qua (?:tai ky hop thu [a-z\d]{1,5},? )?)?"
    r"[nh]g[a-z]y\s?[.:]?\s?"
)
"""What leads from a number to its date: ``ký ngày``, ``hồi 15h30 ngày``, ``được Quốc hội … thông qua
ngày``."""
_IN_BRACKETS = re.compile(r"\s\(\s?(?=\d{1,2}[/-]\d{1,2}[/-]\d{4}\))")
"""``số 27/TB-UBND (08/8/2020)``."""
_DATE_BEFORE = compiled(
    r"(?:(?:^|(?<=[^\w\s,] ))Ngày|(?<=[.;] )(?:[Đđ]ến )?ngày|(?<=[a-zà-ỹđ], )(?<!TTg, )(?:đến )?ngày"
    r"|(?:(?<=[/-]\d{4}, )|(?<=năm \d{4}, ))(?:đến )?ngày)"
    r" (?=[\dlI])(?:[^.;]|\.(?=\s?[a-zà-ỹđ])(?!\s?ngày)){6,120}$"
)
"""The day that leads a clause, also behind the date of another; behind the symbol of a number the day is that
instrument's."""
_YEAR_BEHIND = re.compile(r",? năm ((?:19|20)\d{2})(?!\d)", re.IGNORECASE)
_UNREADABLE_DATE = re.compile(r"\S{0,3}\s?th[áa]ng\s?\S{0,3},?\s?n[ăa]m\s?\d{4}")


def with_date(cite: RawCite, text: str, folded: str) -> RawCite:
    """The citation with the date, or the year, that stands right behind it."""
    year = _YEAR_BEHIND.match(text, cite.tail) if cite.number and not cite.number.year else None
    if year and cite.end == cite.tail:
        return cite._replace(end=year.end(), tail=year.end(), year=year.group(1))
    lead = _DATE_LEAD.match(folded, cite.tail) or _IN_BRACKETS.match(folded, cite.tail)
    if lead and lead.groupdict().get("under") and text[slice(*lead.span("under"))].lower() == "để":
        return cite  # "để ngày 30/6/2021 hoàn thành": not "đề ngày"
    found = date_at(text, lead.end()) if lead else None
    if lead is None or (";" in lead.group() and found and text.startswith(",", found.end)):
        return cite  # "…; ngày 10/7/2002, Chính phủ ban hành …": the date of the next clause
    if found is None:
        odd = re.compile(r"[\dlI]{1,2}\s?[/.-]\s?[\dlI]{1,2}\s?[/.-]\s?\d{2,4}").match(text, lead.end())
        odd = odd or _UNREADABLE_DATE.match(text, lead.end())
        return cite._replace(bad_date=odd.group(), tail=odd.end()) if odd else cite
    end = found.end if cite.end == cite.tail else cite.end
    if found.iso is None:
        return cite._replace(end=end, tail=found.end, bad_date=text[found.start : found.end])
    return cite._replace(end=end, tail=found.end, date=found.iso)


def with_date_before(cite: RawCite, text: str) -> RawCite:
    """``Ngày 22/11/2023, Thủ tướng … tại Quyết định số …``: the date leads its sentence."""
    lead = _DATE_BEFORE.search(text, max(0, cite.start - _CLAUSE), cite.start)
    if not lead or not re.search(
        r"(?:ban hành|ký|có|tại|thông qua|ra|phê duyệt) $", text[lead.start() : cite.start]
    ):
        return cite
    if NUMBER_PATTERN.search(text, lead.start(), cite.start):
        return cite
    found = dates_in(text[lead.start() : cite.start])
    return cite._replace(date=found[0].iso) if len(found) == 1 and found[0].iso else cite
