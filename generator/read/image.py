"""Pictures of documents: scans and photographs, through OCR."""

from __future__ import annotations

import tempfile
from pathlib import Path

from generator.read import ocr
from generator.read.content import Content


def read_image(data: bytes) -> Content:
    """The text of a picture.

    Raises:
        Unreadable: OCR is not installed, or the picture is damaged.
    """
    ocr.require(1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "image")  # Tesseract knows the kind by the bytes
        path.write_bytes(data)
        return Content(ocr.recognized([path])[0] + "\n", own_text=True)
