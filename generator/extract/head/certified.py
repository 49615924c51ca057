"""The head that the office which certifies a copy (``SAO Y``) puts over the letterhead of what it copies.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, the part on copies: name, number, place and date of a copy are
that office's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.knowledge.bodies import names_body
from generator.knowledge.layout import state_marked
from generator.text import fold
from generator.view import View

_NUMBER = re.compile(r"(?:^|.* )so ?(?::|\d)")


def without_certifier(cells: Sequence[View]) -> list[View]:
    """The cells of a letterhead without the number of a copy (``Số: 45/SY-VP``); where a letterhead with
    a body and a number of its own follows, that letterhead alone, from its body on."""
    folded = [fold(cell.text) for cell in cells]
    copied = [i for i, words in enumerate(folded) if _is_copy_number(words)]
    below = range(copied[-1] + 1, len(cells)) if copied else range(0)
    own = next((i for i in below if cells[i].text.isupper() and names_body(folded[i])), len(cells))
    if any(_NUMBER.match(words) for words in folded[own:]):
        return list(cells[own:])
    return [cell for i, cell in enumerate(cells) if i not in copied]


def _is_copy_number(folded: str) -> bool:
    return bool(_NUMBER.match(folded)) and state_marked(folded) in ("copy", "extract")
