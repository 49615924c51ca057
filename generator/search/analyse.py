"""The analyser: text → terms, the same here and in ``assets/javascripts/tim-kiem/analyser.js``.

Both are held together by the golden vectors of ``tests/search/analyser.yml``; change them together.

A term is a word folded (lower case, no diacritics, đ = d; so hoà = hóa = hoa), or the number of an
instrument as one token whatever its separators, spaces, leading zeros and look-alike letters:
``44-KL/TW``, ``44/KL-TW``, ``44 KL TW`` and ``44kltw`` are ``44kltw``; ``03/2019/NÐ-CP`` (U+00D0)
and ``3/2019/NĐ-CP`` are ``32019ndcp``. Forms of numbers: Decree 30/2020/NĐ-CP, Annexes I and III
(State), Guidance 36-HD/VPTW (Party).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from generator.text import nfc, unaccented

_TYPE_CODE = re.compile(
    r"bb|bc|cd|ct|ctr|cv|dn|gm|gp|hd|kh|kl|lt|nd|nq|nqlt|pl|qc|qcph|qd|qdlt|qh|qyd|tb|tc|tl|tt|ttlt|ttr"
)
"""Folded codes of document types (and ``qh``) without a vowel: they can follow a bare number with
no separator, because no Vietnamese word and no common unit is written so."""

_BODIES_LIKE_WORDS = frozenset(("tu", "hu", "du", "đu", "ðu"))
"""Codes of Party bodies that are words too; with a tone mark they are words only."""
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"(?<![^\W_])[0-9][^\W_]*")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|n|ph|p|th|tr|t|ch|c|kh|k|gh|g|qu|b|d|h|l|m|r|s|v|x)?[aeiouy]{1,3}(?:ng|nh|n|ch|c|m|p|t)?"
)
_CODE_LETTERS = re.compile(r"[A-Za-zĐđƯưÐð][A-Za-z0-9ĐđƯưÐð]*")
_GLUED = re.compile(r"([0-9]{1,5})([A-Za-zĐđƯưÐð]{2,})")
_NUMBER = re.compile(r"[0-9]{1,5}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SEPARATED = re.compile(r"(\s*)[/\-_.\u2010-\u2014\u2044\u2215](?:\s*[/\-_.\u2010-\u2014\u2044\u2215])*(\s*)")
_TONES = {"\u0300": "F", "\u0301": "S", "\u0303": "X", "\u0309": "R", "\u0323": "J"}


class Token(NamedTuple):
    """A term of a text; ``start``–``end`` count code points of the NFC text.

    ``exact`` is the spelling with diacritics, tone placement apart (hoà = hòa), for a word that has
    any; ``None`` for others and for numbers.
    """

    term: str
    exact: str | None
    start: int
    end: int


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The terms of a text, in order."""
    text = nfc(text)
    words = [_Word(match[0], *match.span()) for match in _WORD.finditer(text)]
    found: list[Token] = []
    at = 0
    while at < len(words):
        word, start, end = words[at]
        last = _end_of_number(text, words, at) if word[0] in "0123456789" else None
        if last is None:
            found.append(Token(*_plain(word), start, end))
            at += 1
        else:
            found.append(Token(_joined(words[at : last + 1]), None, start, words[last].end))
            at = last + 1
    return found


def spelled_terms(text: str) -> list[tuple[str, str | None]]:
    """Term and exact form of each token of a text: what ``tokens`` says, several times faster."""
    text = nfc(text)
    found: list[tuple[str, str | None]] = []
    done = 0
    for opening in _DIGITS.finditer(text):
        if opening.start() < done:
            continue
        found += map(_plain, _WORD.findall(text, done, opening.start()))
        words, last = _number_at(text, opening.start())
        found.append(_plain(words[0].text) if last is None else (_joined(words[: last + 1]), None))
        done = words[last or 0].end
    found += map(_plain, _WORD.findall(text, done))
    return found


def _number_at(text: str, start: int) -> tuple[list[_Word], int | None]:
    """Words from ``start`` on, and the last of them that belongs to an instrument's number. Four words
    tell whether there is one; if it goes on to their end, more are looked at."""
    for size in (4, 64):
        words = [_Word(match[0], *match.span()) for match in islice(_WORD.finditer(text, start), size)]
        last = _end_of_number(text, words, 0)
        if last is None or last + 1 < len(words):
            break
    return words, last


