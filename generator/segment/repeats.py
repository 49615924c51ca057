"""What stands twice in Markdown that was put together from chunks whose ends overlap."""

from __future__ import annotations

import re

from generator.model import Span

_LEAST = 40
"""Characters, blanks and marks aside, that no text says twice on end by itself."""
_KEY = 24
"""Characters by which the earlier place is looked up."""
_BACK = 4_000
"""How far back a chunk reaches that the next one repeats."""
_LINE = re.compile(r"^(?=[^\S\n]*(?:[^\s|]|\|[ *]*Nơi nhận))", re.MULTILINE)
"""Where a line begins that is no row of a table: rows may be alike, but for that of the recipients."""
_LETTER = re.compile(r"[^\s*_#|\\-]")


def repeated(text: str) -> list[Span]:
    """Spans that repeat what stands right before them, each from the beginning of a line, in order."""
    places = [match.start() for match in _LETTER.finditer(text)]
    letters = "".join(text[at] for at in places)
    spans: list[Span] = []
    done = at = 0
    for line in _LINE.finditer(text):
        while at < len(places) and places[at] < line.start():
            at += 1
        if at < done:
            continue
        length = _length(letters, at)
        if length:
            done = at + length
            spans.append((places[at], places[done - 1] + 1))
    return spans


def _length(letters: str, at: int) -> int:
    """How many letters from ``at`` on are those right before ``at``, 0 where too few."""
    key = letters[at : at + _KEY]
    begin = letters.rfind(key, max(0, at - _BACK), at - _LEAST + _KEY) if len(key) == _KEY else -1
    if begin < 0:
        return 0
    length = at - begin
    return length if letters[begin:at] == letters[at : at + length] else 0
