"""The letters of a PDF page with their places, as PDFium finds them in the text layer."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from generator.knowledge.loader import load_yaml

MAX_GLYPHS = 60_000
"""A page of the smallest type holds about 15,000 letters. A bound on time and memory."""
_SLANT = math.radians(10)
"""Text that leans more than this is a watermark or a stamp."""
_UNMAPPED = 0.3
"""A page on which the fonts name no character for this share of the letters has no usable text."""
_HYPHEN = "\x02"
"""What PDFium puts for a hyphen at the end of a line."""
_WASTE = frozenset((0x0, 0x3, 0xFFFD, 0xFFFE, 0xFFFF, 0xAD, 0x200B, 0xFEFF))


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter: its box in points with the text upright (``y`` is the base line and grows upwards)."""

    text: str
    left: float
    right: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class PageText:
    """The letters of a page by how they are turned: quarter turns in order of how many letters they
    have, then what leans (``slanted``), each in the order in which the page draws them."""

    turned: tuple[tuple[Glyph, ...], ...]
    slanted: str = ""

    @property
    def letters(self) -> int:
        """How many letters the page has."""
        return sum(len(glyphs) for glyphs in self.turned)


def page_text(page: pdfium.PdfPage) -> PageText:
    """The letters of a page; none where its fonts do not tell what they are.

    Raises:
        pdfium.PdfiumError: the page cannot be read.
    """
    text_page = page.get_textpage()
    try:
        return _collected(text_page, page.get_bbox())
    finally:
        text_page.close()


def _collected(text_page: pdfium.PdfTextPage, bounds: tuple[float, float, float, float]) -> PageText:
    handle = text_page.raw
    turned: dict[int, list[Glyph]] = {}
    slanted: list[str] = []
    unmapped = 0
    for index in range(min(text_page.count_chars(), MAX_GLYPHS)):
        char = _character(handle, index)
        if char is None:
            continue
        unmapped += raw.FPDFText_HasUnicodeMapError(handle, index) == 1
        angle = _angle(handle, index)
        quarter = round(angle / (math.pi / 2))
        if abs(angle - quarter * math.pi / 2) > _SLANT:
            slanted.append(char)
            continue
        glyph = _glyph(handle, index, char, quarter % 4, bounds)
        if glyph:
            turned.setdefault(quarter % 4, []).append(glyph)
    total = sum(map(len, turned.values()))
    if total and unmapped > _UNMAPPED * total:
        return PageText(())
    groups = sorted(turned.items(), key=lambda item: (-len(item[1]), item[0]))
    return PageText(tuple(tuple(glyphs) for _, glyphs in groups), " ".join("".join(slanted).split()))


def _angle(handle: object, index: int) -> float:
    """Which way the base line of a letter runs, in radians; PDFium's own measure takes a made italic for
    a turn."""
    matrix = raw.FS_MATRIX()
    found = raw.FPDFText_GetMatrix(handle, index, matrix)
    return math.atan2(matrix.b, matrix.a) if found and math.isfinite(matrix.a + matrix.b) else 0.0


def _character(handle: object, index: int) -> str | None:
    """The character at an index; ``None`` for what PDFium made up, and for what stands for nothing."""
    code = raw.FPDFText_GetUnicode(handle, index)
    if code in _WASTE or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return None
    char = chr(code)
    if char == _HYPHEN:
        return "-"
    if raw.FPDFText_IsGenerated(handle, index) == 1 or char in "\r\n":
        return None
    return str(load_yaml("encodings.yml")["symbols"].get(char, char))


def _glyph(
    handle: object, index: int, char: str, quarter: int, bounds: tuple[float, float, float, float]
) -> Glyph | None:
    """The glyph turned upright; ``None`` where it has no place or stands off the page."""
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    if not raw.FPDFText_GetLooseCharBox(handle, index, box) or not raw.FPDFText_GetCharOrigin(
        handle, index, x, y
    ):
        return None
    values = (box.left, box.right, box.top, box.bottom, x.value, y.value)
    if not all(map(math.isfinite, values)):
        return None
    left, bottom, right, top = bounds
    if box.right < left or box.left > right or box.top < bottom or box.bottom > top:
        return None
    x0, y0 = _upright(box.left, box.bottom, quarter)
    x1, y1 = _upright(box.right, box.top, quarter)
    _, base = _upright(x.value, y.value, quarter)
    return Glyph(char, min(x0, x1), max(x0, x1), base, abs(y1 - y0))


def _upright(x: float, y: float, quarter: int) -> tuple[float, float]:
    """A point turned back by quarter turns."""
    if quarter == 1:
        return y, -x
    if quarter == 2:
        return -x, -y
    return (-y, x) if quarter == 3 else (x, y)
