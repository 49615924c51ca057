"""Who issued a document by what its text says: who gives the orders, who answers a letter, whom a news page
names in its lead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from generator.knowledge.bodies import body_at, names_body
from generator.knowledge.doctypes import doc_types
from generator.knowledge.layout import is_addressed
from generator.knowledge.signing import office_length
from generator.numbers import NUMBER_PATTERN
from generator.text import aligned_fold, any_of, compiled, fold
from generator.view import View

_PLACE = r"(?: [A-ZĐÀ-Ỹ][\w'’]*(?:[ –-][A-ZĐÀ-Ỹ][\w'’]*){0,3})?"
_COUNCILS = tuple(
    rf"{name} (?:tỉnh|[Tt]hành phố|TP\.?){_PLACE}"
    for name in (
        *("UBND", "U[ỷỶ] ban [Nn]hân dân", "Ủy ban [Nn]hân dân"),
        *("UỶ BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN"),
    )
)
_COMMITTEES = tuple(rf"{area} [ủuỦU][ỷyỶY]{_PLACE}" for area in ("Tỉnh", "Thành", "Huyện"))
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
_TERM = r"(?:\s*\((?:[Kk]hóa|[Kk]hoá) [IVX]{1,5}\))?"
_ORDERS = (
    _TERM + r"\s*,?\s*(?:yêu cầu|chỉ thị|đề nghị|giao(?=\s+\S)|ban hành|quyết định)(?![a-zà-ỹ]|\s*[.;)])"
)
_NOT_BEHIND = (
    *("Chủ tịch ", "Thường vụ ", "Thường trực "),
    *("của ", "do ", "được ", "theo ", "khi ", "nếu "),
    *("trình ", "báo cáo ", "tham mưu ", "mưu cho ", "đề xuất ", "kiến nghị ", "đề nghị "),
)
"""The whole title of an office counts, no end of it. Behind ``của`` and ``do`` stands who issued what is
spoken of, behind the others whoever has ordered something or is to decide. In the pattern these would keep
the search from passing over other letters."""
_TYPE = rf"(?:{any_of((*(kind.folded for kind in doc_types()), 'van ban'))})"
_IN_ANOTHER = re.compile(rf"(?P<at> tai)? (?:cac )?{_TYPE}(?: hoa toc| khan)?(?: so)? ?:? ?")
"""Behind an order, folded: the document that gave it (``ban hành Quyết định số 15/…``, ``yêu cầu tại Công
văn số …``). No text gives its own number so."""
_BEGAN = (
    r"(?:(?:[Ss]áng |[Cc]hiều |[Tt]ối )?[Nn]gày \d(?:[^.;:,]|\.(?=\d)){1,25}|[Tt]háng \d(?:[^.;:,]){0,15}"
    r"|[Vv]ừa qua|[Mm]ới đây|[Tt]rước (?:đó|đây))"
)
_ONCE = compiled(rf"(?:^|[.;:,–-] ){_BEGAN},? $")
"""What stands between the beginning of a clause and an order that was given once."""
_CHIEFS = (
    (("uy ban nhan dan", "ubnd"), ("chu tich", "uy ban", "ubnd")),
    (("chu tich hoi dong bo truong",), ("chu tich", "hoi dong")),
    (("thu tuong",), ("thu tuong",)),
    (("bo truong",), ("bo truong", "thu truong")),
    (
        ("bo chinh tri", "ban bi thu", "thuong vu", "thuong truc", "uy"),
        ("bi thu", "thuong vu", "thuong truc", "chap hanh", "bo chinh tri", "uy vien", "tinh uy", "thanh uy"),
    ),
)
"""Words of who orders, and those of the offices and authorities by which that body or office signs; the
first row that fits counts.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7; Hướng dẫn 36-HD/VPTW năm 2018.
"""
_ISSUED = (
    rf"{_TERM}\s+(?:vừa |đã |mới |vừa mới )?(?:(?:ký )?ban hành\s"
    r"|có (?=(?:[Vv]ăn bản|[Cc]ông (?:văn|điện)|[Cc]hỉ thị)\s))"
)
_ANSWERS = re.compile(
    r" (?:có ý kiến(?: \w+){0,4}|(?:hướng dẫn|trả lời|thông báo)(?: \w+){0,4}) như sau ?:?$"
)
_CLAUSE = re.compile(r"^|[,.;] ")
_ISSUES = compiled(
    r"(?P<who>[A-ZĐÀ-Ỹ][^.;,:]{3,80}?) ban hành (?:Nghị định|Nghị quyết|Thông tư|Quyết định|Chỉ thị) (?!số )"
)
_OPENING = 20
"""Paragraphs within which the grounds of a document end."""
_FIRST = 5
"""Paragraphs of a letter within which its answer is announced."""
_SENTENCE = 300
"""Characters before an order within which its sentence begins."""
_NAME = 60
"""Characters of a body's name at most."""


