"""Laws, codes and ordinances cited by name: where a name in running text ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from generator.knowledge.loader import load_yaml
from generator.text import aligned_fold, any_of, compiled, nfc, spelling_key

_KINDS = (("bo luat", "Bộ luật"), ("phap lenh", "Pháp lệnh"), ("luat", "Luật"))
_OPENING = re.compile(r"(?<![a-z])(?:bo luat|phap lenh|luat)(?= [a-z])")
_AMENDING = re.compile(
    r"(?:luat|phap lenh|bo luat) sua doi,? bo sung (?:mot so|cac) dieu cua "
    r"(?=(?:bo luat|phap lenh|luat) )"
)
_MORE_LAWS = re.compile(r"(?:, | va |, va )(?=(?:bo luat|phap lenh|luat) )")
_CITING = re.compile(r"(?:can cu|theo|cua|thi hanh|huong dan|tai|dieu \d{1,3}) $")
"""What makes a law written small a citation: ``căn cứ luật bảo vệ và phát triển rừng``."""
_NAME_STOP = re.compile(
    r"[;:.()“”\"\[\]]|,(?! [a-z])|,? (?:so \d|ngay \d|nam \d|duoc|khi|da|co |quy dinh|cua |va cac|theo|tai"
    r"|va (?:luat|bo luat|phap lenh|nghi)|thi |nay|hien hanh|trong|de|doi voi|hoac|ve |ban hanh|thong qua"
    r"|so ?:)"
)


_Y = re.compile(r"(?<=[hklmst])[yýỳỷỹỵ](?![^\W\d_])")
_I = dict(zip("yýỳỷỹỵ", "iíìỉĩị", strict=True))


def _key(text: str) -> str:
    """A text as names are compared: ``kỹ thuật`` and ``kĩ thuật``, ``liệt sỹ`` and ``liệt sĩ`` are one
    spelling (Quyết định 240/QĐ-1984 of the Ministry of Education has i for y there)."""
    return _Y.sub(lambda match: _I[match.group()], spelling_key(text))


_DEPTH = 3
"""A law may amend a law that amends a law; text that goes on so is no name."""
_LONGEST = 90
"""No law's name is longer, in characters."""


@dataclass(frozen=True, slots=True)
class LawName:
    """A law named in a text from ``start`` to ``end``; ``known`` tells that the gazetteer has it, and
    ``name`` is then its name in full where the text has it short (``Luật Tổ chức HĐND và UBND``)."""

    start: int
    end: int
    kind: str
    known: bool
    name: str | None = None


_ABBREVIATED = tuple(
    (short, _key(full)) for short, full in (("hđnd", "hội đồng nhân dân"), ("ubnd", "ủy ban nhân dân"))
)
"""Councils that texts abbreviate in the name of the law on them."""


@cache
def law_names() -> tuple[str, ...]:
    """The names of laws, in the capitals of their titles."""
    return tuple(nfc(law["name"]) for law in load_yaml("laws.yml")["laws"])


@cache
def _names() -> dict[str, str]:
    """Every name that a law goes by, in full, by that name without commas."""
    return {_plain(_key(nfc(n))): n for e in load_yaml("laws.yml")["laws"] for n in _called(e)}


def _plain(key: str) -> str:
    """A name without commas, in full: texts leave out the commas and abbreviate the councils."""
    for short, full in _ABBREVIATED:
        key = key.replace(short, full)
    return key.replace(",", "")


@cache
def _gazetteer() -> re.Pattern[str]:
    names = {_key(nfc(n)) for e in load_yaml("laws.yml")["laws"] for n in _called(e)}
    return compiled(rf"(?:{any_of(sorted(form for name in names for form in _written(name)))})(?![a-zà-ỹđ])")


def _written(name: str) -> Iterator[str]:
    """How texts write a name: with and without each of its commas, the councils in full or abbreviated."""
    forms = [name]
    for short, full in _ABBREVIATED:
        forms += [form.replace(full, short) for form in forms if full in form]
    for form in forms:
        first, *rest = form.split(",")
        for marks in product(("", ","), repeat=len(rest)):
            yield first + "".join(mark + part for mark, part in zip(marks, rest, strict=True))


def _called(entry: dict[str, Any]) -> tuple[str, ...]:
    return (entry["name"], *entry.get("aliases", ()))


def laws_in(text: str) -> list[LawName]:
    """Laws that a text names, in order: by the gazetteer, else a capitalized name up to where it
    plainly ends. ``Luật này`` and ``pháp luật`` are none."""
    folded = aligned_fold(text)
    if not any(form in folded for form, _ in _KINDS):
        return []
    key = _key(text)
    found: list[LawName] = []
    at = 0
    while match := _OPENING.search(folded, at):
        name = _law_at(text, folded, key, match.start())
        at = name.end if name else match.end()
        if name:
            found.append(name)
    return found


def law_called(title: str) -> str | None:
    """The name, in full, of the law that a title is: ``None`` where the title is not just its name."""
    laws = laws_in(title)
    if len(laws) != 1 or (laws[0].start, laws[0].end) != (0, len(title)):
        return None
    return laws[0].name or title


def _law_at(text: str, folded: str, key: str, start: int) -> LawName | None:
    at = start
    for _ in range(_DEPTH):
        amending = _AMENDING.match(folded, at)
        if not amending:
            break
        at = amending.end()
    name = _plain_law(text, folded, key, at)
    if name is None or at == start:
        return name
    while (more := _MORE_LAWS.match(folded, name.end)) and (
        another := _plain_law(text, folded, key, more.end())
    ):
        name = another
    return LawName(start, name.end, _kind(folded, start), name.known)


def _kind(folded: str, start: int) -> str:
    return next(name for form, name in _KINDS if folded.startswith(form, start))


def _plain_law(text: str, folded: str, key: str, start: int) -> LawName | None:
    kind = _kind(folded, start)
    known = _gazetteer().match(key, start)
    if known and (text[start].isupper() or _CITING.search(folded[max(0, start - 16) : start])):
        return LawName(start, known.end(), kind, True, _names().get(_plain(known.group())))
    words = start + len(kind) + 1
    if not text[start].isupper() or not text[words : words + 1].isupper():
        return None
    if folded.startswith(("luat su", "luat gia"), start) or _AMENDING.match(folded, start):
        return None
    if folded.endswith("phap ", 0, start):
        return None  # PHÁP LUẬT in a heading
    limit = words + _LONGEST + 1
    stop = _NAME_STOP.search(folded, words, limit)
    end = stop.start() if stop else min(len(folded), limit)
    return LawName(start, end, kind, False) if 3 <= end - words <= _LONGEST else None
