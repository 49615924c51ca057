"""PDF and pictures: a text layer in reading order; what is a picture of text gets one by OCR, where that is
installed."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.read import ocr
from generator.read.content import Content, Remark, Unreadable
from generator.read.pdf_bounds import DPI, MAX_PAGES
from generator.read.programs import run

_SECONDS = 240
"""A full page takes about 45 thousandths of a second: as many pages as are taken are through in this time
on a machine with other work to do."""
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
    layer = _layer(data)
    pages, unread = layer.pages, layer.unread
    remarks: tuple[Remark, ...] = ()
    if unread and not ocr.is_installed() and any(text for i, text in enumerate(pages) if i not in unread):
        remarks = (_unread(unread),)
    elif unread:
        for index, text in zip(unread, _recognized(data, unread), strict=True):
            pages[index] = text
    # Before the first page, where "DỰ THẢO" belongs; between pages they would cut sentences in two.
    asides = "".join(f"{aside}\n\n" for aside in layer.asides)
    return Content(asides + _joined(pages), own_text=True, remarks=remarks)


def read_image(data: bytes) -> Content:
    """The text of a picture, through OCR.

    Raises:
        Unreadable: OCR is not installed, or the picture is damaged.
    """
    ocr.require(1)
    with tempfile.TemporaryDirectory() as folder:
        image = Path(folder, "image")  # Tesseract knows the kind by the bytes
        image.write_bytes(data)
        return Content(_joined(_layer(ocr.recognized([image])).pages), own_text=True)


@dataclass(frozen=True, slots=True)
class _Layer:
    """What :mod:`generator.read.pdf_worker` finds in a PDF; see there."""

    pages: list[str]
    asides: list[str]
    unread: list[int]


def _layer(data: bytes) -> _Layer:
    output = _worker(data, _SECONDS, "read")
    found: dict[str, Any] = json.loads(output) if output is not None else {"refusal": "damaged"}
    if "refusal" in found:
        raise Unreadable(*_REFUSALS[found["refusal"]])
    return _Layer(**found)


def _joined(pages: Sequence[str]) -> str:
    return "\n\f".join(filter(None, pages)) + "\n"


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
        images = [Path(folder, f"{number}.pgm") for number in numbers]
        return _layer(ocr.recognized(images, DPI)).pages


def _worker(data: bytes, seconds: float, *arguments: str) -> bytes | None:
    paths = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "generator.read.pdf_worker", *arguments]
    return run(command, seconds=seconds, data=data, environment={"PYTHONPATH": paths})
