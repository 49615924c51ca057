"""PDF files written by hand, for what a browser does not print."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

A4 = (595, 842)


def pdf(
    *pages: str, rotate: int = 0, more: Sequence[str] = (), trailer: str = "", resources: str = ""
) -> bytes:
    """A PDF of A4 pages with these content streams; ``F1`` is Times, ``F2`` Times in bold.

    ``more``: objects after those of the pages, ``resources``: entries beside the fonts.
    """
    fonts = "".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>"
        for name, base in (("F1", "Times-Roman"), ("F2", "Times-Bold"))
    )
    kids = " ".join(f"{3 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 {A4[0]} {A4[1]}] >>",
    ]
    for i, stream in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /Rotate {rotate} /Contents {4 + 2 * i} 0 R"
            f" /Resources << /Font << {fonts} >> {resources} >> >>"
        )
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    return _written([*objects, *more], trailer)


def _written(objects: Sequence[str], trailer: str) -> bytes:
    data = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    start = len(data)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    return data + (head + end).encode("cp1252")


def at(x: float, y: float, words: str, *, size: float = 14, font: str = "F1", matrix: str = "1 0 0 1") -> str:
    """Words drawn at a place, in points from the lower left corner; ``matrix`` turns them."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {matrix} {x} {y} Tm ({escaped}) Tj ET\n"


def scan(page_count: int) -> tuple[str, tuple[str, ...], str]:
    """Content that fills a page with a picture, and the objects and resources that it needs in a PDF of
    so many pages."""
    image = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
    image += " /BitsPerComponent 8 /Length 1 >>"
    number = 3 + 2 * page_count
    return (
        f"q {A4[0]} 0 0 {A4[1]} 0 0 cm /Im1 Do Q\n",
        (f"{image}\nstream\nx\nendstream",),
        f"/XObject << /Im1 {number} 0 R >>",
    )


def png(pgm: bytes) -> bytes:
    """A grey picture in PGM as PNG."""
    _, width, height, rest = pgm.split(b" ", 3)
    size = (int(width), int(height))
    grey = rest[rest.index(b"\n") + 1 :]
    rows = b"".join(b"\0" + grey[at * size[0] : (at + 1) * size[0]] for at in range(size[1]))

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
