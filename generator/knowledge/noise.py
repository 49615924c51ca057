"""Lines that are not the document's: running heads, page numbers, what a web site put around it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from generator.knowledge.loader import load_yaml


@cache
def _patterns(where: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """All patterns of a place as one, a group each, and the groups' reasons."""
    entries = [e for e in load_yaml("noise.yml")["patterns"] if e["where"] == where]
    # Numbered groups within a pattern would shift the others: they are made to catch nothing.
    parts = (re.sub(r"(?<!\\)\((?!\?)", "(?:", e["pattern"]) for e in entries)
    whole = "|".join(f"(?P<p{i}>{part})" for i, part in enumerate(parts))
    return re.compile(whole), tuple(e["reason"] for e in entries)


@lru_cache(maxsize=2_000)  # several rules ask it of the same line
def noise_reason(folded_line: str, where: str) -> str | None:
    """Why a folded line is not the document's, ``None`` where it may be.

    ``where`` is ``anywhere``, ``page`` (only on web pages), ``above`` (only above the title), ``binary``
    (only below the signature) or ``end`` (ends the document there).
    """
    pattern, reasons = _patterns(where)
    match = pattern.fullmatch(folded_line)
    return reasons[int(match.lastgroup[1:])] if match and match.lastgroup else None
