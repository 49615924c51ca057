"""Letters with places to lines of text: words by gaps, columns by wide gaps, rows from the top down.

A row whose parts stand in columns (letterhead, foot, table) becomes one line with a tab between them,
which is how :mod:`generator.segment.lines` knows cells. Centred lines are indented, and a wider gap
between lines leaves a blank line, because both tell a heading from what is around it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from generator.read.pdf_glyphs import Glyph, PageText
from generator.read.pdf_skew import lean_of

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
_NEAR_ROWS = 3
"""Only so many rows above may have the height of the next run, the page's runs being taken from the top."""
_BODY = 0.6
"""Share of a type's height that its capitals take."""
_SAME_ROW = 0.6
"""Capitals that overlap in height by this share of the smaller ones are one row (a raised note mark is)."""
_BLANK_LINE = 1.3
"""Lines further apart than so many times the page's usual distance have a blank line between them."""
_MARGIN = 56.7
"""Points: 20 mm, the narrowest margin above and below a text (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I),
so that what stands within it is a head or foot of the page."""
_CENTRED_BLANKS = 8
"""Indent of a centred line: more than any paragraph's first line has."""
_OFF_CENTRE = 0.02
"""How far the middle of a centred line may be off the middle of the page's text, in widths of it."""


@dataclass(slots=True)
class _Letter:
    """A letter with the marks that combine with it. ``order`` counts as the page draws them; ``blanks``
    are the spaces drawn just before it."""

    text: str
    left: float
    right: float
    y: float
    height: float
    order: int
    blanks: tuple[Glyph, ...]


@dataclass(slots=True)
class _Line:
    """The letters found so far to stand in a row, and ``spans``, where they do, in order."""

    letters: list[_Letter]
    spans: list[tuple[float, float]] = field(default_factory=list)

    def add(self, run: Sequence[_Letter]) -> None:
        """Takes a run in."""
        self.letters.extend(run)
        for letter in run:
            insort(self.spans, (letter.left, letter.right))

    def anchor(self) -> _Letter:
        """A letter whose height speaks for the row's: of the first run, which stands highest."""
        return self.letters[0]

    def has_room(self, run: Sequence[_Letter]) -> bool:
        """Whether most letters of a run stand over none of the row's: two lines may be set close."""
        return sum(map(self._is_taken, run)) <= 0.3 * len(run)

    def _is_taken(self, letter: _Letter) -> bool:
        at = bisect_right(self.spans, (letter.left, letter.right))
        near = self.spans[max(0, at - 1) : at + 1]
        most = max((min(right, letter.right) - max(left, letter.left) for left, right in near), default=0.0)
        return most > 0.5 * (letter.right - letter.left)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the page: its cells from left to right and where it stands, in points; ``margin`` tells
    that it stands in the margin above or below the text."""

    cells: tuple[str, ...]
    left: float
    right: float
    y: float
    margin: bool = False

    @property
    def pattern(self) -> str:
        """Its words with numbers as ``#``: the same for a head or foot on every page."""
        return re.sub(r"\d+", "#", " ".join(self.cells))


def rows_of_page(page: PageText) -> tuple[Row, ...]:
    """The lines of a page from the top down: what is turned the way that most of it is."""
    rows = _rows(page.turned[0]) if page.turned else []
    low, high = page.bottom + _MARGIN, page.top - _MARGIN
    return tuple(replace(row, margin=not low <= row.y <= high) for row in rows)


def running_heads(pages: Sequence[Sequence[Row]]) -> frozenset[str]:
    """The patterns of the heads and feet that two pages or more have in their margins; page numbers
    alone are none, for they are told later by their sequence."""
    seen = Counter(pattern for rows in pages for pattern in {row.pattern for row in rows if row.margin})
    return frozenset(p for p, count in seen.items() if count > 1 and any(char.isalpha() for char in p))


def text_of_rows(rows: Sequence[Row], heads: frozenset[str] = frozenset()) -> str:
    """The rows as lines of text, without running heads."""
    return "\n".join(_lines([row for row in rows if not (row.margin and row.pattern in heads)]))


def asides_of_page(page: PageText) -> Iterator[str]:
    """What runs across the page's text or up its side: watermarks, stamps of signing programs."""
    yield from filter(None, (page.slanted, *(text_of_rows(_rows(glyphs)) for glyphs in page.turned[1:])))


def _rows(glyphs: Sequence[Glyph]) -> list[Row]:
    if lean := lean_of(glyphs):
        glyphs = [replace(glyph, y=glyph.y - lean * glyph.left) for glyph in glyphs]
    lines = _gathered(_runs(_letters(glyphs)))
    return [_row(sorted(line.letters, key=lambda letter: letter.left)) for line in lines]


