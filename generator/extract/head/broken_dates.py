"""Dates of a letterhead that a narrow column broke: which cells have their rest, and which nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.extract.head.place import PLACE
from generator.text import aligned_fold, compiled, fold
from generator.view import View

ON = re.compile(
    r"(?<![a-z])(?:ng[a-z]y[.,]?\s*(?=[\d.…_ ]|[^\w\s]|$|thang|[a-z]\d)"
    r"|(?P<torn>ng[a-z]{1,2}\S{0,5}\s+)(?=(?:\S{1,3}\s+)?[tk]hang\s*\S{1,3}\s*[nh]am))"
)
"""The word before the day (``ngày``), on folded text, also where OCR changed it."""
_NO_YEAR = re.compile(
    r"(?:^|[^a-z])ng[a-z]y(?![a-z])(?!.*(?:19|20)\d{2})"
    r"(?:.*(?:\d|thang(?: \S{1,3})?|(?P<year>nam))\W*|(?P<day>(?: \S{1,3})?\W*))$"
)
_DATE_REST = re.compile(r"(?:\d{1,2} )?(?:thang )?\d{1,2},? nam (?:19|20)\d{2}\W*|(?:nam )?(?:19|20)\d{2}\W*")
_YEAR_AT_END = re.compile(r"\s(?:19|20)\d{2}$")
_NAMED_YEAR = re.compile(r"\snam (?:19|20)\d{2}\W*$")
_MONTH_AND_YEAR = re.compile(r"(?:\d{1,2} )?thang \d{1,2},? nam (?:19|20)\d{2}\W*")
_MONTH_AT_END = re.compile(rf"\s{_MONTH_AND_YEAR.pattern}$")


def date_rest(cells: Sequence[View], i: int) -> tuple[int, int] | None:
    """Which of the next cells, and from where on, has the rest of a date that a narrow column broke
    (``ngày 04 tháng 10 năm`` / ``2022``): a line of the other column may stand between, or before it."""
    broken = _NO_YEAR.search(fold(cells[i].text))
    if broken is None:
        return None
    near = range(i + 1, min(len(cells), i + 5))
    rest = _DATE_REST if broken["day"] is None else _MONTH_AND_YEAR
    whole = next((j for j in near if rest.fullmatch(fold(cells[j].text))), None)
    if whole is not None:
        return whole, 0
    below = cells[i + 1].text if i + 1 < len(cells) else ""
    left = _YEAR_AT_END if broken["year"] else _MONTH_AT_END if broken["day"] is not None else _NAMED_YEAR
    end = left.search(aligned_fold(below))
    return (i + 1, end.start()) if end else None


_WORD = compiled(r"[A-ZĐÀ-Ỹ][a-zà-ỹđ]{1,6}")
_PLACE_END = compiled(r"[A-ZĐÀ-Ỹ][a-zà-ỹđ]{1,6}, ngày ")


def without_dates(cells: Sequence[View]) -> list[View]:
    """The cells without what is but the rest of a date, or the place before one (``Huế,`` / ``ngày …``), of
    which a narrow cell may have parted the first word (``Hà`` / ``Nội, ngày …``)."""
    dated = [i for i, cell in enumerate(cells) if ON.search(aligned_fold(cell.text))]
    cut = {
        i - 1: 0
        for i in dated
        if i and cells[i - 1].text.endswith(",") and ON.match(aligned_fold(cells[i].text))
        if PLACE.match(cells[i - 1].text)
    } | {
        i - 1: 0
        for i in dated
        if i and _WORD.fullmatch(cells[i - 1].text) and _PLACE_END.match(cells[i].text)
    }
    cut.update(rest for i in dated if (rest := date_rest(cells, i)))
    left = [cell[: cut[i]].stripped() if i in cut else cell for i, cell in enumerate(cells)]
    return [cell for cell in left if cell]
