"""How far the lines of a scanned page lean: a scanner takes sheets in askew, and the letters that OCR put
behind the picture stand on lines that rise or fall with it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from generator.read.pdf_glyphs import Glyph

_ENOUGH = 40
"""Steps from word to word that tell how a page leans."""
_FURTHEST = 12.0
"""Heights of a letter from the beginning of one word to that of the next of its line at most."""
_LEVEL = 0.5
"""Heights that the next word of a line is up or down at most."""
_LEAST = 0.002
"""A rise of a point in 500, the width of a sheet, is none."""


def lean_of(glyphs: Sequence[Glyph]) -> float:
    """By how much a page's lines rise to the right, in points a point; 0.0 where they are level, or there are
    too few to tell.

    Args:
        glyphs: the page's letters and blanks in the order of drawing.
    """
    starts = [glyph for before, glyph in pairwise(glyphs) if _opens_word(before, glyph)]
    steps = [(b.y - a.y) / (b.left - a.left) for a, b in pairwise(starts) if _are_of_one_line(a, b)]
    lean = median(steps) if len(steps) >= _ENOUGH else 0.0
    return lean if abs(lean) >= _LEAST else 0.0


def _opens_word(before: Glyph, glyph: Glyph) -> bool:
    return before.text.isspace() and not glyph.text.isspace()


def _are_of_one_line(one: Glyph, other: Glyph) -> bool:
    height = max(one.height, other.height, 1.0)
    along, up = other.left - one.left, abs(other.y - one.y)
    return 0 < along <= _FURTHEST * height and up <= _LEVEL * height
