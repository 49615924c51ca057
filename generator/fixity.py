"""Digests of raw files, remembered by how the files lie on the disk, so that not every file is read again."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

import msgspec

from generator.cache import Cache, encoded

_KIND, _KEY = "fixity", b""
_JUST_NOW = 2_000_000_000
"""Nanoseconds: a file that was changed so shortly before it was read could be changed once more and show
the same time, as times are told in ticks, on FAT of two seconds. Such a file is read again next time, as
git's index does it (git, Documentation/technical/racy-git.txt)."""

Lies = tuple[int, int, int, int]
"""Inode, size, and the times at which content and inode were last changed. The last of them is set by the
system alone, so that a file cannot be given other content and its old time."""


class _Seen(msgspec.Struct, frozen=True, array_like=True):
    lies: Lies
    sha256: str


_SEEN = msgspec.msgpack.Decoder(dict[bytes, _Seen])


def fixities(paths: Sequence[str], cache: Cache, load: Callable[[str], bytes | None]) -> list[str | None]:
    """The SHA-256 of each file in hexadecimal, ``None`` for one that ``load`` has no bytes of.

    Args:
        paths: the files.
        cache: where it stands what they were; its record may be lost or from another machine.
        load: gives the bytes of a file.
    """
    before = _remembered(cache)
    now: dict[bytes, _Seen] = {}
    found = []
    old_enough = time.time_ns() - _JUST_NOW
    for path in paths:
        name, lies = os.fsencode(path), _lies(path)
        seen = before.get(name)
        if seen is None or seen.lies != lies:
            seen, digest = None, _digest(load(path))
            if lies and digest and max(lies[2:]) < old_enough:
                seen = _Seen(lies, digest)
        else:
            digest = seen.sha256
        if seen:
            now[name] = seen
        found.append(digest)
    if now != before:
        cache.put(_KIND, _KEY, encoded(now))
    return found


def _remembered(cache: Cache) -> Mapping[bytes, _Seen]:
    try:
        return _SEEN.decode(cache.get(_KIND, _KEY) or b"")
    except msgspec.DecodeError:
        return {}


def _lies(path: str) -> Lies | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _digest(data: bytes | None) -> str | None:
    return None if data is None else sha256(data).hexdigest()
