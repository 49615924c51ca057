"""From the source tree to the site that a host serves: exports, originals, MkDocs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from generator.cache import digest_of
from generator.collection import Archive
from generator.config import Config
from generator.model import Draft
from generator.publish.exports import collection_files, document_sheaves
from generator.publish.lock import alone
from generator.publish.mkdocs import PublishError, docs_dir, run
from generator.publish.tree import SamePath, Tree, opened, write_if_changed, write_tree

__all__ = [
    "PublishError",
    "SamePath",
    "Tree",
    "alone",
    "collection_files",
    "docs_dir",
    "document_sheaves",
    "opened",
    "publish",
    "robots",
    "write_if_changed",
    "write_tree",
]


def publish(
    archive: Archive,
    config: Config,
    digests: Mapping[str, str],
    *,
    strict: bool,
    workers: int = 1,
    warned: Callable[[str], None] | None = None,
) -> Path:
    """Run MkDocs over ``build_dir/docs``, and replace ``site_dir``.

    Args:
        archive: what the pages there are of.
        config: the settings.
        digests: the digest of every file there, by its path.
        workers: how many processes build pages.
        strict: a warning of MkDocs (a broken link) is an error.
        warned: told of each warning, where it is none.

    Raises:
        PublishError: the site could not be built; the old one stands.
    """
    return run(config, archive, digests=digests, strict=strict, workers=workers, warned=warned)


def robots(config: Config) -> Draft:
    """``robots.txt``: everything may be read; the sitemap's address has to be absolute (RFC 9309,
    sitemaps.org)."""
    sitemap = f"Sitemap: {config.url}sitemap.xml\n" if config.url else ""
    content = f"User-agent: *\nAllow: /\n{sitemap}".encode()
    return Draft("robots.txt", digest_of(content), lambda: content)
