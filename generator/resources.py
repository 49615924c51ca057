"""Where the files that travel with the package are: templates and knowledge."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.cache import digest_of

_PACKAGE = Path(__file__).resolve().parent


def templates_dir() -> Path:
    """The folder with ``pages/`` (Jinja2) and ``theme/`` (overrides of Material).

    A wheel carries the folder as ``generator/_templates`` (see ``force-include`` in pyproject.toml);
    in a checkout that folder never exists and ``templates/`` stands beside the package.
    """
    packed = _PACKAGE / "_templates"
    return packed if packed.is_dir() else _PACKAGE.parent / "templates"


@cache
def templates_digest() -> bytes:
    """A digest of all templates."""
    top = templates_dir()
    files = sorted(path for path in top.rglob("*") if path.is_file())
    return digest_of(*(x for p in files for x in (p.relative_to(top).as_posix().encode(), p.read_bytes())))
