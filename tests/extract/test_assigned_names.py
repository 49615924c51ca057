"""How the bodies of a list are named that has lists in it, and who names them."""

from __future__ import annotations

import pytest

from generator.extract.assigning.bodies import bodies_in
from tests.cases import HEADING, directive


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (
            "Chánh Văn phòng UBND tỉnh; Giám đốc các Sở: Y tế, Tài chính; "
            "Chủ tịch UBND các huyện và các tổ chức liên quan",
            (
                "Chánh Văn phòng UBND tỉnh",
                "Giám đốc các Sở: Y tế, Tài chính",
                "Chủ tịch UBND các huyện",
                "các tổ chức liên quan",
            ),
        ),
        (
            "Giám đốc các Sở: Y tế, Tài chính; và Thủ trưởng các đơn vị",
            ("Giám đốc các Sở: Y tế, Tài chính", "Thủ trưởng các đơn vị"),
        ),
        ("Giám đốc các Sở: Y tế, Tài chính; trong năm nay", ()),
        (
            "Ban Chỉ đạo Ứng phó với biến đổi khí hậu tỉnh",
            ("Ban Chỉ đạo Ứng phó với biến đổi khí hậu tỉnh",),
        ),
    ],
)
def test_semicolons_part_lists_that_have_lists_in_them(words: str, names: tuple[str, ...]) -> None:
    assert bodies_in(words) == names


def _assigned(words: str) -> list[tuple[str, str]]:
    found = directive(f"{HEADING}\n{words}")
    return [(one.body, " ".join(one.quote.split())) for one in found.assignments]


def test_names_that_break_off_in_the_line_of_a_point_are_in_its_quote() -> None:
    words = (
        "Điều 1. Giao Sở Y tế báo cáo.\nĐiều 2. Chánh Văn phòng;\nGiám đốc Sở Y tế chịu trách nhiệm thi hành."
    )
    quote = "Chánh Văn phòng; Giám đốc Sở Y tế chịu trách nhiệm thi hành."
    assert _assigned(words)[1:] == [("Chánh Văn phòng", quote), ("Giám đốc Sở Y tế", quote)]


@pytest.mark.parametrize(
    "words",
    [
        "Trước tình hình trên, để bảo đảm an toàn, Chủ tịch UBND tỉnh yêu cầu Sở Y tế trực ban.",
        "Chủ tịch Nguyễn Văn An yêu cầu Sở Y tế trực ban.",
    ],
)
def test_an_order_stands_behind_what_it_answers_and_by_the_name_of_who_gives_it(words: str) -> None:
    assert [body for body, _ in _assigned(words)] == ["Sở Y tế"]


def test_what_bodies_have_to_do_anyhow_opens_the_list_of_how() -> None:
    words = "UBND tỉnh yêu cầu các sở, ngành chủ động ứng phó với bão số 6:\n1. Kiểm tra hồ.\n2. Trực ban."
    assert [quote for body, quote in _assigned(words) if body == "các sở, ngành"][1:] == [
        "Kiểm tra hồ.",
        "Trực ban.",
    ]
