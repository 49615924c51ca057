"""Who may order, where an order counts, and what is told, asked or defined and orders nobody."""

from __future__ import annotations

import pytest

from generator.extract.assigning.assignments import assignments_of
from generator.model import BlockKind
from generator.parts import Marker, Piece
from generator.view import view_of
from tests.extract.assigning import found_in, told_in


def test_a_ministry_orders_in_its_own_name_only_before_the_operative_part() -> None:
    """In a list of tasks what a ministry asks others for is its own work."""
    words = "Bộ Y tế cũng yêu cầu Sở Y tế các tỉnh kiểm tra các bếp ăn."
    assert told_in(words) == [("Sở Y tế các tỉnh", None, None)]
    opening = "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành thực hiện các việc sau:"
    assert [body for body, _, _ in told_in(opening, "1. " + words)] == ["các sở, ban, ngành"]


def test_the_heads_of_a_town_order_whoever_signs() -> None:
    words = "Theo đó, với các công trình bỏ hoang, giao Sở Xây dựng chủ trì, phối hợp xử lý trước ngày 15/12."
    assert told_in(words) == [("Sở Xây dựng", "lead", "trước ngày 15/12")]
    assert told_in("Lãnh đạo TP yêu cầu Sở Xây dựng khẩn trương hoàn thiện hồ sơ.")[0][0] == "Sở Xây dựng"
    signer = "Theo đó, Phó Chủ tịch UBND TP Trần Văn A yêu cầu Sở Xây dựng tổ chức tiếp nhận."
    assert told_in(signer)[0][0] == "Sở Xây dựng"


def test_below_the_heading_of_a_report_bodies_did_what_is_told() -> None:
    told = (
        "1. TÌNH HÌNH NĂM 2020",
        "a) Công an tỉnh:",
        "- Phát hiện 50 vụ.",
        "b) Sở Y tế: Thu hồi 12 giấy phép.",
    )
    assert told_in(*told) == []
    assert told_in(*told, "2. NHIỆM VỤ", "a) Sở Y tế tổ chức giám sát.") == [("Sở Y tế", None, None)]
    orders = "Trước mắt, Chủ tịch UBND tỉnh yêu cầu các sở thực hiện các việc sau:"
    assert told_in(*told, orders, "c) Sở Y tế tổ chức giám sát.")[-1] == ("Sở Y tế", None, None)
    assert told_in("1. TÌNH HÌNH VÀ NHIỆM VỤ", "a) Sở Y tế tổ chức giám sát.") == [("Sở Y tế", None, None)]


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
    assert told_in(words) == []


def test_a_headline_orders_nobody() -> None:
    assert told_in("Bộ Y tế: Tăng cường kiểm tra các bếp ăn tập thể") == []


def test_a_term_has_its_beginning_and_a_plan_of_each_year_is_none() -> None:
    assert told_in(
        "1. Giao Sở Y tế xử lý trong 05 ngày làm việc kể từ ngày nhận được báo cáo, bảo đảm an toàn."
    ) == [("Sở Y tế", None, "trong 05 ngày làm việc kể từ ngày nhận được báo cáo")]
    assert told_in("1. Giao Sở Y tế rà soát phương án chống dịch hằng năm của ngành.") == [
        ("Sở Y tế", None, None)
    ]


def test_the_people_s_council_orders_in_its_own_name() -> None:
    words = "Điều 2. Hội đồng nhân dân tỉnh giao Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết."
    assert told_in(words) == [("Ủy ban nhân dân tỉnh", None, None)]
    words = "1. Hội đồng nhân dân tỉnh giao cho UBND tỉnh hoàn thiện hồ sơ; chỉ đạo cắm mốc."
    assert told_in(words) == [("UBND tỉnh", None, None)] * 2


