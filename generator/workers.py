"""Work on every core: forked processes, which have what this one has without its being sent to them."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_PR_SET_PDEATHSIG = 1

_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None
"""What a forked process finds to do. It is set just before the fork."""


def mapped(
    function: Callable[[T], R], items: Sequence[T], workers: int, *, smallest: int = 16
) -> Iterator[R]:
    """``function`` of every item, in their order, whatever the number of workers.

    The function may be any; its results are sent back and so have to be picklable. Where processes cannot
    be forked, or for fewer than ``smallest`` items, this process does it all.
    """
    global _work
    if workers <= 1 or len(items) < smallest or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(function, items)
        return
    _work = (function, items)
    size = max(1, min(64, len(items) // (4 * workers)))
    try:
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(workers, fork, end_with_parent, (os.getpid(),)) as pool:
            for part in pool.map(_part, range(0, len(items), size), [size] * -(-len(items) // size)):
                yield from part
    finally:
        _work = None


def end_with_parent(parent: int) -> None:
    """What a worker does first: see to it that it is killed when its parent ends, however that ends.

    Else a worker whose parent was killed would go on writing where the next run works, and hold the lock
    that it inherited. Only Linux can do it (``prctl(2)``); elsewhere the worker ends with its queue.
    """
    libc = ctypes.CDLL(None)
    if hasattr(libc, "prctl"):
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before the call
            os._exit(1)


def _part(start: int, size: int) -> list[Any]:
    assert _work is not None
    function, items = _work
    return [function(item) for item in items[start : start + size]]
