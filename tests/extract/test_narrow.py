"""A letterhead names the same body wherever a narrow column breaks its name."""

from __future__ import annotations

import pytest

from generator.extract.head.narrow import unbroken
from generator.knowledge.bodies import department_names, is_compound, opens_unit
from generator.knowledge.loader import load_yaml
from generator.text import fold
from generator.view import View, spanning
from tests.cases import BODY, HEADING, directive

NAMES = sorted(department_names())


def issuer_of(*lines: str) -> str | None:
    head = "\n".join(lines)
    below = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/CT-ABC\nBến Tre, ngày 12 tháng 3 năm 2018\n"
    return directive(f"{head}\n{below}\n{HEADING}{BODY}").issuer


@pytest.mark.parametrize("name", NAMES)
def test_break_anywhere(name: str) -> None:
    words = name.upper().split()
    whole = issuer_of("UBND TỈNH BẾN TRE", " ".join(words))
    assert whole in (f"{name} tỉnh Bến Tre", name)  # the State Treasury is of no province
    for i in range(1, len(words)):
        assert issuer_of("UBND TỈNH BẾN TRE", " ".join(words[:i]), " ".join(words[i:])) == whole


def views(*lines: str) -> list[View]:
    return [spanning(line, 100 * i, 100 * i + len(line)) for i, line in enumerate(lines)]


@pytest.mark.parametrize(
    "lines",
    [
        ("UBND TỈNH BẾN TRE", "SỞ TÀI CHÍNH"),
        ("UBND HUYỆN", "PHÒNG NỘI VỤ"),
        ("UBND TỈNH BẾN TRE", "VĂN PHÒNG", "V/v báo cáo"),
        ("SỞ TÀI CHÍNH", "SỐ 12"),
        ("Thông báo", "SỞ TÀI CHÍNH"),
        ("UBND HUYEN", "PHONG NOI VU"),
        ("TỈNH ỦY", "BAN TỔ CHỨC"),
        ("HUYỆN ỦY", "BAN TUYÊN GIÁO"),
        ("ĐẢNG ỦY", "BAN CHỈ ĐẠO 35"),
        ("UBND HUYỆN PHÚ QUỐC", "PHÒNG NỘI VỤ"),
        ("UBND THÀNH PHỐ PHÚ QUỐC", "HỘI ĐỒNG TUYỂN DỤNG"),
        ("UBND QUẬN LONG BIÊN", "PHÒNG NỘI VỤ"),
        ("UBND TỈNH ĐIỆN BIÊN", "PHÒNG NỘI VỤ"),
        ("SỞ GD&ĐT HÀ NỘI", "VỤ VIỆC"),
        ("SỞ GD&ĐT ĐẮK NÔNG", "TRƯỜNG THPT CHU VĂN AN"),
        ("PHÒNG GD&ĐT BẢO LÂM", "TRƯỜNG THCS HOA LƯ"),
        ("ĐẢNG ỦY XÃ", "HỘI NÔNG DÂN"),
        ("UBND XÃ", "HỘI ĐỒNG NGHĨA VỤ QUÂN SỰ"),
        ("UBND THỊ XÃ", "HỘI ĐỒNG NGHĨA VỤ QUÂN SỰ"),
    ],
)
def test_bodies_one_under_the_other_stay_apart(lines: tuple[str, ...]) -> None:
    assert [view.text for view in unbroken(views(*lines))] == list(lines)


def test_compounds_are_of_two_words_of_which_the_second_opens_a_unit() -> None:
    for compound in load_yaml("bodies.yml")["compounds"]:
        first, last = compound.upper().split()
        assert is_compound(first, last)
        assert opens_unit(fold(f"{last} số")) or compound in ("thú y", "uỷ ban"), compound
