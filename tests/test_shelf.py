"""What is not asked for is not worked out; what has not changed is not encoded again."""

from __future__ import annotations

import msgspec
import pytest

from generator.cache import encoded
from generator.sealed import Chunk
from generator.shelf import Lazy, Shelf


class _Decoder:
    """Decodes lists of numbers, and notes which."""

    def __init__(self) -> None:
        self.decoded: list[list[int]] = []

    def __call__(self, record: Chunk) -> list[int]:
        found: list[int] = msgspec.msgpack.decode(record)
        self.decoded.append(found)
        return found


def _shelf(decoder: _Decoder, **values: list[int]) -> Shelf[list[int]]:
    return Shelf({name: encoded(value) for name, value in values.items()}, decoder)


def test_a_lazy_entry_is_found_once_and_only_under_its_names() -> None:
    asked: list[str] = []

    def find(name: str) -> int:
        asked.append(name)
        return len(name)

    lazy = Lazy(("a", "bb"), find)
    assert (list(lazy), len(lazy), "a" in lazy, "c" in lazy, asked) == (["a", "bb"], 2, True, False, [])
    assert (lazy["bb"], lazy["bb"], lazy.get("c"), asked) == (2, 2, None, ["bb"])
    with pytest.raises(KeyError):
        lazy["c"]


def test_a_value_is_decoded_when_it_is_asked_for_and_once() -> None:
    decoder = _Decoder()
    shelf = _shelf(decoder, a=[1], b=[], c=[3])
    assert (list(shelf), len(shelf), "b" in shelf, "d" in shelf) == (["a", "b", "c"], 3, True, False)
    assert decoder.decoded == []
    assert (shelf["b"], shelf["b"], shelf.get("d")) == ([], [], None)
    assert shelf["b"] is shelf["b"]
    assert decoder.decoded == [[]]


def test_a_renewed_shelf_has_the_names_it_is_given_in_their_order() -> None:
    decoder = _Decoder()
    before = _shelf(decoder, a=[1], b=[2], c=[3])
    kept = before["b"]
    now = before.renewed(["d", "b", "a"], {"d": [4], "a": [9], "elsewhere": [0]})
    assert list(now) == ["d", "b", "a"]
    assert dict(now) == {"d": [4], "b": [2], "a": [9]}
    assert now["b"] is kept
    assert ("c" in now, "elsewhere" in now, now.get("c")) == (False, False, None)
    assert dict(before) == {"a": [1], "b": [2], "c": [3]}


def test_records_of_what_did_not_change_are_those_that_were_there() -> None:
    decoder = _Decoder()
    before = _shelf(decoder, a=[1], b=[2])
    now = before.renewed(["a", "b", "c"], {"b": [5], "c": []})
    records = now.records()
    assert decoder.decoded == []
    assert records["a"] is before.records()["a"]
    assert dict(Shelf(records, decoder)) == {"a": [1], "b": [5], "c": []}
