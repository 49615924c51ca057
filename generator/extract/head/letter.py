"""What a letterhead tells that no heading does: the type by its number, the form of an official letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.extract.found import Found, inferred, stated, view_at
from generator.extract.head.letterhead import Letterhead
from generator.knowledge.doctypes import types_abbreviated
from generator.knowledge.layout import about_length, is_addressed
from generator.numbers import Number, parse_number
from generator.text import aligned_fold, compiled, fold
from generator.view import View, spanning

_ABOUT_LETTER = re.compile(r"\W*v ?/ ?v\b")
_SYMBOL = compiled(r"[/-]\s?([A-ZĐ][A-ZĐrhiđ]*)\s?[-/]")


def type_by_number(letterhead: Letterhead, source: str) -> Found | None:
    """The type by its abbreviation in the number, or in what damage left of that, where the text prints no
    heading."""
    if letterhead.number is None:
        return _type_by_symbol(letterhead, source)
    found = letterhead.number
    number = parse_number(found.value)
    types = types_abbreviated(number.type_code) if number and number.type_code else ()
    if not types or number is None or _of_body(number, letterhead):
        return None
    note = f"Văn bản không ghi tên loại; ký hiệu của số {found.value} là của {types[0].name}."
    return inferred(types[0].name, view_at(found), source, "type-of-number", note)


def _type_by_symbol(letterhead: Letterhead, source: str) -> Found | None:
    """The type by the symbol of a number of which the figures cannot be read (``Số: 2ƒ /TB-VPCP``)."""
    damaged = [damage for damage in letterhead.damage if damage.code == "damaged-number"]
    left = _SYMBOL.search(damaged[0].printed) if damaged else None
    types = types_abbreviated(left[1]) if left else ()
    bodies = [fold(view.text) for view in letterhead.bodies]
    if left is None or not types or not _is_type_alone(left[1]):
        return None
    if any(_are_initials(left[1], body) for body in bodies):
        return None
    printed = damaged[0].printed
    view = spanning(printed, damaged[0].at, damaged[0].at + len(printed))
    note = f"Văn bản không ghi tên loại; ký hiệu trong “{printed}” là của {types[0].name}."
    return inferred(types[0].name, view, source, "type-of-number", note)


def letter_type(letterhead: Letterhead, source: str) -> Found | None:
    """An official letter prints no type: it is known by ``V/v`` in its letterhead, and by a number without
    the abbreviation of a type, or with one that bodies have too; where the number cannot be read, by what is
    left of its symbol."""
    if letterhead.subject is None or (_names_type(letterhead) and not _is_addressing(letterhead)):
        return None
    note = (
        "Văn bản không ghi tên loại; số, ký hiệu không có tên loại và trích yếu “V/v” là thể thức công văn."
    )
    return inferred("Công văn", letterhead.subject, source, "letter-form", note)


def addressing_type(letterhead: Letterhead, body: Sequence[View], source: str) -> Found | None:
    """An official letter without ``V/v``, as some sites leave it out: no line stands between the letterhead
    and those whom it addresses, and its number is of no type (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3)."""
    number = parse_number(letterhead.number.value) if letterhead.number else None
    if letterhead.number is None or number is None or number.type_code or not body:
        return None
    if not is_addressed(fold(body[0].text)):
        return None
    note = "Văn bản không ghi tên loại; số, ký hiệu không có tên loại và lời “Kính gửi” là thể thức công văn."
    return inferred("Công văn", view_at(letterhead.number), source, "letter-form", note)


_UNADDRESSED = (
    "Kết luận",
    "Thông tư",
    "Nghị quyết",
    "Nghị định",
    "Quyết định",
    "Quy định",
    "Quy chế",
)
"""Types that print their name and address no one (a directive may do without that): a letter whose number
seems to have one is of a body with those initials (``287/KL-QLBVR`` of a Chi cục Kiểm lâm). Source: Nghị định
30/2020/NĐ-CP, Phụ lục I, II.5."""


def _is_addressing(letterhead: Letterhead) -> bool:
    """Whether ``V/v`` stands in the letterhead and the number seems to be of a type that never has it."""
    view = letterhead.subject
    number = parse_number(letterhead.number.value) if letterhead.number else None
    types = types_abbreviated(number.type_code) if number and number.type_code else ()
    marked = view is not None and bool(_ABOUT_LETTER.match(fold(view.text)))
    return marked and bool(types) and types[0].name in _UNADDRESSED


def _names_type(letterhead: Letterhead) -> bool:
    """Whether the number, or what damage or a form's blank left of it, opens with the abbreviation of a
    type (``…/TB-UBND``)."""
    if letterhead.number:
        number = parse_number(letterhead.number.value)
        code = number.type_code if number else None
        of_body = number is not None and _of_body(number, letterhead)
        return number is None or (code is not None and not of_body and _is_type_alone(code))
    left = (_SYMBOL.search(damage.printed) for damage in letterhead.damage if damage.code.endswith("number"))
    codes = [found[1] for found in left if found is not None]
    bodies = [fold(view.text) for view in letterhead.bodies]
    return any(
        _is_type_alone(code) and not any(_are_initials(code, body) for body in bodies) for code in codes
    )


def _of_body(number: Number, letterhead: Letterhead) -> bool:
    """Whether the abbreviation in a number that could be of a type is of the body in the letterhead."""
    code = number.type_code
    return code is not None and any(_are_initials(code, fold(view.text)) for view in letterhead.bodies)


def _are_initials(abbreviation: str, body: str) -> bool:
    """Whether an abbreviation is of the words that a folded body opens with: ``CT`` of ``cuc thue tinh``."""
    opening = re.findall(r"[A-ZĐ][a-z]*", abbreviation)
    words = body.split()
    return len(words) >= len(opening) > 1 and all(map(str.startswith, words, map(fold, opening)))


def _is_type_alone(abbreviation: str) -> bool:
    """Whether an abbreviation is of a type, and of no body that writes letters."""
    return any(not one.also_body for one in types_abbreviated(abbreviation))


def letter_subject(letterhead: Letterhead, source: str) -> Found | None:
    """What an official letter is about: the words behind ``V/v`` (Nghị định 30/2020/NĐ-CP, PL I, II.5)."""
    view = letterhead.subject
    if view is None:
        return None
    folded = aligned_fold(view.text)
    mark = 0 if re.match(r"\W*ve viec", folded) else about_length(folded, view.text)
    view = view[mark:].stripped()
    return stated(view.text.strip(" .:*-–"), view, source, "letter-subject") if view else None
