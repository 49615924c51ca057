"""The chain of stages: everything is gathered, then written, rendered, indexed and published."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec

from generator import normalizing
from generator import publish as publishing
from generator.archive import (
    Footprint,
    Permalinks,
    archive_in_memory,
    changed_ids,
    changed_since,
    footprint,
    precedents,
)
from generator.cache import ScratchCache, digest_of, encoded, fingerprint, program_digest
from generator.collection import Archive, instruments_of
from generator.config import Config
from generator.corrections import SUFFIX
from generator.diagnostics import Diagnostic, Severity
from generator.documents import documents_of
from generator.gathering import Kept, Means, gathered
from generator.inputs import correction_files, page_warning, relative_to_raw
from generator.model import Directive, Normalized, planned_always
from generator.normalizing import Job, Progress, RawFile
from generator.render import Looks, Site, changes_to_pages, keep_compiled, site_sheaves
from generator.render.normalized import (
    AUTHORITY_FILE,
    changed_documents,
    document_digests,
    normalized_sheaves,
)
from generator.resources import templates_digest
from generator.search import index as search
from generator.search.documents import Indexed

_PLANNED = msgspec.msgpack.Decoder(tuple[Footprint, dict[str, dict[str, bytes]]])


def normalize(
    paths: Sequence[Path], config: Config, means: Means | None = None, progress: Progress | None = None
) -> Archive:
    """The archive that the raw files under ``paths`` make; what cannot be read is a diagnostic."""
    with _kept_to_the_end():
        return gathered(paths, config, means or Means(ScratchCache()), progress)[0]


def normalize_one(path: Path, config: Config) -> Normalized:
    """One raw file, its id given and its citations resolved as if it were alone.

    Raises:
        Unreadable: the file cannot be read.
    """
    file = relative_to_raw(path, config)
    corrections = correction_files(config).get(file + SUFFIX)
    outcome = normalizing.one(Job(RawFile(file, str(path)), corrections, False))
    archive, _ = archive_in_memory([outcome], Permalinks(), {})
    return archive.documents[0]


def build(
    config: Config, means: Means | None = None, *, strict: bool = False, progress: Progress | None = None
) -> Archive:
    """From raw files to the site: normalize, write, render, index, publish, and record identifiers.

    With ``strict``, an archive that has warnings or errors is not published.

    Raises:
        PublishError: the site could not be built; the old one stands.
    """
    with publishing.alone(config.build_dir), _kept_to_the_end():
        return _build(config, means or Means(ScratchCache()), strict=strict, progress=progress)


def _build(config: Config, means: Means, *, strict: bool, progress: Progress | None) -> Archive:
    normalized = config.build_dir / "normalized"
    kept = Kept(_records(config) / "archive", normalized / AUTHORITY_FILE)
    archive, given = gathered([config.raw_dir], config, means, progress, kept)
    write_normalized(archive, normalized, _records(config) / "normalized", means.workers)
    if strict and grave(archive.diagnostics, strict=True):
        return archive
    nearest = _records(config) / "nearest"
    public = precedents(_published(archive), means.cache, nearest, means.workers)
    try:
        digests = write_pages(public, config, means.workers)
    except publishing.SamePath as error:
        message = (
            f"Hai trang có cùng một địa chỉ ({error.path}); đổi tên trang viết tay trong {config.pages_dir}."
        )
        raise publishing.PublishError(message) from error
    gc.freeze()
    gc.enable()  # pages that MkDocs renders itself leave circles behind, each some hundred kilobytes
    warnings: list[str] = []
    publishing.publish(public, config, digests, strict=strict, workers=means.workers, warned=warnings.append)
    publishing.write_if_changed(config.permalinks, given.dump().encode("utf-8"))
    return replace(archive, diagnostics=(*archive.diagnostics, *map(page_warning, warnings)))


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
    keep_compiled(_records(config) / "templates")
    tree = publishing.opened(docs, version, _records(config) / "docs", apart=("tim-kiem/",))
    before = _planned_of(tree.about)
    site, now = Site(archive, config), footprint(archive, before[0] if before else None)
    touched = changed_since(before[0], now) if before else None
    documents = changed_ids(before[0], now) if before else None
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
        last=lambda: publishing.collection_files(archive, docs, documents),
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
    serials = archive.serials or {name: at for at, name in enumerate(documents.by_id, start=1)}

    def loaded(key: str) -> Directive:
        return documents.load(key).directive

    return [
        Indexed(serials[name], one.digest.hex(), partial(loaded, name))
        for name, one in documents.by_id.items()
    ]


def _published(archive: Archive) -> Archive:
    """The archive without second renderings of one document."""
    return replace(archive, documents=documents_of(archive.documents).where(lambda d: d.duplicate_of is None))


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
