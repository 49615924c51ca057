"""The authority file made again of what it was is the one that is made whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest

from generator.collection import Archive, Instrument, Instruments, instruments_of
from generator.records import authority_digest, authority_entries, authority_entries_again, authority_json

ODD = ('a"b', 'a",\n "b', "a\\", "{", "}\n", "a: b", "đ ư\u2028", "\x00", "a,")
"""Keys and titles that look like the lines between two entries."""


def _entry(key: str, title: str | None = None) -> Instrument:
    return Instrument(key, "Luật", None, None, None, title=title, aliases=('],\n "x": {',))


def _file(instruments: Sequence[Instrument]) -> bytes:
    return b"".join(authority_json(instruments))


def _sizes(instruments: Sequence[Instrument]) -> dict[str, int]:
    return {
        one.key: len(entry) for one, entry in zip(instruments, authority_entries(instruments), strict=True)
    }


def _again(before: Sequence[Instrument], now: Sequence[Instrument]) -> bytes:
    old, new = instruments_of(before).heads, instruments_of(now)
    touched = {key for key in new.heads if old.get(key) != new.heads[key]}
    entries = authority_entries_again(memoryview(_file(before)), _sizes(before), new, touched)
    return _file(Instruments(new.heads, new.load, entries))


COLLECTIONS: tuple[tuple[Instrument, ...], ...] = (
    (),
    (_entry(ODD[0]),),
    tuple(_entry(key, key) for key in sorted(ODD)),
    tuple(_entry(key, f'{key}\n}},\n "y": {{') for key in sorted({*ODD[2:], "a", "z"})),
)


@pytest.mark.parametrize(("before", "now"), list(product(COLLECTIONS, COLLECTIONS)))
def test_of_whatever_it_was(before: tuple[Instrument, ...], now: tuple[Instrument, ...]) -> None:
    made = _again(before, now)
    assert made == _file(now)
    assert list(json.loads(made)) == [one.key for one in now]


def test_entries_that_were_not_touched_are_not_made_again() -> None:
    before = [_entry("a"), _entry("b")]
    old = _file(before).replace("Luật".encode(), "Luậc".encode())
    assert len(old) == len(_file(before))
    now = instruments_of([before[0], replace(before[1], title="khác")])
    entries = authority_entries_again(memoryview(old), _sizes(before), now, {"b"})
    made = json.loads(_file(Instruments(now.heads, now.load, entries)))
    assert (made["a"]["type"], made["b"]["type"]) == ("Luậc", "Luật")


def test_another_program_makes_another_authority_file(monkeypatch: pytest.MonkeyPatch) -> None:
    of = Archive((), COLLECTIONS[2])
    before = authority_digest(of)
    assert authority_digest(of) == before
    monkeypatch.setattr("generator.records.program_digest", lambda: b"2")
    assert authority_digest(of) != before
