"""Deadlines find their examples only; verbs and words that look like them are kept apart."""

from __future__ import annotations

from typing import Any

import pytest

from generator.knowledge.assigning import (
    before,
    closing,
    column_of,
    command,
    deadline_in,
    defining,
    duties_of,
    is_retold,
    long_title,
    opens_list,
    opens_operative,
    opens_work,
    reports,
    results_below,
    role_after,
    role_of,
    telling,
    time_in,
    verb_after,
)
from generator.knowledge.body_names import end_of_names, never, opener
from generator.knowledge.loader import load_yaml

_DATA = load_yaml("assignments.yml")


@pytest.mark.parametrize(
    "entry", load_yaml("assignments.yml")["deadlines"], ids=lambda entry: str(entry["examples"][0])
)
def test_a_deadline_finds_its_examples_only(entry: Any) -> None:
    assert [words for words in entry["examples"] if deadline_in(f"báo cáo {words}.") != words] == []
    assert [words for words in entry["counter_examples"] if deadline_in(f"báo cáo {words}.") == words] == []


@pytest.mark.parametrize("plan", ["kế hoạch kiểm tra, giám sát", "chương trình công tác", "dự toán"])
def test_how_often_a_plan_is_made_is_no_deadline(plan: str) -> None:
    assert deadline_in(f"đưa vào {plan} hằng năm") is None
    assert deadline_in(f"xây dựng {plan}; báo cáo hằng năm") == "hằng năm"


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["not_verbs"])
def test_a_name_that_opens_like_a_verb_is_none(words: str) -> None:
    assert not opens_work(words)
    assert verb_after(f"Các {words}") is None


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["names_in_verbs"])
def test_a_name_that_ends_like_a_verb_goes_on_to_the_next(words: str) -> None:
    found = verb_after(f"Các {words} tăng cường tuần tra")
    assert found and found["verb"] == "tăng cường"


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["not_openers"])
def test_what_opens_like_a_body_names_none(words: str) -> None:
    assert opener().match(words) is None
    assert any(words.startswith(opening) for opening in load_yaml("assignments.yml")["openers"])


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["not_groups"])
def test_what_opens_like_a_group_names_none(words: str) -> None:
    assert opener().match(f"Các {words} ở") is None
    assert any(words.startswith(group) for group in load_yaml("assignments.yml")["groups"])


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["groups"])
def test_a_group_names_several_bodies(words: str) -> None:
    alone = {"cấp ủy", "đồng chí"}
    assert opener().match(f"các {words} liên quan")
    assert opener().match(f"{words} liên quan") is None or words[0].isupper() or words in alone


@pytest.mark.parametrize("part", ["before", "role_after"])
def test_words_before_the_work_find_their_examples_only(part: str) -> None:
    pattern = {"before": lambda words: before().match(f"{words}rà soát"), "role_after": role_after}[part]
    for entry in load_yaml("assignments.yml")[part]:
        assert [words for words in entry["examples"] if not pattern(words)] == []
        assert [words for words in entry["counter_examples"] if pattern(words)] == []


def test_words_that_open_the_operative_part_are_their_examples_only() -> None:
    for entry in load_yaml("assignments.yml")["operative"]:
        assert [words for words in entry["examples"] if not opens_operative(words)] == []
        assert [words for words in entry["counter_examples"] if opens_operative(words)] == []


@pytest.mark.parametrize(
    ("part", "pattern"), [("lists", opens_list), ("closings", closing), ("results", results_below)]
)
def test_words_on_lists_and_closings_are_their_examples_only(part: str, pattern: Any) -> None:
    for entry in load_yaml("assignments.yml")[part]:
        assert [words for words in entry["examples"] if not pattern().search(words)] == []
        assert [words for words in entry["counter_examples"] if pattern().search(words)] == []


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["defining"])
def test_words_that_define_assign_nothing(words: str) -> None:
    assert defining().search(f"tổ chức dạy thêm {words} áp dụng")
    assert not defining().search(f"tổ chức dạy thêm cho đối tượng áp dụng{words}")


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["whole_names"])
def test_work_begins_behind_a_whole_name(words: str) -> None:
    assert end_of_names(f"{words} lo liệu") == len(words)
    assert end_of_names(f"Sở Y tế, {words} tỉnh Long An lo liệu") == len(f"Sở Y tế, {words} tỉnh Long An")
    assert end_of_names(f"{words} là nơi") is None
    assert end_of_names(f"{words} các huyện lo liệu") is None


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["texts"])
def test_a_text_orders_where_it_has_no_number(words: str) -> None:
    assert command(offices=False).search(f"{words} yêu cầu Sở Y tế rà soát")
    assert not command(offices=False).search(f"{words} số 5/CT-TTg yêu cầu Sở Y tế rà soát")


