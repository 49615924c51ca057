"""Every way to state a relation finds its examples and none of its counter-examples."""

from __future__ import annotations

from typing import Any

import pytest

from generator.knowledge.loader import load_yaml
from generator.knowledge.relations import goes_on, is_drafting, saying_of
from generator.text import fold

_SAYINGS = [entry for part in ("between", "own", "below") for entry in load_yaml("relations.yml")[part]]


@pytest.mark.parametrize("entry", _SAYINGS, ids=lambda entry: str(entry["examples"][0]))
def test_a_saying_finds_its_examples_only(entry: Any) -> None:
    saying = saying_of(entry)
    assert [words for words in entry["examples"] if not saying.found_in(fold(words))] == []
    assert [words for words in entry["counter_examples"] if saying.found_in(fold(words))] == []


def test_a_list_goes_on_by_its_examples_only() -> None:
    (entry,) = load_yaml("relations.yml")["list"]
    assert [words for words in entry["examples"] if not goes_on(words)] == []
    assert [words for words in entry["counter_examples"] if goes_on(words)] == []


def test_words_of_drafting_are_their_examples_only() -> None:
    (entry,) = load_yaml("relations.yml")["drafting"]
    assert [words for words in entry["examples"] if not is_drafting(words)] == []
    assert [words for words in entry["counter_examples"] if is_drafting(words)] == []
