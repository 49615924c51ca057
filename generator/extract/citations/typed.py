"""The type that stands left of a number, near or some words before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.knowledge.citing import type_before
from generator.knowledge.doctypes import DocType, type_named, types_abbreviated
from generator.numbers import Number, central_body

_LEADING = re.compile(r"(?<![a-z])(?:tai|theo|cua|va|bang|cac)$")
_GLUED = re.compile(r"[a-zà-ỹđ](?=[A-ZĐ])")


def type_farther_left(left: str, types: Sequence[DocType]) -> re.Match[str] | None:
    """``Báo cáo thẩm định số 211/BC-STP``, ``Nghị quyết HĐND tỉnh số 12/NQ-HĐND``: the type that the symbol
    names, some words before the number and in its clause."""
    if not types:
        return None
    names = "|".join(re.escape(one.folded) for one in types)
    farther = re.compile(rf"(?<![a-z])(?<!phap )(?P<type>{names})(?: [a-z&-]+){{1,10}}\s?$")
    found = farther.search(left, max(0, len(left) - 60))
    while found and (nearer := farther.search(left, found.start("type") + 1)):
        found = nearer
    return found


_ASSEMBLY = re.compile(r"(?:UBTV)?QH\d{1,2}|LCT-HĐNN[78]?")


def types_of_symbol(number: Number) -> tuple[DocType, ...]:
    """The types that a symbol may stand for when the text has one of them some words before; the acts of the
    Assembly and of the Council of State are told by their words alone (``Luật thuế … số 05/1998/QH10``), and
    courts write what they decide behind the type (``QĐPT-DS``, ``QĐXXST-HS``)."""
    if number.type_code:
        return types_abbreviated(number.type_code)
    if _ASSEMBLY.fullmatch(number.bodies):
        return tuple(
            one for name in ("Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết") if (one := type_named(name))
        )
    if _COURT_DECISION.match(number.bodies):
        return types_abbreviated("QĐ")
    if _JUDGMENT.match(number.bodies):
        return tuple(one for name in ("Bản án", "Quyết định") if (one := type_named(name)))
    return ()


_JUDGMENT = re.compile(r"(?:HS|DS|HC|HNGĐ|HN|KDTM|KT|LĐ)-?(?:ST|PT|GĐT|TT)(?:-QĐ)?$")
_COURT_DECISION = re.compile(r"QĐ(?:XX|HP|GĐ|ĐC)?(?:PT|ST|KT)(?:-|$)")


def nearest_type(left: str) -> re.Match[str] | None:
    """The type that stands before a number; of two with a body between, the nearer one."""
    typed = type_before().search(left)
    while typed and typed["of"] and (nearer := type_before().search(left, typed.start("type") + 1)):
        typed = nearer
    return typed


def type_glued(left: str, text: str) -> re.Match[str] | None:
    """``Thực hiệnQuyết định số``, ``tạicông văn số``: a type glued to the word before it, which its capital
    or that word tells."""
    typed = type_before(glued=True).search(left)
    if typed is None or not typed["so"]:
        return None
    at = typed.start("type")
    return typed if _GLUED.match(text, at - 1) or _LEADING.search(left, 0, at) else None


def is_other_noun(typed: re.Match[str]) -> bool:
    """``hợp đồng`` and the like that a wider word swallows: ``dự thảo Nghị định số …`` is still one."""
    return typed["so"] is None and typed["of"] is not None


def type_word(folded_type: str, number: Number) -> str:
    """The type by its name; what is called a paper (``văn bản``) is of the type in its symbol, else a
    letter."""
    found = type_named(folded_type)
    name = found.cited_as if found else folded_type
    if name != "Văn bản":
        return name
    types = types_abbreviated(number.type_code) if number.type_code else ()
    if number.type_code == "TT" and not central_body(number):
        return "Công văn"  # only ministries issue circulars
    return types[0].name if types else "Công văn"
