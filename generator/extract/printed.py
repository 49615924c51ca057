"""What the page shows of a document's head and foot: their lines as printed."""

from __future__ import annotations

from collections.abc import Sequence

from generator.extract.foot.tokens import signature_tokens
from generator.knowledge.signing import recipients_label_length
from generator.model import Printed
from generator.parts import Line, Sections
from generator.text import fold


def as_printed(sections: Sections) -> Printed:
    """The lines of letterhead, heading, recipients and signature as they are printed."""
    recipients, signature = _foot_columns(sections.foot)
    return Printed(
        letterhead=_texts(sections.letterhead),
        heading=_texts(sections.heading),
        recipients=_texts(recipients),
        signature=_texts((*signature, *sections.certificate)),
    )


def _opens_recipients(line: Line) -> bool:
    return any(recipients_label_length(fold(cell.text)) for cell in line.columns())


def _foot_columns(foot: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Lines of the list and lines of the signature; a line with both columns stays with the list."""
    left: list[Line] = []
    right: list[Line] = []
    listing = False
    for line in foot:
        listing = listing or _opens_recipients(line)
        signs = len(line.columns()) == 1 and any(True for _ in signature_tokens(line.view))
        (left if listing and not signs else right).append(line)
    return tuple(left), tuple(right)


def _texts(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(line.text for line in lines)
