"""Mappings whose values are found when they are first asked for: worked out, or decoded from records."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from generator.cache import encoded
from generator.sealed import Chunk

K = TypeVar("K")
V = TypeVar("V")


class Lazy(Mapping[K, V]):
    """A mapping whose entries are found when they are first asked for.

    Args:
        names: the names that have an entry, in order.
        find: gives the entry of one of them.
    """

    def __init__(self, names: Collection[K], find: Callable[[K], V]) -> None:
        self._names = names
        self._find = find
        self._found: dict[K, V] = {}

    def __getitem__(self, name: K) -> V:
        """The entry of that name.

        Raises:
            KeyError: there is none.
        """
        if name not in self._found:
            if name not in self._names:
                raise KeyError(name)
            self._found[name] = self._find(name)
        return self._found[name]

    def __contains__(self, name: object) -> bool:
        """Whether there is an entry of that name."""
        return name in self._names

    def __iter__(self) -> Iterator[K]:
        """All names."""
        return iter(self._names)

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self._names)


class Shelf(Mapping[str, V]):
    """Values that are kept from run to run: one that was not asked for stays a record, and one that has not
    changed is not encoded again.

    Args:
        records: encoded values by name.
        decode: gives the value of a record.
    """

    def __init__(self, records: Mapping[str, Chunk], decode: Callable[[Chunk], V]) -> None:
        self._records = records
        self._decode = decode
        self._values: dict[str, V] = {}
        self._names: Collection[str] = records

    def __getitem__(self, name: str) -> V:
        """The value of that name.

        Raises:
            KeyError: there is none.
            msgspec.DecodeError: its record is damaged.
        """
        found = self._values.get(name)
        if found is None:
            found = self._values[name] = self._decode(self._records[name])
        return found

    def __contains__(self, name: object) -> bool:
        """Whether there is a value of that name."""
        return name in self._values or name in self._records

    def __iter__(self) -> Iterator[str]:
        """All names."""
        return iter(self._names)

    def __len__(self) -> int:
        """How many values there are."""
        return len(self._names)

    def renewed(self, names: Iterable[str], values: Mapping[str, V]) -> Shelf[V]:
        """A shelf of the values of some names, of which those of ``values`` are new."""
        ordered = list(names)
        kept = [name for name in ordered if name not in values]
        records = {name: self._records[name] for name in kept if name in self._records}
        shelf = Shelf(records, self._decode)
        shelf._values = {name: self._values[name] for name in kept if name in self._values}
        shelf._values |= {name: values[name] for name in ordered if name in values}
        shelf._names = ordered
        return shelf

    def records(self) -> dict[str, Chunk]:
        """Every value as a record."""
        return {name: self._records.get(name) or encoded(self._values[name]) for name in self._names}
