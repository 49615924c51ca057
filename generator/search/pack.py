"""Bytes of the search data: whole numbers of variable length, and deflated files.

Files are raw deflate streams (RFC 1951), which every browser inflates by itself
(``DecompressionStream("deflate-raw")``): so they are small on hosts that do not compress, too.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import sub
from typing import Any

import msgspec

Numbers = bytes | list[int]
"""Whole numbers from 0 on: bytes where each is below 128, which are then their own encoding, else a list."""


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


def numbers(values: Iterable[int]) -> Numbers:
    """Numbers as they are held; the same numbers are held alike."""
    if isinstance(values, bytes) and values.isascii():
        return values
    held = list(values)
    try:
        small = bytes(held)
    except ValueError:
        return held
    return small if small.isascii() else held


def spliced(values: Numbers, start: int, stop: int, put: Sequence[int]) -> Numbers:
    """Numbers with others in the place of those from ``start`` to before ``stop``."""
    fresh = numbers(put)
    if isinstance(values, bytes) and isinstance(fresh, bytes):
        return values[:start] + fresh + values[stop:]
    return numbers([*values[:start], *put, *values[stop:]])


def varints(values: Iterable[int]) -> bytes:
    """Numbers one after the other."""
    held = numbers(values)
    return held if isinstance(held, bytes) else b"".join(map(varint, held))


def string(data: bytes) -> bytes:
    """Bytes after their number."""
    return varint(len(data)) + data


class Reader:
    """Reads what this module writes, one thing after the other."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data = data
        self.at = at

    def number(self) -> int:
        """The next number."""
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def numbers(self, count: int) -> Numbers:
        """The next numbers; most often all of them are small."""
        small = self.data[self.at : self.at + count]
        if small.isascii() and len(small) == count:
            self.at += count
            return small
        return [self.number() for _ in range(count)]

    def bytes(self, count: int) -> bytes:
        """The next bytes as they are."""
        self.at += count
        return self.data[self.at - count : self.at]


def gaps(values: Sequence[int]) -> list[int]:
    """Ascending numbers as differences, the first as it is."""
    return [*values[:1], *map(sub, values[1:], values)]


def sums(values: Iterable[int]) -> list[int]:
    """Differences as ascending numbers: the reverse of ``gaps``."""
    return list(accumulate(values))


def place(differences: Numbers, value: int) -> tuple[int, int]:
    """How many numbers of ascending ones, as ``gaps`` gives them, are below a value, and the last of these,
    0 if there is none. By halving: to add up differences takes a fraction of the time of listing sums."""
    below, sum_below, last = 0, 0, len(differences)
    while below < last:
        middle = (below + last + 1) // 2
        sum_middle = sum_below + sum(differences[below:middle])
        if sum_middle < value:
            below, sum_below = middle, sum_middle
        else:
            last = middle - 1
    return below, sum_below


def deflated(*parts: bytes) -> bytes:
    """The bytes as a raw deflate stream; parts of different make have their own codes in it. Higher levels
    than 7 take twice as long to save a hundredth."""
    packer = zlib.compressobj(7, zlib.DEFLATED, -15)
    made = bytearray()
    for part in parts[:-1]:
        made += packer.compress(part) + packer.flush(zlib.Z_SYNC_FLUSH)
    return bytes(made + packer.compress(parts[-1]) + packer.flush())


def deflated_numbers(data: bytes) -> bytes:
    """Numbers as a raw deflate stream. Of what they repeat only runs are worth looking for, which needs
    little memory: so it is made in a fifth of the time, and of long columns smaller."""
    packer = zlib.compressobj(7, zlib.DEFLATED, -12, 7, zlib.Z_RLE)
    return packer.compress(data) + packer.flush()


def json_bytes(value: Any) -> bytes:
    """A value as compact JSON in UTF-8."""
    return msgspec.json.encode(value)


def inflated(data: bytes) -> bytes:
    """The bytes of a raw deflate stream.

    Raises:
        zlib.error: it is none.
    """
    return zlib.decompress(data, -15)
