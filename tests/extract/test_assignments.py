"""Who is assigned what, in what role and by when: only what a clause states plainly."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.archive.checked import archive_of_raw
from tests.extract.assigning import found_in, told_in

CASES = yaml.safe_load(Path(__file__).with_name("assignments.yml").read_text(encoding="utf-8"))


def test_an_order_names_who_leads_and_by_when() -> None:
    words = "1. Giao Công an tỉnh chủ trì, phối hợp với Sở Y tế kiểm tra trước ngày 15/11 hằng năm."
    assert told_in(words) == [("Công an tỉnh", "lead", "trước ngày 15/11 hằng năm")]


def test_a_list_of_bodies_is_each_of_them() -> None:
    assert told_in("1. Sở Thông tin và Truyền thông, Báo Thanh Hóa và Đài Phát thanh tỉnh tuyên truyền.") == [
        ("Sở Thông tin và Truyền thông", None, None),
        ("Báo Thanh Hóa", None, None),
        ("Đài Phát thanh tỉnh", None, None),
    ]


def test_clauses_have_their_own_roles_and_deadlines() -> None:
    words = "1. Sở Nội vụ rà soát biên chế; báo cáo Ủy ban tỉnh trước ngày 30/6/2024; Sở Y tế theo dõi."
    assert told_in(words) == [
        ("Sở Nội vụ", None, None),
        ("Sở Nội vụ", "report", "trước ngày 30/6/2024"),
        ("Sở Y tế", "monitor", None),
    ]


def test_a_heading_assigns_the_list_below_it_and_no_more() -> None:
    assert told_in(
        "1. Sở Y tế",
        "a) Dự trữ thuốc.",
        "b) Mỗi xã có một trạm.",
        "2. Rà soát quy hoạch.",
    ) == [("Sở Y tế", None, None)]


def test_a_heading_in_capitals_is_read_as_it_is_spoken() -> None:
    assert told_in("1. SỞ GIÁO DỤC VÀ ĐÀO TẠO", "a) Rà soát trường lớp.") == [
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", None, None)
    ]
    assert told_in("1. HỘI NHẬP QUỐC TẾ", "a) Rà soát cam kết.") == []
    assert told_in("1. PHÒNG, CHỐNG TỘI PHẠM", "a) Rà soát đối tượng.") == []


def test_words_that_end_in_a_colon_name_who_the_list_is_for() -> None:
    assert told_in("1. Sở Y tế chủ trì, bảo đảm các việc sau:", "a) Kiểm tra việc thực hiện.") == [
        ("Sở Y tế", "lead", None),
        ("Sở Y tế", "monitor", None),
    ]
    assert told_in("1. Sở Y tế thực hiện các việc sau:", "a) Kiểm tra việc thực hiện.") == [
        ("Sở Y tế", "monitor", None)
    ]


def test_without_numbers_the_operative_part_opens_with_its_words_and_ends_where_others_follow() -> None:
    assert told_in(
        "Sở Nội vụ chủ trì rà soát biên chế.",
        "Chủ tịch UBND tỉnh có ý kiến chỉ đạo như sau:",
        "Sở Y tế chủ trì rà soát thuốc.",
        "Việc rà soát được quy định thế nào?",
        "Sở Tài chính có trách nhiệm rà soát kinh phí.",
    ) == [("Sở Y tế", "lead", None)]


def test_a_list_that_no_number_opens_goes_on_by_its_bullets() -> None:
    assert told_in(
        "1. Rà soát quy hoạch.",
        "Sở Y tế chủ trì cùng các địa phương:",
        "- Tập huấn cho trạm y tế;",
        "Tăng cường tuyên truyền.",
    ) == [("Sở Y tế", "lead", None), ("Sở Y tế", None, None)]


def test_the_issuer_orders_in_its_own_name() -> None:
    words = "Để giữ rừng, Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành; UBND các xã thực hiện các việc sau:"
    assert [(one.body, one.task, one.quote) for one in found_in(words)] == [
        ("các sở, ban, ngành", "thực hiện các việc sau", words.removeprefix("Để giữ rừng, ")),
        ("UBND các xã", "thực hiện các việc sau", words.removeprefix("Để giữ rừng, ")),
    ]


def test_what_opens_a_paragraph_goes_on_in_its_sentences_that_open_with_a_verb() -> None:
    words = "1. Sở Y tế rà soát thuốc. Kinh phí lấy từ ngân sách. Đồng thời tập huấn cho trạm y tế."
    assert [one.task for one in found_in(words)] == ["rà soát thuốc", "Đồng thời tập huấn cho trạm y tế"]
    assert told_in("1. Tăng cường tiêm chủng. Sở Y tế rà soát thuốc. Tập huấn cho trạm y tế.") == [
        ("Sở Y tế", None, None)
    ]


def test_words_on_when_and_on_what_ground_may_come_first() -> None:
    assert told_in(
        "1. Hằng năm, các cấp ủy tổ chức sơ kết.",
        "2. Căn cứ chức năng, nhiệm vụ được giao, Sở Y tế, Sở Nội vụ xây dựng kế hoạch.",
        "3. Sở Xây dựng:",
        "a) Trong phạm vi quản lý, rà soát quy hoạch trong quý I năm 2024;",
    ) == [
        ("các cấp ủy", None, "Hằng năm"),
        ("Sở Y tế", None, None),
        ("Sở Nội vụ", None, None),
        ("Sở Xây dựng", None, "trong quý I năm 2024"),
    ]


def test_an_order_in_the_list_of_a_body_is_for_that_body_to_give() -> None:
    assert told_in("1. Sở Y tế:", "a) Yêu cầu các bệnh viện dự trữ thuốc; tập huấn.", "b) Rà soát.") == [
        ("Sở Y tế", None, None)
    ]


def test_a_clause_of_somebody_else_ends_the_work_until_a_body_is_named() -> None:
    words = "1. Sở Y tế rà soát; các hộ dân súc rửa bể; khắc phục sự cố; Công an tỉnh có mặt."
    assert told_in(words) == [("Sở Y tế", None, None)]
    assert told_in(words.replace("có mặt", "phối hợp tuần tra")) == [
        ("Sở Y tế", None, None),
        ("Công an tỉnh", "coordinate", None),
    ]


def test_both_placements_of_the_mark_of_tone_name_a_body() -> None:
    assert told_in("1. Các cấp uỷ, Uỷ ban Kiểm tra Tỉnh uỷ lãnh đạo.") == [
        ("Các cấp uỷ", None, None),
        ("Uỷ ban Kiểm tra Tỉnh uỷ", None, None),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Ngày 05/4/2023, UBND tỉnh giao Sở Y tế chủ trì rà soát.",
        "UBND tỉnh đã giao Sở Y tế chủ trì rà soát.",
        "Sở Y tế chủ trì rà soát.",
        "1. Sở Y tế tham mưu, trình UBND tỉnh giao Sở Tài chính bố trí kinh phí.",
    ],
)
def test_who_is_told_of_is_not_ordered(words: str) -> None:
    assert [one.body for one in found_in(words)] in ([], ["Sở Y tế"])
    assert ("Sở Y tế" in [one.body for one in found_in(words)]) == words.startswith("1.")


@pytest.mark.parametrize(
    "words",
    [
        "1. Công an tỉnh đã chủ trì nhiều đợt kiểm tra.",
        "1. Tăng cường phối hợp giữa Công an tỉnh và Sở Y tế.",
        "1. Ban hành quy chuẩn chợ bảo đảm an toàn thực phẩm.",
        "1. Sở Y tế là cơ quan thường trực theo dõi.",
        "Công an tỉnh chủ trì kiểm tra.",
        "1. Các tổ chức chính trị - xã hội có nhiều đổi mới.",
        "1. Các trạm bơm súc rửa bể chứa, đường ống; khắc phục sự cố.",
        "1. Yêu cầu các đơn vị súc rửa bể chứa, đường ống; khắc phục sự cố.",
    ],
)
def test_what_tells_or_urges_nobody_in_particular_assigns_nothing(words: str) -> None:
    assert told_in(words) == []


@pytest.mark.parametrize("root", ["shared", "samples"])
def test_the_assignments_are_those_that_were_read(root: str) -> None:
    found = [
        [d.directive.source.file, one.start, one.end, one.body, one.role, one.deadline]
        for d in archive_of_raw(root).documents
        for one in d.directive.assignments
    ]
    assert found == CASES[root]
    for document in archive_of_raw(root).documents:
        for one in document.directive.assignments:
            assert document.source_text.text[one.start : one.end] == one.quote
