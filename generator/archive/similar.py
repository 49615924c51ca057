"""The documents nearest to each, by wording and by what both cite, in memory that grows with their number.

What is said of two documents rests on their sketches, on what they cite, and on how many others have what
both have, in steps; never on the size of the collection. So one document more changes little, and
:func:`similar_of` does only that again.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeVar

import msgspec

from generator.archive.sketch import bins_of, hashes_in, resemblance
from generator.collection import LEAST_WORDING, Similar

T = TypeVar("T", int, str)

_NEAREST = 5
_COMMON = 200
"""A hash or an instrument in more documents than this is boilerplate: it proposes no pair."""

_LEAST_SHARED = 4
"""Hashes that propose a pair: it takes thirteen to tell (``LEAST_WORDING``), fewer than these are chance."""

_CITES_WEIGHT = 0.5
"""Wording counts twice as much as citations: a shared decree makes two texts akin, not alike."""

_CITES_SHOWN = 3


class Brief(msgspec.Struct, frozen=True, array_like=True):
    """What likeness takes of a document: its id, its sketch and the keys of what it cites; ``digest`` is
    one of the document that it was taken from."""

    id: str
    sketch: bytes
    cites: frozenset[str]
    digest: bytes = b""


class Scored(msgspec.Struct, frozen=True, array_like=True):
    """A document like another, and how like it is: the sum that the nearest are chosen by."""

    similar: Similar
    score: float


class Similarities(msgspec.Struct, frozen=True, array_like=True):
    """The nearest others of each document that has any, by its id, and the briefs that they follow from."""

    briefs: dict[str, Brief] = {}
    nearest: dict[str, tuple[Scored, ...]] = {}

    @property
    def similar(self) -> Mapping[str, tuple[Similar, ...]]:
        """The nearest others, without their scores."""
        return {own: tuple(one.similar for one in others) for own, others in self.nearest.items()}


NOT_KNOWN = Similarities()


def similar_of(briefs: Iterable[Brief], before: Similarities = NOT_KNOWN) -> Similarities:
    """The nearest others of each document.

    Args:
        briefs: of every document, each id once.
        before: what this function gave for another state of the collection. The result is the same
            without it; with it only what the documents that came, went or changed since can have touched
            is done again.
    """
    after = {brief.id: brief for brief in sorted(briefs, key=lambda brief: brief.id)}
    known = before.briefs
    new = {n: brief for n, brief in after.items() if known.get(n) is not brief and known.get(n) != brief}
    gone = {name: old for name, old in known.items() if name in new or name not in after}
    if not gone and not new:
        return before
    collection = _Collection(after)
    again = _touched(before, gone, new, collection) if before.briefs else frozenset(after)
    return Similarities(after, _ranked(before.nearest, again, frozenset(new), collection))


class _Collection:
    """Every brief, unpacked, with lookups."""

    def __init__(self, briefs: Mapping[str, Brief]) -> None:
        self.hashes = {name: hashes_in(brief.sketch) for name, brief in briefs.items()}
        self.cites = {name: brief.cites for name, brief in briefs.items()}
        self.by_key = _inverted(self.cites)
        self.weights = {key: _weight(len(names)) for key, names in self.by_key.items()}
        self._having: dict[int, list[str]] = {}

    def having(self, names: Collection[str], more: Iterable[int] = ()) -> Mapping[int, list[str]]:
        """The documents that have each hash of some documents, or one ``more``; among other hashes that were
        asked for, as it takes going through all documents to tell."""
        if len(names) == len(self.hashes):
            return _inverted(self.hashes)
        wanted = frozenset(chain(more, *map(self.hashes.__getitem__, names))) - self._having.keys()
        if wanted:
            self._having |= {value: [] for value in wanted}
            self._having |= _inverted(self.hashes, wanted)
        return self._having

    def akin(self, own: str, other: str) -> float:
        """How much two documents have in common of what they cite, from 0 to 1; 0 only for nothing."""
        cites, others = self.cites[own], self.cites[other]
        shared = cites & others
        if not shared:
            return 0.0
        return math.fsum(map(self.weights.__getitem__, shared)) / math.sqrt(len(cites) * len(others))

    def similar(self, own: str, other: str, wording: float) -> Similar:
        """What is told of a document that is among the nearest."""
        shared = self.cites[own] & self.cites[other]
        rarest = sorted(shared, key=lambda key: (-self.weights[key], key))
        return Similar(other, round(wording, 3), tuple(rarest[:_CITES_SHOWN]))


class _Wording:
    """How much of their wording some documents share with every other."""

    def __init__(self, collection: _Collection, names: frozenset[str]) -> None:
        self.hashes = collection.hashes
        self.rare: dict[int, list[str]] = {}
        self.common: dict[str, int] = defaultdict(int)
        for order, (value, having) in enumerate(collection.having(names).items()):
            if _is_common(len(having)):
                for name in having:
                    self.common[name] |= 1 << order
            elif len(having) > 1:
                self.rare[value] = having

    def rare_shared(self, own: str) -> Counter[str]:
        """How many hashes that are not common each other document shares with one."""
        shared: Counter[str] = Counter()
        for value in self.hashes[own]:
            shared.update(self.rare.get(value, ()))
        return shared

    def of(self, own: str, other: str, rare: int) -> float:
        """The share of the wording of two documents, which share so many hashes that are not common."""
        shared = rare + (self.common[own] & self.common[other]).bit_count()
        return resemblance(shared, bins_of(self.hashes[own]), bins_of(self.hashes[other]))


class _Nearest:
    """The nearest of a document while others are offered; of equals the first by id."""

    def __init__(self, kept: Sequence[Scored] = ()) -> None:
        self.found: list[tuple[float, str, float, Scored | None]] = [
            (-one.score, one.similar.id, one.similar.wording, one) for one in kept
        ]
        self.least = 0.0
        self._cut()

    def offer(self, score: float, other: str, wording: float) -> None:
        """Takes another in if it is among the nearest so far."""
        if score >= self.least:
            self.found.append((-score, other, wording, None))
            self.found.sort(key=lambda one: one[:2])
            self._cut()

    def _cut(self) -> None:
        del self.found[_NEAREST:]
        if len(self.found) == _NEAREST:
            self.least = -self.found[-1][0]

    def scored(self, own: str, collection: _Collection) -> Iterator[Scored]:
        """The nearest, in order."""
        for negative, other, wording, kept in self.found:
            yield kept or Scored(collection.similar(own, other, wording), -negative)


def _ranked(
    before: Mapping[str, tuple[Scored, ...]],
    again: frozenset[str],
    new: frozenset[str],
    collection: _Collection,
) -> dict[str, tuple[Scored, ...]]:
    """The nearest of every document: found anew for those of ``again``, and what they were before for the
    rest, to whom the new ones are offered."""
    shared = _Wording(collection, again)
    nearest: dict[str, _Nearest] = {}

    def offer(own: str, score: float, other: str, wording: float) -> None:
        if own not in nearest:
            nearest[own] = _Nearest(() if own in again else before.get(own, ()))
        nearest[own].offer(score, other, wording)

    for own in sorted(again):
        for other, rare in _proposed(own, collection, shared):
            anew = other in again
            if anew and other < own:
                continue  # measured when it was the other's turn
            wording = shared.of(own, other, rare)
            akin = collection.akin(own, other)
            if wording >= LEAST_WORDING or akin:
                score = wording + _CITES_WEIGHT * akin
                offer(own, score, other, wording)
                if anew or own in new:
                    offer(other, score, own, wording)
    kept = {own: others for own, others in before.items() if own in collection.hashes and own not in again}
    found = kept | {own: tuple(one.scored(own, collection)) for own, one in nearest.items()}
    return {own: found[own] for own in collection.hashes if own in found}


def _proposed(own: str, collection: _Collection, shared: _Wording) -> Iterator[tuple[str, int]]:
    """The documents worth measuring with one, and how many hashes that are not common they share: those
    that share several, and those that cite the same instrument, if not very many do."""
    counts = shared.rare_shared(own)
    found = {name for name, count in counts.items() if count >= _LEAST_SHARED}
    for key in collection.cites[own]:
        names = collection.by_key[key]
        if not _is_common(len(names)):
            found.update(names)
    found.discard(own)
    return ((other, counts[other]) for other in found)


def _touched(
    before: Similarities, gone: Mapping[str, Brief], new: Mapping[str, Brief], collection: _Collection
) -> frozenset[str]:
    """The documents whose nearest have to be found anew: those that are new, those that lost one of their
    nearest, and those with something that has become common, or is so no longer, or has another weight.
    To all others no more can have happened than that a new one is among their nearest."""
    lost = {
        own
        for own, others in before.nearest.items()
        if own in collection.hashes and any(one.similar.id in gone for one in others)
    }
    keys = Counter(key for brief in new.values() for key in brief.cites)
    keys.subtract(key for brief in gone.values() for key in brief.cites)
    hashes = Counter(value for brief in new.values() for value in hashes_in(brief.sketch))
    hashes.subtract(value for brief in gone.values() for value in hashes_in(brief.sketch))
    turned = {
        *_turned(collection.by_key, keys, _weight),
        *_turned(collection.by_key, keys, _is_common),
    }
    again = {*new, *lost, *turned}
    return frozenset(again.union(_turned(collection.having(again, hashes), hashes, _is_common)))


def _turned(
    having: Mapping[T, list[str]], more: Mapping[T, int], of: Callable[[int], float]
) -> Iterator[str]:
    """The documents that have a value that is no longer what it was, by how many have it, now that
    ``more`` have."""
    for value, grown in more.items():
        names = having.get(value, [])
        if of(len(names)) != of(len(names) - grown):
            yield from names


def _is_common(count: int) -> bool:
    return count > _COMMON


def _weight(count: int) -> float:
    """The weight of an instrument that ``count`` documents cite: 1 for up to three, a half up to seven, a
    third up to fifteen …; that of a common one is no less."""
    return 1 / max(1, min(count, _COMMON).bit_length() - 1)


def _inverted(values: Mapping[str, Iterable[T]], wanted: frozenset[T] | None = None) -> Mapping[T, list[str]]:
    """The names, in their order, by each value that they have, or by those of them that are wanted."""
    found: dict[T, list[str]] = defaultdict(list)
    for name, own in values.items():
        for value in own if wanted is None else wanted.intersection(own):
            found[value].append(name)
    return found
