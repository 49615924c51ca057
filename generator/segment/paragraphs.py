"""Lines to whole paragraphs: line ends that layout made are told from those that the author made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.knowledge.layout import is_unfinished
from generator.model import Repair
from generator.parts import Line, Marker, Paragraph
from generator.segment.numbering import marker
from generator.segment.widths import column_width, natural_width
from generator.view import joined


@dataclass(frozen=True, slots=True)
class _Page:
    """How the lines of a text were set: the width that full lines fill, how far the widths of lines
    within a paragraph fall short of it, and whether the lines stand close (few blank ones between).
    ``None`` column: lines are paragraphs already."""

    column: int | None
    inner_slack: float = 0.0
    is_close: bool = False

    def slack(self, line: Line, word: str) -> float:
        """Share of the column left over had ``word`` been set at the end of the line."""
        assert self.column
        return (self.column - natural_width(line.text) - natural_width(" " + word)) / self.column


_CLOSING = "”\"’')]"
_SPLIT_NUMBER = re.compile(r"\d[\w./]*[-/]$|\d[\w./]*-[A-ZĐÐ]{1,8}[\w&]*[-/]$")
_SYMBOL = re.compile(r"[A-ZĐÐ]{2}|[A-ZĐÐ][A-ZĐÐa-z]+[-/\s,;.]|Q[HĐ]")
_BARE_MARKER = re.compile(r"\d{1,2}[.)/]|[a-zđ]\)|[-–•+]")
"""A label that automatic numbering set apart: a text copy has it on a line of its own."""
_AWAITS_NUMBER = (" số", " ngày", " tháng", " năm", " Điều", " khoản")
"""A line that ends so goes on with a number, whatever marker that looks like."""
_SPECKS = r"[-\s.,:;'\"`´ˆ¬°_~|*“”‘’—–]{0,5}"
_NUMBER_GOES_ON = re.compile(
    rf"số{_SPECKS}\n{_SPECKS}\d{{1,5}}[a-z]?(?:/(?:19|20)\d\d)?\s?[-/]\s?[A-ZĐÐ]"
    rf"|(?<!các )ngày{_SPECKS}\n{_SPECKS}\d{{1,2}}(?:/\d{{1,2}}/|-\d{{1,2}}-|\.\d{{1,2}}\.|\s?tháng)"
    rf"|ngày\s?\d{{1,2}}{_SPECKS}\n{_SPECKS}tháng\s?\d"
    r"|ngày\s?\d{1,2}[/.-]\s?\d{1,2}[/.-]\s?\n\s?(?:19|20)\d\d(?!\d)"
    rf"|tháng{_SPECKS}\n{_SPECKS}\d{{1,2}}\s?năm"
    rf"|tháng\s?\d{{1,2}}{_SPECKS}\n{_SPECKS}năm\s?(?:19|20)\d\d"
    rf"|tháng\s?\d{{1,2}}\s?năm{_SPECKS}\n{_SPECKS}(?:19|20)\d\d",
    re.IGNORECASE,
)
"""A number or a date that goes on behind what a scan's margin left at the ends of lines."""
_EDGE = 30
_AWAITS_NAME = (" Bộ luật", " Luật", " Pháp lệnh")
"""A line that ends so goes on with the name of the law."""
_NO_MARKER_BEHIND = ("số", "Điều", "khoản", "điểm", "tháng", "ngày", "năm", "Mục", "và", "đến", ",")
_DASHED_NAME = re.compile(r"Lao động\n[-–] Thương binh|Văn h(?:óa|oá)\n[-–] Thể thao")
"""Where a line breaks at the dash in the name of a ministry or department: no bullet."""
_ORDERING = (
    " tỉnh",
    " huyện",
    " thành phố",
    " nhân dân",
    " UBND",
    " ủy",
    " Chính phủ",
    " Bộ trưởng",
    " bộ trưởng",
)
_AWAITS_BODY = (
    *(" của", " các", " những", " và", " Thường trực", " Các Ban", " các Ban", " Giám đốc", " Chủ tịch"),
    *(f"{who} {orders}" for who in _ORDERING for orders in ("yêu cầu", "đề nghị", "giao")),
)
"""A line that ends so goes on with a name, however short it is."""
_WIDE_LINE = 75_000
"""No printed line is wider than this, in thousandths of the type size: about 180 letters."""


