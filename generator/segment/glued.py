"""Lines that a text layer ran together: a heading behind the date, text behind a signatory's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from generator.knowledge.doctypes import doc_types
from generator.knowledge.signing import is_signed_mark, office_length, person_name
from generator.parts import Line
from generator.text import any_of, compiled, fold
from generator.view import View

_NAME_AND_POINT = compiled(r"((?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+ ){1,4}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+)(?=\d{1,2}\s?[-./)]\s)")
_NAME_AND_WORD = compiled(r"((?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+ ){1,4})([A-ZĐÀ-Ỹ][a-zà-ỹđ]{3,})(?= [a-zà-ỹđ]|$)")


def unglued(lines: Sequence[Line]) -> list[Line]:
    """The lines, each cut in two where two lines of print ran together in it."""
    result: list[Line] = []
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else None
        result.extend(_cut(line, _heading_at(line) or _name_end(line, before, lines)))
    return result


@cache
def _heading() -> re.Pattern[str]:
    names = any_of(t.name.upper() for t in doc_types() if t.title)
    return compiled(rf"(?<=[a-zà-ỹđ\d])(?={names})(?:{names})(?=\s*$|\s+(?:CỦA|VỀ|Về)\s)")


def _heading_at(line: Line) -> int:
    """Where the type begins in ``… tháng 02 năm 2003CHỈ THỊ``, 0 where none does."""
    found = _heading().search(line.text)
    return found.start() if found else 0


def _name_end(line: Line, before: Line | None, lines: Sequence[Line]) -> int:
    """Where, in a line under an office or ``(Đã ký)``, the signatory's name ends and text goes on: before a
    numbered point, or before a word that the text has elsewhere."""
    if before is None or len(line.cells) > 1:
        return 0
    if not (is_signed_mark(before.folded) or 0 < office_length(before.folded) == len(before.folded)):
        return 0
    point = _NAME_AND_POINT.match(line.text)
    if point:
        return point.end() if person_name(point.group()) else 0
    word = _NAME_AND_WORD.match(line.text)
    return _word_end(word, [other for other in lines if other is not line]) if word else 0


def _word_end(match: re.Match[str], others: Sequence[Line]) -> int:
    """``Nguyễn Vỹ Hànước ngoài``: the sole cut behind which a word stands that other lines have."""
    glued = match[2]
    if _is_word_elsewhere(glued, others):
        return 0
    cuts = [at for at in range(2, len(glued) - 1) if _is_word_elsewhere(glued[at:], others)]
    if len(cuts) != 1 or not person_name(match[1] + glued[: cuts[0]]):
        return 0
    return match.start(2) + cuts[0]


def _is_word_elsewhere(word: str, lines: Sequence[Line]) -> bool:
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    return any(word in line.text and pattern.search(line.text) for line in lines)


def _cut(line: Line, at: int) -> Iterator[Line]:
    if not at:
        yield line
        return
    first, second = line.view[:at].stripped(), line.view[at:].stripped()
    yield _part(line, first, line.start, first.end)
    yield replace(_part(line, second, second.start, line.end), gap=0, indent=0)


def _part(line: Line, view: View, start: int, end: int) -> Line:
    return replace(line, view=view, folded=fold(view.text), start=start, end=end, cells=(view,))
