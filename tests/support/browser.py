"""A site served on the loopback interface, and a headless Chromium that remembers all that went wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.support.requirements import chromium

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


class _Handler(SimpleHTTPRequestHandler):
    """Files below ``/<prefix>``, and the site's ``404.html`` for all else, as a static host does it."""

    def __init__(self, *args: Any, prefix: str, **keywords: Any) -> None:
        self.prefix = f"/{prefix}/" if prefix else "/"
        super().__init__(*args, **keywords)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(Path(self.directory, "no such file"))
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        content = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the tests look at the browser's side."""


@contextmanager
def site_server(site_dir: Path, prefix: str = "") -> Iterator[str]:
    """The address, with a final slash, at which the site is served, below ``prefix`` if given."""
    handler = partial(_Handler, directory=str(site_dir), prefix=prefix)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/" + (f"{prefix}/" if prefix else "")
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Headless Chromium; the test skips (or fails, see ``requirements``) where there is none."""
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visit:
    """A page with a record of every request it made and every error on its console."""

    page: Page
    base: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, address: str = "") -> Page:
        """Go to an address of the site, relative to its root."""
        self.page.goto(self.base + address)
        return self.page

    @property
    def strangers(self) -> list[str]:
        """Requests that went to another host than the site's."""
        return [url for url in self.requests if not url.startswith((self.base, "data:", "blob:"))]


@contextmanager
def visit(browser: Browser, base: str, *, dark: bool = False, **options: Any) -> Iterator[Visit]:
    """A fresh page in a context of its own; ``options`` are Playwright's (viewport, JavaScript …)."""
    options.setdefault("viewport", DESKTOP)
    context = browser.new_context(locale="vi-VN", color_scheme="dark" if dark else "light", **options)
    page = context.new_page()
    seen = Visit(page, base)

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            seen.errors.append(message.text)

    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", note)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    try:
        yield seen
    finally:
        context.close()


def axe_violations(page: Page) -> list[str]:
    """What axe-core finds wrong on the page: rule, and the elements it is about."""
    response = Axe().run(page).response
    return [
        f"{found['id']}: {node['html'][:160]} — {node.get('failureSummary', '')[:200]}"
        for found in response["violations"]
        for node in found["nodes"]
    ]


def overflowing(page: Page) -> list[str]:
    """Elements that stick out of the window to the right, which makes the page scroll sideways."""
    found: list[str] = page.evaluate(
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          return [...document.querySelectorAll("body *")]
            .filter(one => one.getBoundingClientRect().right > root.clientWidth + 1)
            .map(one => one.outerHTML.slice(0, 120));
        }"""
    )
    return found
