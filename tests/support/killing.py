"""Builds that are killed at any moment, and what they leave: ``python -m tests.support.killing 50``."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from generator.collection import Archive
from generator.publish import docs_dir
from generator.publish.mkdocs import run
from tests.support.requirements import ROOT
from tests.support.sites import config

_BUILD = "import sys; from tests.support.killing import build; build(__import__('pathlib').Path(sys.argv[1]))"
_PAGES = 120


def sources(folder: Path, edition: int) -> None:
    """The source tree of an edition: even ones and odd ones differ in half of the files."""
    docs = docs_dir(config(folder))
    pages = {"index.md": f"# Kho {edition % 2}\n", "tim-kiem/index.md": "# Tìm\n"}
    for number in range(_PAGES):
        said = edition % 2 if number % 2 else 0
        body = f"Lần {said}. " * 200
        name = f"van-ban/v{number + 1000 * said if number % 4 == 1 else number}"
        pages[f"{name}/index.md"] = f"---\ntitle: V{number}\n---\n\n# V{number}\n\n<p>{body}</p>\n"
        pages[f"{name}/goc.txt"] = body
    for path in [path for path in docs.rglob("*") if path.is_file()]:
        if path.relative_to(docs).as_posix() not in pages:
            path.unlink()
    for name, text in pages.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.unlink(missing_ok=True)
            path.write_text(text, encoding="utf-8")


def build(folder: Path) -> None:
    """Publish what the source tree holds."""
    run(config(folder), Archive((), ()), strict=True, workers=2)


def site(folder: Path) -> dict[str, bytes]:
    """Every file of the published site."""
    top = config(folder).site_dir
    return {p.relative_to(top).as_posix(): p.read_bytes() for p in top.rglob("*") if p.is_file()}


def killed_builds(folder: Path, moments: int, seed: int = 1) -> list[str]:
    """Kill that many builds at random moments, each followed by one that is let be.

    Returns:
        Which site stood after each kill: ``old``, ``new``, or what is wrong.
    """
    whole = []
    for edition in (0, 1):
        shutil.rmtree(folder, ignore_errors=True)
        sources(folder, edition)
        began = time.monotonic()
        _started(folder).wait()
        lasts = time.monotonic() - began
        whole.append(site(folder))
    chooser, found = random.Random(seed), []
    for edition in range(moments):
        sources(folder, edition)
        found.append(_after_kill(folder, whole, edition, chooser.uniform(0.2, 1) * lasts))
        for now in (edition, edition + 1, edition) if edition % 3 == 0 else (edition,):
            sources(folder, now)
            build(folder)
            if site(folder) != whole[now % 2]:
                found[-1] += ", and the next build is not clean"
    return found


def _after_kill(folder: Path, whole: list[dict[str, bytes]], edition: int, seconds: float) -> str:
    process = _started(folder)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    now = site(folder)
    if now == whole[edition % 2]:
        return "new"
    return "old" if now == whole[1 - edition % 2] else "half a site"


def _started(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", _BUILD, str(folder)], cwd=ROOT)


if __name__ == "__main__":
    _found = killed_builds(Path(sys.argv[2] if len(sys.argv) > 2 else "build/killing"), int(sys.argv[1]))
    print({each: _found.count(each) for each in sorted(set(_found))})
