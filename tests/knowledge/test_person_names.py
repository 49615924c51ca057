from __future__ import annotations

import re

from generator.knowledge.loader import load_yaml
from generator.text import fold


def test_surnames() -> None:
    data = load_yaml("surnames.yml")
    surnames = set(data["surnames"])
    assert len(surnames) == len(data["surnames"]) >= 150
    assert set(data["frequent"]) < surnames
    assert surnames.isdisjoint(data["only_with_marks"])
    assert surnames.isdisjoint(data["also_words"])
    for case in data["examples"]:
        assert case["surname"] in surnames
        assert case["name"].split()[0] == case["surname"]


def test_bodies_and_offices_do_not_begin_like_a_name_even_folded() -> None:
    data = load_yaml("surnames.yml")
    folded = {fold(name) for name in data["surnames"]}
    firsts = {line.split()[0] for line in data["counter_examples"]}
    assert firsts.isdisjoint(data["surnames"])
    assert {first for first in firsts if fold(first) in folded} == set(data["folded_clashes"])


def test_ranks_precede_a_name() -> None:
    data = load_yaml("ranks.yml")
    forms = sorted((re.escape(entry["name"]) for entry in data["ranks"]), key=len, reverse=True)
    ranks = re.compile(rf"(?:({'|'.join(forms)})[.,]?\s*)+", re.IGNORECASE)
    surnames = {name.casefold() for name in load_yaml("surnames.yml")["surnames"]}
    for entry in data["ranks"]:
        for example in entry["examples"]:
            match = ranks.match(example)
            assert match, example
            assert example[match.end() :].split()[0].casefold() in surnames, example
        assert any(
            entry["name"].casefold().rstrip(".") in example.casefold() for example in entry["examples"]
        )
    for line in data["counter_examples"]:
        assert not ranks.match(line), line
