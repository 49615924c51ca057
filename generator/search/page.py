"""The search page's Markdown, from ``templates/pages/tim-kiem.md.j2``."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.resources import templates_dir
from generator.search.facets import Facet


def render(facets: Sequence[Facet]) -> str:
    """The page; the facets' headings stand in it, their values come with the data."""
    environment = Environment(
        loader=FileSystemLoader(templates_dir() / "pages"),
        undefined=StrictUndefined,
        autoescape=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("tim-kiem.md.j2").render(facets=facets)
