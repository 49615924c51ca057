"""The files of the search, with their digests: what has not changed is neither made nor written again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
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
        self.files: dict[str, str] = dict(files or {})
        self.sources: dict[str, str] = {}
        self.folder = folder
        self._start = f"{folder}/"
        self._sources = sources or {}

    def put(self, path: str, data: bytes) -> None:
        """Write a file, unless it has this content already."""
        known, made = self.files.get(path), digest(data)
        self.files[path] = made
        if known == made:
            return
        target = self._place(path)
        try:
            if known is None and _content(target) == data:
                return
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)
        with suppress(FileNotFoundError):  # the published site may hold the old bytes under a name of its own
            os.unlink(target)
        with open(target, "wb") as file:
            file.write(data)

    def put_packed(self, path: str, *parts: bytes) -> None:
        """Write a file deflated."""
        made = digest(b"".join(parts))
        if self._sources.get(path) != made or path not in self.files:
            self.put(path, pack.deflated(*parts))
        self.sources[path] = made

    def content(self, path: str) -> bytes | None:
        """The content of a file; ``None`` where it is not what was written."""
        try:
            data = _content(self._place(path))
        except OSError:
            return None
        return data if digest(data) == self.files.get(path) else None

    def remove(self, path: str) -> None:
        """Remove a file."""
        self.files.pop(path, None)
        with suppress(FileNotFoundError):
            os.unlink(self._place(path))

    def remove_old_sources(self) -> None:
        """Remove files that were deflated before and are not any more."""
        for path in self._sources.keys() - self.sources.keys():
            self.remove(path)

    def remove_strangers(self, there: Iterable[str]) -> None:
        """Remove what stood in the folder (see ``present``) and is not of ``files``."""
        for path in there:
            if path not in self.files:
                self.remove(path)

    def _place(self, path: str) -> str:
        return self._start + path


def present(folder: Path) -> set[str]:
    """Relative paths of all files under a folder, with ``/``."""
    found: set[str] = set()
    for place, _, names in os.walk(folder):
        start = Path(place).relative_to(folder).as_posix()
        found.update(names if start == "." else (f"{start}/{name}" for name in names))
    return found


def _content(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()