def test_what_the_issuer_does_itself_is_assigned_to_nobody() -> None:
    words = "1. Ủy ban nhân dân tỉnh tiếp tục hỗ trợ ngư dân; Sở Y tế phối hợp."
    assert [one.body for one in found_in(words)] == ["Ủy ban nhân dân tỉnh", "Sở Y tế"]
    assert [one.body for one in found_in(words, issuer="UBND tỉnh Mẫu")] == ["Sở Y tế"]
    assert [one.body for one in found_in(words, issuer="Chủ tịch Ủy ban nhân dân tỉnh Mẫu")] != ["Sở Y tế"]


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
    assert told_in(opens.replace("Điều 2. ", ""), *below)[1:] == [
        ("UBND tỉnh", None, None),
        ("Sở Y tế", "coordinate", None),
    ]


def test_what_several_are_to_do_together_is_not_said_to_be_the_work_of_each() -> None:
    group = "Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành; UBND các xã {}:"
    below = ("1. Về đất đai:", "a) Rà soát quỹ đất.", "2. Sở Y tế phối hợp.", "3. Tập huấn cho cán bộ.")
    together = "các sở, ban, ngành; UBND các xã"
    told = [together, "Sở Y tế", together]
    opens = ["các sở, ban, ngành", "UBND các xã"]
    assert [body for body, _, _ in told_in(group.format("thực hiện các việc sau"), *below)] == [*opens, *told]
    assert [body for body, _, _ in told_in("Yêu cầu các sở, ban, ngành; UBND các xã:", *below)] == told
    # What they are to report, or to tell others, is no work of theirs.
    assert [body for body, _, _ in told_in(group.format("báo cáo các nội dung sau"), *below)] == [
        *opens,
        "Sở Y tế",
    ]
    guided = told_in(group.format("thực hiện các việc sau"), "Yêu cầu các trường hướng dẫn học sinh:", *below)
    assert [body for body, _, _ in guided] == [*opens, "các trường", "Sở Y tế"]


def test_a_headline_of_a_list_is_no_work() -> None:
    group = "Chủ tịch UBND tỉnh yêu cầu các xã thực hiện các việc sau:"
    assert told_in(group, "1. Thu học phí", "a) Rà soát các khoản thu.")[1:] == [("các xã", None, None)]


def test_a_department_orders_in_its_own_letter() -> None:
    words = "Để chuẩn bị năm học, Sở {} yêu cầu các trường rà soát phòng học."
    issuer = "Sở Giáo dục và Đào tạo tỉnh Mẫu"
    for name in ("Giáo dục và Đào tạo", "GDĐT", "GD&ĐT"):
        assert [one.body for one in found_in(words.format(name), issuer=issuer)] == ["các trường"]
    assert found_in(words.format("Y tế"), issuer=issuer) == []


def test_an_office_makes_known_what_its_head_has_it_do() -> None:
    words = "1. Văn phòng UBND tỉnh theo dõi việc thực hiện."
    assert len(found_in(words, issuer="Văn phòng UBND tỉnh Mẫu")) == 1
    assert found_in(words.replace("Văn phòng UBND", "UBND"), issuer="UBND tỉnh Mẫu") == []


def test_what_is_ordered_need_not_open_with_a_known_verb() -> None:
    assert told_in("1. Giao Sở Tư pháp gấp rút lo việc này.") == [("Sở Tư pháp", None, None)]
    assert told_in("1. Sở Tư pháp gấp rút lo việc này.") == []
    assert told_in("Yêu cầu: Sở Y tế, Công an tỉnh rà soát.", "Sở Nội vụ phối hợp.") == [
        ("Sở Y tế", None, None),
        ("Công an tỉnh", None, None),
        ("Sở Nội vụ", "coordinate", None),
    ]


def test_bodies_are_told_to_have_duties_before_the_operative_part() -> None:
    assert told_in("Sở Y tế có trách nhiệm kiểm tra.") == [("Sở Y tế", None, None)]
    assert told_in("Các trường phải kiểm tra.") == []
    assert told_in("Theo đó, các trường phải kiểm tra.") == [("các trường", None, None)]
    assert told_in("Điều 30 Luật Đê điều quy định như sau:", "- Sở Y tế có trách nhiệm kiểm tra.") == []
    assert told_in("Ai kiểm tra?", "Sở Y tế có trách nhiệm kiểm tra.") == []


