"""The pages of the site in headless Chromium: what a citizen meets, on any device and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.archives import OWN, archive, issued
from tests.support.browser import (
    PHONE,
    axe_violations,
    overflowing,
    running_browser,
    site_server,
    visit,
)
from tests.support.sites import PAGES, build_site, config

DOCUMENT = PAGES["văn bản"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(archive(), config(tmp_path_factory.mktemp("site")))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    with site_server(site) as address:
        yield address


def expected_errors(address: str) -> int:
    """The browser itself notes that an address is not there; nothing else may be noted."""
    return 1 if address == PAGES["không tìm thấy"] else 0


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_accessible_quiet_and_keeps_to_itself(browser: Browser, base: str, kind: str) -> None:
    for dark in (False, True):
        with visit(browser, base, dark=dark) as seen:
            page = seen.open(PAGES[kind])
            for marker in page.locator("main details").all():
                marker.evaluate("one => { one.open = true }")
            assert axe_violations(page) == []
            assert len(seen.errors) == expected_errors(PAGES[kind]), seen.errors
            assert seen.strangers == []


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_scrolls_sideways_on_a_phone(browser: Browser, base: str, kind: str) -> None:
    for script in (True, False):
        with visit(browser, base, viewport=PHONE, java_script_enabled=script) as seen:
            page = seen.open(PAGES[kind])
            width = page.locator("html").bounding_box()
            assert width is not None and width["width"] == PHONE["width"]
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], overflowing(page)


def test_the_dark_scheme_follows_the_system_and_can_be_changed(browser: Browser, base: str) -> None:
    with visit(browser, base, dark=True) as seen:
        body = seen.open("").locator("body")
        assert body.get_attribute("data-md-color-scheme") == "slate"
        seen.page.locator("header label.md-header__button:visible").click()
        assert body.get_attribute("data-md-color-scheme") == "default"


def test_everything_can_be_read_without_javascript(browser: Browser, base: str) -> None:
    with visit(browser, base, java_script_enabled=False) as seen:
        page = seen.open(DOCUMENT)
        assert page.get_by_text("1. Các sở, ban, ngành", exact=True).first.is_visible()
        for line in (*issued().printed.letterhead, *issued().printed.signature):
            assert page.locator("[data-part]").get_by_text(line, exact=True).is_visible()
        why = page.locator("[data-evidence='corrected'] + details")
        assert not why.locator("q").is_visible()
        why.locator("summary").click()
        assert why.locator("q").is_visible()
        assert page.get_by_role("link", name="Xem văn bản gốc").is_visible()
        assert not page.get_by_role("button", name="Sao chép câu trích dẫn").is_visible()
        seen.open("")
        page.get_by_role("link", name="Năm 2023: 1 văn bản").click()
        assert page.locator(f"[data-directive='{OWN}']").is_visible()


def test_the_search_form_leads_to_the_search_page(browser: Browser, base: str) -> None:
    with visit(browser, base, java_script_enabled=False) as seen:
        for start in ("", PAGES["không tìm thấy"]):
            page = seen.open(start)
            page.locator("main input[type=search]").fill("thế trận")
            page.locator("main input[type=search]").press("Enter")
            page.wait_for_url("**/tim-kiem/?q=**")
            assert page.url.startswith(f"{base}tim-kiem/?q=")


def test_the_site_works_below_a_path(browser: Browser, site: Path) -> None:
    with site_server(site, "kho/chi-thi") as address, visit(browser, address) as seen:
        page = seen.open("")
        page.get_by_role("link", name="Chỉ thị số 19/CT-UBND").first.click()
        assert page.url == f"{address}{DOCUMENT}"
        page.locator("[data-cite]").first.click()
        assert page.url == f"{address}{PAGES['viện dẫn có mâu thuẫn']}"
        page.get_by_role("link", name="Tỉnh, thành phố").first.click()
        assert page.url == f"{address}tinh/"
        page.locator(".ct-brand").click()
        assert page.url == address
        assert seen.errors == []
        assert seen.strangers == []


def test_the_way_from_a_citation_to_the_sentence_and_back(browser: Browser, base: str) -> None:
    with visit(browser, base) as seen:
        page = seen.open(f"vien-dan/{OWN}/")
        sentence = page.locator("blockquote")
        assert sentence.inner_text() == "Xem Chỉ thị số 19/CT-UBND và Chỉ thị số 19/CT-UBND."
        sentence.get_by_role("link").click()
        assert page.url == f"{base}{PAGES['văn bản mẫu']}#2.1"
        assert page.locator(":target").inner_text().startswith("2.1. Theo Kết luận")


def focused(page: Page) -> str:
    text: str = page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''")
    return text.strip()


def test_the_keyboard_meets_the_skip_link_first_and_sees_its_focus(browser: Browser, base: str) -> None:
    with visit(browser, base) as seen:
        page = seen.open(DOCUMENT)
        page.keyboard.press("Tab")
        assert focused(page) == "Tới nội dung chính"
        assert page.locator(":focus").evaluate("one => getComputedStyle(one).opacity") == "1"
        page.keyboard.press("Enter")
        assert page.locator("h1").get_attribute("id") == page.url.rpartition("#")[2]
        seen.open(DOCUMENT)
        seen_names = []
        for _ in range(12):
            page.keyboard.press("Tab")
            style = page.locator(":focus").evaluate("one => getComputedStyle(one).outlineStyle")
            seen_names.append((focused(page), style))
        assert seen_names[1][0] == "Kho lưu trữ Chỉ thị"
        hidden = [name for name, style in seen_names[1:] if style == "none"]
        assert hidden == []


def test_the_reason_of_a_value_opens_with_the_keyboard(browser: Browser, base: str) -> None:
    with visit(browser, base) as seen:
        page = seen.open(DOCUMENT)
        summary = page.locator("[data-field='province'] + details > summary")
        summary.focus()
        page.keyboard.press("Enter")
        assert page.get_by_text("Tên tỉnh ở nơi nhận").first.is_visible()
        page.keyboard.press("Enter")
        assert not page.get_by_text("Tên tỉnh ở nơi nhận").first.is_visible()


def test_the_mark_at_a_citation_tells_by_keyboard_and_leads_to_the_note_and_back(
    browser: Browser, base: str
) -> None:
    with visit(browser, base, viewport=PHONE) as seen:
        page = seen.open(DOCUMENT)
        page.locator("[data-cite]").first.focus()
        page.keyboard.press("Tab")
        mark = page.locator(".ct-differs:focus")
        drawn = "(one, part) => getComputedStyle(one, part).content"
        assert "một văn bản khác ghi" in mark.evaluate(drawn, "::before")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.keyboard.press("Enter")
        assert "văn bản này ghi" in page.locator("li:target").inner_text()
        page.locator(":target").get_by_role("link", name="Về chỗ viện dẫn").click()
        assert page.locator(".ct-differs:target").count() == 1
        assert axe_violations(page) == []


def test_the_citation_can_be_copied_with_the_permanent_address(browser: Browser, base: str) -> None:
    with visit(browser, base, permissions=["clipboard-read", "clipboard-write"]) as seen:
        page = seen.open(DOCUMENT)
        page.get_by_role("button", name="Sao chép câu trích dẫn").click()
        page.get_by_text("Đã sao chép.").wait_for()
        copied: str = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("Chỉ thị số 19/CT-UBND ngày 02 tháng 5 năm 2023 của Chủ tịch")
        assert copied.endswith(f"{base}{DOCUMENT}")


def test_paper_has_the_document_and_no_navigation(browser: Browser, base: str) -> None:
    with visit(browser, base, dark=True) as seen:
        page = seen.open(DOCUMENT)
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")  # the theme then opens every "details"
        assert page.locator(".ct-why").first.evaluate("one => one.open")
        for gone in (
            ".ct-header",
            ".ct-footer",
            ".ct-path",
            ".ct-sidebar",
            ".ct-contents",
            ".ct-actions",
            ".ct-why p",
            ".ct-proofs",
            "#phan-cong",
            "#chuoi",
            ".ct-differs",
        ):
            assert not page.locator(gone).first.is_visible(), gone
        for kept in ("h1", ".ct-card", "[data-part='body']", "[data-part='signature']", ".ct-citation"):
            assert page.locator(kept).is_visible(), kept
        assert page.locator("[data-evidence='corrected'] + details summary").is_visible(), (
            "what is no quotation"
        )
        colours = page.locator("[data-part='body'] p").first.evaluate(
            "one => [getComputedStyle(one).color, getComputedStyle(document.body).backgroundColor]"
        )
        assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        assert f"{base}{DOCUMENT}" in page.locator(".ct-citation").inner_text()


def test_the_drawings_are_links_with_names(browser: Browser, base: str) -> None:
    with visit(browser, base) as seen:
        page = seen.open("")
        assert page.locator(".ct-map > a, .ct-map > g").count() == 34
        tile = page.get_by_role("link", name="Vĩnh Long: 1 văn bản")
        tile.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/tinh/vinh-long/")
        assert page.get_by_text("Tỉnh Vĩnh Long đến hết 30/6/2025.").is_visible()


def test_a_line_of_text_is_not_too_long_to_read(browser: Browser, base: str) -> None:
    with visit(browser, base) as seen:
        page = seen.open(DOCUMENT)
        measure: float = page.locator("[data-part='body']").evaluate(
            """one => {
              const probe = document.createElement("span");
              probe.textContent = "0".repeat(75);
              probe.style.font = getComputedStyle(one).font;
              probe.style.position = "absolute";
              probe.style.whiteSpace = "nowrap";
              one.append(probe);
              const width = probe.getBoundingClientRect().width;
              probe.remove();
              return one.getBoundingClientRect().width / width;
            }"""
        )
        assert measure <= 1
        spacing: float = page.locator("[data-part='body'] p").first.evaluate(
            "one => parseFloat(getComputedStyle(one).lineHeight) / parseFloat(getComputedStyle(one).fontSize)"
        )
        assert spacing >= 1.6
