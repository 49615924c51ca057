"""The pages of an instrument: what it is, where texts disagree about it, and every sentence citing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from generator.addresses import instrument_address
from generator.collection import Head, Instrument
from generator.model import Cite, Draft, Listed, Mention
from generator.render.charts import tile_map_height
from generator.render.outward import outward_links
from generator.render.pages import Content, Sheet, deferred, numbered, page, sheets
from generator.render.relations import acted_on, acting, done_under, undertaking_of
from generator.render.site import PER_PAGE, Site, newest_first
from generator.render.words import in_words, instrument_name, long_date, short_date, word
from generator.text import shortened

_SAYINGS = 20
"""Documents that are named for one variant; the list of all who cite the instrument has the rest."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the card; ``why`` tells what decided where texts disagree."""

    field: str
    label: str
    text: str | None
    datetime: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Saying:
    """A document that gives a variant, and the anchor of the place where it does."""

    directive: Listed
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several values that texts give; ``held`` where it is held to be right.

    ``by`` are those who give it, the first of them where there are many; ``more`` is how many others.
    """

    text: str
    held: bool
    by: tuple[Saying, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which texts disagree; ``why`` is a sentence on why one is held right, or none is."""

    field: str
    label: str
    variants: tuple[Variant, ...]
    why: str


Sentences = tuple[Listed, tuple[Mention, ...]]
"""A citing document with its mentions."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A quiet note at a citation: what this text says of a field, and what others say."""

    field: str
    text: str


def marks_of(site: Site, instrument: Head, cite: Cite) -> tuple[Mark, ...]:
    """What to note where a document cites an instrument about which texts disagree, for the fields that
    the document itself gives: ``văn bản này ghi 30/6/2023; hai văn bản khác ghi 30/6/2020``."""
    return tuple(
        filter(None, (_mark(site, instrument, field, getattr(cite, field)) for field in instrument.said))
    )


def _mark(site: Site, instrument: Head, field: str, own: str | None) -> Mark | None:
    if own is None:
        return None
    others, held = site.told_otherwise(instrument, field, own)
    told = [f"{in_words(count)} văn bản khác ghi {_brief(field, value)}" for value, count in others]
    if not told and held and held != own:
        told = [f"chính văn bản ấy ghi {_brief(field, held)}"]
    if not told:
        return None
    return Mark(field, f"văn bản này ghi {_brief(field, own)}; {'; '.join(told)}")


def _brief(field: str, value: str) -> str:
    return short_date(value) if field == "date" else f"“{shortened(value, 100)}”"


def instrument_pages(site: Site, instrument: Instrument) -> Iterator[Draft]:
    """The pages ``vien-dan/<key>/``, then ``2/`` … where very many documents cite it."""
    citing = site.citing.get(instrument.key, ())
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for one in instrument.citing:
        mentions[one.by].append(one.mention)
    cut = sheets(instrument_address(instrument.key), newest_first(citing), PER_PAGE, attrgetter("id"))
    for sheet, shown in cut:
        listed = tuple(_cited_by(mentions, shown))
        made = _first_page if sheet.number == 1 else _further_page
        yield made(site, instrument, sheet, listed)


def _first_page(site: Site, instrument: Instrument, sheet: Sheet, listed: Sequence[Sentences]) -> Draft:
    """What the instrument is, and the first of those who cite it."""
    ties = {"acting": acting(site, instrument.key), "acted_on": acted_on(site, instrument.key)}
    done = done_under(site, instrument.key)
    citing = site.citing.get(instrument.key, ())
    made_of = (instrument, ties, done, site.provinces if done else (), citing, sheet)

    def content() -> Content:
        name = instrument_name(instrument)
        values: dict[str, Any] = {
            "instrument": instrument,
            "rows": tuple(_rows(instrument)),
            "conflicts": conflicts_of(site, instrument),
            "total": len(citing),
            "outward": outward_links(instrument, site.config.links),
            "undertaking": undertaking_of(site, done) if done else None,
            "map_height": tile_map_height(),
            "heading": name,
            "sheet": sheet,
            "citing": listed,
            **ties,
        }
        about = f"{shortened(name, 120)}: được viện dẫn trong {len(citing)} văn bản của kho."
        return Content(shortened(name, 90), values, {"description": about})

    return deferred(sheet.address, "vien-dan.md.j2", made_of, content)


