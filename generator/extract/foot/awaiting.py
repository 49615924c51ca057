"""What the last token of a signature still asks for: the words that a narrow column or a stamp parted from
its line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.extract.foot.side_by_side import Token
from generator.knowledge.signing import deputy_of, head_replaced, office_length, person_name
from generator.text import aligned_fold, fold, unaccented
from generator.view import View

_CLASS_AT_END = re.compile(r" (?:tinh|thanh|huyen|quan|thi|xa|ban thuong)$")


def awaits_more(tokens: Sequence[Token]) -> bool:
    """Whether the last office has words behind it, which may run over its line, and no name below it."""
    last = tokens[-1] if tokens else None
    if last is None or last.kind != "office":
        return False
    folded = aligned_fold(last.view.text)
    return 0 < office_length(folded) < len(folded) and not folded.endswith(" thuong truc")


def carries_on_dashed(tokens: Sequence[Token], cell: View) -> bool:
    """Whether words in capitals go on with those of an office above that a dash parts: at the end of its
    line, or opening this one (``TRƯỞNG PHÒNG TUYÊN TRUYỀN`` / ``- HỖ TRỢ``)."""
    if not awaits_more(tokens) or not cell.text.isupper() or len(cell.text) > 40:
        return False
    ends = tokens[-1].view.text.endswith(("-", "–"))
    return ends or (bool(re.match(r"[-–—_] ", cell.text)) and not cell.text.rstrip().endswith((";", ".")))


def awaits_body(tokens: Sequence[Token]) -> bool:
    """Whether the last authority stops short behind a class of place (``BAN THƯỜNG VỤ TỈNH`` / ``ĐOÀN``)."""
    last = tokens[-1] if tokens else None
    return last is not None and last.kind == "authority" and bool(_CLASS_AT_END.search(fold(last.view.text)))


def awaits_office(tokens: Sequence[Token]) -> bool:
    """Whether the last line says in whose place is signed (``KT. THỦ TƯỚNG``), an office and no more: the
    signatory's own stands below it."""
    last = tokens[-1] if tokens else None
    if last is None or last.kind != "authority":
        return False
    words = head_replaced(fold(last.view.text))
    return 0 < office_length(words) == len(words)


def is_rest_of_office(tokens: Sequence[Token], cell: View) -> bool:
    """Whether words in capitals are the end of the office in whose place the line above says is signed: a
    stamp took the rest (``KT. CHỦ TỊCH`` / ``HỦ TỊCH``)."""
    words = fold(cell.text).strip(" .:")
    if not awaits_office(tokens) or not cell.text.isupper() or office_length(words):
        return False
    return deputy_of(head_replaced(fold(tokens[-1].view.text)), words) is not None


def ends_unit(tokens: Sequence[Token], cell: View) -> bool:
    """Whether a word alone, spelt as Vietnamese words are, ends the unit whose head an authority names (``KT.
    VỤ TRƯỞNG VỤ CHÍNH`` / ``SÁCH``)."""
    last = tokens[-1] if tokens else None
    if last is None or last.kind != "authority":
        return False
    words = re.sub(r"^[kt][/.]?[tl][.: ]\s*", "", fold(last.view.text))
    headed = 0 < office_length(words) < len(words)
    return headed and cell.text.isalpha() and len(cell.text) > 2 and unaccented(cell.text) != cell.text


def ends_office(tokens: Sequence[Token], cell: View) -> bool:
    """The same of the signatory's own office (``TRƯỞNG PHÒNG TUYÊN TRUYỀN - HỖ`` / ``TRỢ``)."""
    word = cell.text
    return awaits_more(tokens) and word.isalpha() and len(word) > 2 and unaccented(word) != word


def ends_name(tokens: Sequence[Token], cell: View) -> bool:
    """``Nguyễn Văn`` / ``An``: the word that a narrow column parted from a name that asks for one."""
    last = tokens[-1] if tokens else None
    if last is None or last.kind != "name" or not fold(last.view.text).endswith((" van", " thi")):
        return False
    return cell.text.isalpha() and cell.text.istitle() and bool(person_name(f"{last.view.text} {cell.text}"))
