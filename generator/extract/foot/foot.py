"""The foot of a document: recipients on the left, signature on the right, in whatever order a text
layer or OCR left their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.extract.foot import specks
from generator.extract.foot.awaiting import (
    awaits_body,
    awaits_more,
    awaits_office,
    carries_on_dashed,
    ends_name,
    ends_office,
    ends_unit,
    is_rest_of_office,
)
from generator.extract.foot.item_names import name_behind_file, name_in_items
from generator.extract.foot.items import FILED, goes_on, is_over, pieces_of, trimmed, without_pen
from generator.extract.foot.side_by_side import Token, signed_together
from generator.extract.foot.tokens import is_capitals, signature_tokens
from generator.knowledge.bodies import names_body
from generator.knowledge.doctypes import heading_type
from generator.knowledge.places import unit_ever
from generator.knowledge.signing import (
    damaged_name,
    damaged_office,
    is_authority_word,
    is_signed_mark,
    name_by_place,
    office_length,
    opens_recipients,
    person_name,
    recipients_label_length,
    signs_for_several,
    starts_authority,
)
from generator.parts import Line
from generator.text import aligned_fold, compiled, fold
from generator.view import View, joined


@dataclass(frozen=True, slots=True)
class Foot:
    """Recipients, one view an item, and the tokens of the signature in order of printing."""

    recipients: tuple[View, ...]
    tokens: tuple[Token, ...]


_BULLET = re.compile(r"(?:~\s?-|[-–—~•*·+]|[>=](?![=<>]))\s*(?=\S)")
_SPECK_BEFORE_BULLET = re.compile(r"(?:[^\w\s]{1,2}|\w)\s(?=[~-]\s)")
_FILES = re.compile(r"\W*luu\b")
"""The item of the file, whatever its bullet became."""
_ADDRESS = re.compile(r"https?:/|www\.")
"""The address of a site, which stands at the foot of a page."""
_ITEM_WORD = compiled(r"[a-zà-ỹđ]{3}")
_FILE = re.compile(r"luu|l[a-z]{1,2}\s?[:;]?\s?vt\b")
"""The item of the file, also where OCR changed its first word (``Lan: VT``)."""
_CAPITALS_AT_END = compiled(
    r"(?:(?<!\S)[-–—_]\s+)?(?:(?<!\S)['‘’\"“”„*!¡]{0,2}[A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ./]*[,;:]?\s*(?:[-–—]\s+(?=[A-ZĐÀ-Ỹ]{2}))?)+$"
)
"""Words in capitals, a dash among them or before them (``TUYÊN TRUYỀN`` / ``- HỖ TRỢ``)."""
_SPECK = compiled(r"[:.,*_ ]*(?:[-–—_ ]{1,6}(?=[A-ZĐ]{2}[./]))?(?:\d{1,2}[.,]? (?=[A-ZĐÀ-Ỹ]))?")
"""What stands between the label and what follows on its line, a figure that a pen stroke was read as too;
before a small letter it counts (``12 sở, ban, ngành``)."""
_DASH_AT_END = re.compile(r"\s+[-–—]$")
_SCRAP = 4  # characters of what a stamp left on a line of its own at most
_LISTED = 3
"""Items, each with the bullet that opens its line, that tell that no line has two."""
_LAST_WORDS = ("truc", "doan", "uy", "pho", "vu")
"""Parted by narrow columns: ``THƯỜNG TRỰC``, ``TỈNH ĐOÀN``, ``HUYỆN ỦY``, ``THÀNH PHỐ``, ``THƯỜNG VỤ``."""
_MARK_AT_END = re.compile(r"\s(\([^()]{2,20}\))$")
_WORD = re.compile(r"(?<!\S)\S")
_RIGHT_HALF = 8
"""Blanks that open a line of the right column alone; the list is set at the left margin."""


@dataclass(slots=True)
class _Reading:
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


def foot_of(lines: Sequence[Line]) -> Foot:
    """Recipients and signature of the lines of a foot. Signatures side by side of which a text copy left
    single blanks between the columns cannot be told apart: then there are none."""
    together, others = signed_together(lines, signature_tokens)
    crowded = any(signs_for_several(fold(cell.text)) for line in lines for cell in line.columns())
    labelled = any(recipients_label_length(fold(c.text)) for line in others for c in line.columns())
    reading = _Reading(tokens=together, marked=_has_marks(others))
    for line in others:
        if line.indent >= _RIGHT_HALF:
            reading.signing = True
        opens = opens_recipients(line.folded) or (reading.tokens and _BULLET.match(line.text))
        reading.listing = reading.listing or (not labelled and bool(opens))
        for at, cell in enumerate(line.columns()):
            own = specks.undashed(cell) if line.indent >= _RIGHT_HALF else cell
            _read_cell(reading, own, is_right=at > 0)
    _take_name_among_items(reading)
    recipients = tuple(view for item in reading.items if (view := trimmed(joined(item))))
    return Foot(recipients, () if crowded else tuple(reading.tokens))


def _has_marks(lines: Sequence[Line]) -> bool:
    """Whether several lines of a foot end with the mark of an item."""
    cells = [cell.text for line in lines for cell in line.columns()]
    return sum(1 for text in cells if text.endswith(";")) >= _LISTED


def _read_cell(reading: _Reading, cell: View, *, is_right: bool) -> None:
    cell = specks.unquoted(cell)
    folded = fold(cell.text)
    label = recipients_label_length(folded)
    if label:
        reading.listing = True
        rest = cell[label:].stripped()
        speck = _SPECK.match(rest.text)
        rest = rest[speck.end() :].stripped() if speck else rest
        rest = specks.unquoted(rest[specks.rubbish_length(rest.text) :])
        if _is_torn(rest) and (tail := _signing_tail(reading, rest)):
            rest = rest[tail:].stripped()
        if _is_torn(rest) and not any(signature_tokens(rest)):
            reading.tokens.append(Token("unread", rest))
        elif rest:
            _read_cell(reading, rest, is_right=is_right)
        return
    if is_authority_word(folded):
        reading.parted = cell
        return
    if reading.parted:
        cell, reading.parted = joined((reading.parted, cell)), View()
    if carries_on_dashed(reading.tokens, cell):
        last = reading.tokens[-1]
        reading.tokens[-1] = Token(last.kind, joined((last.view, cell)))
        return
    tokens = list(signature_tokens(cell))
    signing, reading.signing = reading.signing, True
    if tokens and not (reading.listing and _BULLET.match(cell.text)):
        reading.tokens.extend(tokens)
        return
    if is_rest_of_office(reading.tokens, cell):
        reading.tokens.append(Token("office", cell))
        return
    if ends_name(reading.tokens, cell):
        reading.tokens[-1] = Token("name", joined((reading.tokens[-1].view, cell)))
        return
    if _stands_for_name(reading, cell, is_right):
        reading.tokens.append(Token("name", cell))
        return
    if _is_unread_office(reading, cell, is_right=is_right or signing):
        reading.tokens.append(Token("unread", cell))
        return
    tail = _signing_tail(reading, cell) if reading.listing else 0
    if tail:
        _read_items(reading, cell[:tail].stripped(), is_right)
        lost = specks.DEPUTY_LOST.search(cell.text[:tail]) and specks.heads_office(fold(cell.text[tail:]))
        _read_cell(reading, View() if lost else cell[tail:].stripped(), is_right=True)
    elif _continues_authority(reading, cell, is_right=is_right or signing or _stands_apart(reading, cell)):
        last = reading.tokens[-1]
        reading.tokens[-1] = Token(last.kind, joined((last.view, cell)))
    else:
        reading.signing = False
        if reading.listing:
            _read_items(reading, cell, is_right)


def _is_torn(cell: View) -> bool:
    """Whether what stands on the line of the label is no item: words in capitals without a mark behind them,
    which are the other column's, or nothing but specks."""
    words = is_capitals(cell.text) and not cell.text.rstrip().endswith((";", ",", ".", ":"))
    return bool(cell) and not _BULLET.match(cell.text) and (words or not _ITEM_WORD.search(cell.text))


