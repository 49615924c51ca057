"""The whole chain, from raw texts to the site: from nothing, and again after one document came, was
corrected, or went."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from bench.costs import PROJECT, Cost, cost_of, unlike

COLD = "chithi build, from nothing"
_PAGES = PROJECT / "docs_src" / "pages"
_CORRECTION = """\
corrections:
  - {{field: signer, value: Người Được Đính Chính, was: {was}, who: A, when: 2026-01-02, why: thử}}
"""


def prepare(folder: Path, count: int) -> Path:
    """Write an archive's folder with so many generated directives; gives one more, which lies beside."""
    raw, aside = folder / "docs_src" / "raw", folder / "aside"
    _generate(raw, count)
    before = set(raw.rglob("*.txt"))
    _generate(raw, count + 1)
    (last,) = set(raw.rglob("*.txt")) - before
    aside.mkdir()
    shutil.copytree(_PAGES, folder / "docs_src" / "pages")
    (folder / "site_config.yml").write_text("name: Kho\nsamples: []\n", encoding="utf-8")
    return last.rename(aside / last.name)


def _generate(raw: Path, count: int) -> None:
    """In a process of its own: what this one grew to would be told as memory of those that it starts."""
    cost_of("raw", [sys.executable, "-m", "bench.generate", str(count), "--out", str(raw)], PROJECT)


def builds(folder: Path, one_more: Path) -> Iterator[Cost]:
    """The cost of each build, one after the other."""
    raw = folder / "docs_src" / "raw"
    added = raw / "999" / one_more.name

    def add() -> None:
        added.parent.mkdir(parents=True)
        shutil.copy(one_more, added)

    def correct() -> None:
        name = f"{added.relative_to(raw).as_posix()}.yml"
        path = folder / "docs_src" / "corrections" / name
        path.parent.mkdir(parents=True)
        path.write_text(_CORRECTION.format(was=_signer(folder, added.stem)), encoding="utf-8")

    def withdraw() -> None:
        files = sorted(raw.glob("0*/*.txt"))
        files[len(files) // 2].unlink()

    def nothing() -> None: ...

    steps: dict[str, Callable[[], None]] = {
        COLD: nothing,
        "again, nothing changed": nothing,
        "again, one document more": add,
        "again, that one corrected": correct,
        "again, another withdrawn": withdraw,
    }
    for name, change in steps.items():
        change()
        yield _built(name, folder)


def _built(name: str, folder: Path) -> Cost:
    return cost_of(name, [sys.executable, "-m", "generator", "build"], folder, {"PYTHONPATH": str(PROJECT)})


def _signer(folder: Path, stem: str) -> str:
    """The signatory of a document as it was normalized, as YAML."""
    path = next((folder / "build" / "normalized" / "directives").rglob(f"{stem}*.md"))
    front = yaml.safe_load(path.read_text(encoding="utf-8").split("\n---\n")[0].removeprefix("---\n"))
    return "null" if front["signer"] is None else f'"{front["signer"]}"'


def differing(folder: Path) -> tuple[int, int]:
    """How many files of the site differ from those of a build from nothing of the same texts, and how many
    there are."""
    beside = folder.with_name(f"{folder.name}-anew")
    shutil.copytree(folder / "docs_src", beside / "docs_src")
    shutil.copy(folder / "site_config.yml", beside)
    _built("anew", beside)
    found = unlike(folder / "site", beside / "site")
    shutil.rmtree(beside)
    return found
