"""Where a link of a page's Markdown leads on the site, with MkDocs' own warnings where it leads nowhere."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import _RelativePathTreeprocessor

from generator.publish.accelerate.catalog import Catalog

_INDEX = "/index.md"


class Links:
    """Resolves the links of one page.

    Most links of ours are ``../../folder/name/index.md`` from a page two folders down to another top
    folder. Those are answered here; all others, and all that are wrong, by MkDocs.
    """

    def __init__(self, file: File, catalog: Catalog, config: MkDocsConfig) -> None:
        self.catalog = catalog
        self.root = "../" * file.src_uri.count("/")
        self.top = file.src_uri.partition("/")[0]
        self.slow = _RelativePathTreeprocessor(file, catalog, config)

    def __call__(self, url: str) -> str:
        """The link as it stands on the page's HTML."""
        target = url.removeprefix(self.root)
        if (
            len(url) - len(target) == len(self.root)
            and target.endswith(_INDEX)
            and target in self.catalog.uris
            and target.partition("/")[0] != self.top
        ):
            self.catalog.looked_up.add(target)
            return url.removesuffix("index.md")
        return self.slow.path_to_url(url)