def test_words_of_an_order_given_elsewhere_are_their_examples_only() -> None:
    (entry,) = load_yaml("assignments.yml")["given_elsewhere"]
    assert [words for words in entry["examples"] if not is_retold(words, None)] == []
    assert [words for words in entry["counter_examples"] if is_retold(words, None)] == []


def test_titles_that_go_on_behind_semicolons_are_their_examples_only() -> None:
    (entry,) = load_yaml("assignments.yml")["long_titles"]
    assert [words for words in entry["examples"] if not long_title().search(words)] == []
    assert [words for words in entry["counter_examples"] if long_title().search(words)] == []


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["centre"])
def test_the_centre_orders_in_its_own_documents_only(words: str) -> None:
    assert is_retold(f"{words} yêu cầu Sở Y tế rà soát", "Ủy ban nhân dân tỉnh Long An")
    assert not is_retold(f"{words} yêu cầu Sở Y tế rà soát", words)
    assert not is_retold(f"{words} yêu cầu Sở Y tế rà soát", None)


@pytest.mark.parametrize("words", [*_DATA["duties_of"], *_DATA["list_of"]])
def test_a_heading_may_say_whose_duties_stand_below_it(words: str) -> None:
    assert duties_of().match(f"{words} Sở Y tế")
    assert not duties_of().match(f"{words} người dân")


@pytest.mark.parametrize("entry", load_yaml("assignments.yml")["before_body"])
def test_words_before_a_body_are_their_examples_only(entry: dict[str, list[str]]) -> None:
    for words, found in ((entry["examples"], True), (entry["counter_examples"], False)):
        assert [one for one in words if bool(before().match(f"{one}Sở Y tế rà soát")) is not found] == []
        assert [one for one in words if before().match(f"{one}rà soát")] == []


def test_headings_of_reports_are_their_examples_only() -> None:
    (entry,) = load_yaml("assignments.yml")["reports"]
    assert [words for words in entry["examples"] if not reports(words)] == []
    assert [words for words in entry["counter_examples"] if reports(words)] == []


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["never_but"])
def test_a_name_may_have_these_words(words: str) -> None:
    assert not never().search(f"các đơn vị {words}")


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["forbidding"])
def test_what_is_forbidden_has_no_deadline(words: str) -> None:
    assert deadline_in(f"{words} tăng giá trong quý I") is None
    assert deadline_in(f"Xem xét việc {words} tăng giá trong quý I") == "trong quý I"


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["authorities"])
def test_an_authority_orders_in_its_own_name(words: str) -> None:
    found = command(offices=False).search(
        f"Để phát huy kết quả đạt được, {words} yêu cầu các sở, ban, ngành tập trung"
    )
    assert found and found["who"] == words
    assert command(offices=False).search(f"trình {words} giao Sở Y tế quản lý") is None


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["offices"])
def test_an_office_orders_only_where_it_may(words: str) -> None:
    sentence = f"Để phát huy kết quả đạt được, {words} Mẫu yêu cầu các sở, ban, ngành tập trung"
    assert command(offices=True).search(sentence)
    assert command(offices=False).search(sentence) is None


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["told"])
def test_who_ordered_before_orders_no_more(words: str) -> None:
    assert command(offices=False).search(f"UBND tỉnh {words} giao Sở Y tế quản lý") is None


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["telling"])
def test_a_sentence_may_tell_of_an_order(words: str) -> None:
    assert telling().match(f"{words} 2023, UBND tỉnh giao Sở Y tế quản lý")


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["works"])
def test_every_work_opens_a_clause_and_ends_no_name(words: str) -> None:
    assert opens_work(f"{words[:1].upper()}{words[1:]} theo quy định")


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["never"])
def test_no_name_has_these_words(words: str) -> None:
    assert never().search(f"Sở Y tế {words} tốt")


def test_work_opens_with_a_verb_or_with_by_when() -> None:
    assert opens_work("Trước ngày 15/6/2024, kiểm đếm từng ao")
    assert opens_work("Rà soát")
    assert not opens_work("Mỗi xã có một trạm")


def test_every_role_is_told_by_its_verbs() -> None:
    for role, verbs in load_yaml("assignments.yml")["roles"].items():
        assert [opening for opening in verbs if role_of(f"{opening} tình hình") != role] == []
    assert role_of("rà soát") is None


@pytest.mark.parametrize("entry", _DATA["columns"], ids=lambda entry: str(entry["column"]))
def test_a_column_is_told_by_its_head(entry: Any) -> None:
    assert [words for words in entry["examples"] if column_of(words) != entry["column"]] == []
    assert [words for words in entry["counter_examples"] if column_of(words) == entry["column"]] == []


@pytest.mark.parametrize("entry", _DATA["times"], ids=lambda entry: str(entry["examples"][0]))
def test_a_cell_of_times_says_by_when(entry: Any) -> None:
    assert [words for words in entry["examples"] if time_in(f" {words}.") != words] == []
    assert [words for words in entry["counter_examples"] if time_in(words)] == []