def _letters(glyphs: Sequence[Glyph]) -> Iterator[_Letter]:
    """Letters in the order of drawing; one drawn twice to look bold is taken once."""
    blanks: list[Glyph] = []
    seen: set[tuple[str, int, int]] = set()
    last: _Letter | None = None
    for order, glyph in enumerate(glyphs):
        if glyph.text.isspace():
            blanks.append(glyph)
            continue
        if last and unicodedata.combining(glyph.text[0]):
            last.text += glyph.text
            continue
        spot = (glyph.text, round(glyph.left), round(glyph.y))
        if spot not in seen:
            seen.add(spot)
            if last:
                yield last
            last = _Letter(glyph.text, glyph.left, glyph.right, glyph.y, glyph.height, order, tuple(blanks))
        blanks.clear()
    if last:
        yield last


def _runs(letters: Iterable[_Letter]) -> list[list[_Letter]]:
    """Letters that the page draws one after another on a line, with no gap as wide as a column's."""
    runs: list[list[_Letter]] = []
    for letter in letters:
        if runs and _goes_on(runs[-1][-1], letter):
            runs[-1].append(letter)
        else:
            runs.append([letter])
    return runs


def _goes_on(last: _Letter, letter: _Letter) -> bool:
    height = max(last.height, 1.0)
    level = abs(letter.y - last.y) <= 0.1 * height
    return level and -0.5 * height <= letter.left - last.right <= 0.5 * height


def _gathered(runs: list[list[_Letter]]) -> list[_Line]:
    """The runs in rows, from the top down."""
    rows: list[_Line] = []
    for run in sorted(runs, key=lambda run: (-run[0].y, run[0].left)):
        row = next(
            (row for row in reversed(rows[-_NEAR_ROWS:]) if _is_level(row, run) and row.has_room(run)), None
        )
        if row is None:
            row = _Line([])
            rows.append(row)
        row.add(run)
    return rows


def _is_level(row: _Line, run: Sequence[_Letter]) -> bool:
    """Whether a run's capitals stand at the height of a row's."""
    a, b = row.anchor(), run[0]
    shared = min(a.y + _BODY * a.height, b.y + _BODY * b.height) - max(a.y, b.y)
    return shared >= _SAME_ROW * _BODY * min(a.height, b.height)


def _row(letters: Sequence[_Letter]) -> Row:
    """Letters from left to right as words and cells."""
    gaps = [b.left - a.right for a, b in pairwise(letters) if b.left - a.right > _WORD_GAP * a.height]
    cells = [letters[0].text]
    for before, letter in pairwise(letters):
        gap = letter.left - before.right
        height = min(before.height, letter.height)
        if not _is_blank_space(before, letter) and _parts_columns(gap, height, gaps):
            cells.append(letter.text)
        else:
            cells[-1] += (" " if _is_apart(before, letter) else "") + letter.text
    kept = tuple(" ".join(cell.split()) for cell in cells if cell.strip())
    return Row(kept, letters[0].left, max(letter.right for letter in letters), _main_line(letters))


def _main_line(letters: Sequence[_Letter]) -> float:
    """The base line that most letters stand on: a raised mark is not on it."""
    return median(letter.y for letter in letters)


def _follows(before: _Letter, letter: _Letter) -> bool:
    """Whether a letter is drawn right after another, nothing but blanks between them."""
    return letter.order == before.order + len(letter.blanks) + 1


def _is_apart(before: _Letter, letter: _Letter) -> bool:
    """Whether two letters are of two words: a gap is between them, or a space that is drawn there."""
    gap = letter.left - before.right
    return gap > _WORD_GAP * before.height or (bool(letter.blanks) and _follows(before, letter))


def _is_blank_space(before: _Letter, letter: _Letter) -> bool:
    """Whether the page itself draws the gap between two letters as a few spaces."""
    if not _follows(before, letter) or len(letter.blanks) > _MOST_SPACES:
        return False
    drawn = sum(blank.right - blank.left for blank in letter.blanks)
    return drawn >= _FILLED * (letter.left - before.right)


def _parts_columns(gap: float, height: float, gaps: Sequence[float]) -> bool:
    """Whether a gap parts columns, in a row with these gaps between words."""
    if len(gaps) < 2:
        return gap >= _COLUMN_GAP_ALONE * height
    if max(gaps) - min(gaps) <= _EVEN * max(gaps):
        return False
    outstanding = gap >= _COLUMN_GAP * height and gap >= _OUTSTANDING * median(gaps)
    return outstanding or gap >= _CERTAIN_GAP * height


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
