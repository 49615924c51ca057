"""Settings that hold for all tests."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# One profile, derandomized: a red run is red for everybody, and a slow machine is no failure.
settings.register_profile("chithi", deadline=None, derandomize=True)
settings.load_profile("chithi")


@pytest.fixture(autouse=True)
def _quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no CI variable of the machine change what a test sees; a test sets what it needs."""
    for name in ("GITHUB_ACTIONS", "GITLAB_CI", "CI", "FORCE_COLOR", "NO_COLOR", "COLUMNS"):
        if name in os.environ:
            monkeypatch.delenv(name)
