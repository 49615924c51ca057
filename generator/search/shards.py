"""Terms → files of a few kilobytes each, so that a query fetches only what it needs.

Terms stand in the order of their hashes, and the range of hashes is cut into equal parts, a file
each: a browser knows from a term alone where it stands. Terms with long postings have files of their
own; the few of them are listed. Where more than half of the documents have a term, its weights stand
in a further file: they are large and tell little, and a query that has rarer terms does without.
The layout of a record is read by ``tim-kiem/postings.js``.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple

from generator.search import pack
from generator.search.collect import (
    CITED,
    SPELLING,
    Term,
    body_count,
    document_of,
    hash_of,
    short_counts,
    without_document,
)
from generator.search.weights import Lengths, idf, short_fields

LONG = 1500
"""Bytes (deflated) from which a term gets a file of its own."""

SHARD = 6000
"""Bytes (before deflating) that a shared file should have: some two to three kilobytes deflated."""

_WEIGHTED, _SHORT, _SPELLED, _APART = 1, 2, 4, 8
_MOST_SPELLINGS = 50
"""A browser's numbers hold 53 bits; what comes after counts as one spelling."""
_HEADER = struct.Struct("<II")


LISTED = 20
"""Bits of a hash by which a long term is listed and its file is named; of terms that share them, the
first has the file and the others stand in their parts."""


@dataclass(slots=True)
class Written:
    """What the browser has to know of the files: how many parts, and names of the long terms."""

    parts: int = 0
    long: list[int] = field(default_factory=list)


class Record(NamedTuple):
    """A term as bytes: what matches, and the weights. Together: ``head``, ``matching``, ``weights``."""

    head: bytes
    kinds: int
    matching: bytes
    weights: bytes
    frequent: bool

    @property
    def whole(self) -> bytes:
        """All in one."""
        return self.head + bytes((self.kinds,)) + self.matching + self.weights


def write(terms: Iterable[Term], lengths: Lengths, folder: Path, scratch: Path) -> Written:
    """Write the terms' files: ``<hash>.bin`` for a long one, ``<part>.bin`` for the others.

    Records go through a file in ``scratch``, because the number of parts follows from their sizes.
    """
    written = Written()
    total = 0
    path = scratch / "records"
    with path.open("wb") as file:
        for term in terms:
            made = record(term, lengths)
            name = term.hash >> (32 - LISTED)
            free = not written.long or written.long[-1] != name
            if free and _is_long(made) and _write_long(made, folder, name):
                written.long.append(name)
                continue
            data = made.whole
            file.write(_HEADER.pack(term.hash, len(data)) + data)
            total += len(data)
    written.parts = max(1, round(total / SHARD))
    with path.open("rb") as file:
        _write_parts(file, written.parts, folder)
    return written


def _is_long(made: Record) -> bool:
    return len(made.matching) + len(made.weights) > LONG


def _write_long(made: Record, folder: Path, name: int) -> bool:
    """Write a term's own file, or two, if it is long when deflated, too."""
    packed = pack.deflated(made.whole)
    if len(packed) <= LONG:
        return False
    if made.frequent:
        packed = pack.deflated(made.head + bytes((made.kinds | _APART,)) + made.matching)
        (folder / f"{name:05x}w.bin").write_bytes(pack.deflated(made.weights))
    (folder / f"{name:05x}.bin").write_bytes(packed)
    return True


def record(term: Term, lengths: Lengths) -> Record:
    """A term's record: its text, what kind it is, and its postings as streams of numbers."""
    documents, counts, spelled = _joined(term)
    head = pack.string(term.text)
    gaps = pack.varints(pack.gaps(documents))
    count = pack.varint(len(documents))
    if term.text.startswith((CITED, SPELLING)):
        return Record(head, 0, count + gaps, b"", frequent=False)
    short = [short_counts(number) for number in counts]
    body = [body_count(number) for number in counts]
    holding = len(body) - body.count(0) + sum(map(len, short))
    matching = count + pack.varint(holding - len(documents))
    codes = b""
    kinds = _WEIGHTED
    if term.spellings[-1][0]:
        kinds |= _SPELLED
        table, codes = _coded(spelled)
        matching += _spellings(term) + table
    weights = pack.varints(body)
    if any(short):
        kinds |= _SHORT
        rarity = idf(lengths.documents, holding)
        places = zip(short, documents, strict=True)
        table, worth = _coded([short_fields(*place, rarity, lengths) if place[0] else 0 for place in places])
        weights = table + weights + worth
    frequent = 2 * len(documents) > lengths.documents
    return Record(head, kinds, matching + gaps + codes, weights, frequent)


def spelling_code(exact: str) -> int:
    """A spelling in one byte: its tone, which is what mostly differs, and a hash of its letters.

    ``exact`` is a word's exact form, or the word where it has no diacritics.
    """
    tone = "FSRXJ".find(exact[-1]) + 1
    return tone * 42 + hash_of(exact.rstrip("FSRXJ")) % 42


def _spellings(term: Term) -> bytes:
    """Two bytes a spelling of a pair, one for each word."""
    made = bytearray()
    for spelling, _ in term.spellings:
        made += bytes(map(spelling_code, (spelling or term.text).split(" ")))
    return pack.varint(len(term.spellings)) + bytes(made)


def _coded(values: list[int]) -> tuple[bytes, bytes]:
    """Numbers as a table of those that occur, most frequent first, and a code for each; where all
    are the same there are no codes."""
    counts = Counter(values)
    known = sorted(counts, key=lambda value: (-counts[value], value))
    table = pack.varint(len(known)) + pack.varints(known)
    if len(known) == 1:
        return table, b""
    code = {value: position for position, value in enumerate(known)}
    return table, pack.varints(code[value] for value in values)


def _joined(term: Term) -> tuple[list[int], list[int], list[int]]:
    """Documents, their counts and the spellings they have (sets of bits), spellings joined."""
    if len(term.spellings) == 1:
        postings = term.spellings[0][1]
        return [*map(document_of, postings)], [*map(without_document, postings)], [1] * len(postings)
    found: dict[int, tuple[int, int]] = {}
    for bit, (_, postings) in enumerate(term.spellings):
        for posting in postings:
            counts, bits = found.get(document_of(posting), (0, 0))
            added = counts + without_document(posting), bits | 1 << min(bit, _MOST_SPELLINGS)
            found[document_of(posting)] = added
    documents = sorted(found)
    pairs = [found[document] for document in documents]
    return documents, [counts for counts, _ in pairs], [bits for _, bits in pairs]


def _write_parts(file: IO[bytes], parts: int, folder: Path) -> None:
    """Cut the records, which are in order of hash, into the files of their parts."""
    current, gathered = 0, bytearray()
    for code, data in _scratch_records(file):
        part = code * parts >> 32
        if part != current:
            _write_part(folder, current, gathered)
            for empty in range(current + 1, part):
                _write_part(folder, empty, bytearray())
            current, gathered = part, bytearray()
        gathered += data
    for rest in range(current, parts):
        _write_part(folder, rest, gathered if rest == current else bytearray())


def _write_part(folder: Path, part: int, data: bytearray) -> None:
    (folder / f"{part}.bin").write_bytes(pack.deflated(bytes(data)))


def _scratch_records(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    while header := file.read(_HEADER.size):
        code, size = _HEADER.unpack(header)
        yield code, file.read(size)
