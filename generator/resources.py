"""Where the files that travel with the package are: templates and knowledge."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def templates_dir() -> Path:
    """The folder with ``pages/`` (Jinja2) and ``theme/`` (overrides of Material).

    A wheel carries the folder as ``generator/_templates`` (see ``force-include`` in pyproject.toml);
    in a checkout that folder never exists and ``templates/`` stands beside the package.
    """
    packed = _PACKAGE / "_templates"
    return packed if packed.is_dir() else _PACKAGE.parent / "templates"


def knowledge_dir() -> Path:
    """The folder with the YAML that the rules read, ``generator/knowledge``."""
    return _PACKAGE / "knowledge"