def test_what_closes_a_letter_or_defines_is_nobodys_work() -> None:
    opens = "UBND tỉnh có ý kiến như sau:"
    assert told_in(opens, "Cục Thuế thông báo để Công ty được biết và thực hiện.") == []
    assert told_in(opens, "1. Các đơn vị, tổ chức, cá nhân tổ chức dạy thêm đều là đối tượng áp dụng.") == []


def test_names_of_groups_and_of_joint_offices_are_whole() -> None:
    words = "1. {} chịu trách nhiệm thi hành."
    for names in (
        ["Thủ trưởng các Sở, Ban, ngành, Hội, Đoàn thể tỉnh", "Chủ tịch UBND các huyện"],
        ["Chánh Văn phòng HĐND và UBND tỉnh", "Đồn trưởng Đồn Biên phòng"],
        ["Ban Chỉ huy Phòng thủ dân sự các ngành, các cấp", "Ông Nguyễn Văn Mẫu"],
    ):
        assert [body for body, _, _ in told_in(words.format(" và ".join(names)))] == names


def test_a_term_within_the_work_is_no_deadline() -> None:
    assert told_in("1. Giao Sở Y tế thực hiện tốt nhiệm vụ trọng tâm trong tháng 7.") == [
        ("Sở Y tế", None, None)
    ]
    assert told_in("1. Các huyện tổ chức di dời xong trước 14 giờ ngày 17-11-2008.") == [
        ("Các huyện", None, "xong trước 14 giờ ngày 17-11-2008")
    ]


def test_a_number_in_brackets_opens_a_point() -> None:
    assert told_in(
        "Thủ tướng Chính phủ yêu cầu các bộ thực hiện các việc sau:",
        "(1) Bộ Y tế:",
        "- Chủ trì rà soát thuốc.",
        "(2) Đối với các bộ, ngành:",
        "- Rà soát trụ sở.",
        "(3) Bộ Công an phối hợp.",
    )[1:] == [("Bộ Y tế", "lead", None), ("các bộ, ngành", None, None), ("Bộ Công an", "coordinate", None)]


def test_an_article_on_the_duties_of_a_body_lists_them() -> None:
    assert told_in("1. Trách nhiệm của Sở Xây dựng", "a) Chủ trì thẩm định.", "b) Mỗi huyện một hồ sơ.") == [
        ("Sở Xây dựng", "lead", None)
    ]
    assert told_in("1. Trách nhiệm của các cơ quan, tổ chức, cá nhân", "a) Bảo đảm trật tự.") == []


def test_an_order_of_the_centre_is_told_by_a_province() -> None:
    words = "Thủ tướng Chính phủ yêu cầu các địa phương rà soát quỹ đất."
    assert [one.body for one in found_in(words)] == ["các địa phương"]
    assert [one.body for one in found_in(words, issuer="Thủ tướng Chính phủ")] == ["các địa phương"]
    assert found_in(words, issuer="Ủy ban nhân dân tỉnh Mẫu") == []


def test_an_order_of_a_letter_that_is_named_is_told() -> None:
    words = "UBND tỉnh yêu cầu Sở Y tế rà soát thuốc tại Công văn số 17/UBND-VX."
    assert told_in(words) == []
    assert len(told_in(words.replace("rà soát thuốc", "rà soát thuốc theo đề nghị"))) == 1


def test_a_list_of_results_assigns_nothing() -> None:
    assert told_in(
        "1. Sở Y tế rà soát thuốc.",
        "Năm 2023, công tác tiêm chủng đạt kết quả sau:",
        "- Công an tỉnh: Phát hiện 50 vụ.",
        "- Sở Y tế tổ chức 12 đợt kiểm tra.",
        "2. Sở Y tế phối hợp.",
    ) == [("Sở Y tế", None, None), ("Sở Y tế", "coordinate", None)]


