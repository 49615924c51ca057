"""Files for a tree, with a content that is at hand, and those that an archive makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from generator.cache import digest_of
from generator.collection import Archive
from generator.config import Config
from generator.model import Draft, planned_always
from generator.publish import opened, write_tree
from generator.render import Site, site_sheaves


def draft(path: str, text: str) -> Draft:
    """A file of that text."""
    content = text.encode("utf-8")
    return Draft(path, digest_of(content), lambda: content)


def written(drafts: Iterable[Draft], folder: Path, record: Path | None = None) -> dict[str, str]:
    """Make a folder hold these files; gives their digests."""
    return dict(write_tree(opened(folder, b"1", record), [planned_always(lambda: drafts)]))


def site_pages(archive: Archive, config: Config) -> Iterator[Draft]:
    """Every page of the site but search, each path once."""
    return chain.from_iterable(sheaf.plan()[0] for sheaf in site_sheaves(Site(archive, config)))
