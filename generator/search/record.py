"""A term's postings ↔ bytes, the layout that ``tim-kiem/postings.js`` reads.

A record holds only what depends on the documents in it. What depends on the whole collection (how many
documents there are, how long they are in the mean) stands elsewhere, and the browser works the weights
out. Whatever is written here can be read back whole: so an index can be patched.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.search import pack
from generator.search.content import FIELDS
from generator.search.counts import (
    added,
    base_of,
    body_counts,
    counts_of,
    document_of,
    documents_of,
    fields_of,
    is_mark,
    short_counts,
)
from generator.search.hashes import spelling_code

_SHORT, _SPELLED, _APART, _MEASURED = 1, 2, 4, 8
_NUMBER = re.compile(r"[0-9]+[a-z][^ ]*")
_BODY = FIELDS.index("body")

Lengths = Mapping[int, Sequence[int]]
"""Lengths of the fields of each document, by its number."""


@dataclass(slots=True)
class Postings:
    """What the index says of a term, a list a column, in ascending order of documents.

    Of a term without weight only ``documents``; else ``body`` counts and, packed, ``short``: which other
    fields hold it, how often, and how long they are. Of a pair also ``spellings``, codes of two bytes
    in ascending order; of a number also the ``lengths`` of bodies, so that one search needs no other file.
    """

    documents: list[int]
    body: list[int]
    short: list[bytes]
    spellings: list[bytes]
    lengths: list[int]

    @property
    def columns(self) -> tuple[list[int], list[int], list[bytes], list[bytes], list[int]]:
        """All columns; those that a term does not have are empty."""
        return self.documents, self.body, self.short, self.spellings, self.lengths

    def remove(self, document: int) -> None:
        """Take a document out, if it is there."""
        at = bisect_left(self.documents, document)
        if at < len(self.documents) and self.documents[at] == document:
            for column in self.columns:
                if column:
                    del column[at]

    def insert(self, other: Postings) -> None:
        """Put the postings of one document, which is not there yet, in their place."""
        at = bisect_left(self.documents, other.documents[0])
        self.documents.insert(at, other.documents[0])
        self.body[at:at] = other.body
        self.short[at:at] = other.short
        self.spellings[at:at] = other.spellings
        self.lengths[at:at] = other.lengths


class Record(NamedTuple):
    """A term's bytes: what matches, and from ``weights`` on what it weighs; how many ``documents``."""

    kinds: int
    matching: bytes
    weights: bytes
    documents: int

    @property
    def size(self) -> int:
        """Bytes of the whole."""
        return 1 + len(self.matching) + len(self.weights)

    def whole(self, *, apart: bool = False) -> bytes:
        """The record in one; with ``apart`` without the weights, which stand in another file."""
        if apart:
            return bytes((self.kinds | _APART,)) + self.matching
        return bytes((self.kinds,)) + self.matching + self.weights


def is_apart(payload: bytes) -> bool:
    """Whether a record's weights stand in another file."""
    return bool(payload[0] & _APART)


def gathered(term: str, found: Sequence[tuple[bytes, Sequence[int]]], lengths: Lengths) -> Postings:
    """The postings of a term: by the code of its spelling, ascending (see ``counts``)."""
    postings, spellings = _joined(found)
    documents = documents_of(postings)
    if is_mark(term):
        return Postings(documents, [], [], [], [])
    short = [b""] * len(documents)
    for at, counts in enumerate(short_counts(postings)):
        if counts:
            short[at] = _packed(counts, lengths[documents[at]])
    measured = [lengths[document][_BODY] for document in documents] if _NUMBER.fullmatch(term) else []
    return Postings(documents, body_counts(postings), short, spellings if " " in term else [], measured)


def _joined(found: Sequence[tuple[bytes, Sequence[int]]]) -> tuple[Sequence[int], list[bytes]]:
    """Postings of all spellings by document, counts added up, and which spellings each has."""
    if len(found) == 1:
        return found[0][1], [found[0][0]] * len(found[0][1])
    joined: dict[int, tuple[int, bytes]] = {}
    for code, postings in found:
        for posting in postings:
            document = document_of(posting)
            if seen := joined.get(document):
                counts = added(counts_of(seen[0]), counts_of(posting))
                joined[document] = base_of(document) + counts, seen[1] + code
            else:
                joined[document] = posting, code
    ordered = [joined[document] for document in sorted(joined)]
    return [posting for posting, _ in ordered], [codes for _, codes in ordered]


def _packed(counts: int, lengths: Sequence[int]) -> bytes:
    """A byte that names the fields, then count and length of each."""
    found = fields_of(counts)
    numbers = (number for place, count in found for number in (count, lengths[place]))
    return bytes((sum(1 << place for place, _ in found),)) + pack.varints(numbers)


def encoded(term: str, postings: Postings) -> Record:
    """The record of a term."""
    kinds = 0
    matching = pack.varint(len(postings.documents)) + pack.varints(pack.gaps(postings.documents))
    if is_mark(term):
        return Record(kinds, matching, b"", len(postings.documents))
    if postings.spellings and set(postings.spellings) != {_plain(term)}:
        kinds |= _SPELLED
        matching += _coded(postings.spellings)
    weights = b""
    if any(postings.short):
        kinds |= _SHORT
        weights += _coded(postings.short)
    weights += pack.varints(postings.body)
    if postings.lengths:
        kinds |= _MEASURED
        weights += pack.varints(postings.lengths)
    return Record(kinds, matching, weights, len(postings.documents))


def decoded(term: str, payload: bytes, weights: bytes | None = None) -> Postings:
    """The postings of a record; ``weights`` where they stand apart."""
    kinds = payload[0]
    reader = pack.Reader(payload, 1)
    count = reader.number()
    documents = pack.sums(reader.numbers(count))
    if is_mark(term):
        return Postings(documents, [], [], [], [])
    spellings = [_plain(term)] * count if " " in term else []
    if kinds & _SPELLED:
        spellings = _uncoded(reader, count)
    if weights is not None:
        reader = pack.Reader(weights, 0)
    short = _uncoded(reader, count) if kinds & _SHORT else [b""] * count
    body = reader.numbers(count)
    lengths = reader.numbers(count) if kinds & _MEASURED else []
    return Postings(documents, body, short, spellings, lengths)


def _plain(term: str) -> bytes:
    """The code of a pair without diacritics."""
    return bytes(map(spelling_code, term.split(" ")))


def _coded(values: list[bytes]) -> bytes:
    """Values as a table of those that occur, most frequent first, and a code for each; where all are the
    same there are no codes."""
    counts = Counter(values)
    known = sorted(counts, key=lambda value: (-counts[value], value))
    table = pack.varint(len(known)) + b"".join(pack.varint(len(value)) + value for value in known)
    if len(known) == 1:
        return table
    code = {value: position for position, value in enumerate(known)}
    return table + pack.varints([code[value] for value in values])


def _uncoded(reader: pack.Reader, count: int) -> list[bytes]:
    table = [reader.bytes(reader.number()) for _ in range(reader.number())]
    if len(table) == 1:
        return table * count
    return [table[code] for code in reader.numbers(count)]
