"""The site's Vietnamese words for the codes of the data, and how dates and names are written out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.collection import Head, Instrument
from generator.model import Listed, Profile
from generator.text import shortened

_ARTICLE = re.compile(r"dieu-(\w+)(?:\.(\d+))?(?:\.([a-z]+))?(?:-\d+)?")
_PARTS = {"phan": "Phần", "chuong": "Chương", "muc": "Mục"}
_NAMED_PART = re.compile(rf"({'|'.join(_PARTS)})-(\w+)(?:-\d+)?")
_ROMAN = re.compile(r"[ivx]+")
_WORDS = Path(__file__).with_name("words.yml")


@cache
def words() -> Mapping[str, Any]:
    """The content of ``words.yml``: tables from a code to the word a reader sees."""
    loaded: Mapping[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return loaded


def word(table: str, code: str) -> str:
    """The word for a code of ``table``; the code itself where the table has none."""
    return str(words()[table].get(code, code))


def long_date(iso: str) -> str:
    """``2023-05-02`` → ``ngày 02 tháng 5 năm 2023``: days below 10 and the months 1 and 2 take a
    zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.4). What is no date is left as it is."""
    day = _parsed(iso)
    if day is None:
        return iso
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(iso: str) -> str:
    """``2023-05-02`` → ``02/5/2023``, as citations and lists write it."""
    day = _parsed(iso)
    if day is None:
        return iso
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def _parsed(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def directive_name(directive: Profile | Listed) -> str:
    """How a document is called: by its number, else by its subject, else by its type alone."""
    kind = directive.type or "Văn bản"
    if directive.number:
        return f"{kind} số {directive.number}"
    if directive.subject:
        return f"{kind} {_continued(directive.subject)}"
    if directive.date:
        return f"{kind} không số {long_date(directive.date)}"
    return f"{kind} không số"


def reference(directive: Profile | Listed) -> str:
    """A document as one cites it: type, number, date, issuer and subject, as far as they are known
    (the order of Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6)."""
    pieces = [directive.type or "Văn bản"]
    if directive.number:
        pieces.append(f"số {directive.number}")
    if directive.date:
        pieces.append(long_date(directive.date))
    if directive.issuer:
        pieces.append(f"của {directive.issuer}")
    if directive.subject:
        pieces.append(_continued(directive.subject))
    return " ".join(pieces)


def page_title(directive: Profile) -> str:
    """The title of a document's page in a browser's tab: its name, shortened, and year."""
    year = f" ({directive.date[:4]})" if directive.date and directive.number else ""
    return shortened(directive_name(directive), 90) + year


def instrument_name(instrument: Instrument | Head) -> str:
    """How an instrument is called: type and number, or the name that texts cite it by, with its year
    where that tells it from others of the name (laws bear no number of this kind)."""
    if instrument.number:
        return f"{instrument.type} số {instrument.number}"
    name = instrument.title or next(iter(instrument.aliases), None)
    if name is None:
        return instrument.type
    if not name.casefold().startswith(instrument.type.casefold()):
        name = f"{instrument.type} {name}"
    year = instrument.period or ""
    return f"{name} năm {year}" if len(year) == 4 and year.isdecimal() and year not in name else name


def in_words(number: int) -> str:
    """A count in a sentence: in words up to ten, in figures above."""
    names = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
    return names[number] if number < len(names) else f"{number:,}".replace(",", ".")


def _continued(subject: str) -> str:
    """A subject as it follows the type in a sentence: ``Về việc …`` → ``về việc …``."""
    opens_so = subject.casefold().startswith(("về ", "v/v"))
    return subject[0].lower() + subject[1:] if opens_so else f"– {subject}"


def point(anchor: str) -> str:
    """The place in a document that an anchor is of, as one cites it: ``khoản 1 Điều 3``, ``mục II.2``."""
    if article := _ARTICLE.fullmatch(anchor):
        number, clause, letter = article.groups()
        letter = f"điểm {letter.replace('dd', 'đ')} " if letter else ""
        return f"{letter}{f'khoản {clause} ' if clause else ''}Điều {number}"
    if named := _NAMED_PART.fullmatch(anchor):
        return f"{_PARTS[named[1]]} {_numbered(named[2])}"
    first, *rest = re.sub(r"-\d+$", "", anchor).split(".")
    return "mục " + ".".join((_numbered(first), *(part.replace("dd", "đ") for part in rest)))


def _numbered(number: str) -> str:
    return number.upper() if _ROMAN.fullmatch(number) else number
