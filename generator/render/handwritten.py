"""The pages that the archive's owner writes: about, how to search, how to cite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.model import Page


def handwritten_pages(folder: Path) -> Iterator[Page]:
    """``<name>.md`` of the folder as the page ``<name>/``, as it is written; none if there is no folder."""
    for path in sorted(folder.glob("*.md")):
        yield Page(f"{path.stem}/index.md", path.read_text(encoding="utf-8"))
