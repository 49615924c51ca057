"""Optical recognition by Tesseract with its Vietnamese language, where it is installed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from generator.read.content import Unreadable
from generator.read.programs import found, run

MAX_PAGES = 300
"""A page takes some seconds: more are better read beforehand, once."""
_SECONDS = 120
"""For a page; Tesseract takes about five seconds for one of dense text."""
_LANGUAGE = "vie"

ADVICE = (
    "Hãy cài Tesseract kèm tiếng Việt (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-vie; "
    "macOS: brew install tesseract-lang), hoặc nhận dạng trước: ocrmypdf -l vie tệp.pdf tệp-có-chữ.pdf."
)
"""What an owner of scans can do, in Vietnamese."""


@cache
def is_installed() -> bool:
    """Whether Tesseract is on PATH and has Vietnamese."""
    program = found("tesseract")
    listed = run([program, "--list-langs"], seconds=30) if program else None
    return listed is not None and _LANGUAGE in listed.decode("utf-8", "replace").split()


def require(pages: int) -> None:
    """Says what is missing, or that there is too much to do.

    Raises:
        Unreadable: Tesseract is not there, or there are too many pages.
    """
    if not is_installed():
        raise Unreadable(
            "scan-without-ocr",
            "Tệp là bản quét (ảnh), không có lớp chữ, mà máy chưa cài chương trình nhận dạng.",
            ADVICE,
        )
    if pages > MAX_PAGES:
        raise Unreadable(
            "too-large",
            f"Bản quét có hơn {MAX_PAGES} trang.",
            "Hãy nhận dạng trước: ocrmypdf -l vie tệp.pdf tệp-có-chữ.pdf.",
        )


def recognized(images: Sequence[Path], resolution: int | None = None) -> bytes:
    """A PDF with a page for each picture that has nothing but what Tesseract read, where it stands: the
    reader of PDF then tells columns by it as it does by any text layer.

    Args:
        images: the pictures; the PDF with its list is made beside the first.
        resolution: their dots an inch, ``None``: they say it themselves.

    Raises:
        Unreadable: a picture cannot be read, or Tesseract takes too long.
    """
    program = found("tesseract")
    assert program
    listed = images[0].with_name("pages.txt")
    listed.write_text("".join(f"{image}\n" for image in images), encoding="utf-8")
    options = ["--dpi", str(resolution)] if resolution else []
    output = run(
        [program, listed, "stdout", "-l", _LANGUAGE, *options, "-c", "textonly_pdf=1", "pdf"],
        seconds=_SECONDS * len(images),
        # One thread: documents are read side by side, and Tesseract's threads gain little.
        environment={"OMP_THREAD_LIMIT": "1"},
    )
    if not output:
        raise Unreadable(
            "damaged-image", "Ảnh hỏng, không nhận dạng được.", "Hãy quét lại, hoặc mở và lưu lại ảnh."
        )
    return output
