"""How wide a line was printed: tells a full line, which goes on below, from one that ends early.

Administrative documents are set in Times New Roman and justified (Nghị định 30/2020/NĐ-CP, Phụ lục
I, phần I), so a line's natural width, not its count of characters, shows whether the next word
would have fitted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from generator.text import unaccented

_BY_WIDTH = {
    180: "'",
    200: "|",
    250: " ,.",
    278: "ijlt/:;\\",
    333: "frI!()-[]`‘’",
    389: "sJ",
    408: '"',
    444: "acez?“”",
    469: "^",
    500: "bdghknopquvxy0123456789#$*_–",
    541: "~",
    556: "FPS",
    564: "+<=>",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYw",
    778: "m&",
    833: "%",
    889: "M",
    921: "@",
    944: "W",
    1000: "…—",
}
"""Advance widths of Times in thousandths of the type size (Adobe Font Metrics of Times-Roman)."""

_HORNED = {"ơ": 531, "ư": 547}
"""The horn makes these wider than the letters below them."""

_DEFAULT = 500


class _Widths(dict[str, int]):
    """Width by letter, worked out at first need."""

    def __missing__(self, char: str) -> int:
        bare = unaccented(char)
        plain = next((width for width, chars in _BY_WIDTH.items() if bare in chars), _DEFAULT)
        horned = "\u031b" in unicodedata.normalize("NFD", char)
        self[char] = _HORNED.get("ơ" if bare == "o" else "ư", plain) if horned and bare in "ou" else plain
        return self[char]


_WIDTHS = _Widths()


@lru_cache(maxsize=2_000)  # a line is measured against each of its neighbours
def natural_width(text: str) -> int:
    """Width of a text set in Times, in thousandths of the type size; diacritics add nothing."""
    return sum(map(_WIDTHS.__getitem__, text))


def column_width(widths: Sequence[int]) -> int:
    """Width of the column that full lines fill: what nine of ten of them do not exceed.

    Args:
        widths: natural widths of lines that the next line continues.
    """
    ordered = sorted(widths)
    return ordered[int(0.9 * (len(ordered) - 1))] if ordered else 0
