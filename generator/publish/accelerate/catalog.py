"""What MkDocs is told of the files: every one can be linked to, but the pages are built elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import cast, overload
from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_build_date, is_markdown_file


@dataclass(frozen=True, slots=True)
class Listed:
    """A page as the templates that list all pages (the sitemap) see it: its own file and page."""

    canonical_url: str | None
    update_date: str
    is_link: bool = False
    abs_url: None = None

    @property
    def page(self) -> Listed:
        """The page of this file."""
        return self


class Listing(Sequence[Listed]):
    """All pages in the order of MkDocs; none of them is kept in memory."""

    def __init__(self, uris: Sequence[str], site_url: str | None) -> None:
        self.uris, self.site_url = uris, site_url
        self.today = get_build_date()

    def __len__(self) -> int:
        return len(self.uris)

    @overload
    def __getitem__(self, at: int) -> Listed: ...
    @overload
    def __getitem__(self, at: slice) -> Listing: ...
    def __getitem__(self, at: int | slice) -> Listed | Listing:
        if isinstance(at, slice):
            return Listing(self.uris[at], self.site_url)
        return Listed(canonical(self.uris[at], self.site_url), self.today)


class Light(File):
    """A file of the source tree, made without looking at its path more than once."""

    def __init__(self, uri: str, docs: str, config: MkDocsConfig) -> None:
        self.src_uri = uri
        self.src_dir = docs
        self.dest_dir = config.site_dir
        self.use_directory_urls = config.use_directory_urls
        self.inclusion = InclusionLevel.NOT_IN_NAV


class Catalog(Files):
    """The files of the site by name; a ``File`` is made only where somebody asks for it.

    ``looked_up`` collects the names that were asked for, found or not: what a page's links depend on.
    """

    def __init__(self, found: Files, config: MkDocsConfig, uris: Iterable[str], source: str) -> None:
        super().__init__(found)
        self.config = config
        self.source = source
        self.uris = frozenset(uris)
        self.looked_up: set[str] = set()
        self._listing: Listing | None = None

    def get_file_from_path(self, path: str) -> File | None:
        """The file of that name, relative to the source tree, or ``None``."""
        uri = path if path in self.uris else PurePath(path).as_posix()
        self.looked_up.add(uri)
        if uri in self.uris and uri not in self._src_uris:
            self._src_uris[uri] = Light(uri, self.source, self.config)
        return self._src_uris.get(uri)

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] | None = None
    ) -> Sequence[File]:
        """Every page for those who list them; none for MkDocs' own loops, which say what they include."""
        if inclusion is not None:
            return []
        if self._listing is None:
            uris = list(filter(is_markdown_file, self.uris))
            if self.config.site_url:
                uris.sort(key=in_order_of_mkdocs)
            else:  # nothing shows them; one is enough to tell the date of all
                del uris[1:]
            self._listing = Listing(uris, self.config.site_url)
        return cast(Sequence[File], self._listing)

    def copy_static_files(
        self,
        dirty: bool = False,
        *,
        inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included,
    ) -> None:
        """Copy what is no page, unless the caller of the build does it (then ``source`` is another)."""
        if self.source == self.config.docs_dir:
            super().copy_static_files(dirty, inclusion=inclusion)


def in_order_of_mkdocs(uri: str) -> tuple[str, bool, str]:
    """A key that sorts as MkDocs walks: a folder's own files first, its index before all."""
    folder, _, name = uri.rpartition("/")
    # A folder comes before what its name only begins, so what ends its name sorts before all letters.
    return folder.replace("/", "\0"), name.rpartition(".")[0] not in ("index", "README"), name


def destination(uri: str) -> str:
    """Where a file of the source tree goes on the site, with an address for each page's folder."""
    if not is_markdown_file(uri):
        return uri
    folder, _, name = uri.rpartition("/")
    stem = name.rpartition(".")[0]
    inside = "" if stem in ("index", "README") else f"{stem}/"
    return f"{folder}/{inside}index.html".removeprefix("/")


def address(uri: str) -> str:
    """The address of a page relative to the site, as ``Page.url`` has it: empty for the front page."""
    return quote(destination(uri).removesuffix("index.html"))


def canonical(uri: str, site_url: str | None) -> str | None:
    """The absolute address of a page, where the site has one."""
    return urljoin(f"{site_url.rstrip('/')}/", address(uri)) if site_url else None
