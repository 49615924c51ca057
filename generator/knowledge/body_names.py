"""How the names of bodies that work is assigned to are printed, compiled from ``assignments.yml`` and
``bodies.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from generator.knowledge.bodies import bodies, department_names
from generator.knowledge.loader import load_yaml
from generator.text import any_of, compiled

END = r"(?![a-zà-ỹđA-ZÀ-ỸĐ])"
"""Where a word ends."""
_PERSON = r"(?:[Ôô]ng|[Bb]à|đồng chí) [A-ZÀ-ỸĐ]"
_HEADS = re.compile(r"^(?:[Cc]ác đồng chí )?(?:[Tt]hủ trưởng|[Gg]iám đốc|Trưởng|Người đứng đầu) ")
_PARTED = re.compile(r", | và | - ")
_RANKS = ("các ngành", "các cấp")
_CAPITALIZED = r"[A-ZÀ-ỸĐ]\w*(?:[ -][A-ZÀ-ỸĐ]\w*)*"


def data() -> Any:
    """The knowledge of how work is assigned."""
    return load_yaml("assignments.yml")


def any_words(words: Iterable[str]) -> str:
    """A pattern of any of the words, whichever vowel bears the mark of tone (``ủy``, ``uỷ``)."""
    spelt = {*words}
    for one, other in (("ủy", "uỷ"), ("Ủy", "Uỷ"), ("òa", "oà"), ("óa", "oá"), ("ỏa", "oả")):
        spelt |= {word.replace(one, other) for word in spelt}
    return any_of(sorted(spelt))


@cache
def several() -> re.Pattern[str]:
    """A word of a name that makes it that of several bodies."""
    return compiled(r"(?:^| )(?:[Cc]ác|[Mm]ọi|[Mm]ỗi|[Tt]ừng|[Tt]oàn thể) ")


@cache
def opener() -> re.Pattern[str]:
    """How the name of a body begins."""
    not_names, names = any_words(data()["not_openers"]), any_words(data()["openers"])
    not_groups, groups = any_words(data()["not_groups"]), any_words(data()["groups"])
    group = rf"(?:[Cc]ác|[Mm]ọi|[Tt]ất cả(?: các)?) (?!(?:{not_groups}){END})(?:{groups})"
    each = rf"(?:[Mm]ỗi|[Tt]ừng) (?:{any_words(data()['each'])})"
    small = rf"(?:{any_words(data()['small_openers'])})(?= [A-ZÀ-ỸĐ])"
    return compiled(rf"(?:(?!(?:{not_names}){END})(?:{names})|{group}|{each}|{small}){END}")


@cache
def next_body() -> re.Pattern[str]:
    """What stands between two names of a list of bodies."""
    return compiled(rf"(?:[,;](?: và)?| và) (?={opener().pattern}|{_PERSON})")


@cache
def head() -> re.Pattern[str]:
    """The word for who heads a body, before its name, or a body of a place: none of a group's members."""
    return compiled(rf"(?:{any_words((*data()['heads_of_bodies'], 'UBND', 'Ủy ban nhân dân'))}){END}")


@cache
def between_members() -> re.Pattern[str]:
    """What stands between the members of a group: no ``và`` of a name (``Kế hoạch và đầu tư``)."""
    halves = {name.rpartition(" và ")[2].lower() for name in department_names() if " và " in name}
    return compiled(rf"[,;] | và (?!(?:{any_words(halves)}){END})")


@cache
def part_of_group() -> re.Pattern[str]:
    """A word that stands in the name of a group of bodies and names none by itself: ``các Sở, Ban``."""
    place = r"(?: (?:của |ở |cấp )?(?:tỉnh|huyện|[Tt]hành phố|quận|thị xã))?"
    return compiled(rf"(?:{any_words(data()['parts_of_groups'])}){place}")