def _signing_tail(reading: _Reading, cell: View) -> int:
    """Where, in a line of the list, the words in capitals of the other column begin (``- Bộ Công an; PHÓ
    CHỦ TỊCH``), 0 where there are none. The office above may have a further line, of which a word alone
    could be an item's but for the second half of ``THƯỜNG TRỰC``, and the last of a unit's name."""
    mark = _MARK_AT_END.search(cell.text)
    if mark and is_signed_mark(fold(mark.group(1))):
        return mark.start(1)
    cell = specks.without_specks(cell)
    dash = _DASH_AT_END.search(cell.text) if awaits_office(reading.tokens) else None
    cell = cell[: dash.start()] if dash else cell
    capitals = _CAPITALS_AT_END.search(cell.text)
    if not capitals or (not capitals.start() and cell.text[0].isalpha()):
        return 0
    folded = aligned_fold(cell.text)
    for word in _WORD.finditer(cell.text[capitals.start() :]):
        at = capitals.start() + word.start()
        words = re.sub(r"^[^\w(/;,]+", "", folded[at:])
        if not words[:1].isalpha():
            continue
        at = len(folded) - len(words)
        if words.startswith("thuong truc") and word.start() and folded[:at].rstrip()[-1:].isalpha():
            return capitals.start()  # the rest of an office of which a stamp took the beginning
        if starts_authority(words) or office_length(words) or damaged_office(cell.text[at:]):
            deputy = specks.DEPUTY_BEFORE.search(cell.text, 0, at)
            return deputy.start(1) if deputy else at
    ended = re.sub(r"[^\w;,)]+$", "", folded[: capitals.start()]).endswith((";", ",", ")"))
    words = fold(capitals.group())
    last = cell.text.rfind(";") + 1 or capitals.start()
    last += next((at for at, char in enumerate(cell.text[last:]) if char.isalpha()), 0)
    behind = cell[last:].stripped()
    if (ended or last > capitals.start()) and (
        ends_unit(reading.tokens, behind) or ends_office(reading.tokens, behind)
    ):
        return last
    goes_on = awaits_more(reading.tokens) or awaits_office(reading.tokens) or awaits_body(reading.tokens)
    if not (goes_on and ended and (" " in words or words in _LAST_WORDS)):
        return 0
    dashed = (
        re.compile(r"[-–—_]\s+").match(cell.text, capitals.start()) if awaits_office(reading.tokens) else None
    )
    return dashed.end() if dashed else capitals.start()


