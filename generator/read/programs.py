"""Other programs that read what no library does: found on PATH, run without a shell, within bounds of time
and memory."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from generator.read.content import Unreadable

MEMORY = 2 << 30
"""Bytes that each process of a program may take: LibreOffice opens a directive in a tenth of that."""


def found(*names: str) -> str | None:
    """The path of the first of the programs that is installed, ``None`` where none is."""
    return next((path for name in names if (path := shutil.which(name))), None)


def run(
    command: Sequence[str | Path],
    *,
    seconds: float,
    data: bytes | None = None,
    environment: Mapping[str, str] | None = None,
) -> bytes | None:
    """What a program writes to its standard output, ``None`` where it fails.

    Args:
        command: the program's path and its arguments; no shell sees them.
        seconds: after so long the program and all that it started are ended.
        data: what it reads from its standard input.
        environment: variables beside those of this process.

    Raises:
        Unreadable: it took too long.
    """
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE if data is not None else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "C.UTF-8", **(environment or {})},
        start_new_session=True,
    )
    _bound(process.pid)
    try:
        output, _ = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            "too-slow",
            f"Đọc tệp mất hơn {seconds:.0f} giây nên đã dừng.",
            "Hãy tách tệp thành các phần nhỏ hơn, hoặc mở và lưu lại tệp bằng chương trình đã tạo ra nó.",
        ) from error
    finally:
        _end(process)
    return output if process.returncode == 0 else None


def _bound(process: int) -> None:
    """Bounds the memory of a program that has just begun, and of those that it starts; only Linux can."""
    if hasattr(resource, "prlimit"):
        with suppress(ProcessLookupError):  # it has ended already
            resource.prlimit(process, resource.RLIMIT_DATA, (MEMORY, MEMORY))


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a program that still runs, with the programs that it started."""
    if process.poll() is not None:
        return
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()
