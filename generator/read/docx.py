"""Word documents (``.docx``): opened by python-docx, put in reading order here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from generator.read.content import Content, Unreadable
from generator.read.docx_numbering import W, numbering_of
from generator.read.docx_styles import styles_of
from generator.read.docx_text import Reader

if TYPE_CHECKING:
    from docx.opc.part import Part

_MAX_UNPACKED = 400_000_000
"""Bytes that all parts together may unpack to, pictures among them. A bound against zip bombs."""
_MAX_PART = 40_000_000
"""Bytes of one XML part: some 2,000 pages of text with its formatting."""
_MAX_PARTS = 10_000
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def read_docx(data: bytes) -> Content:
    """The text of a Word document as it is printed, without heads and feet of pages.

    Raises:
        Unreadable: it is damaged, too large when unpacked, or none of Word's.
    """
    _check_size(data)
    try:
        return Content(_text(data), own_text=True)
    except Unreadable:
        raise
    except Exception as error:  # python-docx lets out whatever a damaged part made it run into
        raise damaged() from error


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise damaged() from error
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    # A part's size as declared is as much as is ever unpacked of it.
    if (
        len(parts) > _MAX_PARTS
        or largest > _MAX_PART
        or sum(part.file_size for part in parts) > _MAX_UNPACKED
    ):
        raise Unreadable(
            "too-large",
            "Tệp Word giải nén ra quá lớn so với một văn bản.",
            "Hãy kiểm tra tệp; nếu có nhiều ảnh, hãy nén ảnh trong Word rồi lưu lại.",
        )


def _text(data: bytes) -> str:
    # Here, not above: it takes a tenth of a second, which a run without Word documents need not wait for.
    from docx.opc.package import OpcPackage

    main = OpcPackage.open(io.BytesIO(data)).main_document_part
    root = _root(main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise damaged()
    numbering = _related(main, "numbering")
    notes = {
        f"{kind}{note.get(f'{W}id')}": note
        for kind in ("footnote", "endnote")
        for note in _notes(_related(main, f"{kind}s"), kind)
    }
    reader = Reader(styles_of(_related(main, "styles"), numbering), numbering_of(numbering), notes)
    return reader.text(body)


def _notes(root: etree._Element | None, kind: str) -> Iterator[etree._Element]:
    return iter(()) if root is None else root.iterfind(f"{W}{kind}")


def _related(main: Part, name: str) -> etree._Element | None:
    """The root of a part that the main one refers to, ``None`` where it has none such."""
    found = (rel for rel in main.rels.values() if rel.reltype == _RELATIONS + name and not rel.is_external)
    relation = next(found, None)
    return _root(relation.target_part) if relation is not None else None


def _root(part: Part) -> etree._Element | None:
    """The root of a part's XML, read without entities or anything from elsewhere."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(part.blob, parser) if part.blob else None


def damaged() -> Unreadable:
    """What is said of a Word file, of any format, that is broken."""
    return Unreadable(
        "damaged-document",
        "Tệp Word hỏng hoặc bị cắt cụt, không đọc được.",
        "Hãy tải lại tệp, hoặc mở và lưu lại bằng Word hay LibreOffice.",
    )