def terms(text: str) -> list[str]:
    """The folded terms of a text, in order."""
    return [term for term, _ in spelled_terms(text)]


def folded(word: str) -> str:
    """A word in lower case without diacritics, d for đ."""
    return unaccented(word).lower()


def exact_form(word: str) -> str | None:
    """The word's spelling, its tone marks moved to the end: hoà, hòa → ``hoaF``; ``None`` if plain."""
    lower = unicodedata.normalize("NFD", word.lower().replace("ð", "đ"))
    tones = "".join(_TONES[char] for char in lower if char in _TONES)
    shape = nfc("".join(char for char in lower if char not in _TONES))
    exact = shape + tones
    return None if exact == folded(word) else exact


def _joined(words: list[_Word]) -> str:
    return "".join(folded(word.text) for word in words).lstrip("0")


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> tuple[str, str | None]:
    """Term and exact form of a word that is no instrument's number."""
    if word[0].isdecimal():
        return folded(word).lstrip("0") or "0", None
    return folded(word), exact_form(word)


def _end_of_number(text: str, words: list[_Word], at: int) -> int | None:
    """Index of the last word of the instrument's number that begins at word ``at``, if one does."""
    glued = _GLUED.fullmatch(words[at].text)
    if glued:
        return _end_of_codes(text, words, at) if _is_code(glued[2]) else None
    if not _NUMBER.fullmatch(words[at].text):
        return None
    code = at + 1
    if code + 1 < len(words) and _YEAR.fullmatch(words[code].text):
        gap = _gap(text, words, at)
        if _SEPARATED.fullmatch(gap) or (gap.isspace() and _is_type(words[code + 1].text)):
            code += 1
    if code >= len(words) or not _opens_code(_gap(text, words, code - 1), words, code, text):
        return None
    return _end_of_codes(text, words, code)


def _opens_code(gap: str, words: list[_Word], at: int, text: str) -> bool:
    """Whether the word after a number (and ``gap``) is the first code of an instrument's number."""
    word = words[at].text
    if not _CODE_LETTERS.fullmatch(word):
        return False
    separated = _SEPARATED.fullmatch(gap)
    if not separated:
        return gap.isspace() and _is_type(word)
    if _is_type(word):
        return True
    if separated[1] and separated[2]:
        return False
    tight = not separated[1] and not separated[2]
    if _is_code(word):
        return tight or "/" in gap
    return tight and _precedes_code(text, words, at)


def _precedes_code(text: str, words: list[_Word], at: int) -> bool:
    """Whether a code that looks like a word (ĐA, TU) is shown to be one: upper case after ``/``, or
    followed closely by a plain code."""
    word = words[at].text
    if at + 1 < len(words) and _SEPARATED.fullmatch(_gap(text, words, at)):
        follower = words[at + 1]
        if words[at].end + 1 == follower.start and _is_code(follower.text):
            return True
    return len(word) > 1 and word == word.upper() and text[words[at].start - 1] == "/"


def _end_of_codes(text: str, words: list[_Word], at: int) -> int:
    """Index of the last of the codes that hang together from word ``at`` on."""
    last = at
    while last + 1 < len(words) and _continues(text, words, last, first=last == at):
        last += 1
    return last


def _continues(text: str, words: list[_Word], at: int, *, first: bool) -> bool:
    """Whether the word after ``at`` is a further code of the same number."""
    follower = words[at + 1].text
    gap = _gap(text, words, at)
    if not _CODE_LETTERS.fullmatch(follower):
        return False
    after_type = first and _is_type(words[at].text.lstrip("0123456789"))
    is_body = _is_code(follower) or (after_type and follower.lower() in _BODIES_LIKE_WORDS)
    separated = _SEPARATED.fullmatch(gap)
    if separated:
        if not separated[1] and not separated[2] and "." not in gap:
            return True
        return not (separated[1] and separated[2]) and is_body
    return after_type and gap.isspace() and is_body


def _is_type(word: str) -> bool:
    return bool(_TYPE_CODE.fullmatch(folded(word)))


def _is_code(word: str) -> bool:
    """Whether a word cannot be Vietnamese, so that it is an abbreviation of two letters or more."""
    return len(word) > 1 and bool(_CODE_LETTERS.fullmatch(word)) and not _SYLLABLE.fullmatch(folded(word))


def _gap(text: str, words: list[_Word], at: int) -> str:
    return text[words[at].end : words[at + 1].start]
