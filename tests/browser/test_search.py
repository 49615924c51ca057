"""The search page in headless Chromium: every way of asking, from a sub-path, by keyboard, by address."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.search_site import Visit, build, sample
from tests.search.documents import raw_archive
from tests.support.browser import running_browser, site_server
from tests.support.requirements import shared

VINH_LONG = "vinh-long"
HA_TINH = "ha-tinh"


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample site, served from a sub-path."""
    with site_server(build(sample(), tmp_path_factory.mktemp("search")), "kho") as address:
        yield address


@pytest.fixture
def visit(chrome: Browser, base: str) -> Iterator[Visit]:
    page = chrome.new_page(viewport={"width": 1280, "height": 900})
    visit = Visit(page, base)
    yield visit
    page.close()
    assert visit.errors == []
    assert visit.strangers == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("quản lý", ["mot", "hai", "bon"]),
        ("quan ly", ["mot", "hai", "bon"]),
        ("QUẢN LÝ đất", ["mot"]),
        ("hoa giai", ["mot"]),
        ("hòa giải", ["mot"]),
        ("hoà giải", ["mot"]),
        ("dat dai", ["mot"]),
        ("44-KL/TW", ["mot"]),
        ("44/KL-TW", ["mot"]),
        ("44 kl tw", ["mot"]),
        ("19/ct-ubnd", ["mot"]),
        ("chi thi 19 2023", ["mot"]),
        ("chỉ thị 33", ["hai"]),
        ("33-CT", ["hai"]),
        ("44-KL đất", ["mot"]),
        ("Lữ Quang Ngời", ["mot"]),
        ("ha tinh", ["hai", "ba"]),
        ("29/12/2023", ["mot"]),
        ("an ninh -thế", ["mot"]),
        ('an ninh -"thế trận"', ["mot"]),
        ('-"an ninh nhân dân" quản lý', ["bon", "mot"]),
        ('"an ninh trật tự"', ["mot"]),
        ('"trật tự an ninh"', []),
        ('"quản lý đất đai"', ["mot"]),
        ('"sử dụng đất"', ["mot"]),
        ('"thế trận an ninh nhân dân, trật tự"', ["hai"]),
        ("“thế trận an ninh”", ["hai"]),
        ("script alert", ["bon"]),
        ("quản lý máy bay", []),
    ],
)
def test_finds_exactly(visit: Visit, query: str, expected: list[str]) -> None:
    assert sorted(visit.search(query)) == sorted(expected)
    count = visit.page.locator("[data-count]").get_attribute("data-count")
    assert count == str(len(expected))


def test_spelling_as_typed_comes_first(visit: Visit) -> None:
    assert visit.search("thế trận") == ["hai", "ba"]
    assert visit.search("thể trận") == ["ba", "hai"]
    assert visit.page.locator("[data-directive=hai] .tk-tag").inner_text() == "viết khác dấu"


def test_hits_are_named_and_dated_as_on_all_other_pages(visit: Visit) -> None:
    visit.search("", tinh=[VINH_LONG, HA_TINH])
    names = visit.page.locator(".tk-link").all_inner_texts()
    assert names == ["Chỉ thị số 19/CT-UBND", "Công văn về phòng, chống dịch", "Chỉ thị số 33-CT/TU"]
    days = [facts.split(" · ")[0] for facts in visit.page.locator(".tk-facts").all_inner_texts()]
    assert days == ["29/12/2023", "01/7/2021", "05/02/2020"]
    assert visit.page.locator("[data-directive=ba] .tk-subject").count() == 0


def test_a_hit_opens_at_its_best_section(visit: Visit) -> None:
    visit.search("trật tự an ninh 44-KL/TW")
    link = visit.page.locator("[data-directive=mot] .tk-link")
    visit.page.wait_for_selector("[data-directive=mot] mark")
    assert link.get_attribute("href") == f"{visit.base}van-ban/mot/#2"
    marks = visit.page.locator("[data-directive=mot] .tk-excerpt mark").all_inner_texts()
    assert "44-KL/TW" in marks and any("trật tự" in mark for mark in marks)


def test_raw_text_stays_text(visit: Visit) -> None:
    visit.search("chợ")
    visit.page.wait_for_selector("mark")
    assert "<script>alert(1)</script> **đậm** {{ config }}" in visit.page.locator(".tk-excerpt").inner_text()


