"""What a letterhead tells that no heading does: the type by its number, the form of an official letter."""

from __future__ import annotations

import re

from generator.extract.found import Found, inferred, stated, view_at
from generator.extract.letterhead import Letterhead
from generator.knowledge.doctypes import types_abbreviated
from generator.numbers import parse_number

_ABOUT = re.compile(r"^\W*[Vv]\s?/?\s?[Vv]\b\W*")


def type_by_number(letterhead: Letterhead, source: str) -> Found | None:
    """The type by its abbreviation in the number, where the text prints no heading."""
    found = letterhead.number
    number = parse_number(found.value) if found else None
    types = types_abbreviated(number.type_code) if number and number.type_code else ()
    if not types or found is None:
        return None
    note = f"Văn bản không ghi tên loại; ký hiệu của số {found.value} là của {types[0].name}."
    return inferred(types[0].name, view_at(found), source, "type-of-number", note)


def letter_type(letterhead: Letterhead, source: str) -> Found | None:
    """An official letter prints no type: it is known by its number and ``V/v`` below it."""
    number = parse_number(letterhead.number.value) if letterhead.number else None
    if number is None or number.type_code or letterhead.subject is None:
        return None
    note = (
        "Văn bản không ghi tên loại; số, ký hiệu không có tên loại và trích yếu “V/v” là thể thức công văn."
    )
    return inferred("Công văn", letterhead.subject, source, "letter-form", note)


def letter_subject(letterhead: Letterhead, source: str) -> Found | None:
    """What an official letter is about: the words behind ``V/v`` (Nghị định 30/2020/NĐ-CP, PL I, II.5)."""
    view = letterhead.subject
    if view is None:
        return None
    view = view[len(view.text) - len(_ABOUT.sub("", view.text)) :].stripped()
    return stated(view.text.strip(" .:*"), view, source, "letter-subject") if view else None
