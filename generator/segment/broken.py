"""Lines that a narrow cell broke within the name of the document's type, or within ``Kính gửi``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from generator.knowledge.doctypes import doc_types, heading_type
from generator.parts import Line
from generator.segment.heads import FAR
from generator.text import fold
from generator.view import joined


def rejoined(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of the head joined where the second carries on a type that the first broke off:
    ``CHỈ`` / ``THỊ``, or ``Kính`` / ``gửi: …``, as law sites wrap what their cells hold."""
    result: list[Line] = []
    for i, line in enumerate(lines):
        whole = _whole(result[-1], line) if result and i <= FAR else None
        if whole is None:
            result.append(line)
        else:
            result[-1] = whole
    return result


def _whole(first: Line, second: Line) -> Line | None:
    """Both lines as one, where they are the two halves of a type's name, or of what addresses a letter."""
    addressed = first.folded == "kinh" and second.folded.startswith("gui")
    opens = addressed or (first.folded in _openings() and first.is_capitals)
    if not opens or second.gap or first.cells != (first.view,) or len(second.cells) > 1:
        return None
    view = joined((first.view, second.view))
    found = heading_type(fold(view.text), view.text)
    if not addressed and (found is None or not view.text[: found[1]].isupper()):
        return None
    return replace(first, view=view, folded=fold(view.text), end=second.end, cells=(view,))


@cache
def _openings() -> frozenset[str]:
    """What the names of types open with and no type is named."""
    names = {kind.folded for kind in doc_types()}
    words = (kind.folded.split() for kind in doc_types() if kind.title)
    return frozenset(" ".join(name[:end]) for name in words for end in range(1, len(name))) - names
