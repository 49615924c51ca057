"""The letters of a PDF page with their places, as PDFium finds them in the text layer."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from generator.knowledge.loader import load_yaml
from generator.read.pdf_clips import Bounds, Clips, clips_of

MAX_GLYPHS = 60_000
"""A page of the smallest type holds about 15,000 letters. A bound on time and memory."""
_SLANT = math.radians(10)
"""Text that leans more than this is a watermark or a stamp."""
_NEXT_WORD = 0.9
"""Letters that lean are of two words where their places are further apart than this share of the type's
size: a capital with a space after it is about 0.97 wide, one without 0.72."""
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
    have, then what leans (``slanted``), each in the order in which the page draws them. ``bottom`` and
    ``top`` are the page's edges as the first of them sees it, in points."""

    turned: tuple[tuple[Glyph, ...], ...]
    slanted: str = ""
    bottom: float = 0.0
    top: float = 0.0

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
        return _collected(text_page, page.get_bbox(), clips_of(page))
    finally:
        text_page.close()


def _collected(text_page: pdfium.PdfTextPage, bounds: Bounds, clips: Clips) -> PageText:
    handle = text_page.raw
    turned: dict[int, list[Glyph]] = {}
    slanted = ""
    last: tuple[float, float] | None = None
    unmapped = 0
    for index in range(min(text_page.count_chars(), MAX_GLYPHS)):
        char = _character(handle, index)
        if char is None:
            continue
        unmapped += raw.FPDFText_HasUnicodeMapError(handle, index) == 1
        angle, scale = _turn(handle, index)
        quarter = round(angle / (math.pi / 2))
        if abs(angle - quarter * math.pi / 2) > _SLANT:
            place = _origin(handle, index)
            size = scale * raw.FPDFText_GetFontSize(handle, index)
            slanted += " " + char if last and math.dist(place, last) > _NEXT_WORD * size else char
            last = place
            continue
        glyph = _glyph(handle, index, char, quarter % 4, bounds, clips)
        if glyph:
            turned.setdefault(quarter % 4, []).append(glyph)
    total = sum(map(len, turned.values()))
    if total and unmapped > _UNMAPPED * total:
        return PageText(())
    groups = sorted(turned.items(), key=lambda item: (-len(item[1]), item[0]))
    left, bottom, right, top = bounds
    edges = [_upright(x, y, groups[0][0] if groups else 0)[1] for x, y in ((left, bottom), (right, top))]
    glyphs = tuple(tuple(found) for _, found in groups)
    return PageText(glyphs, " ".join(slanted.split()), min(edges), max(edges))


def _turn(handle: object, index: int) -> tuple[float, float]:
    """Which way the base line of a letter runs, in radians, and how far it is scaled; PDFium's own measure
    takes a made italic for a turn."""
    matrix = raw.FS_MATRIX()
    found = raw.FPDFText_GetMatrix(handle, index, matrix)
    if not found or not math.isfinite(matrix.a + matrix.b):
        return 0.0, 1.0
    return math.atan2(matrix.b, matrix.a), math.hypot(matrix.a, matrix.b)


def _origin(handle: object, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(handle, index, x, y)
    return x.value, y.value


def _character(handle: object, index: int) -> str | None:
    """The character at an index; ``None`` for a line end, which PDFium makes up, and for what stands for
    nothing. The spaces that it makes up are kept: it knows the font's own."""
    code = raw.FPDFText_GetUnicode(handle, index)
    if code in _WASTE or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return None
    char = chr(code)
    if char == _HYPHEN:
        return "-"
    return None if char in "\r\n" else _symbols().get(char, char)


@cache
def _symbols() -> Mapping[str, str]:
    symbols: Mapping[str, str] = load_yaml("encodings.yml")["symbols"]
    return symbols


def _glyph(handle: object, index: int, char: str, quarter: int, bounds: Bounds, clips: Clips) -> Glyph | None:
    """The glyph turned upright; ``None`` where it has no place, stands off the page or is cut off."""
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(handle, index, box):
        return None
    x, y = _origin(handle, index)
    values = (box.left, box.right, box.top, box.bottom, x, y)
    if not all(map(math.isfinite, values)):
        return None
    left, bottom, right, top = bounds
    if box.right < left or box.left > right or box.top < bottom or box.bottom > top:
        return None
    if clips.cut_off(handle, index, box):
        return None
    x0, y0 = _upright(box.left, box.bottom, quarter)
    x1, y1 = _upright(box.right, box.top, quarter)
    _, base = _upright(x, y, quarter)
    return Glyph(char, min(x0, x1), max(x0, x1), base, abs(y1 - y0))


def _upright(x: float, y: float, quarter: int) -> tuple[float, float]:
    """A point turned back by quarter turns."""
    if quarter == 1:
        return y, -x
    if quarter == 2:
        return -x, -y
    return (-y, x) if quarter == 3 else (x, y)
