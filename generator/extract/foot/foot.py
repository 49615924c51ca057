"""The foot of a document: recipients on the left, signature on the right, in whatever order a text
layer or OCR left their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
from generator.extract.foot.items import FILED, trimmed
from generator.extract.foot.listing import (
    BULLET,
    FILES,
    ITEM_WORD,
    Reading,
    has_marks,
    read_items,
    take_name_among_items,
)
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


_CAPITALS_AT_END = compiled(
    r"(?:(?<!\S)[-–—_]\s+)?(?:(?<!\S)['‘’\"“”„*!¡]{0,2}[A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ./]*[,;:]?\s*(?:[-–—]\s+(?=[A-ZĐÀ-Ỹ]{2}))?)+$"
)
"""Words in capitals, a dash among them or before them (``TUYÊN TRUYỀN`` / ``- HỖ TRỢ``)."""
_SPECK = compiled(r"[:.,*_ ]*(?:[-–—_ ]{1,6}(?=[A-ZĐ]{2}[./]))?(?:\d{1,2}[.,]? (?=[A-ZĐÀ-Ỹ]))?")
"""What stands between the label and what follows on its line, a figure that a pen stroke was read as too;
before a small letter it counts (``12 sở, ban, ngành``)."""
_DASH_AT_END = re.compile(r"\s+[-–—]$")
_LAST_WORDS = ("truc", "doan", "uy", "pho", "vu")
"""Parted by narrow columns: ``THƯỜNG TRỰC``, ``TỈNH ĐOÀN``, ``HUYỆN ỦY``, ``THÀNH PHỐ``, ``THƯỜNG VỤ``."""
_MARK_AT_END = re.compile(r"\s(\([^()]{2,20}\))$")
_WORD = re.compile(r"(?<!\S)\S")
_RIGHT_HALF = 8
"""Blanks that open a line of the right column alone; the list is set at the left margin."""


def foot_of(lines: Sequence[Line]) -> Foot:
    """Recipients and signature of the lines of a foot. Signatures side by side of which a text copy left
    single blanks between the columns cannot be told apart: then there are none."""
    together, others = signed_together(lines, signature_tokens)
    crowded = any(signs_for_several(fold(cell.text)) for line in lines for cell in line.columns())
    labelled = any(recipients_label_length(fold(c.text)) for line in others for c in line.columns())
    reading = Reading(tokens=together, marked=has_marks(others))
    for line in others:
        if line.indent >= _RIGHT_HALF:
            reading.signing = True
        opens = opens_recipients(line.folded) or (reading.tokens and BULLET.match(line.text))
        reading.listing = reading.listing or (not labelled and bool(opens))
        for at, cell in enumerate(line.columns()):
            own = specks.undashed(cell) if line.indent >= _RIGHT_HALF else cell
            _read_cell(reading, own, is_right=at > 0)
    take_name_among_items(reading)
    recipients = tuple(view for item in reading.items if (view := trimmed(joined(item))))
    return Foot(recipients, () if crowded else tuple(reading.tokens))


def _read_cell(reading: Reading, cell: View, *, is_right: bool) -> None:
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
    if tokens and not (reading.listing and BULLET.match(cell.text)):
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
        read_items(reading, cell[:tail].stripped(), is_right)
        lost = specks.DEPUTY_LOST.search(cell.text[:tail]) and specks.heads_office(fold(cell.text[tail:]))
        _read_cell(reading, View() if lost else cell[tail:].stripped(), is_right=True)
    elif _continues_authority(reading, cell, is_right=is_right or signing or _stands_apart(reading, cell)):
        last = reading.tokens[-1]
        reading.tokens[-1] = Token(last.kind, joined((last.view, cell)))
    else:
        reading.signing = False
        if reading.listing:
            read_items(reading, cell, is_right)


def _is_torn(cell: View) -> bool:
    """Whether what stands on the line of the label is no item: words in capitals without a mark behind them,
    which are the other column's, or nothing but specks."""
    words = is_capitals(cell.text) and not cell.text.rstrip().endswith((";", ",", ".", ":"))
    return bool(cell) and not BULLET.match(cell.text) and (words or not ITEM_WORD.search(cell.text))


def _signing_tail(reading: Reading, cell: View) -> int:
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


def _is_unread_office(reading: Reading, cell: View, *, is_right: bool) -> bool:
    """Words in capitals where the office stands of which a stamp left too little (``PH N TƯỚNG``)."""
    if not awaits_office(reading.tokens) or len(cell.text) > 30:
        return False
    folded = fold(cell.text)
    of_head = {*folded.split()} & {*fold(reading.tokens[-1].view.text).split()}  # "ĐÓ CHỦ SH"
    if reading.listing and not (is_right or of_head):
        return False
    if not is_capitals(cell.text) or BULLET.match(cell.text):
        return False
    known = names_body(folded) or unit_ever(cell.text)
    offices = (folded[word.start() :] for word in _WORD.finditer(folded))
    return not known and not any(office_length(at) and not at.startswith("thuong truc") for at in offices)


def _stands_for_name(reading: Reading, cell: View, is_right: bool) -> bool:
    """Whether a cell stands where only the signatory's name does: under an office, after the last
    item of the list (``Lưu: …``) or in the right column."""
    kinds = [token.kind for token in reading.tokens]
    if BULLET.match(cell.text) or "name" in kinds:
        return False
    last = joined(reading.items[-1]).text if reading.items else ""
    ended = not reading.items or fold(last).startswith("luu")
    if not (is_right or ended or _is_between_items(reading, last)):
        return False
    return bool(damaged_name(cell.text) or ("office" in kinds and name_by_place(cell.text)))


def _is_between_items(reading: Reading, last: str) -> bool:
    """Whether the last item has its mark and each one its bullet: a line without is none of theirs."""
    return reading.bullets == len(reading.items) and last.rstrip().endswith((";", "."))


def _continues_authority(reading: Reading, cell: View, *, is_right: bool) -> bool:
    """``TM. ỦY BAN NHÂN DÂN`` / ``TỈNH VĨNH LONG``: a further line, in capitals, of the authority or of an
    office that has words behind it (``TRƯỞNG PHÒNG GIÁO DỤC`` / ``TRUNG HỌC``)."""
    if not reading.tokens or not is_capitals(cell.text) or cell.text.count("(") != cell.text.count(")"):
        return False
    if FILES.match(fold(cell.text)) or FILED.search(cell.text) or specks.SMALL_WORD.search(cell.text):
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


def _stands_apart(reading: Reading, cell: View) -> bool:
    """Words in capitals with an "and" before them, or the last word of an office, between finished items:
    they are the other column's."""
    ended = bool(reading.items) and reading.items[-1][-1].text.rstrip().endswith((";", ","))
    return ended and (
        fold(cell.text).startswith("va ") or (cell.text.isupper() and ends_office(reading.tokens, cell))
    )
