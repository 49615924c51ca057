"""The search engines that are compared: how each indexes the generated archive, and is asked."""

from __future__ import annotations

import html
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import yaml
from playwright.sync_api import Page

from bench.generate import Generator, Made, archive
from generator.config import default_config
from generator.publish.mkdocs import docs_dir, run
from generator.search.documents import numbered
from generator.search.index import write


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine: ``build`` makes a site in a folder, ``data`` names the folder of its index there,
    ``part`` marks its own addresses, ``most`` is how many documents it can cope with; the rest is how a
    browser asks it."""

    name: str
    build: Callable[[Path, int], None]
    data: str
    part: str
    page: str
    box: str
    hit: str
    opener: str | None = None
    module: str | None = None
    most: int = 100_000

    @property
    def is_there(self) -> bool:
        """Whether what it needs beside the project's own dependencies is installed."""
        return self.module is None or find_spec(self.module) is not None


def _ours(folder: Path, count: int) -> None:
    """The search page and its data; documents have no pages, which the search does not read."""
    config = default_config(folder)
    docs = docs_dir(config)
    docs.mkdir(parents=True, exist_ok=True)
    (docs / "index.md").write_text("# Kho\n", encoding="utf-8")
    found = archive(count)
    documents = numbered(document.directive for document in found.documents)
    instruments = {instrument.key: instrument for instrument in found.instruments}
    write(documents, instruments, config, docs, config.build_dir / "cache", workers=os.cpu_count() or 1)
    run(config, found, strict=False)


def _material(folder: Path, count: int) -> None:
    """The documents as pages of MkDocs Material with its own search, in Vietnamese."""
    for made in Generator(1).documents(count):
        path = folder / "docs" / f"{made.id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        parts = [f"# {html.escape(_title(made))}", *map(html.escape, made.paragraphs)]
        path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    (folder / "docs/index.md").write_text("# Kho\n", encoding="utf-8")
    settings = {
        "site_name": "Kho",
        "theme": {"name": "material", "language": "vi", "font": False},
        "plugins": [{"search": {"lang": "vi"}}],
        "nav": [{"Kho": "index.md"}],
        "not_in_nav": "*.md",
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")]
    subprocess.run(command, check=True, capture_output=True)


def _pagefind(folder: Path, count: int) -> None:
    """The documents as bare HTML pages, and Pagefind's index and page of them."""
    site = folder / "site"
    for made in Generator(1).documents(count):
        path = site / made.id / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_html(made), encoding="utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--force-language", "vi"]
    subprocess.run(command, check=True, capture_output=True)
    (site / "index.html").write_text(
        '<!doctype html><html lang="vi"><title>Kho</title>'
        '<link href="pagefind/pagefind-ui.css" rel="stylesheet">'
        '<script src="pagefind/pagefind-ui.js"></script><div id="search"></div>'
        '<script>new PagefindUI({ element: "#search", showImages: false });</script>',
        encoding="utf-8",
    )


def _title(made: Made) -> str:
    return f"Chỉ thị {made.number} {made.subject}"


def _html(made: Made) -> str:
    body = "".join(f"<p>{html.escape(text)}</p>" for text in made.paragraphs)
    title = html.escape(_title(made))
    main = f"<main data-pagefind-body><h1>{title}</h1>{body}</main>"
    return f'<!doctype html><html lang="vi"><title>{title}</title>{main}'


ENGINES = (
    Engine(
        "chithi",
        _ours,
        "tim-kiem/du-lieu",
        "tim-kiem",
        "tim-kiem/",
        ".tk-input",
        "[data-results] [data-directive]",
    ),
    Engine(
        "Material",
        _material,
        "search",
        "search",
        "",
        ".md-search__input",
        ".md-search-result__item",
        "label.md-header__button[for=__search]",
        most=1000,
    ),
    Engine(
        "Pagefind",
        _pagefind,
        "pagefind",
        "pagefind",
        "",
        ".pagefind-ui__search-input",
        ".pagefind-ui__result",
        module="pagefind",
    ),
)


def opened(engine: Engine, page: Page, address: str) -> None:
    """The engine's page, loaded and ready to be typed into."""
    page.goto(address + engine.page, wait_until="networkidle")
    if engine.opener and page.locator(engine.opener).is_visible():
        page.locator(engine.opener).click()
    page.locator(engine.box).wait_for()


if __name__ == "__main__":
    _name, _folder, _count = sys.argv[1:]
    next(engine for engine in ENGINES if engine.name == _name).build(Path(_folder), int(_count))
