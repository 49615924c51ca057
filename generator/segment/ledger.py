"""Where every character of a source text went."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from generator.knowledge.split_words import split_spaces
from generator.model import Ledger, Omission, Repair, SourceText, Span
from generator.parts import Piece, Segmented
from generator.text import LOOK_ALIKE, LOOK_ALIKES, has_look_alike
from generator.view import View


def ledger_of(source: SourceText, parts: Segmented) -> Ledger:
    """Kept and omitted spans, which together cover each non-space character once, and the repairs."""
    text = source.text
    kept = _spans(_views(parts), text)
    reasons = sorted(
        [*((line.start, line.end, reason) for line, reason in parts.sections.omitted)]
        + [(mark.start, mark.end, mark.reason) for mark in parts.markup]
    )
    omitted = tuple(_merged(_omissions(text, kept, reasons), text))
    repairs = (*_joined(_pieces(parts), text), *_look_alikes(kept, text), *_unsplit(kept, text))
    return Ledger(tuple(kept), omitted, tuple(sorted(repairs, key=lambda r: (r.start, r.end))))


def _views(parts: Segmented) -> Iterator[View]:
    sections = parts.sections
    for line in chain(sections.letterhead, sections.heading, sections.foot, sections.certificate):
        yield line.view
    for piece in _pieces(parts):
        if piece.rows:
            yield from (cell for row in piece.rows for cell in row)
        else:
            yield piece.view


def _pieces(parts: Segmented) -> Iterator[Piece]:
    yield from parts.body
    for _, outline in parts.annexes:
        yield from outline


def _spans(views: Iterable[View], text: str) -> list[Span]:
    """Source spans of the views' characters, those parted only by white space as one."""
    stretches = sorted(
        (run.start, run.start + run.width) for view in views for run in view.runs if not run.is_gap
    )
    spans: list[Span] = []
    for start, end in stretches:
        if spans and (start <= spans[-1][1] or not text[spans[-1][1] : start].strip()):
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        elif text[start:end].strip():
            spans.append((start, end))
    return spans


def _omissions(text: str, kept: list[Span], reasons: list[tuple[int, int, str]]) -> Iterator[Omission]:
    """The stretches between those kept, split where the reason changes, without the blanks around them."""
    at = 0
    left = 0
    for start, end in [*kept, (len(text), len(text))]:
        while at < start:
            while left < len(reasons) and reasons[left][1] <= at:
                left += 1
            first, last, reason = reasons[left] if left < len(reasons) else (start, start, "")
            stop, said = (min(last, start), reason) if first <= at else (min(first, start), "invisible")
            yield from _inked(text, at, stop, said)
            at = stop
        at = max(at, end)


def _inked(text: str, start: int, end: int, reason: str) -> Iterator[Omission]:
    stretch = text[start:end]
    if stretch.strip():
        yield Omission(end - len(stretch.lstrip()), start + len(stretch.rstrip()), reason)


def _merged(omissions: Iterable[Omission], text: str) -> Iterator[Omission]:
    """What is omitted one after another for one reason as one stretch."""
    last: Omission | None = None
    for omission in omissions:
        if last and last.reason == omission.reason and not text[last.end : omission.start].strip():
            last = Omission(last.start, omission.end, last.reason)
            continue
        if last:
            yield last
        last = omission
    if last:
        yield last


def _joined(pieces: Iterable[Piece], text: str) -> Iterator[Repair]:
    for piece in pieces:
        for repair in piece.repairs:
            yield Repair(repair.start, repair.end, text[repair.start : repair.end], "", repair.rule)


def _unsplit(kept: Sequence[Span], text: str) -> Iterator[Repair]:
    starts = [start for start, _ in kept]
    for start, end in split_spaces(text):
        at = bisect_right(starts, start) - 1
        if at >= 0 and end <= kept[at][1]:
            yield Repair(start, end, text[start:end], "", "joined-word")


def _look_alikes(kept: Iterable[Span], text: str) -> Iterator[Repair]:
    for start, end in kept if has_look_alike(text) else ():
        for match in LOOK_ALIKE.finditer(text, start, end):
            yield Repair(
                match.start(), match.end(), match.group(), match.group().translate(LOOK_ALIKES), "look-alike"
            )
