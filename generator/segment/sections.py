"""Lines to sections: letterhead, heading, body, foot, annexes, and what is not the document's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.knowledge.bodies import body_at
from generator.knowledge.doctypes import heading_type
from generator.knowledge.layout import (
    annex_kind,
    has_motto,
    is_attached,
    is_dangling,
    is_news_lead,
    opens_body,
    state_marked,
)
from generator.knowledge.noise import noise_reason
from generator.knowledge.signing import (
    is_signed_mark,
    office_length,
    person_name,
    recipients_label_length,
    starts_authority,
)
from generator.parts import Line, Sections
from generator.segment.numbering import marker
from generator.text import fold


@dataclass(slots=True)
class _Work:
    """What is left of the lines while sections are taken off."""

    lines: list[Line]
    omitted: list[tuple[Line, str]] = field(default_factory=list)
    posted: Line | None = None

    def omit(self, start: int, end: int, reason: str) -> None:
        self.omitted.extend((line, reason) for line in self.lines[start:end])
        del self.lines[start:end]


_CENTRED = 6
"""Blanks that open a line set in the middle, more than those of a paragraph's first line."""
_FAR = 60
"""A document's heading stands within this many lines of its start."""


def sections_of(lines: Sequence[Line]) -> Sections:
    """The sections of a raw text's lines; every line is in exactly one of them."""
    is_web = _is_web(lines)
    work = _Work([])
    _take_noise(work, lines, is_web)
    title = _title(work.lines)
    lead = None if title is not None else _lead(work.lines)
    if title is not None:
        start = _letterhead_start(work.lines, title) if is_web else 0
        work.omit(0, start, "web-furniture")
        return _with_title(work, title - start, is_web)
    if lead is not None:
        return _below_lead(work, lead)
    letter = next((i for i, line in enumerate(work.lines[:_FAR]) if line.folded.startswith("kinh gui")), None)
    if letter is not None and not is_web:
        return _rest(work, work.lines[:letter], (), (), letter, is_web)
    headline = _headline(work.lines, len(work.lines)) if is_web else None
    if headline is None:
        return _rest(work, (), (), (), 0, is_web)
    work.omit(0, headline, "web-furniture")
    return _rest(work, (), work.lines[:1], (), 1, is_web)


def _is_web(lines: Sequence[Line]) -> bool:
    seen = {
        line.folded
        for line in lines
        if line.furniture or noise_reason(line.folded, "page") or noise_reason(line.folded, "end")
    }
    return len(seen) >= 2


def _take_noise(work: _Work, lines: Sequence[Line], is_web: bool) -> None:
    page = 0
    for line in lines:
        number = re.fullmatch(r"[-–—]?\s*(\d{1,3})\s*[-–—]?", line.text)
        reason = noise_reason(line.folded, "anywhere")
        if number and not line.table and int(number.group(1)) in ((page + 1,) if page else (1, 2)):
            page = int(number.group(1))
            reason = "page-number"
        if is_web and reason is None:
            reason = "web-furniture" if line.furniture else noise_reason(line.folded, "page")
            if reason == "posting-date" and work.posted is None:
                work.posted = line
        if reason:
            work.omitted.append((line, reason))
        else:
            work.lines.append(line)


def _title(lines: Sequence[Line]) -> int | None:
    """The line that prints the document's type as its heading."""
    for i, line in enumerate(lines[:_FAR]):
        found = heading_type(line.folded)
        if not found:
            if i > 3 and marker(line.text) and not line.is_capitals:
                return None
            continue
        doc_type, end = found
        words = line.text[: end + 1].strip(" .:*")
        if line.folded.strip(" .:*_-") == doc_type.folded and (words[:1].isupper() or line.strong):
            return i
        if (line.strong or line.mark or _capitals(line.text[:end])) and (_capitals(line.text[:end])):
            return i
    return None


def _capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) >= 0.8 * len(letters)


def _letterhead_start(lines: Sequence[Line], title: int) -> int:
    for i in range(max(0, title - 25), title):
        line = lines[i]
        if has_motto(line.folded) or (line.is_capitals and body_at(line.folded)):
            return i
        if re.match(r"so ?[:.]? ?\S*\d*\S*/", line.folded):
            return i
    return title


