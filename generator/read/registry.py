"""Which reader reads which file. A new input format is one module beside this and one line here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from generator.model import Source, SourceText
from generator.read import html, plain
from generator.read.content import Content, Unreadable

Reader = Callable[[bytes], Content]

READERS: Mapping[str, tuple[str, Reader]] = MappingProxyType(
    {
        ".txt": ("text/plain", plain.read_text),
        ".md": ("text/markdown", plain.read_markdown),
        ".markdown": ("text/markdown", plain.read_markdown),
        ".html": ("text/html", html.read_html),
        ".htm": ("text/html", html.read_html),
        ".xhtml": ("application/xhtml+xml", html.read_html),
    }
)
"""Reader and media type by the file's ending. PDF and Word documents will have their lines here."""


def media_type_of(file: str) -> str | None:
    """Media type of a file by its name, ``None`` where no reader takes it."""
    entry = READERS.get(PurePosixPath(file).suffix.lower())
    return entry[0] if entry else None


def read(file: str, data: bytes) -> SourceText:
    """The source text of a raw file.

    Args:
        file: path relative to the RAW folder, with ``/``.
        data: the file's bytes as received.

    Raises:
        Unreadable: no reader takes the format, or the bytes are not of it; it carries the code and
            Vietnamese words of the diagnostic.
    """
    suffix = PurePosixPath(file).suffix.lower()
    if suffix not in READERS:
        raise Unreadable(
            "unknown-format",
            f"Chưa đọc được định dạng “{suffix or 'không có phần mở rộng'}”.",
            f"Hãy chuyển tệp sang một trong các dạng: {', '.join(sorted(READERS))}.",
        )
    media_type, reader = READERS[suffix]
    content = reader(data)
    if not content.text.strip():
        raise Unreadable(
            "empty-file", "Tệp không có chữ nào.", "Hãy kiểm tra tệp gốc hoặc nhận dạng lại bản quét."
        )
    source = Source(
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        url=content.url,
        published=content.published,
    )
    return SourceText(source, content.text, content.markdown, content.own_text, content.hints)
