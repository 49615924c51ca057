"""Nothing of a seed is lost, nothing is added, and its paragraphs are whole."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.model import Normalized
from generator.read import read
from generator.segment import segment
from tests.support.normalizing import Written, ink

FILES = (
    "000_57f2fc87f18f711c.txt",
    "001_fa3957c7a5030861.txt",
    "002_5ddacf6d9e866dad.txt",
    "003_3c1d93655a6f3f5f.txt",
    "004_b500753dfcfec02e.txt",
)
WEB_PAGE = FILES[3]


@cache
def _counted() -> dict[str, Any]:
    data = yaml.safe_load(Path(__file__).with_name("paragraphs.yml").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def _document(normalized: Written, file: str) -> Normalized:
    return next(d for d in normalized.archive.documents if d.directive.source.file == file)


def _source(seeds: Path, file: str) -> str:
    return (seeds / file).read_text(encoding="utf-8")


def _ledger(normalized: Written, file: str) -> dict[str, Any]:
    ledger = normalized.json(f"ledger/{_document(normalized, file).directive.id}.json")
    assert isinstance(ledger, dict)
    return ledger


@pytest.mark.parametrize("file", FILES)
def test_the_ledger_covers_every_character_once(normalized: Written, seeds: Path, file: str) -> None:
    text, ledger = _source(seeds, file), _ledger(normalized, file)
    times = Counter(
        at
        for start, end in [*ledger["kept"], *((o["start"], o["end"]) for o in ledger["omitted"])]
        for at in range(start, end)
        if not text[at].isspace()
    )
    assert ledger["chars"] == len(text)
    assert times == Counter(at for at, char in enumerate(text) if not char.isspace())
    assert all(omission["reason"] for omission in ledger["omitted"])


@pytest.mark.parametrize("file", FILES)
def test_what_is_omitted_is_furniture_of_others_and_little_else(
    normalized: Written, seeds: Path, file: str
) -> None:
    text, ledger = _source(seeds, file), _ledger(normalized, file)
    omitted = sum(len(ink(text[o["start"] : o["end"]])) for o in ledger["omitted"])
    share = omitted / len(ink(text))
    assert 0.28 <= share <= 0.31 if file == WEB_PAGE else share <= 0.02
    reasons = {o["reason"] for o in ledger["omitted"]}
    allowed = {"web-furniture", "news-lead", "posting-date"} if file == WEB_PAGE else {"markup"}
    assert reasons <= allowed


@pytest.mark.parametrize("file", FILES)
def test_kept_text_with_the_repairs_is_what_the_page_shows(
    normalized: Written, seeds: Path, file: str
) -> None:
    document = _document(normalized, file)
    text, ledger = _source(seeds, file), _ledger(normalized, file)
    printed = document.directive.printed
    shown = "\n".join(
        (
            *printed.letterhead,
            *printed.heading,
            *(block.text for block in document.directive.blocks),
            *printed.recipients,
            *printed.signature,
        )
    )
    assert ink(_repaired(text, ledger)) == ink(shown)


def _repaired(text: str, ledger: dict[str, Any]) -> str:
    mended = list(text)
    for repair in ledger["repairs"]:
        span = slice(repair["start"], repair["end"])
        assert text[span] == repair["from"]
        mended[span] = [repair["to"], *[""] * (repair["end"] - repair["start"] - 1)]
    kept = "".join(char for start, end in ledger["kept"] for char in mended[start:end])
    return unicodedata.normalize("NFC", kept)


def test_repairs_only_join_and_mend_look_alike_letters(normalized: Written) -> None:
    repairs = {file: _ledger(normalized, file)["repairs"] for file in FILES}
    said = {file: [(r["rule"], r["from"].strip(), r["to"]) for r in found] for file, found in repairs.items()}
    assert said == {
        FILES[0]: [("joined-number", "", "")],  # 44-NQ-⏎TW
        FILES[1]: [],
        FILES[2]: [("joined-number", "", "")],  # 25-⏎NQ/TW
        FILES[3]: [("look-alike", "Ð", "Đ")],  # 03/2019/NÐ-CP
        FILES[4]: [("joined-number", "", "")],  # 30-⏎NQ/TW
    }


def test_no_sentence_of_the_web_page_around_the_directive_is_shown(normalized: Written, seeds: Path) -> None:
    """Line by line: all above the directive but its headline, and all below it."""
    lines = _source(seeds, WEB_PAGE).splitlines()
    headline = 6
    around = [line for line in (*lines[: headline - 1], *lines[headline:10], *lines[35:]) if line.strip()]
    document = _document(normalized, WEB_PAGE).directive
    shown = ink(normalized.body(document.id)) + ink("".join(document.printed.heading))
    assert len(around) > 40
    assert [line for line in around if ink(line) in shown] == []


@pytest.mark.parametrize("file", FILES)
def test_paragraphs_are_those_that_a_reader_counts(seeds: Path, file: str) -> None:
    text = _source(seeds, file)
    pieces = segment(read(file, (seeds / file).read_bytes())).body
    lines = [text.count("\n", 0, piece.view.start) + 1 for piece in pieces]
    counted = _counted()[file]
    assert [line for line in lines if line not in counted.get("open", ())] == counted["opens"]


@pytest.mark.parametrize("file", FILES)
def test_the_markdown_has_one_block_a_paragraph(normalized: Written, file: str) -> None:
    counted = _counted()[file]
    blocks = normalized.body(_document(normalized, file).directive.id).strip().split("\n\n")
    assert len(blocks) - len(counted["opens"]) in range(len(counted.get("open", ())) + 1)
    assert all(len(block.removesuffix(" }").split("\n")) <= 2 for block in blocks)  # words, then the mark


@pytest.mark.parametrize("file", FILES)
def test_tasks_are_numbered_without_gap_and_have_their_anchor_in_the_page(
    normalized: Written, file: str
) -> None:
    found = normalized.front_matter(file)
    body = normalized.body(found["id"])
    numbers = [str(number) for number in range(1, len(found["tasks"]) + 1)]
    assert [task["number"] for task in found["tasks"]] == numbers
    for task in found["tasks"]:
        assert task["anchor"] == task["number"]
        assert 0 < len(task["heading"]) <= 120
        assert body.count(f"{{: #{task['anchor']} .task }}") == 1
