"""No pattern of ours tries a text in more and more ways: what doubling a text cannot show, as it takes the
very text that a pattern fails on."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.ambiguous import ambiguous

AMBIGUOUS = (r"(?:A+ ?)+x", r"(?:[A-Z]{2,}\s?){2,}$", r"(?:\w+\s*)*:", r"(?:(?:ab)?a*)*b")
SOUND = (
    r"(?:A+ )+x",
    r"(?:[A-Z]{2,}\s)+$",
    r"(?:(?<!\S)['\"]?[A-Z]+ ?)+$",
    r"(?:\w{1,4}(?!\w)\W*)*x",
    r"(?:a?){3}b",
    r"(?:, [^,;]+)*;",
    r"(?>word.{0,30}| )+",
)
_TELLS = """
import importlib, re, sys
compiler = importlib.import_module("re._compiler")
compile_pattern, told = compiler.compile, set()
def noted(pattern, flags=0):
    frame = sys._getframe(1)
    while frame and "generator" not in frame.f_globals.get("__name__", "").split(".")[0]:
        frame = frame.f_back
    if frame and isinstance(pattern, str) and "importlib" not in frame.f_globals["__name__"]:
        told.add((pattern, int(flags)))
    return compile_pattern(pattern, flags)
compiler.compile = noted
from pathlib import Path
from tests.cases import FOLDER, normalized
import yaml
for path in sorted(FOLDER.glob("*.yml")):
    for case in yaml.safe_load(path.read_text(encoding="utf-8")):
        if isinstance(case, dict) and isinstance(case.get("text"), str):
            normalized(case["text"], markdown=bool(case.get("markdown")))
            normalized("CHỈ THỊ\\n\\n" + case["text"])
print(repr(sorted(told)))
"""


@pytest.fixture(scope="module")
def patterns() -> list[tuple[str, int]]:
    """Every pattern that the program compiles while it works on all cases, with its flags."""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _TELLS], cwd=root, capture_output=True, text=True, check=True
    )
    found: list[tuple[str, int]] = ast.literal_eval(done.stdout)
    return found


@pytest.mark.parametrize("pattern", AMBIGUOUS)
def test_an_ambiguous_pattern_is_told(pattern: str) -> None:
    assert ambiguous(re.compile(pattern))


@pytest.mark.parametrize("pattern", SOUND)
def test_a_sound_pattern_is_told(pattern: str) -> None:
    assert not ambiguous(re.compile(pattern))


def test_no_pattern_is_ambiguous(patterns: list[tuple[str, int]]) -> None:
    assert len(patterns) > 300
    assert [pattern for pattern, flags in patterns if ambiguous(re.compile(pattern, flags))] == []
