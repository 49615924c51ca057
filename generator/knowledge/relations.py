"""How texts say what one instrument does to another, compiled from ``relations.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.knowledge.loader import load_yaml
from generator.text import fold


@dataclass(frozen=True, slots=True)
class Saying:
    """A way to say it; ``inverse`` where the instrument cited second acts on the first. Words that ``unless``
    matches, right before it, say something else."""

    kind: str
    pattern: re.Pattern[str]
    inverse: bool
    unless: re.Pattern[str] | None

    def found_in(self, folded: str) -> re.Match[str] | None:
        """Where folded words say it, to their end."""
        found = self.pattern.search(folded)
        if found and self.unless and self.unless.search(folded[: found.start() + 1]):
            return None
        return found


def saying_of(entry: dict[str, Any]) -> Saying:
    """An entry of the file, compiled."""
    unless = re.compile(entry["unless"]) if "unless" in entry else None
    return Saying(entry["kind"], re.compile(rf"(?:{entry['pattern']})$"), bool(entry.get("inverse")), unless)


@dataclass(frozen=True, slots=True)
class Speaker:
    """The document whose words are read: its ``type`` folded, ``None`` where it is not known, and whether it
    has ``cited`` an instrument of that type (of any, where its own is not known) before in the paragraph."""

    type: str | None = None
    cited: bool = False

    def is_named_by(self, match: re.Match[str]) -> bool:
        """Whether the document is who acts in the words: they name nobody, or name it (``Chỉ thị này``)."""
        groups = match.groupdict()
        noun = groups.get("noun")
        if noun is None:
            return True
        if groups.get("this"):
            return noun in {self.type, "van ban"} or (self.type is None and not self.cited)
        return noun == self.type and not self.cited


@cache
def _sayings(part: str) -> tuple[Saying, ...]:
    return tuple(saying_of(entry) for entry in load_yaml("relations.yml")[part])


def said_between(words: str) -> Saying | None:
    """What the words from one citation to the next say that the two have to do with each other."""
    folded = fold(words)
    return next((saying for saying in _sayings("between") if saying.found_in(folded)), None)


def said_before(words: str, speaker: Speaker) -> Saying | None:
    """What the words of a sentence up to a citation say that the citing document does to it."""
    return _said_of_itself("own", words, speaker)


def _said_of_itself(part: str, words: str, speaker: Speaker) -> Saying | None:
    folded = fold(words)
    for saying in _sayings(part):
        found = saying.found_in(folded)
        if found and speaker.is_named_by(found):
            return saying
    return None


@cache
def _lists() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{e['pattern']})" for e in load_yaml("relations.yml")["list"]))


def goes_on(words: str) -> bool:
    """Whether the words between two citations only carry a list on."""
    return bool(_lists().fullmatch(fold(words)))


def said_of_list(words: str, speaker: Speaker) -> Saying | None:
    """What a block says that the citing document does to each instrument of the list below it."""
    return _said_of_itself("below", words, speaker)


@cache
def _drafting() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{e['pattern']})" for e in load_yaml("relations.yml")["drafting"]))


def is_drafting(words: str) -> bool:
    """Whether words that open a list are about what somebody is to draft or to propose."""
    return bool(_drafting().search(fold(words)))