def test_words_of_scope_stand_between_a_body_and_its_work() -> None:
    scope = "trong phạm vi nhiệm vụ, quyền hạn của mình"
    words = f"1. Thường trực HĐND, các Tổ đại biểu {scope} giám sát việc thực hiện."
    assert told_in(words) == [("Thường trực HĐND", "monitor", None), ("các Tổ đại biểu", "monitor", None)]
    words = "1. Các cơ quan, tổ chức liên quan có trách nhiệm báo cáo đầy đủ."
    assert told_in(words) == [("Các cơ quan, tổ chức liên quan", "report", None)]


def test_a_clause_before_that_of_an_order_has_its_own_body() -> None:
    words = "1. Căn cứ hướng dẫn của Bộ Y tế, Sở Y tế xây dựng khung; UBND tỉnh yêu cầu Sở Nội vụ báo cáo."
    assert told_in(words) == [("Sở Y tế", None, None), ("Sở Nội vụ", "report", None)]


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
    assert [one.body for one in found_in(*words, issuer="Chủ tịch UBND tỉnh Mẫu")] == [
        "các cơ quan",
        "Sở Y tế",
    ]
    words = (words[0], words[1].replace("có trách nhiệm ", ""))
    assert [one.body for one in found_in(*words)] == ["các cơ quan"]


def test_a_group_may_be_told_by_its_members() -> None:
    words = "1. Giao các Bộ: Công an, Xây dựng và Tài chính có ý kiến trước ngày 10/5/2026."
    assert told_in(words) == [("các Bộ: Công an, Xây dựng và Tài chính", None, "trước ngày 10/5/2026")]
    assert told_in("1. Các sở, ngành: Chủ trì, phối hợp kiểm tra.") == [("Các sở, ngành", "lead", None)]
    words = "1. Bộ trưởng Bộ Nội vụ và ông Nguyễn Văn Mẫu chịu trách nhiệm thi hành."
    assert [body for body, _, _ in told_in(words)] == ["Bộ trưởng Bộ Nội vụ", "ông Nguyễn Văn Mẫu"]


def test_what_a_council_agrees_to_is_nobodys_work() -> None:
    words = "1. Hội đồng nhân dân tỉnh thống nhất chương trình giám sát năm 2018, gồm 02 chuyên đề sau:"
    assert told_in(words, "a) Giám sát việc thực hiện quy hoạch.") == []


def test_a_verb_that_is_somebodys_is_a_noun() -> None:
    words = "1. Sở Y tế rà soát thuốc; chỉ đạo của Bộ Y tế tại Công điện số 6/CĐ-BYT; tập huấn cho trạm y tế."
    assert [one.task for one in found_in(words)] == ["rà soát thuốc"]


def test_what_a_council_agrees_with_is_nobodys_report() -> None:
    assert told_in("1. Hội đồng nhân dân tỉnh tán thành nội dung báo cáo của Đoàn giám sát.") == []
    assert told_in("1. Thường trực HĐND tỉnh quyết định chương trình giám sát năm 2018.") == [
        ("Thường trực HĐND tỉnh", None, None)
    ]


def test_the_title_of_a_decree_goes_on_behind_semicolons() -> None:
    words = "1. Sở Xây dựng xử lý theo Nghị định số 17/2031/NĐ-CP về {}; quản lý đê điều."
    assert len(told_in(words.format("xử phạt vi phạm hành chính trong hoạt động thủy lợi"))) == 1
    assert len(told_in(words.format("thủy lợi"))) == 2


def test_who_has_duties_needs_no_colon_before_the_list_of_them() -> None:
    assert told_in("1. Trưởng các trạm có trách nhiệm", "- Trực cả đêm.", "- Bố trí 02 thuyền.") == [
        ("Trưởng các trạm", None, None)
    ]


def test_a_question_assigns_nothing_and_ends_the_list_above() -> None:
    assert told_in(
        "1. Sở Y tế",
        "- Rà soát thuốc.",
        "Chủ tịch UBND tỉnh có trách nhiệm chỉ đạo tiêm phòng đúng không?",
        "Quyết định các tiêu chuẩn do mình công bố.",
    ) == [("Sở Y tế", None, None)]


def test_where_a_body_is_belongs_to_its_name() -> None:
    place = "Chủ tịch Ủy ban nhân dân các xã nơi có đê"
    assert told_in(f"1. {place}", "- Chỉ đạo tuần tra.") == [(place, None, None)]
    assert told_in("1. Ủy ban nhân dân cấp xã nơi thực hiện dự án phối hợp kiểm tra.") == []


