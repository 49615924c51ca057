"""The command ``chithi``. Exit codes: 0 done, 1 an error or with ``--strict`` a warning, 2 wrong use."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NoReturn, TypeVar

import click
from rich.console import Console

from generator import __version__, corrections, pipeline, report
from generator.cache import ScratchCache, kept
from generator.collection import Archive
from generator.config import Config, ConfigError, default_config, load_config
from generator.diagnostics import Diagnostic, Severity
from generator.executors import ExecutorError, remote_executor
from generator.gathering import Means
from generator.knowledge.messages import refused
from generator.model import Normalized
from generator.progress import progress
from generator.publish import PublishError
from generator.resources import templates_dir
from generator.verify import differences

CONFIG_FILE = "site_config.yml"

_Command = TypeVar("_Command", bound=Callable[..., None])


def _existing(dir_okay: bool = True) -> click.Path:
    """A path that is there."""
    return click.Path(exists=True, dir_okay=dir_okay, path_type=Path)


_raw = click.argument("raw", nargs=-1, type=_existing(), metavar="[RAW]...")
_file = click.argument("file", type=_existing(dir_okay=False), metavar="FILE")
_executor = click.option(
    "--executor",
    metavar="dask://HOST:PORT",
    help="Normalize on the workers of a Dask cluster (needs the extra: pip install 'chithi[dask]').",
)
_config = click.option(
    "--config",
    "config_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"The archive's configuration.  [default: {CONFIG_FILE}]",
)
_strict = click.option("--strict", is_flag=True, help="Let a warning fail the run, as an error does.")
_workers = click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    help="Processes to use; the output does not depend on it.  [default: one a processor]",
)


class _Commands(click.Group):
    """The commands; what the system refuses any of them ends the run in words, not in a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # nobody reads the output any more: click knows what to do
                raise
            place = f" {error.filename}" if error.filename else ""
            raise click.ClickException(f"Không đọc hoặc ghi được{place}: {refused(error)}.") from error


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="chithi", message="%(prog)s %(version)s")
def main() -> None:
    """Make a static, searchable public archive of Vietnamese directives from their raw texts.

    \b
    chithi build                        raw texts to a web site in site/
    chithi serve                        the same, shown on this machine, built again on change
    chithi normalize letters --out out  raw texts to normalized Markdown, ledgers and a report
    chithi check                        only say what is wrong with the raw texts
    chithi explain FILE                 where each value of a document comes from
    chithi correct FILE                 start a correction of a document

    Exit codes: 0 done, warnings allowed; 1 an error, or with --strict a warning; 2 wrong usage or
    configuration.
    """


@main.command()
@_raw
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to; nothing is written elsewhere.",
)
@_strict
@_workers
@_executor
@_config
def normalize(
    raw: tuple[Path, ...],
    out: Path,
    strict: bool,
    workers: int,
    executor: str | None,
    config_file: Path | None,
) -> None:
    """Turn raw texts into normalized documents.

    RAW are files or folders, of any format and depth; without one, raw_dir of the configuration.
    Under --out come directives/<id>.md (front matter and body), ledger/<id>.json (where every
    character of the raw text went), instruments.json (what is cited) and report.json (findings).

    \b
    chithi normalize --out build/normalized
    chithi normalize scans/2019 letter.html --out out --strict
    """
    config = _settings(config_file)
    paths = raw or (config.raw_dir,)
    _keep_apart(out, paths)
    archive = _normalized(paths, config, workers, executor)
    pipeline.write_normalized(archive, out, workers=workers)
    _finish(archive, paths, config, strict=strict)


@main.command()
@click.option(
    "--code-quality",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the findings to this file as a GitLab Code Quality report.",
)
@click.option(
    "--verify-cache",
    is_flag=True,
    help="Then build again from nothing, beside, and fail if one byte differs.",
)
@_strict
@_workers
@_executor
@_config
def build(
    code_quality: Path | None,
    verify_cache: bool,
    strict: bool,
    workers: int,
    executor: str | None,
    config_file: Path | None,
) -> None:
    """Build the web site: normalize the raw texts, render, index, publish to site_dir.

    The site is replaced only when all of it is there. A raw file that cannot be read is reported
    and left out; with --strict it stops the build, as any warning does, and the old site stays.

    \b
    chithi build
    chithi build --strict --config archives/tinh/site_config.yml
    """
    config = _settings(config_file, required=True)
    with _sound():
        archive = _built(config, workers, executor, strict=strict)
    if code_quality is not None:
        _write_code_quality(archive, code_quality, config)
    published = not strict or not pipeline.grave(archive.diagnostics, strict=True)
    if verify_cache and published:
        with _sound():
            _verify(config, workers)
    _finish(archive, (config.raw_dir,), config, strict=strict)


