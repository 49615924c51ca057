"""What is known of the site that was published last, so that the next build redoes only what changed.

The file may be deleted at any time, be older than the site, or come from another machine: nothing in it
is believed of a file whose inode, size and time are not those noted here.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from generator.publish.accelerate.pages import Built

_FORMAT = 1


class Placed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file of the site: the digest of what it was made from, and how it lies on the disk.

    ``page`` is there for a page: what its HTML depends on, and what was said of it.
    """

    digest: str
    inode: int
    size: int
    modified: int
    page: Built | None = None

    def lies_at(self, path: str) -> bool:
        """Whether the file at ``path`` is this one, untouched since it was written."""
        try:
            found = os.stat(path, follow_symlinks=False)
        except OSError:
            return False
        return (found.st_ino, found.st_size, found.st_mtime_ns) == (self.inode, self.size, self.modified)


class State(msgspec.Struct, frozen=True):
    """A published site: its files by their paths in it.

    ``environment`` is the digest of all that every page depends on. ``spare`` names the folder with the
    site before this one, if it was kept, and ``behind`` the paths in which that differs from this one;
    ``root`` is the inode of the site's folder.
    """

    environment: str = ""
    files: dict[str, Placed] = msgspec.field(default_factory=dict)
    behind: tuple[str, ...] = ()
    spare: str = ""
    root: int = 0
    format: int = _FORMAT

    def describes(self, site: Path) -> bool:
        """Whether this is the state of the folder that stands at ``site``."""
        try:
            return site.stat().st_ino == self.root
        except OSError:
            return False


def placed(path: str, digest: str, page: Built | None = None) -> Placed:
    """The note of a file that was just put in its place.

    Raises:
        OSError: it is not there.
    """
    found = os.stat(path, follow_symlinks=False)
    return Placed(digest, found.st_ino, found.st_size, found.st_mtime_ns, page)


def read_state(path: Path) -> State:
    """The state that was written, or an empty one where it is absent, damaged or of another format."""
    try:
        state = msgspec.msgpack.decode(path.read_bytes(), type=State)
    except (OSError, msgspec.MsgspecError):
        return State()
    return state if state.format == _FORMAT else State()


def prepare_state(state: State, path: Path) -> Path:
    """Write a state beside its place, to be put there by ``rename`` when its site is in place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    prepared = path.with_suffix(".new")
    prepared.write_bytes(msgspec.msgpack.encode(state))
    return prepared
