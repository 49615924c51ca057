"""The five founding documents, normalized once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.normalizing import Written, written
from tests.support.requirements import shared


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder with the raw texts of the seeds."""
    return shared() / "seeds"


@pytest.fixture(scope="session")
def normalized(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The seeds as ``chithi normalize`` writes them."""
    return written([seeds], tmp_path_factory.mktemp("seeds"))
