"""Work on every core: in order, and nobody goes on working for a process that is dead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.workers import mapped
from tests.support.requirements import ROOT


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_are_in_order_whatever_the_number_of_workers(workers: int) -> None:
    assert list(mapped(lambda number: number * 2, range(100), workers)) == list(range(0, 200, 2))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_workers_of_a_killed_process_end(tmp_path: Path) -> None:
    script = (
        "import os, sys, time; from pathlib import Path; from generator.workers import mapped\n"
        "def work(number): Path(sys.argv[1], str(os.getpid())).touch(); time.sleep(60)\n"
        "list(mapped(work, range(100), 2))"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT)
    _until(lambda: len(list(tmp_path.iterdir())) == 2)
    workers = [int(path.name) for path in tmp_path.iterdir()]
    process.send_signal(signal.SIGKILL)
    process.wait()
    _until(lambda: not any(map(_runs, workers)))


def _runs(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _until(holds: object) -> None:
    assert callable(holds)
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail(f"waited in vain in process {os.getpid()}")
