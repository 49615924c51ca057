"""Where words that OCR ran together part; the rule and its source: ``syllables.yml``."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from generator.knowledge.loader import load_yaml
from generator.text import aligned_fold, any_of, fold, unaccented

_STOPPED = ("c", "ch", "p", "t")
_TONES = ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_STOPPED_TONES = ("\u0301", "\u0323")
_SHORTEST, _LONGEST = 4, 24
"""Letters of words that are looked at."""
_LONGEST_SYLLABLE = 7


@cache
def _syllable() -> re.Pattern[str]:
    initials = {fold(initial) for initial in load_yaml("split_words.yml")["initials"]}
    rimes = load_yaml("syllables.yml")["rimes"].split()
    return re.compile(rf"(?:{any_of(initials)})?(?:{any_of(rimes)})")


@lru_cache(maxsize=1_000)
def syllable_starts(word: str) -> tuple[int, ...]:
    """Where the syllables of a word begin, but for the first; none where it is one, or where the fewest that
    it can be parted into can be cut in two ways; none in a word without any mark, as names of other languages
    are (``ASEAN``)."""
    if not _SHORTEST <= len(word) <= _LONGEST or unaccented(word) == word or _is_syllable(word):
        return ()
    best: list[tuple[int, int, tuple[int, ...]]] = [(0, 1, ())]  # fewest syllables up to here, ways, starts
    for end in range(1, len(word) + 1):
        ways = [
            (best[start][0] + 1, best[start][1], (*best[start][2], start))
            for start in range(max(0, end - _LONGEST_SYLLABLE), end)
            if best[start][1] and _is_syllable(word[start:end])
        ]
        least = min((count for count, _, _ in ways), default=0)
        fewest = [way for way in ways if way[0] == least]
        best.append((least, sum(way[1] for way in fewest), fewest[0][2] if fewest else ()))
    _, number, starts = best[len(word)]
    return starts[1:] if number == 1 else ()


def may_be_word(word: str) -> bool:
    """Whether a word has a vowel, as all of Vietnamese and of its minorities have, but for letters that names
    of the Highlands open with (``H``, ``K'``): ``SH`` is no word."""
    return len(word.rstrip("'’")) < 2 or any(letter in "aeiouy" for letter in aligned_fold(word))


def _is_syllable(word: str) -> bool:
    folded = aligned_fold(word)
    if not _syllable().fullmatch(folded):
        return False
    tones = [mark for mark in unicodedata.normalize("NFD", word) if mark in _TONES]
    if folded.endswith(_STOPPED):
        return len(tones) == 1 and tones[0] in _STOPPED_TONES
    return len(tones) <= 1
