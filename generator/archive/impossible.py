"""What cannot be in a citation: a type whose name and whose abbreviation in the number differ.

Abbreviations: Nghị định 30/2020/NĐ-CP, Phụ lục III (State); Hướng dẫn 36-HD/VPTW năm 2018 (Party), by which
one abbreviation may stand for two types (``66-QĐ/TW`` is a Quy định, ``28/QĐ-UBND`` a Quyết định).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.knowledge.doctypes import type_named, types_abbreviated
from generator.knowledge.messages import diagnostic
from generator.model import Directive
from generator.numbers import parse_number
from generator.text import fold, line_of, line_starts


def odd_types(directive: Directive, source: str) -> Iterator[Diagnostic]:
    """The citations of a document whose type is not one that the number's abbreviation can mean.

    Args:
        directive: the document.
        source: its source text, to tell the line of a citation.
    """
    starts = None
    for cite in directive.cites:
        meant = types_meant(cite.number) if cite.number else ()
        if meant and not fits(cite.type, meant):
            starts = starts or line_starts(source)
            words = {"type": cite.type, "number": cite.number, "meant": " hoặc ".join(meant)}
            line = line_of(starts, cite.mentions[0].start)
            yield diagnostic("cited-type-mismatch", directive.source.file, line, **words)


def types_meant(number: str) -> tuple[str, ...]:
    """The types that a number's abbreviation can mean; none where it has no known one."""
    parsed = parse_number(number)
    code = parsed.type_code if parsed else None
    return tuple(t.name for t in types_abbreviated(code)) if code else ()


def fits(type_name: str, meant: tuple[str, ...]) -> bool:
    """Whether a type as cited is one of those, in short or at length (``Thông báo kết luận``,
    ``Chương trình``), or of no abbreviation of its own (``Văn bản số 28/QĐ-UBND``)."""
    own = type_named(type_name)
    if own is None or not own.abbreviations:
        return True
    cited = fold(type_name)
    return any(cited in fold(name) or fold(name) in cited for name in meant)
