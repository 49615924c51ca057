"""The cited instruments, found by what a reader types of their numbers or names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

from generator.search.analyse import terms
from generator.search.lexicon import opening_of
from generator.search.state import Row

_MOST = 12
_Named = tuple[str, str, int]


def instrument_files(
    rows: Sequence[Row], labels: Mapping[str, str], openings: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, list[_Named]], dict[str, tuple[str, ...]]]:
    """The files of the instruments that are cited: ``vien-dan.bin``, those cited most, and
    ``vien-dan-<opening>.bin``, those with a word or number of that opening in their label. Each has key,
    label and number of citing documents, the most cited first.

    Args:
        rows: the documents.
        labels: those of the instruments, by key.
        openings: those of labels, as far as they were worked out before.

    Returns:
        The files by path, and the openings of each label in them.
    """
    cited = Counter(chain.from_iterable(row.cites for row in rows))
    found = [(key, labels[key], count) for key, count in cited.items() if key in labels]
    found.sort(key=lambda named: (-named[2], named[0]))
    opened = {label: openings.get(label) or _openings(label) for _, label, _ in found}
    files: defaultdict[str, list[_Named]] = defaultdict(list)
    for named in found:
        for opening in opened[named[1]]:
            files[f"vien-dan-{opening}.bin"].append(named)
    return {**files, "vien-dan.bin": found[:_MOST]}, opened


def _openings(label: str) -> tuple[str, ...]:
    return tuple(sorted({opening_of(term) for term in terms(label)}))
