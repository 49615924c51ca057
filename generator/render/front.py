"""The front page: search first, then what the archive holds, in numbers, newest documents and drawings."""

from __future__ import annotations

from dataclasses import dataclass

from generator import names
from generator.model import Draft
from generator.render.charts import tile_map, tile_map_height, tile_size, timeline
from generator.render.pages import page
from generator.render.site import Site

_NEWEST = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that tells how large the archive is, with the page behind it."""

    label: str
    value: int
    address: str | None


def front_page(site: Site) -> Draft:
    """The page at the root of the site."""
    years = _known(site, "nam")
    width, height = tile_size()
    return page(
        "",
        site.config.name,
        "trang-chu.md.j2",
        {"description": site.config.description},
        description=site.config.description,
        figures=_figures(site),
        newest=site.newest[:_NEWEST],
        bars=timeline({int(slug): total for slug, (_, total) in years.items()}),
        undated=len(site.profiles) - sum(total for _, total in years.values()),
        tiles=tile_map(dict(_known(site, "tinh").values())),
        tile={"width": width, "height": height, "map": tile_map_height()},
        samples=sum(profile.sample for profile in site.profiles.values()),
    )


def _figures(site: Site) -> tuple[Figure, ...]:
    citations = sum(one.summary.mentions for one in site.documents.by_id.values())
    return (
        Figure("văn bản", len(site.profiles), "loai/"),
        Figure("tỉnh, thành phố", len(_known(site, "tinh")), "tinh/"),
        Figure("cơ quan ban hành", len(_known(site, "co-quan")), "co-quan/"),
        Figure("văn bản được viện dẫn", len(site.heads), "vien-dan/"),
        Figure("lượt viện dẫn", citations, None),
    )


def _known(site: Site, folder: str) -> dict[str, tuple[str, int]]:
    """Label and number of documents of each value of a facet, by slug, without the unknown."""
    return {
        group.slug: (group.label, len(group.directives))
        for group in site.groups[folder]
        if group.slug != names.UNKNOWN
    }
