"""Normalization on a cluster: the same documents, also when a worker is killed among them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import distributed
import pytest

from bench.generate import write_raw
from generator.cache import ScratchCache, encoded
from generator.config import default_config
from generator.executors import ExecutorError, remote_executor
from generator.gathering import Means
from generator.model import Normalized
from generator.normalizing import Progress
from generator.pipeline import normalize


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two worker processes and a nanny each, which starts one anew that was killed."""
    with distributed.LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as found:
        yield found


def _address(cluster: Any) -> str:
    return str(cluster.scheduler_address).replace("tcp://", "dask://")


def _documents(raw: Path, means: Means, progress: Progress | None = None) -> list[bytes]:
    found: list[Normalized] = list(normalize([raw], default_config(raw.parent), means, progress).documents)
    return [encoded(document) for document in found]


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_documents_also_when_a_worker_is_killed(
    cluster: Any, tmp_path: Path
) -> None:
    raw = tmp_path / "raw"
    write_raw(raw, 120)
    (raw / "rong.txt").write_bytes(b"")
    here = _documents(raw, Means(ScratchCache()))
    assert len(here) == 120
    killed = []

    def kill(done: int, total: int, file: str) -> None:
        if done == 5:
            killed.append(cluster.workers[0].process.process.pid)
            os.kill(killed[0], signal.SIGKILL)

    with remote_executor(_address(cluster)) as executor:
        there = _documents(raw, Means(ScratchCache(), executor=executor), kill)
    assert killed
    assert there == here


@pytest.mark.parametrize("address", ["dask://", "http://127.0.0.1:80", "127.0.0.1:8786", "dask://127.0.0.1"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ExecutorError, match=r"dask://10\.0\.0\.5:8786"), remote_executor(address):
        pass


def test_no_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.executors._SECONDS", 0.5)
    with pytest.raises(ExecutorError, match="Không kết nối"), remote_executor("dask://127.0.0.1:9"):
        pass


def test_workers_of_another_version_are_refused(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.executors._own_version", lambda: b"other")
    with pytest.raises(ExecutorError, match="phiên bản"), remote_executor(_address(cluster)):
        pass
