"""Lookups that note what they were asked for: so a page knows what it looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import ItemsView, Iterator, Mapping, Set, ValuesView
from typing import Any, TypeVar

from generator.cache import fingerprint

V = TypeVar("V")

Looks = Mapping[str, Mapping[str, bytes]]
"""Digests of what lookups give, by the names that they were asked for and their notes."""


class Noted(Mapping[str, V]):
    """A mapping by ids of documents or keys of instruments; ``about`` says what it tells of them.

    Every name that is looked up, be it there or not, is noted in ``seen`` (see :func:`note`); one that goes
    through all entries looks at the whole collection, and is not noted.
    """

    def __init__(self, about: str, values: Mapping[str, V], seen: set[str]) -> None:
        self._about = about
        self._values = values
        self._seen = seen

    def __getitem__(self, name: str) -> V:
        """The entry of that name; what the mapping gives where there is none."""
        self._seen.add(note(self._about, name))
        return self._values[name]

    def get(self, name: str, default: V | None = None) -> V | None:  # type: ignore[override]
        """The entry of that name, or the default."""
        self._seen.add(note(self._about, name))
        return self._values.get(name, default)

    def __contains__(self, name: object) -> bool:
        """Whether there is an entry of that name."""
        self._seen.add(note(self._about, str(name)))
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


def note(about: str, name: str) -> str:
    """The note of a look at what a mapping tells of a name."""
    return f"{about} {name}"


class Parts(dict[str, V]):
    """What a lookup tells of a name, in parts that are noted each by itself."""


def looks(lookups: Mapping[str, Mapping[str, Any]], names: Set[str] | None, before: Looks) -> Looks:
    """What the lookups give now.

    Args:
        lookups: mappings by what they are about.
        names: those of which something may have changed; of all others ``before`` is still right. ``None``
            where all may have.
        before: what they gave when pages were planned last.
    """
    stands = {name: told for name, told in before.items() if name not in names} if names is not None else {}
    again: dict[str, dict[str, bytes]] = defaultdict(dict)
    for about, mapping in lookups.items():
        for name in mapping if names is None else names:
            value = mapping.get(name)
            if isinstance(value, Parts):
                parts = {note(about, f"{name} {part}"): fingerprint(one) for part, one in value.items()}
                again[name] |= parts
            elif value:
                again[name][note(about, name)] = fingerprint(value)
    return {**stands, **{name: told for name, told in again.items() if told}}


def changed_looks(before: Looks, now: Looks) -> Set[str]:
    """The notes of all looks that give something else than before."""
    names = (name for name in before.keys() | now.keys() if before.get(name) is not now.get(name))
    pairs = ((before.get(name, {}), now.get(name, {})) for name in names)
    return {key for old, new in pairs for key, _ in old.items() ^ new.items()}
