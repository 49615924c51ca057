"""The digest of all that every page of the site depends on beside its own text."""

from __future__ import annotations

import platform
from pathlib import Path

from generator.cache import digest_of, library_version
from generator.resources import templates_digest

_LIBRARIES = ("jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "pymdown-extensions", "pyyaml")


def environment(configuration: bytes) -> str:
    """Digest of ``mkdocs.yml``, our theme, the accelerator's own code and the versions of what renders.

    The date of the build is not in it: no template of ours shows it, and the sitemap, which does, is
    made anew each time.
    """
    code = (path.read_bytes() for path in sorted((Path(__file__).parent / "accelerate").glob("*.py")))
    versions = [platform.python_version(), *map(library_version, _LIBRARIES)]
    return digest_of(configuration, templates_digest(), *code, *(text.encode() for text in versions)).hex()


def file_digest(path: Path) -> str:
    """Digest of a file's bytes, in hexadecimal, as those of the source tree are.

    Raises:
        OSError: it cannot be read.
    """
    return digest_of(path.read_bytes()).hex()
