"""A page knows what it looked at, and whether that gives something else now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations_with_replacement, permutations, product

import pytest

from generator.collection import Archive, Head, Instrument, Instruments, Said
from generator.config import default_config
from generator.render.noted import Looks, Noted, Parts, changed_looks, looks
from generator.render.relations import acting
from generator.render.site import Site
from generator.shelf import Lazy
from tests.support.archives import KL44, OWN, archive
from tests.support.requirements import ROOT

CONFIG = default_config(ROOT)
HEAD = Head("kl-44", "Kết luận", "44-KL/TW", None, None, None, None, None, (), (), {}, b"")
VALUES = ("2019-01-01", "2019-01-02", "2019-01-03", "2019-01-04")


def test_what_is_looked_up_is_noted_be_it_there_or_not() -> None:
    seen: set[str] = set()
    noted = Noted("own", {"a": 1, "b": 2, "c": 3}, seen)
    assert (noted["a"], noted.get("x"), "b" in noted) == (1, None, True)
    with pytest.raises(KeyError):
        noted["y"]
    assert seen == {"own a", "own b", "own x", "own y"}


def test_who_goes_through_all_entries_notes_none() -> None:
    seen: set[str] = set()
    noted = Noted("own", {"a": 1}, seen)
    assert (list(noted), len(noted), list(noted.values()), list(noted.items())) == (["a"], 1, [1], [("a", 1)])
    assert seen == set()


def _changed(before: Mapping[str, object], now: Mapping[str, object], names: set[str] | None) -> set[str]:
    old = looks({"own": before}, None, {})
    return set(changed_looks(old, looks({"own": now}, names, old)))


def test_what_gives_something_else_is_told() -> None:
    before, now = {"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 9, "d": 4}
    assert _changed(before, now, None) == {"own b", "own c", "own d"}
    assert _changed(before, now, {"b", "c", "d", "nowhere"}) == {"own b", "own c", "own d"}


def test_of_names_that_nothing_happened_to_nothing_is_worked_out() -> None:
    def fail(name: str) -> int:
        raise AssertionError(name)

    old: Looks = {"a": {"own a": b"1"}}
    assert looks({"own": Lazy(("a",), fail)}, {"b"}, old) == old


def test_parts_are_told_each_by_itself_whatever_they_are_called() -> None:
    before = {"a": Parts({"title Nghị định số 1": 1, "title ": 2, "date x": 3})}
    now = {"a": Parts({"title Nghị định số 1": 5, "title ": 2})}
    assert _changed(before, now, {"a"}) == {"own a title Nghị định số 1", "own a date x"}


def _all_said() -> Iterator[Said]:
    """Every order of some values, with every count that it can have."""
    for length in (2, 3):
        for values in permutations(VALUES, length):
            for counts in combinations_with_replacement((3, 2, 1), length):
                yield Said(tuple(zip(values, counts, strict=True)), None)


class _Told:
    """What one field of an instrument tells to documents that say one value or another."""

    def __init__(self, said: Said) -> None:
        head = replace(HEAD, said={"date": said})
        site = Site(Archive((), Instruments({head.key: head}, _no_entry)), CONFIG)
        self.looks = looks({"said": site.lookups["said"]}, None, {})
        self.told = {own: site.told_otherwise(head, "date", own) for own in VALUES}
        self.notes = {own: _noted(site, head, own) for own in VALUES}


def _noted(site: Site, head: Head, own: str) -> set[str]:
    site.seen.clear()
    site.told_otherwise(head, "date", own)
    return set(site.seen)


def _no_entry(key: str) -> Instrument:
    raise KeyError(key)


def test_whoever_is_told_something_else_of_what_others_say_looked_at_what_changed() -> None:
    every = [_Told(said) for said in _all_said()]
    for before, now in product(every, every):
        changed = changed_looks(before.looks, now.looks)
        for own in VALUES:
            assert before.told[own] == now.told[own] or not changed.isdisjoint(before.notes[own])


def test_who_says_what_most_say_is_told_nothing_new_where_a_rare_value_is_said_once_more() -> None:
    before = _Told(Said(((VALUES[0], 5), (VALUES[1], 3), (VALUES[2], 1)), None))
    now = _Told(Said(((VALUES[0], 5), (VALUES[1], 3), (VALUES[2], 2)), None))
    changed = changed_looks(before.looks, now.looks)
    assert [own for own in VALUES if not changed.isdisjoint(before.notes[own])] == list(VALUES[:2])


def test_a_page_looks_at_what_was_worked_out_for_another() -> None:
    site = Site(archive(), CONFIG)
    ties = acting(site, OWN)
    first = set(site.seen)
    site.seen.clear()
    assert acting(site, OWN) == ties != ()
    assert site.seen == first >= {f"acts {OWN}", f"head {KL44}"}
