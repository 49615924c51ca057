"""The foot of a document: recipients on the left, signature on the right, in whatever order a text
layer or OCR left their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.extract.side_by_side import Token, signed_together
from generator.extract.specks import without_specks
from generator.knowledge.bodies import body_at, opens_unit
from generator.knowledge.places import unit_ever
from generator.knowledge.signing import (
    authority_starts,
    damaged_name,
    is_authority_word,
    is_signed_mark,
    name_by_place,
    office_length,
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


_BULLET = re.compile(r"(?:~\s?-|[-–—~•*·+])\s*(?=\S)")
_ITEM_BREAK = compiled(r"(?<=[;,.])\s*(?=[-–~•]\s+\S)|\s+(?=[-–•]\s[A-ZĐÀ-Ỹ])")
_ENDED_ITEM_BREAK = re.compile(r"(?<=[;,.])\s*(?=[-–~•]\s+\S)|(?<=\))\s*(?=[-–]\s+\S)")
"""In a list whose items end with marks, a dash without one before it is within a name (``Cục Kiểm tra văn
bản - Bộ Tư pháp;``)."""
_NOTE = re.compile(r";\s*\([^()]{2,24}\)$")
"""What an item is for, behind its mark: ``Thường trực Tỉnh ủy; (báo cáo)``. Other brackets end no item."""
_NAME_AT_END = compiled(r"(?:^|\s)((?:[A-ZĐÀ-ỸÑ][a-zà-ỹđñ]+['’]?\s?){2,6}[ÝÁ]?)$")
_CAPITALS_AT_END = compiled(r"(?:(?<!\S)[A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ./]*[,;]?\s*)+$")
_SPECK = compiled(r"[:.,*_ ]*(?:\d{1,2}[.,]? (?=[A-ZĐÀ-Ỹ]))?")
"""What stands between the label and what follows on its line, a figure that a pen stroke was read as too;
before a small letter it counts (``12 sở, ban, ngành``)."""
_PEN = re.compile(r"\.\s+[\W\d]{1,6}$")
"""Marks and figures behind the stop that ends an item."""
_BRACE = re.compile(r"[,;.]?\s+(?:để )?(?:báo cáo|b/c|thực hiện|t/h|phối hợp|biết)\)$")
"""What a brace beside several items says they are for, left at the end of one of them."""
_MARK_AT_END = re.compile(r"\s(\([^()]{2,20}\))$")
_WORD = re.compile(r"(?<!\S)\S")
_RIGHT_HALF = 8
"""Blanks that open a line of the right column alone; the list is set at the left margin."""
_CAPITALS = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class _Reading:
    items: list[list[View]] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    listing: bool = False
    signing: bool = False
    """Whether the cell before was of the signature, or this one stands where the signature does."""
    bullets: int = 0
    """Items that a bullet opens."""
    parted: View = field(default_factory=View)
    """``TM.`` on a line of its own."""


def foot_of(lines: Sequence[Line]) -> Foot:
    """Recipients and signature of the lines of a foot. Signatures side by side of which a text copy left
    single blanks between the columns cannot be told apart: then there are none."""
    together, others = signed_together(lines, signature_tokens)
    crowded = any(signs_for_several(fold(cell.text)) for line in lines for cell in line.columns())
    reading = _Reading(tokens=together)
    for line in others:
        if line.indent >= _RIGHT_HALF:
            reading.signing = True
        for at, cell in enumerate(line.columns()):
            _read_cell(reading, cell, is_right=at > 0)
    recipients = tuple(view for item in reading.items if (view := _trimmed(joined(item))))
    return Foot(recipients, () if crowded else tuple(reading.tokens))


def _read_cell(reading: _Reading, cell: View, *, is_right: bool) -> None:
    folded = fold(cell.text)
    label = recipients_label_length(folded)
    if label:
        reading.listing = True
        rest = cell[label:].stripped()
        speck = _SPECK.match(rest.text)
        rest = rest[speck.end() :].stripped() if speck else rest
        if rest:
            _read_cell(reading, rest, is_right=is_right)
        return
    if is_authority_word(folded):
        reading.parted = cell
        return
    if reading.parted:
        cell, reading.parted = joined((reading.parted, cell)), View()
    tokens = list(signature_tokens(cell))
    signing, reading.signing = reading.signing, True
    if tokens and not (reading.listing and _BULLET.match(cell.text)):
        reading.tokens.extend(tokens)
        return
    if _ends_name(reading, cell):
        reading.tokens[-1] = Token("name", joined((reading.tokens[-1].view, cell)))
        return
    if _stands_for_name(reading, cell, is_right):
        reading.tokens.append(Token("name", cell))
        return
    if _is_unread_office(reading, cell, is_right=is_right or signing):
        reading.tokens.append(Token("unread", cell))
        return
    awaits = _awaits_more(reading) or _awaits_office(reading)
    tail = _signing_tail(cell, goes_on=awaits) if reading.listing else 0
    if tail:
        _read_items(reading, cell[:tail].stripped(), is_right)
        _read_cell(reading, cell[tail:].stripped(), is_right=True)
    elif _continues_authority(reading, cell, is_right=is_right or signing or _stands_apart(reading, cell)):
        last = reading.tokens[-1]
        reading.tokens[-1] = Token(last.kind, joined((last.view, cell)))
    else:
        reading.signing = False
        if reading.listing:
            _read_items(reading, cell, is_right)


def _signing_tail(cell: View, *, goes_on: bool) -> int:
    """Where, in a line of the list, the words in capitals of the other column begin (``- Bộ Công an; PHÓ
    CHỦ TỊCH``), 0 where there are none; ``goes_on``: the office above may have a further line, of which a
    word alone could be an item's but for the second half of ``THƯỜNG TRỰC``."""
    mark = _MARK_AT_END.search(cell.text)
    if mark and is_signed_mark(fold(mark.group(1))):
        return mark.start(1)
    cell = without_specks(cell)
    capitals = _CAPITALS_AT_END.search(cell.text)
    if not capitals or not capitals.start():
        return 0
    folded = aligned_fold(cell.text)
    for word in _WORD.finditer(cell.text[capitals.start() :]):
        at = capitals.start() + word.start()
        if starts_authority(folded[at:]) or office_length(folded[at:]):
            return at
    ended = folded[: capitals.start()].rstrip().endswith((";", ","))
    words = fold(capitals.group())
    return capitals.start() if goes_on and ended and (" " in words or words == "truc") else 0


