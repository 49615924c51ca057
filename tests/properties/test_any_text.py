"""No text is refused, nothing of it is lost, and nothing in it becomes markup."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from tests.cases import cases, normalized
from tests.properties.invariants import check
from tests.properties.texts import MARKUP, any_text, damaged_sample, samples, soup

LONG = int(os.environ.get("CHITHI_PROPERTY_FACTOR", "1"))
"""How many times the usual number of texts are tried."""


def tries(count: int) -> settings:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=count * LONG, suppress_health_check=slow)


@tries(300)
@given(any_text())
@example("")
@example(" ")
@example("\n\n\r\n")
@example("\ufeff")
@example("\x00")
def test_any_text(text: str) -> None:
    check(normalized(text))


@tries(200)
@given(any_text())
def test_any_markdown(text: str) -> None:
    check(normalized(text, markdown=True))


@tries(250)
@given(soup())
def test_soup(text: str) -> None:
    check(normalized(text))


@tries(250)
@given(soup())
def test_markdown_soup(text: str) -> None:
    check(normalized(text, markdown=True))


@tries(80)
@given(damaged_sample())
def test_damaged_sample(sample: tuple[bool, str]) -> None:
    is_markdown, text = sample
    check(normalized(text, markdown=is_markdown))


@pytest.mark.parametrize("name", [name for name, _ in samples()])
def test_sample(name: str) -> None:
    text = dict(samples())[name]
    check(normalized(text, markdown=name.endswith(".md")))


@pytest.mark.parametrize("mark", MARKUP, ids=ascii)
@pytest.mark.parametrize(
    "frame", ["{}", "a {} b", "{}\n{}", "CHỈ THỊ\nVề {}\n\nCăn cứ {} a.\n\n1. {}\n\n| {} | b |\n"]
)
def test_markup_is_text(mark: str, frame: str) -> None:
    for is_markdown in (False, True):
        check(normalized(frame.replace("{}", mark), markdown=is_markdown))


@pytest.mark.parametrize("case", cases("fuzzed"))
def test_texts_that_fuzzing_found(case: dict[str, Any]) -> None:
    check(normalized(case["text"], markdown=case.get("markdown", False)))
