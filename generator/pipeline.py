"""The chain of stages: read → segment → extract → correct a document at a time, then the barrier."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import lru_cache, partial
from itertools import chain, count
from pathlib import Path

import msgspec
import yaml

from generator import normalizing
from generator import publish as publishing
from generator.archive import (
    Footprint,
    Found,
    Permalinks,
    Settled,
    Standing,
    Stated,
    archive_in_memory,
    archive_of,
    changed_since,
    footprint,
    precedents,
    read_permalinks,
    read_standing,
    relations_of,
    resolved_documents,
    standing,
    with_text,
    write_standing,
)
from generator.cache import Cache, MemoryCache, digest_of, encoded, fingerprint, program_digest
from generator.collection import Archive, Documents, Relation, documents_of, instruments_of
from generator.config import Config, ConfigError
from generator.corrections import (
    INSTRUMENTS,
    SUFFIX,
    CorrectionFile,
    orphans,
    read_corrections,
    unreadable,
)
from generator.diagnostics import Diagnostic, Severity
from generator.model import Directive, Normalized, planned_always
from generator.normalizing import Job, Outcome, Progress, RawFile, document_of
from generator.render import Looks, Site, changes_to_pages, site_sheaves
from generator.render.normalized import (
    AUTHORITY_FILE,
    changed_documents,
    document_digests,
    normalized_sheaves,
)
from generator.resources import templates_digest
from generator.search import index as search
from generator.search.documents import Indexed
from generator.shelf import Lazy
from generator.workers import end_with_parent, mapped

_AFTERWARDS = ("archive", "publish", "render", "search")
"""Packages that a document normalized by itself does not depend on."""

_RELATIONS = msgspec.msgpack.Decoder(tuple[Relation, ...])
_PLANNED = msgspec.msgpack.Decoder(tuple[Footprint, dict[str, bytes]])


@dataclass(frozen=True, slots=True)
class Means:
    """What a run works with: where it keeps what it worked out, and who works on documents."""

    cache: Cache
    workers: int = 1
    executor: Executor | None = None
    """Workers of another kind, which see no file of this machine; else processes of this one."""


def find_raw(paths: Sequence[Path]) -> list[RawFile]:
    """The raw files under files and folders, in order of their relative paths; hidden ones are not."""
    found: set[tuple[str, Path]] = set()
    for path in paths:
        found.update(_files_in(path) if path.is_dir() else [(path.name, path)])
    return [RawFile(file, path) for file, path in sorted(found)]


def _files_in(folder: Path, start: str = "") -> Iterator[tuple[str, Path]]:
    """The files in a folder, their relative paths before them; links to other folders are not followed."""
    try:
        entries = list(os.scandir(folder))
    except PermissionError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_in(Path(entry.path), f"{start}{entry.name}/")
        elif entry.is_file():
            yield start + entry.name, Path(entry.path)


def normalize(
    paths: Sequence[Path], config: Config, means: Means | None = None, progress: Progress | None = None
) -> Archive:
    """The archive that the raw files under ``paths`` make; what cannot be read is a diagnostic."""
    return _normalized(paths, config, means or Means(MemoryCache()), progress)[0]


def normalize_one(path: Path, config: Config) -> Normalized:
    """One raw file, its id given and its citations resolved as if it were alone.

    Raises:
        Unreadable: the file cannot be read.
    """
    file = _relative_to_raw(path, config)
    outcome = normalizing.one(Job(RawFile(file, path), _correction_files(config).get(file + SUFFIX), False))
    archive, _ = archive_in_memory([outcome], Permalinks(), {})
    return archive.documents[0]


def _relative_to_raw(path: Path, config: Config) -> str:
    try:
        return path.resolve().relative_to(config.raw_dir.resolve()).as_posix()
    except ValueError:
        return path.name


def build(
    config: Config, means: Means | None = None, *, strict: bool = False, progress: Progress | None = None
) -> Archive:
    """From raw files to the site: normalize, write, render, index, publish, and record identifiers.

    With ``strict``, an archive that has warnings or errors is not published.

    Raises:
        PublishError: the site could not be built; the old one stands.
    """
    with publishing.alone(config.build_dir), _kept_to_the_end():
        return _build(config, means or Means(MemoryCache()), strict=strict, progress=progress)


def _build(config: Config, means: Means, *, strict: bool, progress: Progress | None) -> Archive:
    archive, given = _normalized([config.raw_dir], config, means, progress, _records(config) / "archive")
    write_normalized(archive, config.build_dir / "normalized", _records(config) / "normalized", means.workers)
    if strict and grave(archive.diagnostics, strict=True):
        return archive
    public = precedents(_published(archive), means.cache, means.workers)
    digests = write_pages(public, config, means.workers)
    gc.freeze()
    gc.enable()  # pages that MkDocs renders itself leave circles behind, each some hundred kilobytes
    publishing.publish(public, config, digests, strict=strict, workers=means.workers)
    publishing.write_if_changed(config.permalinks, given.dump().encode("utf-8"))
    return archive


@contextmanager
def _kept_to_the_end() -> Iterator[None]:
    """What is made here is not searched for garbage: an archive of ten thousand documents stays until the
    run ends, and to go through it again and again costs more than many a stage. What earlier builds of this
    process left behind (``chithi serve``) goes in circles, and is found here alone."""
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def write_pages(archive: Archive, config: Config, workers: int = 1) -> Mapping[str, str]:
    """Write the site's source tree; gives the digest of each of its files, by path."""
    docs = publishing.docs_dir(config)
    version = digest_of(program_digest(), templates_digest(), fingerprint(config.published))
    tree = publishing.opened(docs, version, _records(config) / "docs", apart=("tim-kiem/",))
    before = _planned_of(tree.about)
    site, now = Site(archive, config), footprint(archive, before[0] if before else None)
    touched = changed_since(before[0], now) if before else None
    seen, changed = changes_to_pages(site, touched, before[1] if before else {})
    sheaves = [
        *site_sheaves(site),
        *publishing.document_sheaves(archive, config),
        planned_always(lambda: [publishing.robots(config)]),
    ]
    digests = publishing.write_tree(
        tree,
        sheaves,
        workers,
        last=lambda: publishing.collection_files(archive, docs),
        changed=changed if before else None,
        about=encoded((now, seen)),
    )
    found = search.write(
        _searchable(archive),
        instruments_of(archive.instruments).heads,
        config,
        docs,
        _records(config),
        workers=workers,
    )
    return {**digests, **found}