def _further_page(_: Site, instrument: Instrument, sheet: Sheet, listed: Sequence[Sentences]) -> Draft:
    """More of those who cite it. Nothing here tells how many there are in all: one more of them does not
    change every page."""
    name = instrument_name(instrument)
    title, heading = (numbered(text, sheet.number) for text in (shortened(name, 90), name))
    meta = {"description": f"{heading}: các văn bản của kho viện dẫn văn bản này."}
    entry = {"held": instrument.held}
    values = {"instrument": entry, "heading": heading, "sheet": sheet, "citing": listed, "total": None}
    return page(sheet.address, title, "vien-dan.md.j2", meta, **values)


def instrument_index(site: Site) -> Iterator[Draft]:
    """The page ``vien-dan/``: every instrument, those that most documents cite first."""
    counted = [(key, len(site.citing[key])) for key in site.heads]
    ranked = sorted(counted, key=lambda pair: (-pair[1], pair[0]))
    for sheet, shown in sheets("vien-dan/", ranked, PER_PAGE, itemgetter(0)):
        made_of = (sheet, [(site.heads[key].digest, total) for key, total in shown])
        content = partial(_indexed, site, sheet, shown)
        yield deferred(sheet.address, "vien-dan-muc-luc.md.j2", made_of, content)


def _indexed(site: Site, sheet: Sheet, shown: Sequence[tuple[str, int]]) -> Content:
    instruments = [(site.named[key], total) for key, total in shown]
    title = numbered("Văn bản được viện dẫn", sheet.number)
    return Content(title, {"sheet": sheet, "instruments": instruments})


def conflicts_of(site: Site, instrument: Instrument) -> tuple[Conflict, ...]:
    """Every field on which texts disagree about the instrument, with each variant and who says so."""
    return tuple(_conflict(site, instrument, field) for field in instrument.conflicts)


def _rows(instrument: Instrument) -> Iterator[Row]:
    for name in ("type", "number", "date", "issuer", "title"):
        value: str | None = getattr(instrument, name)
        if value is None and name == "number":
            continue
        right = instrument.held_right.get(name)
        why = right.why if right and value is not None and name in instrument.conflicts else None
        date = value if name == "date" else None
        yield Row(name, word("fields", name), _shown(name, value), date, why)


def _conflict(site: Site, instrument: Instrument, field: str) -> Conflict:
    right = instrument.held_right.get(field)
    held = right.value if right else None
    sayings = _sayings(site, instrument, field)
    ranked = sorted(sayings.items(), key=lambda item: (item[0] != held, -len(item[1]), item[0]))
    variants = tuple(
        Variant(_shown(field, value) or value, value == held, by[:_SAYINGS], len(by[_SAYINGS:]))
        for value, by in ranked
    )
    why = right.why if right else "Chưa đủ căn cứ để chọn."
    return Conflict(field, word("fields", field), variants, why)


def _sayings(site: Site, instrument: Instrument, field: str) -> dict[str, tuple[Saying, ...]]:
    """Who gives each value of a field, a document once a value."""
    own: dict[str, list[Mention]] = defaultdict(list)
    for citing in instrument.citing:
        own[citing.by].append(citing.mention)
    listed = {one.id: one for one in site.citing.get(instrument.key, ())}
    found: dict[str, dict[str, Saying]] = defaultdict(dict)
    for said in instrument.described:
        if said.field == field and said.by in listed:
            saying = Saying(listed[said.by], _anchor(own[said.by], said.start))
            found[said.value].setdefault(said.by, saying)
    return {value: tuple(by.values()) for value, by in found.items()}


def _shown(field: str, value: str | None) -> str | None:
    return long_date(value) if field == "date" and value else value


def _anchor(mentions: list[Mention], start: int) -> str | None:
    """The anchor of the mention that a description belongs to: the last one of the document before it."""
    before = [mention for mention in mentions if mention.start <= start] or mentions
    return max(before, key=lambda mention: mention.start).anchor if before else None


def _cited_by(mentions: Mapping[str, Sequence[Mention]], shown: Sequence[Listed]) -> Iterator[Sentences]:
    """Citing documents with their mentions, one a sentence; ``mentions`` are those of every document."""
    for one in shown:
        ordered = sorted(mentions.get(one.id, ()), key=lambda mention: mention.start)
        yield one, tuple(_one_a_sentence(ordered))


def _one_a_sentence(mentions: list[Mention]) -> Iterator[Mention]:
    """The first of the mentions that stand in one sentence."""

    def sentence(mention: Mention) -> str:
        return f"{mention.anchor}\n{mention.before}{mention.shown}{mention.after}"

    for _, same in groupby(mentions, key=sentence):
        yield next(same)
