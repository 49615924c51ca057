"""An index as it was → as it has to be, by changing only the files of the documents that changed.

The bytes are those of a whole index from nothing (``whole``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.search import pack
from generator.search.counts import Counted, base_of, is_word, split
from generator.search.documents import Indexed, card_path, recounted, take, text_path
from generator.search.output import Output, digest, present
from generator.search.record import Postings, decoded, gathered
from generator.search.shards import Shelf, is_frequent, is_part, joined, parted, parts_of
from generator.search.state import Row, State, version

SHARE = 50
"""One document in so many may change; a whole index costs less than to patch more of them in."""


class Damaged(Exception):
    """Files of the index are not what the state says."""


@dataclass(slots=True)
class _Change:
    """What becomes of a term: documents that it is taken from, postings that it is given."""

    removed: list[int] = field(default_factory=list)
    added: list[Postings] = field(default_factory=list)


def patched(before: State, documents: Sequence[Indexed], data: Path) -> State | None:
    """The index of the documents (ascending by serial), made of the one before; ``None`` where that is
    not worth while, or its files are not all there. The files of the whole collection are left as they
    were.

    Raises:
        Damaged: a file is not what the state says.
    """
    rows = {row.serial: row for row in before.rows}
    fresh = [item for item in documents if not _is_known(item, rows)]
    gone = rows.keys() - {item.serial for item in documents}
    if not _is_worth_while(before, len(fresh) + len(gone), len(documents)):
        return None
    if before.files.keys() - present(data):
        return None
    output = Output(data, before.files, before.sources)
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
    shelf = _Files(parts_of(len(rows)), len(rows), long=dict(before.long), output=output)
    for term, change in changes.items():
        holding = _apply(term, change, shelf)
        if is_word(term):
            words[term] = holding
    _turn(shelf, len(before.rows))
    shelf.write()
    left = {word: count for word, count in words.items() if count}
    ordered = [rows[serial] for serial in sorted(rows)]
    return State(version(), ordered, left, shelf.long, output.files, before.sources)


def _is_known(item: Indexed, rows: Mapping[int, Row]) -> bool:
    row = rows.get(item.serial)
    return row is not None and row.digest == item.digest


def _is_worth_while(before: State, changed: int, documents: int) -> bool:
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


def _apply(term: str, change: _Change, shelf: _Files) -> int:
    """Change a term's record; returns how many documents have the term now."""
    found = shelf.take(term)
    postings = decoded(term, *found) if found else Postings([], [], [], [], [])
    for document in change.removed:
        postings.remove(document)
    for added in change.added:
        postings.insert(added)
    if postings.documents:
        shelf.put(term, postings)
    return len(postings.documents)


def _turn(shelf: _Files, before: int) -> None:
    """Long terms that have become frequent, or are so no longer, because there are more documents now or
    fewer."""
    now = shelf.documents
    for term, count in list(shelf.long.items()):
        if is_frequent(count, before) != is_frequent(count, now):
            _apply(term, _Change(), shelf)


class _Files(Shelf):
    """The files of the terms, each read when it is first asked for."""

    def __init__(self, parts: int, documents: int, *, long: dict[str, int], output: Output) -> None:
        super().__init__(parts, documents, long=long)
        self._output = output

    def file(self, path: str) -> dict[str, bytes]:
        """A file's records by term; of one that is not there, none."""
        if path not in self.files:
            known = path in self._output.files
            self.files[path] = parted(pack.inflated(_read(path, self._output))) if known else {}
        return self.files[path]

    def write(self) -> None:
        """Write what was asked for; a long term's file without a term is removed."""
        for path, records in self.files.items():
            if records or is_part(path):
                self._output.put(path, pack.deflated_numbers(joined(records)))
            else:
                self._output.remove(path)


def _read(path: str, output: Output) -> bytes:
    try:
        data = (output.folder / path).read_bytes()
    except OSError as problem:
        raise Damaged(path) from problem
    if digest(data) != output.files.get(path):
        raise Damaged(path)
    return data
