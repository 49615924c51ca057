"""Citations by name: laws and codes, resolutions of a congress or a plenum; and bare short numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from generator.extract.citations.raw import RawCite
from generator.extract.dates import date_at
from generator.knowledge.citing import bare_numbers, named_forms
from generator.knowledge.doctypes import type_named
from generator.knowledge.laws import LawName
from generator.model import Form
from generator.numbers import Number
from generator.text import fold, slug

_YEAR = re.compile(r"(?:,? năm)? ((?:19|20)\d{2})(?![\d/])", re.IGNORECASE)
_DATE = re.compile(
    r",? (?:ban hành |(?:đã )?được Quốc hội (?:[^.;,]{0,80}? )?thông qua (?:tại kỳ họp thứ \S{1,5} )?)?"
    r"ng[àa]y\s?",
    re.IGNORECASE,
)
_ORDINALS = {
    "nhat": "1",
    "hai": "2",
    "ba": "3",
    "tu": "4",
    "bon": "4",
    "nam": "5",
    "sau": "6",
    "bay": "7",
    "tam": "8",
    "chin": "9",
    "muoi": "10",
}


def named_cites(
    passage: int, text: str, folded: str, laws: list[LawName], taken: list[RawCite]
) -> list[RawCite]:
    """Citations without number in a passage that do not overlap those ``taken``."""
    found = [_law(passage, text, law) for law in laws]
    for form in named_forms():
        for match in form.cited_in(text, folded):
            found.append(_formal(passage, match, form.key, form.type))
    free: list[RawCite] = []
    for cite in sorted(found, key=lambda c: (c.start, -c.end)):
        if not _overlaps(taken, cite.start, cite.end) and not (free and cite.start < free[-1].end):
            free.append(cite)
    return free


def _overlaps(taken: Sequence[RawCite], start: int, end: int) -> bool:
    """Whether a stretch runs into a citation; those ``taken`` are in order and apart."""
    at = bisect_right(taken, start, key=lambda cite: cite.start)
    return any(start < near.end and near.start < end for near in taken[max(0, at - 1) : at + 1])


def _law(passage: int, text: str, law: LawName) -> RawCite:
    name = text[law.start : law.end].strip(" ,")
    end, year, date = law.end, None, None
    if found := _YEAR.match(text, end):
        end, year = found.end(), found.group(1)
    elif (lead := _DATE.match(text, end)) and (day := date_at(text, lead.end())):
        end, date = day.end, day.iso
        year = date[:4] if date else None
    key = slug(law.name or name)
    return RawCite(passage, law.start, end, end, law.kind, Form.NAME, None, key, year, date, title=name)


def _formal(passage: int, match: re.Match[str], template: str, type_name: str) -> RawCite:
    groups = {name: slug(_ordinal(value)) if value else None for name, value in match.groupdict().items()}
    key = re.sub(
        r"-(?:khoa|lan-thu)-\{\w+\}", lambda m: m.group() if _filled(m.group(), groups) else "", template
    )
    key = key.format(**{name: value or "" for name, value in groups.items()}).strip("-")
    return RawCite(
        passage, match.start(), match.end(), match.end(), type_name, Form.NAME, name=key, title=match.group(),
        term=match.groupdict().get("term"), year=groups.get("year"),
    )  # fmt: skip


def _filled(part: str, groups: dict[str, str | None]) -> bool:
    name = part[part.index("{") + 1 : -1]
    return bool(groups.get(name))


def _ordinal(value: str) -> str:
    return _ORDINALS.get(fold(value), value)


def bare_cites(passage: int, folded: str, taken: list[RawCite]) -> list[RawCite]:
    """Short forms, a type and a number without symbol, that do not overlap those ``taken``. Which
    instrument is meant, only the document's other citations can tell."""
    found = []
    for match in bare_numbers(folded):
        doc_type = type_named(match["type"])
        if doc_type is None or _overlaps(taken, match.start(), match.end()):
            continue
        number = Number(match["digits"], match["year"], None, "", match["digits"])
        found.append(
            RawCite(
                passage,
                match.start(),
                match.end(),
                match.end(),
                doc_type.name,
                Form.SHORT,
                number,
                year=match["year"],
            )
        )
    return found
