"""The bodies that words name."""

from __future__ import annotations

import re
from itertools import chain

from generator.knowledge.assigning import opens_work, verb_after
from generator.knowledge.body_names import (
    between_members,
    head,
    never,
    next_body,
    opener,
    parted,
    several,
    which_of_group,
    with_never,
)

_ASIDE = re.compile(r"\s*\([^()]*\)|,? có tên (?:nêu )?(?:tại|ở|trong) Điều \d+")
_PLACE = " nơi "
"""What opens the words on where a body is: ``Ủy ban nhân dân các xã nơi có đê``."""
_LONGEST_NAME = 360
"""Characters of a list of bodies; a longer one is a sentence about something else."""


def bodies_in(words: str) -> tuple[str, ...]:
    """The bodies that words name, if that is all they do; ``Báo và Đài …`` is one name."""
    parts = words.strip(" ,;").split("; ") if ": " in words else []
    if len(parts) > 1:
        # Semicolons part what has commas of its own: ``Giám đốc các Sở: Y tế, Tài chính; Chủ tịch UBND …``.
        named = [_named_in(part.removeprefix("và ")) for part in parts]
        if all(named):
            return tuple(chain.from_iterable(named))
    return _named_in(words)


def _named_in(words: str) -> tuple[str, ...]:
    if len(words) > _LONGEST_NAME:
        return ()
    spoken = _without_asides(
        words[:1] + words[1:].lower() if words.isupper() else words
    )  # a heading in capitals
    if not opener().match(spoken):
        return ()
    spoken = with_never().sub("…", spoken)
    if verb_after(spoken):
        return ()
    if " có " in spoken and several().search(f" {spoken} "):
        spoken = which_of_group().sub("", spoken)
    if never().search(spoken.partition(_PLACE)[0]) or f"{spoken} ".endswith(_PLACE):
        return ()
    whole, words = words.strip(" ,;"), _without_asides(words).strip(" ,;")
    names = parted(words)
    if ":" in whole:
        return _with_members(whole, names)
    if any(";" in name for name in names):
        return ()  # a clause of its own, of somebody whose verb is not known
    if all(" " in name for name in names):
        return names
    return (words,) if " " in words else ()  # "Sở" alone is a name cut short


def _with_members(words: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The bodies of words of which those of a group are told behind a colon; ``names`` are its parts."""
    apart = not any(";" in name for name in names)
    if _is_listed(words, apart=apart):
        return (words,)
    return names if apart and all(":" not in name or _is_listed(name) for name in names) else ()


def _without_asides(words: str) -> str:
    return _ASIDE.sub("", words) if "(" in words or " tên " in words else words


def _is_listed(words: str, *, apart: bool = True) -> bool:
    """Whether words are a group and the names of those in it: ``các Bộ: Công an, Tài chính``. Those that
    stand before the group or behind its members are none of it where they can be told ``apart``."""
    group, colon, names = words.partition(": ")
    parts = between_members().split(names.strip(" ,;"))
    plain = any(not opens_work(part) for part in parts)
    several_of_it = len(parts) > 1 and all(part[:1].isupper() for part in parts)
    if apart and (next_body().search(group) or any(head().match(part) for part in parts)):
        return False
    return bool(colon and several().search(f" {group} ") and several_of_it and plain and ":" not in names)
