"""What stands before a body, in its name, and between it and its work, in the words of directives."""

from __future__ import annotations

import pytest

from tests.extract.assigning import found_in, told_in


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("Chủ tịch UBND các huyện có rừng chỉ đạo tuần tra.", "Chủ tịch UBND các huyện có rừng"),
        ("Đối với các địa phương có dịch: khẩn trương khoanh vùng.", "các địa phương có dịch"),
        ("Các ban xây dựng Đảng theo chức năng, nhiệm vụ tham mưu.", "Các ban xây dựng Đảng"),
        ("Mỗi cơ quan, đơn vị phân công một lãnh đạo phụ trách.", "Mỗi cơ quan, đơn vị"),
        ("Tất cả các cơ quan, đơn vị phải treo cờ.", "Tất cả các cơ quan, đơn vị"),
        ("Tổ công tác liên ngành tăng cường kiểm tra.", "Tổ công tác liên ngành"),
        ("Các sở, ngành xây dựng kế hoạch cụ thể.", "Các sở, ngành"),
        ("Công ty vật tư nông nghiệp tổng hợp tổ chức thi hành.", "Công ty vật tư nông nghiệp tổng hợp"),
        (
            "Giám đốc các Sở: Kế hoạch và đầu tư, Tài chính tổ chức thi hành.",
            "Giám đốc các Sở: Kế hoạch và đầu tư, Tài chính",
        ),
        ("Ủy ban hành chính các tỉnh tổ chức thi hành.", "Ủy ban hành chính các tỉnh"),
        ("Ông Bộ trưởng Bộ Nội vụ chiểu sắc lệnh thi hành.", "Bộ trưởng Bộ Nội vụ"),
        ("Cổng thông tin điện tử tỉnh tăng thời lượng tuyên truyền.", "Cổng thông tin điện tử tỉnh"),
    ],
)
def test_names_end_where_their_work_begins(words: str, body: str) -> None:
    assert [one.body for one in found_in(f"1. {words}")] == [body]


@pytest.mark.parametrize(
    "words",
    [
        "Các địa phương có nhiều đổi mới, tổ chức tốt lễ hội.",
        "Các trạm có 5 máy bơm hỏng.",
        "Mỗi thôn thường xuyên ngập có một nhà tránh lũ.",
        "Đội ngũ cán bộ phải gương mẫu.",
        "Sở Nội vụ có nhiệm vụ, quyền hạn sau.",
        "Kết quả: Sở Y tế xử lý 50 vụ.",
    ],
)
def test_what_a_group_has_or_has_done_is_no_work(words: str) -> None:
    assert told_in(f"1. {words}") == []


@pytest.mark.parametrize(
    "words",
    [
        "Từ nay đến cuối năm, UBND các huyện tập trung chống hạn.",
        "Ngay sau khi có mưa lũ, UBND các huyện tập trung chống hạn.",
        "Ngoài các nhiệm vụ chung, UBND các huyện tập trung chống hạn.",
        "Trong bối cảnh mới hiện nay, UBND các huyện tập trung chống hạn.",
        "Theo chức năng, nhiệm vụ được giao, UBND các huyện tập trung chống hạn.",
        "Về thủy lợi: UBND các huyện tập trung chống hạn.",
        "Về phía UBND các huyện: Tập trung chống hạn.",
        "UBND các huyện khi có hạn hán phải tập trung chống hạn.",
    ],
)
def test_when_and_about_what_may_stand_around_a_body(words: str) -> None:
    assert told_in(f"1. {words}") == [("UBND các huyện", None, None)]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Trước ngày 15/6 và 15/12 hằng năm, Sở Y tế báo cáo kết quả.", "Trước ngày 15/6 và 15/12 hằng năm"),
        ("Sở Y tế định kỳ trước ngày 20 tháng cuối quý báo cáo.", "trước ngày 20 tháng cuối quý"),
        ("Hằng năm, trước ngày 15 tháng 12, Sở Y tế báo cáo.", "trước ngày 15 tháng 12"),
        ("Giao Sở Y tế trong tháng 3/2031 báo cáo kết quả.", "trong tháng 3/2031"),
    ],
)
def test_a_report_may_be_due_before_it_is_named(words: str, due: str) -> None:
    assert told_in(f"1. {words}") == [("Sở Y tế", "report", due)]


def test_when_work_is_to_be_done_may_be_a_sentence_of_its_own() -> None:
    words = "1. Sở Y tế rà soát các trạm. Thời gian hoàn thành: trước ngày 30/6/2031."
    assert told_in(words) == [("Sở Y tế", None, None), ("Sở Y tế", None, "trước ngày 30/6/2031")]


def test_an_order_makes_a_body_what_it_is() -> None:
    assert told_in("1. Giao Sở Nội vụ là cơ quan đầu mối theo dõi.") == [("Sở Nội vụ", None, None)]


def test_what_goes_on_is_the_work_of_the_body_named_last() -> None:
    words = "1. Sở Y tế rà soát thuốc. Công an tỉnh kiểm tra các chợ. Đồng thời, tăng cường tuần tra."
    assert [one.body for one in found_in(words)] == ["Sở Y tế", "Công an tỉnh", "Công an tỉnh"]


def test_members_told_behind_a_colon_may_stand_among_others() -> None:
    names = "Chánh Văn phòng UBND tỉnh, Giám đốc các Sở: Y tế, Tài chính, Chủ tịch UBND các huyện"
    words = f"1. {names} căn cứ thi hành."
    assert [one.body for one in found_in(words)] == [
        "Chánh Văn phòng UBND tỉnh",
        "Giám đốc các Sở: Y tế, Tài chính",
        "Chủ tịch UBND các huyện",
    ]


def test_a_department_s_own_order_opens_what_its_letter_asks_for() -> None:
    issuer = "Sở Giáo dục và Đào tạo Đồng Tháp"
    letter = (
        "Sở Giáo dục và Đào tạo đề nghị các đơn vị tham gia ý kiến.",
        "Các đơn vị gửi ý kiến trước ngày 13.12.2031.",
    )
    assert [(one.body, one.deadline) for one in found_in(*letter, issuer=issuer)] == [
        ("các đơn vị", None),
        ("Các đơn vị", "trước ngày 13.12.2031"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Trong quá trình thực hiện, nếu có thay đổi thì UBND các huyện báo cáo ngay.",
        "Trong đó: UBND các huyện báo cáo ngay.",
        "Thành phố giao UBND các huyện báo cáo ngay.",
    ],
)
def test_a_body_may_stand_behind_a_case_or_an_order(words: str) -> None:
    assert [one.body for one in found_in(f"1. {words}")] == ["UBND các huyện"]
