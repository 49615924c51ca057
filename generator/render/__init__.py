"""From the archive to the site's source tree: pages of Markdown through ``templates/pages``.

Everything here is a pure function of the archive and the configuration, but that the owner's
hand-written pages are read from ``config.pages_dir``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

from generator.collection import Archive
from generator.config import Config
from generator.model import Draft, Sheaf, planned_always
from generator.render.assignments import assignment_pages
from generator.render.browse import browse_pages
from generator.render.comparison import comparison_pages
from generator.render.directive import directive_page
from generator.render.front import front_page
from generator.render.gaps import gap_pages
from generator.render.handwritten import handwritten_pages
from generator.render.instrument import instrument_index, instrument_pages
from generator.render.quality import conflict_pages, quality_page
from generator.render.site import Site

__all__ = ["site_pages", "site_sheaves"]

Drafts = Callable[[], Iterable[Draft]]
"""Gives pages that one worker makes."""


def site_pages(archive: Archive, config: Config) -> Iterator[Draft]:
    """Every page of the site but search, one at a time, each path once."""
    return chain.from_iterable(sheaf.plan()[0] for sheaf in site_sheaves(archive, config))


def site_sheaves(archive: Archive, config: Config) -> list[Sheaf]:
    """Every page of the site but search; those that tell of a few documents and instruments note which."""
    site = Site(archive, config)
    whole: list[Drafts] = [
        lambda: [front_page(site)],
        partial(handwritten_pages, config.pages_dir),
        lambda: [quality_page(site)],
        *(partial(pages, site) for pages in (conflict_pages, browse_pages, comparison_pages)),
        *(partial(pages, site) for pages in (assignment_pages, gap_pages, instrument_index)),
    ]
    return [
        *map(planned_always, whole),
        *(_sheaf(site, f"van-ban/{key}", partial(_directive_page, site, key)) for key in site.directives),
        *(_sheaf(site, f"vien-dan/{key}", partial(_instrument_pages, site, key)) for key in site.instruments),
    ]


def _sheaf(site: Site, name: str, pages: Drafts) -> Sheaf:
    """Pages with what they look at."""

    def plan() -> tuple[list[Draft], tuple[str, ...]]:
        site.seen.clear()
        return list(pages()), tuple(sorted(site.seen))

    return Sheaf(name, plan)


def _directive_page(site: Site, key: str) -> Iterable[Draft]:
    return [directive_page(site, site.directives[key])]


def _instrument_pages(site: Site, key: str) -> Iterable[Draft]:
    return instrument_pages(site, site.instruments[key])
