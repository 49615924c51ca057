"""Whether two words differ by no more than OCR changes."""

from __future__ import annotations

from difflib import SequenceMatcher

_BEGINNING = 3
"""Letters that tell ``PHÓ CHỦ TỊCH``, whatever one letter behind them became, from ``THỌ CHỦ TỊCH``."""
_TELLING = 7
"""Letters of an office at least that tell it where its blanks do not (``CHỦ TỊ CH``)."""


def alike(one: str, other: str) -> bool:
    """Whether two words of ten letters or more have all but one or two in common, in their order."""
    if one == other and len(one) >= _TELLING:
        return True  # with a blank put in or lost
    if min(len(one), len(other)) < 10 or abs(len(one) - len(other)) > 2:
        return False
    if len({*one} ^ {*other}) >= 0.1 * (len(one) + len(other)):
        return False  # letters that only one of them has are too many: most are told by that
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio > 0.9 or (ratio >= 0.9 and one[:_BEGINNING] == other[:_BEGINNING])
