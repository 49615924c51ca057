"""Who issued a document by what its text says: who gives the orders, who answers a letter, whom a news page
names in its lead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.knowledge.bodies import body_at, opens_unit
from generator.knowledge.layout import is_addressed
from generator.text import compiled, fold
from generator.view import View

_PLACE = r"(?: [A-ZĐÀ-Ỹ][\w'’]*(?:[ –-][A-ZĐÀ-Ỹ][\w'’]*){0,3})?"
_COUNCILS = tuple(
    rf"{name} (?:tỉnh|[Tt]hành phố|TP\.?){_PLACE}"
    for name in (
        *("UBND", "U[ỷỶ] ban [Nn]hân dân", "Ủy ban [Nn]hân dân"),
        *("UỶ BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN"),
    )
)
_COMMITTEES = tuple(rf"{area} (?:ủy|uỷ){_PLACE}" for area in ("Tỉnh", "Thành", "Huyện"))
_CENTRAL = (
    *("Thủ tướng Chính phủ", "Bộ Chính trị", "Ban Bí thư", r"Bộ trưởng Bộ [A-ZĐ](?:(?! về )[^.,;:]){2,60}?"),
    "Chủ tịch Hội đồng Bộ trưởng",
)
_HOLDERS = (
    *(f"Chủ tịch {council}" for council in _COUNCILS),
    *_COUNCILS,
    *(f"{board} {committee}" for board in ("Ban Thường vụ", "Thường trực") for committee in _COMMITTEES),
    *_COMMITTEES,
    *_CENTRAL,
)
# Every alternative opens with a letter of its own: a search then passes over all others at once.
_WHO = f"(?P<who>{'|'.join(_HOLDERS)})"
_ORDERS = compiled(_WHO + r"\s*,?\s*(?:yêu cầu|chỉ thị|đề nghị|giao|ban hành|quyết định)(?![a-zà-ỹ])")
_NOT_BEHIND = ("của ", "Chủ tịch ", "Thường vụ ", "Thường trực ")
"""Behind ``của`` stands who issued what is cited; the whole title of an office counts, no end of it. In the
pattern these would keep the search from passing over other letters."""
_ISSUED = compiled(
    _WHO
    + r"\s+(?:vừa |đã |mới |vừa mới )?(?:(?:ký )?ban hành\s"
    + r"|có (?=(?:[Vv]ăn bản|[Cc]ông (?:văn|điện)|[Cc]hỉ thị)\s))"
)
_ANSWERS = re.compile(
    r" (?:có ý kiến(?: \w+){0,4}|(?:hướng dẫn|trả lời|thông báo)(?: \w+){0,4}) như sau ?:?$"
)
_CLAUSE = re.compile(r"^|[,.;] ")
_FIRST = 5
"""Paragraphs of a letter within which its answer is announced."""
_NAME = 60
"""Characters of a body's name at most."""


def order_in(paragraphs: Sequence[View]) -> View | None:
    """Who gives the orders in the body: ``Chủ tịch UBND tỉnh yêu cầu …``."""
    for view in paragraphs:
        match = _ORDERS.search(view.text)
        while match and view.text.endswith(_NOT_BEHIND, 0, match.start()):
            match = _ORDERS.search(view.text, match.start() + 1)
        if match:
            return view[match.start("who") : match.end("who")]
    return None


def issued_by(lead: Sequence[View]) -> View | None:
    """Who issued the document by the lead of a news page: ``… vừa ban hành Chỉ thị số …``."""
    for view in lead:
        match = _ISSUED.search(view.text)
        if match:
            return view[match.start("who") : match.end("who")]
    return None


def answered_by(paragraphs: Sequence[View]) -> View | None:
    """Who answers in a letter (``Kính gửi: …`` / ``… Về vấn đề này, Tổng cục Thuế có ý kiến như sau:``): of
    its first paragraphs; the name of a body opens the sentence or stands behind a comma."""
    if not paragraphs or not is_addressed(fold(paragraphs[0].text)):
        return None
    for view in paragraphs[1:_FIRST]:
        answer = _ANSWERS.search(view.text)
        if answer is None:
            continue
        start = max(clause.end() for clause in _CLAUSE.finditer(view.text, 0, answer.start()))
        who = view[start : answer.start()]
        folded = fold(who.text)
        return who if len(folded) <= _NAME and (body_at(folded) or opens_unit(folded)) else None
    return None
