"""The documents nearest to each, by wording and by what both cite, in memory that grows with their number.

Wording: every document keeps a bottom-k sketch, the smallest hashes of its runs of four syllables (Broder,
"On the resemblance and containment of documents", 1997); two sketches give an unbiased estimate of the
Jaccard index. Citations: the cosine of the instruments cited, each weighed by its rarity.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import TypeVar

from generator.collection import LEAST_WORDING, Similar
from generator.model import Directive
from generator.text import fold

T = TypeVar("T")

SHINGLE = 4
"""Syllables in a run: three are found in unrelated texts (``Ủy ban nhân``), five miss reworded ones."""

SKETCH = 128
"""Hashes kept of a document: the estimate's standard error is then at most 0.045."""

_NEAREST = 5
_COMMON = 200
"""A hash or an instrument in more documents than this is boilerplate: it proposes no pair."""

_MEASURED = 4 * _NEAREST
"""Documents that each of the two ways proposes for measuring."""

_CITES_WEIGHT = 0.5
"""Wording counts twice as much as citations: a shared decree makes two texts akin, not alike."""

_CITES_SHOWN = 3

Sketch = tuple[int, ...]


def similar_of(directives: Sequence[Directive]) -> Mapping[str, tuple[Similar, ...]]:
    """The nearest others of each document, by its id; documents without any like them are left out."""
    sketches = {d.id: sketch_of(d) for d in directives}
    cited = {d.id: frozenset(cite.key for cite in d.cites) for d in directives}
    weights = _weights(cited.values(), len(directives))
    lengths = {one: math.sqrt(sum(weights[key] ** 2 for key in keys)) for one, keys in cited.items()}
    by_hash, by_key = _inverted(sketches), _inverted(cited)
    found = {}
    for own in sorted(sketches):
        scored = []
        for other in _candidates(own, sketches, cited, by_hash, by_key):
            wording = resemblance(sketches[own], sketches[other])
            shared = sorted(cited[own] & cited[other], key=lambda key: (-weights[key], key))
            product = lengths[own] * lengths[other]
            cosine = sum(weights[key] ** 2 for key in shared) / product if product else 0.0
            if wording >= LEAST_WORDING or shared:
                one = Similar(other, round(wording, 3), tuple(shared[:_CITES_SHOWN]))
                scored.append((-(wording + _CITES_WEIGHT * cosine), other, one))
        if scored:
            found[own] = tuple(one for _, _, one in heapq.nsmallest(_NEAREST, scored))
    return found


def sketch_of(directive: Directive) -> Sketch:
    """The smallest hashes of a document's runs of syllables, sorted; empty for a text too short."""
    words = re.findall(r"\w+", fold(" ".join(block.text for block in directive.blocks)))
    runs = {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    return tuple(heapq.nsmallest(SKETCH, map(_hash, runs)))


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big")


def resemblance(one: Sketch, other: Sketch) -> float:
    """The estimated Jaccard index of two documents' runs: of the smallest hashes of both together, the
    share that is in either sketch."""
    both = set(one) & set(other)
    smallest = sorted({*one, *other})[:SKETCH]
    return sum(value in both for value in smallest) / len(smallest) if smallest else 0.0


def _weights(cited: Iterable[frozenset[str]], total: int) -> Mapping[str, float]:
    counts = Counter(key for keys in cited for key in keys)
    return {key: math.log((total + 1) / count) for key, count in counts.items()}


def _inverted(values: Mapping[str, Iterable[T]]) -> Mapping[T, list[str]]:
    found: dict[T, list[str]] = defaultdict(list)
    for name, own in values.items():
        for value in own:
            found[value].append(name)
    return found


def _candidates(
    own: str,
    sketches: Mapping[str, Sketch],
    cited: Mapping[str, frozenset[str]],
    by_hash: Mapping[int, list[str]],
    by_key: Mapping[str, list[str]],
) -> set[str]:
    """Documents worth measuring: those that share most hashes, and those that share most citations, with
    one, by what is not in very many."""
    return {
        *_sharing(own, (by_hash[value] for value in sketches[own])),
        *_sharing(own, (by_key[key] for key in sorted(cited[own]))),
    }


def _sharing(own: str, lists: Iterable[list[str]]) -> list[str]:
    counts: Counter[str] = Counter()
    for names in lists:
        if len(names) <= _COMMON:
            counts.update(names)
    del counts[own]
    return [name for name, _ in counts.most_common(_MEASURED)]
