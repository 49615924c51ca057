"""A record comes back as it was written, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.sealed import mapped_file, read_sealed, write_sealed


@pytest.mark.parametrize("pieces", [(), (b"",), (b"a",), (b"ab", memoryview(b"xcdx")[1:3])])
def test_a_record_in_pieces_comes_back_whole(pieces: tuple[bytes | memoryview, ...], tmp_path: Path) -> None:
    path = tmp_path / "kho" / "record"
    write_sealed(path, b"v1", pieces)
    assert bytes(read_sealed(path, b"v1")) == b"".join(pieces)
    assert [one.name for one in path.parent.iterdir()] == ["record"]


def test_a_record_of_another_version_tells_nothing(tmp_path: Path) -> None:
    write_sealed(tmp_path / "record", b"v1", [b"a"])
    assert not read_sealed(tmp_path / "record", b"v2")


@pytest.mark.parametrize("damaged", [b"", b"1", b"1234", b"abcd1234"])
def test_a_damaged_record_is_none(damaged: bytes, tmp_path: Path) -> None:
    path = tmp_path / "record"
    path.write_bytes(damaged)
    assert not read_sealed(path, b"v1")
    assert not read_sealed(tmp_path / "none", b"v1")


def test_a_file_that_is_replaced_or_removed_is_still_there_for_who_has_it(tmp_path: Path) -> None:
    path = tmp_path / "record"
    write_sealed(path, b"v1", [b"old"])
    old = read_sealed(path, b"v1")
    write_sealed(path, b"v1", [b"new"])
    new = mapped_file(path)
    path.unlink()
    assert (bytes(old), bytes(new)[:5]) == (b"old", b"v1new")


def test_what_cannot_be_written_leaves_the_old_record(tmp_path: Path) -> None:
    path = tmp_path / "record"
    write_sealed(path, b"v1", [b"old"])

    def full() -> Iterator[bytes]:
        yield b"new"
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        write_sealed(path, b"v1", full())
    assert bytes(read_sealed(path, b"v1")) == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["record"]
