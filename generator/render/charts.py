"""The two drawings of the front page, as geometry for the template: bars by year and tiles by province.

Lengths are SVG user units; both drawings are 360 wide, the width of a small phone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.render.places import by_present_unit, present_units
from generator.text import slug

_WIDTH = 360
_BASELINE, _TALLEST = 130, 112
_FEWEST_YEARS = 20
"""A short timeline leaves room at its end rather than growing bars as wide as walls."""

_TILE_WIDTH, _TILE_HEIGHT, _GAP = 60, 46, 3
_LEVELS = 4
"""Shades of a tile that has documents."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A year of the timeline; ``total`` may be 0. ``labelled``: its number stands below the axis."""

    year: int
    total: int
    x: float
    width: float
    y: float
    height: float
    labelled: bool


@dataclass(frozen=True, slots=True)
class Tile:
    """A province of today with the number of documents of all units that are part of it."""

    name: str
    slug: str
    lines: tuple[str, ...]
    total: int
    level: int
    x: int
    y: int


def timeline(totals: Mapping[int, int]) -> tuple[Bar, ...]:
    """A bar for every year from the first to the last that has a document; empty without any."""
    return tuple(_bars(totals)) if totals else ()


def tile_map(totals: Mapping[str, int]) -> tuple[Tile, ...]:
    """The tiles of all present units; ``totals`` are documents by name of province at their date."""
    sums = by_present_unit(totals)
    most = max(sums.values(), default=0)
    return tuple(_tile(unit.name, sums.get(unit.name, 0), most) for unit in present_units())


def tile_map_height() -> int:
    """Height of the tile map."""
    rows: int = max(entry["cell"][1] for entry in layout().values()) + 1
    return rows * _TILE_HEIGHT


@cache
def layout() -> Mapping[str, Any]:
    """The content of ``tiles.yml``: name of a unit to its cell."""
    path = Path(__file__).with_name("tiles.yml")
    loaded: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def _bars(totals: Mapping[int, int]) -> Iterator[Bar]:
    first, last = min(totals), max(totals)
    step = _WIDTH / max(last - first + 1, _FEWEST_YEARS)
    most = max(totals.values())
    every = next(gap for gap in (1, 2, 5, 10, 20, 50, 100) if gap * step >= 30)
    origin = first if last - first < _FEWEST_YEARS else 0
    for year in range(first, last + 1):
        total = totals.get(year, 0)
        height = max(3.0, _TALLEST * total / most) if total else 0.0
        x, width = (year - first) * step, max(1.0, step - min(3.0, step / 4))
        y = _BASELINE - height
        yield Bar(
            year,
            total,
            round(x, 2),
            round(width, 2),
            round(y, 2),
            round(height, 2),
            (year - origin) % every == 0,
        )


def _tile(name: str, total: int, most: int) -> Tile:
    blank = _blank(name)
    return replace(blank, total=total, level=-(-total * _LEVELS // most)) if total else blank


@cache
def _blank(name: str) -> Tile:
    """The tile of a present unit without documents."""
    entry = layout()[name]
    column, row = entry["cell"]
    lines: Sequence[str] = entry.get("lines") or name.split(" ", 1)
    return Tile(name, slug(name), tuple(lines), 0, 0, column * _TILE_WIDTH, row * _TILE_HEIGHT)


def tile_size() -> tuple[int, int]:
    """Width and height of a tile without the gap to the next."""
    return _TILE_WIDTH - _GAP, _TILE_HEIGHT - _GAP
