"""Lines to sections: letterhead, heading, body, foot, annexes, and what is not the document's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from generator.knowledge.bodies import find_body, names_body
from generator.knowledge.layout import about_length, has_motto, is_addressed, motto_spans
from generator.knowledge.noise import noise_reason
from generator.parts import Line, Sections
from generator.segment.attachments import annex_starts
from generator.segment.broken import rejoined
from generator.segment.feet import (
    foot_end,
    foot_start,
    rubbish_start,
    web_end,
    with_text_behind_signature,
)
from generator.segment.glued import unglued
from generator.segment.heads import (
    FAR,
    heading_end,
    letter_start,
    letterhead_below,
    letterhead_start,
    title_line,
    untitled_head,
)
from generator.segment.news import announcing_line, headline, is_given, lead_line, reporting_line
from generator.text import aligned_fold, fold


@dataclass(slots=True)
class _Work:
    """What is left of the lines while sections are taken off."""

    lines: list[Line]
    omitted: list[tuple[Line, str]] = field(default_factory=list)
    posted: Line | None = None

    def omit(self, start: int, end: int, reason: str) -> None:
        self.omitted.extend((line, reason) for line in self.lines[start:end])
        del self.lines[start:end]


def sections_of(lines: Sequence[Line]) -> Sections:
    """The sections of a raw text's lines; every line is in exactly one of them."""
    lines = rejoined(unglued(lines))
    top = _top(lines)
    is_web = _is_web(lines, top)
    work = _Work([])
    _take_noise(work, lines, top, is_web)
    title = title_line(work.lines)
    lead = None if title is not None else lead_line(work.lines)
    if title is not None:
        start = letterhead_start(work.lines, title) if is_web else 0
        work.omit(0, start, "web-furniture")
        return _with_title(work, title - start, is_web)
    if lead is not None:
        return _below_lead(work, lead)
    letter = next((i for i, line in enumerate(work.lines[:FAR]) if is_addressed(line.folded)), None)
    if letter is not None and not is_web:
        return _rest(work, work.lines[:letter], (), (), letter, is_web)
    if letter is not None and (above := letter_start(work.lines, letter)) is not None:
        work.omit(0, above, "web-furniture")
        letter -= above
        return _rest(work, work.lines[:letter], (), (), letter, is_web, has_title=True)
    if head := untitled_head(work.lines):
        start = letterhead_start(work.lines, head[0]) if is_web else 0
        work.omit(0, start, "web-furniture")
        letterhead, heading = (end - start for end in head)
        return _rest(work, work.lines[:letterhead], work.lines[letterhead:heading], (), heading, is_web)
    others = (i for i, line in enumerate(work.lines) if noise_reason(line.folded, "end"))
    above = next(others, len(work.lines))  # below it stand the headlines of other pages
    announced = not is_web and announcing_line(work.lines)
    news = headline(work.lines, above) if is_web else 0 if announced else reporting_line(work.lines)
    if news is None:
        return _rest(work, (), (), (), 0, is_web)
    work.omit(0, news, "web-furniture")
    given = announced and is_given(work.lines)
    return _rest(work, (), work.lines[:1], (), 1, is_web, has_title=given)


def _is_web(lines: Sequence[Line], top: int) -> bool:
    """Whether a text is a web page: it has two lines that only pages have; those of a box of particulars
    count above the title, as a list of documents in an annex may have them too."""
    seen = {
        line.folded
        for i, line in enumerate(lines)
        if line.furniture
        or noise_reason(line.folded, "page")
        or noise_reason(line.folded, "end")
        or (i < top and noise_reason(line.folded, "above") == "web-furniture")
    }
    return len(seen) >= 2


_SYMBOL_BELOW = re.compile(r"/\s?(?:\d{4}/)?[A-ZĐ]{2}")
_PAGE_NUMBER = re.compile(r"[-–—]?\s*(\d{1,3})\s*[-–—]?")
_TOP = 20
"""Lines that a site puts above a text at most, where neither title nor motto tells where the text begins."""


def _top(lines: Sequence[Line]) -> int:
    """How many lines stand above the title or, where none prints the type, above ``Kính gửi`` below the
    letterhead's motto, or above that."""
    quiet = (
        i
        for i, line in enumerate(lines)
        if not (noise_reason(line.folded, "above") or noise_reason(line.folded, "page"))
    )
    own = list(islice(quiet, FAR + 1))  # the line below the last may say the type again
    title = title_line([lines[i] for i in own])
    if title is not None:
        return own[title]
    motto = next((i for i in own[:FAR] if has_motto(lines[i].folded)), _TOP)
    return next((i for i in own[:FAR] if i > motto and is_addressed(lines[i].folded)), motto)


