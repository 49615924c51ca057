"""Documents → postings, in memory that does not grow with the archive.

Postings are gathered a batch at a time; a full batch is sorted and written to a file of its own, and
in the end the files are merged (single-pass in-memory indexing: Manning, Raghavan, Schütze,
Introduction to Information Retrieval, 4.3). A posting is one number: document, then how often each
field holds the term.
"""

from __future__ import annotations

import heapq
import struct
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import IO, NamedTuple

from generator.search.analyse import spelled_terms
from generator.search.content import FIELDS, Entry

FULL = 2_500_000
"""Postings in memory before a batch is written: some 250 MB with their terms."""

SPELLING = "="
"""Opens the term that stands for one spelling of a word: documents that hold it, without weight."""

CITED = "@"
"""Opens the term that stands for a cited instrument's key: documents that cite it."""

_SHIFTS = {"body": 24, "number": 16, "subject": 8, "names": 0}
_LIMITS = {"body": 0xFFFF, "number": 0xFF, "subject": 0xFF, "names": 0xFF}
_DOCUMENT = 40
_HEADER = struct.Struct("<IHI")


class Term(NamedTuple):
    """A term with its postings by spelling; the spelling of a term without diacritics is empty."""

    hash: int
    text: str
    spellings: list[tuple[str, list[int]]]


def hash_of(term: str) -> int:
    """The number by which a term is found: the CRC-32 of its UTF-8, also at hand in a browser."""
    return zlib.crc32(term.encode())


def document_of(posting: int) -> int:
    """A posting's document."""
    return posting >> _DOCUMENT


def without_document(posting: int) -> int:
    """A posting's counts, still in one number; 0 of none."""
    return posting & ((1 << _DOCUMENT) - 1)


def body_count(counts: int) -> int:
    """How often the body holds the term."""
    return counts >> _SHIFTS["body"]


def short_counts(counts: int) -> tuple[tuple[str, int], ...]:
    """The other fields that hold the term, and how often."""
    if not counts & ((1 << _SHIFTS["body"]) - 1):
        return ()
    found = ((field, counts >> shift & 0xFF) for field, shift in _SHIFTS.items() if field != "body")
    return tuple((field, count) for field, count in found if count)


def field_length(texts: Iterable[str]) -> int:
    """How many terms a field has, words and pairs of neighbours: its length in the sense of lunr."""
    return sum(_length(spelled_terms(text)) for text in texts)


def _length(found: list[tuple[str, str | None]]) -> int:
    return max(0, 2 * len(found) - 1)


class Collector:
    """Gathers the postings of documents that come in ascending order of their numbers."""

    def __init__(self, folder: Path, full: int = FULL) -> None:
        self._folder = folder
        self._full = full
        self._batch: dict[str, array[int]] = {}
        self._size = 0
        self._files: list[Path] = []

    def add(self, document: int, entry: Entry) -> dict[str, int]:
        """Take a document's terms; returns the lengths of its fields."""
        counts: Counter[str] = Counter()
        lengths = dict.fromkeys(FIELDS, 0)
        for field in FIELDS:
            unit = 1 << _SHIFTS[field]
            for text in entry.texts[field]:
                found = spelled_terms(text)
                lengths[field] += _length(found)
                for key, count in Counter(_keys(found)).items():
                    counts[key] += unit * min(count, _LIMITS[field])
                counts.update(dict.fromkeys((SPELLING + exact for _, exact in found if exact), 0))
        counts.update({CITED + key: 0 for key, _ in entry.facets["instrument"]})
        self._take(document << _DOCUMENT, counts)
        return lengths

    def terms(self) -> Iterator[Term]:
        """All terms, by hash and then by text; to be asked for once, at the end."""
        self._write_batch()
        merged = heapq.merge(*(_records(path) for path in self._files))
        for (code, text), records in groupby(merged, key=itemgetter(0, 1)):
            spellings: list[tuple[str, list[int]]] = []
            for spelling, parts in groupby(records, key=itemgetter(2)):
                spellings.append((spelling, [posting for part in parts for posting in part[4]]))
            yield Term(code, text, spellings)

    def _take(self, base: int, counts: Counter[str]) -> None:
        batch = self._batch
        for key, value in counts.items():
            postings = batch.get(key)
            if postings is None:
                postings = batch[key] = array("Q")
            postings.append(base | value)
        self._size += len(counts)
        if self._size >= self._full:
            self._write_batch()

    def _write_batch(self) -> None:
        path = self._folder / f"batch-{len(self._files):04}"
        with path.open("wb") as file:
            for code, key in sorted((hash_of(key.partition("\0")[0]), key) for key in self._batch):
                name = key.encode()
                data = self._batch[key].tobytes()
                file.write(_HEADER.pack(code, len(name), len(data)) + name + data)
        self._files.append(path)
        self._batch = {}
        self._size = 0


_Record = tuple[int, str, str, int, "array[int]"]


def _records(path: Path) -> Iterator[_Record]:
    """A batch's records; the number of the batch keeps documents of one term in order."""
    number = int(path.name.rpartition("-")[2])
    with path.open("rb") as file:
        while header := file.read(_HEADER.size):
            yield _record(file, header, number)


def _record(file: IO[bytes], header: bytes, number: int) -> _Record:
    code, name, size = _HEADER.unpack(header)
    text, _, spelling = file.read(name).decode().partition("\0")
    postings = array("Q")
    postings.frombytes(file.read(size))
    return code, text, spelling, number, postings


def _keys(found: list[tuple[str, str | None]]) -> Iterator[str]:
    """Words, and pairs of neighbours with their spelling where it has diacritics."""
    for term, _ in found:
        yield term
    for (one, exact_one), (two, exact_two) in pairwise(found):
        if exact_one or exact_two:
            yield f"{one} {two}\0{exact_one or one} {exact_two or two}"
        else:
            yield f"{one} {two}"
