"""Diagnostics about documents, worded in ``messages.yml``."""

from __future__ import annotations

import errno

from generator.diagnostics import Diagnostic, Severity
from generator.knowledge.loader import load_yaml


def diagnostic(code: str, file: str, line: int | None, **words: object) -> Diagnostic:
    """The diagnostic of a code with its words filled in.

    Raises:
        KeyError: there is no such code, or a word is missing.
    """
    entry = load_yaml("messages.yml")[code]
    return Diagnostic(
        file=file,
        line=line,
        code=code,
        severity=Severity(entry["severity"]),
        message=entry["message"].format(**words),
        remedy=entry["remedy"].format(**words),
    )


def refused(error: OSError) -> str:
    """Why the system refused something, in Vietnamese; in its own words where ``refusals.yml`` has none."""
    name = errno.errorcode.get(error.errno or 0, "")
    reason: str = load_yaml("refusals.yml").get(name) or error.strerror or str(error)
    return reason
