"""Records kept from build to build, each found by the digest of all that it was made of.

A record never goes stale: what it was made of (bytes, corrections, the program itself) is in its key, or, of
the one record that every run brings up to date (``fixity``), in itself. So the whole
cache may be thrown away at any time, and may travel from one machine to another. It is a single SQLite file;
a damaged one is thrown away.
"""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Protocol, TypeVar
from weakref import finalize

import msgspec

T = TypeVar("T")

DIGEST = 16
"""Bytes of a digest: two of 2**64 records would have to meet by chance."""

_LIBRARIES = ("lxml", "pypdfium2", "python-docx", "pyyaml", "jinja2", "mkdocs", "mkdocs-material")
_PROGRAMS = ("antiword", "catdoc", "ocrmypdf", "pdftoppm", "soffice", "tesseract")
_LARGE = 1 << 20
_BATCH = 200
"""Records a transaction: what a killed build has worked out is not lost."""


class Cache(Protocol):
    """Where records are kept; ``get`` and ``put`` note a record as used."""

    def get(self, kind: str, key: bytes) -> bytes | None:
        """The record of that key, ``None`` where there is none."""

    def put(self, kind: str, key: bytes, record: bytes) -> None:
        """Keep a record."""

    def keys(self, kind: str) -> Set[bytes]:
        """The keys of all records of a kind; one of them may prove to be damaged."""

    def use(self, kind: str, keys: Iterable[bytes]) -> None:
        """Note records as used without reading them."""

    def commit(self) -> None:
        """Make what was put lasting, and visible to processes that are forked from now on."""


class ScratchCache:
    """A cache that ends with the process: a file without a name, from which processes forked from this one
    may read too. Most of its records are read once, so they are not worth deflating.

    Raises:
        OSError: no temporary file can be made.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as the cache is there
        finalize(self, self._file.close)
        self._size = 0
        self._places: dict[tuple[str, bytes], tuple[int, int]] = {}

    def get(self, kind: str, key: bytes) -> bytes | None:
        """The record of that key, ``None`` where there is none."""
        place = self._places.get((kind, key))
        return os.pread(self._file.fileno(), *place) if place else None

    def put(self, kind: str, key: bytes, record: bytes) -> None:
        """Keep a record; one that a full disk does not take has to be made again."""
        with suppress(OSError):
            if os.pwrite(self._file.fileno(), record, self._size) == len(record):
                self._places[kind, key] = len(record), self._size
                self._size += len(record)

    def keys(self, kind: str) -> Set[bytes]:
        """The keys of all records of a kind."""
        return {key for of_kind, key in self._places if of_kind == kind}

    def use(self, kind: str, keys: Iterable[bytes]) -> None:
        """Nothing is ever removed here."""

    def commit(self) -> None:
        """It is all there already."""


class DiskCache:
    """A cache in a file. Processes forked from this one may read it too.

    Raises:
        OSError: the folder cannot be made.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._connections: dict[int, sqlite3.Connection] = {}
        self._used: set[tuple[str, bytes]] = set()
        self._waiting = 0
        self._damaged = False
        try:
            self._open()
        except sqlite3.DatabaseError:
            self._throw_away()
            self._open()

    def get(self, kind: str, key: bytes) -> bytes | None:
        """The record of that key, ``None`` where there is none or it is damaged; then it is no longer noted
        as used."""
        try:
            row = (
                self._connection()
                .execute("SELECT record FROM records WHERE kind = ? AND key = ?", (kind, key))
                .fetchone()
            )
            record = zlib.decompress(row[0]) if row else None
        except (sqlite3.DatabaseError, zlib.error):
            self._used.discard((kind, key))
            return None
        if record is not None:
            self._used.add((kind, key))
        return record

    def put(self, kind: str, key: bytes, record: bytes) -> None:
        """Keep a record; one that a full disk or a damaged file does not take has to be made again."""
        self._used.add((kind, key))
        try:
            self._connection().execute(
                "INSERT OR REPLACE INTO records VALUES (?, ?, ?)", (kind, key, _packed(record))
            )
            self._waiting += 1
            if self._waiting >= _BATCH:
                self.commit()
        except sqlite3.OperationalError:
            self._waiting = 0
        except sqlite3.DatabaseError:
            self._damaged = True

    def keys(self, kind: str) -> Set[bytes]:
        """The keys of all records of a kind; one of them may prove to be damaged."""
        try:
            rows = self._connection().execute("SELECT key FROM records WHERE kind = ?", (kind,))
            return {key for (key,) in rows}
        except sqlite3.DatabaseError:
            return set()

    def use(self, kind: str, keys: Iterable[bytes]) -> None:
        """Note records as used without reading them."""
        self._used.update((kind, key) for key in keys)

    def commit(self) -> None:
        """Make what was put lasting, and visible to processes that are forked from now on; what a full disk
        does not take has to be made again."""
        self._waiting = 0
        try:
            self._connection().commit()
        except sqlite3.OperationalError:
            pass
        except sqlite3.DatabaseError:
            self._damaged = True

    def close(self, *, tidy: bool) -> None:
        """Close the file; with ``tidy`` records that this run had no use for go. A file that proved to be
        damaged goes whole."""
        connection = self._connections.pop(os.getpid(), None)
        if connection is None:
            return
        try:
            if tidy:
                every = connection.execute("SELECT kind, key FROM records").fetchall()
                useless = [row for row in every if row not in self._used]
                connection.executemany("DELETE FROM records WHERE kind = ? AND key = ?", useless)
            connection.commit()
        except sqlite3.DatabaseError:
            pass
        finally:
            connection.close()
        if self._damaged:
            self._throw_away()

    def _connection(self) -> sqlite3.Connection:
        """This process's own: SQLite forbids one to be carried over a fork."""
        return self._connections.get(os.getpid()) or self._open()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=60)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS records (kind TEXT, key BLOB, record BLOB, PRIMARY KEY (kind, key))"
        )
        connection.commit()
        self._connections[os.getpid()] = connection
        return connection

    def _throw_away(self) -> None:
        for name in (self._path.name, f"{self._path.name}-wal", f"{self._path.name}-shm"):
            self._path.with_name(name).unlink(missing_ok=True)


@contextmanager
def kept(path: Path) -> Iterator[DiskCache]:
    """The cache in a file, rid of what a run that came to its end had no use for."""
    cache = DiskCache(path)
    whole = False
    try:
        yield cache
        whole = True
    finally:
        cache.close(tidy=whole)


def digest_of(*pieces: bytes | memoryview) -> bytes:
    """A digest of pieces, which tells where one ends and the next begins."""
    made = blake2b(digest_size=DIGEST)
    for piece in pieces:
        made.update(len(piece).to_bytes(8, "big"))
        made.update(piece)
    return made.digest()


_ENCODER = msgspec.msgpack.Encoder()
_SORTING_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def encoded(value: Any) -> bytes:
    """A value of frozen dataclasses, tuples, mappings and plain data as a record; mappings keep order."""
    return _ENCODER.encode(value)


def fingerprint(value: Any) -> bytes:
    """A digest of such a value, the same for equal ones."""
    return digest_of(_SORTING_ENCODER.encode(value))


@cache
def program_digest(*, without: tuple[str, ...] = ()) -> bytes:
    """A digest of this program: its own files but those of the packages named, the libraries and the other
    programs that it reads documents with."""
    package = Path(__file__).resolve().parent
    left_out = {*without, "__pycache__"}
    files = (
        path
        for path in sorted(package.rglob("*"))
        if path.suffix in (".py", ".yml") and path.relative_to(package).parts[0] not in left_out
    )
    told = [platform.python_version(), *map(library_version, _LIBRARIES), *map(_program, _PROGRAMS)]
    return digest_of(*(path.read_bytes() for path in files), *(text.encode() for text in told))


def library_version(name: str) -> str:
    """The version of a library that is installed, empty where it is not."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        return ""
    state = Path(path).stat()
    return f"{state.st_size} {state.st_mtime_ns}"


def _packed(record: bytes) -> bytes:
    """A record as it is stored; a very large one takes longer to deflate than it is worth."""
    return zlib.compress(record, 1 if len(record) < _LARGE else 0)
