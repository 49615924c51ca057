"""Material's frame around a page: rendered once for each kind of page, then filled.

A frame differs between pages in a handful of values only. It is rendered with marks in their places
and cut at the marks. Before it is used it has to prove itself: a second page with awkward values,
rendered in full, must equal the frame filled with them. A kind of page whose frame fails (a theme that
uses more of a page than is known here) is rendered in full, page by page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jinja2
from markdown.extensions.toc import nest_toc_tokens
from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator.publish.accelerate.catalog import Catalog, canonical
from generator.publish.accelerate.narrow import Content

_MARK = re.compile(r"(?:https://)?zq(title|description|canonical|contents|heading|html)qz/?")
_KNOWN = {"title", "description", "contents", "hide"}
_AWKWARD = """q<&>"'{{ x }}%20 \u1ea1"""
_ITEM = {"anchor": "a", "label": _AWKWARD, "depth": 2}

Kind = tuple[str, ...]
Frame = tuple[tuple[str, str], ...]
"""Pieces in turn: text that all pages of the kind share, and the name of the value that follows it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A page that is ready for its frame."""

    file: File
    meta: Mapping[str, Any]
    content: Content


class Frames:
    """The frames of one build."""

    def __init__(
        self, env: jinja2.Environment, config: MkDocsConfig, nav: Navigation, catalog: Catalog
    ) -> None:
        self.env, self.config, self.nav, self.catalog = env, config, nav, catalog
        self._frames: dict[Kind, Frame | None] = {}
        self.in_nav = frozenset(page.file.src_uri for page in nav.pages)

    def html(self, made: Made) -> str:
        """The whole page."""
        frame = self._frame(made)
        if frame is None:
            return self.render(self._page(made))
        values = self._values(made)
        return "".join(piece for text, name in frame for piece in (text, values.get(name, "")))

    def render(self, page: Page) -> str:
        """A page by the template itself, as MkDocs does it."""
        page.active = True
        try:
            context = get_context(self.nav, self.catalog, self.config, page)
            return self._template(page.meta).render(context)
        finally:
            page.active = False

    def _template(self, meta: Mapping[str, Any]) -> jinja2.Template:
        return self.env.get_template(meta.get("template", "main.html"))

    def _frame(self, made: Made) -> Frame | None:
        uri = made.file.src_uri
        if uri in self.in_nav or not set(made.meta) <= _KNOWN or "title" not in made.meta:
            return None
        kind = (
            str(uri.count("/")),
            uri.partition("/")[0],
            *sorted(made.meta),
            "heading" if made.content.headings else "",
            "h1" if "<h1" in made.content.html else "",
            str(made.meta.get("hide")),
            *(name for name in ("title", "description", "contents") if not made.meta.get(name)),
        )
        if kind not in self._frames:
            self._frames[kind] = self._proved(made)
        return self._frames[kind]

    def _proved(self, made: Made) -> Frame | None:
        """The frame of the kind of page that ``made`` is, or ``None`` if it does not hold."""
        h1 = "<h1" if "<h1" in made.content.html else ""
        marked = self._page(self._like(made, "x-a", {"contents": [_ITEM]}, f"zqhtmlqz{h1}", "zqheadingqz"))
        marked.title = "zqtitleqz"
        marked.meta.update(
            {name: f"zq{name}qz" for name in ("title", "description") if marked.meta.get(name)}
        )
        if marked.canonical_url:
            marked.canonical_url = "https://zqcanonicalqz/"
        text = self.render(marked)
        if marked.meta.get("contents"):
            contents = self._contents(marked)
            if text.count(contents) != 1:
                return None
            text = text.replace(contents, "zqcontentsqz")
        pieces = _MARK.split(text.replace(f"zqhtmlqz{h1}", "zqhtmlqz"))
        frame = tuple(zip(pieces[::2], [*pieces[1::2], ""], strict=True))
        values = {name: _AWKWARD for name in ("title", "description") if made.meta.get(name)}
        probe = self._like(made, "x-b", {**values, "contents": [_ITEM, _ITEM]}, f"<p>{_AWKWARD}{h1}", "id-1")
        filled = self._values(probe)
        made_of_frame = "".join(piece for text, name in frame for piece in (text, filled.get(name, "")))
        return frame if made_of_frame == self.render(self._page(probe)) else None

    def _like(self, made: Made, name: str, meta: Mapping[str, Any], html: str, heading: str) -> Made:
        """A page of the same kind that does not exist, with other values where the page has any."""
        folder = made.file.src_uri.split("/")[:-2]
        uri = "/".join([*folder, name, "index.md"]) if made.file.src_uri.count("/") else f"{name}.md"
        file = File(uri, None, made.file.dest_dir, made.file.use_directory_urls)
        own = {key: meta.get(key, value) if value else value for key, value in made.meta.items()}
        headings = ({"level": 1, "id": heading, "name": heading},) if made.content.headings else ()
        return Made(file, own, Content(html, headings))

    def _values(self, made: Made) -> dict[str, str]:
        """What stands at the marks: text is escaped, HTML is not."""
        meta, content = made.meta, made.content
        values = {name: str(escape(meta[name])) for name in ("title", "description") if meta.get(name)}
        if content.headings:
            values["heading"] = content.headings[0]["id"]
        if meta.get("contents"):
            values["contents"] = self._contents(_Stub(meta))
        if self.config.site_url:
            values["canonical"] = str(escape(canonical(made.file.src_uri, self.config.site_url)))
        return {**values, "html": content.html}

    def _contents(self, page: Page | _Stub) -> str:
        return self.env.get_template("partials/toc.html").render(page=page, config=self.config)

    def _page(self, made: Made) -> Page:
        before = made.file.page
        page = before or Page(None, made.file, self.config)
        page.markdown = ""
        page.meta = dict(made.meta)
        page.content = made.content.html
        tokens = [dict(token) for token in made.content.headings]
        page.toc = get_toc(nest_toc_tokens(tokens))  # type: ignore[no-untyped-call]
        return page


@dataclass(frozen=True, slots=True)
class _Stub:
    """As much of a page as its list of contents shows."""

    meta: Mapping[str, Any]
