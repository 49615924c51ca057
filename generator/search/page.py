"""The search page's Markdown, from ``templates/pages/tim-kiem.md.j2``, and its OpenSearch description."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape

from generator.config import Config
from generator.resources import templates_dir
from generator.search.facets import Facet
from generator.text import shortened


def render(facets: Sequence[Facet]) -> str:
    """The page; the facets' headings stand in it, their values come with the data."""
    environment = Environment(
        loader=FileSystemLoader(templates_dir() / "pages"),
        undefined=StrictUndefined,
        autoescape=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("tim-kiem.md.j2").render(facets=facets)


def opensearch(config: Config) -> str | None:
    """The description by which a browser adds the archive as a search engine (OpenSearch 1.1); ``None``
    where the site does not know its own address, which the description must give in full."""
    if config.url is None:
        return None
    name = escape(config.name)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(shortened(config.name, _SHORT_NAME))}</ShortName>\n"
        f"<LongName>{name}</LongName>\n"
        f"<Description>{escape(config.description)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n<Language>vi</Language>\n"
        f'<Url type="text/html" template="{escape(config.url)}tim-kiem/?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )


_SHORT_NAME = 16
"""Characters that OpenSearch allows for ShortName."""
