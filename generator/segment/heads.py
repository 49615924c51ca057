"""Where the head of a document stands: letterhead, heading, or the lead of a news page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.knowledge.bodies import body_at, names_body, opens_unit
from generator.knowledge.citing import title_opener
from generator.knowledge.doctypes import heading_type
from generator.knowledge.layout import (
    about_length,
    has_motto,
    is_addressed,
    is_dangling,
    is_motto_piece,
    opens_body,
)
from generator.knowledge.signing import office_length
from generator.numbers import NUMBER_PATTERN
from generator.parts import Line
from generator.segment.numbering import marker
from generator.segment.specks import carries_on_behind_speck, opens_with_speck
from generator.text import aligned_fold, compiled

FAR = 60
"""A document's heading stands within this many lines of its start."""

_SCRAP = 4
"""Characters that what a stamp left on a line of its own has at most (``—À``): they are no item."""
_CENTRED = 6
"""Blanks that open a line set in the middle, more than those of a paragraph's first line."""


def title_line(lines: Sequence[Line]) -> int | None:
    """The line that prints the document's type as its heading."""
    mottos = [i for i, line in enumerate(lines[:FAR]) if has_motto(line.folded)]
    top = mottos[0] if mottos else 0  # above it, a law site lists what it knows of the document
    if any(is_addressed(line.folded) for line in lines[:top]):
        top = 0
    addressed = False
    for i, line in enumerate(lines[:FAR]):
        if line.folded.startswith("can cu "):
            return None  # grounds stand below the heading: there was none
        addressed = addressed or is_addressed(line.folded)
        if is_addressed(line.folded) and _is_letter(lines, i):
            return None
        colon = line.text.endswith(":") and not _below_letterhead(lines, i)
        found = None if colon else heading_type(line.folded.rstrip(" :"), line.text.rstrip(" :"))
        alone = found and line.is_capitals and found[1] >= len(line.folded.rstrip(" :"))
        if found and not alone and not heading_type(line.folded.rstrip(" :")):
            runs_on = _below_letterhead(lines, i) if line.is_capitals else _may_run_on(lines, i)
            found = found if not addressed and runs_on else None
        if found and (_in_menu(lines, i) or _is_in_box(lines, i)):
            continue
        if not found:
            item = marker(line.text) and len(line.text) > _SCRAP and not line.is_capitals
            if i > max(3, top) and item and not _is_number_line(line):
                return None
            continue
        doc_type, end = found
        words = line.text[: end + 1].strip(" .:*")
        if line.folded.strip(" .:*_-") == doc_type.folded and (words[:1].isupper() or line.strong):
            again = i + 1 < len(lines) and lines[i + 1].folded.strip(" .:*_-") == doc_type.folded
            return i + again if line.is_capitals else _in_capitals_below(lines, i) or i + again
        if _capitals(line.text[max(0, end - len(doc_type.folded)) : end]):
            return i
    return None


def _in_capitals_below(lines: Sequence[Line], i: int) -> int | None:
    """Where the type that line ``i`` has in small letters, as a site's list of particulars does, stands again
    in capitals, over the document itself; ``None`` where it does not, or line ``i`` is below a letterhead."""
    if _below_letterhead(lines, i):
        return None
    below = range(i + 1, min(len(lines), FAR))
    return next((j for j in below if lines[j].folded == lines[i].folded and lines[j].is_capitals), None)


def _may_run_on(lines: Sequence[Line], i: int) -> bool:
    """Whether a type with the subject behind it may head the document: one under the letterhead, or one above
    which and below which no letterhead has a type under it (``THÔNG BÁO Tuyển dụng`` in a site's menu)."""
    if _below_letterhead(lines, i):
        return True
    below = range(i + 1, min(len(lines), FAR))
    return not any(heading_type(lines[j].folded) and _below_letterhead(lines, j) for j in below)


def _is_letter(lines: Sequence[Line], addressed: int) -> bool:
    """Whether the letterhead over ``Kính gửi`` has the subject in it (``V/v``), as that of a letter has, or
    another letterhead stands below, over whatever title comes: that of what the letter forwards."""
    above = [(i, lines[i].text) for i in range(max(0, addressed - 8), addressed)]
    if any(about_length(aligned_fold(text), text) and _below_letterhead(lines, i) for i, text in above):
        return True
    further = any(has_motto(line.folded) for line in lines[addressed + 1 : FAR])
    return further and any(has_motto(lines[i].folded) for i, _ in above)


