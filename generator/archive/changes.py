"""What has changed in a collection since an earlier run: names of documents (ids), instruments (keys) and
lists of documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from typing import TypeVar

import msgspec

from generator.cache import fingerprint
from generator.collection import Archive, compared_with, documents_of
from generator.names import lists_of

T = TypeVar("T")


class Footprint(msgspec.Struct, frozen=True, array_like=True):
    """A collection, as far as it takes to tell later what has changed.

    ``documents`` by id: a digest of all that the document holds, the keys of the instruments that it is,
    cites or relates, and the names of the lists that it stands in. ``others`` by name: a digest of what the
    whole collection tells of a document or an instrument. All else that is known of an instrument or a list
    stands in the documents that have its name.
    """

    documents: dict[str, tuple[bytes, tuple[str, ...]]]
    others: dict[str, bytes]


def footprint(archive: Archive) -> Footprint:
    """The footprint of an archive."""
    documents = documents_of(archive.documents)
    keys: dict[str, set[str]] = {
        one.id: {*(cite.key for cite in one.cites), *lists_of(one)} for one in documents.directives
    }
    for relation in archive.relations:
        if relation.by in keys:
            keys[relation.by].update(filter(None, (relation.subject, relation.object)))
    for instrument in archive.instruments:
        if instrument.held in keys:
            keys[instrument.held].add(instrument.key)
    told: defaultdict[str, list[object]] = defaultdict(list)
    for name, one in _told(archive):
        told[name].append(one)
    return Footprint(
        {name: (documents.digest(name), tuple(sorted(own))) for name, own in keys.items()},
        {name: fingerprint(every) for name, every in told.items()},
    )


def _told(archive: Archive) -> Iterator[tuple[str, object]]:
    """What the whole collection tells of each name."""
    for one in archive.instruments:
        if one.held_right:  # maybe by a correction, which stands in no document
            yield one.key, (one.date, one.issuer, one.title, one.held_right)
    yield from archive.carried_out.items()
    yield from archive.similar.items()
    yield from compared_with(archive.comparisons).items()


def changed_since(before: Footprint, now: Footprint) -> Set[str]:
    """The names of all that is not what it was: ids, keys and names of lists."""
    documents = _differing(before.documents, now.documents)
    states = (one.documents.get(name) for one in (before, now) for name in documents)
    names = {name for state in states if state for name in state[1]}
    return documents | names | _differing(before.others, now.others)


def _differing(before: Mapping[str, T], now: Mapping[str, T]) -> Set[str]:
    """The names under which there is another value than before, or none on one side."""
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
