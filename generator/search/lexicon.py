"""The words of the archive, to complete one that is being typed and to put right one that is not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.search import pack
from generator.search.collect import CITED, SPELLING, Term, document_of

_FEW = 30
_KNOWN = 2


class Lexicon:
    """Notes words and in how many documents they stand, while the terms pass by."""

    def __init__(self) -> None:
        self._words: list[tuple[str, int]] = []

    def noting(self, terms: Iterable[Term]) -> Iterator[Term]:
        """The same terms; words (no pairs, no marks) are noted."""
        for term in terms:
            if " " not in term.text and not term.text.startswith((CITED, SPELLING)):
                documents = {document_of(item) for _, postings in term.spellings for item in postings}
                self._words.append((term.text, len(documents)))
            yield term

    def write(self, folder: Path) -> list[str]:
        """Write ``tu-<opening>.bin``, the words with one opening of two letters (of one letter: the
        most frequent), and ``tu.bin``, all that at least two documents have. Each is an object of
        words and counts. Returns the openings."""
        openings: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for word, count in sorted(self._words, key=lambda item: (-item[1], item[0])):
            opening = opening_of(word)
            openings[opening][word] = count
            if opening != OTHER and len(openings[opening[0]]) < _FEW:
                openings[opening[0]][word] = count
        for opening, words in openings.items():
            pack.write_json(folder / f"tu-{opening}.bin", words)
        known = {word: count for word, count in self._words if count >= _KNOWN and word.isalpha()}
        pack.write_json(folder / "tu.bin", dict(sorted(known.items())))
        return sorted(openings)


OTHER = "khac"
"""The opening of words in other scripts."""


def opening_of(word: str) -> str:
    """The first two letters of a word, as they can stand in the name of a file."""
    opening = word[:2]
    return opening if opening.isascii() and opening.isalnum() else OTHER
