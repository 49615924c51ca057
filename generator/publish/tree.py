"""A folder of generated files on disk, kept up to date: what is made of the same is not made again, what
has the same bytes is not touched, and nothing stale is left."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath

import msgspec

from generator.cache import DIGEST
from generator.model import Draft, Sheaf
from generator.workers import mapped


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A file of the folder: digests of what it was made of, and of its bytes. A very large file, which
    comes in pieces, is known by what it was made of instead: to go through its bytes costs as much as to
    make it."""

    made_of: bytes
    digest: bytes


class Planned(msgspec.Struct, frozen=True, array_like=True):
    """The paths of a sheaf's files, and what its plan looked at (see ``model.Sheaf``)."""

    paths: tuple[str, ...]
    looked_at: tuple[str, ...]


class _Record(msgspec.Struct, frozen=True, array_like=True):
    """What a folder holds, the version of the program that made it, what was planned by the sheaves' names
    (records of :class:`Planned`), and what the caller noted ``about`` it. It stands behind its digest."""

    version: bytes
    files: dict[str, Kept]
    planned: dict[str, msgspec.Raw]
    about: bytes


_RECORD = msgspec.msgpack.Decoder(_Record)
_PLANNED = msgspec.msgpack.Decoder(Planned)

Written = tuple[str, Kept]
"""A file's path within the folder, and what it is."""


@dataclass(frozen=True)
class Tree:
    """A folder and what it held after the last run.

    While a run goes on, the record of the folder is put aside: if the run is killed, the next one finds
    it there and looks at every file's bytes before it trusts them.
    """

    folder: Path
    record: Path | None
    version: bytes
    before: Mapping[str, Kept]
    planned: Mapping[str, msgspec.Raw]
    about: bytes
    """What was noted with the last run; empty where it was cut off, or made by another program."""
    present: frozenset[str]
    """Files that there are; those of another program's run are not told from others."""
    apart: tuple[str, ...]
    """Folders within it that somebody else keeps."""
    own: tuple[str, ...]
    """The folders within it that nobody else writes to."""

    def put(self, draft: Draft) -> Written:
        """Make a page's file what it has to be; in whatever process this is called.

        Raises:
            ValueError: the path leads out of the folder.
        """
        kept = self.before.get(draft.path)
        if kept and kept.made_of == draft.made_of and draft.path in self.present:
            return draft.path, kept
        inside = PurePosixPath(draft.path)
        if inside.is_absolute() or ".." in inside.parts:
            raise ValueError(f"not a path in the site: {draft.path}")
        content = draft.render()
        if not isinstance(content, bytes):
            _write_pieces(self.folder / inside, content)
            return draft.path, Kept(draft.made_of, draft.made_of)
        digest = _digest(content)
        if draft.path not in self.present or not self._has(draft.path, digest):
            write_anew(self.folder / inside, content)
        return draft.path, Kept(draft.made_of, digest)

    def _has(self, path: str, digest: bytes) -> bool:
        """Whether a file that is there has the bytes of that digest."""
        kept = self.before.get(path)
        return kept.digest == digest if kept else _is(self.folder / path, digest)

    def settled(self, sheaf: Sheaf, changed: Set[str] | None) -> Sequence[str] | None:
        """The paths of a sheaf's files, if it would be planned alike again and they stand."""
        record = self.planned.get(sheaf.name)
        if changed is None or record is None:
            return None
        planned = _PLANNED.decode(record)
        stands = changed.isdisjoint(planned.looked_at) and self.present.issuperset(planned.paths)
        return planned.paths if stands else None

    def close(
        self, written: Sequence[Written], planned: Mapping[str, msgspec.Raw], about: bytes
    ) -> Mapping[str, str]:
        """Remove all other files, and record what there is now: the digest of each file, in hexadecimal.

        Raises:
            ValueError: two pages have one path.
        """
        files = dict(written)
        if len(files) < len(written):
            paths = [path for path, _ in written]
            raise ValueError(f"two pages have one path: {next(p for p in paths if paths.count(p) > 1)}")
        for path in sorted(self.present - files.keys()):
            if path.startswith(self.own) and not (self.apart and path.startswith(self.apart)):
                _remove(self.folder, path)
        if self.record:
            record = msgspec.msgpack.encode(_Record(self.version, files, dict(planned), about))
            write_anew(self.record, _digest(record) + record)
            _aside(self.record).unlink(missing_ok=True)
        return {path: kept.digest.hex() for path, kept in files.items()}


