"""Names of issuing bodies as written in full, from what is printed: capitals, abbreviations, marks lost."""

from __future__ import annotations

import re

from generator.knowledge.bodies import (
    abbreviated_department,
    body_at,
    department_spelt,
    named_alone,
    named_school,
    names_body,
    reads_as_unit,
    unit_words,
)
from generator.knowledge.places import find_units, unit_named, unit_of_seat
from generator.knowledge.signing import office_length, person_name, spelt
from generator.text import aligned_fold, compiled, fold, nfc

_DASH = re.compile(r"\s*[-–—](?:\s+|(?=bo ))")
"""Between the bodies of a joint document, ministries with or without blanks."""
_OFFICE_OF_SEVERAL = re.compile(r"van phong .*(?:hdnd|hoi dong nhan dan|dbqh|quoc hoi)")
"""``VĂN PHÒNG HĐND - UBND``: one office, which serves more than one council."""


_EXECUTIVE = re.compile(r"^BCH (?=[A-ZĐ])")
_GLUED_COUNCIL = re.compile(r"^(UBND|HĐND)(?=(?:TỈNH|HUYỆN|QUẬN|THỊ|XÃ|PHƯỜNG|TP)(?!\w))")


def full_name(printed: str) -> str:
    """A body as printed (capitals, abbreviations) by its full name: ``UBND TỈNH VĨNH LONG`` →
    ``Ủy ban nhân dân tỉnh Vĩnh Long``."""
    text = _SMALL.sub(lambda word: word.group().upper(), nfc(printed).strip(" .:*_-–,;"))
    first, _, rest = text.partition(" ")
    text = text.upper() if first.islower() and rest.isupper() else text
    text = _EXECUTIVE.sub("BAN CHẤP HÀNH ", text)
    pattern, full = abbreviated_department()
    if short := pattern.match(text):
        text = f"{short['unit'].upper()} {full[short['short']]}{text[short.end() :]}"
    text = _GLUED_COUNCIL.sub(r"\1 ", text)
    folded = aligned_fold(text)
    for dash in _DASH.finditer(folded):
        if _OFFICE_OF_SEVERAL.fullmatch(folded, 0, dash.start()):
            continue
        if names_body(folded) and names_body(folded[dash.end() :]):
            return f"{full_name(text[: dash.start()])}; {full_name(text[dash.end() :])}"
    found = body_at(folded)
    office = office_length(folded)
    if found is None and office:
        inner = body_at(folded[office:].lstrip())
        if inner:
            start = office + len(folded[office:]) - len(folded[office:].lstrip())
            held = re.sub(r"(?<=, )\w", lambda first: first.group().upper(), _cased(spelt(text[:office])))
            return f"{held} {inner[0].name}{_tail(text[start + inner[1] :])}"
    if found:
        name, rest = found[0].name, text[found[1] :]
        of_branch = name.endswith(("Đảng ủy", " Hội"))
        return f"{name}{_tail(rest, of_place=name.endswith(_OF_PLACE), of_branch=of_branch)}"
    return _cased(text)


_SMALL = compiled(r"(?<!\w)(?=\w*[A-ZĐÀ-Ỹ]{2})(?:[A-ZĐÀ-Ỹ]*[il][A-ZĐÀ-Ỹ]*)(?!\w)")
"""A word in capitals of which OCR read one for a small letter (``CHi MINH``)."""
_OF_PLACE = ("Huyện ủy", "Quận ủy", "Thị ủy", "Thành ủy", "Tỉnh ủy")
"""Committees behind which only the name of their place stands, without its class."""


def _tail(text: str, *, of_place: bool = False, of_branch: bool = False) -> str:
    """What follows a body's name: its class word in lower case, the name of the place as it is spelt."""
    text = text.strip(" .,")
    inner = body_at(aligned_fold(text))
    if inner:
        return f" {full_name(text)}"  # the Party committee of a ministry
    cased = _cased(text, opens=False)
    if of_branch and text.isupper() and not cased.startswith((*_CLASSES.values(), "thành phố", "các ")):
        cased = cased[:1].upper() + cased[1:]
    return f" {text.title() if of_place and cased == text.lower() else cased}" if text else ""


