"""Proof that a build from the cache is what a build from nothing would be."""

from __future__ import annotations

import filecmp
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator import pipeline
from generator.cache import kept
from generator.config import Config
from generator.gathering import Means
from generator.publish import docs_dir


def differences(config: Config, workers: int) -> list[str]:
    """The files (``site/…``, ``docs/…``, ``normalized/…``) that differ from those of a build from nothing,
    which is made beside and thrown away.

    Raises:
        PublishError: the build from nothing failed.
    """
    config.build_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="verify-", dir=config.build_dir) as folder:
        fresh = _elsewhere(config, Path(folder))
        with kept(pipeline.cache_file(fresh)) as cache:
            pipeline.build(fresh, Means(cache, workers))
        places = {
            "normalized": (config.build_dir / "normalized", fresh.build_dir / "normalized"),
            "docs": (docs_dir(config), docs_dir(fresh)),
            "site": (config.site_dir, fresh.site_dir),
        }
        return [f"{name}/{path}" for name, pair in places.items() for path in _unequal(*pair)]


def _elsewhere(config: Config, folder: Path) -> Config:
    """The same archive, built into another folder, with the identifiers given out so far."""
    permalinks = folder / "permalinks.yml"
    if config.permalinks.is_file():
        permalinks.write_bytes(config.permalinks.read_bytes())
    return replace(config, build_dir=folder / "build", site_dir=folder / "site", permalinks=permalinks)


def _unequal(one: Path, other: Path) -> Iterator[str]:
    """Paths of files that are not in both folders with the same bytes, sorted."""
    for path in sorted(_files(one) | _files(other)):
        a, b = one / path, other / path
        if not (a.is_file() and b.is_file() and filecmp.cmp(a, b, shallow=False)):
            yield path


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
