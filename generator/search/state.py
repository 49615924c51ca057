"""What is kept from one build to the next, so that an index can be patched.

The terms of documents are not kept: they follow from the texts that the search page shows. The state is
only good beside the files that it tells the digests of, and for the program that wrote it. It stands in two
files: where nothing changed only the small one is read.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from generator.cache import DIGEST, digest_of, program_digest
from generator.search import pack
from generator.search.content import Entry
from generator.search.output import digest

T = TypeVar("T")

FILE = "tim-kiem.state"
INDEX = "tim-kiem.index"


class Row(msgspec.Struct, array_like=True, frozen=True):
    """A document as the files of the whole collection need it; ``card`` is JSON, ``lengths`` are those of
    its fields, ``facets`` slug and label of each facet with one value, ``cites`` keys of instruments."""

    serial: int
    digest: str
    card: bytes
    date: str
    lengths: tuple[int, ...]
    facets: Mapping[str, tuple[str, str]]
    cites: tuple[str, ...]


class Index(msgspec.Struct, frozen=True):
    """An index: its documents by serial, in how many of them each word stands, how many each long term has;
    digests of what files were deflated from (see ``Output``); openings of the labels of instruments."""

    rows: list[Row]
    words: dict[str, int]
    long: dict[str, int]
    sources: dict[str, str] = {}
    openings: dict[str, tuple[str, ...]] = {}


class State(msgspec.Struct, frozen=True):
    """What there is: ``asked`` is a digest of what it was made of, ``files`` are the digests of its files,
    ``index`` that of the file with the index."""

    version: str
    asked: str
    files: dict[str, str]
    index: str


def row(serial: int, digest: str, found: Entry, lengths: tuple[int, ...], cites: tuple[str, ...]) -> Row:
    """The row of a document."""
    facets = {facet: values[0] for facet, values in found.facets.items() if facet != "instrument"}
    card = pack.json_bytes(found.card)
    return Row(serial, digest, card, found.card.get("date", ""), lengths, facets, cites)


def load(folder: Path) -> State | None:
    """The state in a folder; ``None`` where there is none, or none that this program can go on from."""
    data = _read(folder / FILE)
    sound = digest_of(data[DIGEST:]) == data[:DIGEST]
    found = _decoded(data[DIGEST:], State) if sound else None
    return found if found and found.version == version() else None


def load_index(folder: Path, state: State) -> Index | None:
    """The index that a state speaks of; ``None`` where it is not there any more."""
    data = _read(folder / INDEX)
    return _decoded(data, Index) if digest(data) == state.index else None


def save(folder: Path, asked: str, files: dict[str, str], index: Index) -> None:
    """Write the state, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    data = msgspec.msgpack.encode(index)
    _write(folder / INDEX, data)
    state = msgspec.msgpack.encode(State(version(), asked, files, digest(data)))
    _write(folder / FILE, digest_of(state) + state)


def forget(folder: Path) -> None:
    """Take the state away before the files that it speaks of are changed: a build that is cut off
    leaves none behind."""
    (folder / FILE).unlink(missing_ok=True)


@cache
def version() -> str:
    """What the bytes of an index depend on beside the documents: the program with its libraries, and how
    bytes are deflated."""
    return digest_of(program_digest(), zlib.ZLIB_RUNTIME_VERSION.encode()).hex()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _decoded(data: bytes, kind: type[T]) -> T | None:
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except msgspec.DecodeError:
        return None


def _write(path: Path, data: bytes) -> None:
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(data)
    beside.replace(path)
