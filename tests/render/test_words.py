from dataclasses import replace

import pytest

from generator.collection import Instrument
from generator.render.words import (
    directive_name,
    instrument_name,
    long_date,
    page_title,
    point,
    reference,
    short_date,
    word,
)
from tests.support.archives import issued, party, silent
from tests.support.points import POINTS
from tests.support.requirements import ROOT


@pytest.mark.parametrize(
    ("iso", "long", "short"),
    [
        ("2023-05-02", "ngày 02 tháng 5 năm 2023", "02/5/2023"),
        ("2019-01-22", "ngày 22 tháng 01 năm 2019", "22/01/2019"),
        ("2020-02-29", "ngày 29 tháng 02 năm 2020", "29/02/2020"),
        ("1999-12-31", "ngày 31 tháng 12 năm 1999", "31/12/1999"),
        ("khoảng 2020", "khoảng 2020", "khoảng 2020"),
    ],
)
def test_dates_are_written_as_documents_write_them(iso: str, long: str, short: str) -> None:
    assert long_date(iso) == long
    assert short_date(iso) == short


def test_a_document_is_called_by_number_else_subject_else_type() -> None:
    assert directive_name(issued()) == "Chỉ thị số 19/CT-UBND"
    assert directive_name(party()) == "Chỉ thị về tăng cường sự lãnh đạo, chỉ đạo thực hiện nhiệm vụ"
    assert directive_name(silent()) == "Kế hoạch không số"
    assert (
        directive_name(replace(silent(), date="2020-02-05")) == "Kế hoạch không số ngày 05 tháng 02 năm 2020"
    )
    assert directive_name(replace(silent(), type=None)) == "Văn bản không số"
    assert directive_name(replace(silent(), subject="Đất đai")) == "Kế hoạch – Đất đai"
    assert directive_name(replace(silent(), subject="về đất đai")) == "Kế hoạch về đất đai"


def test_a_citation_has_type_number_date_issuer_and_subject() -> None:
    assert reference(issued()) == (
        "Chỉ thị số 19/CT-UBND ngày 02 tháng 5 năm 2023 của Chủ tịch Ủy ban nhân dân tỉnh Vĩnh Long "
        "về việc tăng cường bảo đảm an ninh, trật tự"
    )
    assert reference(silent()) == "Kế hoạch"


def test_a_title_of_a_tab_is_short() -> None:
    assert page_title(issued()) == "Chỉ thị số 19/CT-UBND (2023)"
    assert len(page_title(replace(party(), subject="Về " + "việc " * 100))) <= 90


@pytest.mark.parametrize(
    ("instrument", "name"),
    [
        (Instrument("k", "Kết luận", "44-KL/TW", None, None), "Kết luận số 44-KL/TW"),
        (Instrument("k", "Luật", None, None, None, title="Luật Đất đai năm 2024"), "Luật Đất đai năm 2024"),
        (Instrument("k", "Luật", None, None, None, title="Đất đai"), "Luật Đất đai"),
        (Instrument("k", "Luật", None, None, "2024", title="Luật Đất đai"), "Luật Đất đai năm 2024"),
        (Instrument("k", "Luật", None, None, "2024", title="Luật Đất đai năm 2024"), "Luật Đất đai năm 2024"),
        (
            Instrument("k", "Nghị quyết", None, None, None, aliases=("Nghị quyết ĐH XIII",)),
            "Nghị quyết ĐH XIII",
        ),
        (Instrument("k", "Nghị quyết", None, None, None), "Nghị quyết"),
    ],
)
def test_an_instrument_is_called_by_number_else_by_name(instrument: Instrument, name: str) -> None:
    assert instrument_name(instrument) == name


@pytest.mark.parametrize(("anchor", "place"), POINTS.items())
def test_a_place_is_told_as_one_cites_it(anchor: str, place: str) -> None:
    assert point(anchor) == place


@pytest.mark.parametrize("status", ["inferred", "corrected"])
def test_the_page_about_the_archive_calls_a_mark_what_the_mark_says(status: str) -> None:
    about = (ROOT / "docs_src/pages/gioi-thieu.md").read_text(encoding="utf-8")
    assert f"- **{word('statuses', status)}**: " in about
