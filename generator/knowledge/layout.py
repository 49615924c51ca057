"""Words that tell the parts of a document apart; each function takes a folded line."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from generator.knowledge.loader import load_yaml


@cache
def _patterns(group: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{e['pattern']})" for e in load_yaml("layout.yml")[group]))


@cache
def _named(group: str, name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of a group, each with its value of ``name``, in the order of the file."""
    return tuple((e[name], re.compile(e["pattern"])) for e in load_yaml("layout.yml")[group])


@cache
def _held(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of a group, each with every word of which a line that it matches has one at least: it is
    asked for first, as most lines have none."""
    entries = load_yaml("layout.yml")[group]
    return tuple((word, re.compile(e["pattern"])) for e in entries for word in e["holds"])


@lru_cache(maxsize=1_000)  # several rules ask it of the same line
def has_motto(folded: str) -> bool:
    """Whether the line has the national motto or the Party's heading in it."""
    return any(word in folded and pattern.search(folded) for word, pattern in _held("mottos"))


@lru_cache(maxsize=1_000)
def is_motto_piece(folded: str) -> bool:
    """Whether the line holds nothing but words of one motto: layout broke it over lines."""
    words = re.findall(r"[a-z]+", folded)
    if re.search(r"\d", folded) or (len(words) < 2 and words != ["cong"]):
        return False
    return any(set(words) <= set(e["words"]) for e in load_yaml("layout.yml")["motto_words"])


_FIRST_WORD = re.compile(r"(?:(?:^|(?<= ))[cg]o\S{0,2}[ .:])?\S{0,5}$")
"""What is left before ``hoa xa hoi …`` of the first word of the motto and the first letters of the second."""


def motto_spans(folded: str) -> list[tuple[int, int]]:
    """Where the mottos stand in the line."""
    if not has_motto(folded):
        return []
    return [
        (_motto_start(folded, match.start()), match.end()) for match in _patterns("mottos").finditer(folded)
    ]


def _motto_start(folded: str, start: int) -> int:
    """Where a motto begins that was found by its words from ``hoa xa hoi`` on."""
    torn = _FIRST_WORD.search(folded, 0, start) if folded.startswith("hoa", start) else None
    return torn.start() if torn else start


def opens_body(folded: str) -> bool:
    """Whether the line opens running text as documents do: ``Căn cứ …``, ``Trong những năm qua …``."""
    return bool(_patterns("body_openers").match(folded))


def is_dangling(folded: str, printed: str = "") -> bool:
    """Whether the line ends with a word that nothing ends with: what follows belongs to it. As ``printed``,
    ``Nam`` at the end is of a name (``tỉnh Quảng Nam``), and not ``năm``, nor ``Hà Tĩnh`` ``tỉnh``."""
    return bool(_patterns("dangling").fullmatch(folded)) and not re.search(
        r"\b(?:Nam|NAM|(?:Sơn|SƠN) (?:La|LA)|(?:Hà|HÀ) (?:Tĩnh|TĨNH))\W*$|^(?:Tĩnh|TĨNH)\W*$", printed
    )


def is_unfinished(folded: str) -> bool:
    """Whether the line stops short in its sentence, so that not even a heading would end so."""
    return bool(_patterns("unfinished").fullmatch(folded))


@lru_cache(maxsize=1_000)
def is_addressed(folded: str) -> bool:
    """Whether the line is the one that addresses a letter (``Kính gửi: …``)."""
    return bool(_patterns("addressed").match(folded))


_MARK_MISREAD = re.compile(r"[^\w]{0,3}V[À/] (?=[^\W\d_A-ZĐ])")
"""``V/v`` as OCR reads it before a small letter: no line opens so in its capitals alone."""


def about_length(folded: str, printed: str) -> int:
    """Length of the mark before the subject of a letter (``V/v``, and how OCR reads it) that a line opens
    with, 0 where there is none; ``folded`` is ``printed`` folded one for one."""
    found = _patterns("about").match(folded) or _MARK_MISREAD.match(printed)
    return found.end() if found else 0


def is_news_lead(folded: str) -> bool:
    """Whether the line announces that a document follows in full."""
    return any(word in folded and pattern.fullmatch(folded) for word, pattern in _held("news_leads"))


def points_elsewhere(folded: str) -> bool:
    """Whether the line of a page sends the reader elsewhere for the text it reports on."""
    return bool(_patterns("pointers").fullmatch(folded))


def names_submission(folded: str) -> bool:
    """Whether the words are a bracket that names the paper with which a draft is submitted."""
    return bool(_patterns("submissions").fullmatch(folded))


def is_attached(folded: str) -> bool:
    """Whether the line says that what it heads is attached to a document."""
    return bool(_patterns("attached").fullmatch(folded))


def heads_roll(folded: str) -> bool:
    """Whether the line is the head of a table of persons (``TT Họ và tên Chức vụ``), as a list is attached
    whose title a stamp took."""
    return bool(_patterns("rolls").fullmatch(folded))


def annex_kind(folded: str) -> str | None:
    """The kind of part that the line opens after a signature, ``None`` where it opens none."""
    return next((kind for kind, pattern in _named("annexes", "kind") if pattern.fullmatch(folded)), None)


@lru_cache(maxsize=1_000)
def state_marked(folded: str) -> str | None:
    """The state that a line of its own gives a document: ``draft``, ``copy`` or ``extract``."""
    states = reversed(_named("states", "state"))
    return next((state for state, pattern in states if pattern.fullmatch(folded)), None)
