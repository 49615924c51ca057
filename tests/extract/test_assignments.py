"""Who is assigned what, in what role and by when: only what a clause states plainly."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.extract.assignments import assignments_of
from generator.model import Assignment, BlockKind
from generator.parts import Marker, Piece
from generator.view import view_of
from tests.archive.checked import archive_of_raw

CASES = yaml.safe_load(Path(__file__).with_name("assignments.yml").read_text(encoding="utf-8"))


def _found(*paragraphs: str, issuer: str | None = None) -> list[Assignment]:
    """What paragraphs of an issuer assign; one that opens with ``1.`` or ``a)`` is numbered, one that ends
    without a mark a heading."""
    source = "\n".join(paragraphs)
    pieces = []
    at = 0
    point = ""
    for text in paragraphs:
        number = text.split()[0]
        marker = anchor = None
        if number[:-1].isdecimal():
            point = anchor = number[:-1]
            marker = Marker("number", number[:-1], len(number) + 1)
        elif number.endswith(")"):
            anchor = f"{point}.{number[:-1]}"
            marker = Marker("letter", number[:-1], len(number) + 1)
        elif number == "-":
            marker = Marker("bullet", "-", 2)
        kind = BlockKind.TASK if text[-1] in ".;:?" else BlockKind.HEADING
        pieces.append(Piece(view_of(source, at, at + len(text)), kind, anchor, marker=marker))
        at += len(text) + 1
    found = assignments_of(pieces, source, issuer)
    assert all(source[one.start : one.end] == one.quote for one in found)
    return list(found)


def _told(*paragraphs: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.body, one.role, one.deadline) for one in _found(*paragraphs)]


def test_an_order_names_who_leads_and_by_when() -> None:
    words = "1. Giao Công an tỉnh chủ trì, phối hợp với Sở Y tế kiểm tra trước ngày 15/11 hằng năm."
    assert _told(words) == [("Công an tỉnh", "lead", "trước ngày 15/11 hằng năm")]


def test_a_list_of_bodies_is_each_of_them() -> None:
    assert _told("1. Sở Thông tin và Truyền thông, Báo Thanh Hóa và Đài Phát thanh tỉnh tuyên truyền.") == [
        ("Sở Thông tin và Truyền thông", None, None),
        ("Báo Thanh Hóa", None, None),
        ("Đài Phát thanh tỉnh", None, None),
    ]


def test_clauses_have_their_own_roles_and_deadlines() -> None:
    words = "1. Sở Nội vụ rà soát biên chế; báo cáo Ủy ban tỉnh trước ngày 30/6/2024; Sở Y tế theo dõi."
    assert _told(words) == [
        ("Sở Nội vụ", None, None),
        ("Sở Nội vụ", "report", "trước ngày 30/6/2024"),
        ("Sở Y tế", "monitor", None),
    ]


def test_a_heading_assigns_the_list_below_it_and_no_more() -> None:
    assert _told(
        "1. Sở Y tế",
        "a) Dự trữ thuốc.",
        "b) Mỗi xã có một trạm.",
        "2. Rà soát quy hoạch.",
    ) == [("Sở Y tế", None, None)]


def test_a_heading_in_capitals_is_read_as_it_is_spoken() -> None:
    assert _told("1. SỞ GIÁO DỤC VÀ ĐÀO TẠO", "a) Rà soát trường lớp.") == [
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", None, None)
    ]
    assert _told("1. HỘI NHẬP QUỐC TẾ", "a) Rà soát cam kết.") == []
    assert _told("1. PHÒNG, CHỐNG TỘI PHẠM", "a) Rà soát đối tượng.") == []


def test_words_that_end_in_a_colon_name_who_the_list_is_for() -> None:
    assert _told("1. Sở Y tế chủ trì, bảo đảm các việc sau:", "a) Kiểm tra việc thực hiện.") == [
        ("Sở Y tế", "lead", None),
        ("Sở Y tế", "monitor", None),
    ]
    assert _told("1. Sở Y tế thực hiện các việc sau:", "a) Kiểm tra việc thực hiện.") == [
        ("Sở Y tế", "monitor", None)
    ]


def test_without_numbers_the_operative_part_opens_with_its_words_and_ends_where_others_follow() -> None:
    assert _told(
        "Sở Nội vụ chủ trì rà soát biên chế.",
        "Chủ tịch UBND tỉnh có ý kiến chỉ đạo như sau:",
        "Sở Y tế chủ trì rà soát thuốc.",
        "Việc rà soát được quy định thế nào?",
        "Sở Tài chính có trách nhiệm rà soát kinh phí.",
    ) == [("Sở Y tế", "lead", None)]


def test_a_list_that_no_number_opens_goes_on_by_its_bullets() -> None:
    assert _told(
        "1. Rà soát quy hoạch.",
        "Sở Y tế chủ trì cùng các địa phương:",
        "- Tập huấn cho trạm y tế;",
        "Tăng cường tuyên truyền.",
    ) == [("Sở Y tế", "lead", None), ("Sở Y tế", None, None)]


def test_the_issuer_orders_in_its_own_name() -> None:
    words = "Để giữ rừng, Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành; UBND các xã thực hiện các việc sau:"
    assert [(one.body, one.task, one.quote) for one in _found(words)] == [
        ("các sở, ban, ngành", "thực hiện các việc sau", words.removeprefix("Để giữ rừng, ")),
        ("UBND các xã", "thực hiện các việc sau", words.removeprefix("Để giữ rừng, ")),
    ]


def test_what_opens_a_paragraph_goes_on_in_its_sentences_that_open_with_a_verb() -> None:
    words = "1. Sở Y tế rà soát thuốc. Kinh phí lấy từ ngân sách. Đồng thời tập huấn cho trạm y tế."
    assert [one.task for one in _found(words)] == ["rà soát thuốc", "Đồng thời tập huấn cho trạm y tế"]
    assert _told("1. Tăng cường tiêm chủng. Sở Y tế rà soát thuốc. Tập huấn cho trạm y tế.") == [
        ("Sở Y tế", None, None)
    ]


def test_words_on_when_and_on_what_ground_may_come_first() -> None:
    assert _told(
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
    assert _told("1. Sở Y tế:", "a) Yêu cầu các bệnh viện dự trữ thuốc; tập huấn.", "b) Rà soát.") == [
        ("Sở Y tế", None, None)
    ]


def test_a_clause_of_somebody_else_ends_the_work_until_a_body_is_named() -> None:
    words = "1. Sở Y tế rà soát; các hộ dân súc rửa bể; khắc phục sự cố; Công an tỉnh có mặt."
    assert _told(words) == [("Sở Y tế", None, None)]
    assert _told(words.replace("có mặt", "phối hợp tuần tra")) == [
        ("Sở Y tế", None, None),
        ("Công an tỉnh", "coordinate", None),
    ]


def test_both_placements_of_the_mark_of_tone_name_a_body() -> None:
    assert _told("1. Các cấp uỷ, Uỷ ban Kiểm tra Tỉnh uỷ lãnh đạo.") == [
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
    assert [one.body for one in _found(words)] in ([], ["Sở Y tế"])
    assert ("Sở Y tế" in [one.body for one in _found(words)]) == words.startswith("1.")


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
    assert _told(words) == []


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


def test_a_ministry_orders_in_its_own_name_only_before_the_operative_part() -> None:
    """In a list of tasks what a ministry asks others for is its own work."""
    words = "Bộ Y tế cũng yêu cầu Sở Y tế các tỉnh kiểm tra các bếp ăn."
    assert _told(words) == [("Sở Y tế các tỉnh", None, None)]
    opening = "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành thực hiện các việc sau:"
    assert [body for body, _, _ in _told(opening, "1. " + words)] == ["các sở, ban, ngành"]


def test_the_heads_of_a_town_order_whoever_signs() -> None:
    words = "Theo đó, với các công trình bỏ hoang, giao Sở Xây dựng chủ trì, phối hợp xử lý trước ngày 15/12."
    assert _told(words) == [("Sở Xây dựng", "lead", "trước ngày 15/12")]
    assert _told("Lãnh đạo TP yêu cầu Sở Xây dựng khẩn trương hoàn thiện hồ sơ.")[0][0] == "Sở Xây dựng"
    signer = "Theo đó, Phó Chủ tịch UBND TP Trần Văn A yêu cầu Sở Xây dựng tổ chức tiếp nhận."
    assert _told(signer)[0][0] == "Sở Xây dựng"


def test_below_the_heading_of_a_report_bodies_did_what_is_told() -> None:
    told = (
        "1. TÌNH HÌNH NĂM 2020",
        "a) Công an tỉnh:",
        "- Phát hiện 50 vụ.",
        "b) Sở Y tế: Thu hồi 12 giấy phép.",
    )
    assert _told(*told) == []
    assert _told(*told, "2. NHIỆM VỤ", "a) Sở Y tế tổ chức giám sát.") == [("Sở Y tế", None, None)]
    orders = "Trước mắt, Chủ tịch UBND tỉnh yêu cầu các sở thực hiện các việc sau:"
    assert _told(*told, orders, "c) Sở Y tế tổ chức giám sát.")[-1] == ("Sở Y tế", None, None)
    assert _told("1. TÌNH HÌNH VÀ NHIỆM VỤ", "a) Sở Y tế tổ chức giám sát.") == [("Sở Y tế", None, None)]


@pytest.mark.parametrize(
    "words",
    [
        "Trong năm 2020, Chủ tịch UBND tỉnh giao Công an tỉnh chủ trì kiểm tra 500 cơ sở.",
        "Từ đầu năm đến nay, UBND tỉnh yêu cầu Sở Công Thương rà soát các chợ.",
        "UBND tỉnh nhiều lần yêu cầu Sở Công Thương rà soát các chợ.",
        "Theo Công văn số 15/UBND-NC, Chủ tịch UBND tỉnh yêu cầu Sở Y tế báo cáo số liệu.",
        "UBND tỉnh ban hành Kế hoạch giao Sở Công Thương chủ trì kiểm tra.",
        "Công an tỉnh: Phát hiện 50 vụ vi phạm.",
        'Thủ tướng chỉ đạo: "Kiểm tra các chợ. Giao Sở Y tế chủ trì. Yêu cầu Sở Công Thương báo cáo."',
        "Thủ tướng chỉ đạo: “Kiểm tra các chợ. Giao Sở Y tế chủ trì. Yêu cầu Sở Công Thương báo cáo.”",
    ],
)
def test_an_order_of_the_past_is_only_told_of(words: str) -> None:
    assert _told(words) == []


def test_a_headline_orders_nobody() -> None:
    assert _told("Bộ Y tế: Tăng cường kiểm tra các bếp ăn tập thể") == []


def test_a_term_has_its_beginning_and_a_plan_of_each_year_is_none() -> None:
    assert _told(
        "1. Giao Sở Y tế xử lý trong 05 ngày làm việc kể từ ngày nhận được báo cáo, bảo đảm an toàn."
    ) == [("Sở Y tế", None, "trong 05 ngày làm việc kể từ ngày nhận được báo cáo")]
    assert _told("1. Giao Sở Y tế rà soát phương án chống dịch hằng năm của ngành.") == [
        ("Sở Y tế", None, None)
    ]


def test_the_people_s_council_orders_in_its_own_name() -> None:
    words = "Điều 2. Hội đồng nhân dân tỉnh giao Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết."
    assert _told(words) == [("Ủy ban nhân dân tỉnh", None, None)]
    words = "1. Hội đồng nhân dân tỉnh giao cho UBND tỉnh hoàn thiện hồ sơ; chỉ đạo cắm mốc."
    assert _told(words) == [("UBND tỉnh", None, None)] * 2


def test_what_the_issuer_does_itself_is_assigned_to_nobody() -> None:
    words = "1. Ủy ban nhân dân tỉnh tiếp tục hỗ trợ ngư dân; Sở Y tế phối hợp."
    assert [one.body for one in _found(words)] == ["Ủy ban nhân dân tỉnh", "Sở Y tế"]
    assert [one.body for one in _found(words, issuer="UBND tỉnh Mẫu")] == ["Sở Y tế"]
    assert [one.body for one in _found(words, issuer="Chủ tịch Ủy ban nhân dân tỉnh Mẫu")] != ["Sở Y tế"]


def test_an_order_to_one_body_is_for_the_whole_list_below_it() -> None:
    opens = (
        "Điều 2. Thống nhất các giải pháp. Hội đồng nhân dân tỉnh đề nghị UBND tỉnh quan tâm các việc sau:"
    )
    below = (
        "1. Về đất đai:",
        "- Chỉ đạo Sở Y tế rà soát.",
        "2. Sở Y tế phối hợp.",
        "Tăng cường tuyên truyền.",
    )
    assert _told(opens.replace("Điều 2. ", ""), *below)[1:] == [
        ("UBND tỉnh", None, None),
        ("Sở Y tế", "coordinate", None),
    ]


def test_what_several_are_to_do_together_is_not_said_to_be_the_work_of_each() -> None:
    group = "Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành; UBND các xã {}:"
    below = ("1. Về đất đai:", "a) Rà soát quỹ đất.", "2. Sở Y tế phối hợp.", "3. Tập huấn cho cán bộ.")
    together = "các sở, ban, ngành; UBND các xã"
    told = [together, "Sở Y tế", together]
    opens = ["các sở, ban, ngành", "UBND các xã"]
    assert [body for body, _, _ in _told(group.format("thực hiện các việc sau"), *below)] == [*opens, *told]
    assert [body for body, _, _ in _told("Yêu cầu các sở, ban, ngành; UBND các xã:", *below)] == told
    # What they are to report, or to tell others, is no work of theirs.
    assert [body for body, _, _ in _told(group.format("báo cáo các nội dung sau"), *below)] == [
        *opens,
        "Sở Y tế",
    ]
    guided = _told(group.format("thực hiện các việc sau"), "Yêu cầu các trường hướng dẫn học sinh:", *below)
    assert [body for body, _, _ in guided] == [*opens, "các trường", "Sở Y tế"]


def test_a_headline_of_a_list_is_no_work() -> None:
    group = "Chủ tịch UBND tỉnh yêu cầu các xã thực hiện các việc sau:"
    assert _told(group, "1. Thu học phí", "a) Rà soát các khoản thu.")[1:] == [("các xã", None, None)]


def test_a_department_orders_in_its_own_letter() -> None:
    words = "Để chuẩn bị năm học, Sở {} yêu cầu các trường rà soát phòng học."
    issuer = "Sở Giáo dục và Đào tạo tỉnh Mẫu"
    for name in ("Giáo dục và Đào tạo", "GDĐT", "GD&ĐT"):
        assert [one.body for one in _found(words.format(name), issuer=issuer)] == ["các trường"]
    assert _found(words.format("Y tế"), issuer=issuer) == []


def test_an_office_makes_known_what_its_head_has_it_do() -> None:
    words = "1. Văn phòng UBND tỉnh theo dõi việc thực hiện."
    assert len(_found(words, issuer="Văn phòng UBND tỉnh Mẫu")) == 1
    assert _found(words.replace("Văn phòng UBND", "UBND"), issuer="UBND tỉnh Mẫu") == []


def test_what_is_ordered_need_not_open_with_a_known_verb() -> None:
    assert _told("1. Giao Sở Tư pháp gấp rút lo việc này.") == [("Sở Tư pháp", None, None)]
    assert _told("1. Sở Tư pháp gấp rút lo việc này.") == []
    assert _told("Yêu cầu: Sở Y tế, Công an tỉnh rà soát.", "Sở Nội vụ phối hợp.") == [
        ("Sở Y tế", None, None),
        ("Công an tỉnh", None, None),
        ("Sở Nội vụ", "coordinate", None),
    ]


def test_bodies_are_told_to_have_duties_before_the_operative_part() -> None:
    assert _told("Sở Y tế có trách nhiệm kiểm tra.") == [("Sở Y tế", None, None)]
    assert _told("Các trường phải kiểm tra.") == []
    assert _told("Theo đó, các trường phải kiểm tra.") == [("các trường", None, None)]
    assert _told("Điều 30 Luật Đê điều quy định như sau:", "- Sở Y tế có trách nhiệm kiểm tra.") == []
    assert _told("Ai kiểm tra?", "Sở Y tế có trách nhiệm kiểm tra.") == []


def test_what_closes_a_letter_or_defines_is_nobodys_work() -> None:
    opens = "UBND tỉnh có ý kiến như sau:"
    assert _told(opens, "Cục Thuế thông báo để Công ty được biết và thực hiện.") == []
    assert _told(opens, "1. Các đơn vị, tổ chức, cá nhân tổ chức dạy thêm đều là đối tượng áp dụng.") == []


def test_names_of_groups_and_of_joint_offices_are_whole() -> None:
    words = "1. {} chịu trách nhiệm thi hành."
    for names in (
        ["Thủ trưởng các Sở, Ban, ngành, Hội, Đoàn thể tỉnh", "Chủ tịch UBND các huyện"],
        ["Chánh Văn phòng HĐND và UBND tỉnh", "Đồn trưởng Đồn Biên phòng"],
        ["Ban Chỉ huy Phòng thủ dân sự các ngành, các cấp", "Ông Nguyễn Văn Mẫu"],
    ):
        assert [body for body, _, _ in _told(words.format(" và ".join(names)))] == names


def test_a_term_within_the_work_is_no_deadline() -> None:
    assert _told("1. Giao Sở Y tế thực hiện tốt nhiệm vụ trọng tâm trong tháng 7.") == [
        ("Sở Y tế", None, None)
    ]
    assert _told("1. Các huyện tổ chức di dời xong trước 14 giờ ngày 17-11-2008.") == [
        ("Các huyện", None, "xong trước 14 giờ ngày 17-11-2008")
    ]


def test_a_number_in_brackets_opens_a_point() -> None:
    assert _told(
        "Thủ tướng Chính phủ yêu cầu các bộ thực hiện các việc sau:",
        "(1) Bộ Y tế:",
        "- Chủ trì rà soát thuốc.",
        "(2) Đối với các bộ, ngành:",
        "- Rà soát trụ sở.",
        "(3) Bộ Công an phối hợp.",
    )[1:] == [("Bộ Y tế", "lead", None), ("các bộ, ngành", None, None), ("Bộ Công an", "coordinate", None)]


def test_an_article_on_the_duties_of_a_body_lists_them() -> None:
    assert _told("1. Trách nhiệm của Sở Xây dựng", "a) Chủ trì thẩm định.", "b) Mỗi huyện một hồ sơ.") == [
        ("Sở Xây dựng", "lead", None)
    ]
    assert _told("1. Trách nhiệm của các cơ quan, tổ chức, cá nhân", "a) Bảo đảm trật tự.") == []


def test_an_order_of_the_centre_is_told_by_a_province() -> None:
    words = "Thủ tướng Chính phủ yêu cầu các địa phương rà soát quỹ đất."
    assert [one.body for one in _found(words)] == ["các địa phương"]
    assert [one.body for one in _found(words, issuer="Thủ tướng Chính phủ")] == ["các địa phương"]
    assert _found(words, issuer="Ủy ban nhân dân tỉnh Mẫu") == []


def test_an_order_of_a_letter_that_is_named_is_told() -> None:
    words = "UBND tỉnh yêu cầu Sở Y tế rà soát thuốc tại Công văn số 17/UBND-VX."
    assert _told(words) == []
    assert len(_told(words.replace("rà soát thuốc", "rà soát thuốc theo đề nghị"))) == 1


def test_a_list_of_results_assigns_nothing() -> None:
    assert _told(
        "1. Sở Y tế rà soát thuốc.",
        "Năm 2023, công tác tiêm chủng đạt kết quả sau:",
        "- Công an tỉnh: Phát hiện 50 vụ.",
        "- Sở Y tế tổ chức 12 đợt kiểm tra.",
        "2. Sở Y tế phối hợp.",
    ) == [("Sở Y tế", None, None), ("Sở Y tế", "coordinate", None)]


def test_words_of_scope_stand_between_a_body_and_its_work() -> None:
    scope = "trong phạm vi nhiệm vụ, quyền hạn của mình"
    words = f"1. Thường trực HĐND, các Tổ đại biểu {scope} giám sát việc thực hiện."
    assert _told(words) == [("Thường trực HĐND", "monitor", None), ("các Tổ đại biểu", "monitor", None)]
    words = "1. Các cơ quan, tổ chức liên quan có trách nhiệm báo cáo đầy đủ."
    assert _told(words) == [("Các cơ quan, tổ chức liên quan", "report", None)]


def test_a_clause_before_that_of_an_order_has_its_own_body() -> None:
    words = "1. Căn cứ hướng dẫn của Bộ Y tế, Sở Y tế xây dựng khung; UBND tỉnh yêu cầu Sở Nội vụ báo cáo."
    assert _told(words) == [("Sở Y tế", None, None), ("Sở Nội vụ", "report", None)]


def test_a_part_on_results_tells_of_the_past_to_its_end() -> None:
    source = "KẾT QUẢ NĂM 2022\nSở Y tế rà soát thuốc.\nNHIỆM VỤ\nCông an tỉnh phối hợp."
    pieces, at = [], 0
    for order, (text, kind, anchor) in enumerate(
        zip(
            source.split("\n"),
            ("part", "number", "part", "number"),
            ("phan-1", "1", "phan-2", "1-2"),
            strict=True,
        )
    ):
        view = view_of(source, at, at + len(text))
        block = BlockKind.TASK if order % 2 else BlockKind.HEADING
        pieces.append(Piece(view, block, anchor, marker=Marker(kind, "1", 0)))
        at += len(text) + 1
    assert [one.body for one in assignments_of(pieces, source)] == ["Công an tỉnh"]


def test_the_issuer_s_own_order_opens_the_operative_part() -> None:
    words = ("UBND tỉnh đề nghị các cơ quan treo cờ.", "Sở Y tế có trách nhiệm kiểm tra.")
    assert [one.body for one in _found(*words, issuer="Chủ tịch UBND tỉnh Mẫu")] == ["các cơ quan", "Sở Y tế"]
    words = (words[0], words[1].replace("có trách nhiệm ", ""))
    assert [one.body for one in _found(*words)] == ["các cơ quan"]


def test_a_group_may_be_told_by_its_members() -> None:
    words = "1. Giao các Bộ: Công an, Xây dựng và Tài chính có ý kiến trước ngày 10/5/2026."
    assert _told(words) == [("các Bộ: Công an, Xây dựng và Tài chính", None, "trước ngày 10/5/2026")]
    assert _told("1. Các sở, ngành: Chủ trì, phối hợp kiểm tra.") == [("Các sở, ngành", "lead", None)]
    words = "1. Bộ trưởng Bộ Nội vụ và ông Nguyễn Văn Mẫu chịu trách nhiệm thi hành."
    assert [body for body, _, _ in _told(words)] == ["Bộ trưởng Bộ Nội vụ", "ông Nguyễn Văn Mẫu"]


def test_what_a_council_agrees_to_is_nobodys_work() -> None:
    words = "1. Hội đồng nhân dân tỉnh thống nhất chương trình giám sát năm 2018, gồm 02 chuyên đề sau:"
    assert _told(words, "a) Giám sát việc thực hiện quy hoạch.") == []


def test_a_verb_that_is_somebodys_is_a_noun() -> None:
    words = "1. Sở Y tế rà soát thuốc; chỉ đạo của Bộ Y tế tại Công điện số 6/CĐ-BYT; tập huấn cho trạm y tế."
    assert [one.task for one in _found(words)] == ["rà soát thuốc"]


def test_what_a_council_agrees_with_is_nobodys_report() -> None:
    assert _told("1. Hội đồng nhân dân tỉnh tán thành nội dung báo cáo của Đoàn giám sát.") == []
    assert _told("1. Thường trực HĐND tỉnh quyết định chương trình giám sát năm 2018.") == [
        ("Thường trực HĐND tỉnh", None, None)
    ]


def test_the_title_of_a_decree_goes_on_behind_semicolons() -> None:
    words = "1. Sở Xây dựng xử lý theo Nghị định số 17/2031/NĐ-CP về {}; quản lý đê điều."
    assert len(_told(words.format("xử phạt vi phạm hành chính trong hoạt động thủy lợi"))) == 1
    assert len(_told(words.format("thủy lợi"))) == 2


def test_who_has_duties_needs_no_colon_before_the_list_of_them() -> None:
    assert _told("1. Trưởng các trạm có trách nhiệm", "- Trực cả đêm.", "- Bố trí 02 thuyền.") == [
        ("Trưởng các trạm", None, None)
    ]


def test_a_question_assigns_nothing_and_ends_the_list_above() -> None:
    assert _told(
        "1. Sở Y tế",
        "- Rà soát thuốc.",
        "Chủ tịch UBND tỉnh có trách nhiệm chỉ đạo tiêm phòng đúng không?",
        "Quyết định các tiêu chuẩn do mình công bố.",
    ) == [("Sở Y tế", None, None)]


def test_where_a_body_is_belongs_to_its_name() -> None:
    place = "Chủ tịch Ủy ban nhân dân các xã nơi có đê"
    assert _told(f"1. {place}", "- Chỉ đạo tuần tra.") == [(place, None, None)]
    assert _told("1. Ủy ban nhân dân cấp xã nơi thực hiện dự án phối hợp kiểm tra.") == []


def test_a_noun_that_sounds_like_a_verb_is_part_of_a_name() -> None:
    assert [body for body, _, _ in _told("1. Các trường công lập căn cứ tình hình để cho nghỉ.")] == [
        "Các trường công lập"
    ]
    assert [body for body, _, _ in _told("1. Các cơ quan, tổ chức tiếp tục rà soát trụ sở.")] == [
        "Các cơ quan, tổ chức"
    ]
    assert _told(
        "1. Sở Y tế rà soát hoạt động của Hội đồng y; Hội đồng quân y kiêm nhiệm giáo dục sức khỏe."
    ) == [("Sở Y tế", None, None)]


def test_the_persons_named_by_a_decision_carry_it_out() -> None:
    words = "1. Các ông (bà): Chánh Văn phòng, Vụ trưởng Vụ Mẫu {}chịu trách nhiệm thi hành."
    who = ["Chánh Văn phòng", "Vụ trưởng Vụ Mẫu"]
    assert [body for body, _, _ in _told(words.format(""))] == who
    assert [body for body, _, _ in _told(words.format("có tên tại Điều 1 "))] == who


def test_whoever_meets_difficulties_reports_them() -> None:
    words = "1. Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị kịp thời báo cáo Sở Y tế."
    assert _told(words) == [("các đơn vị", "report", None)]


def test_a_name_that_was_cut_short_is_none() -> None:
    assert _told("1. Sở", "a) Chủ trì thẩm định.") == []
    assert len(_told("1. Sở Y tế", "a) Chủ trì thẩm định.")) == 1


def test_a_point_broken_off_behind_a_name_goes_on_in_the_paragraph_below() -> None:
    assert _told("3. Chánh Văn phòng UBND tỉnh;", "Giám đốc Sở Y tế chịu trách nhiệm thi hành.") == [
        ("Chánh Văn phòng UBND tỉnh", None, None),
        ("Giám đốc Sở Y tế", None, None),
    ]


def test_an_order_may_stand_behind_a_clause_that_orders_nobody() -> None:
    words = "Thống nhất chủ trương lập quy hoạch; giao Sở Xây dựng chủ trì trước ngày 20/5/2024."
    assert [(one.body, one.role, one.quote) for one in _found(words)] == [
        ("Sở Xây dựng", "lead", "giao Sở Xây dựng chủ trì trước ngày 20/5/2024.")
    ]
    words = "1. Thống nhất chủ trương; UBND tỉnh giao Sở Y tế rà soát tại Công văn số 17/UBND-VX."
    assert _told(words) == []


def test_a_list_is_for_those_that_the_words_before_it_order_however_they_tell_it() -> None:
    opens = "Chủ tịch UBND tỉnh vừa ký văn bản số 282/UBND yêu cầu các sở, ngành thực hiện các nhiệm vụ sau:"
    assert _told(opens, "1. Rà soát thuốc.") == [("các sở, ngành", None, None)]


def test_what_a_text_orders_is_followed_by_more() -> None:
    for order in (
        "Công điện yêu cầu các đơn vị thực hiện trực ban.",
        "UBND tỉnh yêu cầu: Các huyện tổ chức trực ban.",
    ):
        assert [body for body, _, _ in _told(order, "Công an tỉnh tuần tra.")][1:] == ["Công an tỉnh"]
    assert len(_told("Lãnh đạo tỉnh yêu cầu các đơn vị tổ chức trực ban.", "Công an tỉnh tuần tra.")) == 1


def test_what_no_verb_is_known_of_ends_no_name() -> None:
    assert _told("1. Sở Nội vụ ngẫm nghĩ việc này; đồng thời phối hợp với Sở Y tế.") == []
    assert _told("1. Cục Hàng không Việt Nam chỉ tổ chức bay ban ngày.") == [
        ("Cục Hàng không Việt Nam", None, None)
    ]
