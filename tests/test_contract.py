"""The normalized archive keeps its contract: keys, values, evidence, ledgers; on every sample."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from generator.model import BlockKind, Normalized
from generator.records import front_matter
from tests.support.normalizing import Written, ink, rendered, written
from tests.support.requirements import ROOT

RAW = ROOT / "docs_src" / "raw"

FIELDS = (
    *("state", "type", "number", "date", "place", "issuer", "branch", "province", "subject", "signer"),
    *("signer_title", "signing_authority", "cosigners", "recipients", "tasks", "parts"),
)
"""Keys whose values come from the text, so that each has evidence; ``cites`` carry their own quotes."""

KEYS = {"id", *FIELDS, "cites", "source", "evidence", "diagnostics"}
INSTRUMENT_KEYS = {
    *("type", "number", "scope", "period", "date", "issuer", "title", "held", "aliases", "described"),
    *("cited_by", "held_right"),
}
STATES = {"issued", "draft", "copy", "extract", "report"}
ISO_DATE = re.compile(r"(?:1[89]|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written([RAW], tmp_path_factory.mktemp("samples"))


def _documents(samples: Written) -> Iterator[tuple[Normalized, dict[str, Any], str]]:
    """Each document with its front matter as written, and its source text as another program gets it."""
    found = {one["id"]: one for one in samples.front_matters()}
    for document in samples.archive.documents:
        data = found[document.directive.id]
        yield document, data, _source_text(samples, data)


def _source_text(samples: Written, data: dict[str, Any]) -> str:
    """The file without BOM where it is text in UTF-8, else the reader's text beside the ledger."""
    beside = samples.out / "ledger" / f"{data['id']}.txt"
    if data["source"]["media_type"] in ("text/plain", "text/markdown"):
        assert not beside.exists()
        beside, encoding = RAW / str(data["source"]["file"]), "utf-8-sig"
    else:
        encoding = "utf-8"
    return beside.read_bytes().decode(encoding)


def _strings(value: object) -> Iterator[str]:
    """Every string in a value but quotes, which are the source's own."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "quote":
                yield from _strings(item)


def test_every_key_stands_in_every_document(samples: Written) -> None:
    assert len(samples.front_matters()) == len([p for p in RAW.rglob("*") if p.is_file()])
    for _, data, _ in _documents(samples):
        assert set(data) >= KEYS
        assert set(data["source"]) >= {"file", "sha256", "media_type", "url", "retrieved", "published"}


def test_the_front_matter_is_read_back_as_it_was_meant(samples: Written) -> None:
    for document, data, _ in _documents(samples):
        assert data == json.loads(json.dumps(front_matter(document.directive)))


def test_values_are_of_their_kinds(samples: Written) -> None:
    for _, data, _ in _documents(samples):
        assert data["state"] in STATES
        assert data["branch"] in ("state", "party", "other", None)
        dates = [data["date"], data["source"]["published"], *(cite["date"] for cite in data["cites"])]
        assert all(ISO_DATE.fullmatch(date) for date in dates if date is not None)
        for name in FIELDS:
            assert data[name] != "", name
        assert {part["kind"] for part in data["parts"]} <= {"annex", "regulation", "forwarded"}
        assert all(task["heading"] and len(task["heading"]) <= 120 for task in data["tasks"])


def test_all_text_but_quotes_is_composed(samples: Written) -> None:
    decomposed = 0
    for document, data, _ in _documents(samples):
        decomposed += document.source_text.text != unicodedata.normalize("NFC", document.source_text.text)
        for text in (*_strings(data), samples.body(data["id"])):
            assert unicodedata.is_normalized("NFC", text)
    assert decomposed, "no sample with combining marks: the test shows nothing"


def test_a_document_is_the_file_of_its_id(samples: Written) -> None:
    written_ids = [path.stem for path in samples.out.glob("directives/**/*.md")]
    assert sorted(written_ids) == sorted(data["id"] for _, data, _ in _documents(samples))
    assert len(set(written_ids)) == len(written_ids)
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", key) for key in written_ids)


def test_fixity_is_that_of_the_bytes_received(samples: Written) -> None:
    for _, data, _ in _documents(samples):
        content = (RAW / data["source"]["file"]).read_bytes()
        assert data["source"]["sha256"] == hashlib.sha256(content).hexdigest()


def test_every_value_has_its_evidence_and_every_quote_is_the_text_at_its_place(samples: Written) -> None:
    statuses: Counter[str] = Counter()
    for _, data, text in _documents(samples):
        assert set(data["evidence"]) == {name for name in FIELDS if data[name]}
        for name, evidence in data["evidence"].items():
            statuses[evidence["status"]] += 1
            assert evidence["rule"], name
            if evidence["status"] == "stated":
                assert evidence["quote"], name
            if evidence["status"] == "inferred":
                assert evidence["quote"] or evidence["note"], name
            if evidence["start"] is not None:
                assert evidence["quote"] == text[evidence["start"] : evidence["end"]], name
            else:
                assert evidence["end"] is evidence["quote"] is None, name
    assert set(statuses) == {"stated", "inferred"}


def test_every_mention_is_the_text_at_its_place(samples: Written) -> None:
    forms: Counter[str] = Counter()
    for _, data, text in _documents(samples):
        firsts = [cite["mentions"][0]["start"] for cite in data["cites"]]
        assert firsts == sorted(firsts)
        for cite in data["cites"]:
            for mention in cite["mentions"]:
                forms[mention["form"]] += 1
                assert mention["quote"] == text[mention["start"] : mention["end"]] != ""
            assert (cite["number"] is None) == (cite["mentions"][0]["form"] == "name")
    assert set(forms) == {"full", "short", "name"}


def test_every_quote_wherever_it_stands_is_the_text_at_its_place(samples: Written) -> None:
    """Of the contract's keys and of those that are added to them."""
    for _, data, text in _documents(samples):
        quoted = [found for found in _mappings(data) if found.get("quote") is not None]
        assert len(quoted) > len(data["evidence"]) / 2
        for found in quoted:
            assert found["quote"] == text[found["start"] : found["end"]]


