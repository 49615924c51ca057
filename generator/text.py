"""Vietnamese text on the ground floor: folding, slugs, spelling, lines."""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

LOOK_ALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "\u2044": "/", "\u2215": "/", "\u2010": "-", "\u2011": "-"})
"""Code points that look like a letter or separator of Vietnamese numbers and are not it: eth for
đ, fraction and division slash, hyphens of other blocks."""
LOOK_ALIKE = re.compile("[" + "".join(map(chr, LOOK_ALIKES)) + "]")
"""Any of them."""
_EACH_LOOK_ALIKE = tuple(map(chr, LOOK_ALIKES))


def has_look_alike(text: str) -> bool:
    """Whether any of them stands in a text; five times as fast as a search, as most texts have none."""
    return any(char in text for char in _EACH_LOOK_ALIKE)


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

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_SMALL = {unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES} | {"đ", "ð"}
_WRITTEN = {*"\t\n\f\r", *map(chr, range(0x20, 0x7F)), *_SMALL, *(letter.upper() for letter in _SMALL)}
_LETTERS = "\0" + "".join(sorted(_WRITTEN | {*"–—‘’“”…•·°§×«»\u00a0"}))
_CODES = codecs.charmap_build(_LETTERS)
"""An 8-bit code of what Vietnamese is written in. Text is mapped one for one by encoding it and decoding
it with a table of what the letters become: ``str.translate`` takes five times as long."""
_LETTERS_UNACCENTED = _LETTERS.translate(_UNACCENTED)
_LETTERS_FOLDED = _LETTERS.translate(_FOLDED)


def share_of_vietnamese(text: str) -> float:
    """Which share of a text's characters, blanks aside, are of those in which Vietnamese is written; 1.0 of
    no text."""
    chars = [char for char in nfc(text) if not char.isspace()]
    return sum(char in _LETTERS for char in chars) / len(chars) if chars else 1.0


def _mapped(text: str, letters: str, others: Mapping[int, str]) -> str:
    """The text with ``letters`` for those of the code; by ``others`` if it has any letter besides."""
    try:
        encoded, _ = codecs.charmap_encode(text, "strict", _CODES)
    except UnicodeEncodeError:
        return text.translate(others)
    return codecs.charmap_decode(encoded, "strict", letters)[0]


def nfc(text: str) -> str:
    """The text in Unicode NFC, the form of everything that is written but quotes."""
    return unicodedata.normalize("NFC", text)


def unaccented(text: str) -> str:
    """NFC text without diacritics and with d for đ, case kept; one code point for one."""
    return _mapped(text, _LETTERS_UNACCENTED, _UNACCENTED)


@lru_cache(maxsize=2_000)  # many rules ask it of the same line, name or office
def aligned_fold(text: str) -> str:
    """NFC text in lower case without diacritics, one code point for one, so that offsets hold."""
    return _mapped(text, _LETTERS_FOLDED, _FOLDED)


@lru_cache(maxsize=2_000)
def fold(text: str) -> str:
    """Lower case without diacritics, white space as single spaces: for comparing, never for showing."""
    return " ".join(aligned_fold(nfc(text)).split())


SLUG_LIMIT = 120
_NO_SLUG = re.compile(r"[^a-z0-9]+")

_MARKED = [chr(code) for code in range(0xC0, 0x1EFA) if unicodedata.normalize("NFD", chr(code))[0].isascii()]
_UPPER = "".join(char for char in _MARKED if char.isupper()) + "ĐƠƯ"
_LOWER = "".join(char for char in _MARKED if char.islower()) + "đơư"


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression in which, within brackets, ``À-Ỹ`` means the capitals that bear marks and
    ``à-ỹ`` the small letters: in Unicode these stand mixed."""
    return re.compile(pattern.replace("À-Ỹ", _UPPER).replace("à-ỹ", _LOWER), flags)


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first: none hides one that it begins. What words begin with
    in common it has once, so that what opens otherwise is told after a letter or two, not word by word."""
    return "|".join(re.escape(beginning) + _endings(rest) for beginning, rest in _by_beginning(words))


def _by_beginning(words: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Words by their first letter: all that those of one letter begin with, and how each goes on."""
    groups: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        groups.setdefault(word[:1], []).append(word)
    for group in groups.values():
        first, last = min(group), max(group)
        same = next((at for at, char in enumerate(first) if char != last[at : at + 1]), len(first))
        yield first[:same], [word[same:] for word in group]


def _endings(rest: Sequence[str]) -> str:
    """The pattern of how words go on behind what they have in common; an empty one ends there."""
    longer = [ending for ending in rest if ending]
    optional = "?" if len(longer) < len(rest) else ""
    return f"(?:{any_of(longer)}){optional}" if longer else ""


_NEW_STYLE = re.compile(r"([oOuU])(?<!q.)([àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ])(?![a-zà-ỹA-ZÀ-Ỹ])")
_TO_FIRST = {
    second: (plain, tone)
    for plain, row in (("a", "àáảãạ"), ("e", "èéẻẽẹ"), ("y", "ỳýỷỹỵ"))
    for second, tone in zip(row, "\u0300\u0301\u0309\u0303\u0323", strict=True)
}


@lru_cache(maxsize=20_000)
def spelling_key(text: str) -> str:
    """Lower case with the tone mark on the first vowel (``hoà`` → ``hòa``), one code point for one:
    both placements of the mark are one spelling, diacritics count."""
    lower = text.lower() if len(text.lower()) == len(text) else aligned_fold(text)

    def placed(match: re.Match[str]) -> str:
        plain, tone = _TO_FIRST[match[2]]
        return unicodedata.normalize("NFC", match[1] + tone) + plain

    return _NEW_STYLE.sub(placed, lower)


@lru_cache(maxsize=20_000)  # names of bodies and places come again and again
def slug(text: str) -> str:
    """ASCII slug of a name or number: ``19/CT-UBND`` → ``19-ct-ubnd``, ``Vĩnh Long`` → ``vinh-long``.

    At most ``SLUG_LIMIT`` characters: it names folders, and file systems take 255 bytes.
    """
    return _NO_SLUG.sub("-", fold(text)).strip("-")[:SLUG_LIMIT].strip("-")


def shortened(text: str, limit: int = 120) -> str:
    """The text cut at a word's end to at most ``limit`` characters, with ``…`` where cut."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def is_plain(text: str) -> bool:
    """Whether all characters are printable and no white space stands in it but single spaces."""
    return text.isprintable() and "  " not in text


def line_starts(source: str) -> tuple[int, ...]:
    """Offsets at which the lines of a text begin."""
    return (0, *accumulate(len(line) + 1 for line in source.split("\n")[:-1]))


def line_of(starts: tuple[int, ...], offset: int) -> int:
    """The line, from 1, of an offset, by the table that :func:`line_starts` made."""
    return bisect_right(starts, offset)
