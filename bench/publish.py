"""From the source tree to a site, side by side: MkDocs, with our hook, Hugo, and a loop that does the least.

All build the same generated directives (``python -m bench.publish 1000``): MkDocs with Material and a short
navigation; MkDocs with the hook, from nothing, and again after one directive changed; Hugo, and a bare loop
of front matter, our renderer and Jinja2, both with the frame of our pages as their one template. Hugo and
the loop check no links and make nothing but the pages. Each runs in a process of its own; CPU seconds are
those of it and its children, memory that of the largest.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import jinja2
import yaml

from bench.generate import write_raw
from generator.cache import MemoryCache
from generator.collection import Archive
from generator.config import Config, default_config
from generator.pipeline import Means, normalize, write_pages
from generator.publish import docs_dir
from generator.publish.accelerate import front
from generator.publish.accelerate.catalog import destination
from generator.publish.accelerate.narrow import NotNarrow, content_of
from generator.publish.mkdocs import run

_DAY = "1735344000"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: CPU and wall seconds, and the most memory of one process, in MB."""

    name: str
    cpu: float
    wall: float
    memory: int


def prepared(folder: Path, count: int) -> Config:
    """Generated directives as a source tree, with the digests of its files beside it."""
    config = default_config(folder)
    for path in (config.corrections_dir, config.pages_dir):
        path.mkdir(parents=True, exist_ok=True)
    write_raw(config.raw_dir, count)
    workers = os.cpu_count() or 1
    archive = normalize([config.raw_dir], config, Means(MemoryCache(), workers))
    digests = write_pages(archive, config, workers)
    (folder / "digests.json").write_text(json.dumps(dict(digests)), encoding="utf-8")
    return config


def _mkdocs(folder: Path) -> None:
    config = replace(default_config(folder), accelerate=False, site_dir=folder / "mkdocs")
    run(config, Archive((), ()), strict=False)


def _hook(folder: Path) -> None:
    digests = json.loads((folder / "digests.json").read_text(encoding="utf-8"))
    workers = os.cpu_count() or 1
    run(default_config(folder), Archive((), ()), strict=False, digests=digests, workers=workers)


def _hugo(folder: Path) -> None:
    command = [
        "hugo",
        "--quiet",
        "--source",
        str(folder / "hugo"),
        "--destination",
        str(folder / "hugo/public"),
    ]
    subprocess.run(command, check=True)


def _floor(folder: Path) -> None:
    """Each page by itself: front matter, our renderer, one template."""
    docs, site = docs_dir(default_config(folder)), folder / "floor"
    template = jinja2.Environment(autoescape=True).from_string(
        (folder / "frame.html").read_text(encoding="utf-8")
    )
    for path in docs.rglob("*.md"):
        uri = path.relative_to(docs).as_posix()
        source, meta = front.split(path.read_text(encoding="utf-8"))
        try:
            html = content_of(source, lambda url: url.removesuffix("index.md")).html
        except NotNarrow:
            continue
        target = site / destination(uri)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(template.render(meta=meta, content=html), encoding="utf-8")


_WAYS: dict[str, Callable[[Path], None]] = {
    "MkDocs + Material": _mkdocs,
    "with the hook": _hook,
    "with the hook, one directive changed": _hook,
    "Hugo": _hugo,
    "bare loop": _floor,
}


