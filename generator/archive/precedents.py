"""What takes the whole published collection to know and time to find: the documents nearest to each, and
the closest pairs side by side. A cache from earlier runs saves what has not changed, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec

from generator.archive.compare import compared
from generator.archive.similar import NOT_KNOWN, Brief, Similarities, similar_of
from generator.archive.sketch import sketch_of
from generator.cache import Cache, ScratchCache, digest_of, encoded, program_digest
from generator.collection import LEAST_WORDING, Archive, Comparison, Similar
from generator.documents import Document, Documents, documents_of
from generator.sealed import read_sealed, write_sealed
from generator.shelf import Lazy
from generator.workers import mapped

_COMPARISON = msgspec.msgpack.Decoder(Comparison)
_SIMILARITIES = msgspec.msgpack.Decoder(Similarities)

_COMPARISONS = "comparisons"
_COMPARED = 1000
"""Pairs that are compared beforehand; every other pair is compared in the browser."""


def precedents(
    archive: Archive, cache: Cache | None = None, nearest: Path | None = None, workers: int = 1
) -> Archive:
    """The archive with the documents nearest to each, and the closest pairs side by side.

    Args:
        archive: the published documents.
        cache: where comparisons are kept.
        nearest: the file in which the nearest documents are kept; it may be thrown away at any time.
        workers: how many processes work.
    """
    cache = cache or ScratchCache()
    documents = documents_of(archive.documents)
    similar = _nearest(documents, nearest, workers).similar
    pairs = closest(similar, {profile.id: profile.date for profile in documents.profiles})

    def side_by_side(pair: tuple[str, str]) -> Comparison:
        return compared(*(documents.load(key).directive for key in pair))

    keys = {pair: digest_of(*map(documents.digest, pair)) for pair in pairs}
    _remember(keys, side_by_side, cache, workers)

    def comparison(pair: tuple[str, str]) -> Comparison:
        record = cache.get(_COMPARISONS, keys[pair])
        return _COMPARISON.decode(record) if record else side_by_side(pair)

    return replace(archive, similar=similar, comparisons=Lazy(keys, comparison))


def closest(
    similar: Mapping[str, Sequence[Similar]], dates: Mapping[str, str | None]
) -> list[tuple[str, str]]:
    """The pairs most alike in wording, the older document first; ``dates`` are those of the documents."""
    age = {name: (date or "9999", name) for name, date in dates.items()}
    wording = {
        (own, other.id) if age[own] < age[other.id] else (other.id, own): other.wording
        for own, others in similar.items()
        for other in others
        if other.wording >= LEAST_WORDING
    }
    return sorted(wording, key=lambda pair: (-wording[pair], pair))[:_COMPARED]


def _nearest(documents: Documents, path: Path | None, workers: int) -> Similarities:
    """The nearest of each document. The record of the last run tells itself what it was made of, so that
    it is of use to every later one."""
    before = _read(path) if path else NOT_KNOWN
    found = similar_of(_briefs(documents, before.briefs, workers), before)
    if path and found is not before:
        with suppress(OSError):  # the next run does it all again
            write_sealed(path, program_digest(), [encoded(found)])
    return found


def _read(path: Path) -> Similarities:
    try:
        return _SIMILARITIES.decode(read_sealed(path, program_digest()))
    except msgspec.DecodeError:
        return NOT_KNOWN


def _briefs(documents: Documents, before: Mapping[str, Brief], workers: int) -> list[Brief]:
    """What likeness takes of each document; texts are read of those only that are not what they were."""
    known = {name: old for name, old in before.items() if _stands(documents.by_id.get(name), old)}
    fresh = [name for name in documents.by_id if name not in known]
    sketches = mapped(lambda name: sketch_of(documents.load(name).directive), fresh, workers)
    made = {name: _brief(documents.by_id[name], sketch) for name, sketch in zip(fresh, sketches, strict=True)}
    return [known[name] if name in known else made[name] for name in documents.by_id]


def _stands(one: Document | None, old: Brief) -> bool:
    return one is not None and one.digest == old.digest


def _brief(one: Document, sketch: bytes) -> Brief:
    return Brief(one.profile.id, sketch, frozenset(one.summary.cites), one.digest)


def _remember(
    keys: Mapping[tuple[str, str], bytes],
    find: Callable[[tuple[str, str]], Comparison],
    cache: Cache,
    workers: int,
) -> None:
    """See to it that the comparison of each pair is in the cache, under its key; what is damaged there shows
    when it is asked for."""
    known = cache.keys(_COMPARISONS)
    cache.use(_COMPARISONS, (key for key in keys.values() if key in known))
    missing = [pair for pair, key in keys.items() if key not in known]
    for pair, record in zip(missing, mapped(lambda p: encoded(find(p)), missing, workers), strict=True):
        cache.put(_COMPARISONS, keys[pair], record)
    cache.commit()