@main.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port on 127.0.0.1; 0 takes a free one.",
)
@_workers
@_config
def serve(port: int, workers: int, config_file: Path | None) -> None:
    """Build the site, show it on this machine only, and build again when a source changes.

    Watched: raw texts, corrections, pages, templates and the configuration. Ctrl-C ends it.
    """
    from generator.serve import server, watching

    config = _settings(config_file, required=True)
    sources = (config.raw_dir, config.corrections_dir, config.pages_dir, templates_dir())
    _build_again(_file_of(config_file), workers)
    with ExitStack() as stack:
        try:
            address = stack.enter_context(server(config.site_dir, port))
        except OSError as error:
            message = f"Không dùng được cổng {port} ({refused(error)}); thử --port 0."
            raise click.UsageError(message) from None
        changed = stack.enter_context(watching((*sources, _file_of(config_file))))
        click.echo(f"{address} (Ctrl-C để dừng)")
        try:
            while True:
                changed()
                _build_again(_file_of(config_file), workers)
        except KeyboardInterrupt:
            click.echo()


@main.command()
@_raw
@_strict
@_workers
@_config
def check(raw: tuple[Path, ...], strict: bool, workers: int, config_file: Path | None) -> None:
    """Say what is wrong with the raw texts, and write nothing.

    Everything is told: errors, warnings, and as notes what a text does not state.

    \b
    chithi check
    chithi check --strict new/letter.txt
    """
    config = _settings(config_file)
    paths = raw or (config.raw_dir,)
    _finish(_normalized(paths, config, workers), paths, config, strict=strict, everything=True)


@main.command()
@_file
@_config
def explain(file: Path, config_file: Path | None) -> None:
    """Show a document's parts in colour, and where each of its values comes from.

    For each field: its value, the words and the line it was read from, and the rule that read it;
    then every citation, and what is wrong with the text.
    """
    from generator.explain import explanation

    Console().print(explanation(_one(file, _settings(config_file))))


