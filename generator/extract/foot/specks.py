"""What stamps and pen strokes leave before and behind the words of a signature."""

from __future__ import annotations

import re

from generator.knowledge.signing import (
    authority_starts,
    is_whole_office,
    office_length,
    person_name,
    starts_authority,
)
from generator.text import aligned_fold, compiled, fold
from generator.view import View

_AT_END = compiled(
    r"(?:\s+(?:(?![-–]$)[^\w\s(]\S{0,3}|[^\W\d_]\d\S{0,3}|(?![IVXÝÁ])[^\W\d_])"
    r"|(?<=[A-ZĐÀ-Ỹ])[:.] [a-zà-ỹđ]{1,3}(?=\s|$))+$"
)
"""Words that begin with a mark (``⁄Z“``), letters with figures (``X22``), single letters, but no numerals, no
names (``Hoàng Như Ý``), and no dash alone, behind which the next line goes on; behind capitals and a mark a
few small letters too (``KT. CỤC TRƯỞNG: nh``)."""
_WORD_AND_COLON = re.compile(r"[^\W\d_]{1,3}: ")
_LONGEST = 5
"""Characters of such a word at most."""
_LINE = 200
"""Characters that a line of print has at most."""


def without_specks(view: View) -> View:
    """The view without them; a longer one is no line of a signature."""
    last = view.text.rpartition(" ")[2]
    found = _AT_END.search(view.text) if len(last) <= _LONGEST and len(view.text) <= _LINE else None
    return view[: found.start()] if found else view


_QUOTE = compiled(
    r"['‘’\"“”„`´]+\s?(?=[A-ZĐÀ-Ỹ]{2}|[TK]/[MTL])|(?:[^\w\s]{1,6}\s?|\S{1,2}\s)(?=(?:KT|TM|TL|TUQ)[.:,]|[TK]/[MTL])"
)
"""A speck before words in capitals, or several before the abbreviation of an authority."""
_BEFORE_NAME = compiled(r"(?:\S{1,3}\s)?[^\w\s(*•·+~–—-]{1,3}\s?(?=[A-ZĐÀ-Ỹ][a-zà-ỹđ]+ [A-ZĐÀ-Ỹ])")
"""Signs before a name (``eC` =Phan Ngọc An``), none of which opens an item."""


def unquoted(cell: View) -> View:
    """The cell without the signs that OCR saw before its capitals, or before a name that ends it."""
    quote = _QUOTE.match(cell.text)
    if quote:
        return cell[quote.end() :]
    word = _WORD_AND_COLON.match(cell.text)
    if word and cell.text[word.end() :].isupper() and not starts_authority(fold(cell.text)):
        office = is_whole_office(fold(cell.text[word.end() :]))
        return cell[word.end() :] if office else cell  # "ÈY: CHỦ TỊCH": of an authority
    signs = _BEFORE_NAME.match(cell.text)
    return cell[signs.end() :] if signs and person_name(cell.text[signs.end() :]) else cell


_DASH = re.compile(r"[-–—_]\s+")


def undashed(cell: View) -> View:
    """A name of the right column without the dash that OCR saw before it, which opens no item there."""
    dash = _DASH.match(cell.text)
    return cell[dash.end() :] if dash and person_name(cell.text[dash.end() :]) else cell


def rubbish_length(text: str) -> int:
    """Length of what a stamp left between the label and an authority on its line (``f2È/- ; TL. …``), or an
    office alone (``Là: GIÁM ĐỐC``)."""
    word = _WORD_AND_COLON.match(text)
    if (
        word
        and not starts_authority(fold(text))
        and text[word.end() :].isupper()
        and is_whole_office(fold(text[word.end() :]))
    ):
        return word.end()
    start = next(iter(authority_starts(aligned_fold(text))), 0)
    return start if start <= 10 and not re.search(r"(?<!\d)[^\W\d_]{3}", text[:start]) else 0


CERTIFICATE = re.compile(r"\W*(?:\S{1,2} ){0,2}(?:ky boi|nguoi ky|email|thoi gian ky|ngay ky) ?:")
"""The lines of a digital signature, which a scan has beside the list.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.8 (thông tin chữ ký số của cơ quan, tổ chức).
"""
DEPUTY_LOST = compiled(r"(?:^|\s)(?:[a-zà-ỹđ]{0,2}[oóòỏõọ]|[A-ZĐ]?[OÓÒỎÕỌ0])\s*$")
"""A short word on o right before an office, which may be what OCR made of ``PHÓ`` (``đỏ BÍ THƯ``)."""
DEPUTY_BEFORE = compiled(r"(PH[^\w\s.,;:]?|(?<![A-ZĐÀ-Ỹa-zà-ỹ])(?:[BCFIR]|BN)?HÓ) $")
"""What a stamp left of ``PHÓ``, run into other signs (``14PH@ CỤC TRƯỞNG``)."""
SMALL_WORD = compiled(r"(?<!\S)(?!và )[a-zà-ỹđ]{2,}(?!\S)")
"""A word in small letters, of which no authority has one but ``và``."""


def heads_office(folded: str) -> bool:
    """Whether folded words open with an office that is none of a deputy's."""
    return office_length(folded) > 0 and not folded.startswith(("pho ", "thu "))
