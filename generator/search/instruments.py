"""The cited instruments, found by what a reader types of their numbers or names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from generator.collection import Instrument
from generator.search.analyse import terms
from generator.search.content import instrument_label
from generator.search.lexicon import opening_of
from generator.search.state import Row

_MOST = 12
_Named = tuple[str, str, int]


def instrument_files(
    rows: Sequence[Row], instruments: Mapping[str, Instrument]
) -> tuple[dict[str, list[_Named]], list[str]]:
    """The files of the instruments that are cited: ``vien-dan.bin``, those cited most, and
    ``vien-dan-<opening>.bin``, those with a word or number of that opening in their label. Each has key,
    label and number of citing documents, the most cited first.

    Returns:
        The files by path, and the openings.
    """
    cited = Counter(key for row in rows for key in row.cites if key in instruments)
    found = [(key, instrument_label(instruments[key]), count) for key, count in cited.items()]
    found.sort(key=lambda named: (-named[2], named[0]))
    openings: defaultdict[str, list[_Named]] = defaultdict(list)
    for named in found:
        for opening in sorted({opening_of(term) for term in terms(named[1])}):
            openings[opening].append(named)
    files = {f"vien-dan-{opening}.bin": named for opening, named in openings.items()}
    files["vien-dan.bin"] = found[:_MOST]
    return files, sorted(openings)
