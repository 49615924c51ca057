"""How directives assign work, compiled from ``assignments.yml``."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from generator.knowledge.loader import load_yaml
from generator.text import any_of, compiled

_END = r"(?![a-zà-ỹđA-ZÀ-ỸĐ])"


def _data() -> Any:
    return load_yaml("assignments.yml")


@cache
def order() -> re.Pattern[str]:
    """The words that open an order (``Giao``), at the beginning of what is matched."""
    return compiled(rf"(?:{any_of(_data()['orders'])}) (?=\S)")


@cache
def opener() -> re.Pattern[str]:
    """How the name of a body begins."""
    return compiled(_opener())


@cache
def _opener() -> str:
    return rf"(?!(?:{any_of(_data()['not_openers'])}){_END})(?:{any_of(_data()['openers'])}){_END}"


@cache
def next_body() -> re.Pattern[str]:
    """What stands between two names of a list of bodies."""
    return compiled(rf"(?:[,;]| và) (?={_opener()})")


@cache
def _verb() -> str:
    verbs, names = _data()["verbs"], _data()["not_verbs"]
    within = sorted({name.removesuffix(v) for name in names for v in verbs if name.endswith(f" {v}")})
    behind = "".join(rf"(?<!{re.escape(words)})" for words in within)
    return rf"{behind}(?!(?:{any_of(names)}){_END})(?:{any_of(verbs)}){_END}"


@cache
def verb() -> re.Pattern[str]:
    """The verb that ends the name of a body and opens its work."""
    return compiled(rf"(?:, | )(?P<verb>{_verb()})")  # not ",? ": a search looks for first letters


def opens_work(words: str) -> bool:
    """Whether words open with work: a verb, by when and a verb, in any case of the first letter."""
    lower = words[:1].lower() + words[1:]
    due = next((m for pattern in _deadlines() if (m := pattern.match(lower))), None)
    rest = lower[due.end() :].lstrip(" ,") if due else lower
    return bool(_opening().match(lower) or _opening().match(rest))


@cache
def _opening() -> re.Pattern[str]:
    return compiled(_verb())


@cache
def never() -> re.Pattern[str]:
    """A word that no name of a body has."""
    return compiled(rf"(?:^| )(?:{any_of(_data()['never'])}){_END}")


@cache
def _deadlines() -> tuple[re.Pattern[str], ...]:
    return tuple(compiled(rf"(?<![\w]){e['pattern']}{_END}(?!\d)") for e in _data()["deadlines"])


def deadline_in(words: str) -> str | None:
    """By when, as printed: the date if there is one, else how often."""
    lower = words[:1].lower() + words[1:]
    found = (pattern.search(lower) for pattern in _deadlines())
    return next((match.group() for match in found if match), None)


def role_of(work: str) -> str | None:
    """The role of the body whose work these words are: ``lead``, ``coordinate``, ``report`` or
    ``monitor``; ``None`` where it simply has to do something."""
    for role, verbs in _data()["roles"].items():
        if any((work[:1].lower() + work[1:]).startswith(opening) for opening in verbs):
            return str(role)
    return None
