"""The list of recipients as it is read, cell by cell, beside the signature that its lines run into."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.extract.foot import specks
from generator.extract.foot.item_names import name_behind_file, name_in_items
from generator.extract.foot.items import goes_on, is_over, pieces_of, without_pen
from generator.extract.foot.side_by_side import Token
from generator.extract.foot.tokens import is_capitals
from generator.knowledge.signing import damaged_name, person_name
from generator.parts import Line
from generator.text import compiled, fold
from generator.view import View, joined

BULLET = re.compile(r"(?:~\s?-|[-–—~•*·+]|[>=](?![=<>]))\s*(?=\S)")
_SPECK_BEFORE_BULLET = re.compile(r"(?:[^\w\s]{1,2}|\w)\s(?=[~-]\s)")
FILES = re.compile(r"\W*luu\b")
"""The item of the file, whatever its bullet became."""
_ADDRESS = re.compile(r"https?:/|www\.")
"""The address of a site, which stands at the foot of a page."""
ITEM_WORD = compiled(r"[a-zà-ỹđ]{3}")
_FILE = re.compile(r"luu|l[a-z]{1,2}\s?[:;]?\s?vt\b")
"""The item of the file, also where OCR changed its first word (``Lan: VT``)."""
_SCRAP = 4  # characters of what a stamp left on a line of its own at most
_LISTED = 3
"""Items, each with the bullet that opens its line, that tell that no line has two."""


@dataclass(slots=True)
class Reading:
    """What was read of a foot so far: the lines of each item, and the tokens of the signature."""

    items: list[list[View]] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    listing: bool = False
    signing: bool = False
    """Whether the cell before was of the signature, or this one stands where the signature does."""
    marked: bool = False
    """Whether marks end the lines of the list, as its items do."""
    bullets: int = 0
    """Items that a bullet opens."""
    parted: View = field(default_factory=View)
    """``TM.`` on a line of its own."""


def has_marks(lines: Sequence[Line]) -> bool:
    """Whether several lines of a foot end with the mark of an item."""
    cells = [cell.text for line in lines for cell in line.columns()]
    return sum(1 for text in cells if text.endswith(";")) >= _LISTED


def read_items(reading: Reading, cell: View, is_right: bool) -> None:
    """Reads the items of a cell of the list; ``is_right`` tells that others stand left of it in its line."""
    speck = _SPECK_BEFORE_BULLET.match(cell.text) if reading.items else None
    cell = cell[speck.end() :] if speck else cell
    one_each = reading.marked or reading.bullets == len(reading.items) >= _LISTED
    for piece in pieces_of(cell, one_each=one_each):
        bullet = BULLET.match(piece.text)
        if (not bullet or piece.text.startswith("*")) and _is_finished_list(reading):
            return  # an asterisk behind the last item is of a note at the foot of the page
        if specks.CERTIFICATE.match(fold(piece.text)):
            return
        if not bullet and (_is_no_item(reading, piece) or _ADDRESS.search(piece.text)):
            return  # what a stamp or a pen left below the last item, or a line of the signature
        if bullet and _opens_item(reading, piece, bullet.end()):
            reading.bullets += 1
            reading.items.append([piece[bullet.end() :]])
        elif reading.items and not (reading.tokens and not is_right and _sentence_like(piece.text)):
            finished = reading.items[-1][-1].text.rstrip().endswith((";", "."))
            group = reading.bullets == len(reading.items) > 1 and ":" in reading.items[-1][0].text
            bulleted = not finished or bullet or is_right or goes_on(piece.text, in_group=group)
            if bulleted:
                reading.items[-1].append(piece)
            else:
                reading.items.append([piece])
        elif not reading.items:
            reading.items.append([piece])
        _take_name(reading)


def _opens_item(reading: Reading, piece: View, bullet: int) -> bool:
    """Whether a bullet, of that many characters, opens an item: no plus of a sub-item, and no dash within a
    name that a line end left before a small letter (``đoàn thể chính trị`` / ``- xã hội cấp tỉnh;``)."""
    if piece.text.startswith("+"):
        return _is_misread_bullet(reading, piece)
    if len(reading.items) < 2 or not piece.text[bullet].islower():
        return True
    return is_over(reading.items)


def _is_misread_bullet(reading: Reading, piece: View) -> bool:
    """Whether a plus opens an item of its own, as OCR reads a dash: the first, that of the file, or one below
    an item that has its end and announces no others."""
    if not reading.items or fold(piece.text[1:]).startswith("luu"):
        return True
    above = joined(reading.items[-1]).text.rstrip()
    return above.endswith((";", ",")) and ":" not in above and "+" not in above


def _is_finished_list(reading: Reading) -> bool:
    """Whether the last item is that of the file (``Lưu: VT.``), which ends the list, and has its mark; in a
    list without bullets, where items cannot be told from what a stamp left, only a stop ends it."""
    if not reading.items:
        return False
    last = without_pen(joined(reading.items[-1]).text.rstrip())
    return bool(_FILE.match(fold(last))) and last.endswith((".", ";") if reading.bullets else ".")


def _is_no_item(reading: Reading, piece: View) -> bool:
    """A scrap, or several words in capitals, below a finished item, where each item has its bullet; an item
    that lost its own still ends as one does (``UBND CÁC HUYỆN;``)."""
    bulleted = bool(reading.items) and reading.bullets == len(reading.items)
    if not bulleted or not joined(reading.items[-1]).text.rstrip().endswith((";", ".", ",")):
        return False
    if len(reading.items) > 1 and len(piece.text) <= _SCRAP and not ITEM_WORD.search(piece.text):
        return True
    files = FILES.match(fold(piece.text))
    ended = piece.text.rstrip().endswith(";")
    return not (files or ended) and is_capitals(piece.text) and len(piece.text.split()) > 2


def _sentence_like(text: str) -> bool:
    return len(text) > 80


_RANKED = re.compile(r"[;.]\s+((?:[A-ZĐƯ][A-Za-zĐƯ]{0,6}\.\s?)+)$")
"""Ranks, abbreviated, that stand before a name behind an item."""


def _take_name(reading: Reading) -> None:
    """``- UBND các huyện…; Trần Ngọc Căng``: a signatory's name that ran into an item."""
    last = reading.items[-1][-1]
    cut = re.search(r"[;.]\s+([^;.]+)$", last.text)
    if cut and (person_name(cut.group(1)) or damaged_name(cut.group(1))):
        ranked = _RANKED.search(last.text, 0, cut.start(1))
        start = ranked.start(1) if ranked and person_name(last.text[ranked.start(1) :]) else cut.start(1)
        reading.tokens.append(Token("name", last[start:].stripped()))
        reading.items[-1][-1] = last[:start].stripped()


def take_name_among_items(reading: Reading) -> None:
    """The signatory's name from the item that it ran into, where the signature has an office and no name."""
    kinds = {token.kind for token in reading.tokens}
    if "name" in kinds:
        return
    signed = bool(kinds & {"office", "authority"})
    found = name_in_items(reading.items) if signed else name_behind_file(reading.items)
    if found:
        item, line, at = found
        view = reading.items[item][line]
        reading.tokens.append(Token("name", view[at:].stripped()))
        reading.items[item][line] = view[:at].stripped()
