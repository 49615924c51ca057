"""Which citations mean one instrument: its key, of type, number, scope and period.

Party numbers restart with each term of the committee, State numbers each year (Hướng dẫn 36-HD/VPTW
năm 2018; Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3); a local body's number is its province's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from generator.knowledge.laws import law_called
from generator.model import Cite, Profile
from generator.numbers import Number, central_body, number_slug, parse_number, party_term
from generator.text import slug

_KEY_LIMIT = 200
"""A key names a folder; file systems take 255 bytes."""
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class Identity(NamedTuple):
    """What a citation says of an instrument's identity. ``scope`` is a province's slug, a citing
    document's id where the province is unknown, ``None`` for central bodies; ``period`` a year or
    ``k13`` for the thirteenth term, ``None`` where the citation does not tell."""

    stem: str
    scope: str | None
    period: str | None

    @property
    def family(self) -> str:
        """The key without its period: what a citation without date has to be matched with."""
        return "-".join(filter(None, (self.stem, self.scope)))

    @property
    def key(self) -> str:
        """The key as it stands in the address."""
        return "-".join(filter(None, (self.family[:_KEY_LIMIT], self.period)))


def of_cite(cite: Cite, document: Profile) -> Identity:
    """The identity that a document's citation gives."""
    number = parse_number(cite.number) if cite.number else None
    if number is None:
        scope = _named_scope(cite, document)
        return Identity(_stem_of_name(cite.key), scope, cite.year)
    scope = _scope(number, cite.place or document.province, document.id)
    return Identity(_stem(cite.type, number), scope, _period(number, cite.date, cite.term, cite.year))


def of_document(document: Profile) -> Identity | None:
    """The identity of a held document, ``None`` where it states no number."""
    number = parse_number(document.number) if document.number else None
    if number is None or document.type is None:
        return None
    scope = _scope(number, document.province, document.id)
    return Identity(_stem(document.type, number), scope, _period(number, document.date, None, None))


@lru_cache(maxsize=20_000)  # an archive cites the same instruments again and again
def _stem(type_name: str, number: Number) -> str:
    return f"{slug(type_name)}-{number_slug(number)}"


def _stem_of_name(key: str) -> str:
    return key.split("~")[0]


def _named_scope(cite: Cite, document: Profile) -> str | None:
    """A provincial congress named without its province is that of the citing document."""
    if not cite.key.startswith("nghi-quyet-dai-hoi-dang-bo-tinh-lan") and not cite.key.startswith(
        "nghi-quyet-dai-hoi-dang-bo-thanh-pho-lan"
    ):
        return None
    return slug(document.province) if document.province else document.id


@lru_cache(maxsize=20_000)
def _scope(number: Number, province: str | None, document_id: str) -> str | None:
    if central_body(number):
        return None
    return slug(province) if province else document_id


@lru_cache(maxsize=20_000)
def _period(number: Number, date: str | None, term: str | None, year: str | None) -> str | None:
    """Only the part that the number itself does not carry."""
    if number.year or number.bodies.startswith(("QH", "UBTVQH")):
        return None
    if number.is_party:
        numeral = party_term(date, local=not central_body(number)) if date else term
        return f"k{_arabic(numeral)}" if numeral else None
    return date[:4] if date else year


def _arabic(numeral: str) -> int:
    values = [_ROMAN[char] for char in numeral]
    return sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))


def law_by_name(cite: Cite) -> Identity | None:
    """The identity that a law cited with its number has where it is cited by name and year."""
    return _law_by_name(cite.number, cite.title) if cite.number and cite.title else None


@lru_cache(maxsize=20_000)
def _law_by_name(printed: str, title: str) -> Identity | None:
    number = parse_number(printed)
    if number is None or number.year is None or not number.bodies.startswith(("QH", "UBTVQH")):
        return None
    name = law_called(title)
    return Identity(slug(name), None, number.year) if name else None


def resolved(
    identities: Iterable[Identity], held: Iterable[Identity], laws: Iterable[tuple[Identity, Identity]] = ()
) -> Mapping[Identity, Identity | None]:
    """What each identity means once the whole collection is known: one without period joins the sole
    one of its family that has one; ``None`` where several could be meant. A law cited by name and year is
    the sole one that ``laws`` (by name, by number) has by that name."""
    numbered: dict[Identity, set[Identity]] = defaultdict(set)
    for by_name, by_number in laws:
        numbered[by_name].add(by_number)
    sole = {by_name: next(iter(those)) for by_name, those in numbered.items() if len(those) == 1}
    families: dict[str, set[Identity]] = defaultdict(set)
    every = {*identities, *held}
    for identity in (*every, *numbered):
        if identity.period is not None:
            families[identity.family].add(sole.get(identity, identity))
    return {identity: sole.get(identity) or _meant(identity, families[identity.family]) for identity in every}


def _meant(identity: Identity, dated: set[Identity]) -> Identity | None:
    if identity.period is not None or not dated or _year_in(identity):
        return identity
    return next(iter(dated)) if len(dated) == 1 else None


def is_later(identity: Identity, date: str | None) -> bool:
    """Whether an instrument is of a later year than a date."""
    year = identity.period if (identity.period or "").isdigit() else _year_in(identity)
    return bool(date and year and year > date[:4])


def _year_in(identity: Identity) -> str | None:
    """The year that a number has in it, which then needs no period."""
    return next((part for part in identity.stem.split("-") if part.isdigit() and len(part) == 4), None)
