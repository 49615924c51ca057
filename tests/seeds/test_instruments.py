"""The instruments that the seeds cite, who cites them, and where the seeds disagree."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.normalizing import Written

DOCUMENT_000 = "000-57f2fc87f18f711c"
DOCUMENT_001 = "chi-thi-19-ct-ubnd-vinh-long-2023"
DOCUMENT_002 = "002-5ddacf6d9e866dad"
DOCUMENT_003 = "003-3c1d93655a6f3f5f"


@pytest.fixture(scope="module")
def instruments(normalized: Written) -> dict[str, Any]:
    found = normalized.json("instruments.json")
    assert isinstance(found, dict)
    return found


def _one(instruments: dict[str, Any], type_name: str, number: str) -> dict[str, Any]:
    """The sole instrument of a type and number."""
    found = [i for i in instruments.values() if (i["type"], i["number"]) == (type_name, number)]
    assert len(found) == 1, number
    entry = found[0]
    assert isinstance(entry, dict)
    return entry


def _said(instrument: dict[str, Any], field: str) -> dict[str, str]:
    return {said["by"]: said["value"] for said in instrument["described"] if said["field"] == field}


def test_thirty_six_are_cited_by_number_and_six_by_name(instruments: dict[str, Any]) -> None:
    cited = [i for i in instruments.values() if i["cited_by"]]
    assert len([i for i in cited if i["number"]]) == 36
    named = {i["title"]: i["cited_by"] for i in cited if i["number"] is None}
    assert sorted(len(by) for by in named.values()) == [1] * 6
    assert sum(by == [DOCUMENT_003] for by in named.values()) == 4
    held = [i["held"] for i in instruments.values() if not i["cited_by"]]
    assert sorted(held) == [DOCUMENT_003, DOCUMENT_001]


def test_three_directives_cite_the_same_scheme(instruments: dict[str, Any]) -> None:
    scheme = _one(instruments, "Đề án", "03/ĐA-BCA")
    assert scheme["cited_by"] == [DOCUMENT_000, DOCUMENT_003, DOCUMENT_001]


def test_the_decree_has_two_dates_and_the_year_in_its_number_decides(instruments: dict[str, Any]) -> None:
    decree = _one(instruments, "Nghị định", "02/2020/NĐ-CP")
    assert _said(decree, "date") == {
        DOCUMENT_000: "2020-06-30",
        DOCUMENT_001: "2023-06-30",
        DOCUMENT_003: "2020-06-30",
    }
    assert decree["date"] == decree["held_right"]["date"]["value"] == "2020-06-30"
    assert "2020" in decree["held_right"]["date"]["why"]
    assert "số" in decree["held_right"]["date"]["why"]


def test_the_resolution_has_two_issuers_and_nothing_decides(instruments: dict[str, Any]) -> None:
    resolution = _one(instruments, "Nghị quyết", "44-NQ/TW")
    assert _said(resolution, "issuer") == {
        DOCUMENT_000: "Ban Chấp hành Trung ương Đảng khóa XIII",
        DOCUMENT_003: "Bộ Chính trị",
    }
    assert resolution["issuer"] is None
    assert resolution["held_right"]["issuer"]["value"] is None


def test_swapped_and_split_numbers_are_other_writings_of_one_instrument(instruments: dict[str, Any]) -> None:
    conclusion = _one(instruments, "Kết luận", "44-KL/TW")
    assert (conclusion["aliases"], conclusion["cited_by"]) == (["44/KL-TW"], [DOCUMENT_000, DOCUMENT_002])
    assert _one(instruments, "Nghị quyết", "44-NQ/TW")["aliases"] == ["44-NQ-TW"]


def test_a_line_end_or_a_look_alike_letter_makes_no_other_writing(instruments: dict[str, Any]) -> None:
    aliases = {i["number"]: i["aliases"] for i in instruments.values() if i["aliases"]}
    assert sorted(aliases) == ["44-KL/TW", "44-NQ/TW"]


def test_the_conflicts_are_those_that_a_reader_finds(instruments: dict[str, Any]) -> None:
    conflicts = {i["number"]: i["conflicts"] for i in instruments.values() if i["conflicts"]}
    assert conflicts == {
        "02/2020/NĐ-CP": ["date"],
        "44-NQ/TW": ["issuer", "title"],
        "44-KL/TW": ["title"],
        "03/ĐA-BCA": ["issuer"],
    }


def test_a_citation_without_date_is_silence(instruments: dict[str, Any]) -> None:
    directive = _one(instruments, "Chỉ thị", "09-CT/TW")
    assert directive["cited_by"] == [DOCUMENT_000, DOCUMENT_002]
    assert _said(directive, "date") == {DOCUMENT_002: "2011-12-01"}
    assert (directive["date"], directive["conflicts"]) == ("2011-12-01", [])


def test_a_number_of_an_unknown_province_is_the_citing_documents_own(instruments: dict[str, Any]) -> None:
    """002 and 004 name no province: what their provincial committees issued stays apart."""
    scopes = {
        i["number"]: i["scope"] for i in instruments.values() if i["number"] and i["number"].endswith("TU")
    }
    assert scopes == {
        "02-NQ/TU": "004-b500753dfcfec02e",
        **dict.fromkeys(("448-CTr/TU", "177-KH/TU", "33-CT/TU", "31-CT/TU", "15-NQ/TU"), DOCUMENT_002),
        **dict.fromkeys(("16-NQ/TU", "109-KH/TU"), "vinh-long"),
    }


def test_every_citation_leads_to_an_entry_and_every_entry_to_its_citations(
    normalized: Written, instruments: dict[str, Any]
) -> None:
    citing: dict[str, list[str]] = {}
    for found in normalized.front_matters():
        for cite in found["cites"]:
            citing.setdefault(cite["key"], []).append(found["id"])
    assert {key: sorted(by) for key, by in citing.items()} == {
        key: i["cited_by"] for key, i in instruments.items() if i["cited_by"]
    }


def test_the_body_links_each_mention_that_stands_in_it(normalized: Written) -> None:
    for found in normalized.front_matters():
        body = normalized.body(found["id"])
        for cite in found["cites"]:
            link = f'/vien-dan/{cite["key"]}/){{: data-cite="{cite["key"]}" }}'
            assert body.count(link) == len(cite["mentions"]), cite["key"]