@main.command()
@_file
@_config
def correct(file: Path, config_file: Path | None) -> None:
    """Start a correction of FILE: a commented YAML skeleton with what was read, to be edited.

    It is written to the corrections folder, under the raw file's name; one that is there stays.
    """
    config = _settings(config_file)
    normalized = _one(file, config)
    target = config.corrections_dir / f"{normalized.directive.source.file}{corrections.SUFFIX}"
    if target.exists():
        raise click.ClickException(f"{target} đã có; hãy sửa tệp ấy.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(corrections.skeleton(normalized), encoding="utf-8")
    click.echo(f"Đã viết {target}; sửa tệp ấy rồi dựng lại.")


def _file_of(config_file: Path | None) -> Path:
    """The configuration file that holds."""
    return config_file or Path(CONFIG_FILE)


@contextmanager
def _sound() -> Iterator[None]:
    """Ends the run with exit code 2 where the archive's own records cannot be read, with 1 where the site
    could not be built."""
    try:
        yield
    except ConfigError as error:
        _show(error.diagnostics, (), None)
        sys.exit(2)
    except PublishError as error:
        raise click.ClickException(str(error)) from None


def _settings(config_file: Path | None, *, required: bool = False) -> Config:
    """The configuration; without a file, where none is required, the defaults for this folder."""
    path = _file_of(config_file)
    if config_file is None and not required and not path.exists():
        return default_config(Path.cwd())
    with _sound():
        return load_config(path)


def _keep_apart(out: Path, paths: Iterable[Path]) -> None:
    """Refuse an output folder that the next run would read as raw texts."""
    for path in paths:
        if path.is_dir() and (out.resolve() == path.resolve() or path.resolve() in out.resolve().parents):
            raise click.UsageError(
                f"--out {out} nằm trong {path}, nơi chỉ chứa văn bản gốc; chọn thư mục khác."
            )


def _normalized(paths: Sequence[Path], config: Config, workers: int, executor: str | None = None) -> Archive:
    """The archive of some raw texts, with progress shown; what makes a run unsound ends it."""
    with _sound(), _others(executor) as others, progress() as show:
        return pipeline.normalize(paths, config, Means(ScratchCache(), workers, others), progress=show)


def _built(config: Config, workers: int, executor: str | None = None, *, strict: bool) -> Archive:
    """The archive of the whole site, built, with progress shown."""
    with _others(executor) as others, progress() as show, kept(pipeline.cache_file(config)) as cache:
        return pipeline.build(config, Means(cache, workers, others), strict=strict, progress=show)


@contextmanager
def _others(address: str | None) -> Iterator[Executor | None]:
    """The workers of other machines, where the command names some."""
    if address is None:
        yield None
        return
    try:
        with remote_executor(address) as executor:
            yield executor
    except ExecutorError as error:
        raise click.UsageError(str(error)) from None


def _write_code_quality(archive: Archive, path: Path, config: Config) -> None:
    """Write the findings as GitLab reads them."""
    located = report.locator((), config)
    found = [(item, located(item)) for item in archive.diagnostics]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(report.code_quality(found), encoding="utf-8")


def _verify(config: Config, workers: int) -> None:
    """End the run where what the cache gave is not what a build from nothing gives."""
    other = differences(config, workers)
    if other:
        shown = "".join(f"\n  {path}" for path in other[:20])
        message = f"{len(other)} tệp dựng từ bộ nhớ đệm khác với dựng từ đầu:{shown}"
        raise click.ClickException(f"{message}\nHãy xóa {config.build_dir / 'cache'} rồi dựng lại.")
    click.echo("Bản dựng từ bộ nhớ đệm đúng từng byte như dựng từ đầu.", err=True)


def _build_again(config_file: Path, workers: int) -> None:
    """Build, and say what the build found; whatever is wrong, the old site stays and can be seen."""
    try:
        config = load_config(config_file)
        _show_findings(_built(config, workers, strict=False), (config.raw_dir,), config)
    except ConfigError as error:
        _show(error.diagnostics, (), None)
    except (PublishError, OSError) as error:
        click.echo(str(error), err=True)


def _one(file: Path, config: Config) -> Normalized:
    """One document; a file that cannot be read ends the run with its diagnostic."""
    from generator.read import Unreadable

    try:
        return pipeline.normalize_one(file, config)
    except Unreadable as error:
        found = Diagnostic(file.name, None, error.code, Severity.ERROR, error.message, error.remedy)
        _show([found], (file,), config)
        sys.exit(1)


def _finish(
    archive: Archive, paths: Sequence[Path], config: Config, *, strict: bool, everything: bool = False
) -> NoReturn:
    """Say what a run found and end with the exit code of the contract."""
    _show_findings(archive, paths, config, everything=everything)
    sys.exit(int(pipeline.grave(archive.diagnostics, strict=strict)))


def _show_findings(
    archive: Archive, paths: Sequence[Path], config: Config, *, everything: bool = False
) -> None:
    """Errors and warnings, as many as a log has room for, or everything and notes too; and one line that
    sums up."""
    grave = [item for item in archive.diagnostics if item.severity is not Severity.INFO]
    shown, left = (archive.diagnostics, {}) if everything else report.first_of_each(grave)
    _show(shown, paths, config)
    lines = [report.left_out(code, count) for code, count in left.items()]
    lines += [report.summary(len(archive.documents), len(archive.instruments), archive.diagnostics)]
    click.echo("\n".join(lines), err=True)


def _show(diagnostics: Iterable[Diagnostic], paths: Sequence[Path], config: Config | None) -> None:
    """Each finding, as an annotation where GitHub runs this, else as lines on standard error."""
    on_github = os.environ.get("GITHUB_ACTIONS") == "true"
    located = report.locator(paths, config)
    written = report.github if on_github else report.plain
    lines = [written(item, located(item)) for item in diagnostics]
    if lines:
        click.echo("\n".join(lines), err=not on_github)
