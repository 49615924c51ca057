"""What the archive's owner gives: raw files, corrections, identifiers given out before."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path

import yaml

from generator.archive import Permalinks, read_permalinks
from generator.config import Config, ConfigError
from generator.corrections import SUFFIX, CorrectionFile, read_corrections, unreadable
from generator.diagnostics import Diagnostic, Severity, in_order
from generator.knowledge.messages import diagnostic, refused
from generator.normalizing import RawFile

_PAGE = re.compile(r"'([^'/]+)/index\.md'")
"""A page of MkDocs that was made of a hand-written one, as its warnings name it."""


def find_raw(paths: Sequence[Path]) -> tuple[list[RawFile], list[Diagnostic]]:
    """The raw files under files and folders, in order of their relative paths, and what is left out: folders
    that were not looked into, names that are no text. What is hidden is none."""
    found: set[tuple[str, str]] = set()
    left_out: set[Diagnostic] = set()
    for path in paths:
        found.update(_files_in(path, left_out.add) if path.is_dir() else [(path.name, str(path))])
    strange = {(name, place) for name, place in found if not _is_text(name)}
    left_out.update(_passed_over("unreadable-name", name) for name, _ in strange)
    files = sorted((_text_of(name), place) for name, place in found - strange)
    return [RawFile(name, place) for name, place in files], list(in_order(left_out))


def _is_hidden(name: str) -> bool:
    """Whether a file is one that its system shows nobody; Windows marks its own so, which is lost on the way
    here: what Office keeps beside an open document, and what Explorer keeps in each folder."""
    return name.startswith((".", "~$")) or name.lower() in ("desktop.ini", "thumbs.db")


def _is_text(name: str) -> bool:
    """Whether a file's name is UTF-8; one that came out of an old archive may be of another encoding."""
    if name.isascii():
        return True
    try:
        os.fsencode(name).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _text_of(name: str) -> str:
    """A file's name, read as UTF-8 whatever the locale, in which Python reads it."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "replace")


def _passed_over(code: str, name: str, **words: object) -> Diagnostic:
    return diagnostic(code, _text_of(name), None, **words)


def _files_in(
    folder: str | Path, tell: Callable[[Diagnostic], None], start: str = ""
) -> Iterator[tuple[str, str]]:
    """The files in a folder, their relative paths before them. Links to other folders are not followed,
    which could go in circles; ``tell`` is told of them, and of folders that cannot be opened."""
    try:
        entries = list(os.scandir(folder))
    except OSError as problem:
        name = start.rstrip("/") or Path(folder).name
        tell(_passed_over("unreadable-folder", name, reason=refused(problem)))
        return
    for entry in entries:
        if _is_hidden(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_in(entry.path, tell, f"{start}{entry.name}/")
        elif entry.is_dir():
            tell(_passed_over("linked-folder", start + entry.name))
        elif entry.is_file() or entry.is_symlink():  # a link that leads nowhere: its reader says so
            yield start + entry.name, entry.path


def is_sample(raw: RawFile, config: Config) -> bool:
    """Whether the settings say that a raw file was written to show what the archive does."""
    return any(fnmatch(raw.file, pattern) for pattern in config.samples)


def correction_files(config: Config) -> dict[str, CorrectionFile]:
    """All correction files by their paths relative to the corrections folder."""
    root = config.corrections_dir
    if not root.is_dir():
        return {}
    files = (path for path in sorted(root.rglob(f"*{SUFFIX}")) if path.is_file())
    names = ((_text_of(path.relative_to(root).as_posix()), path) for path in files)
    return {name: _correction_file(name, path) for name, path in names}


def _correction_file(name: str, path: Path) -> CorrectionFile:
    try:
        return read_corrections(name, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return unreadable(name, "tệp không phải văn bản UTF-8")
    except OSError as problem:
        return unreadable(name, f"không mở được tệp ({refused(problem)})")


def instrument_values(file: CorrectionFile | None) -> Mapping[str, Mapping[str, tuple[str | None, str]]]:
    """A person's values for instruments: by key and field, the value and the note that says who and why."""
    values: dict[str, dict[str, tuple[str | None, str]]] = {}
    for entry in file.corrections if file else ():
        value = entry.value if isinstance(entry.value, str) else None
        values.setdefault(entry.subject, {})[entry.field] = (value, entry.note)
    return values


def recorded_permalinks(config: Config) -> Permalinks:
    """The identifiers given out before.

    Raises:
        ConfigError: their file cannot be read.
    """
    if not config.permalinks.is_file():
        return Permalinks()
    try:
        return read_permalinks(config.permalinks.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as problem:
        message = "Không đọc được tệp định danh đã cấp; dựng tiếp sẽ cấp lại địa chỉ khác cho văn bản cũ."
        remedy = "Kiểm tra quyền đọc tệp, hoặc khôi phục tệp từ lịch sử của kho mã, rồi chạy lại."
        file = config.permalinks.as_posix()
        found = Diagnostic(file, None, "permalinks-unreadable", Severity.ERROR, message, remedy)
        raise ConfigError((found,)) from problem


def relative_to_raw(path: Path, config: Config) -> str:
    """A raw file's path relative to the archive's raw folder, its name alone where it is not in there."""
    try:
        return _text_of(path.resolve().relative_to(config.raw_dir.resolve()).as_posix())
    except ValueError:
        return _text_of(path.name)


def page_warning(said: str) -> Diagnostic:
    """The finding that a warning of MkDocs is, about the hand-written page that it names."""
    page = _PAGE.search(said)
    return diagnostic("page-warning", f"{page[1]}.md" if page else "mkdocs.yml", None, said=said)
