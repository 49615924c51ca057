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
from generator.read.content import Content, Remark, Unreadable
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
    remarks: tuple[Remark, ...] = ()
    if unread and not ocr.is_installed() and any(text for i, text in enumerate(pages) if i not in unread):
        remarks = (_unread(unread),)
    elif unread:
        for index, text in zip(unread, _recognized(data, unread), strict=True):
            pages[index] = text
    # Before the first page, where "DỰ THẢO" belongs; between pages they would cut sentences in two.
    asides = "".join(f"{aside}\n\n" for aside in found["asides"])
    return Content(asides + "\n\f".join(filter(None, pages)) + "\n", own_text=True, remarks=remarks)


def _unread(pages: Sequence[int]) -> Remark:
    numbers = ", ".join(str(index + 1) for index in pages)
    return Remark(
        "unread-pages",
        f"Các trang là ảnh quét nên chưa đọc được: {numbers}.",
        ocr.ADVICE,
    )


def _recognized(data: bytes, pages: Sequence[int]) -> list[str]:
    """The text of the pages that are pictures, by OCR."""
    ocr.require(len(pages))
    with tempfile.TemporaryDirectory() as folder:
        numbers = [str(index) for index in pages]
        if _worker(data, _RENDER_SECONDS, "render", folder, *numbers) is None:
            raise Unreadable(*_REFUSALS["damaged"])
        return ocr.recognized([Path(folder, f"{number}.pgm") for number in numbers])


def _worker(data: bytes, seconds: float, *arguments: str) -> bytes | None:
    paths = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "generator.read.pdf_worker", *arguments]
    return run(command, seconds=seconds, data=data, environment={"PYTHONPATH": paths})
