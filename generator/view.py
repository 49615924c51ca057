"""A cleaned text that knows where in the source text each of its characters came from."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from generator.text import LOOK_ALIKES, has_look_alike, is_plain


class Run(NamedTuple):
    """A stretch of a view: ``length`` characters from ``at`` on stand for ``width`` of the source from
    ``start`` on. Where the two are equal they stand one for one. ``is_gap`` marks a space put in for
    what the source has between two views: layout, not text."""

    at: int
    start: int
    length: int
    width: int
    is_gap: bool = False


def _at(run: Run) -> int:
    return run.at


class Slice(NamedTuple):
    """Where a stretch of a view stands in the source text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class View:
    """A text made of stretches of a source text, cleaned; ``runs`` follow one another without holes."""

    text: str = ""
    runs: tuple[Run, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, part: slice) -> View:
        start, stop, _ = part.indices(len(self.text))
        if start == 0 and stop == len(self.text):
            return self
        if len(self.runs) == 1 and start < stop and (run := self.runs[0]).length == run.width:
            stretch = Run(0, run.start + start, stop - start, stop - start, run.is_gap)
            return View(self.text[start:stop], (stretch,))
        return View(self.text[start:stop], tuple(self._cut(start, stop)))

    def _cut(self, start: int, stop: int) -> Iterator[Run]:
        first = max(0, bisect_right(self.runs, start, key=_at) - 1)
        for run in islice(self.runs, first, None):
            if run.at >= stop:
                return
            left, right = max(run.at, start), min(run.at + run.length, stop)
            if run.length == run.width:
                yield Run(left - start, run.start + left - run.at, right - left, right - left, run.is_gap)
            else:
                yield Run(left - start, run.start, right - left, run.width, run.is_gap)

    def span(self, start: int, end: int) -> Slice:
        """The source span of ``text[start:end]`` (``start`` < ``end``)."""
        return Slice(self.offset(start), self._offset_after(end - 1))

    def offset(self, at: int) -> int:
        """Source offset of the character at ``at``."""
        run = self._run(at)
        return run.start + (at - run.at if run.length == run.width else 0)

    def _offset_after(self, at: int) -> int:
        run = self._run(at)
        return run.start + (at - run.at + 1 if run.length == run.width else run.width)

    def _run(self, at: int) -> Run:
        return self.runs[bisect_right(self.runs, at, key=_at) - 1]

    def index(self, offset: int) -> int:
        """The first character that stands at or after a source offset, the length where none does."""
        for run in self.runs:
            if run.start + run.width > offset:
                return run.at + (max(0, offset - run.start) if run.length == run.width else 0)
        return len(self.text)

    @property
    def start(self) -> int:
        """Source offset of the first character."""
        return self.runs[0].start

    @property
    def end(self) -> int:
        """Source offset after the last character."""
        last = self.runs[-1]
        return last.start + last.width

    def stripped(self) -> View:
        """The view without white space at its ends."""
        if not self.text[:1].isspace() and not self.text[-1:].isspace():
            return self
        left = len(self.text) - len(self.text.lstrip())
        return self[left : len(self.text.rstrip())]


def spanning(text: str, start: int, end: int) -> View:
    """A view of a source span as a whole, shown as ``text``, for evidence that needs no finer offsets."""
    return View(text, (Run(0, start, len(text), end - start),)) if text else View()


_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SPACE_RUN = re.compile(r"\s+")
_UNPRINTABLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1b\x7f-\x9f]+")


def view_of(source: str, start: int, end: int, dropped: Collection[tuple[int, int]] = ()) -> View:
    """The source text from ``start`` to ``end`` cleaned: NFC, look-alike letters mended, white space as
    single spaces, invisible and control characters and the ``dropped`` spans (absolute) left out; for a
    dropped line break (``<br>``) stands a space."""
    kept = _kept(source, start, end, dropped) if dropped else _identity(source, start, end)
    view = _composed(kept)
    if not is_plain(view.text):
        view = _single_spaced(_without(view, _UNPRINTABLE))
    return View(view.text.translate(LOOK_ALIKES), view.runs) if has_look_alike(view.text) else view


