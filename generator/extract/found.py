"""A value with its evidence, as extractors hand it on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.model import Evidence, Status
from generator.view import View, spanning


@dataclass(frozen=True, slots=True)
class Found:
    """A value and why it is that."""

    value: str
    evidence: Evidence

    def noted(self, note: str) -> Found:
        """The same, with a note in Vietnamese."""
        return replace(self, evidence=replace(self.evidence, note=note))


def stated(value: str, view: View, source: str, rule: str) -> Found:
    """A value that the text prints where ``view`` stands."""
    start, end = view.start, view.end
    return Found(value, Evidence(Status.STATED, start, end, source[start:end], rule))


def inferred(value: str, view: View | None, source: str, rule: str, note: str) -> Found:
    """A value that a named rule draws from what stands at ``view``; ``note`` says how."""
    if view is None:
        return Found(value, Evidence(Status.INFERRED, None, None, None, rule, note))
    start, end = view.start, view.end
    return Found(value, Evidence(Status.INFERRED, start, end, source[start:end], rule, note))


def view_at(found: Found) -> View:
    """A view of a value's words, which stand in the text."""
    evidence = found.evidence
    assert evidence.start is not None and evidence.end is not None
    return spanning(found.value, evidence.start, evidence.end)
