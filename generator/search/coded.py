"""A column of values of which few are different: a table of them, and a code for each.

A value can be put in or taken out without going through the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from generator.search import pack


class Coded(NamedTuple):
    """The column: ``codes`` are positions in ``table``, where the values stand by how often they occur, the
    most frequent first, of equally frequent ones the lesser."""

    table: tuple[bytes, ...] = ()
    codes: pack.Numbers = b""


def of(values: Sequence[bytes]) -> Coded:
    """The column of some values."""
    if len(set(values)) == 1:
        return same(values[0], len(values))
    counts = Counter(values)
    table = tuple(sorted(counts, key=lambda value: (-counts[value], value)))
    code = {value: position for position, value in enumerate(table)}
    return Coded(table, pack.numbers(map(code.__getitem__, values)))


def same(value: bytes, count: int) -> Coded:
    """The column of one value, so many times."""
    return Coded((value,), bytes(count))


def joined(column: Coded, at: int, other: Coded) -> Coded:
    """A column with the value of another, which has one or none, before its ``at``-th."""
    if not other.table:
        return column
    table = column.table if other.table[0] in column.table else column.table + other.table
    code = table.index(other.table[0])
    return _ranked(Coded(table, pack.spliced(column.codes, at, at, [code])), code)


def without(column: Coded, at: int) -> Coded:
    """A column without its ``at``-th value, if it has any."""
    if not column.table:
        return column
    code = column.codes[at]
    table, codes = _ranked(Coded(column.table, pack.spliced(column.codes, at, at + 1, [])), code)
    return Coded(table if len(table) - 1 in codes else table[:-1], codes)


def _ranked(column: Coded, code: int) -> Coded:
    """A column in which one value, which occurs more often now or less, stands where it belongs."""
    table, codes = column

    def rank(code: int) -> tuple[int, bytes]:
        return -codes.count(code), table[code]

    own, place = rank(code), code
    while place > 0 and own < rank(place - 1):
        place -= 1
    while place + 1 < len(table) and own > rank(place + 1):
        place += 1
    if place == code:
        return column
    order = list(range(len(table)))
    order.insert(place, order.pop(code))
    code_of = sorted(order, key=order.__getitem__)
    return Coded(tuple(table[old] for old in order), _recoded(codes, code_of))


def _recoded(codes: pack.Numbers, code_of: Sequence[int]) -> pack.Numbers:
    if isinstance(codes, bytes):
        return codes.translate(bytes(code_of).ljust(256, b"\0"))
    return pack.numbers([code_of[old] for old in codes])


def encoded(column: Coded) -> bytes:
    """Bytes of a column: the table, and the codes unless all values are the same."""
    table = pack.varint(len(column.table)) + b"".join(map(pack.string, column.table))
    return table if len(column.table) == 1 else table + pack.varints(column.codes)


def decoded(reader: pack.Reader, count: int) -> Coded:
    """The column of so many values that a reader is at."""
    table = tuple(reader.bytes(reader.number()) for _ in range(reader.number()))
    return Coded(table, bytes(count) if len(table) == 1 else reader.numbers(count))
