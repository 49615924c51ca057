"""Which files lie under a folder, where only those folders are read again that changed since they were read
last: to ask ten thousands for their time costs a third of reading them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

_UNSURE = 2_000_000_000
"""Nanoseconds for which a time tells little: what comes within the same tick of a file system's clock is not
seen, and some tick as slowly as that."""


@dataclass(frozen=True, slots=True)
class Listing:
    """All files under a folder by their paths relative to it; ``times`` has each folder there, as ``""`` or
    ``a/b/``, with the nanosecond in which something last came into it or went from it. That is the time
    which the system keeps for itself (``st_ctime``): a copy or a restored cache never has it."""

    files: frozenset[str] = frozenset()
    times: Mapping[str, int] = field(default_factory=dict)


def listed(top: Path, apart: tuple[str, ...] = (), before: Listing | None = None) -> Listing:
    """What lies under a folder now, but not in folders whose paths begin with one of ``apart``.

    Args:
        top: it need not be there.
        apart: openings of paths.
        before: what lay there at an earlier time; the result is the same without it.
    """
    before = before or Listing()
    times = _times(top, before.times or [""])
    known = before.times
    changed = {folder for folder in times.keys() | known.keys() if times.get(folder) != known.get(folder)}
    if not changed:
        return before
    files = {path for path in before.files if _folder_of(path) not in changed}
    waiting = list(times.keys() & changed)
    while waiting:
        start = waiting.pop()
        with os.scandir(top / start) as entries:
            for entry in entries:
                path = start + entry.name
                if not entry.is_dir(follow_symlinks=False):
                    files.add(path)
                elif f"{path}/" not in times and not f"{path}/".startswith(apart):
                    times |= _times(top, [f"{path}/"])
                    waiting.append(f"{path}/")
    return Listing(frozenset(files), times)


def times_after(top: Path, before: Listing, touched: Iterable[str]) -> dict[str, int]:
    """The times of all folders after the one who writes there wrote or removed the files at some paths; none
    of a folder that changed just now, so that it is read again."""
    folders = {
        f"{parent}/" if parent.name else "" for path in touched for parent in PurePosixPath(path).parents
    }
    sure = time.time_ns() - _UNSURE
    again = {folder: when if when < sure else 0 for folder, when in _times(top, folders).items()}
    return {folder: when for folder, when in before.times.items() if folder not in folders} | again


def _times(top: Path, folders: Iterable[str]) -> dict[str, int]:
    """The times of those folders that are there."""
    start, found = os.fspath(top), {}
    for folder in folders:
        try:
            found[folder] = os.stat(f"{start}/{folder}").st_ctime_ns
        except (FileNotFoundError, NotADirectoryError):
            continue
    return found


def _folder_of(path: str) -> str:
    return path[: path.rfind("/") + 1]
