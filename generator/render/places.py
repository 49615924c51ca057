"""Provinces as the pages tell them: the periods of a name, what it has become, what went into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from generator.knowledge.places import Unit, all_units, periods, successor
from generator.render.words import short_date


@dataclass(frozen=True, slots=True)
class Heritage:
    """A name among the province-level units.

    ``periods`` are Vietnamese sentences; ``today`` is the unit of the present that the last one of the
    name is or has become part of; ``former`` are the units, one a name, that are part of it now.
    """

    periods: tuple[str, ...]
    today: Unit | None
    former: tuple[Unit, ...]


@cache
def heritage(name: str) -> Heritage | None:
    """What the table of provinces tells of a name; ``None`` for a name that is in no period of it."""
    known = periods(name)
    if not known:
        return None
    today = successor_today(known[-1])
    return Heritage(tuple(_told(unit) for unit in known), today, _former(today) if today == known[-1] else ())


@cache
def present_units() -> tuple[Unit, ...]:
    """The province-level units in force by the table's last word, in its order."""
    return tuple(unit for unit in all_units() if unit.end is None)


def successor_today(unit: Unit) -> Unit | None:
    """The present unit that a unit of any period has become part of, itself if it is in force."""
    return successor(unit, _last_change())


@cache
def _last_change() -> str:
    """The day on which the table's newest unit came to be."""
    return max(one.start for one in all_units())


def by_present_unit(totals: Mapping[str, int]) -> Mapping[str, int]:
    """Numbers by name of province summed by the name of the present unit; other names are left out."""
    sums: dict[str, int] = {}
    for name, total in totals.items():
        found = heritage(name)
        if found and found.today:
            sums[found.today.name] = sums.get(found.today.name, 0) + total
    return sums


def _former(today: Unit) -> tuple[Unit, ...]:
    """Units that are part of a present one now, the last of each name, without its own name."""
    merged: Iterable[Unit] = (unit for unit in all_units() if successor_today(unit) == today)
    return tuple({unit.name: unit for unit in merged if unit.name != today.name}.values())


def _told(unit: Unit) -> str:
    """One period in a sentence; the table begins on the first day of 1997, and units before that."""
    name = unit.full_name[0].upper() + unit.full_name[1:]
    since = f" từ {short_date(unit.start)}" if unit.opened_by else ""
    until = f" đến hết {short_date(unit.last_day)}" if unit.last_day else ""
    by = f", theo {unit.opened_by}" if unit.opened_by else ""
    return f"{name}{since}{until}{by}."
