"""The process of its own in which PDFium reads a PDF: foreign bytes in a native library may crash it,
hang it or eat memory, and this way they take only this process with them.

``python -m generator.read.pdf_worker read`` reads the PDF from standard input and writes a JSON object:
``pages`` (the text of each), ``asides`` (watermarks and running heads, each once), ``unread`` (which pages
are pictures of text), or ``refusal`` (a code).
``… render FOLDER PAGE…`` writes the pages, numbered from 0, as ``FOLDER/PAGE.pgm``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from generator.read.pdf_bounds import DPI, MAX_PAGES
from generator.read.pdf_glyphs import PageText, page_text
from generator.read.pdf_layout import Row, asides_of_page, rows_of_page, running_heads, text_of_rows

MAX_MEMORY = 3_000_000_000
"""Bytes of address space: PDFium inflates a stream to at most 1 GB."""
_FEW_LETTERS = 100
"""A page with fewer letters may be a picture with a stamp or a signature block typed on it."""
_LARGE = 0.4
"""A picture that covers this share of a page is the page."""
_MANY_PATHS = 300
"""A page without letters but with so many drawn shapes has letters turned into shapes."""
_MAX_PIXELS = 40_000_000


def read(data: bytes) -> dict[str, object]:
    """The text of each page of a PDF, and which pages have to be read by OCR."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        encrypted = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        return {"refusal": "encrypted" if encrypted else "damaged"}
    if len(document) > MAX_PAGES:
        return {"refusal": "too-many-pages"}
    if not len(document):
        return {"refusal": "damaged"}
    pages: list[tuple[Row, ...]] = []
    asides: dict[str, str] = {}
    unread: list[int] = []
    for index in range(len(document)):
        found, is_picture = _page(document, index)
        pages.append(rows_of_page(found))
        asides.update((aside, aside) for aside in asides_of_page(found))
        if is_picture:
            unread.append(index)
    heads = running_heads(pages)
    for row in chain.from_iterable(pages):
        if row.margin and row.pattern in heads:
            asides.setdefault(row.pattern, text_of_rows([row]))
    texts = [text_of_rows(rows, heads) for rows in pages]
    return {"pages": texts, "asides": [text.strip() for text in asides.values()], "unread": unread}


def _page(document: pdfium.PdfDocument, index: int) -> tuple[PageText, bool]:
    try:
        page = document[index]
        found = page_text(page)
        is_picture = found.letters < _FEW_LETTERS and _is_picture(page, found.letters)
        page.close()
    except pdfium.PdfiumError:  # one damaged page: the others may be read
        return PageText(()), False
    return found, is_picture


def _is_picture(page: pdfium.PdfPage, letters: int) -> bool:
    """Whether a page with few letters is a scan, or a text whose letters were turned into shapes."""
    width, height = page.get_size()
    paths = 0
    for thing in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH), max_depth=3):
        if thing.type == raw.FPDF_PAGEOBJ_PATH:
            paths += 1
            if paths > _MANY_PATHS:
                return not letters
            continue
        left, bottom, right, top = thing.get_bounds()
        if (right - left) * (top - bottom) >= _LARGE * width * height:
            return True
    return False


def render(data: bytes, folder: Path, pages: Sequence[int]) -> None:
    """Writes pages as grey pictures, in the plain format that Tesseract takes (PGM)."""
    document = pdfium.PdfDocument(data)
    for index in pages:
        page = document[index]
        width, height = page.get_size()
        scale = min(DPI / 72, (_MAX_PIXELS / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        rows = bytes(bitmap.buffer)
        lines = (rows[at * bitmap.stride : at * bitmap.stride + bitmap.width] for at in range(bitmap.height))
        head = f"P5 {bitmap.width} {bitmap.height} 255\n".encode()
        (folder / f"{index}.pgm").write_bytes(head + b"".join(lines))
        page.close()


def _limit_memory() -> None:
    """Where the system can, bounds what this process may use."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = MAX_MEMORY if most == resource.RLIM_INFINITY else min(MAX_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def main(arguments: Sequence[str]) -> None:
    """Does what the arguments ask; see the head of this file."""
    _limit_memory()
    data = sys.stdin.buffer.read()
    if arguments[0] == "read":
        sys.stdout.write(json.dumps(read(data)))
    else:
        render(data, Path(arguments[1]), [int(number) for number in arguments[2:]])


if __name__ == "__main__":
    main(sys.argv[1:])