def _awaits_more(reading: _Reading) -> bool:
    """Whether the last office has words behind it, which may run over its line, and no name below it."""
    last = reading.tokens[-1] if reading.tokens else None
    if last is None or last.kind != "office":
        return False
    folded = aligned_fold(last.view.text)
    return 0 < office_length(folded) < len(folded)


def _awaits_office(reading: _Reading) -> bool:
    """Whether the last line says in whose place is signed (``KT. THỦ TƯỚNG``), an office and no more: the
    signatory's own stands below it."""
    last = reading.tokens[-1] if reading.tokens else None
    if last is None or last.kind != "authority":
        return False
    words = re.sub(r"^k/?t[. ]\s*", "", fold(last.view.text))
    return words != fold(last.view.text) and 0 < office_length(words) == len(words)


def _is_unread_office(reading: _Reading, cell: View, *, is_right: bool) -> bool:
    """Words in capitals where the office stands of which a stamp left too little (``PH N TƯỚNG``)."""
    if not _awaits_office(reading) or (reading.listing and not is_right) or len(cell.text) > 30:
        return False
    folded = fold(cell.text)
    if not _is_capitals(cell.text) or _BULLET.match(cell.text):
        return False
    known = opens_unit(folded) or body_at(folded) or unit_ever(cell.text)
    return not known and not any(office_length(folded[word.start() :]) for word in _WORD.finditer(folded))


