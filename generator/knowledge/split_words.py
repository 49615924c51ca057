"""Words that a text layer split before a marked vowel; the rule and its source: ``split_words.yml``."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from generator.knowledge.loader import load_yaml
from generator.text import any_of, compiled

_ENOUGH = 2
"""Consonants that stand alone before a vowel: a text with fewer of them, and no syllable that is cut in two,
has slips or letters of a list, not such a layer."""
_BEFORE_VOWEL = compiled(r" (?=[ạ-ỹẠ-ỸơưăâêôƠƯĂÂÊÔ])")
_LONGEST = 12
"""Characters to look back for the beginning of a word and the words ``điểm``, ``khoản`` before it."""


@cache
def _beginning() -> re.Pattern[str]:
    """The beginning of a syllable at the end of a text: behind a blank, but neither within letters set
    apart (``C H Ỉ  T H Ị``) nor the letter of a point (``điểm c``). ``word``: it could be a word."""
    initials = any_of(load_yaml("split_words.yml")["initials"])
    capital = "(?-i:[A-ZĐÀ-Ỹ])"
    own = rf"(?<![^\s(“\"])(?<!\s{capital} )(?<!\A{capital} )(?<!điểm )(?<!khoản )"
    return compiled(rf"{own}(?:{initials})(?P<word>[ouiy])?$", re.IGNORECASE)


@cache
def _standing() -> re.Pattern[str]:
    """A word that begins with such a vowel."""
    return compiled(rf"(?:{any_of(load_yaml('split_words.yml')['standing'].split())})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)  # lines and ledger ask it of the same text
def split_spaces(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the spaces within words, in order; none in a text that was not split so."""
    found: list[tuple[int, int]] = []
    alone = 0
    for space in _BEFORE_VOWEL.finditer(text):
        at = space.start()
        begun = _beginning().search(text[max(0, at - _LONGEST) : at])
        if begun is None or (begun["word"] and _standing().match(text, at + 1)):
            continue
        alone += not begun["word"]
        found.append((at, at + 1))
    return tuple(found) if alone >= _ENOUGH or alone < len(found) else ()
