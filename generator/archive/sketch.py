"""A document's wording in a kilobyte: two sketches tell what share of their wording two documents have in
common.

The hashes of a document's runs of four syllables fall into bins, of which each keeps the smallest; the share
of the bins that keep the same is an unbiased estimate of the Jaccard index of the runs (Li, Owen, Zhang,
"One Permutation Hashing", 2012). Unlike the smallest hashes of all, what two sketches share can be counted
without laying them side by side.
"""

from __future__ import annotations

import re
import struct
from hashlib import blake2b

from generator.model import Directive
from generator.text import fold

SHINGLE = 4
"""Syllables in a run: three are found in unrelated texts (``Ủy ban nhân``), five miss reworded ones."""

BINS = 128
"""Bins of a sketch: the estimate's standard error is then at most 0.045."""

_BITS = 64

Hashes = tuple[int, ...]
"""A sketch unpacked: ascending, at most one hash a bin."""


def sketch_of(directive: Directive) -> bytes:
    """The smallest hash in each bin of a document's runs of syllables, eight bytes each, ascending; empty
    for a text too short. It follows from the text of the blocks alone."""
    text = fold(" ".join(block.text for block in directive.blocks))
    words = " ".join(re.findall(r"\w+", text)).encode().split()
    runs = set(map(b" ".join, zip(*(words[at:] for at in range(SHINGLE)), strict=False)))
    hashes = sorted((blake2b(run, digest_size=_BITS // 8).digest() for run in runs), reverse=True)
    smallest = {value[0] * BINS // 256: value for value in hashes}
    return b"".join(sorted(smallest.values()))


def hashes_in(sketch: bytes) -> Hashes:
    """The hashes of a sketch."""
    return struct.unpack(f">{len(sketch) // 8}Q", sketch)


def bins_of(hashes: Hashes) -> int:
    """The bins that are not empty, a bit each."""
    if len(hashes) == BINS:
        return (1 << BINS) - 1
    return sum(1 << (value * BINS >> _BITS) for value in hashes)


def resemblance(shared: int, bins: int, others: int) -> float:
    """The estimated Jaccard index of two documents' runs, from the number of hashes that their sketches
    share and the bins of each: of the bins that are not empty in both, the share that keep the same."""
    filled = (bins | others).bit_count()
    return shared / filled if filled else 0.0
