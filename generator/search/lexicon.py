"""The words of the archive, to complete one that is being typed and to put right one that is not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

_FEW = 30
_KNOWN = 2


def lexicon_files(words: Mapping[str, int]) -> tuple[dict[str, dict[str, int]], list[str]]:
    """The files of the words, which are given with the number of their documents.

    ``tu-<opening>.bin`` has the words with one opening of two letters (of one letter: the most
    frequent), ``tu.bin`` all that at least two documents have; each is an object of words and counts.

    Returns:
        The files by path, and the openings.
    """
    openings: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for word, count in sorted(words.items(), key=lambda item: (-item[1], item[0])):
        opening = opening_of(word)
        openings[opening][word] = count
        if opening != OTHER and len(openings[opening[0]]) < _FEW:
            openings[opening[0]][word] = count
    files = {f"tu-{opening}.bin": found for opening, found in openings.items()}
    known = {word: count for word, count in words.items() if count >= _KNOWN and word.isalpha()}
    files["tu.bin"] = dict(sorted(known.items()))
    return files, sorted(openings)


OTHER = "khac"
"""The opening of words in other scripts."""


def opening_of(word: str) -> str:
    """The first two letters of a word, as they can stand in the name of a file."""
    opening = word[:2]
    return opening if opening.isascii() and opening.isalnum() else OTHER