def frames(folder: Path) -> None:
    """The frame of a page as MkDocs made it, as a template of Jinja2 and as one of Hugo."""
    page = max((folder / "mkdocs/van-ban").glob("*/index.html"), key=lambda path: path.stat().st_size)
    text = page.read_text(encoding="utf-8")
    start = text.index('<article class="md-content__inner md-typeset">') + 46
    head, foot = text[:start], text[text.index("</article>", start) :]
    head = re.sub(r"<title>.*?</title>", "<title>@title@</title>", head, flags=re.DOTALL)
    head = re.sub(r'(<meta name="description" content=")[^"]*', r"\1@description@", head)
    head = re.sub(r'<div class="ct-sidebar">.*?</nav></div>', "@contents@", head, flags=re.DOTALL)
    item = '<li class="ct-contents__{0}"><a class="md-nav__link" href="#{1}">{2}</a></li>'
    jinja = {
        "title": "{{ meta.title }}",
        "description": "{{ meta.description }}",
        "contents": "{% for item in meta.contents %}"
        + item.format("{{ item.depth }}", "{{ item.anchor | urlencode }}", "{{ item.label }}")
        + "{% endfor %}",
    }
    hugo = {
        "title": "{{ .Title }}",
        "description": "{{ .Params.description }}",
        "contents": "{{ range .Params.contents }}"
        + item.format("{{ .depth }}", "{{ .anchor }}", "{{ .label }}")
        + "{{ end }}",
    }
    (folder / "frame.html").write_text(_filled(head, jinja) + "{{ content | safe }}" + foot, encoding="utf-8")
    layouts = folder / "hugo/layouts/_default"
    layouts.mkdir(parents=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text(_filled(head, hugo) + "{{ .Content }}" + foot, encoding="utf-8")


def _filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def hugo_tree(folder: Path) -> None:
    """The source tree for Hugo: its pages with HTML allowed, its other files as static ones."""
    docs, hugo = docs_dir(default_config(folder)), folder / "hugo"
    settings = {
        "title": "Kho",
        "disableKinds": ["taxonomy", "term", "RSS", "sitemap"],
        "markup": {"goldmark": {"renderer": {"unsafe": True}, "parser": {"attribute": {"block": True}}}},
    }
    (hugo / "config.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    for path in docs.rglob("*"):
        if path.is_file():
            part = "content" if path.suffix == ".md" else "static"
            target = hugo / part / path.relative_to(docs)
            if path.name == "index.md" and any(path.parent.glob("*/**/index.md")):
                target = target.with_name("_index.md")  # what Hugo calls a page that has others below it
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, target)


def change(folder: Path) -> None:
    """Change the text of one directive."""
    docs = docs_dir(default_config(folder))
    path = sorted((docs / "van-ban").glob("*/index.md"))[0]
    text = path.read_text(encoding="utf-8").replace("title: ", "title: Sửa ", 1)
    path.unlink()
    path.write_text(text, encoding="utf-8")
    noted = folder / "digests.json"
    digests = json.loads(noted.read_text(encoding="utf-8"))
    digests[path.relative_to(docs).as_posix()] = "changed"
    noted.write_text(json.dumps(digests), encoding="utf-8")


def measured(name: str, folder: Path) -> Cost:
    """Run one way in a process of its own."""
    command = [sys.executable, "-m", "bench.publish", "--way", name, "--folder", str(folder)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": _DAY}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return Cost(name, **json.loads(done.stdout.splitlines()[-1]))


def _one(name: str, folder: Path) -> None:
    """What a process of ``measured`` does."""
    began = time.monotonic()
    _WAYS[name](folder)
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = sum(each.ru_utime + each.ru_stime for each in (own, others))
    memory = max(_peak(), others.ru_maxrss) // 1024
    print(json.dumps({"cpu": cpu, "wall": time.monotonic() - began, "memory": memory}))


def _peak() -> int:
    """The most memory that this process had, in kB; ``ru_maxrss`` begins with that of who started it."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) if found else 0


def compared(folder: Path, count: int) -> list[Cost]:
    """Every way in turn, on the same tree; Hugo only where it is installed."""
    prepared(folder, count)
    costs = [measured("MkDocs + Material", folder), measured("with the hook", folder)]
    frames(folder)
    if shutil.which("hugo"):
        hugo_tree(folder)
        costs.append(measured("Hugo", folder))
    costs.append(measured("bare loop", folder))
    measured("with the hook", folder)  # nothing changed: the folder for the next site is there from now on
    change(folder)
    return [*costs, measured("with the hook, one directive changed", folder)]


def table(count: int, pages: int, costs: list[Cost]) -> str:
    """The costs, and how often the hook's fits into each."""
    ours = next(cost for cost in costs if cost.name == "with the hook").cpu
    lines = [f"{count} documents, {pages} pages", "| | CPU s | of the hook's | ms a page | wall s | MB |"]
    lines += ["|---|---|---|---|---|---|"]
    for cost in costs:
        each = cost.cpu / pages * 1000
        lines.append(
            f"| {cost.name} | {cost.cpu:.2f} | {cost.cpu / ours:.2f} | {each:.2f} "
            f"| {cost.wall:.1f} | {cost.memory} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Compare the ways on generated documents, and print a table."""
    parser = argparse.ArgumentParser(description="Compare ways to build the site of generated documents.")
    parser.add_argument("count", type=int, nargs="?", default=1000, help="how many documents")
    parser.add_argument("--way", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help="an empty folder to work in; else a temporary one")
    given = parser.parse_args()
    if given.way:
        _one(given.way, given.folder)
        return
    with tempfile.TemporaryDirectory(prefix="chithi-bench-") as scratch:
        folder = given.folder or Path(scratch)
        costs = compared(folder, given.count)
        pages = sum(1 for _ in docs_dir(default_config(folder)).rglob("*.md"))
        print(table(given.count, pages, costs))


if __name__ == "__main__":
    main()
