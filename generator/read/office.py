"""Old Word files, RTF and OpenDocument: through LibreOffice, an old ``.doc`` also through antiword or
catdoc, where these are installed."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

from generator.read.content import Content, Unreadable
from generator.read.docx import damaged, read_docx
from generator.read.programs import found, run

_SECONDS = 120
"""LibreOffice starts in about five seconds and converts a long document in some more."""
_TEXT_SECONDS = 30
_ROW = re.compile(r"(?m)^\|(.*)\|$")
_WORD_BINARY = b"\xec\xa5"
_HEADER = 512
"""Where a compound file's first sector is, which the main stream of an old Word file begins in
([MS-DOC] 2.5.2, [MS-CFB] 2.2)."""
_FLAGS = 0x0A
_ENCRYPTED = 0x0100


def read_doc(data: bytes) -> Content:
    """An old ``.doc`` (Word 97 to 2003).

    Raises:
        Unreadable: it has a password, no program that reads it is installed, or none can.
    """
    if _has_password(data):
        raise Unreadable("encrypted", "Tệp Word có mật khẩu.", "Hãy bỏ mật khẩu trong Word rồi lưu lại tệp.")
    programs = found("soffice", "libreoffice", "antiword", "catdoc")
    if programs is None:
        raise _missing("tệp .doc (Word 97–2003)", "LibreOffice (hoặc antiword, catdoc)")
    content = _through_libreoffice(data, "doc") or _through_antiword(data) or _through_catdoc(data)
    if content is None:
        raise damaged()
    return content


def read_rtf(data: bytes) -> Content:
    """A file in Rich Text Format; see :func:`read_odt` for what it raises."""
    return _by_libreoffice_only(data, "rtf")


def read_odt(data: bytes) -> Content:
    """An OpenDocument text.

    Raises:
        Unreadable: LibreOffice is not installed, or cannot read it.
    """
    return _by_libreoffice_only(data, "odt")


def read_word_xml(data: bytes) -> Content:
    """A document in the XML of Word 2003; see :func:`read_odt` for what it raises."""
    return _by_libreoffice_only(data, "xml")


def _by_libreoffice_only(data: bytes, ending: str) -> Content:
    if found("soffice", "libreoffice") is None:
        raise _missing(f"tệp .{ending}", "LibreOffice")
    content = _through_libreoffice(data, ending)
    if content is None:
        raise damaged()
    return content


def _has_password(data: bytes) -> bool:
    """Whether the header of the main stream says that the rest is encrypted ([MS-DOC] 2.5.2, fEncrypted)."""
    header = data[_HEADER : _HEADER + 32]
    flags = int.from_bytes(header[_FLAGS : _FLAGS + 2], "little")
    return header.startswith(_WORD_BINARY) and bool(flags & _ENCRYPTED)


def _through_libreoffice(data: bytes, ending: str) -> Content | None:
    program = found("soffice", "libreoffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"source.{ending}")
        source.write_bytes(data)
        command: list[str | Path] = [
            *(program, "--headless", "--norestore", "--nolockcheck"),
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",  # its own: two may run at a time
            *("--convert-to", "docx", "--outdir", folder, source),
        ]
        run(command, seconds=_SECONDS)
        result = Path(folder, "source.docx")
        return read_docx(result.read_bytes()) if result.is_file() else None


def _through_antiword(data: bytes) -> Content | None:
    # -w 0: a paragraph is a line; UTF-8.txt: the map of characters that it writes.
    content = _printed(data, "antiword", "-w", "0", "-m", "UTF-8.txt")
    return replace(content, text=_ROW.sub(_cells, content.text)) if content else None


def _cells(row: re.Match[str]) -> str:
    """A row of a table as antiword draws it, its cells parted by tabs."""
    return "\t".join(cell.strip() for cell in row[1].split("|")).rstrip()


def _through_catdoc(data: bytes) -> Content | None:
    # -w: a paragraph is a line; cp1252: the code page of the fonts, old Vietnamese ones among them.
    # It comes last because it sets the heads and feet of pages below the last line.
    return _printed(data, "catdoc", "-w", "-s", "cp1252", "-d", "utf-8")


def _printed(data: bytes, name: str, *options: str) -> Content | None:
    """What a program prints of a Word file, ``None`` where it is not installed or fails."""
    program = found(name)
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source.doc")
        source.write_bytes(data)
        output = run([program, *options, source], seconds=_TEXT_SECONDS)
    text = output.decode("utf-8", "replace").replace("\r\n", "\n") if output else ""
    return Content(text.strip("\n") + "\n", own_text=True) if text.strip() else None


def _missing(what: str, programs: str) -> Unreadable:
    return Unreadable(
        "missing-program",
        f"Để đọc {what} cần có {programs}, mà máy chưa cài.",
        f"Hãy cài {programs} (Debian, Ubuntu: apt install libreoffice-writer), "
        "hoặc mở tệp trong Word rồi lưu thành .docx.",
    )
