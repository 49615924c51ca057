"""Where the foot of a document stands: recipients, signature, certificate, and what ends a text below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.knowledge.bodies import body_at, names_body
from generator.knowledge.layout import has_motto, state_marked
from generator.knowledge.noise import noise_reason
from generator.knowledge.signing import (
    is_authority_in_small_letters,
    is_authority_word,
    is_signed_mark,
    is_whole_office,
    office_length,
    opens_recipients,
    person_name,
    signs_for_several,
    starts_authority,
)
from generator.parts import Line
from generator.segment.attachments import annex_at, annex_starts, has_label, is_titled_part
from generator.segment.numbering import marker
from generator.text import fold, share_of_vietnamese

_WHOLE = 120
"""Characters that a line with a whole signature takes at most."""
_PART_WITHIN = 40
"""Lines from a signature to the title of what stands behind it, with a certificate and a letterhead
between."""


def foot_start(lines: Sequence[Line]) -> int:
    """Where recipients and signature begin, the number of lines where there are none."""
    label = next((i for i, line in enumerate(lines) if has_label(line)), None)
    if label is None:
        first = next((i for i in range(len(lines)) if _signs(lines, i)), len(lines))
        while 0 < first < len(lines) and _leads_to_signature(lines[first - 1]):
            first -= 1
        return min(first, _unlabelled_list(lines))
    if (end := _end_of_unlabelled(lines, label)) is not None:
        return foot_start(lines[:end])
    start = label
    while start > 0 and label - start < 12 and _is_of_signature(lines, start - 1):
        start -= 1
    above = range(max(0, start - 8), start)
    return next((i for i in above if any(signs_for_several(fold(c.text)) for c in lines[i].columns())), start)


def _end_of_unlabelled(lines: Sequence[Line], label: int) -> int | None:
    """Where, above the first label, a document ends that has no list of recipients: a signature stands there,
    and right behind it the head of an attached part, whose list the label is of; ``None`` without such."""
    above = lines[:label]
    for i, line in enumerate(above):
        if len(line.text) > _WHOLE or not (_signs(above, i) or _heads_office(line)):
            continue
        near = above[: i + _PART_WITHIN]
        parts = annex_starts(near, i)
        end = min(parts[0][1] if parts else len(near), _form_start(near, i, len(near)))
        text = any(_is_text(other) for other in near[i + 1 : end])
        if end < len(near) and not text and _signs(lines[:end], i):
            return end
    return None


def _heads_office(line: Line) -> bool:
    return line.is_capitals and _heads_signature(line.folded)


def _unlabelled_list(lines: Sequence[Line]) -> int:
    """Where a list of recipients begins that lost its label, the number of lines where there is none: its
    first item says ``Như trên`` or ``Như Điều 2``, its last ``Lưu``."""
    for i, line in enumerate(lines):
        if (opens_recipients(line.folded) or _opens_beside_authority(lines, i)) and any(
            re.match(r"\W*luu\b", near.folded) for near in lines[i + 1 : i + _ABOVE]
        ):
            return i
    return len(lines)


_BULLET = re.compile(r"[-~–•+] ?\S")


def _opens_beside_authority(lines: Sequence[Line], i: int) -> bool:
    """Whether the line has an authority alone, behind what a stamp left of the label, and items of a list
    stand below it."""
    line = lines[i]
    speck = re.match(r"(?:\S{1,2} )?", line.text)
    words = line.text[speck.end() :] if speck else line.text
    below = lines[i + 1 : i + 3]
    return (
        len(words) <= _AUTHORITY
        and words.isupper()
        and starts_authority(fold(words))
        and len(below) > 1
        and all(_BULLET.match(near.text) for near in below)
    )


_AUTHORITY = 50
"""Characters that a line with an authority has at most."""


def _is_signature_line(line: Line) -> bool:
    """A short line of office, authority, mark of signing or name alone, or of several side by side, of
    which one may run over its line."""
    cells = [cell.text for cell in line.columns()]
    words = " ".join(cells)
    folded = fold(words)
    if len(folded) > 70:
        return _is_signature_row(line)
    if _is_ornament(line) or all(is_signed_mark(fold(cell)) for cell in cells) or person_name(words):
        return True
    if is_authority_in_small_letters(words):
        return True
    if line.is_capitals:
        of_state = folded.startswith("nuoc ") and has_motto(folded)  # "CHỦ TỊCH" stands over it
        return of_state or _heads_signature(folded) or names_body(folded)
    named = [person_name(cell) is not None for cell in cells]
    whole = (
        is_name or cell.istitle() or _heads_signature(fold(cell))
        for is_name, cell in zip(named, cells, strict=True)
    )
    return len(cells) > 1 and any(named) and all(whole)


def _is_signed_name(lines: Sequence[Line], i: int) -> bool:
    """``(Đã ký)`` and a name under or above it, of whom the text does not print the office."""
    pair = lines[i : i + 2]
    marked = [is_signed_mark(line.folded) for line in pair] if len(pair) == 2 else []
    return sum(marked) == 1 and all(
        mark or person_name(line.text) for mark, line in zip(marked, pair, strict=True)
    )


def _leads_to_signature(line: Line) -> bool:
    """A line without letters, or one in capitals of the authority that the signature goes on with: of the
    body signed for, or of ``TM.`` that a narrow column parted from it."""
    return (
        _is_ornament(line)
        or is_authority_in_small_letters(line.text)
        or (
            line.is_capitals
            and len(line.text) <= 70
            and (
                is_authority_word(line.folded) or starts_authority(line.folded) or bool(body_at(line.folded))
            )
        )
    )


def _is_ornament(line: Line) -> bool:
    return not any(char.isalnum() for char in line.text)


def _is_whole_signature(line: Line) -> bool:
    """``TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn An`` on one line, as flattened tables have
    it: authority or office in capitals, and a name behind them, in the same cell or the next."""
    cells = line.columns()
    if len(cells) == 2 and cells[0].text.isupper() and person_name(cells[1].text):
        return _heads_signature(fold(cells[0].text))
    words = cells[0].text.split() if len(cells) == 1 else []
    if not words or any(map(str.islower, words[0])):
        return False  # as most lines are
    names = (at for at in range(len(words) - 5, len(words) - 1) if at > 0)
    return any(
        " ".join(words[:at]).isupper()
        and _heads_signature(fold(" ".join(words[:at])))
        and person_name(" ".join(words[at:]))
        for at in names
    )


def _is_of_signature(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is of a signature, or carries on the offices side by side in the line above it."""
    if _is_signature_line(lines[i]):
        return True
    both = lines[max(0, i - 1) : i + 1]
    side_by_side = all(line.is_capitals and len(line.columns()) > 1 for line in both)
    return i > 0 and side_by_side and _is_signature_line(lines[i - 1])


