"""The province of a document: the unit of that name at its date of issue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from generator.extract.dates import dates_in
from generator.extract.found import Found, inferred, stated
from generator.knowledge.bodies import department_names
from generator.knowledge.doctypes import heading_type
from generator.knowledge.layout import is_addressed
from generator.knowledge.places import Kind, Unit, find_units, unit_of_seat
from generator.text import any_of, compiled, fold
from generator.view import View

_NEWSPAPER = re.compile(r"(?:Báo(?! cáo)|Đài|(?<!THÔNG )BÁO(?! CÁO)|Cổng TTĐT)\s[^;,]*")
_TERRITORY = re.compile(r"(?:trên )?địa bàn (?:tỉnh|thành phố|TP\.?) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clues:
    """Where a text may name its province, from the surest to the faintest; ``district``: the name of the
    issuer's district or commune, ``None`` where it is of none; ``has_issuer``: whether an issuer is known."""

    stated_in: Sequence[tuple[str, View]]
    place: Found | None
    place_view: View | None
    subject: View | None
    recipients: Sequence[View]
    paragraphs: Sequence[View]
    district: str | None = None
    has_issuer: bool = True


def latest_date(own: str | None, views: Iterable[View], published: str | None) -> str | None:
    """The date as of which names of provinces are read: that of issue, else the latest in the text."""
    if own:
        return own
    dates = [found.iso for view in views for found in dates_in(view.text) if found.iso]
    return max([*dates, *([published] if published else [])], default=None)


def province_of(clues: Clues, date: str | None, source: str) -> Found | None:
    """The province that the clues give, ``None`` where the text does not tell.

    Stated: in letterhead, heading, lead or signature. Inferred: from the place of signing (a
    provincial body signs in its province), the territory that the subject names, or the province's
    own newspaper among the recipients, where these name one province only.
    """
    for rule, view in clues.stated_in:
        found = _first_unit(view, date)
        if found:
            return stated(found[1].name, found[0], source, f"province-{rule}")
    if clues.place and clues.place_view:
        unit = _unit_of_place(clues.place.value, date)
        if unit:
            note = f"Nơi ký “{clues.place.value}” thuộc {unit.full_name}."
            return inferred(unit.name, clues.place_view, source, "province-of-place", note)
    return (
        _from_territory(clues, date, source)
        or _from_newspaper(clues, date, source)
        or _from_sole_name(clues, date, source)
    )


def _first_unit(view: View, date: str | None) -> tuple[View, Unit] | None:
    for text_date in (date, None):
        for folded in (False, True):
            units = find_units(view.text, text_date, folded=folded)
            if units:
                start, end, unit = units[0]
                return view[start:end], unit
    return None


_TABLE_BEGINS = "1997-01-01"


def _city_of_old(place: str) -> Unit | None:
    """The centrally run city that a place printed with its class names on a day before the table begins: one
    that the table finds there already (``TP. Hồ Chí Minh``; Đà Nẵng was a town of a province)."""
    for start, _, unit in find_units(place, _TABLE_BEGINS):
        if unit.kind is Kind.CITY and unit.opened_by is None and (start or unit.name.startswith("Thành phố")):
            return unit
    return None


_TOWN = re.compile(r"^(?:Thị xã|T[Xx]\.?) ")
"""The class of a town where the bodies of a province sat (``Thị xã Cao Lãnh``)."""


def _unit_of_place(place: str, date: str | None) -> Unit | None:
    if date and date < _TABLE_BEGINS:
        return _city_of_old(place)
    place = _TOWN.sub("", place)
    for folded in (False, True):
        found = find_units(place, date, folded=folded)
        if len(found) == 1 and found[0][1] - found[0][0] >= len(place) - 10:
            return found[0][2]
        seat = unit_of_seat(place, date, folded=folded)
        if seat:
            return seat
    return None


def _from_territory(clues: Clues, date: str | None, source: str) -> Found | None:
    if clues.subject is None:
        return None
    match = _TERRITORY.search(clues.subject.text)
    units = find_units(clues.subject.text[match.end() - 8 :], date) if match else []
    if not match or not units:
        return None
    start, end, unit = units[0]
    offset = match.end() - 8
    note = f"Trích yếu nêu địa bàn áp dụng là {unit.full_name}."
    return inferred(
        unit.name, clues.subject[offset + start : offset + end], source, "province-of-territory", note
    )


_CLASS_BEFORE = re.compile(r"(?:tỉnh|thành phố|TP\.?|Tỉnh|Thành phố) ?$")


