"""Weights of lunr: what each posting is worth, so that any part of an index scores like the whole.

Formulas of lunr 2.3 (``lunr.Builder``, ``lunr.idf``): BM25 with k1 = 1.2, b = 0.75 a field, rounded
to three decimals. Its similarity divides by the query's norm alone, so a hit's score is a sum over
terms, and the sum over the short fields can be worked out when the index is built.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.search.content import BOOSTS

K1 = 1.2
B = 0.75


@dataclass(frozen=True, slots=True)
class Lengths:
    """Lengths of all documents' fields, and their means."""

    of: Mapping[str, Sequence[int]]
    means: Mapping[str, float]

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self.of["body"])


def measured(of: Mapping[str, Sequence[int]]) -> Lengths:
    """Lengths with their means; a mean is 1 where all are empty, which then weigh nothing."""
    return Lengths(of, {field: sum(found) / max(1, len(found)) or 1.0 for field, found in of.items()})


def idf(documents: int, holding: int) -> float:
    """Lunr's inverse document frequency; ``holding`` counts each field of each document."""
    return math.log(1 + abs((documents - holding + 0.5) / (holding + 0.5)))


def field_weight(rarity: float, count: int, length: int, mean: float, boost: float) -> float:
    """What ``count`` occurrences in a field are worth, as lunr rounds it."""
    score = rarity * ((K1 + 1) * count) / (K1 * (1 - B + B * (length / mean)) + count)
    return round(score * boost, 3)


def short_fields(counts: Iterable[tuple[str, int]], document: int, rarity: float, lengths: Lengths) -> int:
    """The worth of a term in the fields named (all but the body), in thousandths."""
    total = 0.0
    for field, count in counts:
        total += field_weight(rarity, count, lengths.of[field][document], lengths.means[field], BOOSTS[field])
    return round(total * 1000)
