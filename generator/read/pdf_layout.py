"""Letters with places to lines of text: words by gaps, columns by wide gaps, rows from the top down.

A row whose parts stand in columns (letterhead, foot, table) becomes one line with a tab between them,
which is how :mod:`generator.segment.lines` knows cells. Centred lines are indented, and a wider gap
between lines leaves a blank line, because both tell a heading from what is around it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from generator.read.pdf_glyphs import Glyph, PageText

_WORD_GAP = 0.14
"""Letters further apart than this share of the type's height are of two words; the space of Times is
0.25 of it, and justified lines press it to three quarters at most."""
_COLUMN_GAP = 0.8
_COLUMN_GAP_ALONE = 1.1
"""A gap of columns, in heights: wider where the line has no other gaps to compare with."""
_OUTSTANDING = 2.2
"""A gap of columns is so many times the line's usual gap: a justified line stretches all alike."""
_CERTAIN_GAP = 4.0
_EVEN = 0.05
"""Gaps that differ by less than this share are the words of a short line stretched to full width."""
_FILLED = 0.7
"""A gap of which this share is drawn as spaces is blank space between words, up to some spaces."""
_MOST_SPACES = 6
_BODY = 0.6
"""Share of a type's height that its capitals take."""
_SAME_ROW = 0.6
"""Capitals that overlap in height by this share of the smaller ones are one row (a raised note mark is)."""
_BLANK_LINE = 1.3
"""Lines further apart than so many times the page's usual distance have a blank line between them."""
_CENTRED_BLANKS = 8
"""Indent of a centred line: more than any paragraph's first line has."""
_OFF_CENTRE = 0.02
"""How far the middle of a centred line may be off the middle of the page's text, in widths of it."""


