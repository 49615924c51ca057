"""The sites of the founding documents and of the samples, from raw file to HTML: nothing is lost."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from generator import pipeline
from generator.collection import Archive
from generator.config import default_config
from generator.model import Normalized
from tests.support.requirements import ROOT, shared
from tests.support.sites import build_site, config

Built = tuple[Archive, Path]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    settings = replace(config(tmp_path_factory.mktemp("seeds")), raw_dir=shared() / "seeds")
    archive = pipeline.normalize([settings.raw_dir], settings)
    return archive, build_site(archive, settings)


def page(site: Path, address: str) -> html.HtmlElement:
    return html.fromstring((site / address / "index.html").read_text(encoding="utf-8"))


def letters(text: str) -> Counter[str]:
    return Counter("".join(unicodedata.normalize("NFC", text).split()))


def kept(document: Normalized) -> str:
    """The source text that the ledger keeps, its repairs applied."""
    pieces = []
    for start, end in document.ledger.kept:
        at = start
        for repair in document.ledger.repairs:
            if start <= repair.start and repair.end <= end:
                pieces += [document.source_text.text[at : repair.start], repair.after]
                at = repair.end
        pieces.append(document.source_text.text[at:end])
    return "".join(pieces)


def by_file(archive: Archive, name: str) -> str:
    return next(d.directive.id for d in archive.documents if d.directive.source.file.startswith(name))


def key_of(archive: Archive, type_: str, number: str) -> str:
    found = [i.key for i in archive.instruments if (i.type, i.number) == (type_, number)]
    assert len(found) == 1, (number, found)
    return found[0]


def test_each_page_shows_what_its_ledger_keeps_and_nothing_more(built: Built) -> None:
    archive, site = built
    assert len(archive.documents) == 5
    for document in archive.documents:
        parts = page(site, f"van-ban/{document.directive.id}").xpath("//*[@data-part]")
        shown = letters("".join(part.text_content() for part in parts))
        assert shown == letters(kept(document)), document.directive.source.file


def test_every_instrument_and_value_has_its_page(built: Built) -> None:
    archive, site = built
    for instrument in archive.instruments:
        assert (site / "vien-dan" / instrument.key / "index.html").is_file()
    for folder in ("tinh", "nam", "co-quan", "nguoi-ky"):
        assert (site / folder / "index.html").is_file()
        assert (site / "nam/khong-ro/index.html").is_file()


def test_the_page_of_a_project_lists_the_three_directives_that_cite_it(built: Built) -> None:
    archive, site = built
    project = page(site, f"vien-dan/{key_of(archive, 'Đề án', '03/ĐA-BCA')}")
    listed = project.xpath("//*[@aria-labelledby='ai-vien-dan']//li/@data-directive")
    assert len(listed) == len(set(listed)) == 3
    assert len(project.xpath("//blockquote[.//mark]")) >= 3


def test_a_decree_with_two_dates_shows_both_and_by_whom(built: Built) -> None:
    archive, site = built
    decree = page(site, f"vien-dan/{key_of(archive, 'Nghị định', '02/2020/NĐ-CP')}")
    conflict = decree.xpath("//*[@data-conflict='date']")[0]
    variants = conflict.xpath(".//li")
    assert len(variants) == 2
    wrong = next(li for li in variants if "2023" in li.findtext("strong"))
    assert wrong.xpath(".//@data-directive") == [by_file(archive, "001")]


def test_a_resolution_with_two_issuers_shows_both(built: Built) -> None:
    archive, site = built
    resolution = page(site, f"vien-dan/{key_of(archive, 'Nghị quyết', '44-NQ/TW')}")
    said = {li.findtext("strong") for li in resolution.xpath("//*[@data-conflict='issuer']//li")}
    assert said == {"Ban Chấp hành Trung ương Đảng khóa XIII", "Bộ Chính trị"}


def test_two_spellings_of_a_number_lead_to_one_page(built: Built) -> None:
    archive, site = built
    conclusion = page(site, f"vien-dan/{key_of(archive, 'Kết luận', '44-KL/TW')}")
    listed = conclusion.xpath("//*[@aria-labelledby='ai-vien-dan']//li/@data-directive")
    assert sorted(listed) == sorted([by_file(archive, "000"), by_file(archive, "002")])


def test_the_pages_of_the_samples_show_what_their_ledgers_keep(tmp_path: Path) -> None:
    settings = replace(config(tmp_path), raw_dir=default_config(ROOT).raw_dir)
    archive = pipeline.normalize([settings.raw_dir], settings)
    site = build_site(archive, settings)
    assert len(archive.documents) >= 12
    for document in archive.documents:
        parts = page(site, f"van-ban/{document.directive.id}").xpath("//*[@data-part]")
        shown = letters("".join(part.text_content() for part in parts))
        assert shown == letters(kept(document)), document.directive.source.file
