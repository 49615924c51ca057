"""Which reader reads which file. A new input format is one module beside this and one line here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from generator.diagnostics import Diagnostic, Severity
from generator.model import Hint, Source, SourceText
from generator.read import docx, html, office, pdf, plain
from generator.read.content import Content, Remark, Unreadable
from generator.read.decoding import DAMAGED
from generator.read.encodings import converted
from generator.read.sniff import sniffed

Reader = Callable[[bytes], Content]

MAX_BYTES = 200_000_000
"""No directive comes near: 500 scanned pages in colour are about half of it. A bound on memory."""
MAX_CHARACTERS = 5_000_000
"""About 2,000 full pages. A bound on the time and memory of all that follows."""
_BYTES_A_CHARACTER = 4
"""The most that a character takes in UTF-8 and UTF-16: a longer text has too many of them."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its media type (of an image, its family) and reader. ``certain``: a file of it shows
    by its first bytes, so that one that does not is something else."""

    media_type: str
    read: Reader
    certain: bool = True


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "text": Format("text/plain", plain.read_text, certain=False),
        "markdown": Format("text/markdown", plain.read_markdown, certain=False),
        "html": Format("text/html", html.read_html, certain=False),
        "pdf": Format("application/pdf", pdf.read_pdf),
        "docx": Format(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx.read_docx
        ),
        "doc": Format("application/msword", office.read_doc),
        "rtf": Format("application/rtf", office.read_rtf),
        "odt": Format("application/vnd.oasis.opendocument.text", office.read_odt),
        "word-xml": Format("application/msword", office.read_word_xml),
        "image": Format("image/*", pdf.read_image),
    }
)
"""Reader and media type by the name of the format."""

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".txt": "text",
        ".md": "markdown",
        ".markdown": "markdown",
        ".html": "html",
        ".htm": "html",
        ".xhtml": "html",
        ".pdf": "pdf",
        ".docx": "docx",
        ".doc": "doc",
        ".rtf": "rtf",
        ".odt": "odt",
        ".tif": "image",
        ".tiff": "image",
        ".png": "image",
        ".jpg": "image",
        ".jpeg": "image",
    }
)
"""Name of the format by a file's ending."""


def media_type_of(file: str) -> str | None:
    """Media type of a file by its name, ``None`` where no reader takes it."""
    name = SUFFIXES.get(PurePosixPath(file).suffix.lower())
    return FORMATS[name].media_type if name else None


