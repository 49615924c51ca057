"""The archive as the pages look at it: every lookup that more than one page needs, made once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from generator import names
from generator.collection import (
    PROVINCES,
    Archive,
    CarriedOut,
    Documents,
    Instrument,
    Relation,
    Similar,
    compared_with,
    documents_of,
    provinces_of,
)
from generator.config import Config
from generator.model import Directive, Listed, listed
from generator.render.noted import Noted
from generator.render.places import by_present_unit
from generator.render.words import instrument_name

V = TypeVar("V")

PER_PAGE = 200
"""Entries that one page of a list shows; the rest follow on ``2/``, ``3/`` …"""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to browse: ``folder`` of the address, the slug of a document's value, and its label."""

    id: str
    folder: str
    slug: Callable[[Directive], str]
    label: Callable[[Directive], str | None]


FACETS = (
    Facet("province", "tinh", names.province_slug, lambda d: d.province),
    Facet("year", "nam", names.year_slug, lambda d: d.date and d.date[:4]),
    Facet("issuer", "co-quan", names.issuer_slug, lambda d: d.issuer),
    Facet("signer", "nguoi-ky", names.signer_slug, names.signer_label),
    Facet("type", "loai", names.type_slug, lambda d: d.type),
)
"""The five browse trees of the contract; the ids are those of ``data-facet``."""