def paragraphs_of(lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The paragraphs that the lines of a body make, in order; nothing is added or left out."""
    lines = _with_tables(lines)
    page = _page(lines)
    groups: list[list[Line]] = []
    for i, line in enumerate(lines):
        if not groups or _breaks(page, lines, i):
            groups.append([line])
        else:
            groups[-1].append(line)
    return tuple(_paragraph(group) for group in groups)


def _with_tables(lines: Sequence[Line]) -> list[Line]:
    """Rows of a table that text only sets apart with blanks, told by their columns: three lines or
    more, one after the other, of three columns or more."""
    result = list(lines)
    start = 0
    while start < len(result):
        end = start
        while end < len(result) and len(result[end].cells) >= 3:
            end += 1
        if end - start >= 3:
            result[start:end] = [replace(line, table=True) for line in result[start:end]]
        start = end + 1
    return result


def _page(lines: Sequence[Line]) -> _Page:
    """Measures the setting from lines that certainly go on: the next one begins in lower case."""
    plain = [line for line in lines if not line.table]
    going_on = [a for a, b in pairwise(plain) if _continues(b)]
    narrow = [natural_width(line.text) for line in going_on]
    if len(going_on) < 3 or len(going_on) < 0.25 * len(plain) or max(narrow) > _WIDE_LINE:
        return _Page(None)
    page = _Page(column_width(narrow))
    inner = sorted(
        page.slack(b, c.text.split(maxsplit=1)[0])
        for b, c in pairwise(plain[1:])
        if _continues(b) and _continues(c)
    )
    typical = inner[int(0.95 * (len(inner) - 1))] if inner else 0.0
    is_close = sum(line.gap == 0 for line in plain) > 0.6 * len(plain)
    return _Page(page.column, min(0.02, max(-0.01, typical)), is_close)


def _continues(line: Line) -> bool:
    """Whether the line certainly carries on a paragraph: it begins in lower case, with no marker."""
    return line.text[:1].islower() and marker(line.text) is None


def _ends(text: str) -> bool:
    """Whether a sentence or an item of a list ends with the text."""
    return text.endswith(("”", '"')) or text.rstrip(_CLOSING).endswith((".", ";", ":", "!", "?", "…", "/"))


def _breaks(page: _Page, lines: Sequence[Line], i: int) -> bool:
    """Whether a paragraph ends between lines ``i - 1`` and ``i``."""
    before, line = lines[i - 1], lines[i]
    if line.text[:1].isdigit() and not line.table and before.text.endswith(_AWAITS_NUMBER):
        return False
    if not (line.table or before.table) and _number_goes_on(before.text, line.text):
        return False
    if _SYMBOL.match(line.text) and _SPLIT_NUMBER.search(before.text):
        return False
    if before.table or line.table:
        return before.table != line.table
    if before.mark or line.mark:
        return True
    if _BARE_MARKER.fullmatch(before.text):
        return False
    if _BARE_MARKER.fullmatch(line.text):
        return True
    found = marker(line.text)
    if found:
        return _marker_breaks(page, before, line, found)
    if line.text[:1].islower() or line.text[:1] in ",;:.)”/":
        return False
    if f" {before.text}".endswith((*_AWAITS_NAME, *_AWAITS_BODY)):
        return False
    ends = _ends(before.text)
    if (
        line.strong
        and before.strong
        and not ends
        and line.gap == 0
        and line.is_capitals == before.is_capitals
    ):
        return False
    if page.column is None:
        return _loose_break(before, line, ends)
    slack = page.slack(before, line.text.split(maxsplit=1)[0])
    if not ends:
        return slack > 0.12
    if slack > 0.08 or (page.is_close and line.gap > 0):
        return True
    indent = _indent(page, line, lines[i + 1 : i + 2])
    if indent is None:
        return slack > page.inner_slack + 0.02
    if indent < -0.02:
        return False
    return slack > page.inner_slack + 0.02 or indent > page.inner_slack + 0.008


def _number_goes_on(before: str, line: str) -> bool:
    return _NUMBER_GOES_ON.search(f"{before[-_EDGE:]}\n{line[:_EDGE]}") is not None


def _indent(page: _Page, line: Line, after: Sequence[Line]) -> float | None:
    """How far a line that goes on falls short of the column: a paragraph's first line is indented, so
    the next word did not fit where it would have on another. ``None`` where the line may end there."""
    if not after or (_ends(line.text) and not _continues(after[0])):
        return None
    return page.slack(line, after[0].text.split(maxsplit=1)[0])


def _marker_breaks(page: _Page, before: Line, line: Line, found: Marker) -> bool:
    """A line that opens with a marker begins a paragraph unless the sentence before runs into it
    (``quốc phòng⏎- an ninh``, ``Nghị định số⏎5. …``)."""
    if found.kind in ("article", "section", "part", "chapter"):
        own = (
            len(line.text) > found.end
            and line.text[found.end - 1 :][:1] in " .:"
            and re.search(r"\d[.:]|[.:]\s*$", line.text[: found.end])
        )
        return _ends(before.text) or bool(own) or before.is_capitals or line.is_capitals
    if found.kind in ("number", "decimal") and before.text.endswith(_NO_MARKER_BEHIND):
        return False
    if found.kind != "bullet" or _ends(before.text) or before.text.endswith(","):
        return True
    if _DASHED_NAME.search(f"{before.text[-10:]}\n{line.text}"):
        return False
    words = line.text[found.end :]
    if words[:1].islower() and page.column is not None:
        return page.slack(before, line.text.split(maxsplit=1)[0]) > 0.05
    return not words[:1].islower()


def _loose_break(before: Line, line: Line, ends: bool) -> bool:
    """Lines that are whole paragraphs: only a long one that stops short in its sentence goes on
    (a page ended there)."""
    if ends:
        return True
    if is_unfinished(before.folded) and not before.is_capitals:
        return False
    if line.strong != before.strong or line.is_capitals != before.is_capitals:
        return True
    if line.strong and line.gap == 0:
        return False
    return len(before.text) < 150


def _paragraph(group: Sequence[Line]) -> Paragraph:
    if group[0].table:
        return Paragraph(joined(line.view for line in group), rows=tuple(line.cells for line in group))
    stretches = [[group[0].view]]
    repairs: list[Repair] = []
    for before, line in pairwise(group):
        if _SYMBOL.match(line.text) and _SPLIT_NUMBER.search(before.text):
            repairs.append(Repair(before.view.end, line.view.start, "", "", "joined-number"))
            stretches.append([])
        stretches[-1].append(line.view)
    view = joined((joined(stretch) for stretch in stretches), "")
    strong = all(line.strong for line in group)
    return Paragraph(view, strong, group[0].mark, repairs=tuple(repairs))
