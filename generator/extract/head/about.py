"""The subject of an official letter in its letterhead (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.extract.foot.tokens import is_capitals
from generator.extract.head.broken_dates import ON, without_dates
from generator.extract.head.stamps import without_owner
from generator.knowledge.bodies import body_at
from generator.knowledge.doctypes import doc_types
from generator.knowledge.layout import about_length
from generator.text import aligned_fold, compiled, fold, unaccented
from generator.view import View, joined

NUMBER_LABEL = re.compile(
    r"[^a-z0-9]{0,3}[s§$][o06]\s?(?:[:.;]|(?=\s?[\d_…/#](?! ?ky hieu))|$)[\s:.;…_]*(?:[-–]\s?(?=\d))?"
)
"""The label of a number, on folded text."""
ACRONYM = compiled(r"[BCDĐGHKLMNPQRSTVX]{2,6}|[BCDĐGHKLMNPQRSTVXY]{2,6}(?:, [BCDĐGHKLMNPQRSTVXY]{2,6}){1,5}")
"""An abbreviation alone, or several, on its line: no body but the last word of a subject (``chính sách
thuế`` / ``GTGT``)."""
_RUBBISH = re.compile(r"[a-z]{1,2}[A-Z]|[„“|~^<>=\\{}@#]|\d[a-z]")
"""What no line of a subject has, unless its words have their marks: capitals within words, signs, figures
that run into letters."""
_WIDE = 90
"""A line longer than this is of no column: a subject on it is whole."""
_STAMPED = compiled(r"Ng[àáa]y\s?:|Chuy[ểếễêe]n\s?:|Đ?[ẾẼÊếêE][Nn]\s[Ss]\w?\s?[.:]{2}")
"""A label of a stamp of incoming documents, over which no subject runs on."""
ABOUT_INSIDE = re.compile(r"\s(?:V/v|V/V)[\s:]")
_DAY_OF = re.compile(r"[^a-z0-9]*ngay (?!thang )[a-z]{3,}(?! thang)")
"""``Ngày thành lập …``: a day that a subject goes on with, and no date."""


def subject_of(cells: Sequence[View]) -> View | None:
    """``V/v …`` under the number of an official letter (công văn), with its further lines."""
    cells = without_dates(cells)
    for i, cell in enumerate(cells):
        opening = about_length(aligned_fold(cell.text), cell.text)
        inside = ABOUT_INSIDE.search(cell.text)
        if opening or inside:
            group = [cell if opening else cell[inside.start() + 1 :]]  # type: ignore[union-attr]  # one of them
            for below in cells[i + 1 :] if len(group[0].text) <= _WIDE else ():
                if NUMBER_LABEL.match(aligned_fold(below.text)) and not _is_cited(group[-1].text, below.text):
                    break  # a page's own heading, over the letterhead
                if _STAMPED.match(below.text):
                    break
                if _RUBBISH.search(below.text) and unaccented(below.text) == below.text:
                    break  # of a stamp or a pen, between the subject and the addressees
                if ACRONYM.fullmatch(below.text) and not body_at(fold(below.text)):
                    group.append(below)
                    continue
                dated = ON.search(aligned_fold(below.text)) and not _DAY_OF.match(fold(below.text))
                if is_capitals(below.text) or dated:
                    continue
                group.append(without_owner(below))
            return joined(group)
    return None


def _is_cited(text: str, below: str) -> bool:
    """Whether a line opens with the number of the document that the words above end with (``Nghị định`` /
    ``số 15/2022/NĐ-CP``)."""
    folded = fold(text)
    return below[:1] == "s" and any(folded.endswith(f" {kind.folded}") for kind in doc_types())
