"""The page of the numbers that the archive lacks between those that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from generator.collection import NumberSeries
from generator.model import Draft
from generator.render.pages import numbered, page, sheets
from generator.render.site import PER_PAGE, Site


@dataclass(frozen=True, slots=True)
class Gap:
    """A series as the page shows it: its heading, the runs that are lacking, and how many numbers."""

    heading: str
    series: NumberSeries
    runs: str
    total: int


def gap_pages(site: Site) -> Iterator[Draft]:
    """The page ``so-con-thieu/``."""
    gaps = tuple(_gap(series) for series in site.archive.gaps)
    for sheet, shown in sheets("so-con-thieu/", gaps, PER_PAGE, attrgetter("heading")):
        title = numbered("Những số văn bản còn thiếu", sheet.number)
        yield page(sheet.address, title, "so-con-thieu.md.j2", sheet=sheet, gaps=shown)


def _gap(series: NumberSeries) -> Gap:
    party = series.period.startswith("k")
    when = f"nhiệm kỳ khóa {series.period[1:]}" if party else f"năm {series.period}"
    whose = f" của {series.issuer}" if series.issuer else ""
    runs = ", ".join(str(low) if low == high else f"{low}–{high}" for low, high in series.lacking)
    total = sum(high - low + 1 for low, high in series.lacking)
    return Gap(f"{series.type} …{series.symbol}{whose}, {when}", series, runs, total)