_COUNCIL = r"(?:UBND|HĐND|[UỦ][ỷỶyY] ban [Nn]hân dân|Ủy ban [Nn]hân dân|Hội đồng [Nn]hân dân)"
_ABOVE_BEFORE = compiled(rf"(?:{_COUNCIL}|(?:Sở|SỞ) [^,;.:]{{2,60}}?) ?(?:tỉnh|[Tt]hành phố|TP\.?) ?$")
"""A body of the province before its name: the council, the committee or a department."""
_ACT_BEFORE = compiled(rf" của (?:Chủ tịch |Giám đốc )?{_ABOVE_BEFORE.pattern}")
_GROUND = compiled(r"(?:^|[.;,] )\W*(?:[Cc]ăn cứ|[Tt]hực hiện|[Tt]hi hành) (?:[^.]|\.(?! ))*$")
"""The beginning of what a clause opens with as the ground of an order."""
_DISTRICT_BEFORE = compiled(
    r"(?:huyện|quận|thị xã|xã|phường|thị trấn|thành phố) (?P<name>(?:(?! [-–])[^,;.]){2,30}?)"
    r"(?:,| [-–]) (?:tỉnh|thành phố) ?$"
)
_WHOLE_NAME = compiled(r"[^.;:]* của [^.;:]* về [^.;:]*(?:[^\W_]$| [A-ZĐ][a-zà-ỹđ ]{2,20}:)")
"""The name of a document as a page of a law site has it: no sentence; a particular's label may follow."""
_NEAR = 80
"""Characters before the name of a province within which the body or district stands that it is of."""


@cache
def _department_before() -> re.Pattern[str]:
    """A department of the province whose name follows without its class, as texts of districts have it."""
    names = any_of([*(name for name in department_names() if name.startswith("Sở ")), "Sở GD&ĐT"])
    return compiled(rf" của (?:Giám đốc )?(?:{names}) $")


def _from_sole_name(clues: Clues, date: str | None, source: str) -> Found | None:
    """The province of a body below it, whose text names one only and puts it as its own: behind the name
    of the issuer's district, or of the province's body to which it writes or whose act it carries out. What
    happened in a province, or what its bodies reported, makes nobody one of it. Of a text without issuer, be
    it no letter, only the whole name of the document tells, with that of the province's body in it.
    """
    if not clues.has_issuer and any(is_addressed(fold(view.text)) for view in clues.paragraphs):
        return None
    named: list[tuple[View, Unit]] = []
    own = 0
    for view in clues.paragraphs:
        for start, end, unit in find_units(view.text, date):
            near = view.text[max(0, start - _NEAR) : start]
            if _CLASS_BEFORE.search(near) or _department_before().search(near):
                named.append((view[start:end], unit))
                own += _is_own(view.text, start, clues)
    enough = 1 if clues.district is not None else 2
    if (
        len(named) < enough
        or own < (enough if clues.has_issuer else 1)
        or len({unit.name for _, unit in named}) != 1
    ):
        return None
    view, unit = named[0]
    note = f"Cả văn bản chỉ nêu một tỉnh, thành phố, {len(named)} lần: {unit.full_name}."
    return inferred(unit.name, view, source, "province-sole-named", note)


def _is_own(text: str, start: int, clues: Clues) -> bool:
    """Whether the province named at ``start`` is that which the text's own body is under."""
    near = text[max(0, start - _NEAR) : start]
    if not clues.has_issuer:
        return bool(_ABOVE_BEFORE.search(near) and heading_type(fold(text)) and _WHOLE_NAME.match(text))
    named = _DISTRICT_BEFORE.search(near)
    if named:
        return clues.district is not None and fold(named["name"]) == fold(clues.district)
    if is_addressed(fold(text)):
        return _ABOVE_BEFORE.search(near) is not None
    acted = _ACT_BEFORE.search(near) or _department_before().search(near)
    return bool(acted and _GROUND.search(text[:start]))


def _from_newspaper(clues: Clues, date: str | None, source: str) -> Found | None:
    named: dict[str, tuple[View, Unit]] = {}
    for view in clues.recipients:
        for match in _NEWSPAPER.finditer(view.text):
            for start, end, unit in find_units(match.group(), date):
                named.setdefault(unit.name, (view[match.start() + start : match.start() + end], unit))
    if len(named) != 1:
        return None
    view, unit = next(iter(named.values()))
    note = f"Nơi nhận có cơ quan báo chí của {unit.full_name}; văn bản không nêu tên tỉnh ở chỗ nào khác."
    return inferred(unit.name, view, source, "province-of-newspaper", note)
