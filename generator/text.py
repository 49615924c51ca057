"""Vietnamese text on the ground floor: folding, slugs, and a view of a text that keeps its offsets."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

LOOK_ALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "\u2044": "/", "\u2215": "/", "\u2010": "-", "\u2011": "-"})
"""Code points that look like a letter or separator of Vietnamese numbers and are not it: eth for
đ, fraction and division slash, hyphens of other blocks."""


class _Unaccented(dict[int, str]):
    """Letter without its marks by code point, one for one, worked out at first need."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        bare = "D" if char in "ĐÐ" else "d" if char in "đð" else unicodedata.normalize("NFD", char)[0]
        self[code] = bare
        return bare


class _Folded(dict[int, str]):
    """The same in lower case."""

    def __missing__(self, code: int) -> str:
        bare = _UNACCENTED[code]
        lower = bare.lower()
        self[code] = lower if len(lower) == 1 else bare
        return self[code]


_UNACCENTED = _Unaccented()
_FOLDED = _Folded()


def nfc(text: str) -> str:
    """The text in Unicode NFC, the form of everything that is written but quotes."""
    return unicodedata.normalize("NFC", text)


def unaccented(text: str) -> str:
    """NFC text without diacritics and with d for đ, case kept; one code point for one."""
    return text.translate(_UNACCENTED)


def aligned_fold(text: str) -> str:
    """NFC text in lower case without diacritics, one code point for one, so that offsets hold."""
    return text.translate(_FOLDED)


def fold(text: str) -> str:
    """Lower case without diacritics, white space as single spaces: for comparing, never for showing."""
    return " ".join(aligned_fold(nfc(text)).split())


SLUG_LIMIT = 120

_MARKED = [chr(code) for code in range(0xC0, 0x1EFA) if unicodedata.normalize("NFD", chr(code))[0].isascii()]
_UPPER = "".join(char for char in _MARKED if char.isupper()) + "ĐƠƯ"
_LOWER = "".join(char for char in _MARKED if char.islower()) + "đơư"


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression in which, within brackets, ``À-Ỹ`` means the capitals that bear marks and
    ``à-ỹ`` the small letters: in Unicode these stand mixed."""
    return re.compile(pattern.replace("À-Ỹ", _UPPER).replace("à-ỹ", _LOWER), flags)


_NEW_STYLE = re.compile(r"([oOuU])([àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ])(?![a-zà-ỹA-ZÀ-Ỹ])")
_TO_FIRST = {
    second: (plain, tone)
    for plain, row in (("a", "àáảãạ"), ("e", "èéẻẽẹ"), ("y", "ỳýỷỹỵ"))
    for second, tone in zip(row, "\u0300\u0301\u0309\u0303\u0323", strict=True)
}


def spelling_key(text: str) -> str:
    """Lower case with the tone mark on the first vowel (``hoà`` → ``hòa``), one code point for one:
    both placements of the mark are one spelling, diacritics count."""
    lower = text.lower() if len(text.lower()) == len(text) else aligned_fold(text)

    def placed(match: re.Match[str]) -> str:
        plain, tone = _TO_FIRST[match[2]]
        return unicodedata.normalize("NFC", match[1] + tone) + plain

    return re.sub(r"(?<!q)" + _NEW_STYLE.pattern, placed, lower)


def slug(text: str) -> str:
    """ASCII slug of a name or number: ``19/CT-UBND`` → ``19-ct-ubnd``, ``Vĩnh Long`` → ``vinh-long``.

    At most ``SLUG_LIMIT`` characters: it names folders, and file systems take 255 bytes.
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:SLUG_LIMIT].strip("-")


