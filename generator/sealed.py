"""Records in files of their own, from run to run: mapped into memory instead of read, as most of a large one
is looked at by few, and with a sum that tells whether one is damaged."""

from __future__ import annotations

import mmap
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from zlib import crc32

Chunk = bytes | memoryview

_SUM = 4
"""Bytes of the sum, which stands behind the record. Nobody has reason to forge it."""

_AT_ONCE = 1 << 20
"""Bytes that are written in one go: a record comes in thousands of pieces."""


def mapped_file(path: Path) -> memoryview:
    """The bytes of a file, empty where it cannot be read. They stay what they are when the file is removed
    or replaced, as every file is that this program writes; who shortens one in place while it is mapped
    ends the process."""
    try:
        with path.open("rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):  # an empty file cannot be mapped
        return memoryview(b"")


def sum_of(pieces: Iterable[Chunk]) -> bytes:
    """The sum of a record that comes in pieces."""
    found = 0
    for piece in pieces:
        found = crc32(piece, found)
    return found.to_bytes(_SUM, "big")


def read_sealed(path: Path, version: bytes) -> memoryview:
    """The record in a file, empty where there is none, where it is damaged, or where another ``version`` of
    the program wrote it (versions are of one length)."""
    content = mapped_file(path)
    record = content[:-_SUM]
    sound = sum_of([record]) == content[-_SUM:] and record[: len(version)] == version
    return record[len(version) :] if sound else memoryview(b"")


def write_sealed(path: Path, version: bytes, pieces: Iterable[Chunk]) -> None:
    """Put a record into a file, whole or not at all: whenever this is cut off, the old one stands. Of pieces
    that are made as they are asked for, one at a time is in memory.

    Raises:
        OSError: the disk is full, or the file may not be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    try:
        with beside.open("wb", _AT_ONCE) as file:
            found = 0
            for piece in chain([version], pieces):
                file.write(piece)
                found = crc32(piece, found)
            file.write(found.to_bytes(_SUM, "big"))
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
