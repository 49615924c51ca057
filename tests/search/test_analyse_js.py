"""The browser's analyser against the same golden vectors, and against Python on hostile text."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path
from typing import Any

import yaml

from generator.search.analyse import tokens
from tests.search.browsing import MODULES, node

VECTORS = yaml.safe_load(Path(__file__).with_name("analyser.yml").read_text("utf-8"))
MODULE = MODULES / "analyser.js"
SCRIPT = """
import {{ tokens }} from "{module}";
let input = "";
for await (const part of process.stdin) input += part;
console.log(JSON.stringify(JSON.parse(input).map(tokens)));
"""


def in_javascript(texts: list[str]) -> list[list[dict[str, Any]]]:
    """What the browser's analyser makes of the texts, run by node."""
    script = SCRIPT.format(module=MODULE.as_uri())
    done = subprocess.run(
        [node(), "--input-type=module", "-e", script],
        input=json.dumps(texts),
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    found: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return found


def test_golden_vectors() -> None:
    found = in_javascript([vector["text"] for vector in VECTORS])
    for vector, made in zip(VECTORS, found, strict=True):
        assert [token["term"] for token in made] == vector["terms"], vector["text"]
        if "exact" in vector:
            assert [token["exact"] for token in made] == vector["exact"], vector["text"]
        if "spans" in vector:
            assert [[token["start"], token["end"]] for token in made] == vector["spans"], vector["text"]


def test_same_terms_as_python_on_any_text() -> None:
    chooser = random.Random(20240605)
    parts = [
        *"aăâđĐÐeêioôơuưy0149/-–._⁄ ()\nấộỳ",
        *["KL", "TW", "CT", "UBND", "TU", "ĐA", "th", "ng", "2019"],
    ]
    texts = ["".join(chooser.choices(parts, k=chooser.randint(1, 30))) for _ in range(3000)]
    for text, made in zip(texts, in_javascript(texts), strict=True):
        expected = [{"term": t.term, "exact": t.exact, "start": t.start, "end": t.end} for t in tokens(text)]
        assert made == expected, text
