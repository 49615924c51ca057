"""What stands twice in Markdown that was put together from chunks whose ends overlap."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Span
from generator.segment.numbering import marker

_LEAST = 40
"""Characters, blanks and marks aside, that no text says twice on end by itself."""
_LINE = 200
"""Characters of a line that is said twice, whole and alone, by chunks only: forms repeat a shorter one."""
_KEY = 24
"""Characters by which the earlier place is looked up."""
_BACK = 4_000
"""How far back a chunk reaches that the next one repeats."""
_ROW = re.compile(r"\s*\|(?![ *]*Nơi nhận)")
"""A row of a table: rows may be alike, but for that of the recipients."""
_MARKS = re.compile(r"[\s*_#|\\-]+")
_LETTER = re.compile(r"[^\s*_#|\\-]")


def repeated(text: str) -> list[Span]:
    """Spans that repeat what stands right before them, each from the beginning of a line, in order."""
    lines = text.split("\n")
    bare = [_MARKS.sub("", line) for line in lines]
    letters = "".join(bare)
    stretches: list[Span] = []
    at = done = 0
    for i, (line, own) in enumerate(zip(lines, bare, strict=True)):
        if own and at >= done and not _ROW.match(line) and (length := _length(letters, at)):
            done = at + length
            if not _is_own(lines, bare, i, length):
                stretches.append((at, done))
        at += len(own)
    if not stretches:
        return []
    places = [match.start() for match in _LETTER.finditer(text)]
    return [(places[start], places[end - 1] + 1) for start, end in stretches]


def _is_own(lines: Sequence[str], bare: Sequence[str], i: int, length: int) -> bool:
    """Whether the document itself repeats its line ``i``: the ``length`` letters are of that line, whole,
    however often it stands there, and the line above, with no rule between them, is the same. A number is
    not given twice."""
    own = bare[i]
    found = marker(lines[i].strip(" *_#"))
    numbered = found is not None and found.kind != "bullet"
    if numbered or length % len(own) or len(own) >= _LINE or lines[i].lstrip().startswith("|"):
        return False
    above = i - 1
    while above > 0 and not lines[above].strip():
        above -= 1
    return bare[above] == own


def _length(letters: str, at: int) -> int:
    """How many letters from ``at`` on are those right before ``at``, 0 where too few."""
    key = letters[at : at + _KEY]
    begin = letters.rfind(key, max(0, at - _BACK), at - _LEAST + _KEY) if len(key) == _KEY else -1
    if begin < 0:
        return 0
    length = at - begin
    return length if letters[begin:at] == letters[at : at + length] else 0