@cache  # long, and asked for by the few texts that do not say otherwise who issued them
def _who(does: str) -> re.Pattern[str]:
    """A body or office, and what it ``does``."""
    return compiled(_WHO + does)


def order_in(paragraphs: Sequence[View], *, reports: bool = False) -> View | None:
    """Who gives the orders in the body: ``Chủ tịch UBND tỉnh yêu cầu …``.

    An order that a text only tells of (``Ngày 12/3/2015, UBND tỉnh … ban hành Quyết định số 15/…``) is none
    of its own, unless the text is a page that ``reports`` on a document: then that is what it tells of.
    Where the head of a decision is lost but for the line above its grounds, that line names who decides.
    """
    if decider := _decider(paragraphs[:2]) or _issuer_below_grounds(paragraphs[:_OPENING]):
        return decider
    return next((order for view in paragraphs if (order := _orderer(view, reports))), None)


def _decider(opening: Sequence[View]) -> View | None:
    """A first paragraph in capitals that is a body or its head, with the grounds right below it."""
    if len(opening) < 2 or not opening[0].text.isupper() or not fold(opening[1].text).startswith("can cu "):
        return None
    folded = fold(opening[0].text)
    return opening[0] if body_at(folded[office_length(folded) :].lstrip()) else None


def _issuer_below_grounds(opening: Sequence[View]) -> View | None:
    """Who issues by the sentence right below the grounds (``Chính phủ ban hành Nghị định quy định …``).

    Source: Nghị định 34/2016/NĐ-CP, Phụ lục I (forms of decrees and circulars).
    """
    for above, view in pairwise(opening):
        issues = _ISSUES.match(view.text)
        if issues and fold(above.text).startswith(("can cu ", "theo de nghi ", "xet ")):
            who = view[: issues.end("who")]
            folded = fold(who.text)
            body = body_at(folded[office_length(folded) :].lstrip())
            return who if body else None
    return None


def _orderer(view: View, reports: bool) -> View | None:
    match = _who(_ORDERS).search(view.text)
    while match and (
        view.text.endswith(_NOT_BEHIND, 0, match.start()) or not (reports or _is_own(view.text, match))
    ):
        match = _who(_ORDERS).search(view.text, match.start() + 1)
    return view[match.start("who") : match.end("who")] if match else None


def _is_own(text: str, order: re.Match[str]) -> bool:
    """Whether an order is one of the text itself: not given in a document with a number, nor once, on a day
    that its clause opens with and that is of no instrument."""
    folded = aligned_fold(text[order.end() : order.end() + _NAME])
    given = _IN_ANOTHER.match(folded)
    if given and (given["at"] or order.group().endswith("ban hành")):
        numbered = NUMBER_PATTERN.match(text, order.end() + given.end())
        return numbered is None
    low = max(0, order.start() - _SENTENCE)
    if _ONCE.search(text, low, order.start()) is None:
        return True
    sentence = max(text.rfind(mark, low, order.start()) for mark in (". ", "; "))
    return NUMBER_PATTERN.search(text, max(low, sentence), order.start()) is not None


def is_signed_by_others(order: View, signed: Sequence[View]) -> bool:
    """Whether offices and authorities sign of which none is of who gives the orders: then a document of
    somebody else tells of them."""
    who = fold(order.text)
    words = next((words for names, words in _CHIEFS if any(name in who for name in names)), ())
    offices = [fold(view.text) for view in signed]
    return bool(offices) and not any(word in office for office in offices for word in words)


def issued_by(lead: Sequence[View]) -> View | None:
    """Who issued the document by the lead of a news page: ``… vừa ban hành Chỉ thị số …``."""
    for view in lead:
        match = _who(_ISSUED).search(view.text)
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
        return who if len(folded) <= _NAME and names_body(folded) else None
    return None
