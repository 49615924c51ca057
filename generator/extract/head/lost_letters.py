"""Text layers of fonts that tell no code for letters with marks: ``T NG C C THU`` is left of ``TỔNG CỤC
THUẾ``, and what was lost stands on a line of its own, if anywhere. A value with such a word in it is wrong,
and none is better."""

from __future__ import annotations

from collections.abc import Mapping

from generator.extract.found import Found
from generator.text import compiled, fold

_LEFT = compiled(r"(?<![\w./-])[bcdđghklmnpqrstvx]{1,3}(?![\w./)-])")
"""What is left in running text of a syllable whose vowel had a mark; a letter before ``)`` counts a list."""
_TORN = compiled(r"(?<![\w./'’])[b-df-hj-np-tv-xz]+(?![\w./'’])")
"""A word without a vowel, of folded text; not the ``TM.`` and ``T/M`` before an authority."""
_MANY = 0.15
"""The share of such words: sound texts have less than a tenth (units, abbreviations), torn ones a fifth."""


def without_torn(fields: Mapping[str, Found], source: str) -> dict[str, Found]:
    """The fields without those that lost letters have made wrong; all of them where the text is sound.

    Args:
        fields: what was found, by name.
        source: the source text.
    """
    torn = {name for name, found in fields.items() if _TORN.search(fold(found.value))}
    if torn - {"number"} and _has_lost_letters(source):
        return {name: found for name, found in fields.items() if name == "number" or name not in torn}
    return dict(fields)


def _has_lost_letters(source: str) -> bool:
    return len(_LEFT.findall(source)) > _MANY * len(source.split())
