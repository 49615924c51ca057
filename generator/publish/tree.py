"""A folder of generated files on disk, kept up to date: what is made of the same is not made again, what
has the same bytes is not touched, and nothing stale is left."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from pathlib import Path, PurePosixPath
from sys import intern

import msgspec

from generator.cache import DIGEST, encoded
from generator.model import Draft, Sheaf
from generator.publish.listing import Listing, listed, times_after
from generator.publish.plans import Planned, Plans
from generator.sealed import Chunk, mapped_file, read_sealed, write_sealed
from generator.workers import mapped


class SamePath(ValueError):
    """Two pages have one path, which is ``path``."""

    def __init__(self, path: str) -> None:
        super().__init__(f"two pages have one path: {path}")
        self.path = path


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A file of the folder: digests of what it was made of, and of its bytes. A very large file, which
    comes in pieces, is known by its size and by what it was made of instead, which has to include the
    program: to go through its bytes costs as much as to make it."""

    made_of: bytes
    digest: bytes
    size: int | None = None


class _Record(msgspec.Struct, frozen=True, array_like=True):
    """What a folder holds, the files that sheaves without a name made (``loose``), what was planned (fields
    as in :class:`Plans`), and what the caller noted ``about`` it."""

    files: dict[str, Kept] = {}
    loose: tuple[str, ...] = ()
    planned: dict[str, msgspec.Raw] = {}
    lookers: dict[str, msgspec.Raw] = {}
    about: bytes = b""
    times: dict[str, int] = {}
    """As in :class:`Listing`."""


_ARRAY = 0x90
"""What an array of less than sixteen values begins with in MessagePack, their number added."""
_RECORD = msgspec.msgpack.Decoder(_Record)

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
    loose: Sequence[str]
    """Those of these files that were not planned under a name."""
    plans: Plans
    about: bytes
    """What was noted with the last run; empty where it was cut off, or made by another program."""
    listing: Listing
    """What there was, but not in folders that somebody else keeps."""
    present: frozenset[str]
    """Files that there are, whoever made them, which are whole."""
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
            _write_pieces(self.folder / inside, content, anew=kept is not None)
            size = (self.folder / inside).stat().st_size
            return draft.path, Kept(draft.made_of, draft.made_of, size)
        digest = _digest(content)
        if draft.path not in self.present or not self._has(draft.path, digest):
            write_anew(self.folder / inside, content)
        return draft.path, Kept(draft.made_of, digest)

    def _has(self, path: str, digest: bytes) -> bool:
        """Whether a file that is there has the bytes of that digest."""
        kept = self.before.get(path)
        return kept.digest == digest if kept else _is(self.folder / path, digest)

    def stale(self, sheaves: Sequence[Sheaf], changed: Set[str] | None) -> Sequence[Sheaf]:
        """The sheaves that have to be planned: those that would not be planned alike again, or whose files
        do not stand."""
        if changed is None:
            return sheaves
        missing = self.before.keys() - self.present
        again = self.plans.who_looked_at(changed) | self.plans.who_made(missing)
        known = self.plans.planned
        return [one for one in sheaves if not one.name or one.name in again or one.name not in known]

    def close(self, files: Mapping[str, Kept], loose: Sequence[str], plans: Plans, about: bytes) -> None:
        """Remove all other files, and record what there is now.

        Raises:
            OSError: the disk is full.
        """
        for path in sorted(self.present - files.keys()):
            if path.startswith(self.own):
                _remove(self.folder, path)
        if self.record:
            planned, lookers = dict(plans.planned), dict(plans.lookers)
            written = {path for path, kept in files.items() if kept is not self.before.get(path)}
            removed = (self.listing.files | self.before.keys()) - files.keys()
            times = times_after(self.folder, self.listing, written | removed)
            record = _Record(dict(files), tuple(loose), planned, lookers, about, times)
            write_sealed(self.record, self.version, _encoded(record))
            _aside(self.record).unlink(missing_ok=True)


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
    found = _Record()
    if record and record.is_file():
        found = _read(record, version)
        os.replace(record, _aside(record))
    elif record:
        files = _read(_aside(record), version).files
        files = {path: kept for path, kept in files.items() if _is(folder / path, kept.digest)}
        found = _Record(files)
    listing = listed(folder, apart, Listing(frozenset(found.files), found.times))
    present = listing.files
    plans = Plans(found.planned, found.lookers)
    sized = {path: kept.size for path, kept in found.files.items() if kept.size is not None}
    cut = {path for path in present & sized.keys() if (folder / path).stat().st_size != sized[path]}
    for path in cut:  # else the next one would be made of what is left of it
        (folder / path).unlink()
    return Tree(
        *(folder, record, version, found.files, found.loose, plans, found.about),
        *(listing, present - cut, own),
    )


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
        SamePath: two pages have one path.
        ValueError: a path leads out of the folder.
        OSError: the disk is full.
    """
    waiting = tree.stale(sheaves, changed)
    plans = Plans() if changed is None else tree.plans
    gone = plans.planned.keys() - ({one.name for one in sheaves} - {one.name for one in waiting})
    files = {} if changed is None else _standing(tree, gone)

    def done(sheaf: Sheaf) -> tuple[list[Written], tuple[str, ...]]:
        drafts, looked_at = sheaf.plan()
        return [tree.put(draft) for draft in drafts], tuple(looked_at)

    loose: list[str] = []
    planned: dict[str, Planned] = {}
    # Where most files stay as they are, processes cost more than they save.
    made = mapped(done, waiting, 1 if tree.before else workers)
    for sheaf, (written, looked_at) in zip(waiting, made, strict=True):
        paths = _add(files, written)
        if sheaf.name:
            planned[sheaf.name] = Planned(paths, tuple(map(intern, looked_at)))  # most look at the same
        else:
            loose += paths
    loose += _add(files, map(tree.put, last()))
    tree.close(files, loose, plans.renewed(gone, planned), about)
    return {path: kept.digest.hex() for path, kept in files.items()}


def _standing(tree: Tree, gone: Iterable[str]) -> dict[str, Kept]:
    """The files of a folder but those of some sheaves, and of those without a name."""
    files = dict(tree.before)
    for path in chain(tree.loose, *(tree.plans.of(name).paths for name in gone)):
        del files[path]
    return files


def _add(files: dict[str, Kept], written: Iterable[Written]) -> tuple[str, ...]:
    """Note files; gives their paths."""
    paths = []
    for path, kept in written:
        if path in files:
            raise SamePath(path)
        files[path] = kept
        paths.append(path)
    return tuple(paths)


def write_anew(path: Path, content: bytes) -> None:
    """Write a file of its own: one that another folder has a hard link to is left to that folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=DIGEST).digest()


