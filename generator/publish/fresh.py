"""The folder in which the next site grows. Files are put there whole and never written into again.

Unchanged files are shared with the old site as hard links. So nothing is ever opened for writing that
may have another name: a file is removed first, and what replaces it is new.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path


class Fresh:
    """A folder that becomes the site."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)

    def path(self, name: str) -> str:
        """Where a file of the site lies, by its path relative to the site."""
        return f"{self.root}/{name}"

    def write(self, name: str, content: bytes) -> None:
        """Put a file there, unless one with these bytes is there already."""
        path = self.path(name)
        if not _has(path, content):
            self._put(path, content)

    def copy(self, name: str, source: str) -> None:
        """Put a copy of a file there; it may be too large for the memory."""
        path = self.path(name)
        self._clear(path)
        shutil.copyfile(source, path)

    def link(self, name: str, source: str) -> None:
        """Let a file be there that is in another site too."""
        path = self.path(name)
        try:
            os.link(source, path)
        except (FileNotFoundError, FileExistsError):  # no folder yet, or another file is there
            self._clear(path)
            os.link(source, path)

    def link_or_copy(self, name: str, source: str) -> None:
        """Let a file of the source tree be there too, which is replaced there and never written into."""
        try:
            self.link(name, source)
        except OSError as error:
            if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK):
                raise
            self.copy(name, source)

    def remove(self, name: str) -> None:
        """Remove a file if it is there, and the folders that it leaves empty."""
        path = self.path(name)
        if not os.path.lexists(path):
            return
        os.unlink(path)
        folder = os.path.dirname(path)
        while folder != self.root:
            try:
                os.rmdir(folder)
            except OSError:
                return
            folder = os.path.dirname(folder)

    def remove_strangers(self, names: Iterable[str]) -> None:
        """Remove what somebody put into the site, at its top or in a folder there, beside ``names``."""
        known = {"/".join(name.split("/", 2)[:2]) for name in names}
        known |= {name.partition("/")[0] for name in known}
        self._keep_only(known, "")
        for entry in list(os.scandir(self.root)):
            if entry.is_dir(follow_symlinks=False):
                self._keep_only(known, f"{entry.name}/")

    def _keep_only(self, known: set[str], folder: str) -> None:
        for entry in list(os.scandir(self.path(folder))):
            if folder + entry.name in known:
                continue
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            else:
                os.unlink(entry.path)

    def _put(self, path: str, content: bytes) -> None:
        try:
            _write_new(path, content)
        except (FileNotFoundError, FileExistsError):  # no folder yet, or another file is there
            self._clear(path)
            _write_new(path, content)

    def _clear(self, path: str) -> None:
        try:
            os.unlink(path)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)


def _write_new(path: str, content: bytes) -> None:
    with open(path, "xb") as file:
        file.write(content)


def _has(path: str, content: bytes) -> bool:
    try:
        if os.stat(path, follow_symlinks=False).st_size != len(content):
            return False
        with open(path, "rb") as file:
            return file.read() == content
    except OSError:
        return False