def _planned_of(about: bytes) -> tuple[Footprint, Looks] | None:
    """What was noted when the pages were planned last, ``None`` where nothing that can be read."""
    try:
        return _PLANNED.decode(about)
    except msgspec.DecodeError:
        return None


def _searchable(archive: Archive) -> list[Indexed]:
    """The documents as the search takes them."""
    documents = documents_of(archive.documents)
    serials = archive.serials or {d.id: at for at, d in enumerate(documents.directives, start=1)}

    def loaded(key: str) -> Directive:
        return documents.load(key).directive

    return [
        Indexed(serials[d.id], documents.digest(d.id).hex(), partial(loaded, d.id))
        for d in documents.directives
    ]


def _published(archive: Archive) -> Archive:
    """The archive without second renderings of one document."""
    return replace(archive, documents=documents_of(archive.documents).where(lambda d: d.duplicate_of is None))


def _normalized(
    paths: Sequence[Path], config: Config, means: Means, progress: Progress | None, stood: Path | None = None
) -> tuple[Archive, Permalinks]:
    """The archive and the identifiers now given out; the file ``stood`` tells how it stood when it was
    gathered last, and is brought up to date."""
    raws = find_raw(paths)
    files = _correction_files(config)
    jobs = [Job(raw, files.get(raw.file + SUFFIX), _is_sample(raw, config)) for raw in raws]
    outcomes = _outcomes(jobs, means, progress)
    said = [d for outcome in outcomes for d in outcome.diagnostics]
    instruments = None
    if [config.raw_dir] == list(paths):  # corrections of the archive are not orphans of other texts
        said.extend(orphans(files, [raw.file for raw in raws]))
        instruments = files.get(INSTRUMENTS)
        said.extend(instruments.diagnostics if instruments else ())
    read = _named(outcome for outcome in outcomes if outcome.key)
    version = program_digest()
    before = read_standing(stood, version) if stood else Standing()
    found = [Found(file, outcome.key, partial(_known, outcome)) for file, outcome in read.items()]
    resolution = resolved_documents(found, _permalinks(config), before.documents, before.meanings)
    by_id = {one.directive.id: name for name, one in resolution.documents.items()}
    documents = _documents(resolution.documents, read, means.cache)
    corrected = _instrument_values(instruments)
    stated = partial(_stated, documents, resolution.documents, means.workers)
    now = standing(before, resolution, corrected, stated)
    authority = now.instruments()
    if stood and now is not before:
        authority = now.instruments(before, _content(config.build_dir / "normalized" / AUTHORITY_FILE))
        write_standing(stood, version, replace(now, authority=digest_of(authority.content or b"")))
    relations = Lazy(by_id, lambda key: now.stated[by_id[key]])
    archive = archive_of(documents, authority, relations, corrected, resolution.given, said)
    return archive, resolution.given


