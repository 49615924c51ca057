"""Recipients and signature of a document's foot."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases import BODY, HEADING, cases, directive


@pytest.mark.parametrize("case", cases("feet"))
def test_foot(case: dict[str, Any]) -> None:
    found = directive(f"{HEADING}{BODY}\n{case['text']}", markdown=case.get("markdown", False))
    values = {
        "recipients": list(found.recipients),
        "signer": found.signer,
        "title": found.signer_title,
        "authority": found.signing_authority,
        "cosigners": [one.name for one in found.cosigners],
    }
    asked = [key for key in case if key in values]
    assert {key: values[key] for key in asked} == {key: case[key] for key in asked}
    assert [block.text[:20] for block in found.blocks][2:] == ["1. Các sở, ban, ngàn", "2. Thủ trưởng các cơ"]
