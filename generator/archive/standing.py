"""How a collection stands once it is gathered, kept in a file from run to run: what has not changed is not
worked out again. The file may be thrown away at any time; it only saves time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec

from generator.archive.authority import Corrected, authority_file
from generator.archive.collect import published
from generator.archive.identity import Identity
from generator.archive.resolve import Meaning, Resolution, Settled
from generator.cache import encoded
from generator.collection import Head, Instrument, Instruments, Relation, head_of
from generator.records import authority_entries, authority_entries_again, authority_json
from generator.sealed import Chunk, read_sealed, sum_of, write_sealed
from generator.shelf import Shelf

Stated = tuple[Relation, ...]
"""What one document states of instruments."""

_AT_HAND = 1000
"""Entries of the authority file that stay in memory."""

_SETTLED = msgspec.msgpack.Decoder(Settled)
_STATED = msgspec.msgpack.Decoder(Stated)


def _empty(decoder: msgspec.msgpack.Decoder[Any]) -> Shelf[Any]:
    return Shelf({}, decoder.decode)


@dataclass(frozen=True)
class Standing:
    """A collection as it stands: documents and what each states of instruments, by raw file in order of path;
    the meanings of identities; the heads of the authority file by key, sorted, and a person's values in it.
    What else the file says of an instrument follows from the documents that are or cite it."""

    documents: Shelf[Settled] = field(default_factory=partial(_empty, _SETTLED))
    stated: Shelf[Stated] = field(default_factory=partial(_empty, _STATED))
    meanings: Mapping[Identity, Meaning] = field(default_factory=dict)
    heads: Mapping[str, Head] = field(default_factory=dict)
    corrected: Corrected = field(default_factory=dict)
    authority: bytes = b""
    """Sum of the authority file as JSON."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """The length in bytes of each entry there, by key."""
    made: Mapping[str, Instrument] = field(default_factory=dict)
    """Entries of the authority file that had to be made to gather it, if not all had."""
    entries: Sequence[Chunk] = ()
    """The lines of all entries in the file as JSON, if all had to be made."""

    @cached_property
    def entry(self) -> Callable[[str], Instrument]:
        """Gives the entry of the authority file of a key."""
        by_id = {one.profile.id: one for one in self.documents.values()}

        @lru_cache(_AT_HAND)
        def entry(key: str) -> Instrument:
            if key in self.made:
                return self.made[key]
            head = self.heads[key]
            ids = sorted({*head.cited_by, *([head.held] if head.held else [])})
            return authority_file([by_id[name] for name in ids], self.corrected, {key})[key]

        return entry

    def instruments(self, before: Standing | None = None, old: Chunk = b"") -> Instruments:
        """The authority file; ``old`` is its JSON as it was ``before``, of which most is taken over."""
        instruments = Instruments(self.heads, self.entry, self.entries or None)
        if before is None or self.entries:
            return instruments
        if not old or sum_of([old]) != before.authority:
            entries: Sequence[Chunk] = list(authority_entries(instruments))
        else:
            known = {key: head.digest for key, head in before.heads.items()}
            touched = {key for key, head in self.heads.items() if known.get(key) != head.digest}
            entries = authority_entries_again(memoryview(old), before.sizes, instruments, touched)
        return Instruments(self.heads, self.entry, entries)

    def with_authority(self, instruments: Instruments) -> Standing:
        """This, with what tells later how the file of its instruments was."""
        sizes = dict(zip(self.heads, map(len, instruments.entries or ()), strict=True))
        return replace(self, authority=sum_of(authority_json(instruments)), sizes=sizes)


class _Contents(msgspec.Struct, array_like=True):
    """What the file begins with; after it stand the records of ``documents`` and ``stated``, of which it
    tells the lengths, in bytes."""

    documents: dict[str, int]
    stated: dict[str, int]
    meanings: list[tuple[Identity, Meaning]]
    heads: dict[str, Head]
    corrected: dict[str, dict[str, tuple[str | None, str]]]
    authority: bytes
    sizes: dict[str, int]


_CONTENTS = msgspec.msgpack.Decoder(_Contents)
_LENGTH = 8
"""Bytes of the length of these contents, which stands before them."""


def standing(
    before: Standing,
    resolution: Resolution,
    corrected: Corrected,
    stated: Callable[[Sequence[str]], Mapping[str, Stated]] | None,
) -> Standing:
    """How a collection stands now.

    Args:
        before: how it stood at an earlier time; the result is equal without it, and is itself this where
            nothing has changed.
        resolution: its documents, settled; those that stand as before are the same objects.
        corrected: a person's values for instruments.
        stated: gives what the documents of some raw files state; ``None`` leaves it out, where nothing is
            kept for a later time and hardly any document is asked for it.
    """
    now = resolution.documents
    fresh = {file: one for file, one in now.items() if before.documents.get(file) is not one}
    gone = (one for file, one in before.documents.items() if now.get(file) is not one)
    touched = {name for one in (*fresh.values(), *gone) for name in one.names()}
    touched |= {
        key
        for key in corrected.keys() | before.corrected.keys()
        if corrected.get(key) != before.corrected.get(key)
    }
    unchanged = list(now) == list(before.documents) and resolution.meanings == before.meanings
    if unchanged and not fresh and not touched:
        return before
    made = authority_file(published(now.values()), corrected, touched)
    heads = {key: head for key, head in before.heads.items() if key not in touched}
    heads |= {key: head_of(one) for key, one in made.items()}
    keys = sorted(heads)
    return Standing(
        before.documents.renewed(now, fresh),
        before.stated.renewed(now, stated(list(fresh))) if stated else before.stated,
        resolution.meanings,
        {key: heads[key] for key in keys},
        corrected,
        made=made if before.heads else {},
        entries=() if before.heads else tuple(authority_entries(made.values())),
    )


def read_standing(path: Path, version: bytes) -> Standing:
    """The collection as the file tells it; an empty one where the file is absent, damaged, or was written by
    another version of the program."""
    record = read_sealed(path, version)
    start = _LENGTH + int.from_bytes(record[:_LENGTH], "big")
    try:
        found = _CONTENTS.decode(record[_LENGTH:start])
    except msgspec.DecodeError:
        return Standing()
    middle = start + sum(found.documents.values())
    return Standing(
        Shelf(_cut(record[start:middle], found.documents), _SETTLED.decode),
        Shelf(_cut(record[middle:], found.stated), _STATED.decode),
        dict(found.meanings),
        found.heads,
        found.corrected,
        found.authority,
        found.sizes,
    )


def _cut(records: memoryview, sizes: Mapping[str, int]) -> dict[str, Chunk]:
    """Records that stand one behind the other."""
    ends = accumulate(sizes.values())
    return {name: records[end - size : end] for (name, size), end in zip(sizes.items(), ends, strict=True)}


def write_standing(path: Path, version: bytes, one: Standing) -> None:
    """Write the file, whole or not at all: where the disk is full, how the collection stood before is told
    as well."""
    documents, stated = one.documents.records(), one.stated.records()
    contents = _Contents(
        {name: len(record) for name, record in documents.items()},
        {name: len(record) for name, record in stated.items()},
        list(one.meanings.items()),
        dict(one.heads),
        {key: dict(values) for key, values in one.corrected.items()},
        one.authority,
        dict(one.sizes),
    )
    opening = encoded(contents)
    length = len(opening).to_bytes(_LENGTH, "big")
    with suppress(OSError):
        write_sealed(path, version, [length, opening, *documents.values(), *stated.values()])