def _lead(lines: Sequence[Line]) -> int | None:
    return next((i for i, line in enumerate(lines[:_FAR]) if is_news_lead(line.folded)), None)


def _headline(lines: Sequence[Line], before: int) -> int | None:
    """The line of a web page that heads a document: it opens with a type's name."""
    for i in range(min(before, _FAR) - 1, -1, -1):
        if heading_type(lines[i].folded) and len(lines[i].text) > 15:
            return i
    return None


def _below_lead(work: _Work, lead: int) -> Sections:
    headline = _headline(work.lines, lead)
    if headline is None:
        work.omit(0, lead, "web-furniture")
        return _rest(work, (), (), work.lines[:1], 1, True)
    work.omit(0, headline, "web-furniture")
    between = lead - headline
    heading, lead_lines = work.lines[:1], work.lines[1 : between + 1]
    return _rest(work, (), heading, lead_lines, between + 1, True)


def _with_title(work: _Work, title: int, is_web: bool) -> Sections:
    start = _heading_end(work.lines, title)
    return _rest(work, work.lines[:title], work.lines[title:start], (), start, is_web, has_title=True)


def _heading_end(lines: Sequence[Line], title: int) -> int:
    """Where the heading (type, issuer, subject) ends and running text begins."""
    found = heading_type(lines[title].folded)
    rest = lines[title].folded[found[1] :].strip(" .:*-") if found else ""
    subject = bool(rest) and not rest.startswith(("cua", "khan", "so "))
    i = title + 1
    while i < len(lines) and i - title <= 12:
        line, before = lines[i], lines[i - 1]
        if _is_rule(line):
            i += 1
            if subject:
                break
            continue
        if marker(line.text) and not line.is_capitals:
            break
        if not _goes_on(line, before, lines[i + 1 : i + 2], subject):
            break
        subject = subject or not _names_issuer(line)
        i += 1
    return i


def _goes_on(line: Line, before: Line, after: Sequence[Line], subject: bool) -> bool:
    """Whether a line still belongs to the heading above it."""
    folded = line.folded
    if line.is_capitals:
        return not (subject and opens_body(folded) and not before.is_capitals)
    if not subject:
        close = line.gap == 0 and bool(after) and after[0].gap > 0
        return not opens_body(folded) or folded.startswith(("ve ", "v/v")) or line.text[:1].islower() or close
    if line.text[:1].islower():
        return True
    if opens_body(folded) and line.gap >= before.gap:
        return False
    if line.strong and before.strong:
        return True
    if line.gap == 0 and min(line.indent, before.indent) >= _CENTRED:
        return True
    return is_dangling(before.folded) and not before.is_capitals and line.gap <= before.gap


def _names_issuer(line: Line) -> bool:
    folded = line.folded
    return folded.startswith(("cua ", "so ", "so:", "ngay ")) or (
        line.is_capitals and body_at(folded) is not None
    )


def _is_rule(line: Line) -> bool:
    return bool(re.fullmatch(r"[-_=~*.–—\s]{3,}", line.text))


def _rest(
    work: _Work,
    letterhead: Sequence[Line],
    heading: Sequence[Line],
    lead: Sequence[Line],
    start: int,
    is_web: bool,
    *,
    has_title: bool = False,
) -> Sections:
    letterhead, heading, lead = tuple(letterhead), tuple(heading), tuple(lead)
    lines = work.lines[start:]
    foot = _foot_start(lines)
    if is_web:
        end = _web_end(lines, foot)
        work.omitted.extend((line, "web-furniture") for line in lines[end:])
        lines = lines[:end]
    annexes = _annex_starts(lines, foot)
    first = annexes[0][1] if annexes else len(lines)
    bounds = [*(i for _, i in annexes), len(lines)]
    copied = _certificate_start(lines, foot, first)
    work.omitted.extend((line, "news-lead") for line in lead)
    return Sections(
        letterhead=letterhead,
        heading=heading,
        lead=lead,
        body=tuple(lines[: min(foot, first)]),
        foot=tuple(lines[foot:copied]),
        certificate=tuple(lines[copied:first]),
        annexes=tuple((kind, tuple(lines[i:j])) for (kind, i), j in zip(annexes, bounds[1:], strict=True)),
        omitted=tuple(work.omitted),
        posted=work.posted,
        is_web=is_web,
        has_title=has_title,
    )


