"""A term's postings ↔ bytes, the layout that ``tim-kiem/postings.js`` reads.

A record holds only what depends on the documents in it. What depends on the whole collection (how many
documents there are, how long they are in the mean) stands elsewhere, and the browser works the weights
out. Whatever is written here can be read back whole: so an index can be patched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.search import coded, pack
from generator.search.coded import Coded
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


class Postings(NamedTuple):
    """What the index says of a term, a column a field, in ascending order of documents.

    Of a term without weight only ``gaps``: the documents as differences; else ``body`` counts and, packed,
    ``short``: which other fields hold it, how often, and how long they are. Of a pair also ``spellings``,
    codes of two bytes in ascending order; of a number also the ``lengths`` of bodies, so that one search
    needs no other file. Columns that a term does not have are empty.
    """

    gaps: pack.Numbers = b""
    body: pack.Numbers = b""
    short: Coded = Coded()
    spellings: Coded = Coded()
    lengths: pack.Numbers = b""

    @property
    def documents(self) -> list[int]:
        """The documents."""
        return pack.sums(self.gaps)

    def without(self, document: int) -> Postings:
        """The postings without a document that is in them."""
        at, _ = pack.place(self.gaps, document)
        following = [sum(self.gaps[at : at + 2])] if at + 1 < len(self.gaps) else []
        return Postings(
            pack.spliced(self.gaps, at, at + 2, following),
            pack.spliced(self.body, at, at + 1, []),
            coded.without(self.short, at),
            coded.without(self.spellings, at),
            pack.spliced(self.lengths, at, at + 1, []),
        )

    def joined(self, other: Postings) -> Postings:
        """The postings with those of one document, which is not in them."""
        document = other.gaps[0]
        at, before = pack.place(self.gaps, document)
        following = [before + gap - document for gap in self.gaps[at : at + 1]]
        return Postings(
            pack.spliced(self.gaps, at, at + 1, [document - before, *following]),
            pack.spliced(self.body, at, at, other.body),
            coded.joined(self.short, at, other.short),
            coded.joined(self.spellings, at, other.spellings),
            pack.spliced(self.lengths, at, at, other.lengths),
        )


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
    gaps = pack.numbers(pack.gaps(documents))
    if is_mark(term):
        return Postings(gaps)
    short = [b""] * len(documents)
    for at, counts in enumerate(short_counts(postings)):
        if counts:
            short[at] = _packed(counts, lengths[documents[at]])
    measured = [lengths[document][_BODY] for document in documents] if _NUMBER.fullmatch(term) else []
    spelled = coded.of(spellings) if " " in term else Coded()
    return Postings(
        gaps, pack.numbers(body_counts(postings)), coded.of(short), spelled, pack.numbers(measured)
    )


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
    kinds, count = 0, len(postings.gaps)
    matching = pack.varint(count) + pack.varints(postings.gaps)
    if is_mark(term):
        return Record(kinds, matching, b"", count)
    if postings.spellings.table and postings.spellings.table != (_plain(term),):
        kinds |= _SPELLED
        matching += coded.encoded(postings.spellings)
    weights = b""
    if any(postings.short.table):
        kinds |= _SHORT
        weights += coded.encoded(postings.short)
    weights += pack.varints(postings.body)
    if postings.lengths:
        kinds |= _MEASURED
        weights += pack.varints(postings.lengths)
    return Record(kinds, matching, weights, count)


def decoded(term: str, payload: bytes, weights: bytes | None = None) -> Postings:
    """The postings of a record; ``weights`` where they stand apart."""
    kinds = payload[0]
    reader = pack.Reader(payload, 1)
    count = reader.number()
    gaps = reader.numbers(count)
    if is_mark(term):
        return Postings(gaps)
    spellings = Coded()
    if " " in term:
        spellings = coded.decoded(reader, count) if kinds & _SPELLED else coded.same(_plain(term), count)
    if weights is not None:
        reader = pack.Reader(weights, 0)
    short = coded.decoded(reader, count) if kinds & _SHORT else coded.same(b"", count)
    body = reader.numbers(count)
    return Postings(gaps, body, short, spellings, reader.numbers(count) if kinds & _MEASURED else b"")


def _plain(term: str) -> bytes:
    """The code of a pair without diacritics."""
    return bytes(map(spelling_code, term.split(" ")))
