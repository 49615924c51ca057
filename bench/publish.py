"""From the source tree to a site, side by side: MkDocs, with our hook, Hugo, and a loop that does the least.

All build the same source tree: MkDocs with Material and a short navigation, and as it comes, with every page
in the navigation and its own search; MkDocs with the hook, from nothing, and again after one directive
changed; Hugo, and a bare loop of front matter, our renderer and Jinja2, both with the frame of our pages as
their one template. Hugo and the loop check no links and make nothing but the pages. Each runs in a process
of its own.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jinja2
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from bench.costs import PROJECT, Cost, cost_of, unlike
from generator.collection import Archive
from generator.config import default_config
from generator.publish import docs_dir
from generator.publish.accelerate import front
from generator.publish.accelerate.catalog import destination
from generator.publish.accelerate.narrow import NotNarrow, content_of
from generator.publish.incremental import source_digests
from generator.publish.mkdocs import run

_DAY = "1735344000"


PLAIN, WHOLE, HOOK = "MkDocs + Material", "MkDocs + Material as it comes", "MkDocs with the hook"
CHANGED, HUGO, LOOP = "with the hook, one directive changed", "Hugo", "a bare loop"

_DIGESTS = "digests of the source tree"

_IN_NAVIGATION = 1500
"""Pages up to which MkDocs is run as it comes: its cost grows with their square."""


def adopt(folder: Path) -> None:
    """Take the source tree of an archive that was built: the site goes, the digests of the files that it is
    to be made of stand beside."""
    config = default_config(folder)
    shutil.rmtree(config.site_dir)
    for spare in folder.glob(".site.spare-*"):
        shutil.rmtree(spare)
    (config.build_dir / "cache" / "site.state").unlink()
    measured(_DIGESTS, folder)


def _mkdocs(folder: Path) -> None:
    config = replace(default_config(folder), accelerate=False, site_dir=folder / "mkdocs")
    run(config, Archive((), ()), strict=False)


def _note_digests(folder: Path) -> None:
    digests = source_digests(docs_dir(default_config(folder)))
    (folder / "digests.json").write_text(json.dumps(digests), encoding="utf-8")


def _as_it_comes(folder: Path) -> None:
    """All pages in the navigation, which MkDocs makes itself, and Material's own search."""
    settings = yaml.safe_load((folder / "build" / "mkdocs.yml").read_text(encoding="utf-8"))
    settings = {name: value for name, value in settings.items() if name not in ("nav", "not_in_nav", "hooks")}
    del settings["theme"]["custom_dir"]
    path = folder / "build" / "as-it-comes.yml"
    path.write_text(yaml.safe_dump({**settings, "plugins": ["search"]}), encoding="utf-8")
    build(load_config(str(path), site_dir=str(folder / "as-it-comes")))


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
    PLAIN: _mkdocs,
    WHOLE: _as_it_comes,
    HOOK: _hook,
    CHANGED: _hook,
    HUGO: _hugo,
    LOOP: _floor,
    _DIGESTS: _note_digests,
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
    command = [sys.executable, "-m", "bench.publish", name, str(folder)]
    return cost_of(name, command, PROJECT, {"SOURCE_DATE_EPOCH": _DAY})


def compared(folder: Path) -> tuple[list[Cost], tuple[int, int]]:
    """The cost of every way in turn, on a tree that was adopted, Hugo's only where it is installed; and how
    many files the hook's site and that of MkDocs alone differ in, of how many."""
    costs = [measured(PLAIN, folder)]
    if sum(1 for _ in docs_dir(default_config(folder)).rglob("*.md")) <= _IN_NAVIGATION:
        costs.append(measured(WHOLE, folder))
    costs.append(measured(HOOK, folder))
    differing = unlike(folder / "mkdocs", folder / "site")
    frames(folder)
    if shutil.which("hugo"):
        hugo_tree(folder)
        costs.append(measured(HUGO, folder))
    costs.append(measured(LOOP, folder))
    measured(HOOK, folder)  # nothing changed: the folder for the next site is there from now on
    change(folder)
    return [*costs, measured(CHANGED, folder)], differing


if __name__ == "__main__":
    _WAYS[sys.argv[1]](Path(sys.argv[2]))