def shortened(text: str, limit: int = 120) -> str:
    """The text cut at a word's end to at most ``limit`` characters, with ``…`` where cut."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


class Slice(NamedTuple):
    """Where a stretch of a view stands in the source text."""

    start: int
    end: int


_SPACE_RUN = re.compile(r"\s+")
_UNPRINTABLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1b\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class View:
    """A cleaned text that knows, character by character, where it came from in the source text.

    ``starts[i]`` and ``ends[i]`` are the source offsets of ``text[i]``; a space put in where layout
    broke a line stands for the white space between its neighbours.
    """

    text: str = ""
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> Slice:
        """The source span of ``text[start:end]`` (``start`` < ``end``)."""
        return Slice(self.starts[start], self.ends[end - 1])

    def __getitem__(self, part: slice) -> View:
        return View(self.text[part], self.starts[part], self.ends[part])

    def __bool__(self) -> bool:
        return bool(self.text)

    def stripped(self) -> View:
        """The view without white space at its ends."""
        left = len(self.text) - len(self.text.lstrip())
        return self[left : len(self.text.rstrip())]

    @property
    def start(self) -> int:
        """Source offset of the first character."""
        return self.starts[0]

    @property
    def end(self) -> int:
        """Source offset after the last character."""
        return self.ends[-1]


def view_of(source: str, start: int, end: int, dropped: Iterable[tuple[int, int]] = ()) -> View:
    """The source text from ``start`` to ``end`` cleaned: NFC, look-alike letters mended, white space as
    single spaces, invisible and control characters and the ``dropped`` spans (absolute) left out."""
    pieces = []
    at = start
    for drop_start, drop_end in sorted(dropped):
        if drop_start > at:
            pieces.append(_identity(source, at, drop_start))
        at = max(at, drop_end)
    if end > at:
        pieces.append(_identity(source, at, end))
    return _single_spaced(_visible(_composed(joined(pieces, ""))))


def joined(views: Iterable[View], separator: str = " ") -> View:
    """The views one after another. ``separator`` is ``""`` or one character, which then stands for
    what the source has between two views."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for view in views:
        if not view:
            continue
        if separator and text:
            text.append(separator)
            starts.append(ends[-1])
            ends.append(view.start)
        text.append(view.text)
        starts.extend(view.starts)
        ends.extend(view.ends)
    return View("".join(text), tuple(starts), tuple(ends))


def _identity(source: str, start: int, end: int) -> View:
    return View(source[start:end], tuple(range(start, end)), tuple(range(start + 1, end + 1)))


def _visible(view: View) -> View:
    if not _UNPRINTABLE.search(view.text):
        return View(view.text.translate(LOOK_ALIKES), view.starts, view.ends)
    keep = [i for i, char in enumerate(view.text) if not _UNPRINTABLE.match(char)]
    text = "".join(view.text[i] for i in keep).translate(LOOK_ALIKES)
    return View(text, tuple(view.starts[i] for i in keep), tuple(view.ends[i] for i in keep))


def _composed(view: View) -> View:
    if unicodedata.is_normalized("NFC", view.text):
        return view
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(view.text):
        stop = at + 1
        while stop < len(view.text) and unicodedata.combining(view.text[stop]):
            stop += 1
        cluster = unicodedata.normalize("NFC", view.text[at:stop])
        text.append(cluster)
        starts.extend([view.starts[at]] * len(cluster))
        ends.extend([view.ends[stop - 1]] * len(cluster))
        at = stop
    return View("".join(text), tuple(starts), tuple(ends))


def _single_spaced(view: View) -> View:
    if "\u00a0" not in view.text and not re.search(r"\s\s|[^\S ]", view.text):
        return view
    pieces: list[View] = []
    at = 0
    for match in _SPACE_RUN.finditer(view.text):
        if match.start() > at:
            pieces.append(view[at : match.start()])
        start, end = view.span(match.start(), match.end())
        pieces.append(View(" ", (start,), (end,)))
        at = match.end()
    pieces.append(view[at:])
    return joined(pieces, "")


def line_at(source: str, offset: int) -> int:
    """The line, from 1, that an offset of the source text stands on."""
    return source.count("\n", 0, offset) + 1


def line_starts(source: str) -> tuple[int, ...]:
    """Offsets at which the lines of a text begin."""
    return (0, *(match.end() for match in re.finditer("\n", source)))


def line_of(starts: tuple[int, ...], offset: int) -> int:
    """The line, from 1, of an offset, by the table that :func:`line_starts` made."""
    return bisect_right(starts, offset)
