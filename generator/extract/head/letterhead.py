"""Number, place, date and bodies of a letterhead, its two columns in whatever order they came.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.2–II.4; Hướng dẫn 36-HD/VPTW năm 2018.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.extract.dates import date_at
from generator.extract.found import Found, stated
from generator.extract.head import run_together
from generator.extract.head.about import ABOUT_INSIDE, ACRONYM, NUMBER_LABEL, subject_of
from generator.extract.head.broken_dates import ON, date_rest
from generator.extract.head.certified import without_certifier
from generator.extract.head.mottos import telling, without_motto_left, without_mottos
from generator.extract.head.narrow import unbroken
from generator.extract.head.place import PLACE, begins_name, place_before, place_start, whole_place
from generator.extract.head.sessions import before_session
from generator.extract.head.stamps import unstamped
from generator.knowledge.bodies import body_at, damaged_body, names_body, opens_unit, reads_as_unit
from generator.knowledge.doctypes import doc_types
from generator.knowledge.layout import state_marked
from generator.knowledge.places import find_units
from generator.numbers import NUMBER_PATTERN, parse_number
from generator.parts import Line
from generator.text import aligned_fold, any_of, compiled, fold
from generator.view import View, joined


@dataclass(frozen=True, slots=True)
class Damage:
    """A field that stands there and cannot be read: ``code`` of the diagnostic, what is printed,
    and where. A blank left in a form is one too."""

    code: str
    printed: str
    at: int


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a letterhead states; ``bodies`` are its bodies from the highest down, as printed."""

    number: Found | None = None
    date: Found | None = None
    place: Found | None = None
    bodies: tuple[View, ...] = ()
    subject: View | None = None
    damage: tuple[Damage, ...] = ()


