"""From the archive to the site's source tree: pages of Markdown through ``templates/pages``.

Everything here is a pure function of the archive and the configuration, but that the owner's
hand-written pages are read from ``config.pages_dir``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from functools import partial

from generator.model import Draft, Sheaf, planned_always
from generator.render.assignments import assignment_sheaves
from generator.render.browse import browse_sheaves
from generator.render.comparison import comparison_sheaves
from generator.render.directive import directive_page
from generator.render.front import front_page
from generator.render.gaps import gap_pages
from generator.render.handwritten import handwritten_pages
from generator.render.instrument import instrument_index, instrument_pages
from generator.render.noted import Looks, changed_looks, looks, note
from generator.render.pages import keep_compiled
from generator.render.quality import conflict_sheaves, quality_page
from generator.render.site import EVERY, LISTS, Site

__all__ = ["Looks", "Site", "changes_to_pages", "keep_compiled", "site_sheaves"]

Drafts = Callable[[], Iterable[Draft]]
"""Gives pages that one worker makes."""


def changes_to_pages(site: Site, touched: Set[str] | None, before: Looks) -> tuple[Looks, Set[str]]:
    """What lookups of the site give now, and the notes of those that changed.

    Args:
        site: the archive with its lookups.
        touched: names of documents, instruments and lists of which something changed; ``None`` for all.
        before: what they gave when the pages were planned last.
    """
    now = looks(site.lookups, None if touched is None else {*touched, EVERY}, before)
    lists = {note(LISTS, name) for name in touched or ()}
    return now, changed_looks(before, now) | lists


def site_sheaves(site: Site) -> list[Sheaf]:
    """Every page of the site but search; those that tell of a few documents and instruments note which."""
    whole: list[Drafts] = [
        lambda: [front_page(site)],
        partial(handwritten_pages, site.config.pages_dir),
        lambda: [quality_page(site)],
        partial(gap_pages, site),
        partial(instrument_index, site),
    ]
    return [
        *map(planned_always, whole),
        *browse_sheaves(site),
        *assignment_sheaves(site),
        *comparison_sheaves(site),
        *conflict_sheaves(site),
        *(site.sheaf(f"van-ban/{key}", partial(_directive_page, site, key)) for key in site.profiles),
        *(site.sheaf(f"vien-dan/{key}", partial(_instrument_pages, site, key)) for key in site.heads),
    ]


def _directive_page(site: Site, key: str) -> Iterable[Draft]:
    return [directive_page(site, site.profiles[key])]


def _instrument_pages(site: Site, key: str) -> Iterable[Draft]:
    return instrument_pages(site, site.instruments[key])
