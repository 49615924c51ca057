"""PDF: the text layer in reading order; pages that are pictures go through OCR where it is installed."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator.read import ocr
from generator.read.content import Content, Unreadable
from generator.read.pdf_worker import MAX_PAGES
from generator.read.programs import run

_SECONDS = 120
"""A page takes PDFium some hundredths of a second; a PDF of hundreds of pages is through in this time."""
_RENDER_SECONDS = 300
_ROOT = Path(__file__).resolve().parents[2]

_REFUSALS = {
    "encrypted": (
        "encrypted",
        "Tệp PDF có mật khẩu.",
        "Hãy bỏ mật khẩu (mở tệp, in lại thành PDF) rồi thay tệp này.",
    ),
    "damaged": (
        "damaged-pdf",
        "Tệp PDF hỏng hoặc bị cắt cụt, không mở được.",
        "Hãy tải lại tệp, hoặc mở bằng trình đọc PDF rồi in lại thành PDF.",
    ),
    "too-many-pages": (
        "too-large",
        f"Tệp PDF có hơn {MAX_PAGES} trang, quá dài với một văn bản.",
        "Hãy tách riêng từng văn bản ra một tệp.",
    ),
}


def read_pdf(data: bytes) -> Content:
    """The text of a PDF: pages parted by form feeds, columns by tabs.

    Raises:
        Unreadable: it is damaged, encrypted, too long, or a scan that no program here can read.
    """
    output = _worker(data, _SECONDS, "read")
    found: dict[str, Any] = json.loads(output) if output is not None else {"refusal": "damaged"}
    if "refusal" in found:
        raise Unreadable(*_REFUSALS[found["refusal"]])
    pages: list[str] = found["pages"]
    unread: list[int] = found["unread"]
    if unread:
        for index, text in zip(unread, _recognized(data, pages, unread), strict=True):
            pages[index] = text
    return Content("\n\f".join(page for page in pages if page) + "\n", own_text=True)


def _recognized(data: bytes, pages: Sequence[str], unread: Sequence[int]) -> list[str]:
    """The text of the pages that are pictures. Without OCR, what little letters they have, unless no
    page has more."""
    if not ocr.is_installed() and len(unread) < len([page for page in pages if page.strip()]):
        return [pages[index] for index in unread]
    ocr.require(len(unread))
    with tempfile.TemporaryDirectory() as folder:
        numbers = [str(index) for index in unread]
        if _worker(data, _RENDER_SECONDS, "render", folder, *numbers) is None:
            raise Unreadable(*_REFUSALS["damaged"])
        return ocr.recognized([Path(folder, f"{number}.pgm") for number in numbers])


def _worker(data: bytes, seconds: float, *arguments: str) -> bytes | None:
    paths = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "generator.read.pdf_worker", *arguments]
    return run(command, seconds=seconds, data=data, environment={"PYTHONPATH": paths})