@dataclass(frozen=True, slots=True)
class Group:
    """The documents that share one value of a facet, newest first."""

    slug: str
    label: str
    directives: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What a list says of an instrument: its ``name``, and the ``title`` where the name is a number;
    ``held`` where the archive has it, ``disputed`` where texts disagree about it."""

    key: str
    name: str
    title: str | None
    held: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What documents say of one field of an instrument: ``values`` by document, and the ``frequent``
    ones, three at most, with how many say so."""

    values: Mapping[str, str]
    frequent: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Site:
    """An archive with its configuration, and the lookups over it, which note in ``seen`` what they were
    asked for: ids of documents, keys of instruments, ``PROVINCES``."""

    archive: Archive
    config: Config
    seen: set[str] = field(default_factory=set)

    @cached_property
    def documents(self) -> Documents:
        """Every document, in the order of the archive (by id)."""
        return documents_of(self.archive.documents)

    @cached_property
    def directives(self) -> Mapping[str, Directive]:
        """What is known of each document, by id; its blocks and printed lines may be missing."""
        return self._noted({directive.id: directive for directive in self.documents.directives})

    def _noted(self, values: Mapping[str, V]) -> Noted[V]:
        return Noted(values, self.seen)

    def digest(self, key: str) -> bytes:
        """A digest of all that the document of an id holds."""
        self.seen.add(key)
        return self.documents.digest(key)

    @cached_property
    def listed(self) -> Mapping[str, Listed]:
        """Documents as lists show them, by id."""
        return self._noted({key: listed(directive) for key, directive in self.directives.items()})

    @cached_property
    def instruments(self) -> Mapping[str, Instrument]:
        """Instruments by key."""
        return self._noted({instrument.key: instrument for instrument in self.archive.instruments})

    @cached_property
    def named(self) -> Mapping[str, Named]:
        """Instruments as lists show them, by key."""
        return self._noted({key: _named(instrument) for key, instrument in self.instruments.items()})

    @cached_property
    def held_as(self) -> Mapping[str, Instrument]:
        """The instrument that a held document is, by the document's id."""
        return self._noted({i.held: i for i in self.archive.instruments if i.held is not None})

    @cached_property
    def similar(self) -> Mapping[str, Sequence[Similar]]:
        """The documents nearest to each, by its id."""
        return self._noted(self.archive.similar)

    @cached_property
    def carried_out(self) -> Mapping[str, Sequence[CarriedOut]]:
        """What provinces have issued under each instrument, by its key."""
        return self._noted(self.archive.carried_out)

    @cached_property
    def acting(self) -> dict[str, Any]:
        """What each instrument does to others as pages show it, by its key, as far as it was asked for:
        every document that cites an instrument tells it (see ``relations.acting``)."""
        return {}

    @cached_property
    def relations_by(self) -> Mapping[str, tuple[Relation, ...]]:
        """What each document states of instruments, by its id; empty for one that states nothing."""
        return self._noted(_indexed(self.archive.relations, lambda relation: relation.by))

    @cached_property
    def relations_of(self) -> Mapping[str, tuple[Relation, ...]]:
        """What each instrument does to others, by its key; of a held one also what its own text says.
        However many texts say the same, the first stands for all."""
        said: dict[tuple[str | None, str, str], Relation] = {}
        for relation in self.archive.relations:
            said.setdefault((self._acting(relation), relation.kind, relation.object), relation)
        return self._noted(_indexed(said.values(), self._acting))

    @cached_property
    def implemented_by(self) -> Mapping[str, Mapping[str, Relation]]:
        """What each instrument implements or is based on, by its key and that of the other; of several
        who say so, the last."""
        found: dict[str, dict[str, Relation]] = defaultdict(dict)
        for relation in self.archive.relations:
            acting = self._acting(relation)
            if acting and relation.kind in ("implements", "based_on"):
                found[acting][relation.object] = relation
        return self._noted(found)

    @cached_property
    def relations_to(self) -> Mapping[str, tuple[Relation, ...]]:
        """What is done to each instrument, by its key."""
        return self._noted(_indexed(self.archive.relations, lambda relation: relation.object))

    @cached_property
    def compared(self) -> Mapping[str, Mapping[str, tuple[str, str]]]:
        """The pairs of documents that were compared beforehand, by the id of either and that of the
        other."""
        return self._noted(compared_with(self.archive.comparisons))

    @cached_property
    def said(self) -> Mapping[str, Mapping[str, Said]]:
        """What documents say of the fields on which they disagree, by instrument and field."""
        return self._noted(
            {i.key: {name: _said(i, name) for name in i.conflicts} for i in self.archive.instruments}
        )

    def _acting(self, relation: Relation) -> str | None:
        """The instrument that acts: the document itself where no other is named."""
        return relation.subject or self._own_key(relation.by)

    def _own_key(self, directive_id: str) -> str | None:
        held = self.held_as.get(directive_id)
        return held.key if held else None

    def citing(self, instrument: Instrument) -> list[Listed]:
        """The published documents that cite an instrument, in the order of the instrument's list."""
        return [self.listed[by] for by in instrument.cited_by if by in self.listed]

    @cached_property
    def groups(self) -> Mapping[str, tuple[Group, ...]]:
        """The values of each facet, by its folder: sorted by label, the unknown last."""
        return {facet.folder: self._grouped(facet) for facet in FACETS}

    def _grouped(self, facet: Facet) -> tuple[Group, ...]:
        """Documents by the slug of their value; a group bears its most frequent spelling."""
        members: dict[str, list[Listed]] = defaultdict(list)
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        for one in self.newest:
            directive = self.directives[one.id]
            slug = facet.slug(directive)
            members[slug].append(one)
            spellings[slug][str(facet.label(directive))] += 1
        groups = (Group(slug, _label(slug, spellings[slug]), tuple(own)) for slug, own in members.items())
        return tuple(sorted(groups, key=lambda group: (group.slug == names.UNKNOWN, group.slug)))

    @property
    def provinces(self) -> tuple[str, ...]:
        """Every province that a document is of, sorted."""
        self.seen.add(PROVINCES)
        return self._provinces

    @cached_property
    def _provinces(self) -> tuple[str, ...]:
        return provinces_of(self.documents.directives)

    @cached_property
    def present_provinces(self) -> frozenset[str]:
        """The present units that these provinces are part of, by name."""
        return frozenset(by_present_unit(dict.fromkeys(self.provinces, 1)))

    @cached_property
    def newest(self) -> tuple[Listed, ...]:
        """Every document, the newest first."""
        return newest_first(self.listed.values())


def _named(instrument: Instrument) -> Named:
    title = instrument.title if instrument.number else None
    name = instrument_name(instrument)
    return Named(instrument.key, name, title, instrument.held is not None, bool(instrument.conflicts))


def _said(instrument: Instrument, field: str) -> Said:
    values = {said.by: said.value for said in instrument.described if said.field == field}
    return Said(values, Counter(values.values()).most_common(3))


def _indexed(
    relations: Iterable[Relation], key: Callable[[Relation], str | None]
) -> Mapping[str, tuple[Relation, ...]]:
    found: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        name = key(relation)
        if name is not None:
            found[name].append(relation)
    return defaultdict(tuple, {name: tuple(own) for name, own in found.items()})


def newest_first(directives: Iterable[Listed]) -> tuple[Listed, ...]:
    """Sorted by date of issue, the latest first, undated last, then by id."""
    by_id = sorted(directives, key=lambda directive: directive.id)
    return tuple(sorted(by_id, key=lambda directive: directive.date or "", reverse=True))


def _label(slug: str, spellings: Counter[str]) -> str:
    if slug == names.UNKNOWN:
        return names.UNKNOWN_LABEL
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
