"""The site's source tree on disk: written where it differs, and nothing stale left in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from generator.addresses import document_address, original_name
from generator.collection import Archive
from generator.model import Page


def write_pages(pages: Iterable[Page], folder: Path) -> None:
    """Make ``folder`` hold exactly ``pages``; a file that already has its bytes is not touched.

    Raises:
        ValueError: two pages have one path, or a path leads out of the folder.
    """
    written: set[Path] = set()
    for page in pages:
        inside = PurePosixPath(page.path)
        path = folder / inside
        if path in written or inside.is_absolute() or ".." in inside.parts:
            raise ValueError(f"not a path of its own in the site: {page.path}")
        written.add(path)
        write_if_changed(path, page.text.encode("utf-8"))
    _remove_others(folder, written)


def write_normalized(pages: Iterable[Page], folder: Path) -> None:
    """Make ``folder`` hold the normalized archive; beside it, what others put there stays."""
    written: set[Path] = set()
    for page in pages:
        path = folder / PurePosixPath(page.path)
        written.add(path)
        write_if_changed(path, page.text.encode("utf-8"))
    for part in ("directives", "ledger"):
        _remove_others(folder / part, written)


def write_if_changed(path: Path, content: bytes) -> None:
    """Write a file unless it has this content already."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def copy_originals(archive: Archive, raw_dir: Path, folder: Path) -> None:
    """Copy each raw file as received beside its document's page (``publish_original: full``)."""
    for document in archive.documents:
        directive = document.directive
        target = folder / document_address(directive.id) / original_name(directive.source.file)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(raw_dir / directive.source.file, target)


def _remove_others(folder: Path, keep: set[Path]) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in keep:
            path.unlink()