@cache
def joint_office() -> re.Pattern[str]:
    """The end of the name of an office that serves two bodies, the second of which follows."""
    served = "HĐND|Hội đồng nhân dân|Đoàn ĐBQH|Đoàn đại biểu Quốc hội|UBND|Ủy ban nhân dân"
    return compiled(rf"[Vv]ăn phòng (?:{any_words(served.split('|'))})$")


@cache
def second_served() -> re.Pattern[str]:
    """The second body that a joint office serves."""
    served = ("HĐND", "Hội đồng nhân dân", "UBND", "Ủy ban nhân dân", "Ủy ban Nhân dân")
    return compiled(rf"(?:{any_words(served)})(?! các){END}")


def parted(words: str) -> tuple[str, ...]:
    """The names of a list: what stands between two that part it, unless it goes on with the name before."""
    names: list[str] = []
    start = 0
    for parted in (*next_body().finditer(words), None):
        end = parted.start() if parted else len(words)
        name = words[start:end].strip(" ,;")
        if names and _goes_on(names[-1], name):
            before = words.rindex(names[-1], 0, start)
            names[-1] = words[before:end].strip(" ,;")
        else:
            names.append(name)
        start = parted.end() if parted else end
    return tuple(names)


def _goes_on(before: str, name: str) -> bool:
    """Whether what stands in a list of names behind ``before`` belongs to that name."""
    if all(part_of_group().fullmatch(part) for part in _PARTED.split(name)):
        return bool(several().search(f" {before} ") or _HEADS.match(before))
    if name in _RANKS:
        return before.endswith(_RANKS) and before not in _RANKS
    return bool(joint_office().search(before) and second_served().match(name))


@cache
def never() -> re.Pattern[str]:
    """A word that no name of a body has."""
    return compiled(rf"(?:^| ){_never()}")


def _never() -> str:
    but = rf"(?!(?:{any_words(data()['never_but'])}){END})"
    return rf"{but}(?:{any_words(data()['never'])}){END}"


@cache
def which_of_group() -> re.Pattern[str]:
    """Words at the end of a name that say which of a group are meant: ``các huyện có rừng``."""
    words, others = any_words(data()["which"]), any_words(data()["which_not"])
    return compiled(rf"(?<! nơi) (?:{words}) (?!(?:{others}){END})[^,;.\d]{{2,24}}(?=[,;]|$)")


@cache
def with_never() -> re.Pattern[str]:
    """Names that have a word which no name of a body has by itself."""
    return compiled(rf"(?:{any_words(data()['names_with'])}){END}")


def end_of_names(words: str, start: int = 0) -> int | None:
    """Where the names of a list from ``start`` on end that are known as a whole, if work follows there: a
    word in small letters that no name goes on with."""
    at = start
    while found := _whole_name().match(words, at):
        parted = next_body().match(words, found.end())
        if parted is None:
            return found.end() if _work_behind().match(words, found.end()) else None
        at = parted.end()
    return None


@cache
def _whole_name() -> re.Pattern[str]:
    names = {*department_names(), *(body.name for body in bodies()), *data()["whole_names"]}
    spelled = any_words(re.sub(",| [–-](?= )", "", name) for name in names)
    spelled = spelled.replace(r"\ ", r"(?:,| [-–])? ")
    heads = any_words(data()["heads_of_bodies"])
    party = any_words(("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Thị ủy", "Quận ủy", "Trung ương", "Việt Nam"))
    place = rf"(?: (?:tỉnh|[Tt]hành phố|TP\.?|huyện|quận|thị xã|xã|phường)(?: {_CAPITALIZED})?| (?:{party}))?"
    return compiled(rf"(?:(?:{heads}) )?(?:{spelled}){END}{place}")


@cache
def _work_behind() -> re.Pattern[str]:
    goes_on = any_words(data()["names_go_on"])
    return compiled(rf" (?!(?:{goes_on}){END})(?!{_never()})[a-zà-ỹđ]")