def _foot_start(lines: Sequence[Line]) -> int:
    """Where recipients and signature begin, the number of lines where there are none."""
    label = next((i for i, line in enumerate(lines) if _has_label(line)), None)
    if label is None:
        return next((i for i in range(len(lines)) if _signs(lines, i)), len(lines))
    start = label
    while start > 0 and label - start < 12 and _is_signature_line(lines[start - 1]):
        start -= 1
    return start


def _has_label(line: Line) -> bool:
    return any(recipients_label_length(fold(cell.text)) for cell in line.cells)


def _is_signature_line(line: Line) -> bool:
    """A short line of office, authority, mark of signing or name alone."""
    folded = line.folded
    if len(folded) > 70:
        return False
    if is_signed_mark(folded) or person_name(line.text):
        return True
    return line.is_capitals and (starts_authority(folded) or _is_office(folded) or bool(body_at(folded)))


def _is_office(folded: str) -> bool:
    length = office_length(folded)
    return bool(length) and len(folded) - length <= 40 and not folded.endswith((":", ",", ";"))


def _signs(lines: Sequence[Line], i: int) -> bool:
    """Whether a signature without recipients before it begins at line ``i``."""
    line = lines[i]
    if i == 0 or not line.is_capitals or len(line.text) > 70:
        return False
    heads = bool(body_at(line.folded)) and i + 1 < len(lines) and _is_office(lines[i + 1].folded)
    if not (starts_authority(line.folded) or _is_office(line.folded) or heads):
        return False
    below = lines[i : i + 9]
    return (
        any(is_signed_mark(near.folded) or person_name(near.text) for near in below[1:])
        or len(lines) - i <= 3
    )


def _certificate_start(lines: Sequence[Line], foot: int, end: int) -> int:
    """Where a copying office certifies (``SAO Y``) below the signature, its name and number first."""
    mark = next(
        (i for i in range(foot + 1, end) if state_marked(lines[i].folded) in ("copy", "extract")), end
    )
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


def _web_end(lines: Sequence[Line], foot: int) -> int:
    """Where the page around a document goes on below it."""
    label = next((i for i in range(foot, len(lines)) if _has_label(lines[i])), None)
    start = label if label is not None else 1
    ends = (i for i in range(start, len(lines)) if noise_reason(lines[i].folded, "end"))
    return next(ends, len(lines))


def _annex_starts(lines: Sequence[Line], foot: int) -> list[tuple[str, int]]:
    """Kind and first line of each part after the signature."""
    starts: list[tuple[str, int]] = []
    i = foot + 2
    while i < len(lines):
        kind = _annex_at(lines, i)
        if kind and (kind != "regulation" or not starts):
            begin = _annex_letterhead(lines, i, starts[-1][1] if starts else foot + 2)
            starts.append((kind, begin))
            i += 2
        i += 1
    return starts


def _annex_at(lines: Sequence[Line], i: int) -> str | None:
    line = lines[i]
    kind = annex_kind(line.folded.strip(" .:*"))
    if kind is None or i + 1 >= len(lines):
        return None
    heads = line.is_capitals or line.strong or line.mark > 0
    if kind == "annex":
        return kind if heads or (len(line.text) < 25 and line.text[:1].isupper()) else None
    return kind if heads and any(is_attached(near.folded) for near in lines[i + 1 : i + 7]) else None


def _annex_letterhead(lines: Sequence[Line], i: int, floor: int) -> int:
    """The first line of a letterhead printed again over an attached part."""
    top = next((j for j in range(max(floor, i - 8), i) if has_motto(lines[j].folded)), i)
    while top > floor and top < i and lines[top - 1].is_capitals and body_at(lines[top - 1].folded):
        top -= 1
    return top
