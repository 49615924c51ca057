"""Old Vietnamese encodings: told by what words become in them, and turned into Unicode.

Text in such an encoding was made with fonts whose letters stand in the places of Windows-1252, so it
reaches us as Western letters and signs (``Céng hoµ x· héi``). One letter is no evidence: only words that
become syllables of Vietnamese, and were none before, are. Tables: ``knowledge/encodings.yml``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.knowledge.loader import load_yaml

_ENOUGH_WORDS = 5
"""Fewer different words that only an old encoding makes Vietnamese are names or chance."""
_SURE = 0.8
"""Share of the words which are not Vietnamese as they stand that a right conversion makes so; the rest
are names, abbreviations and damage."""
_WHOLE = 20
"""A text with so many times more words in the old encoding than in Unicode is all in the old one."""

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHARP_AND_HEAVY = "\u0301\u0323"
_CELL = re.compile(r"\t+| {3,}")
_ALPHABET = frozenset(
    letter
    for base in "aăâeêioôơuưy"
    for tone in ("", *_TONES)
    for letter in (
        unicodedata.normalize("NFC", base + tone),
        unicodedata.normalize("NFC", base.upper() + tone),
    )
) | {"đ", "Đ"}


@dataclass(frozen=True, slots=True)
class Encoding:
    """An old encoding: its name, what its letters mean, the pattern of these, and the (visible,
    meant) of the letter that programs turned into a hyphen."""

    name: str
    letters: Mapping[str, str]
    pattern: re.Pattern[str]
    hyphen: tuple[str, str] | None

    def convert(self, line: str, *, hyphens: bool = False) -> str:
        """A line in Unicode; ``hyphens``: the text lost its soft hyphens, so visible ones are tried."""
        cells = []
        at = 0
        for gap in [*_CELL.finditer(line), None]:
            cells.append(self._cell(line[at : gap.start() if gap else len(line)], hyphens))
            cells.append(gap.group() if gap else "")
            at = gap.end() if gap else len(line)
        return "".join(cells)

    def word(self, word: str) -> str:
        """A word in Unicode, the case of its letters as the table has it."""
        return self.pattern.sub(lambda match: self.letters[match.group()], word)

    def _cell(self, cell: str, hyphens: bool) -> str:
        capitals = self._is_capitals(cell)
        text = _word_pattern().sub(lambda match: self._cased(match.group(), capitals), cell)
        return _hyphenated().sub(self._unhyphenated, text) if hyphens and self.hyphen else text

    def _cased(self, word: str, capitals: bool) -> str:
        meant = self.word(word)
        return meant.upper() if meant != word and (capitals or _plain_capitals(word) >= 2) else meant

    def _is_capitals(self, cell: str) -> bool:
        """Whether a cell was set in capitals: all plain letters of two or more of its syllables are."""
        words = [word for word in _word_pattern().findall(cell) if is_syllable(self.word(word))]
        plain = [_plain_capitals(word) for word in words]
        return all(count >= 0 for count in plain) and sum(count > 0 for count in plain) >= 2

    def _unhyphenated(self, match: re.Match[str]) -> str:
        assert self.hyphen
        word = match.group()
        meant = word.replace("-", self.hyphen[1])
        parts = [part for part in word.split("-") if part]
        return meant if is_syllable(meant) and not all(map(is_syllable, parts)) else word


@dataclass(frozen=True, slots=True)
class Conversion:
    """A text turned into Unicode. ``starts`` are the offsets of its lines before and after."""

    encoding: str
    text: str
    before: str
    starts: tuple[tuple[int, int], ...]

    def moved(self, offset: int) -> int:
        """Where an offset of the text before stands after; exact at the ends of lines, within a line
        in proportion."""
        index = bisect_right(self.starts, (offset, len(self.text))) - 1
        old, new = self.starts[index]
        end_old, end_new = (
            self.starts[index + 1] if index + 1 < len(self.starts) else (len(self.before), len(self.text))
        )
        return new + (offset - old) * (end_new - new) // max(1, end_old - old)


def converted(text: str) -> Conversion | None:
    """The text in Unicode where it, or lines of it, are in an old encoding; ``None`` where none are.

    Lines whose words are Vietnamese as they stand are never touched.
    """
    if not _has_foreign_letters(text):
        return None
    words = _marked_words(text)
    strange = [word for word in words if not is_syllable(word)]
    found = max(encodings(), key=lambda encoding: _made_right(encoding, strange))
    gained = _made_right(found, strange)
    if gained < _ENOUGH_WORDS or gained < _SURE * sum(1 for word in strange if found.word(word) != word):
        return None
    kept = sum(1 for word in words if is_syllable(word) and not is_syllable(found.word(word)))
    return _by_lines(text, found, whole=gained >= _WHOLE * kept)


def _by_lines(text: str, encoding: Encoding, *, whole: bool) -> Conversion:
    hyphens = encoding.hyphen is not None and encoding.hyphen[0] not in text
    starts: list[tuple[int, int]] = []
    pieces: list[str] = []
    old = new = 0
    for line in text.splitlines(keepends=True):
        starts.append((old, new))
        piece = encoding.convert(line, hyphens=hyphens) if _is_old(line, encoding, whole) else line
        pieces.append(piece)
        old, new = old + len(line), new + len(piece)
    return Conversion(encoding.name, "".join(pieces), text, tuple(starts))


def _is_old(line: str, encoding: Encoding, whole: bool) -> bool:
    words = _marked_words(line)
    right = sum(1 for word in words if is_syllable(word) and not is_syllable(encoding.word(word)))
    gained = _made_right(encoding, [word for word in words if not is_syllable(word)])
    return gained > right or (whole and not right)


def _made_right(encoding: Encoding, strange: Sequence[str]) -> int:
    return sum(1 for word in strange if is_syllable(encoding.word(word)))


def _marked_words(text: str) -> list[str]:
    """The different words of a text that have a letter beyond ASCII, composed. A sign alone is none."""
    words = {unicodedata.normalize("NFC", word) for word in _word_pattern().findall(text)}
    return sorted(word for word in words if len(word) > 1 and not word.isascii())


def vietnamese_share(text: str) -> tuple[int, float]:
    """How many different words of a text have letters beyond ASCII, and the share of syllables among
    them."""
    words = _marked_words(text)
    return len(words), sum(map(is_syllable, words)) / max(1, len(words))


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether a word is built as a syllable of Vietnamese, its tone allowed by its last consonant."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in letters if char in _TONES]
    bare = unicodedata.normalize("NFC", "".join(char for char in letters if char not in _TONES))
    if len(tones) > 1 or not _syllable().fullmatch(bare):
        return False
    stopped = bare.endswith(("c", "ch", "p", "t"))
    return not stopped or (bool(tones) and tones[0] in _SHARP_AND_HEAVY)


@cache
def encodings() -> tuple[Encoding, ...]:
    """The old encodings that ``encodings.yml`` describes."""
    return tuple(_encoding(entry) for entry in load_yaml("encodings.yml")["encodings"])


def _encoding(entry: Mapping[str, object]) -> Encoding:
    words = str(entry["letters"]).split()
    letters = dict(zip(words[::2], words[1::2], strict=True))
    hyphen = entry.get("hyphen")
    pair = (str(hyphen[0]), str(hyphen[1])) if isinstance(hyphen, list) else None
    if pair:
        letters[pair[0]] = pair[1]
    longest = sorted(letters, key=len, reverse=True)
    return Encoding(str(entry["id"]), letters, re.compile("|".join(map(re.escape, longest))), pair)


@cache
def _syllable() -> re.Pattern[str]:
    parts = load_yaml("encodings.yml")["syllables"]
    return re.compile(f"(?:{'|'.join(parts['onsets'])})?(?:{'|'.join(str(parts['rimes']).split())})")


def _old_letters() -> Iterator[str]:
    for encoding in encodings():
        for letters in encoding.letters:
            yield from (char for char in letters if not char.isascii())


@cache
def _word_pattern() -> re.Pattern[str]:
    """A run of letters, of combining marks and of the signs that stand for letters."""
    signs = "".join(sorted(char for char in set(_old_letters()) if not char.isalpha()))
    return re.compile(rf"(?:[^\W\d_]|[\u0300-\u036f{re.escape(signs)}])+")


@cache
def _foreign() -> re.Pattern[str]:
    strange = "".join(sorted(set(_old_letters()) - _ALPHABET))
    return re.compile(f"[{re.escape(strange)}]")


@cache
def _hyphenated() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+-[^\W\d_]*")


def _has_foreign_letters(text: str) -> bool:
    """Whether there are enough letters and signs that Vietnamese does not use: most texts have none,
    and are not looked at further."""
    return (
        sum(1 for _, _ in zip(range(_ENOUGH_WORDS), _foreign().finditer(text), strict=False)) == _ENOUGH_WORDS
    )


def _plain_capitals(word: str) -> int:
    """How many plain capitals a word has, -1 where it has a plain small letter."""
    plain = [char for char in word if char.isascii() and char.isalpha()]
    return -1 if any(char.islower() for char in plain) else len(plain)
