"""How far a run is: a bar on a terminal, a few plain lines elsewhere, on standard error."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Report = Callable[[int, int, str], None]
"""Called with how many are done, of how many, and what was done last."""

_LINES = 10


@contextmanager
def progress() -> Iterator[Report]:
    """A way to show progress that suits standard error; a bar disappears when it is done."""
    console = Console(stderr=True)
    if not console.is_terminal or os.environ.get("CI"):
        yield _plain
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=name[:48])


def _plain(done: int, total: int, name: str) -> None:
    """A line each tenth of the way, so that a log stays short however many there are."""
    if done * _LINES // total > (done - 1) * _LINES // total:
        click.echo(f"{done}/{total} {name}".rstrip(), err=True)  # what was kept has no name
