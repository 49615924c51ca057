"""A static host and a slow line, as a citizen's phone has them."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

BYTES_A_SECOND = 200_000
"""1.6 Mbit/s."""

ROUND_TRIP = 150
"""Milliseconds."""

_COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")


class _Host(http.server.SimpleHTTPRequestHandler):
    """Serves files as common static hosts do: text is gzipped, all else is sent as it is."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Keep requests out of the output."""

    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or path.suffix not in _COMPRESSED:
            return super().send_head()
        data = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return BytesIO(data)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which the folder is served while the context lasts."""
    handler = functools.partial(_Host, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class Line:
    """A page behind the slow line, with count of what came over it, headers included."""

    def __init__(self, page: Page) -> None:
        self._addresses: dict[str, str] = {}
        self._came: list[tuple[str, int]] = []
        self._session = page.context.new_cdp_session(page)
        self._session.on("Network.requestWillBeSent", self._sent)
        self._session.on("Network.loadingFinished", self._finished)
        self._session.send("Network.enable")
        limits = {"latency": ROUND_TRIP, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": 90_000}
        self._session.send("Network.emulateNetworkConditions", {"offline": False, **limits})

    def _sent(self, event: dict[str, Any]) -> None:
        self._addresses[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        address = self._addresses.get(event["requestId"], "")
        self._came.append((address, int(event["encodedDataLength"])))

    def taken(self, part: str) -> tuple[int, int, int]:
        """Bytes in all, bytes and requests of files (not pages) with ``part`` in their addresses, since
        this was asked last."""
        files = [came for came in self._came if not came[0].partition("?")[0].endswith("/")]
        own = [size for address, size in files if part in address]
        found = sum(size for _, size in self._came), sum(own), len(own)
        self._came = []
        return found
