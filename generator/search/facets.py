"""The facets of the search page: which there are, what they are called, and who has which value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.search.state import Row


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: ``parameter`` is its name in addresses, ``label`` its Vietnamese heading."""

    id: str
    parameter: str
    label: str


ALL = (
    Facet("province", "tinh", "Tỉnh, thành phố"),
    Facet("year", "nam", "Năm ban hành"),
    Facet("issuer", "co-quan", "Cơ quan ban hành"),
    Facet("type", "loai", "Loại văn bản"),
    Facet("signer", "nguoi-ky", "Người ký"),
    Facet("instrument", "vien-dan", "Văn bản được viện dẫn"),
)
"""Parameters and their order are those of the contract's search address."""


def chosen(ids: Iterable[str]) -> tuple[Facet, ...]:
    """The facets of a configuration, in its order."""
    by_id = {facet.id: facet for facet in ALL}
    return tuple(by_id[name] for name in ids)


def column(facet: Facet, rows: Sequence[Row | None]) -> dict[str, Any]:
    """Who has which value of a facet whose values are few: ``values``, pairs of slug and label sorted by
    slug, and ``documents``, by number the position of the value, -1 where there is no document.

    Cited instruments are many: who cites one stands among the postings instead. One slug has one label,
    that of its first document.
    """
    chosen = [row and row.facets[facet.id] for row in rows]
    labels = dict(reversed([choice for choice in chosen if choice]))
    position = {slug: number for number, slug in enumerate(sorted(labels))}
    return {
        "values": sorted(labels.items()),
        "documents": [position[choice[0]] if choice else -1 for choice in chosen],
    }
