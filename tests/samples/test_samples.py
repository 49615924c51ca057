"""The samples against their labels, which were written by hand when the samples were.

The labels hold what the raw texts state. Here the samples are normalized without the project's
corrections, so that what a correction supplies (the date of one, the province of another) counts as
what it is for the extractor: not there.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.config import load_config
from generator.pipeline import normalize
from tests.support.normalizing import Written, written
from tests.support.requirements import ROOT

RAW = ROOT / "docs_src" / "raw"
EXACT = (
    *("state", "type", "date", "place", "branch", "province", "signer", "signer_title", "signing_authority"),
    *("issuer", "subject", "number"),
)


def _gold() -> list[dict[str, Any]]:
    data = yaml.safe_load(Path(__file__).with_name("expected.yml").read_text(encoding="utf-8"))
    assert isinstance(data, list)
    return data


GOLD = _gold()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written([RAW], tmp_path_factory.mktemp("samples"))


def test_every_sample_has_its_label() -> None:
    files = {path.relative_to(RAW).as_posix() for path in RAW.rglob("*") if path.is_file()}
    assert {gold["file"] for gold in GOLD} == files


@pytest.mark.parametrize("gold", GOLD, ids=[gold["file"] for gold in GOLD])
def test_a_sample_is_read_as_its_label_says(samples: Written, gold: dict[str, Any]) -> None:
    found = samples.front_matter(gold["file"])
    wrong = {
        name: (found[name], gold[name])
        for name in EXACT
        if found[name] not in (gold[name], *gold.get(f"{name}_alt", ()))
    }
    assert wrong == {}
    assert len(found["recipients"]) == gold["recipients_count"]
    assert len(found["tasks"]) in (gold["tasks_count"], *gold.get("tasks_count_alt", ()))
    assert found["source"]["published"] == gold["published"]
    parts = [{"kind": part["kind"], "title": part["title"]} for part in found["parts"]]
    assert [part["kind"] for part in parts] == [part["kind"] for part in gold["parts"]]
    for part, wanted in zip(parts, gold["parts"], strict=True):
        assert wanted["title"] in part["title"]


@pytest.mark.parametrize("gold", GOLD, ids=[gold["file"] for gold in GOLD])
def test_a_sample_cites_what_its_label_says(samples: Written, gold: dict[str, Any]) -> None:
    found = [cite for cite in samples.front_matter(gold["file"])["cites"] if cite["number"] is not None]
    wanted = [{name: cite[name] for name in ("type", "number", "date", "issuer")} for cite in gold["cites"]]
    for cite, label in zip(wanted, gold["cites"], strict=True):
        alternatives = label.get("number_alt", ())
        number = next((c["number"] for c in found if c["number"] in alternatives), None)
        cite["number"] = number or cite["number"]
    told = [{name: cite[name] for name in ("type", "number", "date", "issuer")} for cite in found]
    assert [_without_issuer(cite) for cite in told] == [_without_issuer(cite) for cite in wanted]
    for cite, label in zip(told, wanted, strict=True):
        assert _same_body(cite["issuer"], label["issuer"]), cite["number"]


def _without_issuer(cite: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in cite.items() if name != "issuer"}


def _same_body(found: str | None, label: str | None) -> bool:
    """Labels have the body without the Party's name or its term, where the text adds these."""
    if found is None or label is None:
        return found is label
    return found == label or found.startswith((f"{label} Đảng", f"{label} Trung ương Đảng", f"{label} khóa"))


@pytest.mark.parametrize("gold", GOLD, ids=[gold["file"] for gold in GOLD])
def test_a_sample_cites_by_name_what_its_label_says(samples: Written, gold: dict[str, Any]) -> None:
    found = samples.front_matter(gold["file"])["cites"]
    named = [_words(cite["mentions"][0]["quote"]) for cite in found if cite["number"] is None]
    assert sorted(named) == sorted(gold["cites_by_name"])


def _words(quote: str) -> str:
    """A quote without line ends, Markdown's emphasis and combining marks."""
    return " ".join(unicodedata.normalize("NFC", quote).replace("*", "").split())


@pytest.mark.parametrize("gold", [g for g in GOLD if "never_cited" in g], ids=lambda gold: str(gold["file"]))
def test_numbers_of_the_page_around_a_document_are_not_cited(samples: Written, gold: dict[str, Any]) -> None:
    found = {cite["number"] for cite in samples.front_matter(gold["file"])["cites"]}
    assert found & set(gold["never_cited"]) == set()
    text = (RAW / gold["file"]).read_text(encoding="utf-8")
    assert all(number in text for number in gold["never_cited"])


def test_the_corrections_of_the_project_supply_what_two_samples_do_not_state(tmp_path: Path) -> None:
    config = load_config(ROOT / "site_config.yml")
    documents = {d.directive.source.file: d.directive for d in normalize([config.raw_dir], config).documents}
    supplied = {
        (file, name): getattr(directive, name)
        for file, directive in documents.items()
        for name, why in directive.evidence.items()
        if why.status.value == "corrected"
    }
    assert supplied == {
        ("mau/chi_thi_so_05 (1).md", "date"): "2023-07-12",
        ("mau/dang/chi-thi-btv-tinh-uy-ve-ma-tuy.txt", "province"): "Sơn La",
    }
    assert all(directive.sample for directive in documents.values())
