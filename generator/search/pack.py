"""Bytes of the search data: whole numbers of variable length, and deflated files.

Files are raw deflate streams (RFC 1951), which every browser inflates by itself
(``DecompressionStream("deflate-raw")``): so they are small on hosts that do not compress, too.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def varint(value: int) -> bytes:
    """A number in groups of seven bits, the lowest first, the last without the high bit (LEB128)."""
    if value < 0x80:
        return bytes((value,))
    made = bytearray()
    while value >= 0x80:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    made.append(value)
    return bytes(made)


def varints(values: Iterable[int]) -> bytes:
    """Numbers one after the other."""
    values = list(values)
    try:
        small = bytes(values)
    except ValueError:
        return b"".join(map(varint, values))
    return small if small.isascii() else b"".join(map(varint, values))


def string(text: str) -> bytes:
    """A text in UTF-8 after its length in bytes."""
    encoded = text.encode()
    return varint(len(encoded)) + encoded


def gaps(values: Iterable[int]) -> list[int]:
    """Ascending numbers as differences, the first as it is."""
    made = []
    before = 0
    for value in values:
        made.append(value - before)
        before = value
    return made


def deflated(data: bytes) -> bytes:
    """The bytes as a raw deflate stream."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def json_bytes(value: Any) -> bytes:
    """A value as compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def write_json(path: Path, value: Any) -> None:
    """Write a value as deflated JSON."""
    path.write_bytes(deflated(json_bytes(value)))
