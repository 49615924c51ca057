"""Numbers that stand for words; a browser works them out, too (``tim-kiem/postings.js``)."""

from __future__ import annotations

import zlib
from functools import lru_cache


def hash_of(term: str) -> int:
    """The number by which a term is found: the CRC-32 of its UTF-8."""
    return zlib.crc32(term.encode())


@lru_cache(maxsize=1 << 16)
def spelling_code(exact: str) -> int:
    """A spelling in one byte: its tone, which is what mostly differs, and a hash of its letters.

    ``exact`` is a word's exact form, or the word where it has no diacritics.
    """
    tone = "FSRXJ".find(exact[-1]) + 1
    return tone * 42 + hash_of(exact.rstrip("FSRXJ")) % 42
