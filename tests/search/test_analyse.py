"""The analyser against its golden vectors, and properties that hold for any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.search.analyse import spelled_terms, terms, tokens
from generator.text import nfc

VECTORS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("analyser.yml").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: repr(vector["text"]))
def test_golden_vector(vector: dict[str, Any]) -> None:
    found = tokens(vector["text"])
    assert [token.term for token in found] == vector["terms"]
    if "exact" in vector:
        assert [token.exact for token in found] == vector["exact"]
    if "spans" in vector:
        assert [[token.start, token.end] for token in found] == vector["spans"]


@given(st.text(alphabet=st.sampled_from("aăđĐÐnghKLTWCP 0123459/-–._(),ếộ\n")))
def test_terms_are_clean_and_stand_in_order(text: str) -> None:
    plain = nfc(text)
    assert spelled_terms(text) == [(token.term, token.exact) for token in tokens(text)]
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(plain)
        assert token.term
        assert not any(char.isspace() or char in "/-–._()," for char in token.term)
        end = token.end


@given(st.integers(1, 9999), st.sampled_from(["KL", "CT", "QĐ"]), st.sampled_from(["TW", "UBND", "TU"]))
def test_one_number_one_term(number: int, kind: str, body: str) -> None:
    patterns = ("{}-{}/{}", "{}/{}-{}", "{} {} {}", "0{}{}{}", "{} {}/{}", "{}/ {}-{}")
    made = {tuple(terms(pattern.format(number, kind, body))) for pattern in patterns}
    assert made == {(f"{number}{terms(kind)[0]}{body.lower()}",)}