def test_same_name_is_or_different_names_are_and(visit: Visit) -> None:
    assert sorted(visit.search("", tinh=[VINH_LONG, HA_TINH])) == ["ba", "hai", "mot"]
    assert sorted(visit.search("", tinh=[VINH_LONG, HA_TINH], loai="chi-thi")) == ["hai", "mot"]
    assert visit.search("an ninh", tinh=HA_TINH) == ["hai"]
    assert sorted(visit.search("", nam="2021..2023")) == ["ba", "mot"]
    assert sorted(visit.search("", nam=["2020", "2023.."])) == ["hai", "mot"]
    assert visit.search("", tinh="khong-ro") == ["bon"]
    assert sorted(visit.search("", vien_dan="ket-luan-44-kl-tw")) == ["hai", "mot"]


def test_sorting_by_date(visit: Visit) -> None:
    assert visit.search("quản lý", sap_xep="moi-nhat") == ["mot", "hai", "bon"]
    assert visit.search("quản lý", sap_xep="cu-nhat") == ["hai", "mot", "bon"]
    assert visit.search("", tinh=HA_TINH) == ["ba", "hai"]


def test_facets_follow_the_query_and_the_address_follows_them(visit: Visit) -> None:
    visit.search("an ninh")
    province = visit.page.locator("[data-facet=province]")
    counts = {
        value.get_attribute("data-value"): value.locator(".tk-value-count").inner_text()
        for value in province.locator("[data-value]").all()
    }
    assert counts == {VINH_LONG: "1", HA_TINH: "1"}
    province.locator(f"[data-value={HA_TINH}] input").check()
    visit.page.wait_for_function("location.search.includes('tinh=ha-tinh')")
    assert visit.hits() == ["hai"]
    assert province.locator(f"[data-value={VINH_LONG}]").count() == 1
    visit.page.go_back()
    visit.page.wait_for_function("!location.search.includes('tinh')")
    assert sorted(visit.hits()) == ["hai", "mot"]


def test_years_as_a_range(visit: Visit) -> None:
    visit.search("quản lý")
    visit.page.get_by_label("Từ năm").fill("2021")
    visit.page.get_by_label("Từ năm").press("Tab")
    visit.page.wait_for_function("location.search.includes('nam=2021..')")
    assert visit.hits() == ["mot"]


def test_back_leads_to_the_search_before(visit: Visit) -> None:
    visit.search("đất đai")
    visit.type("dịch")
    visit.page.keyboard.press("Enter")
    assert visit.type("chợ") == ["bon"]
    visit.page.go_back()
    visit.page.wait_for_function("document.querySelector('.tk-input').value === 'dịch'")
    assert visit.hits() == ["ba"]
    visit.page.go_back()
    visit.page.wait_for_function("document.querySelector('.tk-input').value === 'đất đai'")
    assert visit.hits() == ["mot"]


