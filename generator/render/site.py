"""The archive as the pages look at it: every lookup that more than one page needs, made once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator import names
from generator.collection import Archive, Instrument, Relation
from generator.config import Config
from generator.model import Directive, Normalized

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
    directives: tuple[Directive, ...]


@dataclass(frozen=True)
class Site:
    """An archive with its configuration, and the lookups over it."""

    archive: Archive
    config: Config

    @cached_property
    def documents(self) -> tuple[Normalized, ...]:
        """Every document, in the order of the archive (by id)."""
        return self.archive.documents

    @cached_property
    def directives(self) -> Mapping[str, Directive]:
        """Documents by id."""
        return {document.directive.id: document.directive for document in self.archive.documents}

    @cached_property
    def instruments(self) -> Mapping[str, Instrument]:
        """Instruments by key."""
        return {instrument.key: instrument for instrument in self.archive.instruments}

    @cached_property
    def held_as(self) -> Mapping[str, Instrument]:
        """The instrument that a held document is, by the document's id."""
        return {i.held: i for i in self.archive.instruments if i.held is not None}

    @cached_property
    def relations_by(self) -> Mapping[str, tuple[Relation, ...]]:
        """What each document states of instruments, by its id; empty for one that states nothing."""
        return _indexed(self.archive.relations, lambda relation: relation.by)

    @cached_property
    def relations_of(self) -> Mapping[str, tuple[Relation, ...]]:
        """What each instrument does to others, by its key; of a held one also what its own text says."""
        return _indexed(
            self.archive.relations, lambda relation: relation.subject or self._own_key(relation.by)
        )

    @cached_property
    def relations_to(self) -> Mapping[str, tuple[Relation, ...]]:
        """What is done to each instrument, by its key."""
        return _indexed(self.archive.relations, lambda relation: relation.object)

    @cached_property
    def compared(self) -> Mapping[frozenset[str], tuple[str, str]]:
        """The pairs of documents that were compared beforehand, by their ids in either order."""
        return {frozenset((one.a, one.b)): (one.a, one.b) for one in self.archive.comparisons}

    def _own_key(self, directive_id: str) -> str | None:
        held = self.held_as.get(directive_id)
        return held.key if held else None

    def citing(self, instrument: Instrument) -> list[Directive]:
        """The published documents that cite an instrument, in the order of the instrument's list."""
        return [self.directives[by] for by in instrument.cited_by if by in self.directives]

    @cached_property
    def groups(self) -> Mapping[str, tuple[Group, ...]]:
        """The values of each facet, by its folder: sorted by label, the unknown last."""
        every = tuple(self.directives.values())
        return {facet.folder: grouped(facet, every) for facet in FACETS}

    @cached_property
    def newest(self) -> tuple[Directive, ...]:
        """Every document, the newest first."""
        return newest_first(self.directives.values())


def _indexed(
    relations: Iterable[Relation], key: Callable[[Relation], str | None]
) -> Mapping[str, tuple[Relation, ...]]:
    found: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        name = key(relation)
        if name is not None:
            found[name].append(relation)
    return defaultdict(tuple, {name: tuple(own) for name, own in found.items()})


def grouped(facet: Facet, directives: Iterable[Directive]) -> tuple[Group, ...]:
    """Documents grouped by the slug of their value; a group bears its most frequent spelling."""
    members: dict[str, list[Directive]] = defaultdict(list)
    for directive in directives:
        members[facet.slug(directive)].append(directive)
    groups = (Group(slug, _label(facet, slug, own), newest_first(own)) for slug, own in members.items())
    return tuple(sorted(groups, key=lambda group: (group.slug == names.UNKNOWN, group.slug)))


def newest_first(directives: Iterable[Directive]) -> tuple[Directive, ...]:
    """Sorted by date of issue, the latest first, undated last, then by id."""
    by_id = sorted(directives, key=lambda directive: directive.id)
    return tuple(sorted(by_id, key=lambda directive: directive.date or "", reverse=True))


def _label(facet: Facet, slug: str, directives: Iterable[Directive]) -> str:
    if slug == names.UNKNOWN:
        return names.UNKNOWN_LABEL
    spellings = Counter(str(facet.label(directive)) for directive in directives)
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
