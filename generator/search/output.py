"""The files of the search, with their digests: what has not changed is neither made nor written again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

from generator.search import pack


def digest(data: bytes) -> str:
    """The BLAKE2b digest of a content (128 bits), in hexadecimal."""
    return blake2b(data, digest_size=16).hexdigest()


class Output:
    """Writes files under a folder; ``files`` are the digests of all that stand there, by relative path.

    ``sources`` are digests of what files were deflated from, by the same path: where that is what it was,
    the file stands as it is.
    """

    def __init__(
        self, folder: Path, files: Mapping[str, str] | None = None, sources: Mapping[str, str] | None = None
    ) -> None:
        self.folder = folder
        self.files: dict[str, str] = dict(files or {})
        self.sources: dict[str, str] = {}
        self._sources = sources or {}

    def put(self, path: str, data: bytes) -> None:
        """Write a file, unless it has this content already."""
        known, made = self.files.get(path), digest(data)
        self.files[path] = made
        if known == made:
            return
        target = self.folder / path
        try:
            if known is None and target.read_bytes() == data:
                return
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)  # the published site may hold the old bytes under a name of its own
        target.write_bytes(data)

    def put_packed(self, path: str, *parts: bytes) -> None:
        """Write a file deflated."""
        made = digest(b"".join(parts))
        if self._sources.get(path) != made or path not in self.files:
            self.put(path, pack.deflated(*parts))
        self.sources[path] = made

    def remove(self, path: str) -> None:
        """Remove a file."""
        self.files.pop(path, None)
        (self.folder / path).unlink(missing_ok=True)

    def remove_old_sources(self) -> None:
        """Remove files that were deflated before and are not any more."""
        for path in self._sources.keys() - self.sources.keys():
            self.remove(path)

    def remove_strangers(self) -> None:
        """Remove whatever stands in the folder and is not of ``files``."""
        for path in present(self.folder) - self.files.keys():
            (self.folder / path).unlink()


def present(folder: Path) -> set[str]:
    """Relative paths of all files under a folder, with ``/``."""
    found: set[str] = set()
    for place, _, names in os.walk(folder):
        start = Path(place).relative_to(folder).as_posix()
        found.update(names if start == "." else (f"{start}/{name}" for name in names))
    return found