def test_finds_while_typing(visit: Visit) -> None:
    visit.page.goto(f"{visit.base}tim-kiem/")
    visit.page.wait_for_selector("#tim-kiem[data-ready]")
    assert sorted(visit.type("quan l")) == ["bon", "hai", "mot"]
    assert visit.type("quan ly cho") == ["bon"]


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.base}tim-kiem/")
    page.wait_for_selector("#tim-kiem[data-ready]")
    page.keyboard.press("/")
    page.keyboard.type("quan ly")
    page.wait_for_function("location.search === '?q=quan+ly'")
    hits = visit.hits()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('li').dataset.directive") == hits[1]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "tk-q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/van-ban/{hits[0]}/**")


def test_a_search_that_takes_long_says_that_it_is_under_way(visit: Visit) -> None:
    visit.page.goto(f"{visit.base}tim-kiem/")
    visit.page.wait_for_selector("#tim-kiem[data-ready]")
    waiting: list[Route] = []
    visit.page.route("**/tim/*.bin", lambda route: waiting.append(route))
    visit.page.locator(".tk-input").fill("đất đai")
    status = visit.page.locator("[data-count]")
    visit.page.wait_for_function("document.querySelector('[data-count]').textContent === 'Đang tìm…'")
    for _ in range(100):  # one answer leads to the next question
        while waiting:
            waiting.pop().continue_()
        visit.page.wait_for_timeout(20)
    assert visit.hits() == ["mot"]
    visit.page.wait_for_timeout(600)
    assert status.inner_text() == "1 văn bản"


def test_nothing_found_says_so_and_helps(visit: Visit) -> None:
    assert visit.search("máy bay", tinh=HA_TINH) == []
    assert visit.page.locator("[data-count]").inner_text() == "Không tìm thấy văn bản nào"
    visit.page.get_by_role("button", name="bỏ hết bộ lọc").click()
    visit.page.wait_for_function("!location.search.includes('tinh')")


def test_nearest_searches_are_offered(visit: Visit) -> None:
    assert visit.search("quản lý ninj") == []
    visit.page.locator("[data-near=spelling] a").first.click()
    visit.page.wait_for_function("location.search.includes('ninh')")
    assert sorted(visit.hits()) == ["hai", "mot"]
    assert visit.search("an ninj tratt tự") == []
    offers = visit.page.locator("[data-near=spelling]").all_inner_texts()
    assert offers[0] == "tìm an ninh trat tự (2 văn bản);"
    assert visit.search("dịch chợ") == []
    offers = visit.page.locator("[data-near=without]").all_inner_texts()
    assert sorted(offers) == ["bỏ “chợ”, chỉ tìm dịch (1 văn bản);", "bỏ “dịch”, chỉ tìm chợ (1 văn bản);"]
    assert visit.search("quản lý chợ máy xúc lật") == []
    offers = visit.page.locator("[data-near=without]").all_inner_texts()
    assert offers == ["bỏ “máy xúc lật”, chỉ tìm quản lý chợ (1 văn bản);"]


def test_an_instrument_without_its_symbol_is_offered(visit: Visit) -> None:
    assert visit.search("ket luan 44") == []
    offer = visit.page.locator("[data-near=cited]")
    assert offer.inner_text().startswith("xem văn bản viện dẫn Kết luận ")
    assert offer.inner_text().endswith("-44-KL-TW (2 văn bản);")
    offer.locator("a").click()
    visit.page.wait_for_function("location.search.endsWith('=ket-luan-44-kl-tw')")
    assert len(visit.hits()) == 2


def test_words_of_a_phrase_that_is_nowhere_are_offered_apart(visit: Visit) -> None:
    assert visit.search('"trật tự an ninh"') == []
    offer = visit.page.locator("[data-near=apart]")
    assert offer.inner_text() == "tìm các từ đứng rời nhau: trật tự an ninh (2 văn bản);"
    offer.locator("a").click()
    visit.page.wait_for_function("!location.search.includes('%22')")
    assert sorted(visit.hits()) == ["hai", "mot"]


def test_cited_instruments_are_found_by_typing(visit: Visit) -> None:
    visit.search("an ninh")
    group = visit.page.locator("[data-facet=instrument]")
    group.locator("[data-value=ket-luan-44-kl-tw]").wait_for()
    group.locator(".tk-finder").fill("luat an")
    group.locator("[data-value=ket-luan-44-kl-tw]").wait_for(state="detached")
    group.locator(".tk-finder").fill("khong co")
    group.get_by_text("Không có mục nào khớp").wait_for()
    group.locator(".tk-finder").fill("luat an")
    group.locator("[data-value=luat-an-ninh-quoc-gia-2004] input").check()
    visit.page.wait_for_function("location.search.includes('vien-dan=luat-an-ninh-quoc-gia-2004')")
    assert visit.hits() == ["hai"]


def test_results_can_be_taken_away(visit: Visit) -> None:
    visit.search("quản lý", sap_xep="moi-nhat")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="CSV").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    rows = list(csv.DictReader(lines))
    assert [row["address"] for row in rows] == [f"{visit.base}van-ban/{id}/" for id in ("mot", "hai", "bon")]
    assert rows[0]["number"] == "19/CT-UBND" and rows[0]["signer"] == "Lữ Quang Ngời"
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="JSON").click()
    found = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert [row["date"] for row in found] == ["2023-12-29", "2020-02-05", None]


def test_the_header_of_every_page_searches(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.base}van-ban/mot/")
    page.keyboard.press("/")
    page.keyboard.type("33-CT")
    page.locator(".tk-quick [data-directive=hai]").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban/hai/")
    page.keyboard.press("/")
    page.keyboard.type("dịch")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=*")
    assert visit.hits() == ["ba"]


def test_without_javascript_says_so_and_leads_to_the_browse_pages(chrome: Browser, base: str) -> None:
    page = chrome.new_page(java_script_enabled=False)
    page.goto(f"{base}tim-kiem/?q=an+ninh")
    assert "cần JavaScript" in page.inner_text("body")
    assert page.locator("noscript a[href='../tinh/']").is_visible()
    assert not page.locator(".tk-form").is_visible()
    page.close()


def test_on_a_phone_the_filters_tell_how_many_hits_they_leave_and_lead_to_them(
    chrome: Browser, base: str
) -> None:
    page = chrome.new_page(viewport={"width": 390, "height": 600})
    visit = Visit(page, base)
    visit.search("quản lý")
    page.locator(".tk-facets summary").click()
    page.locator(f"[data-facet=province] [data-value={VINH_LONG}]").click()
    reveal = page.locator(".tk-reveal")
    expect(reveal).to_have_text("Xem 1 văn bản")
    expect(reveal).to_be_in_viewport()
    reveal.click()
    expect(page.locator("[data-value]").first).to_be_hidden()
    expect(page.locator("[data-count]")).to_be_in_viewport()
    expect(page.locator("[data-directive=mot] .tk-link")).to_be_focused()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_the_header(chrome: Browser, base: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = chrome.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{base}van-ban/mot/")
    page.keyboard.press("/")
    page.keyboard.type("an ninh")
    page.locator(".tk-quick [data-directive]").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert Axe().run(page, context=".tk-hop").response["violations"] == []
    page.close()


def test_an_old_browser_or_a_lost_line_is_told(chrome: Browser, base: str) -> None:
    for script, blocked in (("delete window.DecompressionStream", "none"), ("", "**/chung.json")):
        page = chrome.new_page()
        page.add_init_script(script)
        page.route(blocked, lambda route: route.abort())
        page.goto(f"{base}tim-kiem/?q=an+ninh")
        page.get_by_text("Không mở được phần tìm kiếm").wait_for()
        page.close()