_TYPED = re.compile(rf"(?:{any_of(kind.folded for kind in doc_types())}) (?=so\s?[:.])")
"""The type's name that some put before the label: ``Nghị quyết số: 11-NQ/TW``."""
_TORN_LABEL = compiled(r"[ốôồ]\s?:\s?(?=\d)")
"""The label without its first letter, which a stamp took."""
_NAMED_LETTER = compiled(r"Công văn số (?=\d\S* V/[vV] )")
"""A page's heading that names the letter under it, of which the page leaves the letterhead out."""
_SPECK_WIDTH = 5
"""Characters that specks before the label of a number take at most."""
_NUMBER_BEHIND = re.compile(r"\sSố\s?:?\s?(?=\d|[….]+\s?/)")
_TORN = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|[|{}@#^<>=*\\§]|^[^()]*\)|\([^()]*$")
"""What no line of a body's name has: letters run into figures, signs, a bracket alone."""
_SPECK_BEFORE = compiled(r"[^A-ZĐÀ-Ỹa-zà-ỹđ(/]{1,6}(?=[A-ZĐÀ-Ỹ]{2}|[a-zà-ỹđ]{2,4} [A-ZĐÀ-Ỹ]{2})")
_ODD_SUFFIX = re.compile(r"[^\da-eA-C]$")
"""A letter that no number put in between has (``12a``): a figure that OCR did not read."""
_SYMBOL_LEFT = re.compile(r"[-/]\s?[A-ZĐ]{2,}")
_BLANK_NUMBER = re.compile(r"[\s._…]*[-/]\s*[A-ZĐ]")
_SYMBOL_REST = re.compile(r"[A-ZĐ]{2,}[A-ZĐa-z0-9]*(?:-[A-ZĐ][A-ZĐa-z0-9]*)*")
"""The end of a symbol that a narrow column broke after a hyphen."""
_SYMBOL_CELL = re.compile(r"/\s?(?:\d{4}/)?[A-ZĐ]{2}")
"""The rest of a number whose figures stand in a cell of their own."""
_DAMAGED_LABEL = compiled(r"\W*[Ss](?:[ốôỐÔ]|\w(?=:)) ?\S* ?[/&-]")
"""A number of which OCR left neither colon nor figures (``Số MOOCT-TT&AT``, ``Số $12 /CT-KK``): no body."""
_BODY_BEHIND = re.compile(r"(?:(?<=/[A-ZĐ]{2})\.\s|(?<=[A-ZĐ]{2})\s[-–—]\s)([A-ZĐ]{2,}[A-ZĐa-z0-9]*)(?=\s*$)")
"""The rest of a symbol behind a stop or a dash with blanks: ``65/QĐ. SNV``, ``41/GDĐT – VP``."""
_TYPE_LOST = re.compile(r"\d{1,5}\s?/\s?[-–—]")
"""A number of whose symbol only the body is left: ``1281/-UBND``."""


_PLACE_AND_DATE = re.compile(r"[^\W\d][^\d,]{1,40}, ngay \d{1,2} thang \d{1,2} nam \d{4}\W*")


def letterhead_of(lines: Sequence[Line], source: str, last: View | None = None) -> Letterhead:
    """What the lines of a letterhead state; old documents have place and date in the ``last`` line above the
    signature instead."""
    printed = without_mottos([unstamped(cell) for line in lines for cell in line.columns()])
    cells = without_certifier([part for cell in telling(printed) for part in _apart(cell)])
    number, damage = _number(cells, source)
    date, place, more = _date_and_place(cells, source)
    if last and not (date or place or more) and _PLACE_AND_DATE.fullmatch(aligned_fold(last.text)):
        below = _dated((last,), 0, source)
        date, place = below[:2] if below and all(below[:2]) else (None, None)
    if number and _is_misread_year(number, date):
        at = number.evidence.start or 0
        damage = [Damage("damaged-number", number.evidence.quote or number.value, at)]
        number = None
    return Letterhead(number, date, place, _bodies(unbroken(cells)), subject_of(cells), (*damage, *more))


def _is_misread_year(number: Found, date: Found | None) -> bool:
    """Whether the year in the number is years from that of the date: OCR changed a figure of one."""
    parsed = parse_number(number.value)
    if date is None or parsed is None or parsed.year is None:
        return False
    return abs(int(parsed.year) - int(date.value[:4])) > 1


def _apart(cell: View) -> Iterator[View]:
    """A cell as it is, or cut before the number under a body, and before the place of a date that the
    other column ran into (``HUYỆN ỦY ĐỒNG VĂN Đồng Văn, ngày 12 …``)."""
    number = _NUMBER_BEHIND.search(cell.text)
    if number and (cell.text[: number.start()].isupper() or number.start() <= _SPECK_WIDTH):
        yield cell[: number.start()].stripped()
        cell = cell[number.start() :].stripped()
    on = ON.search(aligned_fold(cell.text))
    place = PLACE.search(cell.text, 0, on.start()) if on else None
    start = place_start(cell.text[: place.end("place")], place.start("place")) if place else 0
    if place and not begins_name(cell.text, start, cell.text[start : place.end("place")]):
        start = 0
    start = 0 if _is_told(cell.text[:start]) else start
    if on and not start and (before := _CAPITALS_FIRST.match(cell.text)) and before.end() < on.start():
        start = before.end()
    if start:
        yield cell[:start].stripped()
    yield cell[start:].stripped()


_CAPITALS_FIRST = compiled(r"(?:[A-ZĐÀ-Ỹ]{2,} )+(?=[^\w\s]|[A-ZĐÀ-Ỹ][a-zà-ỹđ])")
"""A name of the left column, in capitals, before a place that OCR left unreadable."""


def _number(cells: Sequence[View], source: str) -> tuple[Found | None, list[Damage]]:
    for i, cell in enumerate(cells):
        typed = _TYPED.match(aligned_fold(cell.text))
        cell = cell[typed.end() :] if typed else cell
        label = NUMBER_LABEL.match(aligned_fold(cell.text))
        if not label or not re.match(r"[^\w]*[SsŠ§$]", cell.text):
            continue
        value, printed = cell[label.end() :], cell.text
        if not value.text.strip() and i + 1 < len(cells):
            value = cells[i + 1]
            printed = f"{printed} {value.text}"
        elif value.text.isdigit() and i + 1 < len(cells) and _SYMBOL_CELL.match(cells[i + 1].text):
            value = joined((value, cells[i + 1]), "")
        elif value.text.endswith(("-", "/")):
            rest = next((cell for cell in cells[i + 1 : i + 4] if _SYMBOL_REST.fullmatch(cell.text)), View())
            value = joined((value, rest), "")
        found = _number_in(value, source)
        if found:
            return found, []
        if _SYMBOL_LEFT.search(value.text):
            code = "blank-number" if _BLANK_NUMBER.match(value.text) else "damaged-number"
            return None, [Damage(code, printed, cell.start)]
    for cell in cells:
        label = _TORN_LABEL.match(cell.text)
        cell = cell[label.end() :] if label else cell
        match = NUMBER_PATTERN.match(cell.text)
        parsed = parse_number(match.group()) if match else None
        if (
            match
            and parsed
            and not parsed.digits.startswith("00")
            and (parsed.type_code or parsed.is_party or re.fullmatch(r"TTg|CP|UB\w*", parsed.bodies))
        ):
            return stated(parsed.text, cell[match.start() : match.end()], source, "letterhead-number"), []
    named = (cell[len(head.group()) :] for cell in cells if (head := _NAMED_LETTER.match(cell.text)))
    return next((found for cell in named if (found := _number_in(cell, source))), None), []


def _number_in(value: View, source: str) -> Found | None:
    text = value.text
    apart = re.match(r"\s*(\d) (\d{1,2}\s?[-/])", text)
    match = NUMBER_PATTERN.match(text, re.match(r"\s*", text).end())  # type: ignore[union-attr]  # matches always
    if apart:
        match = NUMBER_PATTERN.match(text, apart.start(2))
    if not match:
        return None
    printed = (apart.group(1) if apart else "") + match.group()
    end = match.end()
    if rest := _BODY_BEHIND.match(text, end):
        printed, end = f"{printed}-{rest.group(1)}", rest.end()
    parsed = parse_number(printed)
    if parsed is None or _ODD_SUFFIX.search(parsed.digits) or parsed.digits.startswith("00"):
        return None  # of "3134/2008/…" the pen may have left "008/…"
    if parsed.type_code is None and _TYPE_LOST.match(printed):
        return None
    start = apart.start(1) if apart else match.start()
    return stated(parsed.text, value[start:end], source, "letterhead-number")


def number_in_words(view: View, source: str, rule: str) -> Found | None:
    """The first number after ``số``, or at the beginning, of a heading's line."""
    folded = aligned_fold(view.text)
    for match in NUMBER_PATTERN.finditer(view.text):
        parsed = parse_number(match.group())
        if parsed and re.search(r"(?:^|[^a-z])so\s?:?\s?$|^\W*$", folded[: match.start()]):
            return stated(parsed.text, view[match.start() : match.end()], source, rule)
    return None


def _date_and_place(cells: Sequence[View], source: str) -> tuple[Found | None, Found | None, list[Damage]]:
    """The first date with a place before it, else the first date; stamps bear dates without place."""
    found = [dated for i in range(len(cells)) if (dated := _dated(cells, i, source))]
    placed = (dated for dated in found if dated[1])
    return next(placed, found[0] if found else (None, None, []))


_GOES_ON = compiled(
    r"(?!,? (?:V/v|[Vv]ề ))(?:,? (?:[^\W\d_][^\s/:,]*,? ){3}[^:]*[.;:…]\W*$|, (?:[a-zà-ỹđ]\S* ){2})"
)
"""What a sentence has behind a date, and no letterhead has, which the date ends."""


_TELLING = 8
"""Words in small letters that no cell of a letterhead has before a place, but for a letter's subject."""


def _is_told(before: str) -> bool:
    """Whether the words before a place are of running text, such as the headline of another page above the
    letterhead of a saved one (``… đã làm việc với Hội Nông dân Việt Nam ngày 01/12/2022``)."""
    small = sum(word.islower() for word in before.split())
    return small >= _TELLING and not (ABOUT_INSIDE.search(f" {before}") or NUMBER_LABEL.match(fold(before)))


def _dated(
    cells: Sequence[View], i: int, source: str
) -> tuple[Found | None, Found | None, list[Damage]] | None:
    """Date and place of a cell with ``ngày`` in it, or what is damaged there."""
    cell = cells[i]
    on = ON.search(aligned_fold(cell.text))
    if not on or _is_told(cell.text[: on.start()]):
        return None
    further = date_rest(cells, i)
    rests = (
        [cells[further[0]][further[1] :].stripped()]
        if further
        else [c for c in cells[i + 1 : i + 3] if not NUMBER_LABEL.match(aligned_fold(c.text))]
    )
    whole = joined((cell, *rests))
    rest = whole.text[on.end() :]
    torn = on["torn"] is not None  # what took the end of the word may have taken figures of the day
    found = None if torn else date_at(whole.text, on.end() + len(rest) - len(rest.lstrip()))
    if found and _GOES_ON.match(cell.text, found.end):
        return None
    number = NUMBER_PATTERN.search(cell.text, 0, on.start())
    before = cell[number.end() if number else 0 : on.start()]
    place = place_before(before, cells[i - 1] if i and not number else None, source)
    place = whole_place(place, before, cells[i - 1] if i else None, source)
    if found and found.iso:
        return stated(found.iso, whole[on.start() : found.end], source, "letterhead-date"), place, []
    rest = fold(rest[:40])
    if found is None and not (place or re.search(r"thang|nam", rest)):
        return None
    blank = fold(on.group()) == "ngay" and re.match(r"[\s._…]*thang", rest)
    return None, place, [Damage("blank-date" if blank else "damaged-date", cell.text, cell.start)]


def date_in_words(view: View, source: str, rule: str) -> Found | None:
    """``NGÀY 30 THÁNG 12 NĂM 2008`` in a heading."""
    lowered = view.text.lower()
    on = re.search(r"ngày\s*", lowered)
    found = date_at(lowered, on.end()) if on and len(lowered) == len(view.text) else None
    if on is None or found is None or found.iso is None:
        return None
    return stated(found.iso, view[on.start() : found.end], source, rule)


def _bodies(cells: Sequence[View]) -> tuple[View, ...]:
    """The bodies that the left column names, each with the lines that carry it on."""
    groups: list[list[View]] = []
    numbered = dated = False
    for whole in cells:
        cell = run_together.parted(_without_speck(_from_body(without_motto_left(before_session(whole)))))
        folded = fold(cell.text)
        numbered = numbered or bool(NUMBER_LABEL.match(folded))
        dated = dated or bool(ON.search(folded))
        if (
            not cell
            or NUMBER_LABEL.match(folded)
            or _DAMAGED_LABEL.match(cell.text)
            or ON.search(folded)
            or not (_in_capitals(cell.text) or _is_half_capital(cell.text))
            or not cell.text[0].isalpha()
            or NUMBER_PATTERN.fullmatch(whole.text)
            or (ACRONYM.fullmatch(cell.text) and not body_at(folded))
            or state_marked(folded)
        ):
            continue
        opens = body_at(folded) or reads_as_unit(cell.text) or damaged_body(folded)
        if groups and numbered and dated:
            continue  # a heading that names no known type, or the owner of a stamp
        if groups and not opens and (_TORN.search(cell.text) or _is_scrap(cell.text)):
            continue  # of a stamp
        if not groups or (opens and not (_runs_on(groups[-1]) or _is_board(groups[-1], folded))):
            groups.append([])
        groups[-1].append(cell)
    return tuple(body for group in groups for body in _one_by_one(joined(group)))


def _is_half_capital(text: str) -> bool:
    """Whether OCR read the first word of a unit's name, and it alone, in small letters (``sở XÂY DỰNG``)."""
    first, _, rest = text.partition(" ")
    return first.islower() and rest.isupper() and len(rest) > len(first) and opens_unit(fold(text))


def _is_scrap(text: str) -> bool:
    """Whether a line is but short words without marks, of which no name of a place is (``SE IP``)."""
    return bool(re.fullmatch(r"[A-Z]{1,3}(?: [A-Z]{1,3})+", text)) and not find_units(text, None)


_RULED = re.compile(r"[._]{2}|_")


_WORD_START = re.compile(r"(?<=\s)(?=\S)")


_ACRONYMS = 7
"""Letters and blanks of scraps that look like a unit in short (``TT R``) at most."""


def _from_body(cell: View) -> View:
    """A cell from the body that it names in capitals, without what a stamp left before it (``Đo dài É UBND
    TỈNH HẬU GIANG``)."""
    text = cell.text
    if not any(map(str.islower, text)) or NUMBER_LABEL.match(fold(text)) or body_at(fold(text)):
        return cell
    for start in (match.start() for match in _WORD_START.finditer(text)):
        words = text[start:]
        if words.isupper() and " " in words and len(words) > _ACRONYMS and names_body(fold(words)):
            return cell[start:]
    return cell


_DASHES_BEHIND = re.compile(r"(?:\s[-–—]){2,}$")
_SCRAPS_BEHIND = compiled(
    r"(?<=[A-ZĐÀ-Ỹ]{2})[_'’.:,-]{0,3}(?:\s+[^\w\s()&–-]{1,3})*"
    r"\s+(?:[^\w\s()&–-]?[A-ZĐÀ-Ỹ]?[a-zà-ỹđ]{1,2}|[bcdđghklmnpqrstvx.]{3,8})(?:\s+[^\w\s()&–-]{1,3}|\s+\w|\s+[A-ZĐÀ-Ỹ]?[a-zà-ỹđ])*$"
)
"""What a stamp left behind a name in capitals: one or two small letters, or more without a vowel, and signs
and letters around them."""


def _without_speck(cell: View) -> View:
    """A cell without the quote or dash that OCR saw before its words, and the stop or rule behind them."""
    if scraps := _SCRAPS_BEHIND.search(cell.text) or _DASHES_BEHIND.search(cell.text):
        cell = cell[: scraps.start()]
    lead = _SPECK_BEFORE.match(cell.text)
    start = lead.end() if lead else 0
    words = cell.text.rstrip(" '‘’\"“”`´.:;~_")
    ruled = _RULED.search(cell.text, len(words))
    return cell[start : len(words.rstrip(" -–—") if ruled else words)].stripped()


def _one_by_one(view: View) -> Iterator[View]:
    """``BỘ TÀI CHÍNH TỔNG CỤC THUẾ`` on one line: the superior body and the one under it."""
    folded = aligned_fold(view.text)
    found = body_at(folded)
    end = found[1] if found else 0
    if not found or found[0].level != "central":
        units = find_units(view.text, None) if found or opens_unit(folded) else []
        end = units[0][1] if units else 0
    rest = folded[end:].lstrip()
    if end and rest and names_body(rest):
        yield view[:end].stripped()
        yield from _one_by_one(view[end:].stripped())
    else:
        yield view


def _runs_on(group: Sequence[View]) -> bool:
    """Whether the next line belongs to the name: it stopped short, or its first word stands alone. A dash
    behind a body named in full is what OCR made of the rule under it."""
    if ruled := re.fullmatch(r"(.*\S)\s*[-–_]+", group[-1].text):
        folded = fold(ruled.group(1))
        return (body_at(folded) or (None, 0))[1] != len(folded)
    return bool(re.search(r"(?:,| và| VÀ)$", group[-1].text)) or (
        len(group) == 1 and " " not in group[-1].text
    )


def _is_board(group: Sequence[View], below: str) -> bool:
    """Whether a line is but the name of a board of the Party, a union or the Front, whose body stands under
    it: ``below`` is that line folded."""
    words = fold(group[0].text) if len(group) == 1 else ""
    if words == "thuong truc":
        return below.startswith(("hdnd", "hoi dong nhan dan"))
    if words == "uy ban trung uong":
        return below.startswith("mat tran ")
    if words in ("ban chap hanh trung uong", "ban thuong vu trung uong", "trung uong"):
        return below.startswith("hoi ")
    return words in ("ban can su dang", "dang doan", "ban chap hanh", "dang uy", "ban quan ly")


def _in_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 2 and sum(char.isupper() for char in letters) >= 0.8 * len(letters)
