"""One text in other bytes (line ends, composed or not, blanks of other kinds) is one document."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from generator.config import default_config
from generator.pipeline import normalize_one
from tests.support.normalizing import raw_files
from tests.support.requirements import ROOT

SAMPLES = ROOT / "docs_src" / "raw"


def _nbsp(text: str) -> str:
    """Every third blank within a line as a no-break space, as Word and web pages have them."""
    at = 0
    out = []
    for char in text:
        at += char == " "
        out.append("\u00a0" if char == " " and at % 3 == 0 else char)
    return "".join(out)


def _hyphened(text: str) -> str:
    return text.replace("nh", "n\u00adh").replace(" và", " \u200bvà")


VARIANTS: dict[str, Any] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode("utf-8"),
    "windows line ends": lambda text: text.replace("\n", "\r\n").encode("utf-8"),
    "old mac line ends": lambda text: text.replace("\n", "\r").encode("utf-8"),
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode("utf-8"),
    "no-break spaces": lambda text: _nbsp(text).encode("utf-8"),
    "soft hyphens and zero-width spaces": lambda text: _hyphened(text).encode("utf-8"),
    "blanks at line ends": lambda text: text.replace("\n", " \n").encode("utf-8"),
    "UTF-16": lambda text: text.encode("utf-16"),
}
PLAIN = (
    "mau/ct-08-2024-phong-chay.pdf.txt",
    "mau/dang/ct12-tu-an-toan-giao-thong.txt",
    "mau/hai-phong/ct11_tet_at_ty.md",
)


@pytest.mark.parametrize("file", PLAIN)
@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_other_bytes_of_a_text_give_the_same_document(tmp_path: Path, file: str, variant: Any) -> None:
    text = unicodedata.normalize("NFC", (SAMPLES / file).read_text(encoding="utf-8-sig"))
    name = Path(file).name
    results = []
    for folder, content in (("plain", text.encode("utf-8")), ("variant", variant(text))):
        raw_files(tmp_path / folder, {name: content})
        results.append(normalize_one(tmp_path / folder / name, default_config(tmp_path)).directive)
    plain, other = (_without_places(asdict(directive)) for directive in results)
    assert plain["number"] and plain["cites"] and plain["recipients"] and plain["tasks"]
    assert other == plain


_PLACES = {"start", "end", "quote", "line", "sha256", "encoding"}
"""What counts characters or lines of the source text, or repeats its bytes."""


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_places(inner) for key, inner in value.items() if key not in _PLACES}
    if isinstance(value, list | tuple):
        return [_without_places(inner) for inner in value]
    return value
