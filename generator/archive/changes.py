"""What has changed in a collection since an earlier run: names of documents (ids), instruments (keys) and
lists of documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TypeVar

import msgspec

from generator.cache import fingerprint
from generator.collection import Archive, Relation, compared_with, instruments_of
from generator.documents import Document, documents_of
from generator.names import lists_of

T = TypeVar("T")


class Footprint(msgspec.Struct, frozen=True, array_like=True):
    """A collection, as far as it takes to tell later what has changed.

    ``documents`` by id: a digest of all that the document holds, the key of the instrument that it is, and
    the names of the instruments that it cites or relates and of the lists that it stands in. ``others`` by
    name: digests of what the whole collection tells of a document, and of an instrument's entry. All else
    that is known of an instrument or a list stands in the documents that have its name; but what was carried
    out under an instrument also in the heads of those that carry it out, which its page looks at by name.
    """

    documents: dict[str, tuple[bytes, str | None, tuple[str, ...]]]
    others: dict[str, bytes]


def footprint(archive: Archive, before: Footprint | None = None) -> Footprint:
    """The footprint of an archive; what an earlier one says of documents that are as they were is taken
    over."""
    documents = documents_of(archive.documents)
    heads = instruments_of(archive.instruments).heads
    own = {head.held: key for key, head in heads.items() if head.held}
    known = before.documents if before else {}
    found: dict[str, tuple[bytes, str | None, tuple[str, ...]]] = {}
    for name, one in documents.by_id.items():
        digest, key, old = one.digest, own.get(name), known.get(name)
        stands = old is not None and old[:2] == (digest, key)
        found[name] = old if old and stands else (digest, key, _names(one, archive.relations.get(name, ())))
    others = {key: head.digest for key, head in heads.items()}
    for name, value in _told(archive):  # a document's id may be the key of the instrument that it is
        others[name] = others.get(name, b"") + fingerprint(value)
    return Footprint(found, others)


def _names(one: Document, stated: Iterable[Relation]) -> tuple[str, ...]:
    """The names of the instruments that a document cites or relates, and of the lists that it stands in."""
    keys = {key for relation in stated for key in (relation.subject, relation.object) if key}
    return tuple(sorted({*keys, *one.summary.cites, *lists_of(one.profile, one.summary.assigned)}))


def _told(archive: Archive) -> Iterator[tuple[str, object]]:
    """What the whole collection tells of each document."""
    yield from archive.similar.items()
    yield from compared_with(archive.comparisons).items()


def changed_since(before: Footprint, now: Footprint) -> Set[str]:
    """The names of all that is not what it was: ids, keys and names of lists."""
    documents = changed_ids(before, now)
    states = (one.documents.get(name) for one in (before, now) for name in documents)
    names = {name for state in states if state for name in (*state[2], state[1]) if name}
    return documents | names | _differing(before.others, now.others)


def changed_ids(before: Footprint, now: Footprint) -> Set[str]:
    """The ids of the documents that are not what they were, came or went."""
    return _differing(before.documents, now.documents)


def _differing(before: Mapping[str, T], now: Mapping[str, T]) -> Set[str]:
    """The names under which there is another value than before, or none on one side."""
    return {name for name, _ in before.items() ^ now.items()}
