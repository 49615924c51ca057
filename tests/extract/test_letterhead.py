"""What letterheads state, in the shapes that text layers, OCR and web pages leave them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases import BODY, HEADING, cases, directive


@pytest.mark.parametrize("case", cases("letterheads"))
def test_letterhead(case: dict[str, Any]) -> None:
    rest = "" if case.get("whole") else f"\n{HEADING}{BODY}"
    found = directive(case["text"] + rest, markdown=case.get("markdown", False))
    asked = [key for key in case if key not in ("text", "whole", "markdown", "diagnostics")]
    assert {key: getattr(found, key) for key in asked} == {key: case[key] for key in asked}
    if "diagnostics" in case:
        codes = [one.code for one in found.diagnostics if not one.code.startswith("missing-")]
        assert codes == case["diagnostics"]
    if "damaged-number" in case.get("diagnostics", ()):
        said = next(one.message for one in found.diagnostics if one.code == "damaged-number")
        assert "CT-UBND" in said, "the readable rest is kept"


@pytest.mark.parametrize("case", cases("letterheads"))
def test_letterhead_is_not_in_the_body(case: dict[str, Any]) -> None:
    if case.get("whole") or not case["text"]:
        pytest.skip("the case has its own body, or no letterhead")
    found = directive(f"{case['text']}\n{HEADING}{BODY}")
    shown = "\n".join(block.text for block in found.blocks)
    assert shown.startswith("Trong những năm qua")
    assert len(found.blocks) == 4
    assert [task.number for task in found.tasks] == ["1", "2"]
