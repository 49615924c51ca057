"""Lines that are not the document's: running heads, page numbers, what a web site put around it."""

from __future__ import annotations

import re
from functools import cache

from generator.knowledge.loader import load_yaml


@cache
def _patterns(where: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    entries = load_yaml("noise.yml")["patterns"]
    return tuple((re.compile(e["pattern"]), e["reason"]) for e in entries if e["where"] == where)


def noise_reason(folded_line: str, where: str) -> str | None:
    """Why a folded line is not the document's, ``None`` where it may be.

    ``where`` is ``anywhere``, ``page`` (only on web pages) or ``end`` (ends the document there).
    """
    return next((reason for pattern, reason in _patterns(where) if pattern.fullmatch(folded_line)), None)
