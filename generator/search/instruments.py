"""The cited instruments, found by what a reader types of their numbers or names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.collection import Instrument
from generator.model import Directive
from generator.search import pack
from generator.search.analyse import terms
from generator.search.content import instrument_label
from generator.search.lexicon import opening_of

_MOST = 12
_Row = tuple[str, str, int]


def write_instruments(
    directives: Sequence[Directive], instruments: Mapping[str, Instrument], folder: Path
) -> list[str]:
    """Write ``vien-dan.bin``, the instruments cited most, and ``vien-dan-<opening>.bin``, those with a
    word or number of that opening in their label; rows are key, label and number of citing documents,
    the most cited first. Returns the openings."""
    cited = Counter(
        key for item in directives for key in {cite.key for cite in item.cites} if key in instruments
    )
    rows: list[_Row] = [(key, instrument_label(instruments[key]), count) for key, count in cited.items()]
    rows.sort(key=lambda row: (-row[2], row[0]))
    openings: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        for opening in sorted({opening_of(term) for term in terms(row[1])}):
            openings[opening].append(row)
    pack.write_json(folder / "vien-dan.bin", rows[:_MOST])
    for opening, found in openings.items():
        pack.write_json(folder / f"vien-dan-{opening}.bin", found)
    return sorted(openings)
