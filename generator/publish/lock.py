"""One build at a time: the second one waits, and says for whom."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

_FILE = "dang-dung"


@contextmanager
def alone(folder: Path, say: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the build folder for this process; while another one has it, say so once and wait.

    ``say`` gets that sentence, for the owner; by default it goes to standard error.

    The kernel gives the lock free when its holder ends, however it ends, so no lock is ever stale.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _FILE).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "một tiến trình khác"
            (say or _to_standard_error)(f"Đang chờ lần dựng khác làm xong ({holder}); sau đó sẽ dựng tiếp.")
            fcntl.flock(file, fcntl.LOCK_EX)
        file.truncate(0)
        file.write(f"tiến trình {os.getpid()}, bắt đầu lúc {datetime.now():%H:%M:%S %d/%m/%Y}")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)
            fcntl.flock(file, fcntl.LOCK_UN)


def _to_standard_error(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
