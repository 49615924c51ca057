"""Signatures that stand side by side, as those of a joint document do, put one after the other.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7 (each signatory of a joint document signs over his name).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from generator.knowledge.signing import recipients_label_length
from generator.parts import Line
from generator.text import fold
from generator.view import View, joined


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a signature block: ``kind`` is ``authority``, ``office``, ``name`` or ``mark``."""

    kind: str
    view: View


Tokens = Callable[[View], Iterable[Token]]
"""What makes tokens of a cell, none where it is something else."""


@dataclass(slots=True)
class _Column:
    """The tokens of one signature; ``centre``: where it stands in its line, in characters."""

    centre: float
    tokens: list[Token] = field(default_factory=list)

    def take(self, cell: View, tokens_of: Tokens) -> bool:
        """Takes a cell in, if it goes on with this signature."""
        tokens = list(tokens_of(cell))
        last = self.tokens[-1] if self.tokens else None
        if last and last.kind == "name" and len(cell.text.split()) == 1 and cell.text.istitle():
            self.tokens[-1] = Token("name", joined((last.view, cell)))
        elif last and last.kind in ("authority", "office") and cell.text.isupper() and _is_body(tokens):
            self.tokens[-1] = Token(last.kind, joined((last.view, cell)))
        elif tokens:
            self.tokens.extend(tokens)
        else:
            return False
        return True


def signed_together(lines: Sequence[Line], tokens_of: Tokens) -> tuple[list[Token], list[Line]]:
    """Tokens of the signatures that stand side by side, each one's together and from the left, and the
    other lines; no tokens where one signs alone."""
    for i, line in enumerate(lines):
        if any(recipients_label_length(fold(cell.text)) for cell in line.columns()):
            break
        if len(line.columns()) > 1 and all(_opens(cell, tokens_of) for cell in line.columns()):
            columns = [_Column(centre) for centre in _centres(line)]
            end = _filled(columns, lines, i, tokens_of)
            if sum(any(token.kind == "name" for token in column.tokens) for column in columns) < 2:
                break
            tokens = chain.from_iterable(column.tokens for column in columns)
            return list(tokens), [*lines[:i], *lines[end:]]
    return [], list(lines)


def _opens(cell: View, tokens_of: Tokens) -> bool:
    first = next(iter(tokens_of(cell)), None)
    return first is not None and first.kind in ("authority", "office")


def _is_body(tokens: Sequence[Token]) -> bool:
    """Whether tokens are no office of their own, so that the line goes on with the authority above."""
    return all(token.kind == "authority" and "." not in token.view.text[:4] for token in tokens)


def _centres(line: Line) -> list[float]:
    return [(cell.start + cell.end) / 2 - line.start for cell in line.columns()]


def _filled(columns: Sequence[_Column], lines: Sequence[Line], start: int, tokens_of: Tokens) -> int:
    """Puts the cells of the lines from ``start`` on into their columns; the first line that is not theirs."""
    for i in range(start, len(lines)):
        line = lines[i]
        for at, (cell, centre) in enumerate(zip(line.columns(), _centres(line), strict=True)):
            if recipients_label_length(fold(cell.text)):
                return i
            aligned = len(line.columns()) == len(columns)
            nearest = min(columns, key=lambda column: abs(column.centre - centre))
            if not (columns[at] if aligned else nearest).take(cell, tokens_of):
                return i
    return len(lines)
