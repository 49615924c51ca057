"""Which pages were planned together in the last run, and what they looked at: so that of many thousands only
those are asked that something has changed for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

import msgspec


class Planned(msgspec.Struct, frozen=True, array_like=True):
    """The paths of a sheaf's files, and what its plan looked at (see ``model.Sheaf``)."""

    paths: tuple[str, ...]
    looked_at: tuple[str, ...]


_PLANNED = msgspec.msgpack.Decoder(Planned)
_NAMES = msgspec.msgpack.Decoder(tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Plans:
    """What sheaves came to, by their names, and the names of those that looked at something, by what it is.
    Both stay records until they are asked for."""

    planned: Mapping[str, msgspec.Raw] = field(default_factory=dict)
    lookers: Mapping[str, msgspec.Raw] = field(default_factory=dict)

    def of(self, name: str) -> Planned:
        """What the sheaf of a name came to.

        Raises:
            KeyError: there was none.
        """
        return _PLANNED.decode(self.planned[name])

    def who_looked_at(self, changed: Iterable[str]) -> Set[str]:
        """The names of the sheaves that looked at any of some things."""
        records = (self.lookers[note] for note in changed if note in self.lookers)
        return {name for record in records for name in _NAMES.decode(record)}

    def who_made(self, paths: Set[str]) -> Set[str]:
        """The names of the sheaves that any of some files are of."""
        return {name for name in self.planned if paths and not paths.isdisjoint(self.of(name).paths)}

    def renewed(self, gone: Iterable[str], made: Mapping[str, Planned]) -> Plans:
        """These plans without those of some sheaves, and with what others came to now."""
        left: dict[str, set[str]] = defaultdict(set)
        came: dict[str, list[str]] = defaultdict(list)
        planned = dict(self.planned)
        for name in gone:
            for note in self.of(name).looked_at:
                left[note].add(name)
            del planned[name]
        for name, one in made.items():
            for note in one.looked_at:
                came[note].append(name)
            planned[name] = _record(one)
        lookers = dict(self.lookers)
        for note in left.keys() | came.keys():
            names = [*(n for n in self._looked_at(note) if n not in left[note]), *came[note]]
            if names:
                lookers[note] = _record(names)
            else:
                del lookers[note]
        return Plans(planned, lookers)

    def _looked_at(self, note: str) -> Sequence[str]:
        record = self.lookers.get(note)
        return _NAMES.decode(record) if record else ()


def _record(value: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode(value))
