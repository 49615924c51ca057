"""The facets of the search page: which there are, what they are called, and who has which value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.search import pack
from generator.search.content import Entry


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


class Columns:
    """For each facet whose values are few, the value of each document, in order of documents.

    Cited instruments are many: who cites one stands among the postings instead.
    """

    def __init__(self, facets: Sequence[Facet]) -> None:
        self._facets = [facet for facet in facets if facet.id != "instrument"]
        self._labels: dict[str, dict[str, str]] = {facet.id: {} for facet in self._facets}
        self._slugs: dict[str, list[str]] = {facet.id: [] for facet in self._facets}

    def add(self, entry: Entry) -> None:
        """Take the next document's values. One slug has one label, that of its first document."""
        for facet in self._facets:
            slug, label = entry.facets[facet.id][0]
            self._labels[facet.id].setdefault(slug, label)
            self._slugs[facet.id].append(slug)

    def write(self, folder: Path) -> None:
        """Write ``loc-<facet>.bin``: ``values``, pairs of slug and label sorted by slug, and
        ``documents``, for each document the position of its value."""
        for facet in self._facets:
            values = sorted(self._labels[facet.id].items())
            position = {slug: number for number, (slug, _) in enumerate(values)}
            documents = [position[slug] for slug in self._slugs[facet.id]]
            pack.write_json(folder / f"loc-{facet.id}.bin", {"values": values, "documents": documents})
