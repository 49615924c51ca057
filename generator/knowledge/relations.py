"""How texts say what one instrument does to another, compiled from ``relations.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from generator.knowledge.loader import load_yaml
from generator.text import fold


@dataclass(frozen=True, slots=True)
class Saying:
    """A way to say it; ``inverse`` where the instrument cited second acts on the first."""

    kind: str
    pattern: re.Pattern[str]
    inverse: bool


@cache
def _sayings(part: str) -> tuple[Saying, ...]:
    return tuple(
        Saying(e["kind"], re.compile(rf"(?:{e['pattern']})$"), bool(e.get("inverse")))
        for e in load_yaml("relations.yml")[part]
    )


def said_between(words: str) -> Saying | None:
    """What the words from one citation to the next say that the two have to do with each other."""
    folded = fold(words)
    return next((saying for saying in _sayings("between") if saying.pattern.search(folded)), None)


def said_before(words: str) -> Saying | None:
    """What the words of a sentence up to a citation say that the citing document does to it."""
    folded = fold(words)
    return next((saying for saying in _sayings("own") if saying.pattern.search(folded)), None)


@cache
def _lists() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{e['pattern']})" for e in load_yaml("relations.yml")["list"]))


def goes_on(words: str) -> bool:
    """Whether the words between two citations only carry a list on."""
    return bool(_lists().fullmatch(fold(words)))


@cache
def _below() -> tuple[Saying, ...]:
    return tuple(
        Saying(e["kind"], re.compile(rf"(?:{e['pattern']})$"), inverse=False)
        for e in load_yaml("relations.yml")["below"]
    )


def said_of_list(words: str) -> Saying | None:
    """What a block says that the citing document does to each instrument of the list below it."""
    folded = fold(words)
    return next((saying for saying in _below() if saying.pattern.search(folded)), None)