def _is_unread_office(reading: _Reading, cell: View, *, is_right: bool) -> bool:
    """Words in capitals where the office stands of which a stamp left too little (``PH N TƯỚNG``)."""
    if not awaits_office(reading.tokens) or len(cell.text) > 30:
        return False
    folded = fold(cell.text)
    of_head = {*folded.split()} & {*fold(reading.tokens[-1].view.text).split()}  # "ĐÓ CHỦ SH"
    if reading.listing and not (is_right or of_head):
        return False
    if not is_capitals(cell.text) or _BULLET.match(cell.text):
        return False
    known = names_body(folded) or unit_ever(cell.text)
    offices = (folded[word.start() :] for word in _WORD.finditer(folded))
    return not known and not any(office_length(at) and not at.startswith("thuong truc") for at in offices)


def _stands_for_name(reading: _Reading, cell: View, is_right: bool) -> bool:
    """Whether a cell stands where only the signatory's name does: under an office, after the last
    item of the list (``Lưu: …``) or in the right column."""
    kinds = [token.kind for token in reading.tokens]
    if _BULLET.match(cell.text) or "name" in kinds:
        return False
    last = joined(reading.items[-1]).text if reading.items else ""
    ended = not reading.items or fold(last).startswith("luu")
    if not (is_right or ended or _is_between_items(reading, last)):
        return False
    return bool(damaged_name(cell.text) or ("office" in kinds and name_by_place(cell.text)))


def _is_between_items(reading: _Reading, last: str) -> bool:
    """Whether the last item has its mark and each one its bullet: a line without is none of theirs."""
    return reading.bullets == len(reading.items) and last.rstrip().endswith((";", "."))


def _continues_authority(reading: _Reading, cell: View, *, is_right: bool) -> bool:
    """``TM. ỦY BAN NHÂN DÂN`` / ``TỈNH VĨNH LONG``: a further line, in capitals, of the authority or of an
    office that has words behind it (``TRƯỞNG PHÒNG GIÁO DỤC`` / ``TRUNG HỌC``)."""
    if not reading.tokens or not is_capitals(cell.text) or cell.text.count("(") != cell.text.count(")"):
        return False
    if _FILES.match(fold(cell.text)) or FILED.search(cell.text) or specks.SMALL_WORD.search(cell.text):
        return False
    if reading.tokens[-1].kind == "authority" and heading_type(fold(cell.text)):
        return False  # the title of what is attached
    if reading.tokens[-1].kind == "office" and fold(cell.text).startswith("nuoc cong hoa"):
        return True  # "CHỦ TỊCH" / "NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    if reading.tokens[-1].kind != "authority" and not (awaits_more(reading.tokens) and is_right):
        return False
    if reading.tokens[-1].kind == "authority" and not (
        " " in cell.text
        or unit_ever(cell.text)
        or awaits_body(reading.tokens)
        or ends_unit(reading.tokens, cell)
    ):
        return False
    return 1 < len(cell.text) <= 60 and cell.text[0].isalpha()