@dataclass(slots=True)
class _Run:
    """Letters that the page draws one after another on a line, with no gap as wide as a column's;
    ``blanks`` are the spaces that it draws before them, ``spaces`` the places of those within."""

    glyphs: list[Glyph]
    order: int
    blanks: tuple[Glyph, ...] = ()
    spaces: set[int] = field(default_factory=set)

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)

    @property
    def y(self) -> float:
        return self.glyphs[0].y

    @property
    def height(self) -> float:
        return max(glyph.height for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the page: its cells from left to right and where it stands, in points."""

    cells: tuple[str, ...]
    left: float
    right: float
    y: float


def lines_of_page(page: PageText) -> str:
    """The text of a page, a line for each row: what is turned the way that most of it is."""
    return _text(page.turned[0]) if page.turned else ""


def asides_of_page(page: PageText) -> Iterator[str]:
    """What runs across the page's text or up its side: watermarks, stamps of signing programs."""
    yield from filter(None, (page.slanted, *map(_text, page.turned[1:])))


def _text(glyphs: Sequence[Glyph]) -> str:
    return "\n".join(_lines(_rows(_runs(glyphs))))


def _runs(glyphs: Sequence[Glyph]) -> list[_Run]:
    """Runs in the order of drawing; a letter drawn twice to look bold is taken once."""
    runs: list[_Run] = []
    blanks: list[Glyph] = []
    seen: set[tuple[str, int, int]] = set()
    for glyph in glyphs:
        if glyph.text.isspace():
            blanks.append(glyph)
            continue
        spot = (glyph.text, round(glyph.left), round(glyph.y))
        if spot in seen and not unicodedata.combining(glyph.text[0]):
            continue
        seen.add(spot)
        if not runs or not _goes_on(runs[-1], glyph):
            runs.append(_Run([glyph], len(runs), tuple(blanks)))
        else:
            if blanks:
                runs[-1].spaces.add(len(runs[-1].glyphs))
            runs[-1].glyphs.append(glyph)
        blanks.clear()
    return runs


def _goes_on(run: _Run, glyph: Glyph) -> bool:
    last = run.glyphs[-1]
    if unicodedata.combining(glyph.text[0]):
        return True
    height = max(last.height, 1.0)
    return abs(glyph.y - last.y) <= 0.1 * height and -0.5 * height <= glyph.left - last.right <= 0.5 * height


def _rows(runs: list[_Run]) -> list[Row]:
    """Rows from the top down, each from left to right."""
    groups: list[list[_Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.left)):
        group = next((group for group in reversed(groups[-3:]) if _is_beside(group, run)), None)
        if group is None:
            groups.append([run])
        else:
            group.append(run)
    return [_row(sorted(group, key=lambda run: run.left)) for group in groups]


def _is_beside(group: Sequence[_Run], run: _Run) -> bool:
    """Whether a run stands in the row of others: at their height, and over none of them."""
    anchor = max(group, key=lambda other: other.height)
    top = min(anchor.y + _BODY * anchor.height, run.y + _BODY * run.height)
    if top - max(anchor.y, run.y) < _SAME_ROW * _BODY * min(anchor.height, run.height):
        return False
    width = run.right - run.left
    return all(min(other.right, run.right) - max(other.left, run.left) <= 0.3 * width for other in group)


def _row(runs: Sequence[_Run]) -> Row:
    cells = [_spaced(runs[0])]
    gaps = _gaps(runs)
    for before, run in pairwise(runs):
        gap = run.left - before.right
        height = min(run.height, before.height)
        if not _is_blank_space(before, run) and _parts_columns(gap, height, gaps):
            cells.append(_spaced(run))
        else:
            apart = gap > _WORD_GAP * height or (run.blanks and run.order == before.order + 1)
            cells[-1] += (" " if apart else "") + _spaced(run)
    kept = tuple(" ".join(cell.split()) for cell in cells if cell.strip())
    return Row(kept, runs[0].left, max(run.right for run in runs), max(runs, key=lambda run: run.height).y)


def _is_blank_space(before: _Run, run: _Run) -> bool:
    """Whether the page itself draws the gap between two runs as a few spaces."""
    if run.order != before.order + 1 or len(run.blanks) > _MOST_SPACES:
        return False
    drawn = sum(blank.right - blank.left for blank in run.blanks)
    return drawn >= _FILLED * (run.left - before.right)


def _parts_columns(gap: float, height: float, gaps: Sequence[float]) -> bool:
    """Whether a gap parts columns, in a row with these gaps between words."""
    if len(gaps) < 2:
        return gap >= _COLUMN_GAP_ALONE * height
    if max(gaps) - min(gaps) <= _EVEN * max(gaps):
        return False
    return gap >= _CERTAIN_GAP * height or (
        gap >= _COLUMN_GAP * height and gap >= _OUTSTANDING * median(gaps)
    )


def _gaps(runs: Sequence[_Run]) -> list[float]:
    """The gaps between the words of a row."""
    between = [gap for a, b in pairwise(runs) if (gap := b.left - a.right) > _WORD_GAP * a.height]
    return [gap for run in runs for gap in _word_gaps(run)] + between


def _word_gaps(run: _Run) -> Iterator[float]:
    for i, (a, b) in enumerate(pairwise(run.glyphs), start=1):
        if i in run.spaces or b.left - a.right > _WORD_GAP * a.height:
            yield b.left - a.right


def _spaced(run: _Run) -> str:
    """The text of a run with a space in each gap of a word's width."""
    pieces = [run.glyphs[0].text]
    for i, (a, b) in enumerate(pairwise(run.glyphs), start=1):
        apart = i in run.spaces or (
            b.left - a.right > _WORD_GAP * a.height and not unicodedata.combining(b.text[0])
        )
        pieces.append(" " + b.text if apart or i in run.spaces else b.text)
    return "".join(pieces)


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    """The rows as lines of text, with blank lines and indents where they tell something."""
    steps = [a.y - b.y for a, b in pairwise(rows) if a.y > b.y]
    usual = median(steps) if steps else 0.0
    left, right = min((r.left for r in rows), default=0.0), max((r.right for r in rows), default=0.0)
    for i, row in enumerate(rows):
        if i and rows[i - 1].y - row.y > _BLANK_LINE * usual:
            yield ""
        yield " " * _indent(row, left, right) + "\t".join(row.cells)


def _indent(row: Row, left: float, right: float) -> int:
    """Blanks before a line: many where it is centred or stands in the right half, else none."""
    width = right - left
    before, after = row.left - left, right - row.right
    if width <= 0 or len(row.cells) > 1 or before < 0.05 * width:
        return 0
    centred = after > 0.05 * width and abs(before - after) <= 2 * _OFF_CENTRE * width
    return _CENTRED_BLANKS if centred or before > 0.45 * width else 0
