"""Drafts, copies, extracts and mere reports."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases import BODY, HEADING, cases, directive


@pytest.mark.parametrize("case", cases("states"))
def test_state(case: dict[str, Any]) -> None:
    found = directive(case["text"].replace("{document}", f"{HEADING}{BODY}"))
    asked = [key for key in case if key != "text"]
    assert {key: getattr(found, key) for key in asked} == {key: case[key] for key in asked}
    assert found.evidence["state"].status in ("stated", "inferred")
