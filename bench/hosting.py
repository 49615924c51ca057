"""A static host at the other end of a slow line, as a citizen's phone has it.

The line is the server's: so it is the same for a page, its workers and whatever else asks, and all that
comes over it is counted.
"""

from __future__ import annotations

import gzip
import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

BYTES_A_SECOND = 200_000
"""1.6 Mbit/s."""

ROUND_TRIP = 0.15
"""Seconds."""

_COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")
_PIECE = 4096


class Line:
    """The line: what is sent takes its turn; what was sent is noted, headers apart."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free = 0.0
        self._sent: list[tuple[str, int]] = []

    def carry(self, size: int) -> None:
        """Wait until so many bytes are through."""
        with self._lock:
            self._free = max(self._free, time.monotonic()) + size / BYTES_A_SECOND
            until = self._free
        time.sleep(max(0.0, until - time.monotonic()))

    def note(self, address: str, size: int) -> None:
        """Take down a file that is being sent."""
        with self._lock:
            self._sent.append((address, size))

    def taken(self, part: str) -> tuple[int, int, int]:
        """Bytes in all, then bytes and requests of files (not pages) with ``part`` in their addresses,
        since this was asked last."""
        with self._lock:
            sent, self._sent = self._sent, []
        own = [size for address, size in sent if part in address and not address.endswith("/")]
        return sum(size for _, size in sent), sum(own), len(own)


class _Host(http.server.SimpleHTTPRequestHandler):
    """Serves files as common static hosts do: text is gzipped, all else is sent as it is."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, line: Line, **options: Any) -> None:
        self._line = line
        super().__init__(*args, **options)

    def log_message(self, format: str, *args: object) -> None:
        """Keep requests out of the output."""

    def do_GET(self) -> None:
        """Send a file, a piece at a time."""
        time.sleep(ROUND_TRIP)
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        data = path.read_bytes()
        packed = path.suffix in _COMPRESSED
        data = gzip.compress(data, 6, mtime=0) if packed else data
        self._line.note(self.path.partition("?")[0], len(data))
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        for start in range(0, len(data), _PIECE):
            self._line.carry(len(data[start : start + _PIECE]))
            self.wfile.write(data[start : start + _PIECE])


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a page in mid-sentence is no error."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Line]]:
    """The address at which the folder is served while the context lasts, and the line to it."""
    line = Line()
    server = _Server(("127.0.0.1", 0), partial(_Host, directory=str(folder), line=line))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", line
    finally:
        server.shutdown()
        server.server_close()
