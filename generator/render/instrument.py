"""The pages of an instrument: what it is, where texts disagree about it, and every sentence citing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from generator.addresses import instrument_address
from generator.cache import fingerprint
from generator.collection import Instrument
from generator.model import Draft, Listed, Mention
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


@dataclass(frozen=True, slots=True)
class Mark:
    """A quiet note at a citation: what this text says of a field, and what others say."""

    field: str
    text: str


def marks_of(site: Site, instrument: Instrument, by: str) -> tuple[Mark, ...]:
    """What to note where a document cites an instrument about which texts disagree, for the fields that
    the document itself gives: ``văn bản này ghi 30/6/2023; hai văn bản khác ghi 30/6/2020``."""
    return tuple(filter(None, (_mark(site, instrument, field, by) for field in instrument.conflicts)))


def _mark(site: Site, instrument: Instrument, field: str, by: str) -> Mark | None:
    said = site.said[instrument.key][field]
    own = said.values.get(by)
    if own is None:
        return None
    others = [(value, count) for value, count in said.frequent if value != own][:2]
    told = [f"{in_words(count)} văn bản khác ghi {_brief(field, value)}" for value, count in others]
    held = instrument.held_right.get(field)
    if not told and held and held.value and held.value != own:
        told = [f"chính văn bản ấy ghi {_brief(field, held.value)}"]
    if not told:
        return None
    return Mark(field, f"văn bản này ghi {_brief(field, own)}; {'; '.join(told)}")


def _brief(field: str, value: str) -> str:
    return short_date(value) if field == "date" else f"“{shortened(value, 100)}”"


def instrument_pages(site: Site, instrument: Instrument) -> Iterator[Draft]:
    """The pages ``vien-dan/<key>/``, then ``2/`` … where very many documents cite it."""
    ties = {"acting": acting(site, instrument.key), "acted_on": acted_on(site, instrument.key)}
    done = done_under(site, instrument.key)
    sayers = dict.fromkeys([*instrument.cited_by, *(said.by for said in instrument.described)])
    sayers_listed = [site.listed[by] for by in sayers if by in site.listed]
    made_of = fingerprint((instrument, ties, done, site.provinces if done else (), sayers_listed))
    citing = [site.listed[by] for by in instrument.cited_by if by in site.listed]

    def content(sheet: Sheet, shown: Sequence[Listed]) -> Content:
        name = instrument_name(instrument)
        values: dict[str, Any] = {
            "instrument": instrument,
            "rows": tuple(_rows(instrument)),
            "conflicts": conflicts_of(site, instrument),
            "total": len(citing),
            "outward": outward_links(instrument, site.config.links),
            "undertaking": undertaking_of(site, done) if done and sheet.number == 1 else None,
            "map_height": tile_map_height(),
            "heading": numbered(name, sheet.number),
            "sheet": sheet,
            "citing": tuple(_cited_by(instrument, shown)),
            **ties,
        }
        about = f"{shortened(name, 120)}: được viện dẫn trong {len(citing)} văn bản của kho."
        return Content(numbered(shortened(name, 90), sheet.number), values, {"description": about})

    for sheet, shown in sheets(instrument_address(instrument.key), newest_first(citing), PER_PAGE):
        yield deferred(sheet.address, "vien-dan.md.j2", (made_of, sheet), partial(content, sheet, shown))


def instrument_index(site: Site) -> Iterator[Draft]:
    """The page ``vien-dan/``: every instrument, those that most documents cite first."""
    counted = [(site.named[one.key], len(site.citing(one))) for one in site.archive.instruments]
    ranked = sorted(counted, key=lambda pair: (-pair[1], pair[0].key))
    for sheet, shown in sheets("vien-dan/", ranked, PER_PAGE):
        title = numbered("Văn bản được viện dẫn", sheet.number)
        yield page(sheet.address, title, "vien-dan-muc-luc.md.j2", sheet=sheet, instruments=shown)


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
    found: dict[str, dict[str, Saying]] = defaultdict(dict)
    for said in instrument.described:
        if said.field == field and said.by in site.listed:
            saying = Saying(site.listed[said.by], _anchor(own[said.by], said.start))
            found[said.value].setdefault(said.by, saying)
    return {value: tuple(by.values()) for value, by in found.items()}


def _shown(field: str, value: str | None) -> str | None:
    return long_date(value) if field == "date" and value else value


def _anchor(mentions: list[Mention], start: int) -> str | None:
    """The anchor of the mention that a description belongs to: the last one of the document before it."""
    before = [mention for mention in mentions if mention.start <= start] or mentions
    return max(before, key=lambda mention: mention.start).anchor if before else None


def _cited_by(
    instrument: Instrument, shown: Sequence[Listed]
) -> Iterator[tuple[Listed, tuple[Mention, ...]]]:
    """Citing documents with their mentions, one a sentence."""
    mentions: dict[str, list[Mention]] = {one.id: [] for one in shown}
    for citing in instrument.citing:
        if citing.by in mentions:
            mentions[citing.by].append(citing.mention)
    for one in shown:
        ordered = sorted(mentions[one.id], key=lambda mention: mention.start)
        yield one, tuple(_one_a_sentence(ordered))


def _one_a_sentence(mentions: list[Mention]) -> Iterator[Mention]:
    """The first of the mentions that stand in one sentence."""

    def sentence(mention: Mention) -> str:
        return f"{mention.anchor}\n{mention.before}{mention.shown}{mention.after}"

    for _, same in groupby(mentions, key=sentence):
        yield next(same)
