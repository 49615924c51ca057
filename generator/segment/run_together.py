"""A letterhead, a heading, a body or a foot that a text copy ran into one line, cut where each part of it
opens.

Text boxes, previews and some text layers put a page's lines one behind the other. The parts stand in the
order of Nghị định 30/2020/NĐ-CP, Phụ lục I, II, and open with words of their own: the motto, ``Số``, the
place and date, the type in capitals, ``Kính gửi``, ``Căn cứ``, ``Điều 1``, ``Nơi nhận``, ``KT.``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.knowledge.bodies import body_at
from generator.knowledge.doctypes import doc_types
from generator.knowledge.layout import motto_spans
from generator.knowledge.noise import noise_reason
from generator.knowledge.signing import office_length, starts_authority
from generator.parts import Line
from generator.text import aligned_fold, any_of, compiled, fold

_COLUMNS = 100
"""Characters of a line with the motto and a body beside it at most: a longer one holds more than a
letterhead's."""
_FOOT = 60
"""Characters of a line of a foot with the recipients' label and an office beside it at most."""
_STAMP = 60
"""Characters within which ``Kính gửi`` stands beside the stamp of who received the letter."""
_NUMBER = compiled(r"[Ss](?<!\w\w)ố\s?:?\s?(?=[\d…._]+[^\s]{0,3}\s?[-/])")
_DATED = compiled(r"ngày\s?\d{1,2}\s?tháng\s?\d{1,2}\s?năm\s?(?:19|20)\d{2}\.?(?=\s|[A-ZĐ])")
_ADDRESSED = compiled(r"(?<!\w)Kính gửi\s?:")
_ABOUT = compiled(r"(?<!\w)V/[vV] ")
_GROUNDS = compiled(r"(?<!\w)(?:- )?(?:Căn cứ|Chi[ểế]u) (?=[A-ZĐÀ-Ỹ])")
_STATES = compiled(
    r"\s(?=(?:thông báo|ban hành|xây dựng|hướng dẫn|đề nghị|yêu cầu|báo cáo|tổ chức|trân trọng) )"
)
"""Verbs with which a document's first sentence goes on behind the name of its issuer."""
_CAPITALS = compiled(r"\s+(?P<words>[A-ZĐÀ-Ỹ]{2,}(?:[ ,&-]+[A-ZĐÀ-Ỹ]{2,})*)(?= [A-ZĐÀ-Ỹ]?[a-zà-ỹđ])")
_SUBJECT_IN_CAPITALS = compiled(r"\s+VỀ [^a-zà-ỹđ]{20,400}(?= [A-ZĐÀ-Ỹ][a-zà-ỹđ]+ [a-zà-ỹđ])")
"""A subject in capitals behind the type, up to the first sentence."""
_TOLD = 3
"""Words at least by which running text names a body that the letterhead has."""
_ARTICLE = compiled(r"(?<=[.;:/HT] )Điều \d{1,3}\s?[.:]")
_RULE = re.compile(r"(?:[-–_*]\s?){3,}")
_RECIPIENTS = compiled(r"(?<=[./] )N[ơo]i nhận\s?:")
_AUTHORITY = compiled(r"(?<=[\s.;])(?:TM|KT|TL|TUQ)\.\s?(?=[A-ZĐÀ-Ỹ]{2})")
_SIGNED = compiled(r"\(\s?[Đđ]ã ký\s?\)")
_NAME_AND_HEAD = compiled(
    r"(?:(?<=\) )|(?<=[A-ZĐÀ-Ỹ]{2} ))(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+ ){1,4}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+"
    r"(?= [A-ZĐÀ-Ỹ]{2,} [A-ZĐÀ-Ỹ]{2})"
)
"""A name behind a mark of signing or an office, and words in capitals behind it."""


def seams(line: Line, *, heads: bool) -> Iterator[int]:
    """Where the parts of a line meet that were run together; none in a line that is one part. ``heads``
    tells that the line may be of the document's head."""
    if heads:
        yield from _head_seams(line)
    if len(line.text) <= _FOOT:
        return
    label = _RECIPIENTS.search(line.text) if "nhận" in line.text else None
    if label or ("nhận" in line.text and _opens_foot(line)):
        start = label.start() if label else 0
        yield start
        yield from (match.start() for match in _AUTHORITY.finditer(line.text, start))
        for match in (*_SIGNED.finditer(line.text, start), *_NAME_AND_HEAD.finditer(line.text, start)):
            yield from match.span()
    else:
        yield from _signature_seams(line.text)


def _signature_seams(text: str) -> Iterator[int]:
    """Where a signature begins, and its parts meet, right behind the mark that ends a document (``./.``)."""
    start = text.rfind("./. ") + len("./. ")
    folded = aligned_fold(text[start:]) if start > len("./. ") else ""
    office = office_length(folded)
    if starts_authority(folded) or (office and text[start : start + office].isupper()):
        yield start
        yield from (match.start() for match in _AUTHORITY.finditer(text, start))
        yield from (at for match in _SIGNED.finditer(text, start) for at in match.span())


