"""The chain of stages: read → segment → extract → correct a document at a time, then the barrier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path

import yaml

from generator import publish as publishing
from generator.archive import Permalinks, archive_of, precedents, read_permalinks
from generator.collection import Archive
from generator.config import Config, ConfigError
from generator.corrections import (
    INSTRUMENTS,
    SUFFIX,
    CorrectionFile,
    apply,
    orphans,
    read_corrections,
    unreadable,
)
from generator.diagnostics import Diagnostic, Severity, in_order
from generator.extract import extract
from generator.extract.dates import dates_in
from generator.knowledge.messages import diagnostic
from generator.model import Normalized
from generator.parts import Line
from generator.read import Unreadable, read_path
from generator.render import site_pages
from generator.render.normalized import normalized_pages
from generator.search import index as search
from generator.search.documents import numbered
from generator.segment import ledger_of, segment

Progress = Callable[[int, int, str], None]
"""Called with how many documents are done, how many there are, and the file just done."""


@dataclass(frozen=True, slots=True, order=True)
class RawFile:
    """A file to normalize: its path relative to the RAW folder given, with ``/``, and where it is."""

    file: str
    path: Path


@dataclass(frozen=True, slots=True)
class _Job:
    raw: RawFile
    corrections: CorrectionFile | None
    is_sample: bool


@dataclass(frozen=True, slots=True)
class _Outcome:
    normalized: Normalized | None
    diagnostics: tuple[Diagnostic, ...] = ()


def find_raw(paths: Sequence[Path]) -> list[RawFile]:
    """The raw files under files and folders, in order of their relative paths; hidden ones are not."""
    found: set[RawFile] = set()
    for path in paths:
        if path.is_dir():
            for inner in path.rglob("*"):
                relative = inner.relative_to(path)
                if inner.is_file() and not any(part.startswith(".") for part in relative.parts):
                    found.add(RawFile(relative.as_posix(), inner))
        else:
            found.add(RawFile(path.name, path))
    return sorted(found)


def normalize(
    paths: Sequence[Path], config: Config, *, workers: int = 1, progress: Progress | None = None
) -> Archive:
    """The archive that the raw files under ``paths`` make; what cannot be read is a diagnostic."""
    return _normalized(paths, config, workers, progress)[0]


def normalize_one(path: Path, config: Config) -> Normalized:
    """One raw file, its id given and its citations resolved as if it were alone.

    Raises:
        Unreadable: the file cannot be read.
    """
    file = _relative_to_raw(path, config)
    outcome = _one(RawFile(file, path), _correction_files(config).get(file + SUFFIX), False)
    archive, _ = archive_of([outcome], Permalinks(), {})
    return archive.documents[0]


def _relative_to_raw(path: Path, config: Config) -> str:
    try:
        return path.resolve().relative_to(config.raw_dir.resolve()).as_posix()
    except ValueError:
        return path.name


def build(
    config: Config, *, workers: int = 1, strict: bool = False, progress: Progress | None = None
) -> Archive:
    """From raw files to the site: normalize, write, render, index, publish, and record identifiers.

    With ``strict``, an archive that has warnings or errors is not published.

    Raises:
        PublishError: the site could not be built; the old one stands.
    """
    archive, given = _normalized([config.raw_dir], config, workers, progress)
    write_normalized(archive, config.build_dir / "normalized")
    if strict and grave(archive.diagnostics, strict=True):
        return archive
    docs = publishing.docs_dir(config)
    public = precedents(_published(archive))
    publishing.write_pages(site_pages(public, config), docs)
    _write_search(public, config, workers)
    publishing.publish(public, config, strict=strict)
    config.permalinks.parent.mkdir(parents=True, exist_ok=True)
    publishing.write_if_changed(config.permalinks, given.dump().encode("utf-8"))
    return archive


def _write_search(archive: Archive, config: Config, workers: int) -> None:
    documents = numbered(document.directive for document in archive.documents)
    instruments = {instrument.key: instrument for instrument in archive.instruments}
    state = config.build_dir / "cache"
    search.write(documents, instruments, config, publishing.docs_dir(config), state, workers=workers)


def _published(archive: Archive) -> Archive:
    """The archive without second renderings of one document."""
    return replace(archive, documents=tuple(d for d in archive.documents if d.directive.duplicate_of is None))


def _normalized(
    paths: Sequence[Path], config: Config, workers: int, progress: Progress | None
) -> tuple[Archive, Permalinks]:
    raws = find_raw(paths)
    files = _correction_files(config)
    jobs = [_Job(raw, files.get(raw.file + SUFFIX), _is_sample(raw, config)) for raw in raws]
    outcomes = []
    for count, (job, outcome) in enumerate(zip(jobs, _processed(jobs, workers), strict=True), start=1):
        outcomes.append(outcome)
        if progress:
            progress(count, len(jobs), job.raw.file)
    documents = [outcome.normalized for outcome in outcomes if outcome.normalized]
    said = [d for outcome in outcomes for d in outcome.diagnostics]
    instruments = None
    if [config.raw_dir] == list(paths):  # corrections of the archive are not orphans of other texts
        said.extend(orphans(files, [raw.file for raw in raws]))
        instruments = files.get(INSTRUMENTS)
        said.extend(instruments.diagnostics if instruments else ())
    return archive_of(documents, _permalinks(config), _instrument_values(instruments), said)


def _is_sample(raw: RawFile, config: Config) -> bool:
    return any(fnmatch(raw.file, pattern) for pattern in config.samples)


def _processed(jobs: Sequence[_Job], workers: int) -> Iterator[_Outcome]:
    """Outcomes in the order of the jobs, whatever the number of workers."""
    if workers <= 1 or len(jobs) < 2 * workers:
        yield from map(_work, jobs)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(_work, jobs, chunksize=max(1, min(32, len(jobs) // (4 * workers))))


def _work(job: _Job) -> _Outcome:
    file = job.raw.file
    try:
        return _Outcome(_one(job.raw, job.corrections, job.is_sample))
    except Unreadable as problem:
        found = Diagnostic(file, None, problem.code, Severity.ERROR, problem.message, problem.remedy)
    except OSError as problem:
        remedy = "Kiểm tra quyền đọc tệp."
        found = Diagnostic(
            file, None, "unreadable-file", Severity.ERROR, f"Không mở được tệp: {problem.strerror}.", remedy
        )
    except Exception as problem:  # a fault of ours on one file must not stop the others
        found = diagnostic("internal-error", file, None, detail=f"{type(problem).__name__}: {problem}")
    return _Outcome(None, (found,))


def _one(raw: RawFile, corrections: CorrectionFile | None, is_sample: bool) -> Normalized:
    source = read_path(raw.file, raw.path)
    parts = segment(source)
    directive = replace(apply(extract(source, parts), corrections), sample=is_sample)
    published = directive.source.published or _posted(parts.sections.posted)
    source = replace(source, source=replace(source.source, published=published))
    said = in_order([*directive.diagnostics, *source.remarks])
    directive = replace(directive, source=source.source, diagnostics=said)
    return Normalized(directive, source, ledger_of(source, parts))


def _posted(line: Line | None) -> str | None:
    """The posting date of a web page, by the line that has it."""
    return next((found.iso for found in dates_in(line.text) if found.iso), None) if line else None


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


def write_normalized(archive: Archive, out: Path) -> None:
    """Writes the normalized archive under ``out`` as the contract lays down."""
    publishing.write_normalized(normalized_pages(archive), out)


def grave(diagnostics: Iterable[Diagnostic], *, strict: bool) -> bool:
    """Whether diagnostics fail a run: an error does, with ``strict`` a warning too."""
    worst = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return any(found.severity in worst for found in diagnostics)