def _is_signature_row(line: Line) -> bool:
    """A row of a table with a whole signature in each of its cells."""
    cells = line.columns() if line.table else ()
    heads = (starts_authority(folded) or office_length(folded) for folded in (fold(c.text) for c in cells))
    return len(cells) > 1 and all(heads) and all(len(c.text) <= 140 for c in cells)


def _heads_signature(folded: str) -> bool:
    return starts_authority(folded) or _is_office(folded)


def _is_office(folded: str) -> bool:
    length = office_length(folded)
    return bool(length) and len(folded) - length <= 40 and not folded.endswith((":", ",", ";"))


def _signs(lines: Sequence[Line], i: int) -> bool:
    """Whether a signature without recipients before it begins at line ``i``."""
    line = lines[i]
    if i > 0 and (_is_whole_signature(line) or _is_signed_name(lines, i)):
        return True
    if i == 0 or len(line.text) > 70:
        return False
    if _is_unlabelled_row(line):
        return True
    if len(line.columns()) == 1 and starts_authority(fold(line.columns()[0].text)) and line.is_capitals:
        return _signed_below(lines, i) or is_titled_part(lines, i + 1)
    spelt = is_authority_in_small_letters(line.text)
    plain = spelt or (line.text[:1].isupper() and is_whole_office(line.folded))
    if not (line.is_capitals or plain):
        return False
    heads = bool(body_at(line.folded)) and i + 1 < len(lines) and _is_office(lines[i + 1].folded)
    if not (starts_authority(line.folded) or _is_office(line.folded) or heads):
        return False
    return _signed_below(lines, i)


def _is_unlabelled_row(line: Line) -> bool:
    """``- Như Điều 3; | TM. ỦY BAN NHÂN DÂN``: a foot's row that lost the recipients' label, or the list too
    (``| KT. BỘ TRƯỞNG |``)."""
    cells = line.columns()
    if line.text.startswith("|") and len(cells) == 1:
        return cells[0].text.isupper() and starts_authority(fold(cells[0].text))
    if len(cells) != 2 or not cells[1].text.isupper() or not re.match(r"[-–•] ?nhu ", fold(cells[0].text)):
        return False
    return bool(_heads_signature(fold(cells[1].text)))


def _signed_below(lines: Sequence[Line], i: int) -> bool:
    """Whether a name or a mark of signing stands within the lines below, or the text ends there."""
    below = lines[i + 1 : i + 9]
    return len(lines) - i <= 3 or any(is_signed_mark(near.folded) or person_name(near.text) for near in below)


_BLANKS = re.compile(r"[.…_]{5}|…")
"""What a form leaves to be filled in."""
_ABOVE = 15
"""Lines above the recipients within which a signature may have slid up."""


def with_text_behind_signature(lines: Sequence[Line], foot: int) -> tuple[list[Line], int]:
    """The lines, and where the foot begins, with text that stands behind the signatory's name put before
    the signature: a text layer may print the signature above the last paragraphs."""
    start = foot if foot < len(lines) else None
    if start is not None and has_label(lines[start]):
        above = range(max(0, foot - _ABOVE), foot)
        signed_below = any(_signs(lines, i) for i in range(foot + 1, len(lines)))
        start = None if signed_below else next((i for i in above if _signs(lines, i)), None)
    end = _signature_end(lines, start) if start is not None else None
    if start is None or end is None:
        return list(lines), foot
    stop = foot if start < foot else _text_end(lines, end)
    if stop <= end or not _is_text(lines[end]) or not _carries_on(lines[:start], lines[end:stop]):
        return list(lines), foot
    return [*lines[:start], *lines[end:stop], *lines[start:end], *lines[stop:]], start + stop - end


