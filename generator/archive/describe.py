"""What texts say of an instrument, where they disagree, and which is held right.

In the contract's order: a correction, the instrument's own text where the archive holds it, the year
in its number, the agreement of several; else nothing is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.collection import Description, HeldRight
from generator.knowledge.bodies import find_body
from generator.knowledge.signing import office_length
from generator.model import Cite
from generator.numbers import parse_number
from generator.text import fold, spelling_key

FIELDS = ("date", "issuer", "title")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The value of a field that is held right (or the only one), why, and whether texts disagree."""

    value: str | None
    right: HeldRight | None
    conflict: bool


def descriptions(by: str, cite: Cite) -> list[Description]:
    """What one document's citation says, at its first mention."""
    first = cite.mentions[0]
    values = {"date": cite.date, "issuer": cite.issuer, "title": cite.title}
    return [Description(by, name, value, first.start, first.end) for name, value in values.items() if value]


def verdict(
    name: str,
    described: Sequence[Description],
    number: str | None,
    own: str | None,
    correction: tuple[str | None, str] | None,
) -> Verdict:
    """What to hold of a field.

    Args:
        name: the field.
        described: what texts say of it, one entry a text.
        number: the instrument's number, whose year may decide between dates.
        own: what the held document itself says.
        correction: a person's value and note.
    """
    if len(described) == 1 and own is None and correction is None:
        return Verdict(described[0].value, None, False)  # as of most instruments
    groups = _grouped(name, described)
    by_name = name == "title" and number is None  # what it is called told which instrument it is
    conflict = not by_name and _disagree(name, [*groups, *([own] if own else [])])
    if correction:
        return Verdict(correction[0], HeldRight(correction[0], f"Đính chính: {correction[1]}"), conflict)
    if own:
        return Verdict(own, HeldRight(own, "Chính văn bản này ghi như vậy."), conflict)
    if not groups:
        return Verdict(None, None, False)
    if not conflict:
        best = max(groups, key=lambda value: (groups[value], len(value), value))
        return Verdict(best, None, False)
    year = (parsed.year if (parsed := parse_number(number)) else None) if number else None
    fitting = [value for value in groups if name == "date" and year and value.startswith(year)]
    if len(fitting) == 1:
        return Verdict(fitting[0], HeldRight(fitting[0], f"Năm {year} có trong số, ký hiệu."), True)
    ranked = sorted(groups.items(), key=lambda item: -item[1])
    if ranked[0][1] > 1 and ranked[0][1] > ranked[1][1]:
        value, count = ranked[0]
        return Verdict(
            value, HeldRight(value, f"{count} văn bản ghi như vậy, nhiều hơn cách ghi khác."), True
        )
    return Verdict(None, HeldRight(None, "Các văn bản ghi khác nhau; chưa đủ căn cứ để kết luận."), True)


def _grouped(name: str, described: Sequence[Description]) -> Counter[str]:
    """How many documents say each value; values that are one in other spelling count together."""
    spellings: dict[str, Counter[str]] = {}
    for said in described:
        key = said.value if name == "date" else _words(said.value)
        spellings.setdefault(key, Counter())[said.value] += 1
    return Counter({_commonest(found): found.total() for found in spellings.values()})


def _commonest(spellings: Counter[str]) -> str:
    """The spelling that most texts have, capitals aside, then with them; the last in order of the
    alphabet among equals."""
    small: Counter[str] = Counter()
    for value, count in spellings.items():
        small[spelling_key(value)] += count
    return max(spellings, key=lambda value: (small[spelling_key(value)], spellings[value], value))


def _disagree(name: str, values: Sequence[str]) -> bool:
    pairs = ((a, b) for i, a in enumerate(values) for b in values[i + 1 :])
    differ = {"date": lambda a, b: a != b, "issuer": _other_body, "title": _other_title}[name]
    return any(differ(a, b) for a, b in pairs)


@lru_cache(maxsize=20_000)  # texts say the same of an instrument again and again
def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _other_body(one: str, other: str) -> bool:
    """Another body, or its office-holder instead of it; a term, ``Đảng`` or the province's name more
    or less is the same said at greater length."""
    return _body_key(one) != _body_key(other)


@lru_cache(maxsize=20_000)
def _body_key(name: str) -> tuple[str, str]:
    folded = fold(re.sub(r"\(?\s*kh[oó][aá]\s+[IVX]+\s*\)?", "", name, flags=re.IGNORECASE))
    found = find_body(folded)
    office = folded[: office_length(folded)]
    if found and found[0].name.startswith("Chủ tịch ") and "nước" not in found[0].name:
        return "chu tich", fold(found[0].name.removeprefix("Chủ tịch "))
    return office, fold(found[0].name) if found else _words(folded)


def _other_title(one: str, other: str) -> bool:
    """Titles whose opening clause has other words. A title cut short is the same title, and so is
    one whose later enumeration is abridged."""
    a, b = (_words(_clause(title)) for title in (one, other))
    short, long = sorted((a, b), key=len)
    whole_a, whole_b = _words(one), _words(other)
    if whole_a.startswith(whole_b) or whole_b.startswith(whole_a):
        return False
    return not (long == short or long.startswith(short + " "))


_VERBS = re.compile(r"^(?:ve viec|ve|quy dinh ve|quy dinh|ban hanh)\s+")


def _clause(title: str) -> str:
    """The words up to the first comma, without the verb that only says what kind of text it is."""
    return _VERBS.sub("", fold(title.split(",")[0].strip('“”" ')))
