"""The bodies that words name."""

from __future__ import annotations

import re

from generator.knowledge.assigning import is_listed, never, next_body, opener, verb_after

_ASIDE = re.compile(r"\s*\([^()]*\)|,? có tên (?:nêu )?(?:tại|ở|trong) Điều \d+")
_PLACE = " nơi "
"""What opens the words on where a body is: ``Ủy ban nhân dân các xã nơi có đê``."""
_LONGEST_NAME = 360
"""Characters of a list of bodies; a longer one is a sentence about something else."""


def bodies_in(words: str) -> tuple[str, ...]:
    """The bodies that words name, if that is all they do; ``Báo và Đài …`` is one name."""
    spoken = words[:1] + words[1:].lower() if words.isupper() else words  # a heading in capitals
    spoken = _ASIDE.sub("", spoken)
    if len(words) > _LONGEST_NAME or not opener().match(spoken):
        return ()
    if never().search(spoken.partition(_PLACE)[0]) or f"{spoken} ".endswith(_PLACE) or verb_after(spoken):
        return ()
    if ":" in words:
        return (words.strip(" ,;"),) if is_listed(words) else ()
    words = _ASIDE.sub("", words).strip(" ,;")
    names = tuple(name.strip(" ,;") for name in next_body().split(words))
    if all(" " in name for name in names):
        return names
    return (words,) if " " in words else ()  # "Sở" alone is a name cut short