def _take_noise(work: _Work, lines: Sequence[Line], top: int, is_web: bool) -> None:
    page = 0
    for i, line in enumerate(lines):
        number = _PAGE_NUMBER.fullmatch(line.text)
        reason = noise_reason(line.folded, "anywhere") or (
            noise_reason(line.folded, "above")
            if i < top or (i < top + _HEADING and _is_stamp(line))
            else None
        )
        if number and not line.table and int(number.group(1)) in ((page + 1,) if page else (1, 2)):
            page = int(number.group(1))
            reason = "page-number"
        if is_web and reason is None:
            reason = "web-furniture" if line.furniture else noise_reason(line.folded, "page")
            if reason == "posting-date" and work.posted is None:
                work.posted = line
        if reason == "stamp" and i + 1 < len(lines) and _SYMBOL_BELOW.match(lines[i + 1].text):
            reason = None  # the figures of the document's number, of which the next cell has the symbol
        if (
            reason == "stamp"
            and line.folded.startswith("den")
            and _is_stamp_owner(work.lines, lines[i + 1 : top + 1])
        ):
            work.omitted.append((work.lines.pop(), reason))
        if reason:
            work.omitted.append((line, reason))
        else:
            work.lines.append(line)


_HEADING = 8
"""Lines that a heading has at most, type included, beside which a stamp may stand."""


def _is_stamp(line: Line) -> bool:
    """Whether a line opens as that of a stamp of incoming documents does."""
    return line.folded.startswith(("den so", "chuyen:")) or line.text.startswith("ĐẾN ")


_FIRST_WORDS = re.compile(r"\W*(?P<words>[^\W\d_]{2,}(?: [^\W\d_]{2,})*)")
"""The words that a line opens with, without what a stamp left behind them (``CỤC THUẾ ¿3b``)."""


def _is_stamp_owner(lines: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether the last line names the body that received a document, over its stamp: below the number and the
    place of the document's own letterhead, or first of all with that whole letterhead ``below`` it."""
    words = _FIRST_WORDS.match(lines[-1].text) if lines else None
    if words is None or not words["words"].isupper():
        return False
    owner = fold(words["words"])
    above = lines[max(0, len(lines) - 6) : -1]
    named = names_body(owner)
    first = len(lines) == 1 and any(_names_own_body(line) for line in below)
    return bool(named) and (
        first or any(re.search(r"(?<![a-z])ngay .*(?:thang|nam)\b", line.folded) for line in above)
    )


def _names_own_body(line: Line) -> bool:
    """Whether a line of a letterhead names a body, or has words before the motto: the left column's."""
    at = next((start for start, _ in motto_spans(line.folded)), 0)
    return bool(re.search(r"[a-z]{2,} [a-z]{2,}", line.folded[:at])) or find_body(line.folded) is not None


def _below_lead(work: _Work, lead: int) -> Sections:
    """A document given in full below the lead of a news page, whose headline may head it."""
    news = headline(work.lines, lead)
    if news is None:
        near = range(lead, max(-1, lead - 3), -1)
        announced = next((i for i in near if "ban hanh" in work.lines[i].folded), lead)
        work.omit(0, announced, "web-furniture")
        end = lead - announced + 1
        return _rest(work, (), (), work.lines[:end], end, True)
    work.omit(0, news, "web-furniture")
    end = lead - news + 1
    return _rest(work, (), work.lines[:1], work.lines[1:end], end, True)


def _subject_box(letterhead: Sequence[Line], lines: Sequence[Line], foot: int) -> range:
    """The lines of a letter's subject (``V/v …``) that stand in the foot, where programs put what was in a
    text box of the letterhead; none where the letterhead has a subject."""
    if any(about_length(aligned_fold(line.text), line.text) for line in letterhead):
        return range(0)
    start = next((i for i in range(foot, len(lines)) if lines[i].folded.startswith("v/v ")), len(lines))
    end = start + 1
    while start < end < len(lines) and lines[end].text[:1].islower():
        end += 1
    return range(start, min(end, len(lines)))


def _with_title(work: _Work, title: int, is_web: bool) -> Sections:
    if below := letterhead_below(work.lines, title):
        start, end = below
        letterhead = (*work.lines[:title], *work.lines[start:end])
        return _rest(work, letterhead, work.lines[title:start], (), end, is_web, has_title=True)
    start = heading_end(work.lines, title)
    return _rest(work, work.lines[:title], work.lines[title:start], (), start, is_web, has_title=True)


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
    foot = foot_start(lines)
    end = rubbish_start(lines, foot)
    work.omitted.extend((line, "binary") for line in lines[end:])
    lines, foot = with_text_behind_signature(lines[:end], foot)
    if is_web:
        end = web_end(lines, foot)
        work.omitted.extend((line, "web-furniture") for line in lines[end:])
        lines = lines[:end]
    if letterhead and not heading and lines and is_addressed(lines[0].folded):
        box = _subject_box(letterhead, lines, foot)
        letterhead = (*letterhead, *lines[box.start : box.stop])
        del lines[box.start : box.stop]
    annexes = annex_starts(lines, foot)
    first = annexes[0][1] if annexes else len(lines)
    bounds = [*(i for _, i in annexes), len(lines)]
    ended = foot_end(lines, foot, first)
    work.omitted.extend((line, "news-lead") for line in lead)
    return Sections(
        letterhead=letterhead,
        heading=heading,
        lead=lead,
        body=tuple(lines[: min(foot, first)]),
        foot=tuple(lines[foot:ended]),
        certificate=tuple(lines[ended:first]),
        annexes=tuple((kind, tuple(lines[i:j])) for (kind, i), j in zip(annexes, bounds[1:], strict=True)),
        omitted=tuple(work.omitted),
        posted=work.posted,
        is_web=is_web,
        has_title=has_title,
    )
