"""The archive as the pages look at it: every lookup that more than one page needs, made once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from generator import names
from generator.collection import (
    Archive,
    CarriedOut,
    Head,
    Instrument,
    Instruments,
    Relation,
    Said,
    Similar,
    compared_with,
    instruments_of,
    provinces_of,
    stated_of,
)
from generator.config import Config
from generator.documents import Documents, documents_of
from generator.model import Draft, Listed, Profile, Sheaf, listed
from generator.names import FACETS, Facet
from generator.render.noted import Noted, Parts, note
from generator.render.places import by_present_unit
from generator.render.words import instrument_name
from generator.shelf import Lazy

V = TypeVar("V")

PER_PAGE = 200
"""Entries that one page of a list shows; the rest follow on ``2/``, ``3/`` …"""


LISTS, PROVINCES = "list", "provinces"
"""What pages note of that they looked at a list of documents (see ``names.lists_of``), and at the provinces
that documents are of (under the name ``EVERY``)."""

EVERY = "*"


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


Otherwise = tuple[tuple[tuple[str, int], ...], str | None]
"""The two values that most other documents give, with how many do, and the one that is held right."""


@dataclass(frozen=True)
class Site:
    """An archive with its configuration, and the lookups over it, which note in ``seen`` what they were
    asked for, and of which document (by id) or instrument (by key)."""

    archive: Archive
    config: Config
    seen: set[str] = field(default_factory=set)

    @property
    def lookups(self) -> Mapping[str, Mapping[str, Any]]:
        """Every lookup, by what it is about."""
        documents = self.documents
        return {
            "text": Lazy(self.profiles, documents.digest),
            "listed": self.listed,
            "own": self.own_key,
            "head": Lazy(self._entries.heads, self._head_alone),
            "instrument": self.instruments,
            "citing": self.citing,
            "said": Lazy(self._entries.heads, self._told),
            "states": self.relations_by,
            "acts": self.relations_of,
            "implements": self.implemented_by,
            "acted-on": self.relations_to,
            "carried-out": self.carried_out,
            "similar": self.similar,
            "compared": self.compared,
            PROVINCES: {EVERY: self._provinces},
        }

    def _noted(self, about: str, values: Mapping[str, V]) -> Noted[V]:
        return Noted(about, values, self.seen)

    @cached_property
    def documents(self) -> Documents:
        """Every document, in the order of the archive (by id)."""
        return documents_of(self.archive.documents)

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """What is known of each document without its words, by id."""
        return self._noted("text", {profile.id: profile for profile in self.documents.profiles})

    def digest(self, key: str) -> bytes:
        """A digest of all that the document of an id holds."""
        self.seen.add(note("text", key))
        return self.documents.digest(key)

    @cached_property
    def listed(self) -> Mapping[str, Listed]:
        """Documents as lists show them, by id."""
        return self._noted("listed", self._listed)

    @cached_property
    def _listed(self) -> Mapping[str, Listed]:
        return {profile.id: listed(profile) for profile in self.documents.profiles}

    @cached_property
    def instruments(self) -> Mapping[str, Instrument]:
        """Instruments by key, with all that texts say of them."""
        return self._noted("instrument", Lazy(self._entries.heads, self._entries.load))

    @cached_property
    def _entries(self) -> Instruments:
        return instruments_of(self.archive.instruments)

    @cached_property
    def heads(self) -> Mapping[str, Head]:
        """What names, places and links instruments, by key."""
        return self._noted("head", self._entries.heads)

    def _head_alone(self, key: str) -> Head:
        """A head without what tells of those who cite the instrument: who looks at it does not show them."""
        head = self._entries.heads[key]
        return replace(head, cited_by=(), said={field: Said((), None) for field in head.said}, digest=b"")

    @cached_property
    def named(self) -> Mapping[str, Named]:
        """Instruments as lists show them, by key."""
        return self._noted("head", Lazy(self._entries.heads, lambda key: _named(self._entries.heads[key])))

    @cached_property
    def own_key(self) -> Mapping[str, str]:
        """The key of the instrument that a held document is, by the document's id."""
        return self._noted("own", {h.held: h.key for h in self._entries.heads.values() if h.held is not None})

    @cached_property
    def citing(self) -> Mapping[str, Sequence[Listed]]:
        """The published documents that cite each instrument, by its key, in the order of their ids."""
        heads, known = self._entries.heads, self._listed

        def find(key: str) -> Sequence[Listed]:
            return tuple(known[by] for by in heads[key].cited_by if by in known)

        return self._noted("citing", Lazy(heads, find))

    @cached_property
    def similar(self) -> Mapping[str, Sequence[Similar]]:
        """The documents nearest to each, by its id."""
        return self._noted("similar", self.archive.similar)

    @cached_property
    def carried_out(self) -> Mapping[str, Sequence[CarriedOut]]:
        """What provinces have issued under each instrument, by its key."""
        return self._noted("carried-out", self.archive.carried_out)

    @cached_property
    def acting(self) -> dict[str, Any]:
        """What each instrument does to others as pages show it, by its key, as far as it was asked for:
        every document that cites an instrument tells it (see ``relations.acting``)."""
        return {}

    @cached_property
    def relations_by(self) -> Mapping[str, Sequence[Relation]]:
        """What each document states of instruments, by its id."""
        return self._noted("states", self.archive.relations)

    @cached_property
    def relations_of(self) -> Mapping[str, Sequence[Relation]]:
        """What each instrument does to others, by its key; of a held one also what its own text says.
        However many texts say the same, the first stands for all."""

        def find(key: str) -> Sequence[Relation]:
            said: dict[tuple[str, str], Relation] = {}
            for relation in self._done(key)[0]:
                said.setdefault((relation.kind, relation.object), relation)
            return tuple(said.values())

        return self._noted("acts", Lazy(self._entries.heads, find))

    @cached_property
    def implemented_by(self) -> Mapping[str, Sequence[Relation]]:
        """What each instrument implements or is based on, by its key, one relation to each other; of
        several who say so, the last."""

        def find(key: str) -> Sequence[Relation]:
            under = (one for one in self._done(key)[0] if one.kind in ("implements", "based_on"))
            return tuple({relation.object: relation for relation in under}.values())

        return self._noted("implements", Lazy(self._entries.heads, find))

    @cached_property
    def relations_to(self) -> Mapping[str, Sequence[Relation]]:
        """What is done to each instrument, by its key."""
        return self._noted("acted-on", Lazy(self._entries.heads, lambda key: self._done(key)[1]))

    @cached_property
    def _done(self) -> Callable[[str], tuple[Sequence[Relation], Sequence[Relation]]]:
        """Gives the relations in which an instrument acts (the document itself where no other is named), and
        those in which something is done to it."""

        def find(key: str) -> tuple[Sequence[Relation], Sequence[Relation]]:
            head = self._entries.heads[key]
            stated = tuple(stated_of(head, self.archive.relations))
            by = tuple(
                one for one in stated if key == one.subject or (one.subject is None and one.by == head.held)
            )
            return by, tuple(one for one in stated if one.object == key)

        return lru_cache(None)(find)

    @cached_property
    def compared(self) -> Mapping[str, Mapping[str, tuple[str, str]]]:
        """The pairs of documents that were compared beforehand, by the id of either and that of the
        other."""
        return self._noted("compared", compared_with(self.archive.comparisons))

    def told_otherwise(self, head: Head, field: str, own: str) -> Otherwise:
        """What other documents say of a field on which they disagree than one that says ``own``."""
        said = head.said[field]
        which = own if own in dict(said.frequent) else ""
        self.seen.add(note("said", f"{head.key} {field} {which}"))
        return _otherwise(said, own)

    def _told(self, key: str) -> Parts[Otherwise]:
        """What is told of an instrument to documents that say one value or another."""
        said = self._entries.heads[key].said
        values = ((field, one) for field, told in said.items() for one in ("", *dict(told.frequent)))
        return Parts({f"{field} {own}": _otherwise(said[field], own) for field, own in values})

    @cached_property
    def groups(self) -> Mapping[str, tuple[Group, ...]]:
        """The values of each facet, by its folder: sorted by label, the unknown last."""
        profiles = [self.documents.by_id[one.id].profile for one in self.newest]
        return {facet.folder: self._grouped(facet, profiles) for facet in FACETS}

    def _grouped(self, facet: Facet, profiles: Sequence[Profile]) -> tuple[Group, ...]:
        """Documents, the newest first, by the slug of their value; a group bears its most frequent
        spelling."""
        slugs = list(map(facet.slug, profiles))
        members: dict[str, list[Listed]] = defaultdict(list)
        for slug, one in zip(slugs, self.newest, strict=True):
            members[slug].append(one)
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        labels = map(str, map(facet.label, profiles))
        for (slug, label), count in Counter(zip(slugs, labels, strict=True)).items():
            spellings[slug][label] = count
        groups = (Group(slug, _label(slug, spellings[slug]), tuple(own)) for slug, own in members.items())
        return tuple(sorted(groups, key=lambda group: (group.slug == names.UNKNOWN, group.slug)))

    def look_at_list(self, folder: str, slug: str) -> None:
        """Note a look at the documents of a list (see ``names.lists_of``), be it there or not."""
        self.seen.add(note(LISTS, names.list_name(folder, slug)))

    def sheaf(self, name: str, pages: Callable[[], Iterable[Draft]]) -> Sheaf:
        """Pages with what they look at; the name tells all else that they are made of."""

        def plan() -> tuple[list[Draft], tuple[str, ...]]:
            self.seen.clear()
            return list(pages()), tuple(sorted(self.seen))

        return Sheaf(name, plan)

    @property
    def provinces(self) -> tuple[str, ...]:
        """Every province that a document is of, sorted."""
        self.seen.add(note(PROVINCES, EVERY))
        return self._provinces

    @cached_property
    def _provinces(self) -> tuple[str, ...]:
        return provinces_of(self.documents.profiles)

    @cached_property
    def present_provinces(self) -> frozenset[str]:
        """The present units that these provinces are part of, by name."""
        return frozenset(by_present_unit(dict.fromkeys(self.provinces, 1)))

    @cached_property
    def newest(self) -> tuple[Listed, ...]:
        """Every document, the newest first."""
        return newest_first(self.listed.values())


def _named(head: Head) -> Named:
    title = head.title if head.number else None
    return Named(head.key, instrument_name(head), title, head.held is not None, bool(head.said))


def _otherwise(said: Said, own: str) -> Otherwise:
    others = tuple((value, count) for value, count in said.frequent if value != own)[:2]
    return others, said.held


def newest_first(directives: Iterable[Listed]) -> tuple[Listed, ...]:
    """Sorted by date of issue, the latest first, undated last, then by id."""
    by_id = sorted(directives, key=lambda directive: directive.id)
    return tuple(sorted(by_id, key=lambda directive: directive.date or "", reverse=True))


def _label(slug: str, spellings: Counter[str]) -> str:
    if slug == names.UNKNOWN:
        return names.UNKNOWN_LABEL
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
