"""What the generator has to say about an input: code, severity, place, message and remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a diagnostic matters: an error fails a run, a warning fails it under ``--strict``."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding about one place of one file.

    ``code`` is a stable kebab-case name; ``file`` is relative to the RAW folder (or the path of a
    configuration file); ``line`` counts from 1, ``None`` where the finding is about the whole file.
    ``message`` and ``remedy`` are Vietnamese sentences: what is wrong, and what the reader can do.
    """

    file: str
    line: int | None
    code: str
    severity: Severity
    message: str
    remedy: str

    def as_dict(self) -> dict[str, Any]:
        """The entry of ``report.json``, keys in the order of the contract."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "file": self.file,
            "line": self.line,
            "message": self.message,
            "remedy": self.remedy,
        }


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics sorted by file, line and code, whatever order workers found them in."""
    return tuple(sorted(diagnostics, key=lambda d: (d.file, d.line or 0, d.code, d.message)))
