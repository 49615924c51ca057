"""Lookups that note what they were asked for: so a page knows what it looked at."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import TypeVar

V = TypeVar("V")


class Noted(Mapping[str, V]):
    """A mapping by ids of documents or keys of instruments.

    Every name that is looked up, be it there or not, is added to ``seen``; one that goes through all
    entries looks at the whole collection, and is not noted.
    """

    def __init__(self, values: Mapping[str, V], seen: set[str]) -> None:
        self._values = values
        self._seen = seen

    def __getitem__(self, name: str) -> V:
        """The entry of that name; what the mapping gives where there is none."""
        self._seen.add(name)
        return self._values[name]

    def get(self, name: str, default: V | None = None) -> V | None:  # type: ignore[override]
        """The entry of that name, or the default."""
        self._seen.add(name)
        return self._values.get(name, default)

    def __contains__(self, name: object) -> bool:
        """Whether there is an entry of that name."""
        self._seen.add(str(name))
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        """All names."""
        return iter(self._values)

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self._values)

    def values(self) -> ValuesView[V]:
        """All entries."""
        return self._values.values()

    def items(self) -> ItemsView[str, V]:
        """All entries with their names."""
        return self._values.items()
