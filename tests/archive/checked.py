"""Seeds and samples as an archive, and the cases that were checked by reading them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from generator.collection import Archive
from generator.config import default_config
from generator.pipeline import normalize
from tests.support.requirements import ROOT, shared


def archive_of_raw(*roots: str) -> Archive:
    """The archive of the ``shared`` seeds, of the project's ``samples``, of the ``unseen`` directives beside
    this module, or of some of them as one."""
    return _archive(tuple(_folder(root) for root in roots))


def _folder(root: str) -> Path:
    if root == "shared":
        return shared() / "seeds"
    return ROOT / "docs_src" / "raw" if root == "samples" else Path(__file__).with_name("unseen")


@cache
def _archive(folders: tuple[Path, ...]) -> Archive:
    with TemporaryDirectory() as empty:
        return normalize(list(folders), default_config(Path(empty)))


def checked(name: str, root: str) -> Any:
    """The checked cases of a file beside this module."""
    cases = yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return cases[root]