def read_path(file: str, path: Path) -> SourceText:
    """The source text of a raw file on disk; see :func:`read`. One that is too large is not loaded.

    Raises:
        Unreadable: as :func:`read`.
        OSError: the file cannot be opened.
    """
    before = path.stat()
    if before.st_size > MAX_BYTES:
        raise _too_heavy()
    data = path.read_bytes()
    after = path.stat()
    if (len(data), after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise _being_written()
    return read(file, data)


def read(file: str, data: bytes) -> SourceText:
    """The source text of a raw file.

    Args:
        file: path relative to the RAW folder, with ``/``.
        data: the file's bytes as received.

    Raises:
        Unreadable: no reader takes the format, or the bytes are not of it; it carries the code and
            Vietnamese words of the diagnostic.
    """
    chosen = _format(file, data)
    if not chosen.certain and len(data) > _BYTES_A_CHARACTER * MAX_CHARACTERS:
        raise _too_many_characters()
    content = _in_unicode(chosen.read(data))
    if not content.text.strip():
        raise _empty()
    if len(content.text) > MAX_CHARACTERS:
        raise _too_many_characters()
    source = Source(
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=_media_type(file, chosen),
        url=content.url,
        published=content.published,
        encoding=content.encoding,
    )
    remarks = tuple(
        Diagnostic(file, None, remark.code, Severity.WARNING, remark.message, remark.remedy)
        for remark in (*content.remarks, *_damage(content))
    )
    return SourceText(source, content.text, content.markdown, content.own_text, content.hints, remarks)


def _format(file: str, data: bytes) -> Format:
    """The format of a file: what its bytes show, else what its name says."""
    suffix = PurePosixPath(file).suffix.lower()
    named = SUFFIXES.get(suffix)
    if named is None:
        raise Unreadable(
            "unknown-format",
            f"Chưa đọc được định dạng “{suffix or 'không có phần mở rộng'}”.",
            f"Hãy chuyển tệp sang một trong các dạng: {', '.join(sorted(SUFFIXES))}.",
        )
    if not data:
        raise _empty()
    if len(data) > MAX_BYTES:
        raise _too_heavy()
    seen = sniffed(data)
    if seen is None:
        # Word opens a plain text of any name, so such files go by .doc.
        named = "text" if named in ("doc", "rtf") else named
        if FORMATS[named].certain:
            raise _misnamed(suffix)
        return FORMATS[named]
    if seen == "zip" and named in ("docx", "odt"):  # cut short before the part that tells
        return FORMATS[named]
    if seen == "encrypted":
        raise Unreadable("encrypted", "Tệp Word có mật khẩu.", "Hãy bỏ mật khẩu trong Word rồi lưu lại tệp.")
    if seen not in FORMATS:
        raise _misnamed(suffix)
    return FORMATS[seen]


def _media_type(file: str, chosen: Format) -> str:
    if file.lower().endswith(".xhtml") and chosen is FORMATS["html"]:
        return "application/xhtml+xml"
    return chosen.media_type


def _in_unicode(content: Content) -> Content:
    """The content with text that old fonts carried turned into Unicode, hints moved along."""
    found = converted(content.text)
    if found is None:
        return content
    hints = tuple(Hint(found.moved(h.start), found.moved(h.end), h.reason) for h in content.hints)
    # The offsets are those of the new text, so its line ends are the reader's to choose.
    text = found.text if content.own_text else found.text.replace("\r\n", "\n").replace("\r", "\n")
    return replace(content, text=text, own_text=True, hints=hints, encoding=found.encoding)


def _damage(content: Content) -> tuple[Remark, ...]:
    """What is to be said of a text in which broken bytes stand."""
    if content.encoding != DAMAGED:
        return ()
    count = content.text.count("\ufffd")
    return (
        Remark(
            "damaged-text",
            f"Tệp có {count} chỗ hỏng về bảng mã, không đọc được (ghi là “\ufffd”).",
            "Hãy tải lại tệp hoặc lưu lại từ bản gốc.",
        ),
    )


def _empty() -> Unreadable:
    return Unreadable(
        "empty-file", "Tệp không có chữ nào.", "Hãy kiểm tra tệp gốc hoặc nhận dạng lại bản quét."
    )


def _too_large(how: str) -> Unreadable:
    return Unreadable(
        "too-large", f"Tệp {how}, quá lớn với một văn bản.", "Hãy tách riêng từng văn bản ra một tệp."
    )


def _being_written() -> Unreadable:
    message = "Tệp đang được ghi hoặc chép dở: nó đổi trong khi được đọc."
    return Unreadable("being-written", message, "Chờ tệp chép xong rồi chạy lại.")


def _too_heavy() -> Unreadable:
    return _too_large(f"nặng hơn {MAX_BYTES // 1_000_000} MB")


def _too_many_characters() -> Unreadable:
    return _too_large(f"có hơn {MAX_CHARACTERS // 1_000_000} triệu ký tự")


def _misnamed(suffix: str) -> Unreadable:
    return Unreadable(
        "misnamed",
        f"Tệp mang phần mở rộng “{suffix}” nhưng nội dung không phải thế, hoặc phần đầu tệp đã hỏng.",
        "Hãy kiểm tra phần mở rộng, tải lại tệp, hoặc mở và lưu lại bằng chương trình đã tạo ra nó.",
    )
