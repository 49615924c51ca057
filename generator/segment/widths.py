"""How wide a line was printed: tells a full line, which goes on below, from one that ends early.

Administrative documents are set in Times New Roman and justified (Nghị định 30/2020/NĐ-CP, Phụ lục
I, phần I), so a line's natural width, not its count of characters, shows whether the next word
would have fitted.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.text import unaccented

_BY_WIDTH = {
    278: "ijlt/,.:; '|",
    333: "fIrs()-[]J`!",
    389: "",
    444: "aceçzs?",
    500: "bdghknopquvxy0123456789$*_",
    556: "FPSJ",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYw",
    778: "m",
    889: "M",
    944: "W",
}
"""Advance widths of Times, in thousandths of the type size, rounded to classes."""

_DEFAULT = 500


class _Widths(dict[str, int]):
    """Width by letter, worked out at first need."""

    def __missing__(self, char: str) -> int:
        bare = unaccented(char)
        self[char] = next((width for width, chars in _BY_WIDTH.items() if bare in chars), _DEFAULT)
        return self[char]


_WIDTHS = _Widths()


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