_PROVINCE_AT_END = re.compile(r" ((?:(?:tinh|thanh pho|tp\.?) |tp\.)[a-z]+(?: [a-z]+){0,3})$")
"""The province behind the name of a unit, of which OCR may have changed the marks."""
_CLASSES = {
    fold(word): word for word in ("tỉnh", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu")
}


_CITIES = {"thanh pho": "thành phố", "tp": "TP", "tp.": "TP."}
_CLASS_FIRST = re.compile(rf"({'|'.join((*_CLASSES, *_CITIES))})(?: (?=\w)|(?<=\.)(?=\w)|$)")


_OTHER_WORDS = ("quan", "xa", "phuong", "dac khu")
"""With other marks these are words of their own (``QUÂN SỰ``, ``XÃ HỘI``, ``PHƯƠNG``)."""


def _class_mended(text: str) -> str:
    """``TINH QUANG NAM`` → ``TỈNH QUẢNG NAM``: the class word of a place, and behind ``TỈNH`` the name, with
    the marks that OCR lost; they are known whatever it left of them."""
    at = _CLASS_FIRST.match(aligned_fold(text)) if text.isupper() else None
    if at is None:
        return text
    printed, word, name = text[: at.end(1)], (_CLASSES | _CITIES)[at.group(1)], text[at.end() :]
    if printed != word.upper() and at.group(1) in _OTHER_WORDS:
        return text
    if not name:
        return word.upper()
    names = (name, name.replace("L", "I")) if word not in tuple(_CLASSES.values())[1:] else ()
    unit = next((unit for one in names if (unit := unit_named(one, None, folded=True))), None)
    return f"{word.upper()} {unit.name.removeprefix('Thành phố ').upper() if unit else name}"


_BOARDS = ("Ban Chấp hành", "Ban cán sự đảng", "Đảng đoàn", "Đảng bộ", "Công đoàn")
"""Units behind which another body's whole name stands, that they are of."""
_LOCAL_AT_END = compiled(
    r"(?<!\w)(huyện|quận|thị xã|xã(?! hội)|phường|thị trấn|đặc khu) ([^\W\d_]+(?: [^\W\d_]+){0,3})$"
)
"""The district or commune at the end of a unit's name."""


def _numbered(printed: str, words: str) -> str:
    """Words in small letters with the Roman number of a region (``KHU VỰC XII``) as printed."""
    for number in re.finditer(r"(?<=KHU VỰC )[IVX]+(?!\w)", printed):
        words = words[: number.start()] + number.group() + words[number.end() :]
    return words


_REGION = re.compile(r"miền (?<=\bmiền )(bắc|trung|nam)\b")
_CAPITAL_CLASS = re.compile(r"^(Tỉnh|Thành phố|Huyện|Quận|Thị xã) ")


def _cased(text: str, *, opens: bool = True) -> str:
    """Words in capitals as running text has them; other text as it is."""
    text = _class_mended(text)
    if text.isupper() and (at := _PROVINCE_AT_END.search(aligned_fold(text))):
        text = text[: at.start(1)] + _class_mended(text[at.start(1) :])
    if not text.isupper():
        return _CAPITAL_CLASS.sub(lambda m: m.group().lower(), text) if not opens else text
    name, end = department_spelt(text)
    if name:
        return f"{name}{_tail(text[end:])}"
    words = _school_named(text.lower()).replace("việt nam", "Việt Nam")
    words = _REGION.sub(lambda at: f"miền {at[1].title()}", words)
    for acronym in re.finditer(r"(?<!\w)(?:UBND|[B-DĐF-HJ-NP-TV-XZ]{2,})(?!\w)", text):
        words = words[: acronym.start()] + acronym.group() + words[acronym.end() :]
    for start, end, unit in find_units(text, None):
        words = (
            words[:start]
            + (
                unit.name
                if len(unit.name) == end - start
                else re.sub(r"^Tp\b", "TP", text[start:end].title())
            )
            + words[end:]
        )
    words = _numbered(text, words)
    match = re.match(rf"({'|'.join(_CLASSES.values())}|thành phố) (.+)$", words)
    if match:
        name = match.group(2)
        return f"{match.group(1)} {name.title() if name.islower() or match.group(1) != 'tỉnh' else name}"
    for word in unit_words():
        if fold(words).startswith(fold(word) + " ") and reads_as_unit(words):
            if word in _BOARDS and body_at(aligned_fold(text[len(word) + 1 :])):
                return f"{word} {full_name(text[len(word) + 1 :])}"
            rest = _LOCAL_AT_END.sub(lambda at: f"{at[1]} {at[2].title()}", words[len(word) + 1 :])
            of_place = rest.split(" ")[0] in (*_CLASSES.values(), "khu", "các", "ngành", "thực")
            return f"{word} {rest if of_place else rest[:1].upper() + rest[1:]}"
    return words[:1].upper() + words[1:] if opens else words


def _school_named(words: str) -> str:
    """Words in small letters with capitals in the name behind the level of a school (``trường thpt chuyên Lê
    Quý Đôn``), where it is the name of a person or a place."""
    if alone := named_alone().match(words):
        return f"{alone.group()}{words[alone.end() :].title()}"
    level = named_school().match(words)
    name = words[level.end() :].title() if level else ""
    if level and (person_name(name) or unit_of_seat(name, None)):
        return f"{level.group()}{name}"
    return words


def place_words(body: str) -> str | None:
    """``tỉnh Vĩnh Long`` of a body printed with it."""
    units = find_units(body, None)
    if not units:
        return None
    kind = "thành phố" if re.search(r"THÀNH PHỐ|Thành phố|TP", body) else "tỉnh"
    name = units[0][2].name
    return name if name.startswith("Thành phố") else f"{kind} {name}"
