"""Lines of a letterhead that a narrow column broke within a word or a name: which belong together.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.2 (the name of a body may stand on several lines).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.knowledge.bodies import body_at, is_compound, names_body, opens_unit, opens_unit_as_printed
from generator.knowledge.places import find_units
from generator.text import compiled, fold, unaccented
from generator.view import View, joined

_CLASS_AT_END = re.compile(r"(?:^| )(?P<class>tinh|huyen|quan|thi xa|xa|phuong|thi tran|thanh pho|dac khu)$")
_OF_COMMUNES = ("xa", "phuong", "thi tran")
_LONGEST_PLACE = 3
"""Words of the names of places."""
_OF_OTHERS = ("van phong", "thanh tra")
"""Units that every body has: what stands below them, if it names a body, is whose they are."""
_COUNTED = ("doi ", "truong ", "tram ", "trai ", "chi nhanh ", "doan ")
"""Units of which there are several, told apart by a number."""
_WHICH = compiled(r"SỐ \d{1,2}")
_PLACE_AT_END = re.compile(r" (?:huyen|quan|thi xa|xa|phuong|thi tran) [a-z]+$")
"""The first word of a place's name, of which the line below may have the second."""


_FORM_LABEL = compiled(r"(?:(?:TÊN )?ĐƠN VỊ|CƠ QUAN) ?: ?|TRƯỜNG(?= ?: ?(?P<behind>[A-ZĐÀ-Ỹ]))")


def _without_label(cell: View) -> View:
    """A cell without the label that a form has before the name, or the colon behind its first word
    (``TRƯỜNG: THCS HOA LƯ``)."""
    label = _FORM_LABEL.match(cell.text)
    if label is None:
        return cell
    behind = label.start("behind")
    return joined((cell[: label.end()], cell[behind:])) if behind > 0 else cell[label.end() :]


def unbroken(cells: Sequence[View]) -> list[View]:
    """The cells without labels, and with those made one that a narrow column parted."""
    whole: list[View] = []
    for cell in map(_without_label, cells):
        if whole and _is_one(whole[-1].text, cell.text):
            whole[-1] = joined((whole[-1], cell))
        else:
            whole.append(cell)
    return whole


def _is_one(above: str, below: str) -> bool:
    """Whether a line is the rest of the one above it."""
    folded = fold(above)
    if not (above.isupper() and below.isupper()):
        return False
    first, last = above.split()[-1], below.split()[0]
    if _WHICH.fullmatch(below):
        return folded.startswith(_COUNTED)
    if folded.endswith(" va") or (is_compound(first, last) and not _is_whole(above, folded)):
        return True
    if " " not in below and _PLACE_AT_END.search(folded):
        return True
    if first == above and above.isalpha():  # "SỞ" / "TÀI CHÍNH", "CHI" / "CỤC THUẾ"
        return names_body(fold(f"{above} {below}"))
    if folded in _OF_OTHERS:
        return names_body(fold(below))
    place = _CLASS_AT_END.search(folded)
    return place is not None and _is_place(below, place["class"])


_AT_A_PLACE = compiled(
    r"(?:^| )(?:(?:tỉnh|huyện|quận|thị xã|xã|phường|thị trấn|thành phố|tp\.?) [^\W\d_]+(?: [^\W\d_]+){0,2}"
    r"|(?:ubnd|hđnd|nhân dân|ủy|uỷ|mttq|việt nam|thị) xã)$"
)
"""A name that ends with its place (``UBND HUYỆN PHÚ QUỐC``), or with the class of one (``ĐẢNG ỦY XÃ``)."""


def _is_whole(above: str, folded: str) -> bool:
    """Whether a line is a whole name, though its last word would go with the first of the line below
    (``TỈNH ỦY`` / ``BAN TỔ CHỨC``)."""
    body = body_at(folded)
    units = find_units(above, None)
    named = (body is not None and body[1] == len(folded)) or (units and units[-1][1] == len(above))
    return bool(named) or _AT_A_PLACE.search(above.lower()) is not None


def _is_place(printed: str, kind: str) -> bool:
    """Whether a line below the class of a place is its name, though without its marks it opens as the name of
    a unit does (``HUYỆN`` / ``ĐẠI TỪ``: Đài)."""
    words = printed.split()
    if len(words) > _LONGEST_PLACE or not opens_unit(fold(printed)) or unaccented(printed) == printed:
        return False
    return not opens_unit_as_printed(printed) or (kind in _OF_COMMUNES and len(words) == 2)
