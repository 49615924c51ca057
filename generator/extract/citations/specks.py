"""Specks that paper and OCR leave within a citation, mostly at the ends of lines: ``số ' 2443/BC-UBND``,
``ngày _ 12/3/2019``, ``ngày 20 ' tháng 3 năm 2006``. A citation is read as if they were blanks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from generator.knowledge.doctypes import doc_types
from generator.text import any_of, compiled, nfc

_SPECK = r"[-.,:;'\"`´ˆ¬°_~|*“”‘’—–§]"
_RUN = rf"(?:\s?{_SPECK}){{1,5}}\s?"
_MAY = rf"\s?(?:{_SPECK}\s?){{0,3}}"
_MONTH = r"t[hl][^\W\d_]ng"
_YEAR = r"n[^\W\d_]m"
_FIGURES = r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d(?!\d)"
_IN_WORDS = rf"\d{{1,2}}\s?{_MONTH}\s?\d{{1,2}}\s?{_YEAR}\s?(?:19|20)\d\d(?!\d)"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without specks, and where each of its characters stands in the text as printed; ``None`` where
    there were none."""

    text: str
    places: tuple[int, ...] | None = None

    def start(self, at: int) -> int:
        """The place, in the text as printed, of what begins at ``at``."""
        return self.places[at] if self.places else at

    def end(self, at: int) -> int:
        """The place where what ends at ``at`` ends."""
        return self.places[at - 1] + 1 if self.places and at else at


@cache
def _torn_types() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A type of two words with a speck between them, before ``số``: ``Công - văn số``; and its end from a
    speck on, which is asked for first, as hardly any text has it."""
    pairs = [nfc(one.name).split() for one in doc_types()]
    first = any_of(form for pair in pairs if len(pair) == 2 for form in (pair[0], pair[0].lower()))
    second = any_of(form for pair in pairs if len(pair) == 2 for form in (pair[1], pair[1].capitalize()))
    end = rf"(?:{second})(?=\s[Ss]ố(?:\s|:))"
    return compiled(rf"(?<![^\W_])(?:{first})(?P<speck>{_RUN}){end}"), compiled(rf"{_SPECK}\s?{end}")


# Each pattern opens with the letter or sign that few places have, and looks behind it for the rest.
_BEFORE_NUMBER = compiled(rf"ố(?<=[Ss]ố)(?P<speck>{_RUN})(?=\d{{1,5}}[a-z]?[/-])")
_BEFORE_LISTED = compiled(
    r"[,;](?P<speck>\s?(?:[`'ˆ¬_.]\s?){1,3})(?=\d{1,5}[a-z]?/(?:(?:19|20)\d\d/)?[A-ZĐ]{2})"
)
_BEFORE_DATE = re.compile(
    rf"y(?<=ngày)(?P<speck>{_RUN})(?={_FIGURES}|\d{{1,2}}{_MAY}{_MONTH})", re.IGNORECASE
)
_BEHIND_SYMBOL = re.compile(
    rf"(?<=[A-ZĐ\d])(?P<speck>\s?[.'`ˆ:_-]{{1,2}}\s?)"
    rf"(?=(?:ngày|NGÀY){_MAY}(?i:{_FIGURES}|{_IN_WORDS})(?!,)|của [A-ZĐ])"
)
"""Behind a full stop that is one, the day opens a clause: a capital begins it, or a comma follows it."""
_ALONE = compiled(r" (?:(?<=[a-zà-ỹđ,;] )(?:['`´ˆ¬~]|_{1,2}) (?=\w)|(?<=[a-zà-ỹđ] )\. (?=[a-zà-ỹđ]))")
"""A sign that no words have between them; a point before a small letter."""
_TORN_DATE = re.compile(
    rf"\d{{1,2}}(?P<a>{_MAY}){_MONTH}(?P<b>{_MAY})\d{{1,2}}(?P<c>{_MAY}){_YEAR}(?P<d>{_MAY})(?:19|20)\d\d(?!\d)",
    re.IGNORECASE,
)
_ANY = re.compile(_SPECK)
_SIGNS = ("'", "`", "´", "ˆ", "¬", "~", "_")
_STOPS_BEHIND = (",.", ", .", ";.", "; .")
"""What a text has that ``_ALONE`` or ``_BEFORE_LISTED`` finds something in; hardly any has it."""


def without_specks(text: str) -> Cleaned:
    """The text with each run of specks in a citation's number or date as one blank."""
    runs: list[tuple[int, int]] = []
    has_sign = any(sign in text for sign in _SIGNS)
    if has_sign or " . " in text:
        runs += [match.span() for match in _ALONE.finditer(text)]
    if "ố" in text:
        runs += [match.span("speck") for match in _BEFORE_NUMBER.finditer(text)]
        torn, ending = _torn_types()
        if ending.search(text):
            runs += [match.span("speck") for match in torn.finditer(text)]
    if "/" in text and (has_sign or any(stop in text for stop in _STOPS_BEHIND)):
        runs += [match.span("speck") for match in _BEFORE_LISTED.finditer(text)]
    if "ngày" in text or "NGÀY" in text:
        runs += [match.span("speck") for match in _BEFORE_DATE.finditer(text)]
        runs += [match.span("speck") for match in _BEHIND_SYMBOL.finditer(text)]
    if "ng" in text or "NG" in text:
        for date in _TORN_DATE.finditer(text):
            runs += [date.span(part) for part in "abcd" if _ANY.search(date[part])]
    if not runs:
        return Cleaned(text)
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for start, end in sorted(set(runs)):
        if start < at:
            continue
        pieces += [text[at:start], " "]
        places += [*range(at, start), start]
        at = end
    pieces.append(text[at:])
    places += [*range(at, len(text)), len(text)]
    return Cleaned("".join(pieces), tuple(places))
