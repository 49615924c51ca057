"""Type, subject and the lines that name the issuer in a document's heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from generator.extract.found import Found, stated
from generator.knowledge.bodies import body_at
from generator.knowledge.doctypes import heading_type
from generator.knowledge.loader import load_yaml
from generator.knowledge.places import find_units
from generator.knowledge.signing import office_length
from generator.parts import Line
from generator.text import View, aligned_fold, fold, joined


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading states; ``issuer`` is the words that name who issues, without ``CỦA``;
    ``rest`` the lines with number or date in them."""

    type: Found | None = None
    subject: Found | None = None
    issuer: View | None = None
    rest: tuple[View, ...] = ()


_SUBJECT = re.compile(r"(?:^|\s)(?:v[ềè]|v/v)\s", re.IGNORECASE)


def heading_of(lines: Sequence[Line], source: str, *, is_headline: bool = False) -> Heading:
    """What the lines of a heading state. A web page's ``is_headline`` opens with the type in its
    running words (``Chỉ thị về tăng cường …``)."""
    if not lines:
        return Heading()
    found = heading_type(lines[0].folded)
    if found is None:
        return Heading()
    doc_type, end = found
    title = lines[0].view
    lead = len(title.text) - len(title.text.lstrip(" .:*-–_“”\"'"))
    type_found = stated(
        doc_type.name, title[lead:end], source, "headline-type" if is_headline else "heading-type"
    )
    views = [
        view for view in (title[end:].stripped(), *(line.view for line in lines[1:])) if _has_words(view)
    ]
    issuer, subject, rest = _parted(views)
    whole = joined(subject).stripped() if subject else None
    if whole:
        trimmed = len(whole.text.rstrip(" .:*-–_~"))
        whole = whole[:trimmed]
    subject_found = stated(sentence_case(whole.text), whole, source, "heading-subject") if whole else None
    return Heading(type_found, subject_found, joined(issuer) if issuer else None, tuple(rest))


def _has_words(view: View) -> bool:
    return bool(view) and any(char.isalpha() for char in view.text)


def _parted(views: Sequence[View]) -> tuple[list[View], list[View], list[View]]:
    """Lines of the issuer, of the subject, and others (number and date) of a heading."""
    issuer: list[View] = []
    subject: list[View] = []
    rest: list[View] = []
    for view in views:
        folded = aligned_fold(view.text)
        if subject:
            subject.append(view)
        elif re.match(r"(?:so|s0)\s?[:.]?\s?\d|ngay\s+\d", folded) or folded.strip() in (
            "khan",
            "khan cap",
            "hoa toc",
        ):
            rest.append(view)
        elif (folded.startswith("cua ") or issuer) and not _SUBJECT.match(view.text):
            _take_issuer(view, issuer, subject, rest)
        elif _is_issuer_line(view):
            issuer.append(view)
        else:
            subject.append(view)
    return issuer, subject, rest


def _take_issuer(view: View, issuer: list[View], subject: list[View], rest: list[View]) -> None:
    """``CỦA BỘ TT&TT SỐ 07/2008/CT-BTTTT``, ``CỦA BAN THƯỜNG VỤ TỈNH ỦY về …``: the issuer up to
    where number or subject begins."""
    cut = re.search(r"\s(?:SỐ|Số|số)\s?[:.]?\s?\d", view.text)
    about = _SUBJECT.search(view.text)
    end = min((m.start() for m in (cut, about) if m), default=len(view.text))
    opening = 4 if aligned_fold(view.text).startswith("cua ") else 0
    if not issuer or _is_issuer_line(view) or opening:
        issuer.append(view[opening:end].stripped())
    else:
        subject.append(view)
        return
    if about and about.start() == end:
        subject.append(view[end:].stripped())
    elif cut:
        rest.append(view[end:].stripped())


def _is_issuer_line(view: View) -> bool:
    """A line in capitals that is a body or an office of one (``CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH``)."""
    folded = fold(view.text)
    if not view.text.isupper() or _SUBJECT.match(view.text):
        return False
    office = office_length(folded)
    found = body_at(folded) or (body_at(folded[office:].strip()) if office else None)
    return found is not None


@cache
def _proper_nouns() -> tuple[tuple[str, str], ...]:
    names = load_yaml("proper_nouns.yml")["names"]
    return tuple((name.lower(), name) for name in sorted(names, key=len))


def sentence_case(text: str) -> str:
    """A subject printed in capitals with a capital at its start and in the names it holds; other
    text as it is."""
    letters = [char for char in text if char.isalpha()]
    if not letters or sum(char.isupper() for char in letters) < 0.8 * len(letters):
        return text
    lowered = text.lower()
    for lower, name in _proper_nouns():
        lowered = re.sub(rf"(?<!\w){re.escape(lower)}(?!\w)", name, lowered)
    for start, end, unit in find_units(text, None):
        named = unit.name if len(unit.name) == end - start else text[start:end].title()
        lowered = lowered[:start] + named + lowered[end:]
    for symbol in re.finditer(r"\d+\S*/\S*[A-ZĐ]\S*", text):
        lowered = lowered[: symbol.start()] + symbol.group() + lowered[symbol.end() :]
    return lowered[:1].upper() + lowered[1:]
