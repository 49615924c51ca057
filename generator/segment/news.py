"""Where a page of news, or a notice, tells of a document: headline, lead, the words that announce it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.knowledge.assigning import opens_operative
from generator.knowledge.doctypes import heading_type
from generator.knowledge.layout import has_motto, is_news_lead, points_elsewhere
from generator.parts import Line
from generator.segment.heads import FAR
from generator.segment.numbering import marker


def lead_line(lines: Sequence[Line]) -> int | None:
    """The line that announces, as news pages do, that a document follows in full."""
    return next((i for i, line in enumerate(lines[:FAR]) if is_news_lead(line.folded)), None)


def headline(lines: Sequence[Line], before: int) -> int | None:
    """The line of a web page that heads a document: it opens with a type's name."""
    for i in range(min(before, FAR) - 1, -1, -1):
        if heading_type(lines[i].folded) and len(lines[i].text) > 15:
            return i
    return None


def announcing_line(lines: Sequence[Line]) -> bool:
    """Whether a text without head or foot opens with a line that names a document in full and on its own:
    ``Chỉ thị số 05/CT-UBND ngày 06/3/2019 của UBND tỉnh … về việc …``, as a notice of it is headed."""
    first = lines[0] if lines else None
    found = heading_type(first.folded) if first else None
    if first is None or found is None or first.text.endswith((".", ":", ";")):
        return False
    names = re.match(r" so \d\S*/\S+ .{0,40}\bcua .+ (?:ve|v/v) ", first.folded[found[1] :])
    return bool(names) and not any(has_motto(line.folded) for line in lines[:FAR])


_SENTENCE = 300
"""Characters at the end of a line within which the words that open the orders stand."""


def is_given(lines: Sequence[Line]) -> bool:
    """Whether under the line that names a document its own text follows: the words that open its orders,
    or numbered points, and no word that sends elsewhere for it."""
    below = lines[1:]
    found = (marker(line.text) for line in below)
    numbered = any(one and one.kind in ("article", "roman", "number") for one in found)
    ordered = numbered or any(opens_operative(line.text[-_SENTENCE:]) for line in below)
    return ordered and not any(points_elsewhere(line.folded) for line in below)


def reporting_line(lines: Sequence[Line]) -> int | None:
    """The headline of a page that reports on a document and gives none: it opens with a type's name, and
    under it a sentence says who issued one of that type, or the page sends elsewhere for the text."""
    if any(has_motto(line.folded) for line in lines[:FAR]):
        return None
    for i, line in enumerate(lines[:10]):
        found = heading_type(line.folded)
        if found is None or len(line.text) < 30 or line.text.endswith((".", ":", ";")):
            continue
        kind = found[0].folded
        issued = re.compile(rf"\b(?:ban hanh|da ky|co|ra) (?:\S+ ){{0,2}}{kind} (?:so \d|ve |v/v )")
        below = lines[i + 1 : i + 5]
        if any(issued.search(near.folded) for near in below) or any(
            points_elsewhere(near.folded) for near in lines[i + 1 :]
        ):
            return i
    return None
