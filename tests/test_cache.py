"""What is kept from build to build: found again, thrown away when damaged, and never a reason to fail."""

from __future__ import annotations

import os
import random
import sqlite3
from pathlib import Path

import pytest

from generator.cache import Cache, ScratchCache, digest_of, fingerprint, kept, program_digest
from generator.workers import mapped


def test_what_was_put_is_found_by_kind_and_key(tmp_path: Path) -> None:
    with kept(tmp_path / "c.sqlite") as cache:
        cache.put("a", b"1", b"one")
        cache.put("b", b"1", b"other")
    with kept(tmp_path / "c.sqlite") as cache:
        assert (cache.get("a", b"1"), cache.get("b", b"1"), cache.get("a", b"2")) == (b"one", b"other", None)


def test_a_run_that_ends_well_leaves_only_what_it_used(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with kept(path) as cache:
        for key in (b"read", b"noted", b"useless"):
            cache.put("a", key, key)
    with kept(path) as cache:
        cache.get("a", b"read")
        cache.use("a", [b"noted"])
    with kept(path) as cache:
        assert [cache.get("a", key) for key in (b"read", b"noted", b"useless")] == [b"read", b"noted", None]


def test_a_full_disk_is_no_reason_to_stop(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits the size of files on Unix alone")
    path, limits = tmp_path / "c.sqlite", resource.getrlimit(resource.RLIMIT_FSIZE)
    with kept(path) as cache:
        cache.put("a", b"first", b"first")
        cache.commit()
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
            for number in range(100):
                cache.put("a", str(number).encode(), random.Random(number).randbytes(10_000))
            cache.commit()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    with kept(path) as cache:
        assert cache.get("a", b"99") is None


def test_a_run_that_fails_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with kept(path) as cache:
        cache.put("a", b"old", b"old")
    with pytest.raises(ZeroDivisionError), kept(path) as cache:
        cache.put("a", b"new", b"new")
        raise ZeroDivisionError
    with kept(path) as cache:
        assert (cache.get("a", b"old"), cache.get("a", b"new")) == (b"old", b"new")


@pytest.mark.parametrize("damage", [b"", b"not a database" * 100, None])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / "c.sqlite"
    with kept(path) as cache:
        cache.put("a", b"1", b"one" * 10_000)
    path.write_bytes(path.read_bytes()[:4000] if damage is None else damage)
    with kept(path) as cache:
        assert cache.get("a", b"1") is None
        cache.put("a", b"1", b"again")
    with kept(path) as cache:
        assert damage is None or cache.get("a", b"1") == b"again"


def test_a_file_that_takes_no_record_is_thrown_away_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    keys = [b"%03d" % number for number in range(200)]
    with kept(path) as cache:
        for key in keys:
            cache.put("a", key, key * 100)
    whole = bytearray(path.read_bytes())
    for page in range(4096, len(whole), 4096):  # all but the first, which tells of the tables
        whole[page : page + 64] = b"\xff" * 64
    path.write_bytes(whole)
    with kept(path) as cache:
        for key in keys:
            assert cache.get("a", key) is None
            cache.put("a", key, key)
    with kept(path) as cache:
        cache.put("a", b"1", b"one")
    with kept(path) as cache:
        assert cache.get("a", b"1") == b"one"


def test_a_damaged_record_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with kept(path) as cache:
        cache.put("a", b"1", b"one")
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE records SET record = ?", (b"rubbish",))
    raw.close()
    with kept(path) as cache:
        assert cache.get("a", b"1") is None


def _read_by_workers(cache: Cache) -> None:
    keys = [bytes([number]) for number in range(20)]
    for key in keys:
        cache.put("a", key, key + key)
    cache.commit()
    assert list(mapped(lambda key: cache.get("a", key), keys, 2)) == [key + key for key in keys]


def test_forked_workers_read_what_was_put(tmp_path: Path) -> None:
    _read_by_workers(ScratchCache())
    with kept(tmp_path / "c.sqlite") as cache:
        _read_by_workers(cache)


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 15, 16, 17, 200])
def test_results_come_in_order_whatever_the_number_of_workers(workers: int, count: int) -> None:
    assert list(mapped(lambda number: number * number, range(count), workers)) == [
        n * n for n in range(count)
    ]


def test_a_fault_in_a_worker_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(mapped(lambda number: 1 // number, range(40), 2))


def test_digests_tell_where_pieces_end() -> None:
    assert digest_of(b"ab", b"c") != digest_of(b"a", b"bc")
    assert fingerprint({"a": 1, "b": (2,)}) == fingerprint({"b": (2,), "a": 1}) != fingerprint({"a": 1})
    assert program_digest() == program_digest() != program_digest(without=("search",))


def test_a_record_that_the_disk_does_not_take_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    cache, written = ScratchCache(), os.pwrite
    cache.put("a", b"1", b"one")
    with monkeypatch.context() as full:
        full.setattr(os, "pwrite", lambda file, record, at: written(file, record[:2], at))
        cache.put("a", b"2", b"two")
    cache.put("a", b"3", b"three")
    assert [cache.get("a", key) for key in (b"1", b"2", b"3")] == [b"one", None, b"three"]
    assert cache.keys("a") == {b"1", b"3"}
