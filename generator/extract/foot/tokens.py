"""The tokens of a signature block's cells: authorities, offices, names, marks of signing.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from generator.extract.foot.side_by_side import Token
from generator.extract.foot.specks import without_specks
from generator.knowledge.bodies import body_at
from generator.knowledge.signing import (
    authority_starts,
    damaged_office,
    is_authority_in_small_letters,
    is_signed_mark,
    is_whole_office,
    office_length,
    person_name,
    starts_authority,
)
from generator.text import aligned_fold, compiled
from generator.view import View

_NAME_AT_END = compiled(r"(?:^|\s)((?:[A-ZĐÀ-ỸÑ][a-zà-ỹđñ]+['’]?\s?){2,6}[ÝÁ]?)$")
_CAPITALS = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=2_000)  # several rules ask it of the same line
def is_capitals(text: str) -> bool:
    """Whether four in five of the letters, of which there is one at least, are capitals."""
    letters = _CAPITALS.findall(text)
    return bool(letters) and sum(char.isupper() for char in letters) >= 0.8 * len(letters)


def signature_tokens(cell: View) -> Iterator[Token]:
    """The tokens of a cell of a signature block; none where it is something else."""
    folded = aligned_fold(cell.text)
    if is_signed_mark(folded.strip()):
        yield Token("mark", cell)
        return
    if person_name(cell.text):
        yield Token("name", cell)
        return
    cell = without_specks(cell)
    words = cell.text
    if damaged_office(words):
        yield Token("office", cell)
        return
    named = _NAME_AT_END.search(words)
    head_end = named.start(1) if named and named.start(1) > 0 and person_name(named.group(1)) else len(words)
    head = cell[:head_end].stripped()
    if not _is_signing(head):
        return
    yield from _head_tokens(head)
    if head_end < len(words):
        yield Token("name", cell[head_end:].stripped())


def _is_signing(head: View) -> bool:
    folded = aligned_fold(head.text)
    if len(folded) > 140 or not folded:
        return False
    if is_whole_office(folded.rstrip(" .:")):
        return head.text[:1].isupper()
    if is_capitals(head.text) and len(folded) <= 70 and body_at(folded):
        return not folded.rstrip().endswith(";")  # as an item of the list does
    if is_authority_in_small_letters(head.text):
        return True
    return is_capitals(head.text) and bool(starts_authority(folded) or _office_opens(folded))


def _office_opens(folded: str) -> bool:
    length = office_length(folded)
    return bool(length) and len(folded) - length <= 60 and not folded.rstrip().endswith((":", ";"))


def _head_tokens(head: View) -> Iterator[Token]:
    """Authorities and the office of a line such as ``TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH``."""
    folded = aligned_fold(head.text)
    starts = authority_starts(folded)
    bounds = sorted({0, *starts, len(folded)})
    for start, end in pairwise(bounds):
        chunk = head[start:end].stripped()
        if start not in starts:
            folded_chunk = aligned_fold(chunk.text)
            is_body = body_at(folded_chunk) and not office_length(folded_chunk)
            chunk = chunk[: len(chunk.text.rstrip(" :"))]
            yield Token("authority" if is_body else "office", chunk)
            continue
        office = _office_in_authority(aligned_fold(chunk.text))
        yield Token("authority", chunk[:office].stripped())
        if office < len(chunk.text):
            yield Token("office", chunk[office:].stripped())


def _office_in_authority(folded: str) -> int:
    """Where the signatory's own office begins behind an authority on the same line."""
    abbreviation = re.match(r"(?:t[/.]m|k[/.]t|t[/.]l|tm|kt|tl|tuq|q)[./,:]?\s*", folded)
    at = abbreviation.end() if abbreviation else 0
    at += office_length(folded[at:])
    of = folded[at:].lstrip()
    body = body_at(of)
    if body:
        at = len(folded) - len(of) + body[1]
    for space in re.finditer(r"\s+", folded[at:]):
        start = at + space.end()
        if office_length(folded[start:]) and start > 4 and not folded[:start].endswith((" ban ", " doan ")):
            return start
    return len(folded)
