"""What takes the whole published collection to know and time to find: done once, for the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.archive.compare import compared
from generator.archive.similar import similar_of
from generator.collection import LEAST_WORDING, Archive, Similar
from generator.model import Directive

_COMPARED = 1000
"""Pairs that are compared beforehand; every other pair is compared in the browser."""


def precedents(archive: Archive) -> Archive:
    """The archive with the documents nearest to each, and the closest pairs side by side."""
    directives = {d.directive.id: d.directive for d in archive.documents}
    similar = similar_of(list(directives.values()))
    comparisons = tuple(compared(directives[a], directives[b]) for a, b in _closest(directives, similar))
    return replace(archive, similar=similar, comparisons=comparisons)


def _closest(
    directives: Mapping[str, Directive], similar: Mapping[str, Sequence[Similar]]
) -> list[tuple[str, str]]:
    """The pairs most alike in wording, the older document first."""

    def age(name: str) -> tuple[str, str]:
        return directives[name].date or "9999", name

    wording = {
        (min(own, other.id, key=age), max(own, other.id, key=age)): other.wording
        for own, others in similar.items()
        for other in others
        if other.wording >= LEAST_WORDING
    }
    return sorted(wording, key=lambda pair: (-wording[pair], pair))[:_COMPARED]
