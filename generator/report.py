"""Diagnostics in the words of who reads them: a person, GitHub's annotations, GitLab's Code Quality."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from generator.config import Config
from generator.diagnostics import Diagnostic, Severity

_OF_EACH = 20
"""Findings of one kind that the log of a build shows."""

_WORDS = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.INFO: "ghi chú"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def located(file: str, folders: Sequence[Path], base: Path) -> str:
    """A diagnostic's file as a path relative to ``base``, the folder that CI counts from.

    Diagnostics name a file relative to the folder it was read from; ``folders`` are the candidates,
    tried in order. A file in none of them keeps its name. All folders are absolute.
    """
    for folder in folders:
        path = f"{folder.as_posix()}/{file}"  # there may be tens of thousands of findings
        if os.path.exists(path):
            return path.removeprefix(f"{base.as_posix()}/")
    return file


def locator(paths: Sequence[Path], config: Config | None) -> Callable[[Diagnostic], str]:
    """Gives a finding's file as a path from the current folder: found below the raw ``paths``, or in a folder
    of the configuration."""
    folders = [path if path.is_dir() else path.parent for path in paths]
    if config is not None:
        folders += [config.raw_dir, config.corrections_dir, config.corrections_dir.parent, config.pages_dir]
    here = Path.cwd()
    resolved = tuple(dict.fromkeys(folder.resolve() for folder in (*folders, here)))
    found = cache(lambda file: located(file, resolved, here))  # a file may have many findings
    return lambda item: found(item.file)


def plain(diagnostic: Diagnostic, path: str) -> str:
    """Two lines for a person; the first opens with ``path:line:``, which editors make a link."""
    place = path if diagnostic.line is None else f"{path}:{diagnostic.line}"
    word = _WORDS[diagnostic.severity]
    return f"{place}: {word}: {diagnostic.message} [{diagnostic.code}]\n    → {diagnostic.remedy}"


def github(diagnostic: Diagnostic, path: str) -> str:
    """A workflow command that puts an annotation at the file and line.

    Source: GitHub Docs, "Workflow commands for GitHub Actions", with the escapes of
    actions/toolkit (``packages/core/src/command.ts``).
    """
    place = [f"file={_property(path)}"]
    place += [f"line={diagnostic.line}"] if diagnostic.line is not None else []
    place.append(f"title={_property(diagnostic.code)}")
    text = _data(f"{diagnostic.message}\n→ {diagnostic.remedy}")
    return f"::{_GITHUB[diagnostic.severity]} {','.join(place)}::{text}"


def _data(text: str) -> str:
    """A workflow command's message, with what would end it escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A workflow command's property, with what would end it escaped."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def code_quality(found: Iterable[tuple[Diagnostic, str]]) -> str:
    """Diagnostics with their paths as a Code Quality report (JSON).

    Source: GitLab Docs, "Code Quality report format". A fingerprint has no line in it, so that a
    finding is the same one when lines above it move; repeated findings are told apart by a count.
    """
    counts: Counter[str] = Counter()
    entries = []
    for diagnostic, path in found:
        identity = f"{path}\n{diagnostic.code}\n{diagnostic.message}"
        counts[identity] += 1
        fingerprint = hashlib.sha256(f"{identity}\n{counts[identity]}".encode()).hexdigest()
        entries.append(
            {
                "description": f"{diagnostic.message} → {diagnostic.remedy}",
                "check_name": diagnostic.code,
                "fingerprint": fingerprint,
                "severity": _GITLAB[diagnostic.severity],
                "location": {"path": path, "lines": {"begin": diagnostic.line or 1}},
            }
        )
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def first_of_each(diagnostics: Iterable[Diagnostic]) -> tuple[list[Diagnostic], Mapping[str, int]]:
    """What a log has room for: every error, and of each other kind the first few; and by code how many it
    leaves out."""
    counts: Counter[str] = Counter()
    shown = []
    for one in diagnostics:
        counts[one.code] += 1
        if one.severity is Severity.ERROR or counts[one.code] <= _OF_EACH:
            shown.append(one)
    counts.subtract(one.code for one in shown)
    return shown, +counts


def left_out(code: str, count: int) -> str:
    """A line on findings of one kind that are not shown."""
    return f"… và {_dotted(count)} chỗ khác như thế [{code}]: “chithi check” nêu đủ."


def summary(documents: int, instruments: int, diagnostics: Iterable[Diagnostic]) -> str:
    """One line on what a run came to."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    found = ", ".join(f"{_dotted(counts[severity])} {word}" for severity, word in _WORDS.items())
    return f"{_dotted(documents)} văn bản, {_dotted(instruments)} văn kiện được viện dẫn; {found}."


def _dotted(number: int) -> str:
    """A number as Vietnamese writes it: ``27.764``."""
    return f"{number:,}".replace(",", ".")
