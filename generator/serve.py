"""The built site on this machine, built again when something it is made of changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

LOOPBACK = "127.0.0.1"
_CHANGES = (EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED)
_QUIET = 0.3
"""Seconds without a further change before a rebuild: an editor saves in several steps."""


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site, never cached, with the site's own page for what is not there."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""


class _Changes(FileSystemEventHandler):
    """Sets an event when a watched file changes; reading one is no change."""

    def __init__(self, watched: Sequence[Path]) -> None:
        self.watched = watched
        self.happened = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change below one of the watched paths."""
        paths = [Path(str(name)) for name in (event.src_path, event.dest_path) if name]
        inside = any(path.is_relative_to(top) for path in paths for top in self.watched)
        if (
            inside
            and event.event_type in _CHANGES
            and not (event.is_directory and event.event_type == "modified")
        ):
            self.happened.set()

    def wait(self) -> None:
        """Block until something changed and then nothing more for a moment."""
        self.happened.wait()
        while self.happened.is_set():
            self.happened.clear()
            self.happened.wait(_QUIET)


@contextmanager
def server(site: Path, port: int) -> Iterator[str]:
    """The site on the loopback interface, in a thread; gives its address.

    Raises:
        OSError: the port is taken.
    """
    with ThreadingHTTPServer((LOOPBACK, port), partial(_Handler, directory=str(site))) as http:
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://{LOOPBACK}:{http.server_port}/"
        finally:
            http.shutdown()
            thread.join()


@contextmanager
def watching(paths: Sequence[Path]) -> Iterator[Callable[[], None]]:
    """Watch files and folders; gives a function that blocks until one of them has changed."""
    watched = [path.resolve() for path in paths if path.exists()]
    changes = _Changes(watched)
    observer = Observer()
    for path in watched:
        observer.schedule(changes, str(path if path.is_dir() else path.parent), recursive=path.is_dir())
    observer.start()
    try:
        yield changes.wait
    finally:
        observer.stop()
        observer.join()
