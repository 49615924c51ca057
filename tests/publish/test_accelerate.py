"""The accelerator makes the bytes that MkDocs makes alone, says what it says, and can be left out."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from markdown import Markdown
from markdown.extensions.toc import nest_toc_tokens
from mkdocs.structure.toc import get_toc
from mkdocs.utils.meta import get_data

from bench.generate import write_raw
from generator.collection import Archive
from generator.config import Config
from generator.pipeline import normalize, write_pages
from generator.publish import PublishError, docs_dir, publish
from generator.publish import mkdocs as publisher
from generator.publish.accelerate import front
from generator.publish.accelerate.narrow import NotNarrow, content_of
from generator.publish.incremental import source_digests
from generator.publish.mkdocs import write_configuration
from generator.resources import templates_dir
from tests.support.archives import archive
from tests.support.sites import config

_EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list", "md_in_html"]
_NOISE = (
    *("*a*", "_b_", "`c`", "``", "[x](y.md)", "[x][y]", "![i](j)", "<b>", "</p>", "<p>", "<br>", "<hr>"),
    *(
        "</div>",
        "<div>",
        "<!-- c -->",
        "<?php ?>",
        "<script>",
        "&amp;",
        "&",
        "&lt",
        "&#39;",
        "\\",
        "\\.",
        "\\*",
    ),
    *("\n", "\n\n", "\n\n\n", " ", "    ", "\t", "#", "# ", "\n## ", "- ", "\n- ", "1. ", "\n1. ", "+", "> "),
    *("|", "| a | b |\n|---|---|\n", "---", "\n---\n", "===", "~~~", "{: #id }", "\n{: .c }", "{: #x .y }"),
    *("\u00a0", "\u2028", "\x0c", "\ufeff", "ạ", "markdown=1", "<li>", "<title>", "<A>", "<a href='x>y'>"),
    *(
        '<p title="a>b">',
        "<p\n>",
        "<svg/>",
        "\x02",
        "\r\n",
        "[^1]",
        "*[a]: b",
        "[a]: b",
        ":",
        "!",
        "http://a.b",
    ),
)
"""What Markdown, or the reading of HTML in it, could take for something."""


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def both(found: Archive, settings: Config, digests: Mapping[str, str]) -> tuple[Path, Path]:
    """The site by MkDocs alone, and with the accelerator in two processes."""
    plain = replace(settings, accelerate=False, site_dir=settings.build_dir.parent / "plain")
    one = publish(found, plain, digests, strict=True)
    return one, publish(found, settings, digests, strict=True, workers=2)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, Config, Mapping[str, str]]:
    """A hundred generated directives, their configuration and the digests of their source tree."""
    folder = tmp_path_factory.mktemp("generated")
    settings = config(folder, url="https://kho.example/chi-thi/", copyright="© Kho & Co")
    write_raw(settings.raw_dir, 100)
    found = normalize([settings.raw_dir], settings)
    return found, settings, write_pages(found, settings)


@pytest.fixture(scope="module")
def sites(generated: tuple[Archive, Config, Mapping[str, str]]) -> tuple[Path, Path]:
    return both(*generated)


def test_a_hundred_documents_are_the_same_bytes(sites: tuple[Path, Path]) -> None:
    plain, fast = map(files, sites)
    assert len(plain) > 1000
    assert fast == plain


def test_every_state_of_a_page_is_the_same_bytes(tmp_path: Path) -> None:
    settings = config(tmp_path)
    plain, fast = both(archive(), settings, write_pages(archive(), settings))
    assert files(fast) == files(plain)


def test_mkdocs_itself_takes_the_hook_and_makes_the_same(
    generated: tuple[Archive, Config, Mapping[str, str]], sites: tuple[Path, Path], tmp_path: Path
) -> None:
    found, settings, _ = generated
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(publisher.newest_epoch(found))}
    build = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "-q",
        "-f",
        str(settings.build_dir / "mkdocs.yml"),
    ]
    subprocess.run([*build, "-d", str(tmp_path / "site")], check=True, env=environment, timeout=300)
    assert files(tmp_path / "site") == files(sites[0])


@pytest.mark.parametrize("hooked", [True, False])
def test_a_fork_of_mkdocs_builds_the_same_tree(tmp_path: Path, hooked: bool) -> None:
    settings = config(tmp_path, accelerate=hooked)
    digests = write_pages(archive(), settings)
    path = write_configuration(settings)
    assert ("hooks" in yaml.safe_load(path.read_text(encoding="utf-8"))) == hooked
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(publisher.newest_epoch(archive()))}
    build = [sys.executable, "-m", "properdocs", "build", "-f", str(path), "-d", str(tmp_path / "other")]
    subprocess.run(build, check=True, env=environment, capture_output=True, timeout=300)
    ours = files(publish(archive(), replace(settings, accelerate=False), digests, strict=True))
    theirs = files(tmp_path / "other")
    assert theirs.keys() == ours.keys()
    assert [name for name in ours if name.endswith(".html") and theirs[name] != ours[name]] == []


def written(settings: Config, pages: Mapping[str, str]) -> None:
    for name, text in pages.items():
        path = docs_dir(settings) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_warnings_of_the_workers_are_said_in_one_order_and_stop_a_strict_build(tmp_path: Path) -> None:
    pages = {"index.md": "# Kho\n", "a/index.md": "---\ntitle: A\n---\n\n# A\n\n[x](../b0/index.md#khong)\n"}
    for number in range(60):
        wrong = '[y](../khong/index.md){: data-cite="k" }' if number % 20 == 7 else "y"
        pages[f"b{number}/index.md"] = (
            f'---\ntitle: B\n---\n\n# B\n\n<div markdown="1">\n\n{wrong}\n\n</div>\n'
        )
    said = []
    for workers, accelerate in ((1, False), (1, True), (2, True), (3, True)):
        settings = config(tmp_path / f"{workers}{accelerate}", accelerate=accelerate)
        written(settings, pages)
        with pytest.raises(PublishError) as raised:
            publisher.run(settings, Archive((), ()), strict=True, workers=workers)
        said.append(str(raised.value))
        publisher.run(settings, Archive((), ()), strict=False, workers=workers)
    assert said[0].count("khong/index.md") == 6
    assert said[0].count("#khong") == 2
    assert sorted(said[0].split("; ")) == sorted(said[1].split("; "))
    assert said[1] == said[2] == said[3]


def test_a_page_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    settings = config(tmp_path)
    written(settings, {"index.md": "# Kho\n"})
    (docs_dir(settings) / "hong.md").write_bytes(b"\xff\xfe# x")
    with pytest.raises(PublishError, match=r"hong\.md"):
        publisher.run(settings, Archive((), ()), strict=False)


@pytest.mark.parametrize(
    "block",
    [
        "{% block footer %}{{ page.url }}|{{ page.file.src_uri }}{% endblock %}",
        "{% block footer %}{{ page.meta | tojson }}|{{ page.toc | length }}{% endblock %}",
        "{% block htmltitle %}<title>{{ page.meta.title | upper }}</title>{% endblock %}",
        "{% block site_nav %}{{ page.meta.contents | length }}{% endblock %}",
    ],
)
def test_a_theme_that_shows_more_of_a_page_is_rendered_page_by_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: str
) -> None:
    shutil.copytree(templates_dir(), tmp_path / "templates")
    main = tmp_path / "templates/theme/main.html"
    block = block.replace("%}", "%}{% if page %}", 1).replace("{% endblock", "{% endif %}{% endblock")
    name = block.split()[2]
    kept = re.sub(
        rf"{{% block {name} %}}.*?{{% endblock %}}", "", main.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    main.write_text(kept + block, encoding="utf-8")
    monkeypatch.setattr(publisher, "templates_dir", lambda: tmp_path / "templates")
    settings = config(tmp_path)
    item = "- anchor: '{0}'\n  label: {0} & x\n  depth: 1\n"
    pages = {
        f"a/{n}/index.md": f"---\ntitle: T {n} & b\ncontents:\n{item.format(n) * n}---\n\n# H{n}\n\n## Hai\n"
        for n in range(1, 4)
    }
    written(settings, {"index.md": "# Kho\n", **pages})
    plain, fast = both(Archive((), ()), settings, source_digests(docs_dir(settings)))
    assert files(fast) == files(plain)


def by_python_markdown(source: str) -> tuple[str, str]:
    md = Markdown(extensions=_EXTENSIONS)  # type: ignore[no-untyped-call]
    html = md.convert(source)
    return html, str(get_toc(md.toc_tokens))  # type: ignore[attr-defined]


def narrow(source: str) -> tuple[str, str] | None:
    try:
        content = content_of(source, lambda url: url)
    except NotNarrow:
        return None
    tokens = [dict(token) for token in content.headings]
    return content.html, str(get_toc(nest_toc_tokens(tokens)))  # type: ignore[no-untyped-call]


def test_whatever_a_page_holds_is_rendered_alike_or_left_to_python_markdown(
    generated: tuple[Archive, Config, Mapping[str, str]],
) -> None:
    chooser = random.Random(6)
    pages = sorted(docs_dir(generated[1]).rglob("*.md"), key=lambda path: path.stat().st_size)
    sources = [get_data(path.read_text(encoding="utf-8"))[0] for path in chooser.sample(pages[:600], 40)]
    sources += 20 * [
        '# Đầu\n\n<div class="a" markdown="1">\n\nMột \\[hai\\].\n{: #1 .task }\n\n## Bốn\n\n</div>\n'
    ]
    narrowly = 0
    for _ in range(600):
        source = chooser.choice(sources)
        for _ in range(chooser.choice((1, 1, 2))):
            starts = [at for at in range(1, len(source)) if source[at - 1] == "\n"]
            at = chooser.choice((chooser.randint(0, len(source)), *chooser.sample(starts, 2)))
            source = source[:at] + chooser.choice(_NOISE) + source[at:]
        found = narrow(source)
        narrowly += found is not None
        assert found is None or found == by_python_markdown(source), source
    assert narrowly > 100


def test_nearly_every_page_of_ours_is_narrow(generated: tuple[Archive, Config, Mapping[str, str]]) -> None:
    pages = list(docs_dir(generated[1]).rglob("*.md"))
    wide = [p for p in pages if narrow(get_data(p.read_text(encoding="utf-8"))[0]) is None]
    assert len(wide) <= 5, wide


@pytest.mark.parametrize(
    "value",
    [
        *("Chỉ thị", "'it''s'", "'1'", "1. Một", "12", "1.5", "yes", "Null", "2020-01-01", "2020-01-01 Một"),
        *(
            "a: b",
            "a:b",
            "a #b",
            "a#b",
            "a:",
            "- a",
            "[a]",
            '"a\\n"',
            "é",
            "~",
            "a  b",
            "'a' 'b'",
            "'a",
            "1_0",
        ),
        *(
            "0x1F",
            "1e5",
            "&a b",
            "*a",
            "!a",
            "%a",
            "@a",
            "`a",
            "|",
            ">",
            "{a}",
            "a\u2028b",
            "=",
            "<<",
            "12:30",
        ),
        *("a, b", "a?", "a 'b'", 'a "b"', "1 e5", "1. e5", "trùng: ", "a\\b", "\ufeffa", "a\tb", "a\x07b"),
    ],
)
def test_front_matter_is_read_as_yaml_or_left_to_yaml(value: str) -> None:
    for text in (
        f"---\ntitle: {value}\n---\n\n# x\n",
        f"---\ntitle: x\ncontents:\n- anchor: {value}\n  label: {value}\n  depth: 1\n---\nx\n",
    ):
        source, meta = get_data(text)
        assert front.split(text) == (source, meta)
