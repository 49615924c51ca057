"""From the archive to the site's source tree: pages of Markdown through ``templates/pages``.

Everything here is a pure function of the archive and the configuration, but that the owner's
hand-written pages are read from ``config.pages_dir``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from generator.collection import Archive
from generator.config import Config
from generator.model import Page
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

__all__ = ["Page", "site_pages"]


def site_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """Every page of the site but search, one at a time, each path once."""
    site = Site(archive, config)
    yield front_page(site)
    yield from handwritten_pages(config.pages_dir)
    yield quality_page(site)
    yield from conflict_pages(site)
    yield from browse_pages(site)
    yield from (directive_page(site, document.directive) for document in site.documents)
    yield from comparison_pages(site)
    yield from assignment_pages(site)
    yield from gap_pages(site)
    yield from instrument_index(site)
    yield from chain.from_iterable(instrument_pages(site, instrument) for instrument in archive.instruments)
