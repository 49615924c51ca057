"""Lines of a letterhead that a narrow column broke within a word or a name: which belong together.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.2 (the name of a body may stand on several lines).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.knowledge.bodies import is_compound, names_body, opens_unit, opens_unit_as_printed
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


def unbroken(cells: Sequence[View]) -> list[View]:
    """The cells with those made one that a narrow column parted."""
    whole: list[View] = []
    for cell in cells:
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
    if is_compound(first, last) or folded.endswith(" va"):
        return True
    if " " not in below and _PLACE_AT_END.search(folded):
        return True
    if first == above and above.isalpha():  # "SỞ" / "TÀI CHÍNH", "CHI" / "CỤC THUẾ"
        return names_body(fold(f"{above} {below}"))
    if folded in _OF_OTHERS:
        return names_body(fold(below))
    place = _CLASS_AT_END.search(folded)
    return place is not None and _is_place(below, place["class"])


def _is_place(printed: str, kind: str) -> bool:
    """Whether a line below the class of a place is its name, though without its marks it opens as the name of
    a unit does (``HUYỆN`` / ``ĐẠI TỪ``: Đài)."""
    words = printed.split()
    if len(words) > _LONGEST_PLACE or not opens_unit(fold(printed)) or unaccented(printed) == printed:
        return False
    return not opens_unit_as_printed(printed) or (kind in _OF_COMMUNES and len(words) == 2)