def _mappings(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _mappings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _mappings(inner)


def test_no_document_cites_itself(samples: Written) -> None:
    instruments = samples.json("instruments.json")
    for _, data, _ in _documents(samples):
        held = [cite["key"] for cite in data["cites"] if instruments[cite["key"]]["held"] == data["id"]]
        assert held == []


def test_the_ledger_covers_every_character_once(samples: Written) -> None:
    for _, data, text in _documents(samples):
        ledger = samples.json(f"ledger/{data['id']}.json")
        assert (ledger["source"], ledger["sha256"]) == (data["source"]["file"], data["source"]["sha256"])
        assert ledger["chars"] == len(text)
        spans = [*map(tuple, ledger["kept"]), *((o["start"], o["end"]) for o in ledger["omitted"])]
        times = Counter(at for start, end in spans for at in range(start, end) if not text[at].isspace())
        assert times == Counter(at for at, char in enumerate(text) if not char.isspace()), data["id"]


def test_kept_text_with_the_repairs_is_what_the_page_shows(samples: Written) -> None:
    """As a multiset: the foot's two columns are printed side by side and shown one after the other."""
    for document, data, text in _documents(samples):
        ledger = samples.json(f"ledger/{data['id']}.json")
        mended = list(text)
        for repair in ledger["repairs"]:
            assert text[repair["start"] : repair["end"]] == repair["from"]
            mended[repair["start"] : repair["end"]] = [
                repair["to"],
                *[""] * (repair["end"] - repair["start"] - 1),
            ]
        kept = "".join(char for start, end in ledger["kept"] for char in mended[start:end])
        printed = (line for lines in data["printed"].values() for line in lines)
        cells = (cell for block in document.directive.blocks for row in block.rows for cell in row)
        words = (block.text for block in document.directive.blocks if not block.rows)
        shown = "".join((*printed, *words, *cells))
        assert Counter(ink(unicodedata.normalize("NFC", kept))) == Counter(ink(shown)), data["id"]


def test_the_body_reads_as_the_blocks_when_markdown_has_rendered_it(samples: Written) -> None:
    for document, data, _ in _documents(samples):
        page = rendered(samples.body(data["id"]))
        blocks = document.directive.blocks
        shown = [
            "".join(cell for row in block.rows for cell in row) if block.rows else block.text
            for block in blocks
        ]
        assert ink(page.text_content()) == ink("".join(shown)), data["id"]
        for task in data["tasks"]:
            assert len(page.xpath("//*[@id=$id]", id=task["anchor"])) == 1
        for part in data["parts"]:
            assert page.xpath("//*[@id=$id]", id=part["anchor"])[0].tag == "h2"
        headings = [block for block in blocks if block.kind is BlockKind.HEADING]
        assert len(page.xpath("//h2 | //h3 | //h4 | //h5 | //h6")) == len(headings)


def test_instruments_have_their_keys_and_are_cited(samples: Written) -> None:
    instruments = samples.json("instruments.json")
    ids = {data["id"] for _, data, _ in _documents(samples)}
    assert list(instruments) == sorted(instruments)
    for key, entry in instruments.items():
        assert set(entry) >= INSTRUMENT_KEYS
        assert entry["held"] is not None or entry["cited_by"], key
        assert {*entry["cited_by"], *filter(None, [entry["held"]])} <= ids
        for said in entry["described"]:
            assert set(said) == {"by", "field", "value", "start", "end"}
            assert said["by"] in entry["cited_by"]
        for right in entry["held_right"].values():
            assert set(right) == {"value", "why"}
            assert right["why"]


def test_the_report_counts_what_it_lists(samples: Written) -> None:
    report = samples.json("report.json")
    severities = Counter(found["severity"] for found in report["diagnostics"])
    counts = report["counts"]
    assert set(severities) <= {"error", "warning", "info"}
    assert [counts[f"{name}s"] for name in ("error", "warning", "info")] == [
        severities[name] for name in ("error", "warning", "info")
    ]
    assert counts["documents"] == len(samples.front_matters())
    for found in report["diagnostics"]:
        assert set(found) == {"code", "severity", "file", "line", "message", "remedy"}
        assert found["message"] and found["remedy"]
        assert (RAW / found["file"]).is_file()


def test_diagnostics_of_a_document_are_those_of_its_file_in_the_report(samples: Written) -> None:
    reported: dict[str, set[str]] = {}
    for found in samples.json("report.json")["diagnostics"]:
        reported.setdefault(found["file"], set()).add(found["code"])
    told = {d["source"]["file"]: set(d["diagnostics"]) for _, d, _ in _documents(samples) if d["diagnostics"]}
    assert told == reported


def test_a_field_that_the_text_does_not_state_is_no_warning(samples: Written) -> None:
    missing = [d for d in samples.json("report.json")["diagnostics"] if d["code"].startswith("missing-")]
    assert missing
    assert {found["severity"] for found in missing} == {"info"}