def _in_menu(lines: Sequence[Line], i: int) -> bool:
    """Whether a type stands among a site's headings, over the letterhead of a document with its own type:
    no sentence ends in between, as those of a document would whose annex has a letterhead."""
    if _below_letterhead(lines, i):
        return False
    for j in range(i + 1, min(len(lines), FAR)):
        if lines[j].text.endswith((".", ";", "./")):
            return False
        if heading_type(lines[j].folded) and _below_letterhead(lines, j):
            return True
    return False


def _is_in_box(lines: Sequence[Line], i: int) -> bool:
    """Whether a type stands under its label in the box that a law site prints over the text."""
    return i > 0 and bool(re.match(r"loai van ban ?:?$", lines[i - 1].folded.strip(" *|")))


def _below_letterhead(lines: Sequence[Line], i: int) -> bool:
    """Whether the few lines above have a number or the motto: a type with a colon there is no formula such
    as ``QUYẾT ĐỊNH:``, which stands below the grounds."""
    above = lines[max(0, i - 8) : i]
    grounds = any(line.text.endswith(";") or line.folded.startswith("can cu ") for line in above)
    return not grounds and any(_is_number_line(line) or has_motto(line.folded) for line in above)


def _capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) >= 0.8 * len(letters)


def letterhead_start(lines: Sequence[Line], title: int) -> int:
    """Where, above the title on a web page, the document's own letterhead begins."""
    for i in range(max(0, title - 25), title):
        line = lines[i]
        # The first word of a body may stand on a line of its own.
        words = " ".join(near.folded for near in lines[i : min(i + 2, title)])
        if has_motto(line.folded) or (line.is_capitals and body_at(words)):
            return i
        if re.match(r"so ?[:.]? ?[^\s/]*/", line.folded):
            return i
    return title


def letterhead_below(lines: Sequence[Line], title: int) -> tuple[int, int] | None:
    """Where a letterhead begins and ends that stands under type and subject, as Markdown headed by the
    document's name has it; ``None`` where the letterhead stands above them, or there is none."""
    if any(_is_number_line(line) or has_motto(line.folded) for line in lines[:title]):
        return None
    near = range(title + 1, min(len(lines), title + 8))
    start = next(
        (
            i
            for i in near
            if has_motto(lines[i].folded) or (lines[i].is_capitals and body_at(lines[i].folded))
        ),
        0,
    )
    end = start
    while start and end < len(lines) and end - start < 10 and _is_letterhead_line(lines[end]):
        end += 1
    return (start, end) if any(_is_number_line(line) for line in lines[start:end]) else None


def _is_letterhead_line(line: Line) -> bool:
    folded = line.folded
    if _is_number_line(line) or _is_of_letterhead(folded) or _is_rule(line):
        return len(line.text) < 90
    return line.is_capitals and names_body(folded)


def letter_start(lines: Sequence[Line], addressed: int) -> int | None:
    """Where, above ``Kính gửi`` on a web page, the letterhead of a letter given in full begins: it has the
    national motto in it."""
    start = letterhead_start(lines, addressed)
    return start if any(has_motto(line.folded) for line in lines[start:addressed]) else None