def _write_pieces(path: Path, pieces: Iterable[Chunk], *, anew: bool) -> None:
    """Write a file piece by piece, never all of it in memory; unless ``anew``, one that has these bytes is
    left as it is."""
    old = memoryview(b"") if anew else mapped_file(path)
    at, coming = 0, iter(pieces)
    for piece in coming:
        if old[at : at + len(piece)] != piece:
            coming = chain([piece], coming)
            break
        at += len(piece)
    else:
        if old and at == len(old):
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with path.open("wb") as file:
        file.writelines(chain([old[:at]], coming))


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


def _encoded(record: _Record) -> Iterator[bytes]:
    """A record field by field, as all of it at once would be one of the largest things in memory."""
    yield bytes([_ARRAY + len(record.__struct_fields__)])
    for name in record.__struct_fields__:
        yield encoded(getattr(record, name))


def _aside(record: Path) -> Path:
    return record.with_name(f"{record.name}.open")


def _read(path: Path, version: bytes) -> _Record:
    """What a record tells; nothing where it is of another version, damaged or not there."""
    try:
        return _RECORD.decode(read_sealed(path, version))
    except msgspec.DecodeError:
        return _Record()


def _is(path: Path, digest: bytes) -> bool:
    try:
        return _digest(path.read_bytes()) == digest
    except OSError:
        return False


def _remove(folder: Path, path: str) -> None:
    """Remove a file, and the folders that are empty then."""
    gone = folder / path
    gone.unlink(missing_ok=True)
    for parent in gone.parents:
        if parent == folder or any(parent.iterdir()):
            return
        parent.rmdir()
