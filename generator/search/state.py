"""What is kept from one build to the next, so that an index can be patched.

The terms of documents are not kept: they follow from the texts that the search page shows. The state is
only good beside the files that it tells the digests of, and for the program that wrote it.
"""

from __future__ import annotations

import platform
import unicodedata
import zlib
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from generator.search.content import Entry

FILE = "tim-kiem.state"

_PACKAGE = Path(__file__).resolve().parent.parent


class Row(msgspec.Struct, array_like=True, frozen=True):
    """A document as the files of the whole collection need it; ``lengths`` are those of its fields,
    ``facets`` slug and label of each facet with one value, ``cites`` keys of instruments."""

    serial: int
    digest: str
    card: Mapping[str, str]
    lengths: tuple[int, ...]
    facets: Mapping[str, tuple[str, str]]
    cites: tuple[str, ...]


class State(msgspec.Struct, frozen=True):
    """An index: its documents by serial, in how many of them each word stands, how many each long term
    has, and the digests of its files (see ``Output``)."""

    version: str
    rows: list[Row]
    words: dict[str, int]
    long: dict[str, int]
    files: dict[str, str]
    sources: dict[str, str]


def row(serial: int, digest: str, found: Entry, lengths: tuple[int, ...], cites: tuple[str, ...]) -> Row:
    """The row of a document."""
    facets = {facet: values[0] for facet, values in found.facets.items() if facet != "instrument"}
    return Row(serial, digest, found.card, lengths, facets, cites)


def load(folder: Path) -> State | None:
    """The state in a folder; ``None`` where there is none, or none that this program can go on from."""
    try:
        data = zlib.decompress((folder / FILE).read_bytes())
        found = msgspec.msgpack.decode(data, type=State)
    except (OSError, zlib.error, msgspec.DecodeError):
        return None
    return found if found.version == version() else None


def save(folder: Path, state: State) -> None:
    """Write the state, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f"{FILE}.new"
    beside.write_bytes(zlib.compress(msgspec.msgpack.encode(state), 1))
    beside.replace(folder / FILE)


def forget(folder: Path) -> None:
    """Take the state away before the files that it speaks of are changed: a build that is cut off
    leaves none behind."""
    (folder / FILE).unlink(missing_ok=True)


@cache
def version() -> str:
    """What the bytes of an index depend on beside the documents: the program's own text, the tables of
    Unicode and how bytes are deflated."""
    hashed = blake2b(digest_size=16)
    for path in sorted(_PACKAGE.rglob("*.py")):
        hashed.update(path.read_bytes())
    for part in (platform.python_version(), unicodedata.unidata_version, zlib.ZLIB_RUNTIME_VERSION):
        hashed.update(part.encode())
    return hashed.hexdigest()
