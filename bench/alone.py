"""Runs a command, and writes what it took to a file: CPU seconds, and the most memory of one process in kB.

A process is told to have had the memory of the one that started it, however little it takes itself. So
whoever measures, and has much, starts this, which has little, and this starts the command.
"""

from __future__ import annotations

import os
import sys


def main(told: str, *command: str) -> int:
    """Run a command; gives its exit code."""
    started = os.posix_spawnp(command[0], command, os.environ)
    _, status, used = os.wait4(started, 0)
    with open(told, "w", encoding="ascii") as file:
        file.write(f"{used.ru_utime + used.ru_stime} {used.ru_maxrss}")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
