"""What a command costs, run as a process of its own: CPU and wall seconds, memory, instructions where the
machine counts them."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
"""The folder of the checkout."""

_EVENT = "instructions:u"
_ALONE = str(Path(__file__).with_name("alone.py"))

_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""What a command finds: it keeps its modules compiled, as where it is installed."""


class Failed(Exception):
    """A command did not do its work; the message has its last words."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process and those that it started took: CPU and wall seconds, the most memory of one process
    in MB, and thousands of millions of instructions (``None`` where the machine does not count them)."""

    name: str
    cpu: float
    wall: float
    memory: int
    instructions: float | None = None


def cost_of(
    name: str, command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> Cost:
    """Run a command in a folder, its output thrown away.

    Raises:
        Failed: it ended with another exit code than 0.
    """
    with tempfile.TemporaryDirectory(prefix="chithi-cost-") as scratch:
        counted, told = Path(scratch) / "perf", Path(scratch) / "told"
        counting = ["perf", "stat", "-x", ",", "-e", _EVENT, "-o", str(counted)] if counts() else []
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-S", _ALONE, str(told), *counting, *command],
            cwd=folder,
            env={**_ENVIRONMENT, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        wall = time.monotonic() - began
        if done.returncode:
            words = done.stdout[-2000:].decode(errors="replace")
            raise Failed(f"{name}: exit {done.returncode}\n{words}")
        number = instructions_in(counted.read_text(encoding="ascii")) if counting else None
        cpu, memory = told.read_text(encoding="ascii").split()
    return Cost(name, float(cpu), wall, round(int(memory) * 1024 / 1e6), number)


@cache
def counts() -> bool:
    """Whether the machine counts instructions, and ``perf`` is there to ask it."""
    if shutil.which("perf") is None:
        return False
    done = subprocess.run(["perf", "stat", "-x", ",", "-e", _EVENT, "true"], capture_output=True, text=True)
    return instructions_in(done.stderr) is not None


def instructions_in(report: str) -> float | None:
    """Thousands of millions of instructions by a report of ``perf stat -x ,``."""
    for line in report.splitlines():
        fields = line.split(",")
        if len(fields) > 2 and fields[2].startswith("instructions") and fields[0].isdecimal():
            return int(fields[0]) / 1e9
    return None


def unlike(one: Path, other: Path) -> tuple[int, int]:
    """How many files of two folders are not in both with the same bytes, and how many there are."""
    names = {path.relative_to(top) for top in (one, other) for path in top.rglob("*") if path.is_file()}
    return sum(not _alike(one / name, other / name) for name in names), len(names)


def _alike(one: Path, other: Path) -> bool:
    """Compared piece by piece: what this process grows to is told as memory of those that it starts."""
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)
