"""One directive as PDF, Word file, web page and text copy: the same metadata and the same body."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.config import load_config
from generator.model import Normalized
from generator.pipeline import normalize_one
from tests.read.directives import PARTY, STATE, Directive, as_docx, as_html, as_text
from tests.support.requirements import ROOT, chromium

DIRECTIVES = {"state": STATE, "party": PARTY}
FIELDS = (
    *("type", "number", "date", "place", "issuer", "branch", "province", "subject"),
    *("signer", "signer_title", "signing_authority", "recipients", "tasks"),
)
_OPTIONS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def normalized(path: Path) -> Normalized:
    return normalize_one(path, load_config(ROOT / "site_config.yml"))


def facts(document: Normalized) -> dict[str, Any]:
    directive = document.directive
    cited = [(cite.key, cite.date, cite.title) for cite in directive.cites]
    return {**{name: getattr(directive, name) for name in FIELDS}, "cites": cited}


def words_of(document: Normalized) -> str:
    return " ".join(run.text for block in document.directive.blocks for run in block.runs)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both directives in all formats but PDF."""
    folder = tmp_path_factory.mktemp("directives")
    for name, directive in DIRECTIVES.items():
        (folder / f"{name}.txt").write_text(as_text(directive), encoding="utf-8")
        (folder / f"{name}.html").write_text(as_html(directive), encoding="utf-8")
        (folder / f"{name}.docx").write_bytes(as_docx(directive))
    return folder


@pytest.fixture(scope="session")
def printed(folder: Path) -> Path:
    """The same with PDFs that Chromium printed."""
    program = chromium()
    for name in DIRECTIVES:
        target, page = folder / f"{name}.pdf", (folder / f"{name}.html").as_uri()
        profile = f"--user-data-dir={folder / 'profile'}"
        command = [program, *_OPTIONS, profile, f"--print-to-pdf={target}", page]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.parametrize("name", DIRECTIVES)
def test_the_text_copy_states_what_the_directive_does(name: str, folder: Path) -> None:
    """The ground on which the other formats are compared."""
    found, directive = facts(normalized(folder / f"{name}.txt")), DIRECTIVES[name]
    assert found["signer"] == directive.signature[-1]
    assert found["number"] in directive.left[-1]
    assert [item.rstrip(";,.") for item in directive.recipients] == list(found["recipients"])
    assert len(found["tasks"]) == 3


@pytest.mark.parametrize("name", DIRECTIVES)
def test_word(name: str, folder: Path) -> None:
    copy, document = normalized(folder / f"{name}.txt"), normalized(folder / f"{name}.docx")
    assert facts(document) == facts(copy)
    assert words_of(document) == words_of(copy)
    assert "Chân trang" not in document.source_text.text


@pytest.mark.parametrize("name", DIRECTIVES)
def test_pdf(name: str, printed: Path) -> None:
    copy, document = normalized(printed / f"{name}.txt"), normalized(printed / f"{name}.pdf")
    assert facts(document) == facts(copy)
    assert words_of(document) == words_of(copy)


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_every_character_has_its_place(ending: str, printed: Path) -> None:
    document = normalized(printed / f"state.{ending}")
    spans = sorted([*document.ledger.kept, *((gone.start, gone.end) for gone in document.ledger.omitted)])
    text = document.source_text.text
    covered = [False] * len(text)
    for start, end in spans:
        for at in range(start, end):
            assert not covered[at] or text[at].isspace()
            covered[at] = True
    assert not [char for char, seen in zip(text, covered, strict=True) if not seen and not char.isspace()]


def wide_directive() -> Directive:
    """One whose parts fill several pages."""
    body = tuple(f"{number}. {words}" for number, words in enumerate(STATE.body * 6, start=1))
    return Directive(STATE.left, STATE.right, STATE.title, body, STATE.recipients, STATE.signature)


def test_a_directive_of_several_pages(printed: Path) -> None:
    """Paragraphs that a page's end cuts are whole; page numbers are not in them."""
    directive = wide_directive()
    numbered = "<style>@page { @top-center { content: counter(page) } }</style>"
    page, target, copy = (printed / f"long.{ending}" for ending in ("html", "pdf", "txt"))
    page.write_text(as_html(directive) + numbered, encoding="utf-8")
    copy.write_text(as_text(directive), encoding="utf-8")
    profile = f"--user-data-dir={printed / 'profile'}"
    command = [chromium(), *_OPTIONS, profile, f"--print-to-pdf={target}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    document = normalized(target)
    assert document.source_text.text.count("\f") >= 4
    assert words_of(document) == words_of(normalized(copy))