def opened(
    folder: Path,
    version: bytes,
    record: Path | None = None,
    *,
    own: tuple[str, ...] = ("",),
    apart: tuple[str, ...] = (),
) -> Tree:
    """The folder as it is, to be brought up to date.

    Args:
        folder: it need not be there yet.
        version: digest of all that pages are made with (program, templates, configuration).
        record: where it stands what the folder held last; without it, every page is made anew.
        own: openings of paths; stale files are removed from under these.
        apart: openings of paths that somebody else keeps.
    """
    present = frozenset(_files_in(folder))
    found = _Record(version, {}, {}, b"")
    if record and record.is_file():
        found = _read(record, version)
        os.replace(record, _aside(record))
    elif record:
        files = _read(_aside(record), version).files
        files = {path: kept for path, kept in files.items() if _is(folder / path, kept.digest)}
        found = _Record(version, files, {}, b"")
    return Tree(folder, record, version, found.files, found.planned, found.about, present, apart, own)


def write_tree(
    tree: Tree,
    sheaves: Sequence[Sheaf],
    workers: int = 1,
    last: Callable[[], Iterable[Draft]] = tuple,
    *,
    changed: Set[str] | None = None,
    about: bytes = b"",
) -> Mapping[str, str]:
    """Make a folder hold exactly the files that sheaves give, each worked on by one of the workers.

    Args:
        tree: the folder.
        sheaves: what to write; of those with a name only the ones that looked at something that changed
            are planned again.
        workers: how many processes work.
        last: gives the files that are made of the other files.
        changed: of what sheaves look at, all that is not what it was when the folder was written last;
            ``None`` where that is not known.
        about: to be noted with the folder, for the next run to tell what has changed.

    Returns:
        The digest of each file's bytes in hexadecimal, by its path.

    Raises:
        ValueError: two pages have one path, or a path leads out of the folder.
    """
    waiting: list[Sheaf] = []
    planned: dict[str, msgspec.Raw] = {}
    written: list[Written] = []
    for sheaf in sheaves:
        paths = tree.settled(sheaf, changed)
        if paths is None:
            waiting.append(sheaf)
        else:
            planned[sheaf.name] = tree.planned[sheaf.name]
            written += ((path, tree.before[path]) for path in paths)

    def done(sheaf: Sheaf) -> tuple[list[Written], tuple[str, ...]]:
        drafts, looked_at = sheaf.plan()
        return [tree.put(draft) for draft in drafts], tuple(looked_at)

    # Where most files stay as they are, processes cost more than they save.
    made = mapped(done, waiting, 1 if tree.before else workers)
    for sheaf, (files, looked_at) in zip(waiting, made, strict=True):
        written += files
        if sheaf.name:
            found = Planned(tuple(path for path, _ in files), looked_at)
            planned[sheaf.name] = msgspec.Raw(msgspec.msgpack.encode(found))
    return tree.close([*written, *(tree.put(draft) for draft in last())], planned, about)


def write_anew(path: Path, content: bytes) -> None:
    """Write a file of its own: one that another folder has a hard link to is left to that folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def _digest(content: bytes | memoryview) -> bytes:
    return blake2b(content, digest_size=DIGEST).digest()


def _write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file piece by piece, never all of it in memory."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with path.open("wb") as file:
        file.writelines(pieces)


def write_if_changed(path: Path, content: bytes) -> None:
    """Write a file unless it has this content already; whenever this is cut off, even by a power failure,
    there is the old content or the new one."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _aside(record: Path) -> Path:
    return record.with_name(f"{record.name}.open")


def _read(path: Path, version: bytes) -> _Record:
    """What a record tells; nothing where it is of another version, damaged or not there."""
    nothing = _Record(version, {}, {}, b"")
    try:
        content = path.read_bytes()
        record = memoryview(content)[DIGEST:]
        found = _RECORD.decode(record) if _digest(record) == content[:DIGEST] else nothing
    except (OSError, msgspec.DecodeError):
        return nothing
    return found if found.version == version else nothing


def _is(path: Path, digest: bytes) -> bool:
    try:
        return _digest(path.read_bytes()) == digest
    except OSError:
        return False


def _files_in(folder: Path) -> Iterator[str]:
    """The paths of all files, relative to the folder."""
    waiting = [""] if folder.is_dir() else []
    while waiting:
        start = waiting.pop()
        with os.scandir(f"{folder}/{start}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{start}{entry.name}/")
                else:
                    yield start + entry.name


def _remove(folder: Path, path: str) -> None:
    """Remove a file, and the folders that are empty then."""
    gone = folder / path
    gone.unlink(missing_ok=True)
    for parent in gone.parents:
        if parent == folder or any(parent.iterdir()):
            return
        parent.rmdir()
