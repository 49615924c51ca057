"""What paragraphs assign, for the tests of it."""

from __future__ import annotations

from generator.extract.assigning.assignments import assignments_of
from generator.model import Assignment, BlockKind
from generator.parts import Marker, Piece
from generator.view import view_of


def found_in(*paragraphs: str, issuer: str | None = None) -> list[Assignment]:
    """What paragraphs of an issuer assign; one that opens with ``1.`` or ``a)`` is numbered, one that ends
    without a mark a heading."""
    source = "\n".join(paragraphs)
    pieces = []
    at = 0
    point = ""
    for text in paragraphs:
        number = text.split()[0]
        marker = anchor = None
        if number[:-1].isdecimal():
            point = anchor = number[:-1]
            marker = Marker("number", number[:-1], len(number) + 1)
        elif number.endswith(")"):
            anchor = f"{point}.{number[:-1]}"
            marker = Marker("letter", number[:-1], len(number) + 1)
        elif number == "-":
            marker = Marker("bullet", "-", 2)
        kind = BlockKind.TASK if text[-1] in ".;:?" else BlockKind.HEADING
        pieces.append(Piece(view_of(source, at, at + len(text)), kind, anchor, marker=marker))
        at += len(text) + 1
    found = assignments_of(pieces, source, issuer)
    assert all(source[one.start : one.end] == one.quote for one in found)
    return list(found)


def told_in(*paragraphs: str) -> list[tuple[str, str | None, str | None]]:
    """The body, the role and the deadline of each of what paragraphs assign."""
    return [(one.body, one.role, one.deadline) for one in found_in(*paragraphs)]