def _opens_foot(line: Line) -> bool:
    return bool(_RECIPIENTS.match(f". {line.text}", 2))


def _head_seams(line: Line) -> Iterator[int]:
    text = line.text
    addressed = _ADDRESSED.search(text, 1, _STAMP) if "Kính gửi" in text else None
    if addressed and _is_stamp(text[: addressed.start()]):
        yield addressed.start()
    dated = _DATED.search(text)
    start = dated.end() if dated else 0
    opens = start + len(text[start:]) - len(text[start:].lstrip(" ()"))
    mottos = motto_spans(aligned_fold(text)) if len(text) > _COLUMNS else []
    # Where there is no letterhead, a type counts only if it opens what is behind the date.
    title = _title().search(text, start) if mottos else _title().match(text, opens)
    if title and title.start() == opens:
        yield from {dated.end() if dated else -1, title.end("draft")} - {-1}
    number = _NUMBER.search(text) if mottos else None
    if not mottos or not (dated or number):
        return
    # Place and date of another document may stand before the letterhead.
    close = mottos[0][1] + _COLUMNS
    mottos = [span for span in mottos if span[0] < (dated.start() if dated else close)] or mottos[:1]
    for span in mottos:
        yield from span
    end = max([*(span[1] for span in mottos), dated.end() if dated else 0])
    if number:
        yield number.start()
    if dated:
        yield dated.end()
    if title and title.start() >= end:
        yield from {title.start(), title.end("draft")} - {-1}
        end = title.end()
        yield from _named_behind(text, end)
        if subject := _SUBJECT_IN_CAPITALS.match(text, end):
            yield subject.end()
        yield from _statement(text, mottos[0][0], end)
    for opener in (_ABOUT, _ADDRESSED, _GROUNDS):
        if first := opener.search(text, end):
            yield first.start()
            if opener is _GROUNDS and title:
                yield from _decider(text, end, first.start())
    for rule in _RULE.finditer(text, end):
        yield from rule.span()
    yield from (match.start() for match in _ARTICLE.finditer(text, end))


def _is_stamp(beside: str) -> bool:
    """Whether words are what the stamp of who received a letter prints: its owner in capitals, or a label."""
    folded = fold(beside)
    return beside.isupper() or "stamp" in (noise_reason(folded, "above"), noise_reason(folded, "anywhere"))


def _named_behind(text: str, title: int) -> Iterator[int]:
    """Where the body or office that issues stands in capitals between the type and a subject in small letters
    (``NGHỊ ĐỊNH BỘ TRƯỞNG BỘ LAO ĐỘNG Tổ chức …``)."""
    capitals = _CAPITALS.match(text, title)
    if capitals:
        folded = aligned_fold(capitals["words"])
        if body_at(folded) or body_at(folded[office_length(folded) :].lstrip()):
            yield from capitals.span("words")


def _statement(text: str, motto: int, title: int) -> Iterator[int]:
    """Where, behind type and subject, the first sentence opens with the name of the body that the letterhead
    ends with left of the motto (``… tại Hà Nội Trường Đại học X thông báo …``)."""
    above = fold(text[max(0, motto - _COLUMNS) : motto]).split()
    for verb in _STATES.finditer(text, title):
        low = max(title, verb.start() - _COLUMNS)  # a longer name would not stand left of the motto
        words = [low + word.start() for word in re.finditer(r"(?<=\s)\S", text[low : verb.start()])]
        for at in words[:-_TOLD]:
            named = fold(text[at : verb.start()]).split()
            if text[at].isupper() and named == above[-len(named) :]:
                yield at
                return


def _decider(text: str, start: int, end: int) -> list[int]:
    """Where the body or office that decides begins, in capitals right above the grounds; the subject, which
    may name it too, stands before it."""
    words = [start + word.start() for word in re.finditer(r"(?<=\s)[^\W\d_]", text[start:end])]
    named = [at for at in words if text[at:end].isupper() and body_at(fold(text[at:end]).lstrip())]
    held = [at for at in words if named and at + office_length(fold(text[at:end])) + 1 == named[-1]]
    return [at for at in (held[:1] or named[-1:]) if at > start + 1]


@cache
def _title() -> re.Pattern[str]:
    """The type in capitals behind the date, a mark of a draft before it."""
    types = any_of(kind.name.upper() for kind in doc_types() if kind.title)
    return compiled(rf"(?<!\w)(?P<draft>DỰ THẢO\s+)?(?:{types})(?![A-ZĐÀ-Ỹ]{{2}})(?!\s?:)")
