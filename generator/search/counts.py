"""A document → how often its fields hold each term: words, pairs of neighbours, spellings, citations.

What the index says of a document stands in numbers that depend on that document alone: so one more
document changes only the files that its own terms are in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from generator.search.analyse import spelled_terms
from generator.search.content import FIELDS
from generator.search.hashes import spelling_code

SPELLING = "="
"""Opens the term that stands for one spelling of a word: documents that hold it, without weight."""

CITED = "@"
"""Opens the term that stands for a cited instrument's key: documents that cite it."""

APART = "\0"
"""Between a pair of neighbours and the code of its spelling."""

_SHIFTS = {"body": 24, "number": 16, "subject": 8, "names": 0}
_LIMITS = {"body": 0xFFFF, "number": 0xFF, "subject": 0xFF, "names": 0xFF}
_SHORT = (1 << _SHIFTS["body"]) - 1
_BITS = 40


class Counted(NamedTuple):
    """``counts`` by key: a term, for a pair followed by its spelling's code (see :func:`split`); each
    one number with the counts of all fields. ``lengths`` of the fields, in the order of ``FIELDS``: how
    many terms a field has, words and pairs of neighbours, its length in the sense of lunr."""

    counts: dict[str, int]
    lengths: tuple[int, ...]


def counted(texts: Mapping[str, Sequence[str]], cited: Iterable[str]) -> Counted:
    """Count the terms of a document's fields; ``cited`` are keys of instruments."""
    counts: dict[str, int] = {CITED + key: 0 for key in cited}
    lengths = []
    for field in FIELDS:
        found = [spelled_terms(text) for text in texts[field]]
        held: Counter[str] = Counter()
        for terms in found:
            held.update(map(itemgetter(0), terms))
            for (one, other), count in Counter(pairwise(terms)).items():
                held[_pair(one, other)] += count
            for exact in set(map(itemgetter(1), terms)):
                if exact:
                    counts[SPELLING + exact] = 0
        limit, unit, known = _LIMITS[field], 1 << _SHIFTS[field], counts.get
        for key, count in held.items():
            counts[key] = known(key, 0) + unit * (count if count < limit else limit)
        lengths.append(sum(max(0, 2 * len(terms) - 1) for terms in found))
    return Counted(counts, tuple(lengths))


@lru_cache(maxsize=1 << 18)
def _pair(one: tuple[str, str | None], other: tuple[str, str | None]) -> str:
    codes = spelling_code(one[1] or one[0]), spelling_code(other[1] or other[0])
    return f"{one[0]} {other[0]}{APART}{codes[0]:c}{codes[1]:c}"


def split(key: str) -> tuple[str, bytes]:
    """A key's term, and the code of its spelling where it is a pair: one byte a word."""
    term, _, code = key.partition(APART)
    return term, code.encode("latin-1")


def is_mark(term: str) -> bool:
    """Whether a term only says which documents have something, without weight."""
    return term.startswith((CITED, SPELLING))


def is_word(term: str) -> bool:
    """Whether a term is a word, or the number of an instrument."""
    return " " not in term and not is_mark(term)


def base_of(document: int) -> int:
    """What a document's counts of a term are added to: one number, which sorts by document."""
    return document << _BITS


def document_of(posting: int) -> int:
    """A posting's document."""
    return posting >> _BITS


def counts_of(posting: int) -> int:
    """A posting's counts, still in one number; 0 of none."""
    return posting & ((1 << _BITS) - 1)


def added(one: int, other: int) -> int:
    """Counts of two spellings of a term together; no count runs over into the next."""
    fields = ((_SHIFTS[field], _LIMITS[field]) for field in FIELDS)
    return sum(
        min((one >> shift & limit) + (other >> shift & limit), limit) << shift for shift, limit in fields
    )


def documents_of(postings: Iterable[int]) -> list[int]:
    """The documents of postings."""
    return [posting >> _BITS for posting in postings]


def body_counts(postings: Iterable[int]) -> list[int]:
    """How often each body holds the term."""
    return [posting >> _SHIFTS["body"] & _LIMITS["body"] for posting in postings]


def short_counts(postings: Iterable[int]) -> list[int]:
    """The counts of the other fields, still in one number each; 0 of none."""
    return [posting & _SHORT for posting in postings]


def fields_of(counts: int) -> list[tuple[int, int]]:
    """Which of the other fields hold a term, by their position in ``FIELDS``, and how often."""
    found = ((place, counts >> _SHIFTS[field] & 0xFF) for place, field in enumerate(FIELDS[:-1]))
    return [(place, count) for place, count in found if count]
