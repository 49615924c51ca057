"""Any two documents side by side, in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.archives import OWN, archive
from tests.support.browser import PHONE, axe_violations, running_browser, site_server, visit
from tests.support.sites import build_site, config


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("compare")
    with site_server(build_site(archive(), config(folder))) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as found:
        yield found


def test_two_documents_are_fetched_and_aligned(browser: Browser, base: str) -> None:
    with visit(browser, base) as seen:
        page = seen.open(f"so-sanh/?a={OWN}&b=chi-thi-ha-tinh-2020")
        page.locator("[data-kind]").first.wait_for()
        assert "số chữ của hai văn bản" in page.locator("[data-compare-status]").inner_text()
        assert page.locator(".ct-compare__head a").count() == 2
        alone = page.locator("[data-kind=only-a]").all_inner_texts()
        assert any("Rà soát quy hoạch." in text for text in alone)
        assert axe_violations(page) == []
        assert (seen.errors, seen.strangers) == ([], [])


def test_a_pasted_address_is_as_good_as_an_identifier(browser: Browser, base: str) -> None:
    with visit(browser, base) as seen:
        page = seen.open("so-sanh/")
        page.fill("input[name=a]", f"{base}van-ban/{OWN}/#1")
        page.fill("input[name=b]", "doc-hai")
        page.click("form.ct-choose button")
        page.locator("[data-kind]").first.wait_for()
        assert f"a={OWN}&b=doc-hai" in page.url
        assert seen.errors == []


def test_two_documents_are_chosen_by_typing_without_diacritics_on_a_phone(
    browser: Browser, base: str
) -> None:
    with visit(browser, base, viewport=PHONE) as seen:
        page = seen.open("so-sanh/")
        first, second = page.locator("input[name=a]"), page.locator("input[name=b]")
        first.focus()
        page.keyboard.type("tang cuong bao dam an ninh trat tu")
        page.locator(f"#chon-a [data-directive={OWN}]").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert axe_violations(page) == []
        page.keyboard.press("ArrowDown")
        option = page.locator("#chon-a [aria-selected=true]")
        assert first.get_attribute("aria-activedescendant") == option.get_attribute("id")
        page.locator(f"#chon-a [data-directive={OWN}]").click()
        page.wait_for_url(f"**/so-sanh/?a={OWN}")
        expect(first).to_have_value(re.compile("^Chỉ thị số 19/CT-UBND"))
        second.focus()
        page.keyboard.type("ha tinh")
        page.locator("#chon-b [data-directive]").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.locator("[data-kind]").first.wait_for()
        assert f"a={OWN}&b=" in page.url
        page.go_back()
        expect(second).to_have_value("")
        expect(page.locator("[data-kind]")).to_have_count(0)
        page.go_forward()
        page.locator("[data-kind]").first.wait_for()
        assert (seen.errors, seen.strangers) == ([], [])


def test_words_that_were_not_chosen_from_the_list_name_no_document(browser: Browser, base: str) -> None:
    with visit(browser, base) as seen:
        page = seen.open(f"so-sanh/?a={OWN}")
        page.fill("input[name=b]", "chỉ thị nào đó")
        page.click("form.ct-choose button")
        message = page.locator("input[name=b]").evaluate("one => one.validationMessage")
        assert message.startswith("Hãy chọn một văn bản")
        assert "b=" not in page.url
        page.locator("input[name=b]").press("Escape")
        assert page.locator("#chon-b").is_hidden()


def test_an_unknown_document_is_named(browser: Browser, base: str) -> None:
    with visit(browser, base) as seen:
        page = seen.open(f"so-sanh/?a={OWN}&b=khong-co")
        status = page.locator("[data-compare-status]")
        expect(status).to_contain_text("Không mở được văn bản “khong-co”")


def test_the_page_of_a_pair_can_be_read_without_javascript(browser: Browser, base: str) -> None:
    with visit(browser, base, java_script_enabled=False) as seen:
        page = seen.open(f"so-sanh/{OWN}/doc-hai/")
        assert page.locator("[data-kind]").count() == 3
        assert page.locator("[data-kind=reworded] mark").count() == 2