def _signature_end(lines: Sequence[Line], start: int) -> int | None:
    """The line after the name of a signature that begins at ``start``."""
    for i in range(start, min(len(lines), start + 9)):
        if i > start and person_name(lines[i].text):
            return i + 1
        if not _is_signature_line(lines[i]):
            return None
    return None


def _text_end(lines: Sequence[Line], start: int) -> int:
    """Where text behind a signature ends: at an attached part, a certificate, or the recipients."""
    for i in range(start, len(lines)):
        line = lines[i]
        if has_label(line) or has_motto(line.folded) or state_marked(line.folded) or annex_at(lines, i):
            return i
    return len(lines)


def _is_text(line: Line) -> bool:
    """Whether a line is running text: a numbered point, the rest of a sentence, or a long one."""
    found = marker(line.text)
    return line.text[:1].islower() or bool(found and found.kind != "bullet") or len(line.text) > 70


def _carries_on(above: Sequence[Line], behind: Sequence[Line]) -> bool:
    """Whether text behind a signature goes on with the body above it: the number it opens with is the next
    of the body's, or the first of a list that the body's last line announces or heads. A form, with blanks
    to be filled in, does not."""
    if any(_BLANKS.search(line.text) for line in behind):
        return False
    found = marker(behind[0].text)
    if found is None or found.kind == "bullet":
        return True
    before = [other for line in above if (other := marker(line.text)) and other.kind == found.kind]
    if found.number in ("1", "I", "a"):
        return bool(above) and _opens_list(above[-1])
    if not found.number.isdigit():
        return bool(before)
    return bool(before) and before[-1].number.isdigit() and int(before[-1].number) == int(found.number) - 1


def _opens_list(line: Line) -> bool:
    """Whether a line ends with a colon, or is a numbered heading, which no mark ends."""
    found = marker(line.text)
    heads = found is not None and found.kind != "bullet" and line.text[-1:].isalnum()
    return heads or line.text.endswith(":")


def foot_end(lines: Sequence[Line], foot: int, end: int) -> int:
    """Where below the signature stands what is none of the document's: the certificate of an office that
    copied it (``SAO Y``), name and number first, or a form with a letterhead of its own."""
    own = (i for i in range(foot + 1, end) if state_marked(lines[i].folded) in ("copy", "extract"))
    form = _form_start(lines, foot, end)
    return min(_head_top(lines, next(own, end), foot, end), form)


def _form_start(lines: Sequence[Line], foot: int, end: int) -> int:
    """Where, below a signatory's name, a letterhead with its motto begins, ``end`` where none does."""
    for motto in (i for i in range(foot + 1, end) if has_motto(lines[i].folded)):
        if any(person_name(cell.text) for line in lines[foot:motto] for cell in line.columns()):
            return _head_top(lines, motto, foot, end)
    return end


def _head_top(lines: Sequence[Line], mark: int, foot: int, end: int) -> int:
    """The first line of the head that has ``mark`` in it."""
    start = mark
    while mark < end and start > foot + 1 and mark - start < 4 and _heads_certificate(lines[start - 1]):
        start -= 1
    return start


def _heads_certificate(line: Line) -> bool:
    return (
        has_motto(line.folded)
        or bool(re.match(r"so ?:", line.folded))
        or (line.is_capitals and bool(body_at(line.folded)))
    )


def web_end(lines: Sequence[Line], foot: int) -> int:
    """Where the page around a document goes on below it."""
    label = next((i for i in range(foot, len(lines)) if has_label(lines[i])), None)
    start = label if label is not None else 1
    ends = (i for i in range(start, len(lines)) if noise_reason(lines[i].folded, "end"))
    return next(ends, len(lines))


_BINARY = 0.7
"""A line with a smaller share of characters in which Vietnamese is written is none."""


def rubbish_start(lines: Sequence[Line], foot: int) -> int:
    """Where, below a foot, what a program could not convert begins: the bytes of a Word file's own tables
    read as text, and the single letters among them."""
    start = len(lines)
    for i in range(len(lines) - 1, foot, -1):
        line = lines[i]
        foreign = share_of_vietnamese(line.text) < _BINARY and not _is_row(line)
        among = len(line.text) <= 2 and (_is_ornament(line) or start == i + 1 < len(lines))
        if not (foreign or among or noise_reason(line.folded, "binary")):
            break
        start = i
    return start


def _is_row(line: Line) -> bool:
    """Whether a line is a row of a table, whose cells may be boxes to tick."""
    return line.table or (line.text.startswith("|") and line.text.endswith("|"))
