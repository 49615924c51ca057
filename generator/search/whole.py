"""A whole index from nothing, on as many processors as there are."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from generator.search.documents import Indexed
from generator.search.output import Output
from generator.search.runs import CHUNK, Run, put_together, run_of
from generator.search.shards import RANGES, parts_of
from generator.search.state import Index
from generator.workers import mapped

_TASKS = 32
"""Ranges are shared out in so many tasks, so that workers end together."""


def built(documents: Sequence[Indexed], output: Output, workers: int) -> Index:
    """Index the documents (ascending by serial): write their files and those of the terms."""
    with tempfile.TemporaryDirectory(prefix="chithi-tim-kiem-") as scratch:
        starts = range(0, len(documents), CHUNK)
        read = partial(_run, data=output.folder, scratch=Path(scratch))
        runs = list(mapped(read, [documents[start : start + CHUNK] for start in starts], workers, smallest=2))
        rows = [row for run in runs for row in run.rows]
        put = partial(
            put_together,
            [(run.path, run.starts) for run in runs],
            lengths={row.serial: row.lengths for row in rows},
            documents=len(rows),
            parts=parts_of(len(rows)),
            folder=output.folder,
        )
        tasks = [range(start, RANGES, _TASKS) for start in range(_TASKS)]
        made = list(mapped(put, tasks, workers, smallest=2))
    words: dict[str, int] = {}
    long: dict[str, int] = {}
    for run in runs:
        output.files.update(run.files)
    for part in made:
        output.files.update(part.files)
        words.update(part.words)
        long.update(part.long)
    return Index(rows, words, long)


def _run(items: Sequence[Indexed], *, data: Path, scratch: Path) -> Run:
    return run_of(items, data, scratch / str(items[0].serial))
