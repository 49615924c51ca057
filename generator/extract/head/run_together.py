"""Words in capitals that OCR ran together, parted again."""

from __future__ import annotations

import re

from generator.knowledge.syllables import syllable_starts
from generator.view import View, joined

_WORD = re.compile(r"[^\W\d_]+")


def parted(view: View) -> View:
    """The view with blanks between words that it has run together (``CÔNG ANTỈNH THANHHÓA``)."""
    pieces: list[View] = []
    at = 0
    for word in _WORD.finditer(view.text):
        for start in syllable_starts(word.group()) if word.group().isupper() else ():
            pieces.append(view[at : word.start() + start])
            at = word.start() + start
    return joined([*pieces, view[at:]]) if pieces else view
