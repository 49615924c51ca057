"""Documents by themselves: what is known of one is read from the cache only when it is asked for."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from generator.cache import DiskCache, ScratchCache, kept
from generator.model import Directive
from generator.normalizing import FACTS, Job, Outcome, RawFile, normalized
from tests.support.normalizing import good, raw_files
from tests.support.requirements import ROOT

_VERSION = b"program"


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    """Two documents and a file that is none."""
    folder = raw_files(tmp_path / "raw", {"a.txt": good("01"), "b.txt": good("02"), "c.txt": ""})
    return [Job(RawFile(path.name, str(path)), None, False) for path in sorted(folder.iterdir())]


def _known(outcomes: Sequence[Outcome]) -> list[Directive | None]:
    return [outcome.known() if outcome.known else None for outcome in outcomes]


def _numbers(outcomes: Sequence[Outcome]) -> list[str | None]:
    return [known.number if known else None for known in _known(outcomes)]


class _Counting(ScratchCache):
    """A cache that notes which facts are read."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def get(self, kind: str, key: bytes) -> bytes | None:
        self.read += [kind] if kind == FACTS else []
        return super().get(kind, key)


def test_what_is_known_of_a_kept_document_is_read_when_asked_for(jobs: list[Job]) -> None:
    cache = _Counting()
    first = normalized(jobs, cache, _VERSION)
    again = normalized(jobs, cache, _VERSION)
    assert cache.read == []
    assert [bool(outcome.key) for outcome in again] == [True, True, False]
    assert _numbers(again) == _numbers(first) == ["01/CT-UBND", "02/CT-UBND", None]
    assert cache.read == [FACTS, FACTS]
    assert _known(again) == _known(first)


def test_what_is_known_is_made_again_where_its_record_is_damaged(jobs: list[Job], tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with kept(path) as cache:
        first = _known(normalized(jobs, cache, _VERSION))
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE records SET record = ? WHERE kind = ?", (b"rubbish", FACTS))
    with kept(path) as cache:
        assert _known(normalized(jobs, cache, _VERSION)) == first
    assert _kept_facts(path) == 0  # so that the next run works on them again
    with kept(path) as cache:
        normalized(jobs, cache, _VERSION)
    assert _kept_facts(path) == 2


def _kept_facts(path: Path) -> int:
    cache = DiskCache(path)
    try:
        return len(cache.keys(FACTS))
    finally:
        cache.close(tidy=False)


def test_what_reads_documents_is_loaded_only_where_one_is_read() -> None:
    stages = ("generator.extract", "generator.read", "generator.segment")
    script = f"import sys, generator.cli; sys.exit(any(name in sys.modules for name in {stages}))"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0
