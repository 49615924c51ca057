"""The authority file made again of what it was is the one that is made whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest

from generator.collection import Instrument, instruments_of
from generator.records import authority_json, authority_json_again

ODD = ('a"b', 'a",\n "b', "a\\", "{", "}\n", "a: b", "đ ư\u2028", "\x00", "a,")
"""Keys and titles that look like the lines between two entries."""


def _entry(key: str, title: str | None = None) -> Instrument:
    return Instrument(key, "Luật", None, None, None, title=title, aliases=('],\n "x": {',))


def _again(before: Sequence[Instrument], now: Sequence[Instrument]) -> bytes:
    old, new = instruments_of(before).heads, instruments_of(now)
    touched = {key for key in new.heads if old.get(key) != new.heads[key]}
    return authority_json_again(authority_json(before), old, new, touched)


COLLECTIONS: tuple[tuple[Instrument, ...], ...] = (
    (),
    (_entry(ODD[0]),),
    tuple(_entry(key, key) for key in sorted(ODD)),
    tuple(_entry(key, f'{key}\n}},\n "y": {{') for key in sorted({*ODD[2:], "a", "z"})),
)


@pytest.mark.parametrize(("before", "now"), list(product(COLLECTIONS, COLLECTIONS)))
def test_of_whatever_it_was(before: tuple[Instrument, ...], now: tuple[Instrument, ...]) -> None:
    made = _again(before, now)
    assert made == authority_json(now)
    assert list(json.loads(made)) == [one.key for one in now]


def test_entries_that_were_not_touched_are_not_made_again() -> None:
    before = [_entry("a"), _entry("b")]
    old = authority_json(before).replace("Luật".encode(), "Lệ".encode())
    now = instruments_of([before[0], replace(before[1], title="khác")])
    made = json.loads(authority_json_again(old, ["a", "b"], now, {"b"}))
    assert (made["a"]["type"], made["b"]["type"]) == ("Lệ", "Luật")