def _stands_apart(reading: _Reading, cell: View) -> bool:
    """Words in capitals with an "and" before them, or the last word of an office, between finished items:
    they are the other column's."""
    ended = bool(reading.items) and reading.items[-1][-1].text.rstrip().endswith((";", ","))
    return ended and (
        fold(cell.text).startswith("va ") or (cell.text.isupper() and ends_office(reading.tokens, cell))
    )


def _read_items(reading: _Reading, cell: View, is_right: bool) -> None:
    speck = _SPECK_BEFORE_BULLET.match(cell.text) if reading.items else None
    cell = cell[speck.end() :] if speck else cell
    one_each = reading.marked or reading.bullets == len(reading.items) >= _LISTED
    for piece in pieces_of(cell, one_each=one_each):
        bullet = _BULLET.match(piece.text)
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


def _opens_item(reading: _Reading, piece: View, bullet: int) -> bool:
    """Whether a bullet, of that many characters, opens an item: no plus of a sub-item, and no dash within a
    name that a line end left before a small letter (``đoàn thể chính trị`` / ``- xã hội cấp tỉnh;``)."""
    if piece.text.startswith("+"):
        return _is_misread_bullet(reading, piece)
    if len(reading.items) < 2 or not piece.text[bullet].islower():
        return True
    return is_over(reading.items)


def _is_misread_bullet(reading: _Reading, piece: View) -> bool:
    """Whether a plus opens an item of its own, as OCR reads a dash: the first, that of the file, or one below
    an item that has its end and announces no others."""
    if not reading.items or fold(piece.text[1:]).startswith("luu"):
        return True
    above = joined(reading.items[-1]).text.rstrip()
    return above.endswith((";", ",")) and ":" not in above and "+" not in above


def _is_finished_list(reading: _Reading) -> bool:
    """Whether the last item is that of the file (``Lưu: VT.``), which ends the list, and has its mark; in a
    list without bullets, where items cannot be told from what a stamp left, only a stop ends it."""
    if not reading.items:
        return False
    last = without_pen(joined(reading.items[-1]).text.rstrip())
    return bool(_FILE.match(fold(last))) and last.endswith((".", ";") if reading.bullets else ".")


def _is_no_item(reading: _Reading, piece: View) -> bool:
    """A scrap, or several words in capitals, below a finished item, where each item has its bullet; an item
    that lost its own still ends as one does (``UBND CÁC HUYỆN;``)."""
    bulleted = bool(reading.items) and reading.bullets == len(reading.items)
    if not bulleted or not joined(reading.items[-1]).text.rstrip().endswith((";", ".", ",")):
        return False
    if len(reading.items) > 1 and len(piece.text) <= _SCRAP and not _ITEM_WORD.search(piece.text):
        return True
    files = _FILES.match(fold(piece.text))
    ended = piece.text.rstrip().endswith(";")
    return not (files or ended) and is_capitals(piece.text) and len(piece.text.split()) > 2


def _sentence_like(text: str) -> bool:
    return len(text) > 80


_RANKED = re.compile(r"[;.]\s+((?:[A-ZĐƯ][A-Za-zĐƯ]{0,6}\.\s?)+)$")
"""Ranks, abbreviated, that stand before a name behind an item."""


def _take_name(reading: _Reading) -> None:
    """``- UBND các huyện…; Trần Ngọc Căng``: a signatory's name that ran into an item."""
    last = reading.items[-1][-1]
    cut = re.search(r"[;.]\s+([^;.]+)$", last.text)
    if cut and (person_name(cut.group(1)) or damaged_name(cut.group(1))):
        ranked = _RANKED.search(last.text, 0, cut.start(1))
        start = ranked.start(1) if ranked and person_name(last.text[ranked.start(1) :]) else cut.start(1)
        reading.tokens.append(Token("name", last[start:].stripped()))
        reading.items[-1][-1] = last[:start].stripped()


def _take_name_among_items(reading: _Reading) -> None:
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
