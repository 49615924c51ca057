"""From a template and its values to a page: front matter, and Markdown in which raw text is text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import jinja2
from markupsafe import Markup

from generator.cache import fingerprint
from generator.model import Draft
from generator.render import words
from generator.render.charts import Tile, tile_size
from generator.render.markdown import escape_block
from generator.render.plain_yaml import dumped
from generator.resources import templates_dir

T = TypeVar("T")


@cache
def environment() -> jinja2.Environment:
    """The environment of ``templates/pages``: HTML is escaped, an unknown name is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates_dir() / "pages"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters["md"] = lambda text: Markup(escape_block(text))
    made.filters["long_date"] = words.long_date
    made.filters["short_date"] = words.short_date
    made.filters["name"] = words.directive_name
    made.filters["instrument_name"] = words.instrument_name
    made.filters["reference"] = words.reference
    made.filters["point"] = words.point
    made.filters["word"] = lambda code, table: words.word(table, code)
    made.filters["tile"] = _tile
    made.filters["count"] = lambda number: f"{number:,}".replace(",", ".")
    return made


def keep_compiled(folder: Path) -> None:
    """Keep compiled templates in a folder from run to run: to compile them takes longer than to render the
    pages of a few documents. Jinja2 tells from a template's text whether it is the one that was compiled."""
    own = folder / jinja2.__version__
    own.mkdir(parents=True, exist_ok=True)
    environment().bytecode_cache = jinja2.FileSystemBytecodeCache(str(own))


@lru_cache(maxsize=5_000)  # most tiles are the same on page after page
def _tile(one: Tile, figure: int | None) -> Markup:
    """A tile of the map of those who have carried an instrument out."""
    width, height = tile_size()
    made = environment().get_template("_o-tinh.html.j2")
    return Markup(made.render(one=one, figure=figure, width=width, height=height).strip())


def root(address: str) -> str:
    """The way from a page back to the site's root: ``van-ban/x/`` → ``../../``, the root itself ``./``.

    Every link is written relative to it, so that a site works from whatever sub-path it is served.
    """
    return "../" * address.count("/") or "./"


@dataclass(frozen=True, slots=True)
class Content:
    """What a template makes a page of: ``title`` is plain text for the browser's tab, ``meta`` more front
    matter for the theme; the template sees ``title``, and ``root`` and ``address`` beside ``values``."""

    title: str
    values: Mapping[str, Any]
    meta: Mapping[str, Any] = field(default_factory=dict)


def page(
    address: str, title: str, template: str, meta: Mapping[str, Any] | None = None, **values: Any
) -> Draft:
    """The page at ``address`` (relative to the site, ending in ``/``; empty for the front page), of values
    that are at hand."""
    content = Content(title, values, meta or {})
    return deferred(address, template, content, lambda: content)


def deferred(address: str, template: str, made_of: Any, content: Callable[[], Content]) -> Draft:
    """The page at ``address``, its content worked out only if it has to be written.

    Args:
        address: as in :func:`page`.
        template: name of the template.
        made_of: all that the content depends on but the program and the configuration: frozen dataclasses,
            tuples, mappings and plain data.
        content: gives the content.
    """
    key = fingerprint((template, made_of))
    return Draft(f"{address}index.md", key, lambda: _rendered(address, template, content()))


def _rendered(address: str, template: str, content: Content) -> bytes:
    front = dumped({"title": content.title, **content.meta})
    made = environment().get_template(template)
    body = made.render(root=root(address), address=address, title=content.title, **content.values)
    return f"---\n{front}---\n\n{body}".encode()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list in several: ``number`` from 1, of ``total``; ``base`` is the first one's address."""

    base: str
    number: int
    total: int

    @property
    def address(self) -> str:
        """Address of this sheet: the base itself, then ``2/``, ``3/`` … below it."""
        return self.at(self.number)

    def at(self, number: int) -> str:
        """Address of the sheet of that number."""
        return self.base if number == 1 else f"{self.base}{number}/"


def sheets(
    base: str, entries: Sequence[T], size: int, name: Callable[[T], str]
) -> Iterator[tuple[Sheet, Sequence[T]]]:
    """A list cut into sheets of at most ``size`` entries; an empty list is one empty sheet.

    A longer list is cut, from half a sheet on, before entries whose ``name`` says so: so one more entry
    changes the sheet that it comes to stand on, and not all that follow.
    """
    cuts = [0, *_cuts(entries, size, name), len(entries)] if len(entries) > size else [0, len(entries)]
    for number, (start, end) in enumerate(pairwise(cuts), start=1):
        yield Sheet(base, number, len(cuts) - 1), entries[start:end]


def _cuts(entries: Sequence[T], size: int, name: Callable[[T], str]) -> Iterator[int]:
    """Where a sheet ends and the next begins: one entry in so many that a quarter of a sheet is usual
    beyond the half that is the least, and at the latest where the sheet is full."""
    start, least, chance = 0, -(-size // 2), max(1, size // 4)
    for at, entry in enumerate(entries):
        full = at - start == size
        if full or (at - start >= least and crc32(name(entry).encode()) % chance == 0):
            yield at
            start = at


def numbered(title: str, number: int) -> str:
    """The title of a sheet: that of the list, and from the second one its number."""
    return title if number == 1 else f"{title} – trang {number}"