def untitled_head(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Ends of letterhead and heading where no line prints the type: a letterhead with its number, and
    lines in capitals below it (law sites drop the type's line), or those alone. ``None`` where there is no
    such head."""
    if subject := _subject_alone(lines[:8]):
        return 0, subject
    number = next((i for i, line in enumerate(lines[:15]) if _is_number_line(line)), None)
    if number is None:  # a pen or a stamp took it: place and date stand beside it
        number = next((i for i, line in enumerate(lines[:15]) if _PLACED.search(line.folded)), None)
    mottos = (has_motto(line.folded) or is_motto_piece(line.folded) for line in lines[: (number or 0) + 3])
    if number is None or not any(mottos):
        return None
    end = number + 1
    while end < min(len(lines), number + 6) and _is_of_letterhead(lines[end].folded):
        if re.match(r"\W*(?:can cu|xet|theo|thuc hien|thi hanh) ", lines[end].folded):
            break  # a ground, with the date of what it cites
        end += 1
    dated = (i for i in range(end, min(len(lines), number + 5)) if _DATED.match(lines[i].folded))
    end = next(dated, end - 1) + 1
    heading = end
    while heading < min(len(lines), end + 8) and lines[heading].is_capitals:
        heading += 1
    near = range(end, min(len(lines), end + 3))
    about = next((i for i in near if _ABOUT.match(lines[i].folded)), None)
    if heading == end and about is not None:
        return about, _about_end(lines, about)
    return end, heading


_ABOUT = re.compile(r"(?:\S{1,7} )?ve viec ")
"""The subject, where a stamp took the type above it, behind what it left."""


def _about_end(lines: Sequence[Line], about: int) -> int:
    """Where the subject ends that begins on that line."""
    end = about + 1
    while end < min(len(lines), about + 8) and _goes_on(
        lines[end], lines[end - 1], lines[end + 1 : end + 6], True
    ):
        end += 1
    return end


def _subject_alone(lines: Sequence[Line]) -> int:
    """How many lines in capitals open a text that lost its letterhead and type, with the verb that a subject
    opens with, right above the grounds; 0 where none do."""
    count = next((i for i, line in enumerate(lines) if not line.is_capitals), 0)
    opens = count and title_opener().match(lines[0].folded)
    return count if opens and lines[count].folded.startswith("can cu ") else 0


def _is_of_letterhead(folded: str) -> bool:
    """Whether a line under the number is of the letterhead's other column: motto, place and date."""
    return bool(re.search(r"(?<![a-z])ngay ", folded)) or has_motto(folded) or is_motto_piece(folded)


_DATED = re.compile(r"[a-z .-]{3,40}, ngay \d{1,2} thang \d{1,2} nam \d{4}\W*$")
"""Place and date on a line of their own, whatever damage stands between them and the number."""
_PLACED = re.compile(r"[a-z]{2}, ngay \S{0,4} ?thang \S{1,3} nam \d{4}\W*$")
_NUMBER_LABEL = re.compile(r"[^a-z0-9]{0,3}so ?(?P<mark>[:.])? ?")
_SPECK = re.compile(r"(?: \S{1,2})?")
_SYMBOL_ALONE = compiled(r".{0,10}[/-]\s?[A-ZĐ]{2}[A-ZĐa-z]{0,2}[-/][A-ZĐ]{2}")
"""The symbol of a number whose figures OCR lost, or that a form leaves blank."""


def _is_number_line(line: Line) -> bool:
    label = _NUMBER_LABEL.match(line.folded)
    number = NUMBER_PATTERN.match(line.text, label.end()) if label else None
    if label and label["mark"] and _SYMBOL_ALONE.match(line.text, label.end()):
        return True
    # The Party's letterheads have no mark behind "Số" (Hướng dẫn 36-HD/VPTW): then the line holds no more.
    return bool(label and number and (label["mark"] or _SPECK.fullmatch(line.text, number.end())))


_KIND = 2
"""Words behind a type that say of what kind it is, at most: the subject stands below them."""


def heading_end(lines: Sequence[Line], title: int) -> int:
    """Where the heading (type, issuer, subject) ends and running text begins."""
    found = heading_type(lines[title].folded, lines[title].text)
    rest = lines[title].folded[found[1] :].strip(" .:*-") if found else ""
    rest = re.sub(r"^(?:khan cap|khan|hoa toc) ?: ?", "", rest)
    rest = rest if re.search(r"[a-z]{3}|\d", rest) else ""  # specks of the paper
    subject = bool(rest) and not rest.startswith(("cua", "khan", "so ", "lien nganh", "lien tich", "lien so"))
    of_several = found is not None and found[0].folded.endswith(" lien bo")  # their names stand below
    i = title + 1
    while i < len(lines) and i - title <= 12:
        line, before = lines[i], lines[i - 1]
        if _is_rule(line):
            i += 1
            if subject:
                break
            continue
        quarter = before.folded.endswith(" quy")  # "quý" / "IV năm 2024"
        opens = (
            None
            if quarter or carries_on_behind_speck(lines, i, is_first=i == title + 1)
            else marker(line.text)
        )
        if opens and (not line.is_capitals or (subject and opens.kind == "roman")):
            break
        after = lines[i + 1 : i + 6]
        begun = i == title + 1 and 0 < len(rest.split()) <= _KIND  # "BÁO CÁO TỔNG KẾT" / "Công tác …"
        if not (
            quarter
            or _ends_period(line, before)
            or _goes_on(line, before, after, subject)
            or (begun and _is_set_apart(line, after))
        ):
            break
        subject = subject or not (_names_issuer(line) or (of_several and line.is_capitals))
        i += 1
    return i


def _goes_on(line: Line, before: Line, after: Sequence[Line], subject: bool) -> bool:
    """Whether a line still belongs to the heading above it."""
    folded = line.folded
    if line.is_capitals:
        return not (subject and opens_body(folded) and not before.is_capitals)
    if not subject:
        about = folded.startswith(("ve ", "v/v")) or line.text[:1].islower()
        return about or not opens_body(folded) or _is_set_apart(line, after)
    if (
        line.text[:1].islower()
        or opens_with_speck(line.text)
        or _leads_to_formula([line, *after])
        or _leads_to_addressees([line, *after])
    ):
        return True
    approved = before.folded.endswith(
        " phe duyet"
    )  # what, says the next line, be it "Đề án", "Để" once folded
    if opens_body(folded) and not approved and (line.gap >= before.gap or before.is_capitals):
        return False
    if line.strong and before.strong:
        return True
    if after and after[0].text.startswith("về ") and not before.text.endswith((".", ";", ":")):
        return True  # a body's name that runs on, between the instrument and what it is about
    whole = line.text.endswith((".", ":")) and line.text[:1].isupper()  # a sentence of its own
    if line.gap == 0 and before.text[-1:].isalnum() and not whole and _ends_block(after):
        return True  # blank lines part paragraphs here, and none parts these two
    if line.gap == 0 and min(line.indent, before.indent) >= _CENTRED:
        return True
    return is_dangling(before.folded, before.text) and not before.is_capitals and line.gap <= before.gap


def _ends_block(after: Sequence[Line]) -> bool:
    """Whether a blank line stands below, or below two lines more that end as no sentence does."""
    for i, line in enumerate(after[:3]):
        if line.gap > 0:
            return not any(above.text.endswith((".", ":", ";", "/")) for above in after[:i])
    return False


def _leads_to_formula(lines: Sequence[Line]) -> bool:
    """Whether a line, and one or two more, stand above the body or office that decides, in capitals, with the
    grounds right below it: all of that is of the heading."""
    for line, below in pairwise(lines[:4]):
        if line.is_capitals and _names_decider(line.folded):
            return below.folded.startswith(("can cu", "xet ", "theo de nghi"))
        under = line.folded.startswith(("theo ", "thuc hien "))  # with a decider below, no ground
        if line.text.endswith((".", ";", ":")) or (opens_body(line.folded) and not under):
            return False
    return False


def _leads_to_addressees(lines: Sequence[Line]) -> bool:
    """Whether a line and three more at most stand between the subject's first line and ``Kính gửi``: a
    report's or a proposal's subject runs up to that."""
    for i, line in enumerate(lines[:5]):
        if is_addressed(line.folded):
            return i > 0
        if line.text.endswith((".", ";", ":", "/")) or opens_body(line.folded) or has_motto(line.folded):
            return False
    return False


def _names_decider(folded: str) -> bool:
    folded = folded.lstrip("-–—_.: ")  # specks
    office = office_length(folded)
    words = folded[office:].strip()
    return body_at(words) is not None or bool(office and opens_unit(words))


_PERIOD = re.compile(r"(?P<of>giai doan|nam hoc|nhiem ky|nam)? ?\d{4}(?: ?[-–] ?\d{4})?\W*")


def _ends_period(line: Line, before: Line) -> bool:
    """``GIAI ĐOẠN`` / ``2011-2020``, ``NĂM HỌC 2020-2021``: the years that a line broke off."""
    years = _PERIOD.fullmatch(line.folded)
    if years and years["of"]:
        return line.gap <= before.gap and before.text[-1:].isalnum()
    return bool(years) and before.folded.endswith(("giai doan", "nam", "tu nam", "thoi ky"))


def _is_set_apart(line: Line, after: Sequence[Line]) -> bool:
    """Whether a line right below the type is the subject, though it opens as running text does (``Thực hiện
    công tác …`` of a plan): it and the lines that carry it on are few, end as no sentence does, and a blank
    line or, where blank lines part all, the opening of running text, or a point, follows."""
    for i, below in enumerate(after):
        before = after[i - 1] if i else line
        listed = before.text.endswith(",") and below.text[:1].islower() and below.gap == 0
        if len(before.text) > 160 or (before.text.endswith((".", ";", ":", ",", "/")) and not listed):
            return False
        opens = below.text[:1].isupper() and (marker(below.text) or opens_body(below.folded))
        if opens or below.gap > (before.gap if i else line.gap):
            return True
    return False


def _names_issuer(line: Line) -> bool:
    folded = line.folded
    return folded.startswith(("cua ", "so ", "so:", "ngay ")) or (line.is_capitals and _names_decider(folded))


def _is_rule(line: Line) -> bool:
    """A line of ornament, without a letter or figure; a circumflex alone counts as a letter to Unicode."""
    return not any(char.isalnum() for char in line.text.replace("ˆ", ""))
