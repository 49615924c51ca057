"""The cases themselves are in order."""

from __future__ import annotations

from tests.cases import bugs_used, known_bugs


def test_every_known_bug_has_a_case_and_every_mark_a_bug() -> None:
    assert bugs_used() == set(known_bugs())
