"""The browse pages: one an existing value of each facet, and an index page above them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from generator import names
from generator.model import Draft, Sheaf, planned_always
from generator.names import FACETS, Facet
from generator.render.pages import numbered, page, sheets
from generator.render.places import Heritage, heritage
from generator.render.site import PER_PAGE, Group, Site
from generator.render.words import words

INDEX_PER_PAGE = 1000
"""Values on one sheet of an index: short lines, unlike the entries of a list of documents."""


@dataclass(frozen=True, slots=True)
class Value:
    """A line of an index page: a value that some document has, and how many have it."""

    slug: str
    label: str
    total: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page of the site, ``address`` relative to it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence about the value, followed by links."""

    text: str
    links: tuple[Link, ...] = ()


def browse_sheaves(site: Site) -> Iterator[Sheaf]:
    """Every browse page of every facet; the pages of a value look at its own documents."""
    for facet in FACETS:
        groups = _with_heirs(site) if facet.folder == "tinh" else site.groups[facet.folder]
        yield planned_always(partial(_index, facet, groups))
        for group in groups:
            name = names.list_name(facet.folder, group.slug)
            yield site.sheaf(name, partial(_value_pages, site, facet, group))


def _index(facet: Facet, groups: tuple[Group, ...]) -> Iterator[Draft]:
    text = words()["browse"][facet.folder]
    values = [Value(group.slug, group.label, len(group.directives)) for group in groups]
    if facet.folder == "nam":
        values.sort(key=lambda value: (value.slug != names.UNKNOWN, value.slug), reverse=True)
    base = f"{facet.folder}/"
    for sheet, shown in sheets(base, values, INDEX_PER_PAGE, attrgetter("slug")):
        meta = {"description": text["intro"]}
        extra = {"facet": facet.id, "base": base, "intro": text["intro"]}
        title = numbered(text["title"], sheet.number)
        yield page(sheet.address, title, "duyet-muc-luc.md.j2", meta, sheet=sheet, values=shown, **extra)


def _value_pages(site: Site, facet: Facet, group: Group) -> Iterator[Draft]:
    site.look_at_list(facet.folder, group.slug)
    text: dict[str, Any] = words()["browse"][facet.folder]
    unknown = group.slug == names.UNKNOWN
    heading = text["unknown"] if unknown else text["of"].format(value=group.label)
    facts = _facts(site, group) if facet.folder == "tinh" and not unknown else ()
    for sheet, shown in sheets(f"{facet.folder}/{group.slug}/", group.directives, PER_PAGE, attrgetter("id")):
        title = numbered(heading, sheet.number)
        total = len(group.directives) if sheet.number == 1 else None  # so that the rest stay as they are
        meta = {"description": title if total is None else f"{title}: {total} văn bản trong kho."}
        values = {"directives": shown, "total": total, "facts": facts}
        crumbs = [(text["title"], f"{facet.folder}/")]
        yield page(sheet.address, title, "duyet.md.j2", meta, crumbs=crumbs, sheet=sheet, **values)


def _with_heirs(site: Site) -> tuple[Group, ...]:
    """The provinces of the documents, and those of today that these have become part of."""
    groups = {group.slug: group for group in site.groups["tinh"]}
    labels = [group.label for slug, group in groups.items() if slug != names.UNKNOWN]
    for found in filter(None, map(heritage, labels)):
        if found.today is not None and found.today.slug not in groups:
            groups[found.today.slug] = Group(found.today.slug, found.today.name, ())
    return tuple(sorted(groups.values(), key=lambda group: (group.slug == names.UNKNOWN, group.slug)))


def _facts(site: Site, group: Group) -> tuple[Fact, ...]:
    """The periods of a province-level unit, and the pages of the units before and after it."""
    found = heritage(group.label)
    if found is None:
        return ()
    facts = [Fact(sentence) for sentence in found.periods]
    if found.today is not None and found.today.slug != group.slug:
        link = Link(found.today.full_name, f"tinh/{found.today.slug}/")
        facts.append(Fact("Nay thuộc:", (link,)))
    former = _former(site, found, group.slug)
    if former:
        facts.append(Fact("Văn bản của đơn vị nay đã hợp nhất vào đây:", former))
    return tuple(facts)


def _former(site: Site, found: Heritage, own: str) -> tuple[Link, ...]:
    totals = {group.slug: len(group.directives) for group in site.groups["tinh"]}
    for unit in found.former:
        site.look_at_list("tinh", unit.slug)
    return tuple(
        Link(f"{unit.name} ({totals[unit.slug]})", f"tinh/{unit.slug}/")
        for unit in found.former
        if unit.slug in totals and unit.slug != own
    )
