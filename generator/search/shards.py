"""Terms → files of a few kilobytes each, so that a query fetches only what it needs.

Terms stand in the order of their hashes, and the range of hashes is cut into equal parts, a file
each: a browser knows from a term alone where it stands. Terms with long postings have files of their
own; the few of them are listed. Where more than half of the documents have a term and its weights are
long, too, these stand in a further file: they tell little, and a query that has rarer terms does without.

Where a term stands follows from its own record and from how many documents there are, never from other
terms; the number of parts is a power of two, so that it seldom changes as an archive grows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.search import pack
from generator.search.hashes import hash_of
from generator.search.record import Postings, Record, encoded

FOLDER = "tim/"

LONG = 4000
"""Bytes (before deflating) of a record from which a term gets a file of its own, and of weights from which
they may stand apart. A weight takes a byte or little more: up to some 4,000 documents none does."""

RANGES = 64
"""So many equal ranges of hashes are worked on apart, each with a part or more of its own."""

_BITS = 20
"""Bits of a hash by which a long term is listed and its file is named."""


def parts_of(documents: int) -> int:
    """How many parts there are: a power of two, doubled when documents are four times as many. Of what
    more documents bring, much goes to long terms: so parts keep to two to five kilobytes, deflated."""
    return max(RANGES, 1 << (documents.bit_length() + 1) // 2 + 5)


def part_path(term: str, parts: int) -> str:
    """The file of a term that is not long."""
    return f"{FOLDER}{hash_of(term) * parts >> 32}.bin"


def is_part(path: str) -> bool:
    """Whether a file is one of those that terms share: they stand even where empty."""
    return path.removeprefix(FOLDER).removesuffix(".bin").isdecimal()


def long_path(term: str) -> str:
    """The file of a long term."""
    return f"{FOLDER}d{hash_of(term) >> 32 - _BITS:05x}.bin"


def weights_path(term: str) -> str:
    """The file with the weights of a long term that most documents have."""
    return f"{FOLDER}w{hash_of(term) >> 32 - _BITS:05x}.bin"


def listed(long_terms: Iterable[str]) -> list[int]:
    """By what numbers long terms are listed, ascending."""
    return sorted({hash_of(term) >> 32 - _BITS for term in long_terms})


def is_long(record: Record) -> bool:
    """Whether a term gets a file of its own."""
    return record.size > LONG


def is_frequent(holding: int, documents: int) -> bool:
    """Whether more than half of the documents have a term."""
    return 2 * holding > documents


@dataclass(slots=True)
class Shards:
    """Files with records, put together in memory: for each its terms and their bytes."""

    parts: int
    documents: int
    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    long: dict[str, int] = field(default_factory=dict)

    def put(self, term: str, postings: Postings) -> None:
        """Put a term where it belongs; a long one is noted with the number of its documents."""
        record = encoded(term, postings)
        if not is_long(record):
            self.keep(part_path(term, self.parts), term, record.whole())
            return
        self.long[term] = record.documents
        apart = len(record.weights) > LONG and is_frequent(record.documents, self.documents)
        self.keep(long_path(term), term, record.whole(apart=apart))
        if apart:
            self.keep(weights_path(term), term, record.weights)

    def keep(self, path: str, term: str, record: bytes) -> None:
        """Put a record into a file."""
        self.files.setdefault(path, {})[term] = record


def joined(records: Mapping[str, bytes]) -> bytes:
    """The content of a file: each term and its record after their lengths, in order of hash and text."""
    made = bytearray()
    for term in sorted(records, key=_order):
        made += pack.string(term.encode()) + pack.string(records[term])
    return bytes(made)


def _order(term: str) -> tuple[int, str]:
    return hash_of(term), term


def taken(content: bytes, term: str) -> tuple[bytes | None, bytes]:
    """The record of a term in a file, ``None`` if it is not there, and the file's content without it."""
    wanted = term.encode()
    for name, record, place in _records(content):
        if name == wanted:
            return content[record], content[: place.start] + content[place.stop :]
    return None, content


def with_record(content: bytes, term: str, record: bytes) -> bytes:
    """The content of a file with a record more."""
    places = (place.start for name, _, place in _records(content) if _order(name.decode()) > _order(term))
    start = next(places, len(content))
    return content[:start] + joined({term: record}) + content[start:]


def _records(content: bytes) -> Iterator[tuple[bytes, slice, slice]]:
    """Each term in UTF-8, where its record stands, and where both do."""
    reader = pack.Reader(content)
    while reader.at < len(content):
        start = reader.at
        name = reader.bytes(reader.number())
        size = reader.number()
        yield name, slice(reader.at, reader.at + size), slice(start, reader.at + size)
        reader.at += size
