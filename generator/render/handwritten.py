"""The pages that the archive's owner writes: about, how to search, how to cite."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from generator.cache import digest_of
from generator.model import Draft


def handwritten_pages(folder: Path) -> Iterator[Draft]:
    """``<name>.md`` of the folder as the page ``<name>/``, as it is written; none if there is no folder."""
    for path in sorted(folder.glob("*.md")):
        content = path.read_bytes()
        yield Draft(f"{path.stem}/index.md", digest_of(content), partial(bytes, content))
