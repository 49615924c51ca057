"""What instruments have to do with each other, as the pages show it: the chain from the centre to the
province, and who has carried an instrument out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.addresses import document_address, instrument_address
from generator.collection import CarriedOut, Head, Relation
from generator.numbers import central_body, parse_number
from generator.render.charts import Bar, Tile, tile_map, timeline
from generator.render.noted import note
from generator.render.site import Site
from generator.render.words import directive_name, instrument_name, word

LEVELS = ("party-central", "state-central", "party-local", "state-local", "other")
"""From the centre to the province; Party before State, whose organs carry out what it resolves."""

_SHOWN = 12
"""Links of one relation that a page lists; a decree may be implemented by thousands."""


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the site, by name; ``quote`` is the words that say what it has to do with this one."""

    name: str
    address: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """All that stand in one relation: ``label`` says which (``thực hiện``); ``more`` are not listed."""

    label: str
    links: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Step:
    """An instrument of the chain, what this document does to it, and what it does to others."""

    link: Link
    label: str
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the chain, from the centre down; ``label`` is its name."""

    label: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A line of those who have carried an instrument out; ``according`` is the document that says so
    where what was issued is not in the archive."""

    province: str
    date: str | None
    link: Link
    according: Link | None


@dataclass(frozen=True, slots=True)
class Undertaking:
    """Who has carried an instrument out, who of the archive's provinces is not known to have; ``known``
    are the present units that the archive has documents of; ``bars`` are there from two years on."""

    done: tuple[Done, ...]
    provinces: int
    missing: tuple[str, ...]
    tiles: tuple[Tile, ...]
    known: frozenset[str]
    bars: tuple[Bar, ...]


def level_of(instrument: Head) -> str:
    """The level of the body that issues an instrument, by its symbol; one that is cited by name is a
    law or a resolution of the Party."""
    number = parse_number(instrument.number) if instrument.number else None
    if number is None:
        if instrument.type not in ("Nghị quyết", "Kết luận", "Chỉ thị"):
            return "state-central" if instrument.number is None else "other"
        return "party-local" if "-dang-bo-" in instrument.key else "party-central"
    central = central_body(number) is not None or number.bodies.startswith(("QH", "UBTVQH"))
    return f"{'party' if number.is_party else 'state'}-{'central' if central else 'local'}"


def chain_of(site: Site, document: str) -> tuple[Level, ...]:
    """The instruments that the document of an id says it implements, is based on, amends …, and those that
    these implement in turn as texts say, from the centre down."""
    own = {r.object: r for r in reversed(site.relations_by.get(document, ())) if r.subject is None}
    first = sorted(own.values(), key=lambda relation: relation.start)
    beyond = {
        relation.object: relation
        for implementing in own
        for relation in site.implemented_by.get(implementing, ())
        if relation.object not in own
    }
    steps: dict[str, list[Step]] = defaultdict(list)
    for relation in (*first, *beyond.values()):
        instrument = site.heads.get(relation.object)
        if instrument and instrument.held != document:
            label = word("relations", "indirect" if relation.object in beyond else relation.kind)
            link = Link(instrument_name(instrument), instrument_address(instrument.key), relation.quote)
            steps[level_of(instrument)].append(Step(link, label, acting(site, instrument.key)))
    return tuple(Level(word("levels", level), tuple(steps[level])) for level in LEVELS if steps[level])


def acting(site: Site, key: str) -> tuple[Tie, ...]:
    """What an instrument does to others, as texts that cite it or its own text say."""
    relations = site.relations_of.get(key, ())
    if key not in site.acting:
        site.acting[key] = tuple(_ties(site, relations, "relations"))
    else:
        site.seen.update(note("head", relation.object) for relation in relations)
    ties: tuple[Tie, ...] = site.acting[key]
    return ties


def acted_on(site: Site, key: str) -> tuple[Tie, ...]:
    """What others do to an instrument; documents that are instruments stand as documents."""
    return tuple(_ties(site, site.relations_to.get(key, ()), "relations_by"))


def _ties(site: Site, relations: Iterable[Relation], table: str) -> Iterator[Tie]:
    """The relations by kind; ``table`` names the words, and by them the side that is listed."""
    kinds: dict[str, dict[str, Link]] = defaultdict(dict)
    for relation in relations:
        key = relation.object if table == "relations" else relation.subject
        link = _linked(site, key, relation)
        if link:
            kinds[relation.kind].setdefault(link.address, link)
    for kind, links in kinds.items():
        listed = tuple(links.values())
        yield Tie(word(table, kind), listed[:_SHOWN], len(listed[_SHOWN:]))


def _linked(site: Site, key: str | None, relation: Relation) -> Link | None:
    """The page of one side of a relation: the citing document itself where there is no key."""
    if key is None:
        directive = site.listed.get(relation.by)
        return Link(directive_name(directive), document_address(directive.id)) if directive else None
    instrument = site.heads.get(key)
    return Link(instrument_name(instrument), instrument_address(key), relation.quote) if instrument else None


def done_under(site: Site, key: str) -> tuple[Done, ...]:
    """What has been issued under an instrument, in order of time; empty where nothing is known."""
    found = (_done(site, one) for one in site.carried_out.get(key, ()))
    return tuple(line for line in found if line)


def undertaking_of(site: Site, lines: Sequence[Done]) -> Undertaking:
    """Who has carried an instrument out, by what was issued under it."""
    totals = Counter(line.province for line in lines)
    years = Counter(int(line.date[:4]) for line in lines if line.date)
    return Undertaking(
        tuple(lines),
        len(totals),
        tuple(province for province in site.provinces if province not in totals),
        tile_map(totals),
        site.present_provinces,
        timeline(years) if len(years) > 1 else (),
    )


def _done(site: Site, one: CarriedOut) -> Done | None:
    directive = site.listed.get(one.by)
    if directive is None:
        return None
    link = Link(directive_name(directive), document_address(directive.id))
    if one.key is None:
        return Done(one.province, one.date, link, None)
    instrument = site.heads.get(one.key)
    if instrument is None:
        return None
    return Done(one.province, one.date, Link(instrument_name(instrument), instrument_address(one.key)), link)
