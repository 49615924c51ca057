"""An index as it was → as it has to be, by changing only the files of the documents that changed.

The bytes are those of a whole index from nothing (``whole``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from generator.search import pack
from generator.search.counts import Counted, base_of, is_word, split
from generator.search.documents import Indexed, card_path, recounted, take, text_path
from generator.search.output import Output
from generator.search.record import Postings, decoded, gathered, is_apart
from generator.search.shards import (
    Shards,
    is_frequent,
    is_part,
    long_path,
    part_path,
    parts_of,
    taken,
    weights_path,
    with_record,
)
from generator.search.state import Index, Row

SHARE = 50
"""One document in so many may change; a whole index costs less than to patch more of them in."""


class Damaged(Exception):
    """Files of the index are not what the state says."""


@dataclass(slots=True)
class _Change:
    """What becomes of a term: documents that it is taken from, postings that it is given."""

    removed: list[int] = field(default_factory=list)
    added: list[Postings] = field(default_factory=list)


def patched(before: Index, documents: Sequence[Indexed], output: Output) -> Index | None:
    """The index of the documents (ascending by serial), made of the one before whose files ``output`` has;
    ``None`` where that is not worth while. The files of the whole collection are left as they were.

    Raises:
        Damaged: a file is not what it was.
    """
    rows = {row.serial: row for row in before.rows}
    fresh = [item for item in documents if not _is_known(item, rows)]
    gone = rows.keys() - {item.serial for item in documents}
    if not _is_worth_while(before, len(fresh) + len(gone), len(documents)):
        return None
    changes: defaultdict[str, _Change] = defaultdict(_Change)
    for item in fresh:
        old = rows.get(item.serial)
        held = _held(old, output) if old else {}
        rows[item.serial], counts = take(item, output)
        _note(item.serial, held, _terms(item.serial, counts), changes)
    for serial in sorted(gone):
        _note(serial, _held(rows.pop(serial), output), {}, changes)
        output.remove(card_path(serial))
        output.remove(text_path(serial))
    words = dict(before.words)
    shards = _ShardsOnDisk(parts_of(len(rows)), len(rows), long=dict(before.long), output=output)
    for term, change in changes.items():
        holding = _apply(term, change, shards)
        if is_word(term):
            words[term] = holding
    _turn(shards, len(before.rows))
    shards.write()
    left = {word: count for word, count in words.items() if count}
    return replace(before, rows=[rows[serial] for serial in sorted(rows)], words=left, long=shards.long)


def _is_known(item: Indexed, rows: Mapping[int, Row]) -> bool:
    row = rows.get(item.serial)
    return row is not None and row.digest == item.digest


def _is_worth_while(before: Index, changed: int, documents: int) -> bool:
    return SHARE * changed <= documents and parts_of(len(before.rows)) == parts_of(documents)


def _held(row: Row, output: Output) -> dict[str, Postings]:
    """What the index says of a document that was there."""
    return _terms(row.serial, recounted(_read(text_path(row.serial), output), row.cites))


def _terms(serial: int, counted: Counted) -> dict[str, Postings]:
    """The postings of one document, by term."""
    terms: defaultdict[str, list[tuple[bytes, list[int]]]] = defaultdict(list)
    for key, value in counted.counts.items():
        term, code = split(key)
        terms[term].append((code, [base_of(serial) + value]))
    lengths = {serial: counted.lengths}
    return {term: gathered(term, sorted(found), lengths) for term, found in terms.items()}


def _note(
    serial: int, old: dict[str, Postings], new: dict[str, Postings], changes: Mapping[str, _Change]
) -> None:
    """Note what becomes of the terms of a document; most are as they were where it was corrected."""
    for term in old.keys() | new.keys():
        if old.get(term) == new.get(term):
            continue
        if term in old:
            changes[term].removed.append(serial)
        if term in new:
            changes[term].added.append(new[term])


def _apply(term: str, change: _Change, shards: _ShardsOnDisk) -> int:
    """Change a term's record; returns how many documents have the term now."""
    found = shards.take(term)
    postings = decoded(term, *found) if found else Postings()
    for document in change.removed:
        postings = postings.without(document)
    for added in change.added:
        postings = postings.joined(added)
    if postings.gaps:
        shards.put(term, postings)
    return len(postings.gaps)


def _turn(shards: _ShardsOnDisk, before: int) -> None:
    """Long terms that have become frequent, or are so no longer, because there are more documents now or
    fewer."""
    now = shards.documents
    for term, count in list(shards.long.items()):
        if is_frequent(count, before) != is_frequent(count, now):
            _apply(term, _Change(), shards)


class _ShardsOnDisk(Shards):
    """The files of the terms, each read when it is first asked for."""

    def __init__(self, parts: int, documents: int, *, long: dict[str, int], output: Output) -> None:
        super().__init__(parts, documents, long=long)
        self._output = output
        self._contents: dict[str, bytes] = {}

    def take(self, term: str) -> tuple[bytes, bytes | None] | None:
        """Take a term's record out, and its weights where they stand apart; ``None`` if it is nowhere."""
        is_long = self.long.pop(term, None) is not None
        payload = self._taken(long_path(term) if is_long else part_path(term, self.parts), term)
        if payload is None:
            return None
        return payload, self._taken(weights_path(term), term) if is_apart(payload) else None

    def _taken(self, path: str, term: str) -> bytes | None:
        record, self._contents[path] = taken(self._content(path), term)
        return record

    def keep(self, path: str, term: str, record: bytes) -> None:
        """Put a record into a file."""
        self._contents[path] = with_record(self._content(path), term, record)

    def _content(self, path: str) -> bytes:
        """What is in a file; in one that is not there, nothing."""
        if path not in self._contents:
            known = path in self._output.files
            self._contents[path] = pack.inflated(_read(path, self._output)) if known else b""
        return self._contents[path]

    def write(self) -> None:
        """Write what was asked for; a long term's file without a term is removed."""
        for path, content in self._contents.items():
            if content or is_part(path):
                self._output.put(path, pack.deflated_numbers(content))
            else:
                self._output.remove(path)


def _read(path: str, output: Output) -> bytes:
    data = output.content(path)
    if data is None:
        raise Damaged(path)
    return data
