"""The pages of two documents side by side, and what a document's page says of those like it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.collection import LEAST_WORDING, Pair
from generator.model import Draft, Listed, Sheaf, listed, planned_always
from generator.render.pages import page
from generator.render.site import Named, Site
from generator.render.words import directive_name
from generator.text import shortened


@dataclass(frozen=True, slots=True)
class Near:
    """A document like another: the share of their wording in percent where it tells, what both cite,
    and the address of the two side by side."""

    directive: Listed
    percent: int | None
    cites: tuple[Named, ...]
    address: str


def comparison_address(a: str, b: str) -> str:
    """``so-sanh/<a>/<b>/``: a comparison made beforehand."""
    return f"so-sanh/{a}/{b}/"


def nearest(site: Site, key: str) -> tuple[Near, ...]:
    """The documents most like one, with the reason of each."""
    found = []
    compared = site.compared.get(key, {})
    for one in site.similar.get(key, ()):
        other = site.listed.get(one.id)
        cites = tuple(site.named[cited] for cited in one.cites if cited in site.named)
        percent = round(100 * one.wording) if one.wording >= LEAST_WORDING else None
        if other and (percent or cites):
            pair = compared.get(other.id)
            live = f"so-sanh/?a={key}&b={other.id}"
            found.append(Near(other, percent, cites, comparison_address(*pair) if pair else live))
    return tuple(found)


def comparison_sheaves(site: Site) -> Iterator[Sheaf]:
    """The page ``so-sanh/`` for any two documents, and one for each pair compared beforehand."""
    hide = {"hide": ["navigation", "toc"]}
    yield planned_always(lambda: [page("so-sanh/", "So sánh hai văn bản", "so-sanh.md.j2", hide)])
    for pair in site.archive.comparisons:
        yield site.sheaf(comparison_address(*pair), partial(_side_by_side, site, pair, hide))


def _side_by_side(site: Site, pair: Pair, meta: Mapping[str, Any]) -> Iterator[Draft]:
    a, b = map(site.profiles.get, pair)
    if a is None or b is None:
        return
    comparison = site.archive.comparisons[pair]
    title = f"So sánh {shortened(directive_name(a), 60)} và {shortened(directive_name(b), 60)}"
    rows, percent = comparison.rows, round(100 * comparison.common)
    values = {"a": listed(a), "b": listed(b), "rows": rows, "percent": percent}
    yield page(comparison_address(a.id, b.id), title, "so-sanh-cap.md.j2", meta, **values)
