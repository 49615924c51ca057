"""From the source tree to the site that a host serves: exports, originals, MkDocs."""

from __future__ import annotations

from pathlib import Path

from generator.collection import Archive
from generator.config import Config
from generator.model import Page
from generator.publish.exports import export_pages
from generator.publish.mkdocs import PublishError, docs_dir, run
from generator.publish.tree import copy_originals, write_if_changed, write_normalized, write_pages

__all__ = [
    "Page",
    "PublishError",
    "docs_dir",
    "export_pages",
    "publish",
    "write_if_changed",
    "write_normalized",
    "write_pages",
]


def publish(archive: Archive, config: Config, *, strict: bool) -> Path:
    """Add the data to the pages in ``build_dir/docs``, run MkDocs, and replace ``site_dir``.

    The pages are there already: ``write_pages`` wrote those of ``generator.render``, the search added
    its own. With ``strict`` a warning of MkDocs (a broken link) is an error.

    Raises:
        PublishError: the site could not be built; the old one stands.
    """
    docs = docs_dir(config)
    for page in (*export_pages(archive), Page("robots.txt", _robots(config.url))):
        write_if_changed(docs / page.path, page.text.encode("utf-8"))
    if config.publish_original == "full":
        copy_originals(archive, config.raw_dir, docs)
    return run(config, archive, strict=strict)


def _robots(url: str | None) -> str:
    """Everything may be read; the sitemap's address has to be absolute (RFC 9309, sitemaps.org)."""
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {url}sitemap.xml\n" if url else "")
