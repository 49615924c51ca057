"""From raw files to normalized documents, each by itself: read → segment → extract → correct.

One document depends on its raw file, its corrections and the program alone. So documents are worked out by
as many workers as there are, in any process or on any machine, and what was worked out once is kept.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec

# The stages that read a document are loaded by the functions that need them: mostly no document is read.
from generator.archive import odd_types
from generator.cache import Cache, digest_of, encoded
from generator.corrections import CorrectionFile, apply
from generator.diagnostics import Diagnostic, Severity, in_order
from generator.documents import without_text
from generator.fixity import fixities
from generator.knowledge.messages import diagnostic, refused
from generator.model import Directive, Normalized
from generator.parts import Line

Progress = Callable[[int, int, str], None]
"""Called with how many documents are done, how many there are, and the file just done."""

_ON_THE_WAY = 256
"""Files sent to workers of other machines and not yet come back as documents."""

TEXTS, FACTS = "text", "facts"
"""Kinds of records: a whole document, and what is known of it without its text."""

_DOCUMENT = msgspec.msgpack.Decoder(Normalized)
_FACTS = msgspec.msgpack.Decoder(Directive)


@dataclass(frozen=True, slots=True, order=True)
class RawFile:
    """A file to normalize: its path relative to the RAW folder given, with ``/``, and where it is."""

    file: str
    path: str


@dataclass(frozen=True, slots=True)
class Job:
    """A raw file and what goes with it. ``data`` are its bytes where the worker cannot read the file."""

    raw: RawFile
    corrections: CorrectionFile | None
    is_sample: bool
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a raw file came to: a document, or what is wrong with the file. ``key`` finds the document's
    records, it is empty where there is no document; ``known`` gives what is known of it without its text,
    and raises what :func:`document_of` does."""

    job: Job
    key: bytes = b""
    diagnostics: tuple[Diagnostic, ...] = ()
    known: Callable[[], Directive] | None = None


@dataclass(frozen=True, slots=True)
class _Done:
    """What a worker hands back, as records."""

    sha256: str = ""
    text: bytes = b""
    facts: bytes = b""
    diagnostics: tuple[Diagnostic, ...] = ()


def normalized(
    jobs: Sequence[Job],
    cache: Cache,
    version: bytes,
    executor: Executor | None = None,
    *,
    remote: bool = False,
    progress: Progress | None = None,
) -> list[Outcome]:
    """The outcomes of raw files, in their order, from the cache where it has them.

    Args:
        jobs: the raw files.
        cache: where documents are looked up and kept.
        version: digest of the program that makes them.
        executor: works on several at once; without one this process works on one at a time.
        remote: the executor's workers see no file of this machine.
        progress: told of each document.
    """
    kept = cache.keys(FACTS)
    digests = fixities([job.raw.path for job in jobs], cache, _loaded)
    keys = [_key(job, digest, version) if digest else None for job, digest in zip(jobs, digests, strict=True)]
    found = [
        _kept(job, key, cache) if key and key in kept else None for job, key in zip(jobs, keys, strict=True)
    ]
    for kind in (TEXTS, FACTS):
        cache.use(kind, (outcome.key for outcome in found if outcome))
    missing = [at for at, outcome in enumerate(found) if outcome is None]
    done = len(jobs) - len(missing)
    if progress and done:
        progress(done, len(jobs), "")
    made = _worked(([jobs[at] for at in missing]), executor, remote=remote)
    for count, (at, result) in enumerate(zip(missing, made, strict=True), start=done + 1):
        found[at] = _keep(jobs[at], result, cache, version)
        if progress:
            progress(count, len(jobs), jobs[at].raw.file)
    cache.commit()
    return [outcome for outcome in found if outcome is not None]


def document_of(outcome: Outcome, cache: Cache) -> Normalized:
    """The whole document of an outcome; made again where the cache lost it, or never took it because the
    disk was full.

    Raises:
        Unreadable: it has to be made again, and the raw file is no longer what it was.
        OSError: the same, and the file cannot be opened.
    """
    record = cache.get(TEXTS, outcome.key)
    return one(outcome.job) if record is None else _DOCUMENT.decode(record)