def test_a_search_that_cannot_be_fetched_says_so_and_can_be_tried_again(chrome: Browser, base: str) -> None:
    page = chrome.new_page()
    page.route("**/tim/*.bin", lambda route: route.abort())
    page.goto(f"{base}tim-kiem/?q=an+ninh")
    page.get_by_text("Không tải được dữ liệu tìm kiếm").wait_for()
    page.unroute("**/tim/*.bin")
    page.locator(".tk-input").fill("đất đai")
    page.locator("[data-results] [data-directive=mot]").wait_for()
    page.close()


def test_narrow_screen_does_not_scroll_sideways(chrome: Browser, base: str) -> None:
    page = chrome.new_page(viewport={"width": 360, "height": 740}, color_scheme="dark")
    visit = Visit(page, base)
    visit.search("quản lý")
    page.locator(".tk-facets summary").click()
    page.wait_for_selector("[data-value]")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(chrome: Browser, base: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = chrome.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    visit = Visit(page, base)
    visit.search("quản lý", tinh=VINH_LONG)
    page.wait_for_selector("mark")
    page.wait_for_selector("[data-value]")
    assert Axe().run(page, context="#tim-kiem").response["violations"] == []
    page.close()


def test_the_seeds(chrome: Browser, tmp_path: Path) -> None:
    site = build(raw_archive(shared() / "seeds"), tmp_path)
    with site_server(site) as address:
        visit = Visit(chrome.new_page(), address)

        def numbers(query: str) -> list[str]:
            return [hit[:3] for hit in visit.search(query)]

        assert sorted(numbers("an ninh nhan dan")) == ["000", "001", "002", "003", "004"]
        assert sorted(numbers("the tran")) == ["000", "001", "002", "003", "004"]
        marked = numbers("thế trận")
        assert sorted(marked[:4]) == ["000", "002", "003", "004"] and marked[4:] == ["001"]
        assert sorted(numbers("44-KL/TW")) == ["000", "002"]
        assert sorted(numbers("03/2019/ND-CP")) == ["000", "001", "003", "004"]
        visit.page.close()
