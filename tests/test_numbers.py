"""Numbers of instruments: canonical form, what their symbols say, and which text holds one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.numbers import NUMBER_PATTERN, central_body, number_slug, parse_number, party_term
from generator.view import view_of
from tests.cases import cases
from tests.support.requirements import shared


@pytest.mark.parametrize("case", cases("numbers"))
def test_number(case: dict[str, Any]) -> None:
    view = view_of(case["printed"], 0, len(case["printed"]))
    number = parse_number(view.text)
    assert (number.text if number else None) == case["number"]
    if number is None:
        return
    if "code" in case:
        assert number.type_code == case["code"]
    if "party" in case:
        assert number.is_party is case["party"]
    if "central" in case:
        body = central_body(number)
        assert (body.name if body else None) == case["central"]


@pytest.mark.parametrize("case", cases("numbers"))
def test_number_is_found_in_running_text(case: dict[str, Any]) -> None:
    text = f"Căn cứ Quyết định số {case['printed']} ngày 05/3/2020 của cơ quan có thẩm quyền"
    view = view_of(text, 0, len(text))
    found = [number.text for m in NUMBER_PATTERN.finditer(view.text) if (number := parse_number(m.group()))]
    assert found == ([case["number"]] if case["number"] else [])


def test_canonical_number_is_its_own_canonical_form() -> None:
    canonical = [case.values[0]["number"] for case in cases("numbers") if case.values[0]["number"]]
    assert len(canonical) > 60
    for text in canonical:
        number = parse_number(text)
        assert number is not None
        assert number.text == text


def test_slug_has_no_leading_zero_and_no_diacritics() -> None:
    for printed, slug in (
        ("03/2019/NĐ-CP", "3-2019-nd-cp"),
        ("09-CT/TW", "9-ct-tw"),
        ("004/QĐ-BCĐ138", "4-qd-bcd138"),
        ("10/CT-UBND", "10-ct-ubnd"),
    ):
        number = parse_number(printed)
        assert number is not None
        assert number_slug(number) == slug


def labelled() -> list[tuple[str, str]]:
    """How the shared labels say that a number is printed, and the number itself."""
    found = []
    for file in ("gold-seeds.jsonl", "gold-corpus.jsonl"):
        for line in (shared() / "eval" / file).read_text(encoding="utf-8").splitlines():
            for cite in json.loads(line).get("cites", ()):
                raw = cite.get("raw", "").replace("⏎", "\n")
                if match := NUMBER_PATTERN.search(view_of(raw, 0, len(raw)).text):
                    found.append((match.group(), cite["number"]))
    return found


def test_numbers_as_real_texts_print_them() -> None:
    printed = labelled()
    wrong = [
        (text, number)
        for text, number in printed
        if (found := parse_number(text)) is None or found.text != number
    ]
    # Letters of other words in a number (BCĐ389QN§g, HODTĐ) cannot be told from it alone.
    known = {"01/KH-BCĐ389QNg", "11/CT-UB", "7603/TTr-HĐTĐ"}
    assert len(printed) >= 24
    assert {number for _, number in wrong} == known, wrong


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = parse_number(text)
    if number is not None:
        assert parse_number(number.text) == number, "canonical form is not stable"
        assert number.text[0].isdigit()
        assert not any(char.isspace() for char in number.text)


SYMBOLS = st.text(alphabet="CTĐAQNUBDLKWPgr0123456789-–/_. \n()", max_size=24)


@given(st.from_regex(r"[0-9]{1,4}", fullmatch=True), st.sampled_from("-/"), SYMBOLS)
def test_canonical_form_is_stable(digits: str, first: str, symbol: str) -> None:
    number = parse_number(f"{digits}{first}{symbol}")
    if number is not None:
        assert parse_number(number.text) == number
        assert number.text.startswith(digits)


@pytest.mark.parametrize(
    ("date", "local", "term"),
    [
        ("2019-01-22", False, "XII"),
        ("2011-12-01", False, "XI"),
        ("2023-11-24", False, "XIII"),
        ("2011-01-19", False, "X"),
        ("2011-01-20", False, "XI"),
        ("2020-12-01", True, "XIII"),
        ("2020-12-01", False, "XII"),
        ("1980-01-01", False, None),
    ],
)
def test_term(date: str, local: bool, term: str | None) -> None:
    assert party_term(date, local=local) == term