def test_a_noun_that_sounds_like_a_verb_is_part_of_a_name() -> None:
    assert [body for body, _, _ in told_in("1. Các trường công lập căn cứ tình hình để cho nghỉ.")] == [
        "Các trường công lập"
    ]
    assert [body for body, _, _ in told_in("1. Các cơ quan, tổ chức tiếp tục rà soát trụ sở.")] == [
        "Các cơ quan, tổ chức"
    ]
    assert told_in(
        "1. Sở Y tế rà soát hoạt động của Hội đồng y; Hội đồng quân y kiêm nhiệm giáo dục sức khỏe."
    ) == [("Sở Y tế", None, None)]


def test_the_persons_named_by_a_decision_carry_it_out() -> None:
    words = "1. Các ông (bà): Chánh Văn phòng, Vụ trưởng Vụ Mẫu {}chịu trách nhiệm thi hành."
    who = ["Chánh Văn phòng", "Vụ trưởng Vụ Mẫu"]
    assert [body for body, _, _ in told_in(words.format(""))] == who
    assert [body for body, _, _ in told_in(words.format("có tên tại Điều 1 "))] == who


def test_whoever_meets_difficulties_reports_them() -> None:
    words = "1. Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị kịp thời báo cáo Sở Y tế."
    assert told_in(words) == [("các đơn vị", "report", None)]


def test_a_name_that_was_cut_short_is_none() -> None:
    assert told_in("1. Sở", "a) Chủ trì thẩm định.") == []
    assert len(told_in("1. Sở Y tế", "a) Chủ trì thẩm định.")) == 1


def test_a_point_broken_off_behind_a_name_goes_on_in_the_paragraph_below() -> None:
    assert told_in("3. Chánh Văn phòng UBND tỉnh;", "Giám đốc Sở Y tế chịu trách nhiệm thi hành.") == [
        ("Chánh Văn phòng UBND tỉnh", None, None),
        ("Giám đốc Sở Y tế", None, None),
    ]


def test_an_order_may_stand_behind_a_clause_that_orders_nobody() -> None:
    words = "Thống nhất chủ trương lập quy hoạch; giao Sở Xây dựng chủ trì trước ngày 20/5/2024."
    assert [(one.body, one.role, one.quote) for one in found_in(words)] == [
        ("Sở Xây dựng", "lead", "giao Sở Xây dựng chủ trì trước ngày 20/5/2024.")
    ]
    words = "1. Thống nhất chủ trương; UBND tỉnh giao Sở Y tế rà soát tại Công văn số 17/UBND-VX."
    assert told_in(words) == []


def test_a_list_is_for_those_that_the_words_before_it_order_however_they_tell_it() -> None:
    opens = "Chủ tịch UBND tỉnh vừa ký văn bản số 282/UBND yêu cầu các sở, ngành thực hiện các nhiệm vụ sau:"
    assert told_in(opens, "1. Rà soát thuốc.") == [("các sở, ngành", None, None)]


def test_what_a_text_orders_is_followed_by_more() -> None:
    for order in (
        "Công điện yêu cầu các đơn vị thực hiện trực ban.",
        "UBND tỉnh yêu cầu: Các huyện tổ chức trực ban.",
    ):
        assert [body for body, _, _ in told_in(order, "Công an tỉnh tuần tra.")][1:] == ["Công an tỉnh"]
    assert len(told_in("Lãnh đạo tỉnh yêu cầu các đơn vị tổ chức trực ban.", "Công an tỉnh tuần tra.")) == 1


def test_what_no_verb_is_known_of_ends_no_name() -> None:
    assert told_in("1. Sở Nội vụ ngẫm nghĩ việc này; đồng thời phối hợp với Sở Y tế.") == []
    assert told_in("1. Cục Hàng không Việt Nam chỉ tổ chức bay ban ngày.") == [
        ("Cục Hàng không Việt Nam", None, None)
    ]
