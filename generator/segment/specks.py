"""Signs alone, most at the ends of lines, as OCR reads specks of the paper and what shines through it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from generator.knowledge.layout import opens_body
from generator.model import Span
from generator.parts import Line
from generator.segment.numbering import marker
from generator.text import compiled, fold

_ENOUGH = 3
"""Lines that have them: a text with fewer has slips, no specks."""
_SHARE = 0.03
"""And which share of all lines they are: in print that was not scanned one in hundreds."""
_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_SIGN = r"[-–—~.,:;'‘’`´ˆ^_¬¦|°*\\!‹›<>=\"”]"
_DRAWN = r"[^\s\w]{0,3}([-~!<>=*|\\_])\1"
"""A sign twice that people draw with, or mark text up: ``-->``, ``~~~``, ``!!!``."""
_BEFORE = re.compile(rf"(?![\"”]+\s)(?!{_DRAWN}){_SIGN}{{1,4}}\s+")
_BEHIND = re.compile(rf"\s(?!{_DRAWN}){_SIGN}{{1,4}}$")
_AROUND_BULLET = re.compile(r"(?:[.,:;'‘’`´ˆ^_¬]{1,4})(?=[-–~•]\s)")
"""Specks that touch the bullet of an item (``..~ Các Thứ trưởng;``)."""
_AROUND_WORD = re.compile(r"(?!\.{3}[^._])[.:;,_]{1,6}(?=[^\W\d_]{2})")
"""Specks that touch the first word of a line (``.ngày 14/02/2023``)."""
_BULLETS = ("-", "–", "—", "~", "•", "·", "*", "+", ">", "=", "#")
_OF_TEXT = ("-", "–", "—", ".", ":", ";", ",", "!", "?", "%", "&", "+", '"', "”", "...")
"""What may end a line behind a blank: a typist's stop, the dash that the next line goes on behind."""
_BETWEEN_WORDS = re.compile(r"(?<=\w\s)[ˆ‹›¬_^‘’'`´°¦\\]{1,2}(?=\s\w)|(?<=\s)\.(?=\d)")
_QUOTES = "'‘’`"
_BEFORE_WORD = re.compile(rf"(?<=\s)[{_QUOTES}](?=\w)")
_STOPS = (".", ":", ";", ",")
_AWAITS = re.compile(r" (?:ngay|thang|nam|so|cua|va|cac|tai|theo)$")
"""Words behind which no sentence stops and no list opens: a stop there is a speck."""
_MOST = 4
"""Signs, each with blanks around it, at an end."""
_TAIL = 5
"""Characters of one of them with the blank before it at most."""
_RULE = re.compile(rf"[-–—_=*.\s]*$|\s*{_DRAWN}")


@lru_cache(maxsize=1)  # lines and ledger may ask it of the same text
def specks_of(text: str) -> tuple[Span, ...]:
    """Spans of the specks at the ends of lines, in order; none in a text that has but a few."""
    lines = [(match.start(), match.group()) for match in _LINE.finditer(text)]
    lines = [(start, raw) for start, raw in lines if not raw.isspace()]
    at_ends = [spans for start, raw in lines if (spans := _moved(_of_line(raw), start))]
    if len(at_ends) < max(_ENOUGH, _SHARE * len(lines)):
        return ()
    within = chain.from_iterable(_moved(_within(raw), start) for start, raw in lines)
    return tuple(sorted([*chain.from_iterable(at_ends), *within]))


def _moved(spans: Iterable[Span], by: int) -> list[Span]:
    return [(start + by, end + by) for start, end in spans]


def _of_line(raw: str) -> Iterator[Span]:
    """Where in a line its specks stand; all of a line that is nothing else."""
    whole = len(raw.rstrip())
    if raw[0].isalnum() and not _BEHIND.search(raw, max(0, whole - _TAIL), whole):
        return  # as most lines are
    if not any(map(str.isalnum, raw)):
        if len(raw.split()) <= _MOST and len(raw.strip()) <= 2 * _MOST and not _RULE.match(raw):
            yield 0, len(raw)
        return
    first = len(raw) - len(raw.lstrip())
    start, end = _end_of_lead(raw, first), _start_of_tail(raw)
    if "|" in raw[start:end]:
        return  # bars part the cells of a row
    if start > first:
        yield first, start
    if end < whole:
        yield end, len(raw)


def _within(raw: str) -> Iterator[Span]:
    """Where between words of a line specks stand, and before one a quote that nothing closes."""
    for sign in _BETWEEN_WORDS.finditer(raw):
        yield sign.span()
    before = [sign.span() for sign in _BEFORE_WORD.finditer(raw)]
    if len(before) == 1 and sum(map(raw.count, _QUOTES)) == 1:
        yield before[0]


def _end_of_lead(raw: str, first: int) -> int:
    """Where the words, or the bullet of an item, begin behind the specks."""
    at = before = first
    for _ in range(_MOST):
        sign = _BEFORE.match(raw, at)
        if sign is None:
            break
        before, at = at, sign.end()
    last = raw[before:at].rstrip()
    if last.endswith(_BULLETS):
        at = before + len(last) - 1
    touching = _AROUND_BULLET.match(raw, at) or _AROUND_WORD.match(raw, at)
    return touching.end() if touching else at


def _start_of_tail(raw: str) -> int:
    """Where the words end before the specks; a mark that ends a sentence stays, and a dash alone."""
    end = len(raw.rstrip())
    signs: list[str] = []
    at = end
    while len(signs) < _MOST and (sign := _BEHIND.search(raw, max(0, at - _TAIL), at)):
        signs.append(sign.group().strip())
        at = len(raw[: sign.start()].rstrip())
    if not signs or not raw[:at].strip():
        return end
    nearest = signs[-1]
    if nearest in _STOPS and _AWAITS.search(fold(raw[max(0, at - 20) : at])):
        return at
    follows_word = raw[at - 1].isalnum() or raw[at - 1] in ")]"
    if follows_word and nearest in _OF_TEXT and (len(signs) == 1 or nearest not in _BULLETS):
        return raw.index(nearest, at) + len(nearest)
    return at if nearest not in ('"', "”") else end


_SHORT = 12
"""Characters that a word which a line end parted from its heading has at most, with the dash before it."""
_DASHED = compiled(r"[-–—] ?[a-zà-ỹđ]{2}")
_DASH = compiled(r"[-–—] (?=[A-ZĐÀ-Ỹ])")


def opens_with_speck(text: str) -> bool:
    """Whether a dash stands before small letters, where a list has none."""
    return bool(_DASHED.match(text))


def carries_on_behind_speck(lines: Sequence[Line], i: int, *, is_first: bool) -> bool:
    """Whether a line of a heading begins with a speck that was read as a dash: small letters follow it, or it
    ``is_first``, right below the type, the line above ends with no mark, and the line below has no bullet, as
    those of a list have."""
    line, above, below = lines[i], lines[i - 1], lines[i + 1] if i + 1 < len(lines) else None
    if not (opens_with_speck(line.text) or (is_first and _DASH.match(line.text))):
        return False
    if not (above.text[-1:].isalpha() or len(line.text) < _SHORT):
        return False
    found = marker(below.text) if below else None
    return not opens_body(line.folded.lstrip("-–— ")) and (found is None or found.kind != "bullet")
