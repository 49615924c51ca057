"""The first of the two phases: everything is gathered, from raw files to the archive, before anything is
written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import chain, count
from pathlib import Path

import msgspec

from generator import normalizing
from generator.archive import (
    Found,
    Permalinks,
    Settled,
    Standing,
    Stated,
    archive_of,
    in_archive,
    read_standing,
    relations_of,
    resolved_documents,
    standing,
    with_text,
    write_standing,
)
from generator.cache import Cache, encoded, program_digest
from generator.collection import Archive, Instruments, Relation
from generator.config import Config
from generator.corrections import INSTRUMENTS, SUFFIX, orphans
from generator.documents import Documents
from generator.inputs import correction_files, find_raw, instrument_values, is_sample, recorded_permalinks
from generator.model import Normalized
from generator.normalizing import Job, Outcome, Progress, document_of
from generator.sealed import mapped_file
from generator.shelf import Lazy
from generator.workers import end_with_parent, mapped

_AFTERWARDS = ("archive", "publish", "render", "search")
"""Packages that a document normalized by itself does not depend on."""

_STATED = msgspec.msgpack.Decoder(tuple[Relation, ...])


@dataclass(frozen=True, slots=True)
class Means:
    """What a run works with: where it keeps what it worked out, and who works on documents."""

    cache: Cache
    workers: int = 1
    executor: Executor | None = None
    """Workers of another kind, which see no file of this machine; else processes of this one."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Files in which it stays from build to build how the collection stood, and the authority file that was
    made of it."""

    standing: Path
    authority: Path


def gathered(
    paths: Sequence[Path],
    config: Config,
    means: Means,
    progress: Progress | None = None,
    kept: Kept | None = None,
) -> tuple[Archive, Permalinks]:
    """The archive that the raw files under some paths make, and the identifiers that are now given out.

    Args:
        paths: files and folders.
        config: the settings.
        means: what to work with.
        progress: told of each document.
        kept: where it stays how the collection stood; it is brought up to date.
    """
    raws, left_out = find_raw(paths)
    files = correction_files(config)
    jobs = [Job(raw, files.get(raw.file + SUFFIX), is_sample(raw, config)) for raw in raws]
    outcomes = _outcomes(jobs, means, progress)
    said = [*left_out, *(d for outcome in outcomes for d in outcome.diagnostics)]
    instruments = None
    if [config.raw_dir] == list(paths):  # corrections of the archive are not orphans of other texts
        said.extend(orphans(files, [raw.file for raw in raws]))
        instruments = files.get(INSTRUMENTS)
        said.extend(instruments.diagnostics if instruments else ())
    read = _named(outcome for outcome in outcomes if outcome.key)
    before = read_standing(kept.standing, program_digest()) if kept else Standing()
    found = [Found(name, one.key, one.known) for name, one in read.items() if one.known]
    resolution = resolved_documents(found, recorded_permalinks(config), before.documents, before.meanings)
    documents = _documents(resolution.documents, read, means.cache)
    stated = partial(_stated, documents, resolution.documents, means.workers) if kept else None
    now = standing(before, resolution, instrument_values(instruments), stated)
    names = {one.profile.id: name for name, one in resolution.documents.items()}
    relations = Lazy(names, lambda key: now.stated[names[key]] if kept else _stated_by(documents.load(key)))
    authority = _authority(before, now, kept)
    archive = archive_of(documents, authority, relations, now.corrected, resolution.given, said)
    return archive, resolution.given


def _authority(before: Standing, now: Standing, kept: Kept | None) -> Instruments:
    """The authority file; how the collection stands now is kept."""
    if kept is None or now is before:
        return now.instruments()
    instruments = now.instruments(before, mapped_file(kept.authority))
    write_standing(kept.standing, program_digest(), now.with_authority(instruments))
    return instruments


def _named(outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
    """Outcomes by raw file; a path that is there again, under another folder, gets a number."""
    found: dict[str, Outcome] = {}
    for outcome in outcomes:
        file = outcome.job.raw.file
        again = (f"{file}\0{number}" for number in count(2))
        found[next(name for name in chain([file], again) if name not in found)] = outcome
    return found


def _documents(settled: Mapping[str, Settled], read: Mapping[str, Outcome], cache: Cache) -> Documents:
    """The documents, their texts in the cache; ``read`` tells what each raw file came to."""

    def load(file: str, one: Settled) -> Normalized:
        return with_text(one, document_of(read[file], cache))

    by_id = sorted(settled.items(), key=lambda item: item[1].profile.id)
    return Documents(in_archive(one, partial(load, file, one)) for file, one in by_id)


def _stated(
    documents: Documents, settled: Mapping[str, Settled], workers: int, files: Sequence[str]
) -> Mapping[str, Stated]:
    """What the documents of some raw files state of instruments."""

    def stated(file: str) -> bytes:
        return encoded(_stated_by(documents.load(settled[file].profile.id)))

    records = mapped(stated, files, workers)
    return {file: _STATED.decode(record) for file, record in zip(files, records, strict=True)}


def _stated_by(document: Normalized) -> Stated:
    return relations_of([document.directive])


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
