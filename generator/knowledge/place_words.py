"""How names of provinces are spelled: words compared without case, tone placement and dashes.

The names, their spellings and the words that stand before them are in ``provinces.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from generator.knowledge.loader import load_yaml
from generator.text import LOOK_ALIKES, compiled, nfc, unaccented

Words = tuple[str, ...]
"""Keys of words; a dash between them is ``-``."""

WORD = re.compile(r"\w+|[-–—]")
"""A word of running text (in NFC), or a dash between two."""

_CAPITALIZED = compiled(r"[A-ZĐÐÀ-Ỹ](?<!\w\w)\w*")

LOCAL = "local"
"""The class of what is no province-level unit: districts, communes, streets, rivers."""

# oà → òa and the like. Applied to every word alike (quý, toàn), since keys are only ever compared.
_TONE = re.compile("o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]")
_TONE_ON_FIRST = {
    old_new[:2]: old_new[2:]
    for old_new in (
        *("oàòa", "oáóa", "oảỏa", "oãõa", "oạọa"),
        *("oèòe", "oéóe", "oẻỏe", "oẽõe", "oẹọe"),
        *("uỳùy", "uýúy", "uỷủy", "uỹũy", "uỵụy"),
    )
}


class Entry(NamedTuple):
    """A name to look for in running text: the unit's canonical ``name``, ``None`` for what only looks
    like one; ``after_class`` where it means the unit only behind a class word."""

    words: Words
    name: str | None
    after_class: bool


@lru_cache(maxsize=10_000)
def key(word: str, folded: bool = False) -> str:
    """What the spellings of one word share; ``folded`` disregards all diacritics."""
    plain = nfc(word).translate(LOOK_ALIKES).casefold()
    if plain in ("-", "–", "—"):
        return "-"
    return unaccented(plain) if folded else _TONE.sub(lambda match: _TONE_ON_FIRST[match.group()], plain)


def may_name(text: str, folded: bool = False) -> bool:
    """Whether a word of running text (in NFC) begins an entry of the lexicon; most text has none."""
    first_words = lexicon(folded)
    return any(key(word, folded) in first_words for word in _CAPITALIZED.findall(text))


def words_of(text: str, folded: bool = False) -> Words:
    """The keys of the words of a name, dashes among them; other punctuation is nothing."""
    return tuple(key(word, folded) for word in WORD.findall(nfc(text)))


def split_class(text: str, folded: bool = False) -> tuple[str | None, Words]:
    """The class that a name opens with (as in ``provinces.yml``), if any, and the words after it."""
    words = without_dashes(words_of(text, folded))
    for phrase, kind in _class_words(folded):
        if words[: len(phrase)] == phrase and len(words) > len(phrase):
            return kind, words[len(phrase) :]
    return None, words


def without_dashes(words: Words) -> Words:
    """The words alone."""
    return tuple(word for word in words if word != "-")


def class_before(words: Words, folded: bool = False) -> tuple[str | None, int]:
    """The class that ``words`` end with, and of how many words it is: ``… thành phố`` → city, 2.

    Bodies imply a class (``Tỉnh ủy``, ``Thành ủy``); ``LOCAL`` is no class of the table.
    """
    for phrase, kind in _phrases_before(folded):
        if words[-len(phrase) :] == phrase:
            return kind, len(phrase)
    return None, 0


@cache
def name_index(folded: bool = False) -> dict[Words, str]:
    """Canonical name of a unit by the words, without dashes, of any of its spellings."""
    data = load_yaml("provinces.yml")
    only = data["only_with_class"]
    spelled = ((name, (*_spellings(name), *only.get(name, ()))) for name in _unit_names())
    return {without_dashes(words_of(form, folded)): name for name, forms in spelled for form in forms}


@cache
def seat_index(folded: bool = False) -> dict[Words, str]:
    """Canonical name of a seat by the words, without dashes, of any of its spellings."""
    seats = {seat for entry in load_yaml("provinces.yml")["units"] for seat in entry.get("seats", ())}
    spelled = ((seat, form) for seat in sorted(seats) for form in _spellings(seat))
    return {without_dashes(words_of(form, folded)): seat for seat, form in spelled}


@cache
def lexicon(folded: bool = False) -> dict[str, tuple[Entry, ...]]:
    """What to look for in running text, by first word, longest first."""
    found: dict[str, list[Entry]] = {}
    for entry in sorted(set(_entries(folded)), key=lambda entry: (-len(entry.words), entry.words)):
        found.setdefault(entry.words[0], []).append(entry)
    return {first: tuple(entries) for first, entries in found.items()}


@cache
def common_nouns() -> frozenset[str]:
    """Names that in capitals may be a common noun."""
    return frozenset(load_yaml("provinces.yml")["common_nouns"])


@cache
def frequent_surnames(folded: bool = False) -> frozenset[str]:
    """Keys of the family names that tell a person's name from a place."""
    return frozenset(key(name, folded) for name in load_yaml("surnames.yml")["frequent"])


def _entries(folded: bool) -> Iterator[Entry]:
    data = load_yaml("provinces.yml")
    for name in data["not_units"]:
        yield from (Entry(words, None, False) for words in _dashed_or_not(name, folded))
    for name in _unit_names():
        for form in _spellings(name):
            yield from (Entry(words, name, False) for words in _dashed_or_not(form, folded))
        for form in data["only_with_class"].get(name, ()):
            yield from (Entry(words, name, True) for words in _dashed_or_not(form, folded))


def _dashed_or_not(form: str, folded: bool) -> set[Words]:
    words = words_of(form, folded)
    return {words, without_dashes(words)}


def _unit_names() -> Iterable[str]:
    return dict.fromkeys(entry["name"] for entry in load_yaml("provinces.yml")["units"])


def _spellings(name: str) -> tuple[str, ...]:
    return (name, *load_yaml("provinces.yml")["spellings"].get(name, ()))


@cache
def _class_words(folded: bool) -> tuple[tuple[Words, str], ...]:
    groups = load_yaml("provinces.yml")["class_words"]
    return _longest_first(((form, kind) for kind, forms in groups.items() for form in forms), folded)


@cache
def _phrases_before(folded: bool) -> tuple[tuple[Words, str], ...]:
    data = load_yaml("provinces.yml")
    groups = [*data["class_words"].items(), *data["bodies"].items(), (LOCAL, data["local"])]
    return _longest_first(((form, kind) for kind, forms in groups for form in forms), folded)


def _longest_first(pairs: Iterable[tuple[str, str]], folded: bool) -> tuple[tuple[Words, str], ...]:
    phrases = [(words_of(form, folded), kind) for form, kind in pairs]
    return tuple(sorted(phrases, key=lambda pair: (-len(pair[0]), pair[0])))
