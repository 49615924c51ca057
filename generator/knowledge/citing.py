"""How running text cites instruments, compiled from ``citing.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.knowledge.doctypes import doc_types
from generator.knowledge.loader import load_yaml
from generator.text import any_of, compiled, fold


def _data() -> Any:
    return load_yaml("citing.yml")


@cache
def type_before(*, glued: bool = False) -> re.Pattern[str]:
    """A type's name at the end of folded words, an optional ``của …`` body and ``số`` behind it; ``glued``:
    behind a letter of the word before, where the blank was lost."""
    start = "(?<=[a-z])" if glued else "(?:^|(?<=[^a-z]))"
    types = any_of([t.folded for t in doc_types()])
    numbers = any_of(_data()["number_words"])
    return re.compile(
        rf"{start}(?P<type>{types})(?: (?:{any_of(_data()['of_kind'])}))?"
        rf"(?P<of> cua [a-z &-]{{2,60}}?|(?<=thong tu lien tich) (?:lien )?bo [a-z &-]{{2,60}}?)?"
        rf"(?P<so>(?: tu)?\s?\(?(?:{numbers})[ :.,_]{{0,3}})?\s?$"
    )


@cache
def number_word_before() -> re.Pattern[str]:
    """``số`` at the end of folded words."""
    return re.compile(rf"(?:^|(?<=[^a-z]))(?:{any_of(_data()['number_words'])})\s?[:._]?\s?$")


@cache
def other_words() -> frozenset[str]:
    """Words that look like ``số`` once folded and are not it."""
    return frozenset(_data()["not_number_words"])


@cache
def bare_number() -> re.Pattern[str]:
    """A type and a number without symbol, folded: ``nghi quyet so 29``."""
    types = any_of([t.folded for t in doc_types()])
    return re.compile(
        rf"(?:^|(?<=[^a-z]))(?P<type>{types}) so (?P<digits>\d{{1,5}}[a-z]?)"
        rf"(?:/(?P<year>(?:19|20)\d\d))?(?![\w/-])"
    )


_NUMBERED = re.compile(r" so \d")


def bare_numbers(folded: str) -> Iterator[re.Match[str]]:
    """Where folded words cite by a type and a number without symbol."""
    return bare_number().finditer(folded) if _NUMBERED.search(folded) else iter(())


@cache
def issuer_end() -> re.Pattern[str]:
    """Where the name of a body ends, searched in the text as printed after its beginning."""
    words = any_of([*_data()["issuer_ends"], *_data()["issuer_ends_in_any_case"]])
    return compiled(rf" (?:{words})(?![a-zà-ỹđ])|[;:.“”\"()\[\]/]|,(?! Bộ [A-ZĐ])|$")


@cache
def title_opener() -> re.Pattern[str]:
    """What opens a title, folded: ``về``, or a verb that the title begins with."""
    return re.compile(
        rf"(?:(?P<about>{any_of(_data()['title_openers'])})|(?P<verb>{any_of(_data()['title_verbs'])}))(?![a-z])"
    )


@cache
def nesting() -> re.Pattern[str]:
    """Words before a nested citation through which the title goes on; behind ``tiếp theo`` stands another."""
    return re.compile(rf"(?:^|[^a-z])(?<!tiep )(?:{any_of(_data()['nesting'])})(?: cac)?\s*$")


@cache
def title_stop() -> re.Pattern[str]:
    """Connectors at which a title has ended."""
    return re.compile(rf",? (?:{any_of(_data()['title_stops'])})(?![a-z])")


@cache
def order_behind() -> re.Pattern[str]:
    """Where, in the text as printed, a title has ended and the sentence goes on to what it is about: who
    issues the document orders something."""
    bodies, verbs = any_of(_data()["order_bodies"]), any_of(_data()["order_verbs"])
    name = rf"(?:(?! (?:{any_of(_data()['order_not_across'])}) | và (?![A-ZĐÀ-Ỹ]))[^,;.]){{0,60}}"
    return compiled(rf", (?=(?:{bodies}) ?{name} (?:{verbs})(?![a-zà-ỹđ]))")


@dataclass(frozen=True, slots=True)
class NamedForm:
    """A form of citation without number. All that it matches says its type, in any case; ``folded_type``
    is that type folded. ``key`` is a template over the pattern's groups."""

    name: str
    type: str
    folded_type: str
    pattern: re.Pattern[str]
    key: str

    def cited_in(self, text: str, folded: str) -> Iterator[re.Match[str]]:
        """Where a text cites so; ``folded`` is the text by ``aligned_fold``: most often it lacks the type."""
        return self.pattern.finditer(text) if self.folded_type in folded else iter(())


@cache
def named_forms() -> tuple[NamedForm, ...]:
    """All forms of citation by name, but laws, which have a gazetteer."""
    return tuple(
        NamedForm(e["name"], e["type"], fold(e["type"]), compiled(e["pattern"]), e["key"])
        for e in _data()["named"]
    )
