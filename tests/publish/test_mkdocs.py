"""The whole road from an archive to a folder of files, and what MkDocs makes of hostile text."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from lxml import html

from generator.collection import Archive
from generator.publish import PublishError, docs_dir, publish
from generator.publish.mkdocs import newest_epoch, write_configuration
from tests.support.archives import HOSTILE, LONG, OWN, archive, hostile, issued
from tests.support.drafts import draft, written
from tests.support.sites import build_site, config


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(archive(), config(tmp_path_factory.mktemp("site"), url="https://kho.example/chi-thi/"))


def parsed(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes().decode("utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_hostile_text_is_shown_as_its_characters(site: Path) -> None:
    plain = " ".join(HOSTILE.split())
    page = parsed(site / "van-ban/doc-hai/index.html")
    assert words(page.find(".//title")).startswith(f"{plain[:60]}")
    assert plain in words(page.find(".//h1"))
    for part in ("letterhead", "heading", "recipients", "signature"):
        assert plain in words(page.xpath(f"//*[@data-part='{part}']")[0])
    body = words(page.xpath("//*[@data-part='body']")[0])
    assert body.count(plain) == 5
    for piece in ("# không phải tiêu đề", "---", "| a | b |", LONG):
        assert piece in body
    assert words(page.xpath("//*[@data-field='subject']")[0]) == plain
    assert words(page.xpath("//a[@data-cite='doc-hai-vien-dan']")[0]) == plain
    data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    assert data["abstract"] == HOSTILE


def test_a_mark_where_texts_disagree_is_named_by_what_they_say_and_adds_no_text(site: Path) -> None:
    page = parsed(site / "van-ban/doc-hai/index.html")
    (mark,) = page.xpath("//*[@data-part='body']//a[@class='ct-differs']")
    note = page.xpath("//*[@id=$id]", id=mark.get("href").removeprefix("#"))[0]
    said = words(note.xpath(".//*[@data-conflict]")[0])
    assert HOSTILE[:40] in said
    assert " ".join(mark.get("aria-label").split()) == said
    assert (mark.text, len(mark)) == (None, 0)
    assert note.xpath(".//a/@href")[-1] == f"#{mark.get('id')}"


def test_no_page_runs_or_links_what_a_raw_text_says(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = parsed(path)
        for script in page.xpath("//script"):
            assert not (script.text or "").startswith("alert")
        for link in page.xpath("//*/@href | //*/@src | //*/@action"):
            assert urlsplit(link).scheme in ("", "https"), (path, link)
        assert not page.xpath("//img")


def test_every_internal_link_leads_somewhere(site: Path) -> None:
    base = "https://kho.example/chi-thi/"
    anchors: dict[Path, set[str]] = {}
    for path in site.rglob("*.html"):
        address = base + path.relative_to(site).as_posix().removesuffix("index.html")
        for link in parsed(path).xpath("//*/@href | //*/@src | //form/@action"):
            target = urlsplit(urljoin(address, link))
            if not target.geturl().startswith(base):
                continue
            file = site / unquote(target.path).removeprefix("/chi-thi/")
            file = file / "index.html" if file.is_dir() else file
            assert file.is_file(), (path, link)
            if target.fragment and file.suffix == ".html":
                known = anchors.setdefault(file, set(parsed(file).xpath("//@id")))
                assert unquote(target.fragment) in known, (path, link)


def test_no_page_asks_another_host_for_anything(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = parsed(path)
        loaded = page.xpath("//script/@src | //link[@rel!='canonical']/@href | //iframe/@src | //source/@src")
        assert [link for link in loaded if urlsplit(link).netloc] == []
    for path in site.rglob("*.css"):
        assert "url(http" not in path.read_text(encoding="utf-8")


def test_the_page_shows_the_whole_text_and_nothing_else(site: Path) -> None:
    directive = issued()
    page = parsed(site / f"van-ban/{OWN}/index.html")
    cells = [cell for block in directive.blocks for row in block.rows for cell in row]
    shown = {
        "letterhead": directive.printed.letterhead,
        "heading": directive.printed.heading,
        "body": (*(block.text for block in directive.blocks), *cells),
        "recipients": directive.printed.recipients,
        "signature": directive.printed.signature,
    }
    for part, lines in shown.items():
        assert words(page.xpath(f"//*[@data-part='{part}']")[0]) == " ".join(line for line in lines if line)
    for anchor in ("1", "1.1", "2"):
        assert page.xpath("//*[@data-part='body']//*[@id=$id]", id=anchor)


def test_the_marks_of_the_contract_are_in_the_page(site: Path) -> None:
    page = parsed(site / f"van-ban/{OWN}/index.html")
    assert words(page.xpath("//*[@data-field='number']")[0]) == "19/CT-UBND"
    assert page.xpath("//*[@data-evidence='corrected']/@data-field") == ["date"]
    assert page.xpath("//*[@data-evidence='inferred']/@data-field") == ["province"]
    assert page.xpath("//*[@data-part='body']//@data-cite") == [cite.key for cite in issued().cites]
    listed = parsed(site / "nam/2023/index.html").xpath("//*[@data-results]//@data-directive")
    assert listed == [OWN]
    assert parsed(site / "loai/index.html").xpath("//*[@data-facet='type']/*/@data-value")[0] == "chi-thi"


def test_a_sample_says_so_and_is_no_legislation(site: Path) -> None:
    page = parsed(site / "van-ban/chi-thi-ha-tinh-2020/index.html")
    assert "Văn bản mẫu" in words(page.xpath("//*[@role='note']")[0])
    data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    assert data["@type"] == "CreativeWork"
    real = parsed(site / f"van-ban/{OWN}/index.html").xpath("//script[@type='application/ld+json']")[0].text
    assert json.loads(real)["@type"] == "Legislation"
    assert json.loads(real)["@id"] == f"https://kho.example/chi-thi/van-ban/{OWN}/"


def test_the_404_page_links_from_the_root_of_the_site(site: Path) -> None:
    page = parsed(site / "404.html")
    assert page.xpath("//main//form/@action") == ["/chi-thi/tim-kiem/"]
    assert all(link.startswith("/chi-thi/") for link in page.xpath("//main//a/@href"))


def test_the_site_has_what_programs_look_for(site: Path) -> None:
    assert "Sitemap: https://kho.example/chi-thi/sitemap.xml" in (site / "robots.txt").read_text(
        encoding="utf-8"
    )
    assert f"https://kho.example/chi-thi/van-ban/{OWN}/" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert (site / f"van-ban/{OWN}/goc.txt").read_text(encoding="utf-8").startswith("ỦY BAN NHÂN DÂN")
    assert json.loads((site / f"van-ban/{OWN}/index.json").read_text(encoding="utf-8"))["id"] == OWN


def test_two_builds_are_the_same_bytes_wherever_they_stand(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    again = config(tmp_path / "a" / "b", url="https://kho.example/chi-thi/")
    assert files(build_site(archive(), again)) == files(site)
    kept = files(docs_dir(again))
    build_site(archive(), again)
    assert files(docs_dir(again)) == kept
    assert "SOURCE_DATE_EPOCH" not in os.environ


def test_the_sitemap_bears_the_day_of_the_newest_document(site: Path) -> None:
    assert "<lastmod>2023-05-02</lastmod>" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert newest_epoch(archive()) == 1682985600
    assert newest_epoch(Archive((), ())) == 0
    old = replace(archive().documents[0], directive=replace(issued(), date="1945-09-02"))
    assert newest_epoch(Archive((old,), ())) == 0


def test_a_broken_link_stops_a_strict_build_and_leaves_the_old_site(tmp_path: Path) -> None:
    settings = config(tmp_path, publish_original="cleaned")
    settings.site_dir.mkdir(parents=True)
    (settings.site_dir / "old.html").write_text("cũ", encoding="utf-8")
    digests = written([draft("index.md", "# Kho\n\n[hỏng](khong-co/index.md)\n")], docs_dir(settings))
    with pytest.raises(PublishError, match="khong-co"):
        publish(Archive((), ()), settings, digests, strict=True)
    assert files(settings.site_dir) == {"old.html": "cũ".encode()}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    publish(Archive((), ()), settings, digests, strict=False)
    assert "old.html" not in files(settings.site_dir)


def test_the_configuration_names_only_pages_that_are_there(tmp_path: Path) -> None:
    settings = config(tmp_path, copyright="© Kho & Co <x>", contact="a@example.vn")
    digests = written([draft("index.md", "# Kho\n"), draft("tinh/index.md", "# Tỉnh\n")], docs_dir(settings))
    made = yaml.safe_load(write_configuration(settings).read_text(encoding="utf-8"))
    assert made["nav"] == [{"Trang chủ": "index.md"}, {"Tỉnh, thành phố": "tinh/index.md"}]
    assert made["plugins"] == []
    assert made["theme"]["font"] is False
    assert "site_url" not in made
    page = parsed(publish(Archive((), ()), settings, digests, strict=True) / "index.html")
    assert "© Kho & Co <x>" in words(page.find(".//footer"))


def test_originals_are_published_where_the_owner_wants_them(tmp_path: Path) -> None:
    settings = config(tmp_path, publish_original="full")
    (settings.raw_dir / "vinh-long").mkdir(parents=True)
    (settings.raw_dir / "vinh-long/19.txt").write_bytes(b"\xef\xbb\xbfnguy\xc3\xaan v\xe1\xba\xb9n")
    of = archive()
    only = replace(of, documents=tuple(d for d in of.documents if d.directive.id == OWN))
    built = build_site(only, settings, strict=False)
    assert (
        built / f"van-ban/{OWN}/goc-nhan-duoc.txt"
    ).read_bytes() == b"\xef\xbb\xbfnguy\xc3\xaan v\xe1\xba\xb9n"
    assert parsed(built / f"van-ban/{OWN}/index.html").xpath("//a[@download]/@href") == ["goc-nhan-duoc.txt"]
    assert hostile().id not in files(built)
