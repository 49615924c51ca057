"""Links from an instrument to other sites, by the owner's templates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from generator.collection import Instrument
from generator.config import Link


@dataclass(frozen=True, slots=True)
class Outward:
    """A link to another site."""

    label: str
    address: str


def outward_links(instrument: Instrument, links: Iterable[Link]) -> tuple[Outward, ...]:
    """The links of an instrument: of each template whose placeholders all have a value."""
    values = _values(instrument)
    return tuple(
        Outward(link.label, link.address.format_map(values))
        for link in links
        if link.placeholders <= set(values)
    )


def _values(instrument: Instrument) -> dict[str, str]:
    """What is known of an instrument, for an address; a date on which texts disagree only if one is held
    right."""
    known = {
        "type": instrument.type,
        "number": instrument.number,
        "date": instrument.date,
        "title": instrument.title,
    }
    if instrument.date:
        known |= dict(zip(("year", "month", "day"), instrument.date.split("-"), strict=True))
    return {name: quote(value, safe="") for name, value in known.items() if value}
