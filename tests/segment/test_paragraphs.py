"""Whole paragraphs from lines that layout broke."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases import HEADING, cases, directive


@pytest.mark.parametrize("case", cases("paragraphs"))
def test_paragraphs(case: dict[str, Any]) -> None:
    found = directive(f"{HEADING}\n{case['text']}", markdown=case.get("markdown", False))
    texts = [block.text for block in found.blocks]
    assert len(texts) == len(case["paragraphs"]), texts
    for text, (first, last) in zip(texts, case["paragraphs"], strict=True):
        assert text.startswith(first)
        assert text.endswith(last)