def _ends_name(reading: _Reading, cell: View) -> bool:
    """``Nguyễn Văn`` / ``An``: the word that a narrow column parted from a name that asks for one."""
    last = reading.tokens[-1] if reading.tokens else None
    if last is None or last.kind != "name" or not fold(last.view.text).endswith((" van", " thi")):
        return False
    return cell.text.isalpha() and cell.text.istitle() and bool(person_name(f"{last.view.text} {cell.text}"))


def _stands_for_name(reading: _Reading, cell: View, is_right: bool) -> bool:
    """Whether a cell stands where only the signatory's name does: under an office, after the last
    item of the list (``Lưu: …``) or in the right column."""
    kinds = [token.kind for token in reading.tokens]
    if _BULLET.match(cell.text) or "name" in kinds:
        return False
    ended = not reading.items or fold(joined(reading.items[-1]).text).startswith("luu")
    if not (is_right or ended):
        return False
    return bool(damaged_name(cell.text) or ("office" in kinds and name_by_place(cell.text)))


def _continues_authority(reading: _Reading, cell: View, *, is_right: bool) -> bool:
    """``TM. ỦY BAN NHÂN DÂN`` / ``TỈNH VĨNH LONG``: a further line, in capitals, of the authority or of an
    office that has words behind it (``TRƯỞNG PHÒNG GIÁO DỤC`` / ``TRUNG HỌC``)."""
    if not reading.tokens or not _is_capitals(cell.text):
        return False
    if reading.tokens[-1].kind == "office" and fold(cell.text).startswith("nuoc cong hoa"):
        return True  # "CHỦ TỊCH" / "NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    if reading.tokens[-1].kind != "authority" and not (_awaits_more(reading) and is_right):
        return False
    if reading.tokens[-1].kind == "authority" and not (" " in cell.text or unit_ever(cell.text)):
        return False
    return len(cell.text) <= 60 and not _BULLET.match(cell.text)


def _stands_apart(reading: _Reading, cell: View) -> bool:
    """Words in capitals with an "and" before them, between finished items: they are the other column's."""
    ended = bool(reading.items) and joined(reading.items[-1]).text.rstrip().endswith((";", ","))
    return ended and fold(cell.text).startswith("va ")


def _read_items(reading: _Reading, cell: View, is_right: bool) -> None:
    for piece in _split(cell, _ENDED_ITEM_BREAK if _has_ended_items(cell.text) else _ITEM_BREAK):
        bullet = _BULLET.match(piece.text)
        if not bullet and (_is_finished_list(reading) or _is_no_item(reading, piece)):
            return  # what a stamp or a pen left below the last item, or a line of the signature
        if bullet and (not piece.text.startswith("+") or not reading.items):
            reading.bullets += 1
            reading.items.append([piece[bullet.end() :]])
        elif reading.items and not (reading.tokens and not is_right and _sentence_like(piece.text)):
            finished = reading.items[-1][-1].text.rstrip().endswith((";", "."))
            bulleted = (
                not finished or bullet or is_right or piece.text[:1].islower() or piece.text[:1] in "()"
            )
            if bulleted:
                reading.items[-1].append(piece)
            else:
                reading.items.append([piece])
        elif not reading.items:
            reading.items.append([piece])
        _take_name(reading)


def _has_ended_items(text: str) -> bool:
    """Whether marks end the items of a cell, or it is the item of the file (``- Lưu HC - TC.``)."""
    return ";" in text or text.endswith(",") or bool(re.match(r"[-–~•]?\s?[Ll]ưu\s", text))


def _is_finished_list(reading: _Reading) -> bool:
    """Whether the last item is that of the file (``Lưu: VT.``), which ends the list, and has its mark; in a
    list without bullets, where items cannot be told from what a stamp left, only a stop ends it."""
    if not reading.items:
        return False
    last = _PEN.sub(".", joined(reading.items[-1]).text.rstrip())
    return fold(last).startswith("luu") and last.endswith((".", ";") if reading.bullets else ".")


