"""A whole new site in the place of the old one, in one step where the system has one."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Linux, ``renameat2(2)``: both names are there at any moment, each for the one or the other folder."""
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM}


def beside(site: Path, part: str) -> Path:
    """A folder of the build beside the site, on the same file system: ``new``, ``old`` or ``spare-…``."""
    return site.with_name(f".{site.name}.{part}")


def swap(fresh: Path, site: Path) -> bool:
    """Put ``fresh`` in the place of ``site``; whether the old site now stands where ``fresh`` was.

    Without ``renameat2`` there are two renames; ``recover`` mends a stop between them.
    """
    if not site.exists():
        fresh.rename(site)
        return False
    if exchange(fresh, site):
        return True
    old = beside(site, "old")
    site.rename(old)
    fresh.rename(site)
    old.rename(fresh)
    return True


def exchange(one: Path, other: Path) -> bool:
    """Give two folders each other's name at once; ``False`` where the system cannot.

    Raises:
        OSError: it can, and failed.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    done = libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def recover(site: Path) -> None:
    """Undo what a build left that was killed: no half site stays, and an old one comes back."""
    old = beside(site, "old")
    if old.exists() and not site.exists():
        old.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(beside(site, "new"), ignore_errors=True)


def drop_spares(site: Path, but: str | None = None) -> None:
    """Remove the spare folders of a site, except the one named ``but``."""
    for folder in site.parent.glob(f".{site.name}.spare-*"):
        if folder.name != but:
            shutil.rmtree(folder, ignore_errors=True)
