"""The gazetteer of laws: its form, its examples, and the names that real sentences cite."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from typing import Any

import pytest

from generator.knowledge.loader import load_yaml
from generator.text import fold, nfc
from tests.support.requirements import shared

DATA: dict[str, Any] = load_yaml("laws.yml")
LAWS: list[dict[str, Any]] = DATA["laws"]

TONES = "\u0300\u0301\u0303\u0309\u0323"
NUMBER = re.compile(r"\d{2,3}/\d{4}/(QH\d{1,2}|PL-UBTVQH\d{1,2}|UBTVQH\d{1,2})")
AMENDING = re.compile(r"sửa đổi,? bổ sung", re.IGNORECASE)
DETAILS = re.compile(r"\s+(?:số \d|năm \d|ngày \d|được |ban hành ).*$")


def words(text: str) -> list[str]:
    """Words and marks (but hyphens) of a text, case folded, tone marks last (hoà = hòa)."""
    tokens = re.findall(r"\w+|[^\w\s-]", unicodedata.normalize("NFC", text.casefold()))
    return [_tone_last(token) for token in tokens]


def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return "".join(c for c in letters if c not in TONES) + "".join(c for c in letters if c in TONES)


NAMES = {tuple(words(name)): law["name"] for law in LAWS for name in (law["name"], *law.get("aliases", []))}
LONGEST = max(map(len, NAMES))


def names_in(text: str) -> list[str]:
    """The gazetteer's names in a text, from left to right, the longest at each place."""
    tokens, found, at = words(text), [], 0
    while at < len(tokens):
        lengths = range(min(LONGEST, len(tokens) - at), 0, -1)
        length = next((n for n in lengths if tuple(tokens[at : at + n]) in NAMES), 0)
        if length:
            found.append(NAMES[tuple(tokens[at : at + length])])
        at += length or 1
    return found


def test_there_are_at_least_two_hundred() -> None:
    assert len(LAWS) >= 200


def test_every_name_and_alias_stands_once() -> None:
    counts = Counter(tuple(words(name)) for law in LAWS for name in (law["name"], *law.get("aliases", [])))
    assert [name for name, count in counts.items() if count > 1] == []


def test_sorted_by_folded_name() -> None:
    order = [(fold(law["name"]), law["name"]) for law in LAWS]
    assert order == sorted(order)


def test_text_is_nfc_with_single_spaces() -> None:
    for law in LAWS:
        for name in (law["name"], *law.get("aliases", [])):
            assert name == nfc(name) == " ".join(name.split())


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law["name"])
def test_entry_is_well_formed(law: dict[str, Any]) -> None:
    assert set(law) <= {"name", "kind", "years", "numbers", "aliases"}
    assert law["kind"] in DATA["kinds"]
    for name in (law["name"], *law.get("aliases", [])):
        assert name.startswith(law["kind"] + " ")
    assert law["years"] == sorted(set(law["years"]))
    assert all(1945 < year < 2100 for year in law["years"])


@pytest.mark.parametrize("law", [law for law in LAWS if "numbers" in law], ids=lambda law: law["name"])
def test_numbers_are_canonical_and_agree_with_years(law: dict[str, Any]) -> None:
    for number in law["numbers"]:
        assert NUMBER.fullmatch(number)
        assert int(number.split("/")[1]) in law["years"]
        assert ("PL" in number or number.split("/")[2].startswith("UBTVQH")) == (law["kind"] == "Pháp lệnh")


def test_no_two_laws_share_a_number() -> None:
    counts = Counter(number for law in LAWS for number in law.get("numbers", []))
    assert [number for number, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("example", DATA["examples"], ids=lambda example: example["text"])
def test_example(example: dict[str, Any]) -> None:
    assert names_in(example["text"]) == example["names"]


@pytest.mark.parametrize("text", DATA["counter_examples"])
def test_counter_example(text: str) -> None:
    assert names_in(text) == []


def test_amending_openings_are_themselves_no_names() -> None:
    for opening in DATA["amending"]:
        assert AMENDING.search(opening)
        assert names_in(opening) == []


def cited_names() -> list[str]:
    """Names of laws labelled in the shared sentences, without number, date and what follows these."""
    lines = (shared() / "eval" / "citation-sentences.jsonl").read_text(encoding="utf-8").splitlines()
    references = [ref for line in lines for ref in json.loads(line)["refs"]]
    laws = [ref["text"] for ref in references if ref["label"] in ("L", "BL", "PL")]
    texts = [text.replace("_", " ").replace(" ,", ",") for text in laws]
    return [DETAILS.sub("", text) for text in texts if not AMENDING.search(text)]


def test_names_cited_in_real_sentences_are_known() -> None:
    cited = cited_names()
    unknown = [name for name in cited if tuple(words(name)) not in NAMES]
    share = 1 - len(unknown) / len(cited)
    print(f"{share:.1%} of {len(cited)} cited names are known; unknown: {sorted(set(unknown))}")
    assert len(cited) > 100
    assert share >= 0.95, f"only {share:.1%} known; unknown: {sorted(set(unknown))}"
