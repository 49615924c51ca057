"""Words that a text layer split before a marked vowel; the rule and its source: ``split_words.yml``."""

from __future__ import annotations

import re
from functools import cache

from generator.knowledge.loader import load_yaml
from generator.text import any_of, compiled

_ENOUGH = 2
"""Consonants that stand alone before a vowel: a text with fewer of them has slips, not such a layer."""
_WORD_BEGINS = r"(?<![^\s(“\"])(?<!\s\w\s)(?<!\A\w\s)"
"""Behind a blank, but not within letters set apart (``C H Ỉ  T H Ị``)."""
_VOWELS = "[ạ-ỹẠ-Ỹơưăâêô]"


@cache
def _consonant_alone() -> re.Pattern[str]:
    """A space between the consonant that opens a syllable and its vowel; no letter of a list (``điểm c``)."""
    initials = any_of(load_yaml("split_words.yml")["initials"])
    return compiled(rf"{_WORD_BEGINS}(?<!điểm )(?<!khoản )(?:{initials})(?P<gap> )(?={_VOWELS})", re.IGNORECASE)


@cache
def _begun_syllable() -> re.Pattern[str]:
    """A space within a syllable whose beginning could be a word, but whose rest could not."""
    initials = any_of(load_yaml("split_words.yml")["initials"])
    standing = any_of(load_yaml("split_words.yml")["standing"].split())
    return compiled(
        rf"{_WORD_BEGINS}(?:{initials})[ouiy](?P<gap> )(?={_VOWELS})(?!(?:{standing})(?!\w))", re.IGNORECASE
    )


def split_spaces(text: str) -> list[tuple[int, int]]:
    """Spans of the spaces within words, in order; none in a text that was not split so."""
    alone = [match.span("gap") for match in _consonant_alone().finditer(text)]
    if len(alone) < _ENOUGH:
        return []
    return sorted(alone + [match.span("gap") for match in _begun_syllable().finditer(text)])
