"""Regular expressions that can match the same letters in very many ways: a repeated group whose end may go
on with what its next round begins with, as ``(?:A+ ?)+``. On a text that fails behind it, such a pattern
tries them all, twice as many with each letter.

It is told from the parsed pattern, on sample letters; a look at the letter beside (no letter before, no
letter behind) is taken to part the rounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

SAMPLE = "abzAZđĐếẾớỚ059 .,;:-–/()\n\"'’_%\t*|…[]`#"
_FEW = 4
"""Rounds that a group may be repeated without harm."""

_Item = tuple[Any, Any]

_parse: Any = import_module("re._parser").parse
_ops: Any = import_module("re._constants")
_REPEATS = (_ops.MAX_REPEAT, _ops.MIN_REPEAT)
_LOOKS = (_ops.ASSERT, _ops.ASSERT_NOT)
_SINGLE = (_ops.LITERAL, _ops.NOT_LITERAL, _ops.ANY, _ops.IN)


def ambiguous(pattern: re.Pattern[str]) -> bool:
    """Whether a pattern has such a group."""
    parsed = _parse(pattern.pattern, pattern.flags)
    return any(_goes_on(list(body), pattern.flags) for body in _rounds(list(parsed)))


def _rounds(items: Sequence[_Item]) -> Iterator[Any]:
    """The bodies of all groups that are repeated often, wherever they stand."""
    for op, value in items:
        if op in _REPEATS:
            if value[1] is _ops.MAXREPEAT or value[1] > _FEW:
                yield value[2]
            yield from _rounds(list(value[2]))
        for inner in _parts(op, value) if op not in _REPEATS else ():
            yield from _rounds(inner)


def _parts(op: Any, value: Any) -> list[list[_Item]]:
    """What an item is made of: one sequence, or several of which one matches."""
    if op is _ops.SUBPATTERN:
        return [list(value[3])]
    if op is _ops.BRANCH:
        return [list(branch) for branch in value[1]]
    if op in _LOOKS:
        return [list(value[1])]
    return [list(value)] if op is _ops.ATOMIC_GROUP else []


def _goes_on(body: list[_Item], flags: int) -> bool:
    return bool(_opening(body, flags)[0] & _ending(body, flags))


def _opening(items: Sequence[_Item], flags: int) -> tuple[set[str], bool]:
    """The letters that a sequence can begin with, and whether it can match nothing."""
    found: set[str] = set()
    for op, value in items:
        if op in _LOOKS and value[0] < 0:  # a look behind parts this round from the one before
            return found, False
        letters, may_be_empty = _opening_of(op, value, flags)
        found |= letters
        if not may_be_empty:
            return found, False
    return found, True


def _opening_of(op: Any, value: Any, flags: int) -> tuple[set[str], bool]:
    if op in _SINGLE:
        return _letters(op, value, flags), False
    if op in _REPEATS:
        letters, may_be_empty = _opening(list(value[2]), flags)
        return letters, may_be_empty or value[0] == 0
    if op is _ops.AT or op in _LOOKS:
        return set(), True
    ways = [_opening(part, flags) for part in _parts(op, value)] or [(set(SAMPLE), True)]
    return set().union(*(letters for letters, _ in ways)), any(empty for _, empty in ways)


def _ending(items: Sequence[_Item], flags: int) -> set[str]:
    """The letters with which a sequence that has matched could go on matching."""
    found: set[str] = set()
    for op, value in reversed(items):
        if op in _LOOKS or op is _ops.AT:  # a look ahead parts this round from the next
            return found
        if op in _REPEATS:
            if value[0] != value[1]:
                found |= _opening(list(value[2]), flags)[0]
            found |= _ending(list(value[2]), flags)
        for part in _parts(op, value) if op is not _ops.ATOMIC_GROUP else ():
            found |= _ending(part, flags)
        if not _opening([(op, value)], flags)[1]:
            return found
    return found


def _letters(op: Any, value: Any, flags: int) -> set[str]:
    """The sample's letters that an item of one letter matches."""
    if op is _ops.ANY:
        return {letter for letter in SAMPLE if letter != "\n" or flags & re.DOTALL}
    parts = value if op is _ops.IN else [(op, value)]
    found = set().union(*(_of_part(kind, told) for kind, told in parts))
    return set(SAMPLE) - found if any(kind is _ops.NEGATE for kind, _ in parts) else found


def _of_part(kind: Any, told: Any) -> set[str]:
    if kind is _ops.LITERAL:
        return {letter for letter in SAMPLE if ord(letter) == told}
    if kind is _ops.NOT_LITERAL:
        return {letter for letter in SAMPLE if ord(letter) != told}
    if kind is _ops.RANGE:
        return {letter for letter in SAMPLE if told[0] <= ord(letter) <= told[1]}
    if kind is _ops.CATEGORY:
        classes = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
        name = str(told).removeprefix("CATEGORY_")
        of = classes[name.removeprefix("NOT_")]
        return {letter for letter in SAMPLE if bool(re.match(of, letter)) != name.startswith("NOT_")}
    return set()
