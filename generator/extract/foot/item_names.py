"""The signatory's name where OCR ran it into a line of the list of recipients beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.knowledge.signing import person_name
from generator.text import compiled, fold
from generator.view import View

_NAME_BEHIND = compiled(
    r"(?P<word>(?<![A-ZĐ][A-ZĐ])[a-zà-ỹđ]+[;,.):]?|[;,.)](?:\s\S{1,2}){0,4})\s+(?P<name>(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+\s){2,4}(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+|[ÝỶÁ]))[\s.,_'`´]*$"
)
"""A full name at the end of a line, behind a word of the item or the mark that ends it; an abbreviated title
(``PTTg``) is of whom it names."""
_FILE_NAME = compiled(
    r"[A-ZĐ](?P<word>,)\s+(?P<name>(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+\s){2,4}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+)[\s.,_'`´]*$"
)
"""The same behind the units of the file's item (``VT, TH, …``), where OCR took the stop for a comma."""
_BEHIND_STOP = compiled(
    r"(?P<word>\.)(?:\s\S{1,2}){0,2}\s+(?P<name>(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+\s){2,4}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+)[\s.,_'`´]*$"
)
_TELLS_WHOSE = re.compile(
    r"(?:chi|c|dc|ong|ba|truong|tich|tuong|thu|su|si|nhan|ten):?"
    r"|duong|pho|xa|phuong|quan|huyen|tinh|dong|thon|ap|mang"
)
"""Folded words before a name that is an item's own: of a title, a class of place, a street, a school. A colon
behind a class of place is a semicolon that OCR misread."""


def name_in_items(items: Sequence[Sequence[View]]) -> tuple[int, int, int] | None:
    """Where the one name among the items stands that is of none of them: item, line of it, and offset in
    that line; ``None`` where there is no such name, or there are several."""
    found = [
        (i, k, match.start("name"))
        for i, item in enumerate(items)
        for k, line in enumerate(item)
        if (match := _NAME_BEHIND.search(line.text) or _of_file(line.text)) and _is_apart(match)
    ]
    return found[0] if len(found) == 1 else None


def name_behind_file(items: Sequence[Sequence[View]]) -> tuple[int, int, int] | None:
    """Where the name stands that follows the stop which ends the item of the file, the last: the signatory's,
    of whose office a stamp left nothing."""
    last = items[-1][-1].text if items else ""
    match = _BEHIND_STOP.search(last) if fold(last).startswith("luu") else None
    return (len(items) - 1, len(items[-1]) - 1, match.start("name")) if match and _is_apart(match) else None


def _of_file(text: str) -> re.Match[str] | None:
    return _FILE_NAME.search(text) if re.match(r"l\w{1,2}\W{1,3}vt\b", fold(text)) else None


def _is_apart(match: re.Match[str]) -> bool:
    word = fold(match["word"])
    return not _TELLS_WHOSE.fullmatch(word) and person_name(match["name"]) is not None
