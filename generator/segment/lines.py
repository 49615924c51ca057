"""Physical lines of a source text, cleaned, with what layout says of each."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from generator.knowledge.split_words import split_spaces
from generator.model import Omission, SourceText, Span
from generator.parts import Line
from generator.segment.repeats import repeated
from generator.segment.specks import specks_of
from generator.text import fold, is_plain
from generator.view import View, view_of

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_BLANK = r"[ \u00a0\u2000-\u200a\u202f\u3000]"
_WIDE_GAP = re.compile(rf"\t{_BLANK}*|(?<=\S){_BLANK}{{3,}}(?=\S)")
_LINE_END = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_MARKS = re.compile(
    r"^\s*(?:>\s?)+"  # quotation
    r"|^\s{0,3}\#{1,6}(?=\s)|(?<=\s)\#+\s*$"  # heading
    r"|\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}|^\s*\*(?=\s)"  # emphasis, bullet
    r"|(?<!\w)_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?!\w)"  # emphasis
    r"|\\(?=[\\`*_{}\[\]()#+.!|<>~-])"  # escape
    r"|<!--.{0,2000}?-->|<br\s*/?>|</?(?:b|i|u|em|strong|center|p|div|span|table|tr|td|th)(?:\s[^<>]{0,300})?>"
    r"|!\[[^\]\n]{0,300}\]\([^)\s]{0,300}\)"
    r"|\[(?=[^\]\n]{0,300}\]\()|(?<=\S)\]\([^)\s]{0,300}(?: +\"[^\"\n]{0,300}\")?\)"  # image, link
)
_MARK_SIGN = re.compile(r"[>#*_\\<\[\]|`~]|---")
"""A sign that each mark of Markdown has, and most lines have not."""
_TABLE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_TABLE_RULE = re.compile(r"\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?)?")
_BROKEN_CELL = re.compile(r"\s*(?:\||\*{1,3})\s*")
"""A bar or an emphasis alone on its line, between cells that stand on lines of their own."""
_BAR = re.compile(r"(?<!\\)\||<br\s{0,9}/?>")
_RULE = re.compile(r"^\s{0,3}(?:(?:\*\s*){3,}|(?:_\s*){3,}|-{3,}\s*)$")
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)\w*\s*$")
_STRONG = re.compile(r"^\s*\*{2,3}(?=\S)[^*]+(?:\*{2,3}[\s.:]*)?$")
"""A line that is all emphasis, whether it ends there or goes on over the line end."""
_FRONT_MATTER = re.compile(
    r"\ufeff?-{3}[ \t]*\r?\n(?:[a-z][a-z0-9_-]{1,40}: .{1,400}\r?\n){1,40}-{3}[ \t]*(?=[\r\n])"
)
"""What a program that made the Markdown says of it; its keys are in lower case, as no document writes."""
_HEADING = re.compile(r"^\s{0,3}(\#{1,6})\s")


def lines_of(source: SourceText) -> tuple[tuple[Line, ...], tuple[Omission, ...]]:
    """The lines of a source text that have text in them, and what was taken out of them as markup."""
    text = source.text
    lines: list[Line] = []
    omitted: list[Omission] = []
    previous_end = 0
    strong_open = False
    split = split_spaces(text)
    specks = () if source.markdown else specks_of(text)
    omitted.extend(Omission(start, end, "speck") for start, end in specks)
    twice = repeated(text) if source.markdown else []
    omitted.extend(Omission(start, end, "repeated") for start, end in twice)
    if source.markdown and (front := _FRONT_MATTER.match(text)):
        omitted.append(Omission(*front.span(), "front-matter"))
        twice = [front.span(), *twice]
    for match in _LINE.finditer(text):
        raw = match.group()
        if raw.isspace():
            continue
        start, end = match.span()
        gap = _gap(text, previous_end, start) if lines else 0
        previous_end = end
        marks: list[Span] = []
        if source.markdown:
            marks = [(start + left, start + right) for left, right in _markup(raw)]
            omitted.extend(Omission(left, right, "markup") for left, right in marks)
            marks.extend(_within(twice, start, end))
        for spans in (split, specks):
            if spans:
                marks.extend(spans[bisect_left(spans, (start,)) : bisect_left(spans, (end,))])
        marks.sort()
        strong = source.markdown and bool(_STRONG.match(raw) or strong_open)
        strong_open = source.markdown and _strong_after(raw, strong_open)
        line = _line(source, raw, start, marks, gap, strong)
        if line is not None:
            lines.append(line)
    return tuple(lines), tuple(omitted)


def _gap(text: str, before: int, start: int) -> int:
    """How many blank lines stand between the end of a line and the start of the next."""
    return len(_LINE_END.findall(text, before, start)) - 1 if start > before + 1 else 0


def _within(spans: list[Span], start: int, end: int) -> Iterator[Span]:
    """The parts of spans, which are in order, that stand from ``start`` to ``end``."""
    for left, right in spans[bisect_left(spans, start, key=lambda span: span[1]) :]:
        if left >= end:
            return
        if max(left, start) < min(right, end):
            yield max(left, start), min(right, end)


def _line(source: SourceText, raw: str, start: int, marks: list[Span], gap: int, strong: bool) -> Line | None:
    end = start + len(raw)
    view = view_of(source.text, start, end, marks).stripped()
    if not view:
        return None
    is_row = source.markdown and bool(_TABLE_ROW.match(raw))
    heading = _HEADING.match(raw) if source.markdown else None
    bounds = _bars(raw) if is_row else _gaps(raw)
    return Line(
        view=view,
        folded=fold(view.text),
        start=start,
        end=end,
        gap=gap,
        indent=len(raw) - len(raw.lstrip()),
        cells=(_cells(source.text, start, end, bounds, marks) if bounds else ()) or (view,),
        mark=len(heading.group(1)) if heading else 0,
        strong=strong,
        furniture=bool(source.hints)
        and any(hint.start <= start and end <= hint.end for hint in source.hints),
        table=is_row,
    )


def _markup(raw: str) -> Iterator[Span]:
    if not _MARK_SIGN.search(raw):
        return
    stripped = raw.strip()
    if (
        _TABLE_RULE.fullmatch(stripped)
        or _BROKEN_CELL.fullmatch(stripped)
        or _RULE.match(raw)
        or _FENCE.match(raw)
    ):
        yield 0, len(raw)
        return
    if _TABLE_ROW.match(raw):
        for bar in re.finditer(r"(?<!\\)\|", raw):
            yield bar.span()
    for mark in _MARKS.finditer(raw):
        if mark.end() > mark.start() and not unicodedata.combining(raw[mark.end() : mark.end() + 1] or " "):
            yield mark.span()


def _strong_after(raw: str, before: bool) -> bool:
    """Whether an emphasis that a line opened or carried on is still open at its end."""
    return before != (raw.count("**") % 2 == 1)


def _gaps(raw: str) -> list[Span]:
    return [] if is_plain(raw) else [gap.span() for gap in _WIDE_GAP.finditer(raw)]


def _bars(raw: str) -> list[Span]:
    """The bars of a table's row, and the line breaks in its cells: what stands on lines of its own does so
    in a letterhead's cell, too."""
    return [bar.span() for bar in _BAR.finditer(raw)]


def _cells(text: str, start: int, end: int, bounds: list[Span], marks: list[Span]) -> tuple[View, ...]:
    cells = []
    at = start
    first = 0
    for left, right in [*((start + a, start + b) for a, b in bounds), (end, end)]:
        while first < len(marks) and marks[first][1] <= at:
            first += 1
        last = first
        while last < len(marks) and marks[last][0] < left:
            last += 1
        cell = view_of(text, at, left, marks[first:last]).stripped() if left > at else View()
        if cell:
            cells.append(cell)
        at = right
    return tuple(cells)
