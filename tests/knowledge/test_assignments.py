"""Deadlines find their examples only; verbs and words that look like them are kept apart."""

from __future__ import annotations

from typing import Any

import pytest

from generator.knowledge.assigning import deadline_in, never, opener, opens_work, role_of, verb
from generator.knowledge.loader import load_yaml


@pytest.mark.parametrize(
    "entry", load_yaml("assignments.yml")["deadlines"], ids=lambda entry: str(entry["examples"][0])
)
def test_a_deadline_finds_its_examples_only(entry: Any) -> None:
    assert [words for words in entry["examples"] if deadline_in(f"báo cáo {words}.") != words] == []
    assert [words for words in entry["counter_examples"] if deadline_in(f"báo cáo {words}.") == words] == []


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["not_verbs"])
def test_a_name_that_opens_like_a_verb_is_none(words: str) -> None:
    assert not opens_work(words)
    assert verb().search(f"Các {words}") is None


@pytest.mark.parametrize("words", load_yaml("assignments.yml")["not_openers"])
def test_what_opens_like_a_body_names_none(words: str) -> None:
    assert opener().match(words) is None
    assert any(words.startswith(opening) for opening in load_yaml("assignments.yml")["openers"])


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
