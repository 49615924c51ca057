"""What the collection knows, on the pages: the chain, who has done it, similar documents, assignments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.collection import Archive, Instrument, head_of
from generator.config import Link, default_config
from generator.names import lists_of
from generator.render.comparison import nearest
from generator.render.instrument import marks_of
from generator.render.outward import outward_links
from generator.render.relations import acted_on, chain_of, done_under, level_of, undertaking_of
from generator.render.site import Site
from tests.support.archives import KL44, LAW, OWN, archive, issued, normalized, party
from tests.support.drafts import site_pages


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(archive(), default_config(tmp_path))


def _page(site: Site, path: str) -> str:
    return next(one.text for one in site_pages(site.archive, site.config) if one.path == path)


@pytest.mark.parametrize(
    ("type_name", "number", "level"),
    [
        ("Kết luận", "44-KL/TW", "party-central"),
        ("Nghị định", "03/2019/NĐ-CP", "state-central"),
        ("Luật", "32/2004/QH11", "state-central"),
        ("Đề án", "03/ĐA-BCA", "state-central"),
        ("Kế hoạch", "109-KH/TU", "party-local"),
        ("Quyết định", "133/QĐ-UBND", "state-local"),
    ],
)
def test_the_symbol_tells_the_level(type_name: str, number: str, level: str) -> None:
    assert level_of(head_of(Instrument("x", type_name, number, None, None))) == level


def test_what_is_cited_by_name_is_a_law_or_the_partys() -> None:
    assert level_of(head_of(Instrument(LAW, "Luật", None, None, None))) == "state-central"
    assert level_of(
        head_of(Instrument("nghi-quyet-trung-uong-4-khoa-xii", "Nghị quyết", None, None, None))
    ) == ("party-central")
    key = "nghi-quyet-dai-hoi-dang-bo-tinh-vinh-long-lan-thu-xi"
    assert level_of(head_of(Instrument(key, "Nghị quyết", None, None, None))) == "party-local"


def test_the_chain_leads_from_the_centre_down_and_beyond_what_the_text_names(site: Site) -> None:
    chain = chain_of(site, issued().id)
    assert [(level.label, [step.link.name for step in level.steps]) for level in chain] == [
        ("Trung ương Đảng", ["Kết luận số 44-KL/TW"]),
        ("Quốc hội, Chính phủ, bộ, ngành Trung ương", ["Luật An ninh quốc gia năm 2004"]),
    ]
    assert [step.label for level in chain for step in level.steps] == [
        "thực hiện",
        "qua văn bản khác, thực hiện",
    ]
    text = _page(site, f"van-ban/{OWN}/index.md")
    assert "Từ Trung ương đến văn bản này" in text
    assert "Thực hiện Kết luận số 44-KL/TW" in text


def test_an_instrument_tells_who_implements_it(site: Site) -> None:
    (tie,) = acted_on(site, OWN)
    assert (tie.label, [link.address for link in tie.links]) == (
        "được thực hiện bởi",
        [f"van-ban/{party().id}/"],
    )


def test_who_has_done_it_stands_in_order_of_time_and_who_is_not_known_to(site: Site) -> None:
    found = undertaking_of(site, done_under(site, KL44))
    assert found is not None
    assert [(line.province, line.date) for line in found.done] == [
        ("Vĩnh Long", "2023-05-02"),
        ("Hà Tĩnh", None),
    ]
    assert "Vĩnh Long" not in found.missing and "Hà Tĩnh" not in found.missing
    assert found.bars == ()
    text = _page(site, f"vien-dan/{KL44}/index.md")
    assert text.index("Vĩnh Long</strong>") < text.index("Hà Tĩnh</strong>")
    assert not done_under(site, LAW)


def test_a_quiet_mark_says_what_this_text_and_others_say(site: Site) -> None:
    (cite,) = (one for one in issued().cites if one.key == KL44)
    marks = marks_of(site, site.heads[KL44], cite)
    assert [(mark.field, mark.text) for mark in marks] == [
        ("date", "văn bản này ghi 22/01/2019; một văn bản khác ghi 21/01/2019")
    ]
    assert marks_of(site, site.heads[KL44], replace(cite, date=None)) == ()
    assert marks_of(site, site.heads[LAW], cite) == ()
    assert 'data-conflict="date"' in _page(site, f"van-ban/{OWN}/index.md")


def test_similar_documents_tell_why_and_lead_to_the_comparison(site: Site) -> None:
    first, second = nearest(site, issued().id)
    assert (first.percent, first.address) == (31, f"so-sanh/{OWN}/doc-hai/")
    assert (second.percent, second.address) == (None, f"so-sanh/?a={OWN}&b={party().id}")
    assert [one.key for one in second.cites] == [KL44]


def test_a_comparison_shows_both_texts_with_the_words_marked(site: Site) -> None:
    text = _page(site, f"so-sanh/{OWN}/doc-hai/index.md")
    assert "25% số chữ" in text
    assert "<mark>Rà soát </mark>" in text
    assert "<script>alert" not in text.split("---\n", 2)[2]
    assert "Gần với phần mở đầu của văn bản kia." in text


def test_an_assignment_to_two_bodies_is_one_row_and_stands_on_both_pages(site: Site) -> None:
    text = _page(site, f"van-ban/{OWN}/index.md")
    assert text.count("Thời hạn: trước ngày 15/11.") == 1
    for slug in ("cong-an-tinh", "so-y-te"):
        own = _page(site, f"phan-cong/{slug}/index.md")
        assert f"van-ban/{OWN}/#2" in own
        assert "Vai trò: chủ trì." in own
    assert 'data-value="so-y-te"' in _page(site, "phan-cong/index.md")


def test_work_of_several_together_stands_on_the_page_of_each_and_says_so(tmp_path: Path) -> None:
    own = issued().assignments[0]
    joint = replace(own, body="Công an tỉnh; các sở, ban, ngành", start=9_000, end=9_001, anchor="dieu-2.1")
    together = replace(issued(), assignments=(own, joint))
    assert lists_of(together, [own.body, joint.body])[-2:] == (
        "phan-cong/cong-an-tinh",
        "phan-cong/cac-so-ban-nganh",
    )
    site = Site(replace(archive(), documents=(normalized(together),)), default_config(tmp_path))
    for slug in ("cong-an-tinh", "cac-so-ban-nganh"):
        page = _page(site, f"phan-cong/{slug}/index.md")
        assert "Giao chung cho: Công an tỉnh; các sở, ban, ngành." in page
        assert "khoản 1 Điều 2" in page
    assert _page(site, "phan-cong/cong-an-tinh/index.md").count("ct-work__who") == 2


def test_the_numbers_that_are_lacking_have_a_page(site: Site) -> None:
    text = _page(site, "so-con-thieu/index.md")
    assert "6–18" in text
    assert f"vien-dan/{KL44}/" in text


def test_an_archive_that_knows_nothing_says_so(tmp_path: Path) -> None:
    empty = Site(Archive((), ()), default_config(tmp_path))
    assert "Kho chưa có việc nào được giao rõ." in _page(empty, "phan-cong/index.md")
    assert "Chưa có cơ quan nào" in _page(empty, "so-con-thieu/index.md")


def test_links_to_other_sites_are_filled_with_what_is_known_and_left_out_where_it_is_not(site: Site) -> None:
    search = Link("Tìm", "https://example.vn/?q={type}+{number}")
    dated = Link("Theo ngày", "https://example.vn/{year}/{month}/{day}/{number}")
    found = outward_links(site.instruments[KL44], (search, dated))
    assert [link.address for link in found] == [
        "https://example.vn/?q=K%E1%BA%BFt%20lu%E1%BA%ADn+44-KL%2FTW",
        "https://example.vn/2019/01/22/44-KL%2FTW",
    ]
    assert outward_links(site.instruments[LAW], (search, dated)) == ()
    other = replace(site.config, links=(search,))
    text = _page(Site(site.archive, other), f"vien-dan/{KL44}/index.md")
    assert 'href="https://example.vn/?q=K%E1%BA%BFt%20lu%E1%BA%ADn+44-KL%2FTW">Tìm</a>' in text
