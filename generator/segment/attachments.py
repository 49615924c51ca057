"""What stands below a document in the same text: annexes, regulations, and other documents forwarded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.knowledge.bodies import body_at, names_owner
from generator.knowledge.doctypes import heading_type
from generator.knowledge.layout import (
    annex_kind,
    has_motto,
    heads_roll,
    is_addressed,
    is_attached,
    state_marked,
)
from generator.knowledge.signing import is_signed_mark, person_name, recipients_label_length
from generator.parts import Line
from generator.text import fold

_NUMBER_LABEL = re.compile(r"(?:^|[^a-z])so ?[:.]? ?[^\s\d/-]{0,8}\d[^\s/-]{0,12}[/-]")
"""A number that is filled in: a form's (``Số: …../BC-…``) is not."""


def has_label(line: Line) -> bool:
    """Whether a line has, in one of its columns, the label over the recipients."""
    cells = (cell.text for cell in line.columns())
    return any(recipients_label_length(line.folded if cell == line.text else fold(cell)) for cell in cells)


def annex_starts(lines: Sequence[Line], foot: int) -> list[tuple[str, int]]:
    """Kind and first line of each part after the signature."""
    starts: list[tuple[str, int]] = []
    i = foot + 1
    while i < len(lines):
        title = _forwarded_title(lines, i, foot)
        if title:
            starts.append(("forwarded", _letterhead_top(lines, i, starts[-1][1] if starts else foot + 2)))
            i = title
        kind = annex_at(lines, i) or ("annex" if not starts and heads_roll(lines[i].folded) else None)
        if kind and (kind != "regulation" or not starts):
            begin = _annex_letterhead(lines, i, starts[-1][1] if starts else foot + 2)
            starts.append((kind, begin))
            i += 2
        i += 1
    return starts


def annex_at(lines: Sequence[Line], i: int) -> str | None:
    """The kind of attached part that line ``i`` heads, ``None`` where it heads none."""
    line = lines[i]
    kind = annex_kind(line.folded.strip(" .:*"))
    if i + 1 >= len(lines):
        return None
    if kind is None:
        return "regulation" if is_titled_part(lines, i) else None
    heads = line.is_capitals or line.strong or line.mark > 0
    if kind == "annex":
        return kind if heads or (len(line.text) < 25 and line.text[:1].isupper()) else None
    return kind if heads and any(is_attached(near.folded) for near in lines[i + 1 : i + 7]) else None


def is_titled_part(lines: Sequence[Line], i: int) -> bool:
    """Whether a title in capitals stands at ``i``, and in brackets under it what it is attached to."""
    end = i
    while end < min(len(lines), i + 4) and lines[end].is_capitals and not lines[end].table:
        end += 1
    if end == i or end == len(lines) or is_signed_mark(lines[i].folded) or person_name(lines[i].text):
        return False
    return lines[end].text.startswith("(") and is_attached(lines[end].folded)


_LETTERHEAD = 14
"""Lines that a letterhead takes from its motto to the title at most."""


def _forwarded_title(lines: Sequence[Line], i: int, foot: int) -> int | None:
    """The title, or the addressees of a letter, of another whole document whose letterhead has its motto in
    line ``i``; ``None`` where the letterhead is of a certificate, printed again over an attached part, or
    of a form that is attached: the line that says so stands right above, below the body's last."""
    if not has_motto(lines[i].folded) or any(
        is_attached(near.folded) for near in lines[max(foot, i - 4) : i]
    ):
        return None
    for at in range(i + 1, min(len(lines), i + _LETTERHEAD)):
        line = lines[at]
        if state_marked(line.folded) or annex_at(lines, at) or has_label(line):
            return None
        found = heading_type(line.folded) if line.is_capitals else None
        if found or is_addressed(line.folded):
            near = lines[max(foot, i - 4) : at]
            return at if any(_NUMBER_LABEL.search(above.folded) for above in near) else None
    return None


def _letterhead_top(lines: Sequence[Line], i: int, floor: int) -> int:
    """The first line of the letterhead whose motto is in line ``i``: bodies may stand above it."""
    top = i
    while top > floor and i - top < 4 and _is_letterhead_line(lines[top - 1]):
        top -= 1
    return top


def _is_letterhead_line(line: Line) -> bool:
    return (line.is_capitals and names_owner(line.folded)) or bool(_NUMBER_LABEL.match(line.folded))


def _annex_letterhead(lines: Sequence[Line], i: int, floor: int) -> int:
    """The first line of a letterhead printed again over an attached part."""
    top = next((j for j in range(max(floor, i - 8), i) if has_motto(lines[j].folded)), i)
    while top > floor and top < i and lines[top - 1].is_capitals and body_at(lines[top - 1].folded):
        top -= 1
    return top
