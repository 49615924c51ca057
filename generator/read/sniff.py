"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re

_HEAD = 4096
_PDF_HEAD = 1024
"""Readers of PDF look for its header within so many bytes (PDF 1.7, annex H.3.4.1)."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head)\b",
    re.I | re.S,
)
_WORD_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*>\s*<\?mso-application[^>]*Word\.Document", re.I)


def sniffed(data: bytes) -> str | None:
    """The name of the format (see :data:`generator.read.registry.FORMATS`) that the bytes are of.

    ``encrypted``, ``ole`` and ``zip`` name containers that no reader takes. ``None``: plain text, or
    something unknown.
    """
    head = data[:_HEAD]
    if b"%PDF-" in head[:_PDF_HEAD]:
        return "pdf"
    if head.startswith(_OLE):
        return _ole(data)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_IMAGES):
        return "image"
    if _WORD_XML.match(head):
        return "word-xml"
    return "html" if _HTML.match(head) else None


def _ole(data: bytes) -> str:
    """Compound files name their streams in UTF-16: a Word document, or an encrypted package."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted"
    return "doc" if "WordDocument".encode("utf-16-le") in data else "ole"


def _zip(data: bytes) -> str:
    if b"word/document" in data:
        return "docx"
    return "odt" if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:_HEAD] else "zip"
