"""What some tests need from the machine: absent, they skip and say why; in CI they fail instead.

``CHITHI_REQUIRE_ALL=1`` (set by ``.ci/run``) turns every such skip into a failure.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[2]
"""The root of the checkout."""

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def shared() -> Path:
    """The folder with the shared seeds and gold labels: ``$CHITHI_SHARED``, else ``../shared``."""
    folder = Path(os.environ.get("CHITHI_SHARED") or ROOT.parent / "shared")
    if not (folder / "seeds").is_dir():
        absent(f"the shared seeds are not at {folder} (CHITHI_SHARED names another place)")
    return folder


def found_chromium() -> str | None:
    """The path of a Chromium; ``None`` where there is none."""
    named = os.environ.get("CHITHI_CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else _BROWSERS)), None)


def chromium() -> str:
    """The path of a Chromium: ``$CHITHI_CHROMIUM``, else the first one on PATH."""
    if path := found_chromium():
        return path
    absent("no Chromium on PATH (CHITHI_CHROMIUM names one)")


def absent(reason: str) -> NoReturn:
    """Skip the running test, or fail it where everything is required."""
    if os.environ.get("CHITHI_REQUIRE_ALL") == "1":
        pytest.fail(f"required here: {reason}")
    pytest.skip(reason)
