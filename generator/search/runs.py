"""Documents → postings on disk, a chunk of documents at a time, in memory that does not grow.

The postings of a chunk are written to a file of its own, cut by ranges of hashes; then each range is
put together from all chunks by itself (single-pass in-memory indexing: Manning, Raghavan, Schütze,
Introduction to Information Retrieval, 4.3). Chunks and ranges may be worked on in any process: what they
make does not depend on where.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.search import pack
from generator.search.counts import base_of, is_word, split
from generator.search.documents import Indexed, take
from generator.search.hashes import hash_of
from generator.search.output import Output
from generator.search.record import Lengths, gathered
from generator.search.shards import FOLDER, RANGES, Shards, joined
from generator.search.state import Row

CHUNK = 250
"""Documents whose postings are in memory at once: some 60 MB."""

_NUMBERS = "Q"


class Run(NamedTuple):
    """The postings of a chunk, in a file; range n from ``starts[n]`` to ``starts[n + 1]``. Beside it the
    rows of the documents, and the digests of their own files."""

    path: Path
    starts: tuple[int, ...]
    rows: list[Row]
    files: Mapping[str, str]


class Made(NamedTuple):
    """What ranges of hashes came to: digests of files, words and long terms with the number of their
    documents."""

    files: Mapping[str, str]
    words: Mapping[str, int]
    long: Mapping[str, int]


def run_of(items: Sequence[Indexed], folder: Path, path: Path) -> Run:
    """Read a chunk of documents (ascending by serial), write their own files under ``folder`` and their
    postings to ``path``."""
    output = Output(folder)
    batch: defaultdict[str, array[int]] = defaultdict(partial(array, _NUMBERS))
    rows = []
    for item in items:
        row, (counts, _) = take(item, output)
        rows.append(row)
        base = base_of(item.serial)
        for key, value in counts.items():
            batch[key].append(base + value)
    return Run(path, _written(batch, path), rows, output.files)


def _written(batch: Mapping[str, array[int]], path: Path) -> tuple[int, ...]:
    ranges: list[dict[str, bytes]] = [{} for _ in range(RANGES)]
    for key, postings in batch.items():
        ranges[hash_of(split(key)[0]) * RANGES >> 32][key] = postings.tobytes()
    starts = [0]
    with path.open("wb") as file:
        for part in ranges:
            starts.append(starts[-1] + file.write(msgspec.msgpack.encode(part)))
    return tuple(starts)


def put_together(
    runs: Sequence[tuple[Path, tuple[int, ...]]],
    ranges: Sequence[int],
    lengths: Lengths,
    documents: int,
    parts: int,
    folder: Path,
) -> Made:
    """Write the files of some ranges of hashes; ``runs`` are path and starts of each, in order."""
    output = Output(folder)
    words: dict[str, int] = {}
    long: dict[str, int] = {}
    for number in ranges:
        own = range(number * parts // RANGES, (number + 1) * parts // RANGES)
        shards = Shards(parts, documents, {f"{FOLDER}{part}.bin": {} for part in own})
        for term, spellings in _terms(runs, number).items():
            postings = gathered(term, sorted(spellings), lengths)
            shards.put(term, postings)
            if is_word(term):
                words[term] = len(postings.gaps)
        long.update(shards.long)
        for path, records in shards.files.items():
            output.put(path, pack.deflated_numbers(joined(records)))
    return Made(output.files, words, long)


def _terms(
    runs: Sequence[tuple[Path, tuple[int, ...]]], number: int
) -> dict[str, list[tuple[bytes, array[int]]]]:
    """The terms of a range, each with its postings by spelling."""
    found: defaultdict[str, list[bytes]] = defaultdict(list)
    for path, starts in runs:
        with path.open("rb") as file:
            file.seek(starts[number])
            data = file.read(starts[number + 1] - starts[number])
        for key, postings in msgspec.msgpack.decode(data, type=dict[str, bytes]).items():
            found[key].append(postings)
    terms: defaultdict[str, list[tuple[bytes, array[int]]]] = defaultdict(list)
    for key, pieces in found.items():
        term, code = split(key)
        terms[term].append((code, array(_NUMBERS, b"".join(pieces))))
    return terms