def one(job: Job) -> Normalized:
    """The document of one raw file.

    Raises:
        Unreadable: no reader can read the file.
        OSError: the file cannot be opened.
    """
    from generator.extract import extract
    from generator.read import read, read_path
    from generator.segment import ledger_of, segment

    file = job.raw.file
    source = read_path(file, Path(job.raw.path)) if job.data is None else read(file, job.data)
    parts = segment(source)
    directive = apply(extract(source, parts), job.corrections)
    published = directive.source.published or _posted(parts.sections.posted)
    if published != source.source.published:
        source = replace(source, source=replace(source.source, published=published))
    said = in_order([*directive.diagnostics, *source.remarks, *odd_types(directive, source.text)])
    directive = replace(directive, sample=job.is_sample, source=source.source, diagnostics=said)
    return Normalized(directive, source, ledger_of(source, parts))


def _posted(line: Line | None) -> str | None:
    """The posting date of a web page, by the line that has it."""
    from generator.extract.dates import dates_in

    return next((found.iso for found in dates_in(line.text) if found.iso), None) if line else None


def _key(job: Job, fixity: str, version: bytes) -> bytes:
    with_it = f"{job.raw.file}\n{fixity}\n{job.is_sample}\n{job.corrections!r}"
    return digest_of(version, with_it.encode("utf-8", "surrogatepass"))


def _kept(job: Job, key: bytes, cache: Cache) -> Outcome:
    """The outcome whose records the cache has."""

    def known() -> Directive:
        record = cache.get(FACTS, key)
        return without_text(one(job).directive) if record is None else _FACTS.decode(record)

    return Outcome(job, key, known=known)


def _keep(job: Job, done: _Done, cache: Cache, version: bytes) -> Outcome:
    """The outcome that a worker's result tells; a failure is no record, so that it is tried again."""
    if not done.facts:
        return Outcome(job, diagnostics=done.diagnostics)
    key = _key(job, done.sha256, version)
    cache.put(TEXTS, key, done.text)
    cache.put(FACTS, key, done.facts)
    return Outcome(job, key, known=partial(_FACTS.decode, done.facts))


def _worked(jobs: Sequence[Job], executor: Executor | None, *, remote: bool) -> Iterator[_Done]:
    """Results in the order of the jobs, whoever works on them."""
    if executor is not None and remote:
        return _sent(jobs, executor)
    if executor is None or len(jobs) == 1:  # one document is read before processes are ready for it
        return map(_work, jobs)
    if jobs:
        from generator import extract, read, segment  # noqa: F401 - before processes are forked, once for all
    return executor.map(_work, jobs, chunksize=max(1, min(32, len(jobs) // 16)))


def _sent(jobs: Iterable[Job], executor: Executor) -> Iterator[_Done]:
    """Results of workers that have to be sent the files; only so many of these are on their way at once."""
    waiting: deque[Future[_Done]] = deque()
    for job in jobs:
        waiting.append(executor.submit(_work, replace(job, data=_loaded(job.raw.path))))
        if len(waiting) >= _ON_THE_WAY:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _loaded(name: str) -> bytes | None:
    """The bytes of a raw file; of one too large or that cannot be read none: its reader will say so."""
    from generator.read import MAX_BYTES

    path = Path(name)
    try:
        return path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError:
        return None


def _work(job: Job) -> _Done:
    from generator.read import Unreadable

    file = job.raw.file
    try:
        document = one(job)
    except Unreadable as problem:
        found = Diagnostic(file, None, problem.code, Severity.ERROR, problem.message, problem.remedy)
    except OSError as problem:
        remedy = "Kiểm tra quyền đọc tệp; nếu là liên kết, kiểm tra nó chỉ đến đâu."
        message = f"Không mở được tệp: {refused(problem)}."
        found = Diagnostic(file, None, "unreadable-file", Severity.ERROR, message, remedy)
    except Exception as problem:  # a fault of ours on one file must not stop the others
        found = diagnostic("internal-error", file, None, detail=f"{type(problem).__name__}: {problem}")
    else:
        facts = encoded(without_text(document.directive))
        return _Done(document.directive.source.sha256, encoded(document), facts)
    return _Done(diagnostics=(found,))
