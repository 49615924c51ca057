"""One page from its Markdown to its HTML, with what it depends on and what MkDocs would say of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sys import intern

import msgspec
from mkdocs.commands import build
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from msgspec.structs import force_setattr

from generator.publish.accelerate import front
from generator.publish.accelerate.catalog import Catalog, Light, destination
from generator.publish.accelerate.frames import Frames, Made
from generator.publish.accelerate.links import Links
from generator.publish.accelerate.narrow import NotNarrow, content_of


class Anchor(msgspec.Struct, frozen=True, array_like=True):
    """A link to a place in a page: the page's source, the place, and the link as it was written."""

    uri: str
    anchor: str
    written: str


class Said(msgspec.Struct, frozen=True, array_like=True):
    """A message of MkDocs: its logger, its level, its text."""

    logger: str
    level: int
    text: str


class Built(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A page that was built; ``links`` are the source files that its HTML depends on being there."""

    uri: str
    links: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    said: tuple[Said, ...] = ()

    def __post_init__(self) -> None:
        """Most pages link to the same files: their names are in memory once."""
        force_setattr(self, "links", tuple(map(intern, self.links)))


class Builder:
    """Builds pages of one site; it keeps no page's text."""

    def __init__(self, frames: Frames, catalog: Catalog, docs: Path) -> None:
        self.frames, self.catalog, self.docs = frames, catalog, docs
        self.config = frames.config
        self._keep = _Keep()

    def build(self, uri: str) -> tuple[Built, bytes]:
        """The page of a source file: what there is to know of it, and its HTML in UTF-8.

        Raises:
            OSError, UnicodeDecodeError: the file cannot be read.
        """
        self.catalog.looked_up.clear()
        in_nav = self.catalog.get_file_from_path(uri) if uri in self.frames.in_nav else None
        file = in_nav or self._file(uri)
        text = _read(f"{self.docs}/{uri}")
        with self._keep.listening() as said:
            html, anchors = self._html(file, text)
        links = tuple(sorted(self.catalog.looked_up - {uri}))
        self.catalog.looked_up.clear()
        return Built(uri, links, anchors, tuple(said)), html.encode("utf-8", errors="xmlcharrefreplace")

    def _html(self, file: File, text: str) -> tuple[str, tuple[Anchor, ...]]:
        source, meta = front.split(text)
        if "title" in meta:
            try:
                content = content_of(source, Links(file, self.catalog, self.config))
                return self.frames.html(Made(file, meta, content)), ()
            except NotNarrow:
                self.catalog.looked_up.clear()
        page = self.rendered(file)
        return self.frames.render(page), tuple(_anchors(page))

    def rendered(self, file: File) -> Page:
        """A page as MkDocs itself reads and renders it."""
        page = file.page or Page(None, file, self.config)
        page.read_source(self.config)
        page.render(self.config, self.catalog)
        return page

    def check_anchors(self, built: Built, known: dict[str, frozenset[str]]) -> None:
        """Let MkDocs log what a page's links to places in pages miss; ``known`` keeps the places."""
        for link in built.anchors:
            if link.uri not in known:
                known[link.uri] = self._places(link.uri)
            if link.anchor not in known[link.uri]:
                page = Page(None, self._file(built.uri), self.config)
                target = page.file if link.uri == built.uri else self._file(link.uri)
                target_page = target.page or Page(None, target, self.config)
                target_page.present_anchor_ids = set(known[link.uri])
                page.links_to_anchors = {target: {link.anchor: link.written}}
                page.validate_anchor_links(files=self.catalog, log_level=self.config.validation.links.anchors)

    def _file(self, uri: str) -> File:
        """A file apart from the catalog's, which does not outlive the page."""
        return Light(uri, str(self.docs), self.config)

    def _places(self, uri: str) -> frozenset[str]:
        if uri not in self.catalog.uris:
            return frozenset()
        with self._keep.listening():  # what it warns of was said when the page itself was built
            return frozenset(self.rendered(self._file(uri)).present_anchor_ids or ())


def _anchors(page: Page) -> Iterator[Anchor]:
    for target, links in (page.links_to_anchors or {}).items():
        for anchor, written in links.items():
            if destination(target.src_uri) != target.src_uri:  # a place in a page, not in a picture
                yield Anchor(target.src_uri, anchor, written)


def _read(path: str) -> str:
    """A file's text as ``File.content_string`` reads it, but faster where its lines end as ours do."""
    with open(path, "rb") as file:
        content = file.read()
    if b"\r" in content:
        return Path(path).read_text(encoding="utf-8-sig")
    return content.decode("utf-8").removeprefix("\ufeff")


class _Keep(logging.Handler):
    """Takes what MkDocs logs, from level INFO on, so that it can be said in the order of the pages."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.logger = logging.getLogger(build.__name__.partition(".")[0])  # another in a fork of MkDocs
        self.said: list[Said] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.said.append(Said(record.name, record.levelno, record.getMessage()))

    @contextmanager
    def listening(self) -> Iterator[list[Said]]:
        """Let nothing out that is logged inside; gives the list that it is kept in."""
        handlers, propagate = self.logger.handlers, self.logger.propagate
        self.logger.handlers, self.logger.propagate, self.said = [self], False, []
        try:
            yield self.said
        finally:
            self.logger.handlers, self.logger.propagate = handlers, propagate
