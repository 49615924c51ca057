"""The stage as one function: source text in, its parts out."""

from __future__ import annotations

from generator.model import SourceText
from generator.parts import Segmented
from generator.segment.lines import lines_of
from generator.segment.outline import annex_outline, outline_of, tasks_of
from generator.segment.paragraphs import paragraphs_of
from generator.segment.sections import sections_of

_ANCHORS = {"annex": "phu-luc", "regulation": "ban-hanh-kem-theo", "forwarded": "van-ban-gui-kem"}


def segment(source: SourceText) -> Segmented:
    """The parts of a source text. It never refuses: what it cannot place is body."""
    lines, markup = lines_of(source)
    sections = sections_of(lines)
    body = outline_of(paragraphs_of(sections.body))
    named = [(paragraphs_of(part), _ANCHORS[kind]) for kind, part in sections.annexes]
    outlines = annex_outline(named)
    annexes = tuple((kind, outline) for (kind, _), outline in zip(sections.annexes, outlines, strict=True))
    return Segmented(sections, body, annexes, markup, tasks_of(body))
