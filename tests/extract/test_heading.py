"""Type and subject of a document's heading."""

from __future__ import annotations

from typing import Any

import pytest

from generator.extract.head.heading import sentence_case
from tests.cases import BODY, cases, directive

LETTERHEAD = "ỦY BAN NHÂN DÂN TỈNH AN GIANG\nSố: 05/CT-UBND\nAn Giang, ngày 05 tháng 3 năm 2024\n\n"


@pytest.mark.parametrize("case", cases("headings"))
@pytest.mark.parametrize("letterhead", [LETTERHEAD, ""], ids=["with", "without"])
def test_heading(case: dict[str, Any], letterhead: str) -> None:
    found = directive(f"{letterhead}{case['text']}{BODY}", markdown=case.get("markdown", False))
    assert (found.type, found.subject) == (case["type"], case["subject"])
    assert found.blocks[0].text.startswith(case.get("opens", "Trong những năm qua"))
    assert found.evidence["type"].status == "stated"


@pytest.mark.parametrize(
    ("printed", "sentence"),
    [
        ("VỀ PHỐI HỢP VỚI BỘ CÔNG AN", "Về phối hợp với Bộ Công an"),
        ("VỀ CÔNG TÁC CỦA ỦY BAN NHÂN DÂN TỈNH HÀ NAM", "Về công tác của Ủy ban nhân dân tỉnh Hà Nam"),
        ("THỰC HIỆN CHỈ THỊ SỐ 16/CT-TTg", "Thực hiện Chỉ thị số 16/CT-TTg"),
        ("Về việc tăng cường quản lý", "Về việc tăng cường quản lý"),
        ("về việc tăng cường quản lý", "về việc tăng cường quản lý"),
        ("", ""),
        ("2024", "2024"),
    ],
)
def test_sentence_case(printed: str, sentence: str) -> None:
    assert sentence_case(printed) == sentence


@pytest.mark.parametrize(
    ("running", "sentence"),
    [
        ("thu ngân sách nhà nước; Nhà nước thu hồi đất", "Về ngân sách nhà nước khi Nhà nước thu hồi đất"),
        ("vốn nhà nước, ngân sách của tỉnh", "Về ngân sách Nhà nước khi Nhà nước thu hồi đất"),
        ("ngân sách nhà nước, có nơi: ngân sách Nhà nước", "Về ngân sách Nhà nước khi Nhà nước thu hồi đất"),
        ("", "Về ngân sách Nhà nước khi Nhà nước thu hồi đất"),
    ],
)
def test_a_common_noun_is_written_as_in_the_body(running: str, sentence: str) -> None:
    assert sentence_case("VỀ NGÂN SÁCH NHÀ NƯỚC KHI NHÀ NƯỚC THU HỒI ĐẤT", running) == sentence


def test_the_paper_that_submits_a_draft_is_cited_though_it_is_not_of_the_subject() -> None:
    heading = "CHỈ THỊ\nVề việc quản lý đê điều\n(kèm theo Tờ trình số 120/TTr-SNN ngày 15/5/2023 của Sở X)\n"
    found = directive(f"{LETTERHEAD}{heading}{BODY}")
    assert found.subject == "Về việc quản lý đê điều"
    assert [(cite.number, cite.date) for cite in found.cites] == [("120/TTr-SNN", "2023-05-15")]
