"""How directives assign work, compiled from ``assignments.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from generator.knowledge.loader import load_yaml
from generator.text import any_of, compiled, fold

_END = r"(?![a-zà-ỹđA-ZÀ-ỸĐ])"


def _data() -> Any:
    return load_yaml("assignments.yml")


def _words(words: Iterable[str]) -> str:
    """A pattern of any of the words, whichever vowel bears the mark of tone (``ủy``, ``uỷ``)."""
    either = any_of(words)
    for one, other in (("ủy", "uỷ"), ("Ủy", "Uỷ"), ("òa", "oà"), ("óa", "oá"), ("ỏa", "oả")):
        either = either.replace(one, f"(?:{one}|{other})")
    return either


@cache
def order() -> re.Pattern[str]:
    """The words that open an order (``Giao``), at the beginning of what is matched."""
    return compiled(rf"(?:{_words(_data()['orders'])}) (?=\S)")


@cache
def command(*, offices: bool) -> re.Pattern[str]:
    """An order that names who gives it: ``Chủ tịch UBND tỉnh yêu cầu``. The group ``who`` begins there; the
    name of a body follows. With ``offices`` a ministry may give it too."""
    authorities = [*_data()["authorities"], *(_data()["offices"] if offices else ())]
    told = rf" (?:{_words(_data()['told'])}){_END}"
    who = rf"(?P<who>(?:{_words(authorities)}){_END}(?:(?!{told})[^,;:.]){{0,60}}?)"
    words = _words(_data()["ordering"])
    return compiled(
        rf"(?:^|[,;–-] ?){who}(?: cũng| tiếp tục)? (?:{words})(?: trước mắt| ngay)? (?={_opener()})"
    )


def may_command(text: str) -> bool:
    """Whether a text has a word of ``command`` at all: asked first, as most have none."""
    return any(f" {word} " in text for word in _data()["ordering"])


@cache
def telling() -> re.Pattern[str]:
    """How a sentence opens that only tells of an order."""
    return compiled(rf"(?:{_words(_data()['telling'])}){_END}")


def is_retold(order: str, issuer: str | None) -> bool:
    """Whether an order, from its first word on, is one that a document of ``issuer`` only tells of: a central
    authority gave it in the document of somebody else, or it was given in a letter that is named."""
    of_centre = issuer is not None and _centre().match(order) and not _centre().search(issuer)
    return bool(of_centre or _given_elsewhere().match(order))


def is_itself(body: str, issuer: str) -> bool:
    """Whether a body is the one that speaks: what it does itself it assigns to nobody."""
    return f"{_spelled(issuer)} ".startswith(f"{_spelled(body)} ")


def speaks_for(who: str, issuer: str) -> bool:
    """Whether who orders is the issuer, or the body that the issuer heads."""
    return f" {_spelled(who)} " in f" {_spelled(issuer)} "


def _spelled(name: str) -> str:
    words = re.sub(r"\bubnd\b", "uy ban nhan dan", fold(name))
    return re.sub(r"\bhdnd\b", "hoi dong nhan dan", words)


@cache
def _centre() -> re.Pattern[str]:
    return compiled(rf"(?:{_words(_data()['centre'])}){_END}")


@cache
def _given_elsewhere() -> re.Pattern[str]:
    return compiled("|".join(f"(?:{entry['pattern']})" for entry in _data()["given_elsewhere"]))


@cache
def results_below() -> re.Pattern[str]:
    """Words that open a list of what was done."""
    return compiled("(?:" + "|".join(f"(?:{entry['pattern']})" for entry in _data()["results"]) + ")$")


@cache
def duties_of() -> re.Pattern[str]:
    """Words of a heading before the name of the body whose list stands below it; the group ``duty`` where
    they speak of duties."""
    duties, others = _words(_data()["duties_of"]), _words(_data()["list_of"])
    return compiled(rf"(?:(?P<duty>{duties})|{others}) (?={_opener()})")


@cache
def several() -> re.Pattern[str]:
    """A word of a name that makes it that of several bodies."""
    return compiled(r"(?:^| )(?:[Cc]ác|[Mm]ọi|[Tt]oàn thể) ")


@cache
def operative() -> re.Pattern[str]:
    """Words, to the end of a paragraph, that open the operative part."""
    return compiled("(?:" + "|".join(f"(?:{entry['pattern']})" for entry in _data()["operative"]) + ")$")


def reports(heading: str) -> bool:
    """Whether all below a heading tells of the past."""
    return bool(_reports().match(fold(heading).strip(" .:*")))


@cache
def _reports() -> re.Pattern[str]:
    return compiled("|".join(f"(?:{entry['pattern']})" for entry in _data()["reports"]))


@cache
def opener() -> re.Pattern[str]:
    """How the name of a body begins."""
    return compiled(_opener())


@cache
def _opener() -> str:
    not_names, names = _words(_data()["not_openers"]), _words(_data()["openers"])
    not_groups, groups = _words(_data()["not_groups"]), _words(_data()["groups"])
    several = rf"(?:[Cc]ác|[Mm]ọi) (?!(?:{not_groups}){_END})(?:{groups})"
    return rf"(?:(?!(?:{not_names}){_END})(?:{names})|{several}){_END}"


@cache
def next_body() -> re.Pattern[str]:
    """What stands between two names of a list of bodies."""
    return compiled(rf"(?:[,;]| và) (?={_opener()}|(?:ông|bà|đồng chí) [A-ZÀ-ỸĐ])")


def is_listed(words: str) -> bool:
    """Whether words are a group and the names of those in it: ``các Bộ: Công an, Tài chính``."""
    group, colon, names = words.partition(": ")
    parts = re.split(r"[,;] | và ", names.strip(" ,;"))
    plain = any(not opens_work(part) for part in parts)
    several_of_it = len(parts) > 1 and all(part[:1].isupper() for part in parts)
    return bool(colon and several().search(f" {group} ") and several_of_it and plain and ":" not in names)


@cache
def before() -> re.Pattern[str]:
    """Words before a body or its work: when, how, on what ground."""
    patterns, of_bodies = (
        "|".join(f"(?:{entry['pattern']})" for entry in _data()[part]) for part in ("before", "before_body")
    )
    work = rf"(?:{patterns})(?={_opener()}|{_orders()}|{_work()})"
    return compiled(rf"(?:{work}|(?:{of_bodies})(?={_opener()})){{1,2}}")


@cache
def _orders() -> str:
    return rf"(?:{_words(_data()['orders'])}){_END}"


@cache
def _verb() -> str:
    return _any_verb(_data()["verbs"])


@cache
def _work() -> str:
    return _any_verb([*_data()["verbs"], *_data()["works"]])


def _any_verb(verbs: Iterable[str]) -> str:
    return (
        rf"(?:(?:phải|cần) )?(?!(?:{_words(_data()['not_verbs'])}){_END})(?:{_words(verbs)}){_END}(?! của )"
    )


def verb_after(words: str, start: int = 0) -> re.Match[str] | None:
    """The first verb (group ``verb``) from ``start`` on that ends the name of a body and opens its work."""
    found = _ending().finditer(words, start)
    return next((match for match in found if not _in_name().search(words, start, match.end())), None)


@cache
def _ending() -> re.Pattern[str]:
    return compiled(rf"(?:, | )(?P<verb>{_verb()})")  # not ",? ": a search looks for first letters


@cache
def _in_name() -> re.Pattern[str]:
    """A verb, at the end of what is matched, that belongs to the name it stands in: ``Ban chỉ đạo``."""
    return compiled(rf"(?<!\w)(?:{_words([*_data()['names_in_verbs'], *_data()['not_verbs']])})$")


def opens_work(words: str) -> bool:
    """Whether words open with work: a verb, by when and a verb, in any case of the first letter."""
    lower = words[:1].lower() + words[1:]
    due = next((m for pattern, _ in _deadlines() if (m := pattern.match(lower))), None)
    rest = lower[due.end() :].lstrip(" ,") if due else lower
    return bool(_opening().match(lower) or _opening().match(rest))


@cache
def _opening() -> re.Pattern[str]:
    return compiled(_work())


@cache
def long_title() -> re.Pattern[str]:
    """The beginning of a title that goes on behind semicolons, to the first of them."""
    return compiled("|".join(f"(?:{entry['pattern']})" for entry in _data()["long_titles"]))


@cache
def never() -> re.Pattern[str]:
    """A word that no name of a body has."""
    but = rf"(?!(?:{_words(_data()['never_but'])}){_END})"
    return compiled(rf"(?:^| ){but}(?:{_words(_data()['never'])}){_END}")


@cache
def _deadlines() -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (
            compiled(rf"(?<![\w]){e['pattern']}{_END}(?!\d)"),
            compiled(e["not_after"]) if "not_after" in e else None,
        )
        for e in _data()["deadlines"]
    )


def deadline_in(words: str) -> str | None:
    """By when, as printed: the date if there is one, else how often; ``None`` where the words forbid."""
    lower = words[:1].lower() + words[1:]
    if _forbidding().match(lower):
        return None
    for pattern, not_after in _deadlines():
        found = pattern.search(lower)
        if found and not (not_after and not_after.search(lower, 0, found.start())):
            return words[found.start() : found.end()]
    return None


@cache
def _forbidding() -> re.Pattern[str]:
    return compiled(rf"(?:{_words(_data()['forbidding'])}){_END}")


def role_of(work: str) -> str | None:
    """The role of the body whose work these words are: ``lead``, ``coordinate``, ``report`` or
    ``monitor``; ``None`` where it simply has to do something."""
    lower = work[:1].lower() + work[1:]
    idle = role_after(lower)
    verb = lower[idle.end() :] if idle else lower
    for role, verbs in _data()["roles"].items():
        if any(verb.startswith(opening) for opening in verbs):
            return str(role)
    return None


def role_after(words: str) -> re.Match[str] | None:
    """The words that a clause opens with and that change nothing about the role."""
    return _role_after().match(words)


@cache
def _role_after() -> re.Pattern[str]:
    return compiled(rf"(?:{'|'.join(entry['pattern'] for entry in _data()['role_after'])})+")


def column_of(head: str) -> str | None:
    """What a column of a table holds whose head this is: ``task``, ``lead``, ``doer``, ``coordinate`` or
    ``time``; ``None`` for anything else."""
    folded = fold(head).strip(" .:*")
    return next((kind for kind, pattern in _columns() if pattern.fullmatch(folded)), None)


@cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["column"], compiled(entry["pattern"])) for entry in _data()["columns"])


def time_in(cell: str) -> str | None:
    """By when or how often, where that is all that a cell of the column of times says."""
    return cell.strip(" .;") if _time().fullmatch(fold(cell).strip(" .;")) else None


@cache
def _time() -> re.Pattern[str]:
    return compiled("|".join(f"(?:{entry['pattern']})" for entry in _data()["times"]))
