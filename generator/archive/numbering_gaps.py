"""The numbers that the archive plainly lacks between those that it holds.

The documents of one type that a body issues are numbered in one series, from 01 on 1 January for the State
(Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.3) and from the beginning of the committee's term for the
Party (Hướng dẫn 36-HD/VPTW năm 2018, 1.3).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from generator.archive.identity import of_document
from generator.collection import Head, NumberSeries
from generator.model import Profile
from generator.names import body_of
from generator.numbers import parse_number

_Series = tuple[str, str, str | None, str]
"""Type, symbol, scope, period."""


def gaps_of(profiles: Iterable[Profile], instruments: Iterable[Head]) -> tuple[NumberSeries, ...]:
    """The series of which the archive holds two numbers or more and lacks one between them."""
    held: dict[_Series, dict[int, Profile]] = defaultdict(dict)
    for profile in profiles:
        identity = of_document(profile)
        if identity and profile.type and profile.number and profile.state != "draft":
            placed = _placed(profile.type, profile.number, identity.scope, identity.period)
            if placed:
                held[placed[0]].setdefault(placed[1], profile)
    cited: dict[_Series, dict[int, str]] = defaultdict(dict)
    likely = {(type_name, scope) for type_name, _, scope, _ in held}
    for one in instruments:
        wanted = one.number and one.held is None and (one.type, one.scope) in likely
        placed = _placed(one.type, one.number or "", one.scope, one.period) if wanted else None
        if placed:
            cited[placed[0]][placed[1]] = one.key
    found = (_series(key, own, cited[key]) for key, own in held.items())
    return tuple(sorted(filter(None, found), key=lambda s: (s.issuer, s.type, s.symbol, s.period)))


def _placed(type_name: str, number: str, scope: str | None, period: str | None) -> tuple[_Series, int] | None:
    """The series that a number belongs to, and its place; none for one with a letter (``12a``)."""
    parsed = parse_number(number)
    when = (parsed.year or period) if parsed else None
    if parsed is None or when is None or not parsed.digits.isdecimal():
        return None
    symbol = re.sub(r"^\d+", "", parsed.text)
    return (type_name, symbol, scope, when), int(parsed.digits)


def _series(key: _Series, held: Mapping[int, Profile], cited: Mapping[int, str]) -> NumberSeries | None:
    numbers = sorted(held)
    lacking = tuple(_between(numbers))
    if not lacking:
        return None
    type_name, symbol, _, period = key
    known = tuple((n, cited[n]) for n in sorted(cited) if any(low <= n <= high for low, high in lacking))
    issuer = next((body_of(d.issuer) for _, d in sorted(held.items()) if d.issuer), "")
    return NumberSeries(
        issuer, type_name, symbol, period, tuple((n, held[n].id) for n in numbers), lacking, known
    )


def _between(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The runs of numbers that are missing in an ascending list."""
    for one, following in pairwise(numbers):
        if following > one + 1:
            yield one + 1, following - 1
