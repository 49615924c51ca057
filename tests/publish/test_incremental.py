"""What did not change stays, to the inode; what comes out is what a build from nothing makes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.collection import Archive
from generator.config import Config
from generator.publish import PublishError, docs_dir
from generator.publish.mkdocs import run
from generator.resources import templates_dir
from tests.publish.test_accelerate import files, written
from tests.support.sites import config

_EMPTY = Archive((), ())


def page(title: str, *links: str) -> str:
    listed = "\n\n".join(f'[x](../../{link}/index.md){{: data-cite="k" }}' for link in links) or "y"
    return f'---\ntitle: {title}\n---\n\n# {title}\n\n<div class="b" markdown="1">\n\n{listed}\n\n</div>\n'


def tree() -> dict[str, str]:
    """A small source tree: two folders of pages that link each other, and data beside them."""
    pages = {
        "index.md": "# Kho\n",
        "tim-kiem/index.md": "---\ntitle: Tìm\n---\n\n# Tìm\n",
        "robots.txt": "x\n",
    }
    for number in range(30):
        pages[f"van-ban/v{number}/index.md"] = page(f"V{number}", f"vien-dan/d{number % 7}")
        pages[f"van-ban/v{number}/goc.txt"] = f"gốc {number}\n"
    for number in range(7):
        pages[f"vien-dan/d{number}/index.md"] = page(f"D{number}")
    return pages


class Kept:
    """An archive that is built again and again."""

    def __init__(self, folder: Path, **changes: object) -> None:
        self.settings: Config = config(folder, url="https://kho.example/", **changes)
        self.pages: dict[str, str] = {}

    def build(self, pages: Mapping[str, str], *, strict: bool = True) -> set[str]:
        """Build the site of ``pages``; gives the files that are not the ones of before."""
        docs = docs_dir(self.settings)
        for name in self.pages.keys() - pages.keys():
            (docs / name).unlink()
        changed = {name: text for name, text in pages.items() if self.pages.get(name) != text}
        for name in changed:
            (docs / name).unlink(missing_ok=True)
        written(self.settings, changed)
        self.pages = dict(pages)
        before = self.inodes()
        run(self.settings, _EMPTY, strict=strict, workers=2)
        return {name for name, inode in self.inodes().items() if before.get(name) != inode}

    def inodes(self) -> dict[str, tuple[int, int]]:
        """Inode and time of every file of the site."""
        site = self.settings.site_dir
        found = ((path, path.stat()) for path in site.rglob("*") if path.is_file())
        return {p.relative_to(site).as_posix(): (stat.st_ino, stat.st_mtime_ns) for p, stat in found}

    def clean(self) -> dict[str, bytes]:
        """The files of the same site by MkDocs alone, from nothing."""
        site = self.settings.site_dir.with_name("clean")
        run(replace(self.settings, accelerate=False, site_dir=site), _EMPTY, strict=False)
        return files(site)

    def is_clean(self) -> bool:
        """Whether the site is what a build from nothing makes."""
        return files(self.settings.site_dir) == self.clean()


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    made = Kept(tmp_path)
    made.build(tree())
    return made


def test_only_what_changed_is_built(kept: Kept) -> None:
    assert kept.is_clean()
    assert kept.build(tree()) == set()
    changed = {**tree(), "van-ban/v3/index.md": page("Khác", "vien-dan/d0"), "van-ban/v4/goc.txt": "khác\n"}
    assert kept.build(changed) == {"van-ban/v3/index.html", "van-ban/v4/goc.txt"}
    assert kept.is_clean()
    added = {**changed, "van-ban/moi/index.md": page("Mới", "vien-dan/d1")}
    assert kept.build(added) == {"van-ban/moi/index.html", "sitemap.xml", "sitemap.xml.gz"}
    assert kept.is_clean()
    assert kept.build(changed) == {"sitemap.xml", "sitemap.xml.gz"}
    assert kept.is_clean()
    assert not (kept.settings.site_dir / "van-ban/moi").exists()
    assert kept.build(tree()) == {"van-ban/v3/index.html", "van-ban/v4/goc.txt"}
    assert kept.is_clean()


def test_a_page_whose_link_leads_nowhere_any_more_warns_though_it_did_not_change(kept: Kept) -> None:
    fewer = {name: text for name, text in tree().items() if name != "vien-dan/d2/index.md"}
    before = files(kept.settings.site_dir)
    with pytest.raises(PublishError, match=r"van-ban/v2/.*van-ban/v9/"):
        kept.build(fewer)
    assert files(kept.settings.site_dir) == before
    kept.build(fewer, strict=False)
    assert kept.is_clean()
    with pytest.raises(PublishError, match=r"van-ban/v2/.*van-ban/v9/"):
        kept.build(fewer)
    kept.build(tree())
    assert kept.is_clean()


def test_a_place_that_is_gone_is_told_of_by_the_page_that_leads_there(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    linking = {"a.md": "---\ntitle: A\n---\n\n[b](b.md#cho)\n", "index.md": "# Kho\n"}
    kept.build({**linking, "b.md": "---\ntitle: B\n---\n\n## Chỗ {: #cho }\n"})
    with pytest.raises(PublishError, match="#cho"):
        kept.build({**linking, "b.md": "---\ntitle: B\n---\n\n## Chỗ {: #khac }\n"})
    kept.build({**linking, "b.md": '---\ntitle: B\n---\n\n<p id="cho">x</p>\n'})
    assert kept.is_clean()


def test_another_theme_or_configuration_renders_every_page(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.settings = replace(kept.settings, copyright="© Khác")
    html = {name for name in files(kept.settings.site_dir) if name.endswith(".html")}
    assert kept.build(tree()) >= html
    assert kept.is_clean()
    shutil.copytree(templates_dir(), tmp_path / "templates")
    (tmp_path / "templates/theme/partials/logo.html").write_text("<b>x</b>", encoding="utf-8")
    for module in ("generator.publish.mkdocs", "generator.resources"):
        monkeypatch.setattr(f"{module}.templates_dir", lambda: tmp_path / "templates")
    assert kept.build(tree()) >= html
    assert kept.is_clean()


def test_the_state_may_be_lost_or_wrong(kept: Kept) -> None:
    state = kept.settings.build_dir / "cache" / "site.state"
    old = state.read_bytes()
    changed = {**tree(), "van-ban/v3/index.md": page("Khác")}
    kept.build(changed)
    for content in (None, b"", b"\x80", old[: len(old) // 2], old):
        state.unlink() if content is None else state.write_bytes(content)
        kept.build(changed)
        assert kept.is_clean()
        assert len([path for path in kept.settings.site_dir.parent.iterdir() if ".spare-" in path.name]) <= 1


def test_what_somebody_did_to_the_site_is_undone(kept: Kept) -> None:
    site = kept.settings.site_dir
    for _ in range(2):  # the second build fills the folder of the site before
        (site / "van-ban/v1/index.html").write_text("sửa tay", encoding="utf-8")
        (site / "van-ban/v2/goc.txt").unlink()
        (site / "la.txt").write_text("lạ", encoding="utf-8")
        (site / "van-ban/la").mkdir()
        kept.build(tree())
        assert kept.is_clean()


def test_a_folder_of_another_file_system_is_copied_to(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    linked = os.link

    def refuse(source: str, target: str) -> None:
        if str(docs_dir(kept.settings)) in source:
            raise OSError(18, "Invalid cross-device link")
        linked(source, target)

    monkeypatch.setattr(os, "link", refuse)
    assert kept.build({**tree(), "moi.txt": "mới\n"}) == {"moi.txt"}
    assert kept.is_clean()


def test_pages_written_anew_leave_the_published_ones_alone(kept: Kept) -> None:
    before = files(kept.settings.site_dir)
    changed = {**tree(), "van-ban/v4/goc.txt": "khác\n", "van-ban/v5/index.md": "không phải: [ YAML\n---\n"}
    for name in changed:
        (docs_dir(kept.settings) / name).unlink()
    written(kept.settings, changed)
    assert files(kept.settings.site_dir) == before
