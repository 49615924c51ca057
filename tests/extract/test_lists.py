"""Lists of work: whom the words before them order, what below them is of the list, and attached plans."""

from __future__ import annotations

import pytest

from tests.cases import normalized
from tests.extract.assigning import found_in, told_in

ALL = "các sở, ban, ngành và UBND các huyện"
OPENING = f"Để phòng dịch, Chủ tịch UBND tỉnh yêu cầu {ALL} thực hiện tốt các nhiệm vụ sau:"


def test_paragraphs_below_a_point_are_of_the_list_that_it_is_of() -> None:
    found = found_in(OPENING, "1. Tăng cường giám sát.", "Rà soát các bếp ăn. Tình hình phức tạp.")
    assert [(one.task, one.body) for one in found[-2:]] == [
        ("Tăng cường giám sát", ALL),
        ("Rà soát các bếp ăn", ALL),
    ]


def test_what_follows_the_work_of_somebody_else_below_a_point_may_be_theirs() -> None:
    below = ("Sở Y tế giám sát các bếp ăn.", "Rà soát các chợ.")
    told = found_in(OPENING, "1. Công tác giám sát", *below, "2. Đẩy mạnh tuyên truyền.")
    assert [(one.task, one.body) for one in told[-2:]] == [
        ("giám sát các bếp ăn", "Sở Y tế"),
        ("Đẩy mạnh tuyên truyền", ALL),
    ]


def test_a_list_is_for_those_who_are_said_to_have_to_carry_it_out() -> None:
    opening = "Trong thời gian tới, các bộ, cơ quan ngang bộ cần tổ chức thực hiện các nhiệm vụ sau đây:"
    assert told_in(opening, "1. Về đào tạo", "a) Xây dựng nền tảng số.") == [
        ("các bộ, cơ quan ngang bộ", None, None),
    ]
    past = "Trong thời gian qua, các bộ, cơ quan ngang bộ đã tổ chức thực hiện các nhiệm vụ sau:"
    assert told_in(past, "1. Xây dựng nền tảng số.") == []


@pytest.mark.parametrize(
    "words",
    [
        "Căn cứ Nghị quyết số 17/NQ-HĐND; tình hình thực hiện năm 2031, yêu cầu Sở Y tế khẩn trương rà soát.",
        "Để hoàn thành kế hoạch năm 2032, đề nghị Sở Y tế khẩn trương rà soát.",
        "Trước tình hình đó, giao Sở Y tế khẩn trương rà soát.",
    ],
)
def test_an_order_behind_its_ground_is_the_issuer_s(words: str) -> None:
    assert told_in(words) == [("Sở Y tế", None, None)]


@pytest.mark.parametrize(
    "words",
    [
        "Căn cứ ý kiến của Bộ Y tế đề nghị các sở rà soát, các trạm đã kiểm tra.",
        "Thực hiện Kế hoạch số 17/KH-UBND, UBND huyện đã ban hành văn bản, yêu cầu các trạm rà soát.",
        "Tình hình diễn biến phức tạp, yêu cầu các trạm rà soát rất cao.",
    ],
)
def test_an_order_in_a_tale_or_behind_nothing_is_none(words: str) -> None:
    assert told_in(words) == []


def test_who_must_do_something_must_do_so_whatever_the_verb() -> None:
    words = "1. Sở Y tế, Sở Tài chính cần nghiêm khắc rút kinh nghiệm; phải chấm dứt tình trạng trên."
    assert [(one.task, one.body) for one in found_in(words)[::2]] == [
        ("cần nghiêm khắc rút kinh nghiệm", "Sở Y tế"),
        ("phải chấm dứt tình trạng trên", "Sở Y tế"),
    ]


def test_what_a_body_is_is_no_work_but_what_follows_is() -> None:
    found = found_in("1. Sở Y tế là cơ quan thường trực giúp UBND tỉnh; thành lập các tổ kiểm tra.")
    assert [(one.task, one.body) for one in found] == [("thành lập các tổ kiểm tra", "Sở Y tế")]
    assert told_in("1. Sở Y tế là cơ quan chủ trì thực hiện Đề án.") == []
    assert told_in("1. Giao Sở Y tế làm đầu mối tiếp nhận tin.") == [("Sở Y tế", None, None)]


def test_a_department_may_be_printed_with_a_small_letter_before_its_name() -> None:
    assert told_in("1. Giao sở Nông nghiệp và PTNT chủ trì kiểm tra.") == [
        ("sở Nông nghiệp và PTNT", "lead", None)
    ]
    assert told_in("1. Bảo hộ sở hữu trí tuệ phải được tăng cường.") == []


_DECISION = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG THÁP
Số: 17/QĐ-UBND

QUYẾT ĐỊNH
Về việc ban hành {title}

Điều 1. Ban hành kèm theo Quyết định này {title}.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn An

{heading}
(Ban hành kèm theo Quyết định số 17/QĐ-UBND ngày 05/3/2031 của Ủy ban nhân dân tỉnh Đồng Tháp)

I. TỔ CHỨC THỰC HIỆN
1. Sở Y tế chủ trì kiểm tra các bếp ăn.
"""


@pytest.mark.parametrize(
    ("title", "bodies"),
    [("Kế hoạch phòng dịch", ["Sở Y tế"]), ("Quy chế phối hợp", [])],
)
def test_a_plan_that_is_attached_assigns_and_rules_do_not(title: str, bodies: list[str]) -> None:
    document = normalized(_DECISION.format(title=title, heading=title.upper()))
    assert [part.kind for part in document.directive.parts] == ["regulation"]
    assert [one.body for one in document.directive.assignments] == bodies