def _kept(source: str, start: int, end: int, dropped: Iterable[tuple[int, int]]) -> View:
    """The source text from ``start`` to ``end`` without the ``dropped`` spans."""
    pieces = []
    at = start
    for drop_start, drop_end in sorted(dropped):
        if drop_start > at:
            pieces.append(_identity(source, at, drop_start))
        if drop_start >= at and _BREAK.fullmatch(source, drop_start, drop_end):
            pieces.append(View(" ", (Run(0, drop_start, 1, drop_end - drop_start, True),)))
        at = max(at, drop_end)
    if end > at:
        pieces.append(_identity(source, at, end))
    return pieces[0] if len(pieces) == 1 else joined(pieces, "")


def joined(views: Iterable[View], separator: str = " ") -> View:
    """The views one after another. ``separator`` is ``""`` or one character, which then stands for
    what the source has between two views."""
    parts = [view for view in views if view.text]
    if len(parts) == 1:
        return parts[0]
    texts: list[str] = []
    runs: list[Run] = []
    at = 0
    for view in parts:
        if separator and texts:
            end = runs[-1].start + runs[-1].width
            runs.append(Run(at, end, 1, max(0, view.start - end), True))
            texts.append(separator)
            at += 1
        runs.extend([Run(run.at + at, *run[1:]) for run in view.runs] if at else view.runs)
        texts.append(view.text)
        at += len(view.text)
    return View("".join(texts), tuple(runs))


def _identity(source: str, start: int, end: int) -> View:
    return View(source[start:end], (Run(0, start, end - start, end - start),))


def _without(view: View, pattern: re.Pattern[str]) -> View:
    pieces = []
    at = 0
    for match in pattern.finditer(view.text):
        pieces.append(view[at : match.start()])
        at = match.end()
    return joined([*pieces, view[at:]], "") if pieces else view


def _composed(view: View) -> View:
    """The view in NFC: each letter with its marks is one run."""
    if unicodedata.is_normalized("NFC", view.text):
        return view
    pieces: list[View] = []
    at = 0
    for match in re.finditer(r".[\u0300-\u036f]+", view.text, re.DOTALL):
        if match.start() > at:
            pieces.append(view[at : match.start()])
        start, end = view.span(*match.span())
        pieces.append(spanning(unicodedata.normalize("NFC", match.group()), start, end))
        at = match.end()
    pieces.append(view[at:])
    whole = joined(pieces, "")
    return whole if unicodedata.is_normalized("NFC", whole.text) else _composed_slowly(view)


def _composed_slowly(view: View) -> View:
    """The same for scripts whose marks and letters compose in other ways."""
    pieces = []
    at = 0
    while at < len(view.text):
        stop = at + 1
        while stop < len(view.text) and not _stands_alone(view.text[at:stop], view.text[stop]):
            stop += 1
        pieces.append(spanning(unicodedata.normalize("NFC", view.text[at:stop]), *view.span(at, stop)))
        at = stop
    return joined(pieces, "")


def _stands_alone(before: str, char: str) -> bool:
    """Whether a character neither is a mark nor composes with what stands before it."""
    if unicodedata.combining(char):
        return False
    both = unicodedata.normalize("NFC", before + char)
    return both == unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", char)


def _single_spaced(view: View) -> View:
    pieces: list[View] = []
    at = 0
    for match in _SPACE_RUN.finditer(view.text):
        if match.group() == " ":
            continue
        pieces.append(view[at : match.start()])
        start, end = view.span(*match.span())
        pieces.append(View(" ", (Run(0, start, 1, end - start, True),)))
        at = match.end()
    return joined([*pieces, view[at:]], "") if pieces else view