def _is_no_item(reading: _Reading, piece: View) -> bool:
    """Several words in capitals below a finished item, where each item has its bullet; an item that lost its
    own still ends as one does (``UBND CÁC HUYỆN;``)."""
    bulleted = bool(reading.items) and reading.bullets == len(reading.items)
    if not bulleted or not joined(reading.items[-1]).text.rstrip().endswith((";", ".", ",")):
        return False
    files = re.match(r"\W*luu\b", fold(piece.text))  # the last item, whatever its bullet became
    ended = piece.text.rstrip().endswith(";")
    return not (files or ended) and _is_capitals(piece.text) and len(piece.text.split()) > 2


def _sentence_like(text: str) -> bool:
    return len(text) > 80


def _take_name(reading: _Reading) -> None:
    """``- UBND các huyện…; Trần Ngọc Căng``: a signatory's name that ran into an item."""
    last = reading.items[-1][-1]
    cut = re.search(r"[;.]\s+([^;.]+)$", last.text)
    if cut and (person_name(cut.group(1)) or damaged_name(cut.group(1))):
        reading.tokens.append(Token("name", last[cut.start(1) :].stripped()))
        reading.items[-1][-1] = last[: cut.start(1)].stripped()


def _trimmed(view: View) -> View:
    text = _PEN.sub(".", view.text)
    if text.count(")") > text.count("("):
        text = _BRACE.sub("", text)
    text = text.rstrip(" ;,./`'‘|_~^")
    view = view[: len(text)]
    return view.stripped() if sum(char.isalnum() for char in text) > 1 else View()


def _split(view: View, pattern: re.Pattern[str]) -> Iterator[View]:
    at = 0
    for match in pattern.finditer(view.text):
        before = view.text[at : match.start()]
        if match.start() > at and (not before.endswith(")") or _NOTE.search(before)):
            yield view[at : match.start()].stripped()
            at = match.end()
    if view[at:].stripped():
        yield view[at:].stripped()


def _is_capitals(text: str) -> bool:
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
    if office_length(folded) == len(folded.rstrip(" .:")):
        return head.text[:1].isupper()
    if _is_capitals(head.text) and len(folded) <= 70 and body_at(folded):
        return not folded.rstrip().endswith(";")  # as an item of the list does
    return _is_capitals(head.text) and bool(starts_authority(folded) or _office_opens(folded))


def _office_opens(folded: str) -> bool:
    length = office_length(folded)
    return bool(length) and len(folded) - length <= 60 and not folded.rstrip().endswith((":", ",", ";"))


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
            yield Token("authority" if is_body else "office", chunk)
            continue
        office = _office_in_authority(aligned_fold(chunk.text))
        yield Token("authority", chunk[:office].stripped())
        if office < len(chunk.text):
            yield Token("office", chunk[office:].stripped())


def _office_in_authority(folded: str) -> int:
    """Where the signatory's own office begins behind an authority on the same line."""
    abbreviation = re.match(r"(?:t/m|k/t|t/l|tm|kt|tl|tuq|q)[./]?\s*", folded)
    at = abbreviation.end() if abbreviation else 0
    at += office_length(folded[at:]) or (body_at(folded[at:]) or (None, 0))[1]
    while further := re.match(r",\s*(?=\w)", folded[at:]):
        length = office_length(folded[at + further.end() :])
        if not length:
            break
        at += further.end() + length  # "KT. BỘ TRƯỞNG, CHỦ NHIỆM": of two offices in one hand
    for space in re.finditer(r"\s+", folded[at:]):
        start = at + space.end()
        if office_length(folded[start:]) and start > 4 and not folded[:start].endswith((" ban ", " doan ")):
            return start
    return len(folded)
