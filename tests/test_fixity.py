"""A file is read again wherever it may have changed, and only there."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from pathlib import Path

import pytest

from generator.cache import ScratchCache
from generator.fixity import fixities

_LONG_AGO = 3_000_000_000


class _Reader:
    """Reads files, and notes which."""

    def __init__(self, cache: ScratchCache) -> None:
        self.cache = cache
        self.read: list[str] = []

    def load(self, name: str) -> bytes | None:
        path = Path(name)
        self.read.append(path.name)
        return path.read_bytes() if path.is_file() else None

    def digests(self, *paths: Path) -> list[str | None]:
        self.read.clear()
        return fixities(list(map(str, paths)), self.cache, self.load)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock by which every file of a test was changed long ago."""
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + _LONG_AGO)


def _file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _sha(content: bytes) -> str:
    return sha256(content).hexdigest()


@pytest.mark.usefixtures("later")
def test_a_file_that_lies_as_it_did_is_not_read_again(tmp_path: Path) -> None:
    one, other, reader = _file(tmp_path / "a", b"1"), _file(tmp_path / "b", b"2"), _Reader(ScratchCache())
    assert reader.digests(one, other) == [_sha(b"1"), _sha(b"2")]
    assert reader.read == ["a", "b"]
    assert reader.digests(other, one) == [_sha(b"2"), _sha(b"1")]
    assert reader.read == []
    assert reader.digests(other, tmp_path / "c") == [_sha(b"2"), None]
    assert reader.digests(one) == [_sha(b"1")]
    assert reader.read == ["a"]  # forgotten, as it was not there the last time


@pytest.mark.usefixtures("later")
def test_a_file_of_other_content_is_read_again_though_its_size_and_time_are_the_same(tmp_path: Path) -> None:
    path, reader = _file(tmp_path / "a", b"1"), _Reader(ScratchCache())
    reader.digests(path)
    before = path.stat()
    time.sleep(0.05)  # more than a tick of the clock that files are stamped by
    path.write_bytes(b"2")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert reader.digests(path) == [_sha(b"2")]


@pytest.mark.usefixtures("later")
def test_another_file_in_its_place_is_read(tmp_path: Path) -> None:
    path, reader = _file(tmp_path / "a", b"1"), _Reader(ScratchCache())
    reader.digests(path)
    _file(tmp_path / "b", b"2").replace(path)
    assert reader.digests(path) == [_sha(b"2")]


def test_a_file_that_was_changed_just_now_is_read_again(tmp_path: Path) -> None:
    path, reader = _file(tmp_path / "a", b"1"), _Reader(ScratchCache())
    reader.digests(path)
    reader.digests(path)
    assert reader.read == ["a"]


@pytest.mark.usefixtures("later")
def test_a_record_that_is_none_is_none(tmp_path: Path) -> None:
    path, cache = _file(tmp_path / "a", b"1"), ScratchCache()
    cache.put("fixity", b"", b"\xc1rubbish")
    assert _Reader(cache).digests(path) == [_sha(b"1")]