def _content(path: Path) -> bytes:
    """The bytes of a file, none where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _named(outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
    """Outcomes by raw file; a path that is there again, under another folder, gets a number."""
    found: dict[str, Outcome] = {}
    for outcome in outcomes:
        file = outcome.job.raw.file
        again = (f"{file}\0{number}" for number in count(2))
        found[next(name for name in chain([file], again) if name not in found)] = outcome
    return found


def _known(outcome: Outcome) -> Directive:
    assert outcome.directive is not None  # an outcome with a key has a document
    return outcome.directive


def _documents(settled: Mapping[str, Settled], read: Mapping[str, Outcome], cache: Cache) -> Documents:
    """The documents, their texts in the cache; ``read`` tells what each raw file came to."""
    by_id = {one.directive.id: (file, one) for file, one in settled.items()}
    version = program_digest()

    def load(key: str) -> Normalized:
        file, one = by_id[key]
        return with_text(one.directive, document_of(read[file], cache), one.keys)

    @lru_cache(None)
    def digest(key: str) -> bytes:
        return digest_of(version, by_id[key][1].digest)

    return Documents([by_id[key][1].directive for key in sorted(by_id)], load, digest)


def _stated(
    documents: Documents, settled: Mapping[str, Settled], workers: int, files: Sequence[str]
) -> Mapping[str, Stated]:
    """What the documents of some raw files state of instruments."""

    def stated(file: str) -> bytes:
        return encoded(relations_of([documents.load(settled[file].directive.id).directive]))

    records = mapped(stated, files, workers)
    return {file: _RELATIONS.decode(record) for file, record in zip(files, records, strict=True)}


def _outcomes(jobs: Sequence[Job], means: Means, progress: Progress | None) -> list[Outcome]:
    """What each raw file came to."""
    version = program_digest(without=_AFTERWARDS)
    remote = means.executor is not None
    local = means.workers > 1 and not remote
    pool: AbstractContextManager[Executor | None] = (
        ProcessPoolExecutor(means.workers, None, end_with_parent, (os.getpid(),))
        if local
        else nullcontext(means.executor)
    )
    with pool as executor:
        return normalizing.normalized(jobs, means.cache, version, executor, remote=remote, progress=progress)


def _is_sample(raw: RawFile, config: Config) -> bool:
    return any(fnmatch(raw.file, pattern) for pattern in config.samples)


def _correction_files(config: Config) -> dict[str, CorrectionFile]:
    """All correction files by their paths relative to the corrections folder."""
    root = config.corrections_dir
    if not root.is_dir():
        return {}
    files = (path for path in sorted(root.rglob(f"*{SUFFIX}")) if path.is_file())
    names = ((path.relative_to(root).as_posix(), path) for path in files)
    return {name: _correction_file(name, path) for name, path in names}


def _correction_file(name: str, path: Path) -> CorrectionFile:
    try:
        return read_corrections(name, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return unreadable(name)


def _instrument_values(file: CorrectionFile | None) -> Mapping[str, Mapping[str, tuple[str | None, str]]]:
    values: dict[str, dict[str, tuple[str | None, str]]] = {}
    for entry in file.corrections if file else ():
        value = entry.value if isinstance(entry.value, str) else None
        values.setdefault(entry.subject, {})[entry.field] = (value, entry.note)
    return values


def _permalinks(config: Config) -> Permalinks:
    if not config.permalinks.is_file():
        return Permalinks()
    try:
        return read_permalinks(config.permalinks.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, KeyError, TypeError, ValueError) as problem:
        message = "Không đọc được tệp định danh đã cấp; dựng tiếp sẽ cấp lại địa chỉ khác cho văn bản cũ."
        remedy = "Khôi phục tệp này từ lịch sử của kho mã rồi chạy lại."
        file = config.permalinks.as_posix()
        found = Diagnostic(file, None, "permalinks-unreadable", Severity.ERROR, message, remedy)
        raise ConfigError((found,)) from problem


def cache_file(config: Config) -> Path:
    """The file in which a build keeps what it has worked out."""
    return _records(config) / "documents.sqlite"


def _records(config: Config) -> Path:
    """The folder of what is kept from build to build; it may be thrown away at any time."""
    return config.build_dir / "cache"


def write_normalized(archive: Archive, out: Path, record: Path | None = None, workers: int = 1) -> None:
    """Write the normalized archive under ``out`` as the contract lays down; beside its files, what others
    put there stays.

    Args:
        archive: what to write.
        out: the folder.
        record: where it stands what the folder held last, if that is kept.
        workers: how many processes write.
    """
    tree = publishing.opened(out, program_digest(), record, own=("directives/", "ledger/"))
    now = document_digests(archive)
    changed = changed_documents(tree.about, now)
    publishing.write_tree(tree, normalized_sheaves(archive), workers, changed=changed, about=encoded(now))


def grave(diagnostics: Iterable[Diagnostic], *, strict: bool) -> bool:
    """Whether diagnostics fail a run: an error does, with ``strict`` a warning too."""
    worst = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return any(found.severity in worst for found in diagnostics)
