"""What the lead of a news page says of the document below it: ``… vừa ban hành Chỉ thị số …``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.extract.citations.numbered import numbered_cites
from generator.extract.dates import dates_in
from generator.knowledge.doctypes import DocType, doc_types
from generator.text import aligned_fold
from generator.view import View


@dataclass(frozen=True, slots=True)
class Announced:
    """Type, number, date and subject that a lead gives, and the words that give them."""

    words: View
    type: str | None = None
    number: str | None = None
    date: str | None = None
    date_words: View | None = None
    subject: View | None = None


_ISSUES = re.compile(r"(?:ban hanh|ra|ky|(?<![a-z])co)\s+(?:van ban\s+)?")
_GROUNDS = re.compile(r"(?:thuc hien|thi hanh|can cu|theo|tai|quan triet|tinh than)\s+(?:cac\s+)?$")
"""What stands before an instrument on which the announced one rests."""
_ABOUT = re.compile(r"\sv(?:e|/v)(?: viec)?\s")


def announced(view: View, type_name: str | None) -> Announced | None:
    """The document that a lead announces: the first it cites, not as its ground, of the type that the
    headline names, else the first of which it says that it was issued."""
    text = view.text
    folded = aligned_fold(text)
    cites = numbered_cites(0, text, folded, [])
    told = (c for c in cites if c.number and not _GROUNDS.search(folded[: c.start]))
    cite = next((c for c in told if type_name is None or c.type == type_name), None)
    if cite and cite.number:
        words = view[cite.start : cite.end]
        day = next((found for found in dates_in(text) if found.iso == cite.date), None)
        return Announced(
            words=words,
            type=cite.type,
            number=cite.number.text,
            date=cite.date,
            date_words=view[day.start : day.end] if day else None,
            subject=_subject(view, folded, cite.tail),
        )
    issued = _issued_type(folded)
    if issued is None:
        return None
    doc_type, start, end = issued
    return Announced(view[start:end], doc_type.name, subject=_subject(view, folded, end))


def _issued_type(folded: str) -> tuple[DocType, int, int] | None:
    for match in _ISSUES.finditer(folded):
        for doc_type in doc_types():
            if folded.startswith(doc_type.folded, match.end()):
                return doc_type, match.end(), match.end() + len(doc_type.folded)
    return None


def _subject(view: View, folded: str, at: int) -> View | None:
    """``về …`` behind the document's name, to the end of the sentence."""
    about = _ABOUT.search(folded, max(0, at - 1), at + 60)
    if not about:
        return None
    stop = re.compile(r"[.:;](?=\s|$)|$").search(folded, about.end())
    end = stop.start() if stop else len(folded)
    return view[about.start() + 1 : end].stripped()
