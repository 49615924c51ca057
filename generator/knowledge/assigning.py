"""How directives assign work, compiled from ``assignments.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from generator.knowledge.body_names import END, any_words, data, opener
from generator.text import compiled, fold


@cache
def order() -> re.Pattern[str]:
    """The words that open an order (``Giao``), at the beginning of what is matched; the group ``colon`` is
    that of ``Yêu cầu: Sở Y tế …``."""
    return compiled(rf"(?:{any_words(data()['orders'])})(?P<colon>:)? (?=\S)")


@cache
def command(*, offices: bool) -> re.Pattern[str]:
    """An order that names who gives it: ``Chủ tịch UBND tỉnh yêu cầu``. The group ``who`` begins there; the
    name of a body follows. With ``offices`` a ministry may give it too."""
    authorities = [*data()["authorities"], *(data()["offices"] if offices else ())]
    told = rf" (?:{any_words(data()['told'])}){END}"
    someone = rf"(?:{any_words(authorities)}){END}(?:(?!{told})[^,;:.]){{0,60}}?"
    who = rf"(?P<who>{someone}|(?:{any_words(data()['texts'])}))"
    return compiled(rf"(?:^|[,;–-] ?){who}{_ordering()} (?={opener().pattern})")


def _ordering() -> str:
    words = any_words(data()["ordering"])
    return rf"(?: cũng| tiếp tục)? (?:{words})(?: trước mắt| ngay|,)?(?P<colon>:)?"


@cache
def own_command() -> re.Pattern[str]:
    """An order of any body that is named; the group ``who`` is it."""
    told = rf" (?:{any_words(data()['told'])}){END}"
    words = any_words(data()["ordering"])
    who = rf"(?P<who>{opener().pattern}(?:(?!{told})[^,;:.]){{0,80}}?)"
    return compiled(
        rf"(?:^|[,;–-] ?){who}(?: cũng| tiếp tục)? (?:{words})(?P<colon>:)? (?={opener().pattern})"
    )


@cache
def led_command() -> re.Pattern[str]:
    """An order behind the words on its ground, which names nobody who gives it: the issuer does (``Căn cứ
    Chỉ thị số …, yêu cầu các sở …``). The group ``who`` is where it begins."""
    grounds = any_words(data()["grounds"])
    told = rf" (?:{any_words(data()['told'])}){END}"
    words = any_words((*data()["ordering"], *data()["orders"]))
    order = rf"(?P<who>{words})(?P<colon>:)? (?={opener().pattern})"
    return compiled(rf"(?:{grounds}){END}(?:(?!{told})[^.:]){{0,700}}?, {order}")


@cache
def tells_contents() -> re.Pattern[str]:
    """How a sentence opens that tells what the text that it speaks of has bodies do."""
    return compiled(rf"(?:{any_words(data()['contents'])}),? ")


def is_obliged(work: str, *, told: bool) -> bool:
    """Whether work opens with words that say that it has to be done; where the contents of a text are
    ``told``, fewer words do."""
    words = (*data()["duties"], *(data()["obligations"] if told else ()))
    return any(work.startswith(f"{one} ") for one in words)


@lru_cache(maxsize=16)  # a sentence is asked for each kind of command
def may_command(text: str) -> bool:
    """Whether a text has a word of ``command`` at all: asked first, as most have none."""
    return any(word in text for word in _ordering_openings()) and _ordering_word().search(text) is not None


@cache
def _ordering_openings() -> tuple[str, ...]:
    """What the words of ``command`` open with: those of them that no other one opens."""
    words = data()["ordering"]
    return tuple(f" {word}" for word in words if not any(word.startswith(f"{one} ") for one in words))


@cache
def _ordering_word() -> re.Pattern[str]:
    return re.compile(rf" (?:{any_words(data()['ordering'])})[:,]? ")


@cache
def asks() -> re.Pattern[str]:
    """An order, whoever gives it, and whatever it is told of."""
    return compiled(
        rf"(?:^| )(?:{any_words((*data()['ordering'], *data()['orders']))}):? (?={opener().pattern})"
    )


@cache
def telling() -> re.Pattern[str]:
    """How a sentence opens that only tells of an order."""
    return compiled(rf"(?:{any_words(data()['telling'])}){END}")


def is_retold(order: str, issuer: str | None) -> bool:
    """Whether an order, from its first word on, is one that a document of ``issuer`` only tells of: a central
    authority gave it in the document of somebody else, or it was given in a letter that is named."""
    of_centre = issuer is not None and _centre().match(order) and not _centre().search(issuer)
    return bool(of_centre or _given_elsewhere().match(order))


def is_itself(body: str, issuer: str) -> bool:
    """Whether a body is the one that speaks: what it does itself it assigns to nobody. An office that makes
    known what its head said speaks for another."""
    itself = f"{_spelled(issuer)} ".startswith(f"{_spelled(body)} ")
    return itself and not issuer.startswith("Văn phòng ")


def speaks_for(who: str, issuer: str) -> bool:
    """Whether who orders is the issuer, or the body that it heads, in full or by initials, or its text."""
    if who in data()["texts"] or f" {_spelled(who)} " in f" {_spelled(issuer)} ":
        return True
    head, _, symbol = who.rpartition(" ")
    abbreviated = bool(head) and symbol.isupper() and issuer.startswith(head)
    return abbreviated and _initials(issuer.removeprefix(head)).startswith(symbol.replace("&", ""))


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in re.findall(r"\w+", name) if word != "và")


_COMMITTEE, _COUNCIL = re.compile(r"\bubnd\b"), re.compile(r"\bhdnd\b")


@lru_cache(maxsize=1_000)  # the issuer is compared with every body
def _spelled(name: str) -> str:
    words = _COMMITTEE.sub("uy ban nhan dan", fold(name))
    return _COUNCIL.sub("hoi dong nhan dan", words)


@cache
def _centre() -> re.Pattern[str]:
    return compiled(rf"(?:{any_words(data()['centre'])}){END}")


@cache
def _given_elsewhere() -> re.Pattern[str]:
    return compiled("|".join(f"(?:{entry['pattern']})" for entry in data()["given_elsewhere"]))


@cache
def results_below() -> re.Pattern[str]:
    """Words that open a list of what was done."""
    return compiled("(?:" + "|".join(f"(?:{entry['pattern']})" for entry in data()["results"]) + ")$")


@cache
def opens_list() -> re.Pattern[str]:
    """Words, to the end of a paragraph, that open a list of work of whoever they order."""
    return compiled("(?:" + "|".join(f"(?:{entry['pattern']})" for entry in data()["lists"]) + ")$")


@cache
def closing() -> re.Pattern[str]:
    """Work that only closes a letter: whoever it is sent to is let know."""
    return compiled("|".join(f"(?:{entry['pattern']})" for entry in data()["closings"]))


@cache
def defining() -> re.Pattern[str]:
    """Words of a clause that make it say what something is, not what somebody is to do."""
    return compiled(rf"(?:^| )(?:{any_words(data()['defining'])}){END}")


@cache
def duties_of() -> re.Pattern[str]:
    """Words of a heading before the name of the body whose list stands below it; the group ``duty`` where
    they speak of duties."""
    duties, others = any_words(data()["duties_of"]), any_words(data()["list_of"])
    return compiled(rf"(?:(?P<duty>{duties})|{others}) (?={opener().pattern})")


def opens_operative(text: str) -> bool:
    """Whether a paragraph ends in words that open the operative part."""
    return any(text.endswith(end) and pattern.search(text) for end, pattern in _operative())


def is_plan(title: str) -> bool:
    """Whether an attached part with this title assigns work as the document itself does."""
    return bool(_plans().match(fold(title).strip(" .:*")))


@cache
def _plans() -> re.Pattern[str]:
    return compiled("|".join(f"(?:{entry['pattern']})" for entry in data()["plans"]))


@cache
def _operative() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["ends"], compiled(rf"(?:{entry['pattern']})$")) for entry in data()["operative"])


def reports(heading: str) -> bool:
    """Whether all below a heading tells of the past."""
    return bool(_reports().match(fold(heading).strip(" .:*")))


@cache
def _reports() -> re.Pattern[str]:
    return compiled("|".join(f"(?:{entry['pattern']})" for entry in data()["reports"]))


@cache
def before() -> re.Pattern[str]:
    """Words before a body or its work: when, how, on what ground."""
    patterns, of_bodies = (
        "|".join(f"(?:{entry['pattern']})" for entry in data()[part]) for part in ("before", "before_body")
    )
    work = rf"(?:{patterns})(?={opener().pattern}|{_orders()}|{_work()})"
    return compiled(rf"(?:{work}|(?:{of_bodies})(?={opener().pattern}|{_orders()})){{1,2}}")


@cache
def _orders() -> str:
    return rf"(?:{any_words(data()['orders'])}){END}"


@cache
def _verb() -> str:
    return _any_verb(data()["verbs"])


@cache
def _work() -> str:
    return _any_verb([*data()["verbs"], *data()["works"]])


def _any_verb(verbs: Iterable[str]) -> str:
    names = rf"(?!(?:{any_words(data()['not_verbs'])}){END})"
    case = rf"(?:{any_words(data()['cases'])}) (?=[^.;]{{3,160}}? (?:phải|cần|có trách nhiệm) )"
    return rf"(?:(?:(?:phải|cần phải|cần|chỉ) )?{names}(?:{any_words(verbs)}){END}(?! của )|{case})"


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
    return compiled(rf"(?<!\w)(?<!là )(?:{any_words([*data()['names_in_verbs'], *data()['not_verbs']])})$")


def opens_work(words: str) -> bool:
    """Whether words open with work: a verb, by when and a verb, in any case of the first letter."""
    lower = words[:1].lower() + words[1:]
    return bool(_opening().match(lower) or _opening().match(_without_due(lower)))


def _without_due(lower: str) -> str:
    """Words without the time that they open with: ``trước ngày 15/12, báo cáo …``."""
    due = next((m for _, pattern, _ in _deadlines() if (m := pattern.match(lower))), None)
    return lower[due.end() :].lstrip(" ,") if due else lower


@cache
def _opening() -> re.Pattern[str]:
    return compiled(_work())


@cache
def long_title() -> re.Pattern[str]:
    """The beginning of a title that goes on behind semicolons, to the first of them."""
    return compiled("|".join(f"(?:{entry['pattern']})" for entry in data()["long_titles"]))


@cache
def _deadlines() -> tuple[tuple[tuple[str, ...], re.Pattern[str], re.Pattern[str] | None], ...]:
    """Words of which a clause with such a deadline has one at least, the deadline, what it is not behind."""
    return tuple(
        (
            tuple(e["holds"]),
            compiled(rf"(?<![\w]){e['pattern']}{END}(?!\d)"),
            compiled(e["not_after"]) if "not_after" in e else None,
        )
        for e in data()["deadlines"]
    )


def deadline_in(words: str) -> str | None:
    """By when, as printed: the date if there is one, else how often; ``None`` where the words forbid."""
    lower = words[:1].lower() + words[1:]
    if _forbidding().match(lower):
        return None
    for words_of, pattern, not_after in _deadlines():
        found = pattern.search(lower) if any(word in lower for word in words_of) else None
        if found and not (not_after and not_after.search(lower, 0, found.start())):
            return words[found.start() : found.end()]
    return None


@cache
def _forbidding() -> re.Pattern[str]:
    return compiled(rf"(?:{any_words(data()['forbidding'])}){END}")


def role_of(work: str) -> str | None:
    """The role of the body whose work these words are: ``lead``, ``coordinate``, ``report`` or
    ``monitor``; ``None`` where it simply has to do something."""
    lower = work[:1].lower() + work[1:]
    idle = role_after(lower)
    verb = _without_due((lower[idle.end() :] if idle else lower).removeprefix("định kỳ "))
    for role, verbs in data()["roles"].items():
        if any(verb.startswith(opening) for opening in verbs):
            return str(role)
    return None


def role_after(words: str) -> re.Match[str] | None:
    """The words that a clause opens with and that change nothing about the role."""
    return _role_after().match(words)


@cache
def _role_after() -> re.Pattern[str]:
    return compiled(rf"(?:{'|'.join(entry['pattern'] for entry in data()['role_after'])})+")


def column_of(head: str) -> str | None:
    """What a column of a table holds whose head this is: ``task``, ``lead``, ``doer``, ``coordinate`` or
    ``time``; ``None`` for anything else."""
    folded = fold(head).strip(" .:*")
    return next((kind for kind, pattern in _columns() if pattern.fullmatch(folded)), None)


@cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["column"], compiled(entry["pattern"])) for entry in data()["columns"])


def time_in(cell: str) -> str | None:
    """By when or how often, where that is all that a cell of the column of times says."""
    return cell.strip(" .;") if _time().fullmatch(fold(cell).strip(" .;")) else None


@cache
def _time() -> re.Pattern[str]:
    return compiled("|".join(f"(?:{entry['pattern']})" for entry in data()["times"]))
