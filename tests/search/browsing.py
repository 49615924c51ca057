"""The browser's search over an archive, run by node: for tests that ask hundreds of queries."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.collection import Archive
from generator.config import Config, default_config
from generator.resources import templates_dir
from generator.search.documents import numbered
from generator.search.index import write
from tests.support.requirements import absent

MODULES = templates_dir() / "theme/assets/javascripts/tim-kiem"
_RUNNER = Path(__file__).with_name("search.mjs")


def node() -> str:
    """The path of node; the test skips where there is none, and fails where all is required."""
    path = shutil.which("node")
    if path is None:
        absent("no node on PATH to run the browser's scripts")
    return path


def indexed(archive: Archive, folder: Path) -> Path:
    """Write the archive's index; returns the folder of the data."""
    write_index(archive, default_config(folder), folder / "docs")
    return folder / "docs/tim-kiem/du-lieu"


def write_index(archive: Archive, config: Config, docs: Path, *, workers: int = 1) -> Mapping[str, str]:
    """Write the index of an archive that is in memory; the state stands beside ``docs``."""
    documents = numbered(document.directive for document in archive.documents)
    instruments = {instrument.key: instrument for instrument in archive.instruments}
    return write(documents, instruments, config, docs, docs.with_name("state"), workers=workers)


def search(data: Path, queries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the browser's scripts answer to each query (see search.mjs)."""
    done = subprocess.run(
        [node(), str(_RUNNER), MODULES.as_uri(), str(data)],
        input=json.dumps(list(queries)),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers
