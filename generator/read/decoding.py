"""Bytes to text: UTF-8, UTF-16, Windows-1258 and the old Vietnamese encodings, told by evidence."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from generator.read.content import Unreadable
from generator.read.encodings import converted, vietnamese_share
from generator.text import nfc

_SAMPLE = 8192
_HIGH_BYTES = frozenset((0x00, 0x01, 0x03, 0x1E, 0x20))
"""High bytes of what Vietnamese text in UTF-16 is made of: Latin, marks, letters with tones, dashes."""
_ENOUGH_WORDS = 5
_SURE = 0.8
"""A reading of unknown bytes counts when this share of its accented words are Vietnamese syllables."""
DAMAGED = "utf-8-damaged"
"""Name of the encoding of UTF-8 with broken bytes in it, which stand as U+FFFD in the text."""
_MOST_DAMAGE = 0.1
"""More broken bytes than this share are no damage: it is another encoding, or no text."""
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
_MOST_CONTROLS = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the encoding that it was in where that was not sound UTF-8."""

    text: str
    encoding: str | None = None


def decode(data: bytes) -> Decoded:
    """Text of the bytes. What was not UTF-8 has LF line ends, for the text is the reader's own.

    Raises:
        Unreadable: the bytes are text in no encoding known here.
    """
    found = _utf16(data) or _utf8(data) or _damaged_utf8(data) or _old(data)
    if found is None:
        raise _undecodable(data)
    if _controls_in(found.text) > _MOST_CONTROLS * len(found.text):
        raise Unreadable(
            "not-text",
            "Tệp mang phần mở rộng của văn bản nhưng chứa dữ liệu nhị phân.",
            "Hãy kiểm tra phần mở rộng của tệp, hoặc mở và lưu lại tệp bằng chương trình đã tạo ra nó.",
        )
    if found.encoding is None:
        return found
    return Decoded(found.text.replace("\r\n", "\n").replace("\r", "\n"), found.encoding)


def _controls_in(text: str) -> int:
    """How many control characters a text has; in UTF-8 each is a byte of its own."""
    encoded = text.encode("utf-8", "surrogatepass")
    return len(encoded) - len(encoded.translate(None, _CONTROLS))


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 by its byte order mark, or by bytes that alternate between few high ones and many low."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16"
    else:
        sample = data[:_SAMPLE]
        if b"\0" not in sample:
            return None
        name = next((n for n, high in (("utf-16-le", 1), ("utf-16-be", 0)) if _alternates(sample, high)), "")
        if not name:
            return None
    # A file cut within its last character is still read.
    text = data[: len(data) // 2 * 2].decode(name, errors="replace")
    return Decoded(text, "utf-16") if text.count("\ufffd") <= _MOST_DAMAGE * len(text) else None


def _alternates(sample: bytes, high: int) -> bool:
    highs, lows = sample[high::2], sample[1 - high :: 2]
    few = sum(1 for byte in highs if byte in _HIGH_BYTES)
    return len(highs) >= 4 and few >= 0.95 * len(highs) and lows.count(0) <= 0.05 * len(lows)


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 that was cut within a character, or has rubbish in it: its words are Vietnamese all the same."""
    text = data.decode("utf-8-sig", errors="replace")
    if text.count("\ufffd") > _MOST_DAMAGE * len(text):
        return None
    count, share = vietnamese_share(text)
    return Decoded(text, DAMAGED) if count >= _ENOUGH_WORDS and share >= _SURE else None


def _old(data: bytes) -> Decoded | None:
    """The reading that makes the most accented words Vietnamese, if it makes nearly all so."""
    western = data.decode("cp1252", errors="replace")
    if "\ufffd" in western:  # five bytes have no letter there; fonts put some in their places
        western = "".join(bytes((byte,)).decode("cp1252", errors="ignore") or chr(byte) for byte in data)
    candidates = [Decoded(nfc(data.decode("cp1258", errors="replace")), "windows-1258")]
    old = converted(western)
    if old:
        candidates.append(Decoded(old.text, old.encoding))
    scored = [(vietnamese_share(candidate.text), candidate) for candidate in candidates]
    (count, share), best = max(scored, key=lambda entry: entry[0][1])
    return best if count >= _ENOUGH_WORDS and share >= _SURE else None


def _undecodable(data: bytes) -> Unreadable:
    try:
        data.decode("utf-8")
        offset = 0
    except UnicodeDecodeError as error:
        offset = error.start
    line = data.count(b"\n", 0, offset) + 1
    return Unreadable(
        "undecodable",
        "Tệp không phải văn bản UTF-8 hay một bảng mã tiếng Việt quen thuộc"
        f" (byte thứ {offset + 1}, dòng {line}).",
        "Hãy mở tệp bằng chương trình đã tạo ra nó rồi lưu lại bằng bảng mã UTF-8.",
    )
