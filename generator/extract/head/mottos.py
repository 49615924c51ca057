"""The cells of a letterhead without the national motto or the Party's heading, which columns run into.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.1; Hướng dẫn 36-HD/VPTW năm 2018.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.extract.foot.tokens import is_capitals
from generator.knowledge.bodies import is_national
from generator.knowledge.layout import is_motto_piece, motto_spans
from generator.text import aligned_fold, compiled, fold
from generator.view import View

_TAILS = (
    ("chu nghia viet", "nam"),
    ("hu nghia", "vi[a-z]{0,3} ?na[mi]"),
    ("xa hoi chu", "nghia viet nam"),
    ("xa hoi", "chu nghia viet nam"),
)
"""How a line of the motto ends that a narrow column breaks, and what is left of it."""
_OF_PLACE = re.compile(r"\b(?:tinh|thanh pho|huyen|quan|thi xa|thi tran|xa|phuong)\b")
"""The class of a place in the name of a society's branch."""
_FIRST_WORDS = {"dang": "cong san", "viet": "nam dan chu"}
"""First words of a motto that a narrow column broke off, and how it goes on below."""
_LOWER_END = compiled(r"(?<=[A-ZĐÀ-Ỹ])\s+(?:(?:[Tt]ự )?[Dd]o\W{1,4})?(?:[Hh]ạnh )?phúc\W*$")
"""The end of the motto's second line behind words in capitals: OCR lost what stood between."""


def without_mottos(cells: Sequence[View]) -> list[View]:
    """The parts of cells around the motto; its last words may stand on a line of their own or at the end of
    a line of the left column, behind what the rule under a body was read as (``TỔNG CỤC THUẾ - NAM``)."""
    parts: list[View] = []
    tail = ""
    for cell in cells:
        folded = aligned_fold(cell.text)
        spans = motto_spans(folded)
        at = 0
        for start, end in spans:
            parts.append(cell[at:start])
            at = end
            tail = next((rest for whole, rest in _TAILS if folded[start:end].endswith(whole)), tail)
        rest = cell[at:].stripped()
        if (
            tail
            and not spans
            and is_capitals(rest.text)
            and (left := re.search(_left(tail), fold(rest.text)))
        ):
            rest, tail = rest[: left.start()].stripped(), ""
        parts.append(_without_lower_end(rest))
    return [part.stripped() for part in parts if part.text.strip()]


def _left(tail: str) -> str:
    return rf"(?:^|[^a-z0-9])[^a-z0-9]*{tail}[^a-z0-9]*(?: [a-z])?$"


def _without_lower_end(cell: View) -> View:
    found = _LOWER_END.search(cell.text)
    return cell[: found.start()] if found else cell


def telling(cells: Sequence[View]) -> Iterator[View]:
    """The cells that are more than a rule or a piece of a motto; one that goes on with a body is none, be it
    of the motto's words (``SỞ LAO ĐỘNG - THƯƠNG BINH VÀ`` / ``XÃ HỘI``)."""
    texts = ["", *(cell.text for cell in cells), ""]
    for above, cell, below in zip(texts, cells, texts[2:], strict=False):
        folded = fold(cell.text)
        if folded in _FIRST_WORDS and fold(below).startswith(_FIRST_WORDS[folded]):
            continue
        goes_on = above.endswith((" VÀ", "BẢO HIỂM")) and folded == "xa hoi"
        if folded == "viet nam" and not _OF_PLACE.search(fold(above)):
            goes_on = goes_on or is_national(f"{above} {cell.text}")
        if goes_on or (any(char.isalnum() for char in folded) and not is_motto_piece(folded)):
            yield cell


_MOTTO_LEFT = re.compile(r"(?:^|\s)(?:(?:cong|h?oa|xa) )*(?:\S{1,2} )?h?oi chu nghia\b")
"""Where what OCR left of the motto begins (``CỘNG HÒA XÃ k HỘI CHÚ NGHĨA``): no Hội."""


def without_motto_left(cell: View) -> View:
    """A cell of the left column without it."""
    left = _MOTTO_LEFT.search(aligned_fold(cell.text))
    return cell[: left.start()].stripped() if left else cell
