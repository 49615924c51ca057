"""What a page's clipping leaves of its letters.

A browser that prints paints a line twice where a letter of it reaches over the edge of the page: clipped to
the page before, on which a sliver of a tall capital stands below the last line, and on its own page.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

Bounds = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


@dataclass(frozen=True, slots=True)
class Clips:
    """How far the clipped text objects of a page show, by their address."""

    bounds: dict[int, Bounds]

    def cut_off(self, text_page: object, index: int, box: raw.FS_RECTF) -> bool:
        """Whether less than half of a letter's height or width shows. One that stands wholly outside is not
        cut off but hidden, as the words of a text layer may be."""
        if not self.bounds:
            return False
        shown = self.bounds.get(_address(raw.FPDFText_GetTextObject(text_page, index)))
        if shown is None:
            return False
        left, bottom, right, top = shown
        meets = box.left < right and left < box.right and box.bottom < top and bottom < box.top
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        return meets and not (left <= x <= right and bottom <= y <= top)


def clips_of(page: pdfium.PdfPage) -> Clips:
    """The clips of the text that a page draws itself; those within a form are in the form's own measures."""
    found: dict[int, Bounds] = {}
    for number in range(raw.FPDFPage_CountObjects(page.raw)):
        drawn = raw.FPDFPage_GetObject(page.raw, number)
        if raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_TEXT:
            bounds = _bounds(raw.FPDFPageObj_GetClipPath(drawn))
            if bounds:
                found[_address(drawn)] = bounds
    return Clips(found)


def _address(drawn: object) -> int:
    return ctypes.cast(drawn, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def _bounds(clip: object) -> Bounds | None:
    """What all the paths of a clip leave, taken as upright rectangles; ``None`` without a path."""
    bounds: Bounds | None = None
    for path in range(max(0, raw.FPDFClipPath_CountPaths(clip)) if clip else 0):
        points = list(_points(clip, path))
        if points:
            xs, ys = zip(*points, strict=True)
            left, bottom, right, top = bounds or (-math.inf, -math.inf, math.inf, math.inf)
            bounds = max(left, min(xs)), max(bottom, min(ys)), min(right, max(xs)), min(top, max(ys))
    return bounds


def _points(clip: object, path: int) -> Iterator[tuple[float, float]]:
    for number in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
        x, y = ctypes.c_float(), ctypes.c_float()
        if raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, number), x, y):
            yield x.value, y.value
