"""Citations by number: what stands left of a number (type) and right of it (date, body)."""

from __future__ import annotations

import re

from generator.extract.citations.dating import with_date, with_date_before
from generator.extract.citations.raw import RawCite
from generator.extract.citations.typed import (
    is_other_noun,
    nearest_type,
    type_farther_left,
    type_glued,
    type_word,
    types_of_symbol,
)
from generator.knowledge.bodies import body_at
from generator.knowledge.citing import issuer_end, number_word_before, other_words, type_before
from generator.knowledge.doctypes import types_abbreviated
from generator.knowledge.laws import LawName
from generator.knowledge.signing import office_length, person_name
from generator.model import Form
from generator.numbers import NUMBER_PATTERN, Number, central_body, parse_number, with_rest_of_body
from generator.text import aligned_fold, compiled

_WINDOW = 140
_SAME_DAY = re.compile(r"(?:cùng|đều) ngày")
_OF = re.compile(r"\s?,?\s?(?:\)\s?)?(?:cua|do)\s")
_BETWEEN = re.compile(r"\s?,?\s?giua\s")
_OF_SEVERAL = re.compile(
    r"\s?,?\s?cua lien (?:bo|nganh|tich)\b[^.;\d]{0,140}?(?=,\s?ngay \d|\sban hanh ngay \d)"
)
"""``của liên Bộ: Nông nghiệp và PTNT - Công an - Quốc phòng``, between a number and its date."""
_TERM = re.compile(r"kh[oó][aá]\s(?P<term>[IVX]+)", re.IGNORECASE)
_LINK = re.compile(r"\s?(?:[,;]\s?)?(?:(?:và|hoặc|cùng|đến)\s|-\s?)?$")
_LOOSE_END = re.compile(r"(?:,| và| cùng)$")
_MEMBERS = re.compile(
    r" và các (?:tổ chức thành viên|đoàn thể chính trị - xã hội|tổ chức chính trị - xã hội)"
)
"""Who is named with a body, as one party of what it has issued."""
_ORDERING = re.compile(r"\s*(?:yêu cầu|chỉ thị|giao|quyết định|đề nghị|ban hành|đã|cũng)")
"""Verbs of which a body is the subject: it stands at the head of the next clause, not behind 'của'."""
_OF_PROVINCE = re.compile(r"^ (?:tỉnh|thành phố)(?= )")
"""Of other units a name may look like a person's (``huyện Trần Văn Thời``)."""
_PAGE_NUMBER = re.compile(r"(?:^|[^a-z])so (\d{1,3} )$")
"""A page number that stands between ``số`` and the number, where a page ended."""
_LETTER = "CV"
"""Letters: the one type that stands in short before a number of which the symbol has no type."""
_SHORT_TYPE = re.compile(r"(?<!\w)([A-ZĐ][A-ZĐr]{0,3})\s$")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHARED_DIGITS = re.compile(r"(?:\d{1,4}[a-z]?(?:\s?,\s?|,?\s(?:và|hoặc)\s)(?:số\s)?)+$")


def numbered_cites(passage: int, text: str, folded: str, laws: list[LawName]) -> list[RawCite]:
    """The citations by number in a passage, in order. Parts that a list shares are shared: a type
    before several numbers, a date or a body after them."""
    found: list[RawCite] = []
    shown = text.translate(_LATIN) if _CYRILLIC.search(text) else text
    shown = _SMALL_SYMBOL.sub(_in_capitals, shown) if any(sign in shown for sign in _SMALL_TYPES) else shown
    for match in NUMBER_PATTERN.finditer(shown):
        start = _first_digit(text, match)
        number = parse_number("".join(text[start : match.start()].split()) + match.group())
        if number is None or _is_torn(number, text, match.end()):
            continue
        before = found[-1] if found else None
        end = match.end()
        rest = _REST_OF_BODY.match(text, end)
        if rest and (whole := with_rest_of_body(number, rest.group(1))):
            number, end = whole, rest.end()
        cite = _cite(passage, text, folded, (start, end), number, before, laws)
        if cite is not None:
            found.extend(_with_shared_symbol(cite, text, folded, match))
            found.append(cite)
    return _shared(found, text)


_CYRILLIC = re.compile("[АВСЕНКМОРТХ]")
_LATIN = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")
"""Cyrillic capitals that portals have in numbers for the Latin ones that look like them (``TT-BTС``)."""
_SMALL_TYPES = ("/tt-", "/ttlt-", "/nđ-", "/qđ-", "/nq-", "/ct-", "-cp ", "/cp ", "-ttg ", "/ttg ")
_SMALL_SYMBOL = re.compile(
    r"(?<![\w/])\d{1,5}(?:/(?:19|20)\d{2})?(?:/(?:ttlt|tt|nđ|qđ|nq|ct)-[a-zđ]{2,8}(?:-[a-zđ]{2,8}){0,4}"
    r"|[-/](?:cp|ttg)(?=\sngày))(?![\w-])"
)
"""A symbol in small letters, as the titles of pages and careless copies have it (``89/2013/tt-btc``)."""


def _in_capitals(symbol: re.Match[str]) -> str:
    return symbol.group().upper()


_YEAR_IN_SYMBOL = re.compile(r"/(?:19|20)\d\d")


def _is_torn(number: Number, text: str, end: int) -> bool:
    """Whether the symbol broke off behind the type, with only a hyphen left (``118/TB-`` at a torn line), or
    goes on with a year, in an order that is no rule (``41/QĐ/1998/BCN``); a letter's symbol has a unit behind
    its body (``1402/UBND-``)."""
    broken = text[end : end + 1] == "-" or _YEAR_IN_SYMBOL.match(text, end) is not None
    cut = bool(types_abbreviated(number.bodies)) or number.bodies == "UBND"
    return number.type_code is None and broken and cut


_REST_OF_BODY = re.compile(r"\s([A-ZĐ]{1,3}|(?<=HĐNN )[78])(?=[\s,;.)])")
_FIRST_DIGIT = re.compile(r"(?<!\d)s\S{1,2}\s?:?\s?(\d)\s$", re.IGNORECASE)


def _first_digit(text: str, match: re.Match[str]) -> int:
    """Where a number begins: at a digit that OCR set apart (``số 1 1/CT-UB``), else as matched."""
    low = max(0, match.start() - 8)
    apart = _FIRST_DIGIT.search(text[low : match.start()]) if len(match["digits"]) == 1 else None
    return low + apart.start(1) if apart else match.start()


def _cite(
    passage: int,
    text: str,
    folded: str,
    span: tuple[int, int],
    number: Number,
    before: RawCite | None,
    laws: list[LawName],
) -> RawCite | None:
    begin, end = span
    low = max(before.end if before else 0, begin - _WINDOW)
    left = folded[low:begin]
    if len(number.digits) > 1 and (stray := _PAGE_NUMBER.search(left)):
        left = left[: stray.start(1)]
    law = next(
        (
            law
            for law in laws
            if re.fullmatch(
                r"(?:\s\([A-ZĐ]{2,10}\))?,?\s?\(?(?:(?:Bộ l|L)uật )?s[^\s\d]{1,2}[ :.]{0,2}",
                text[law.end : begin],
            )
        ),
        None,
    )
    if law:
        cite = RawCite(
            passage,
            law.start,
            end,
            end,
            law.kind,
            Form.FULL,
            number,
            title=text[law.start : law.end],
        )
        return _with_date_and_body(cite, text, folded)
    typed = nearest_type(left) or type_glued(left, text[low : low + len(left)])
    if typed and not is_other_noun(typed):
        start, type_name = low + typed.start("type"), type_word(typed["type"], number)
        cite = RawCite(passage, start, end, end, type_name, Form.FULL, number)
        if typed["of"]:
            of = text[low + typed.start("of") : low + typed.end("of")].strip(" ,")
            cite = cite._replace(issuer=_issuing(re.sub(r"^(?:của|CỦA) ", "", of)))
        return _with_date_and_body(cite, text, folded)
    return _untyped(passage, text, folded, span, number, before)


def _untyped(
    passage: int, text: str, folded: str, span: tuple[int, int], number: Number, before: RawCite | None
) -> RawCite | None:
    """A number without its type: of a list that has it at its head, or plain from its symbol."""
    begin, end = span
    low = max(before.end if before else 0, begin - 12)
    word = number_word_before().search(folded[low:begin])
    if word and text[low + word.start() : begin].strip(" :.").lower() in other_words():
        word = None
    start = low + word.start() if word else begin
    if (
        before
        and before.number
        and _follows(before, number, text[before.end : start], worded=word is not None)
        and _same_code(before.number, number)
    ):
        cite = RawCite(passage, start, end, end, before.type, Form.FULL, number, has_type=False)
        return _with_date_and_body(cite, text, folded)
    if listed := _digits_before(text, folded, begin):
        cite = RawCite(
            passage, begin, end, end, type_word(listed[1], number), Form.FULL, number, has_type=False
        )
        return _with_date_and_body(cite, text, folded)
    noun = re.search(r"(\w+)\s*$", text[low:start]) if word else None
    noun = noun or _SHORT_TYPE.search(text[low:start])
    short = types_abbreviated(noun.group(1)) if noun else ()
    if noun and not (word or number.type_code or _bears(number, noun.group(1))):
        noun, short = None, ()
    types = types_abbreviated(number.type_code) if number.type_code else ()
    if noun and short:
        start = low + noun.start()  # "NQ số 15-NQ/TU", "CV số 2105/UBND-NC": the type in short
    local = number.bodies.split("-")[0] in ("UBND", "HĐND", "TU", "UB")
    plain = types and not (noun and word) and (central_body(number) or local or number.is_party)
    plain = plain or (types and _is_normative(number))
    if not (short or plain):  # "giấy phép số 12/…": the noun before is no type
        return _of_type_before(passage, text, folded, (start, end), number, worded=word is not None)
    types = short or types
    cite = RawCite(passage, start, end, end, types[0].name, Form.FULL, number, has_type=bool(short))
    return _with_date_and_body(cite, text, folded)


def _follows(before: RawCite, number: Number, between: str, *, worded: bool) -> bool:
    """Whether a number is the next of the list that the citation before it is of; behind the body that issued
    that one (``số 7424/CĐ-BNN của Bộ Nông nghiệp; số 20/CĐ-QG``) only one of the same type, or of a central
    body, that ``số`` stands before."""
    if _LINK.fullmatch(between):
        return True
    if not (worded and before.issuer and before.number and before.number.type_code == number.type_code):
        return False
    known = number.type_code is not None or central_body(number) is not None
    return known and bool(_LINK.fullmatch(between[before.tail - before.end :]))


def _of_type_before(
    passage: int, text: str, folded: str, span: tuple[int, int], number: Number, *, worded: bool
) -> RawCite | None:
    """A number whose type stands some words before it (``Quyết định công bố án lệ 594/QĐ-CA``); without
    ``số`` before it, only where the symbol says the type."""
    if not worded and number.type_code is None:
        return None
    start, end = span
    typed = type_farther_left(folded[:start], types_of_symbol(number))
    if typed is None:
        return None
    coded = types_abbreviated(number.type_code) if number.type_code else ()
    type_name = coded[0].name if coded else type_word(typed["type"], number)
    cite = RawCite(passage, typed.start("type"), end, end, type_name, Form.FULL, number)
    return _with_date_and_body(cite, text, folded)


def _bears(number: Number, short: str) -> bool:
    """Whether a type in short may stand right before a number that does not begin with a type: letters may,
    and a type that the symbol ends with (``QĐ 1288-VH/QĐ``)."""
    return short == _LETTER or number.bodies.endswith(f"-{short}")


def _is_normative(number: Number) -> bool:
    """Whether a number with its year, type and body is of a normative act, whatever OCR made of the noun
    before it (``Hân số 11/2018/TT-BYT``).

    Source: Nghị định 34/2016/NĐ-CP, Điều 57 (số, năm ban hành, loại văn bản, cơ quan ban hành).
    """
    local = number.bodies in ("UBND", "HĐND") and number.type_code in ("QĐ", "NQ")
    central = number.type_code in ("TT", "NĐ", "TTLT") and central_body(number) is not None
    return number.year is not None and (local or central)


def _same_code(one: Number, other: Number) -> bool:
    return one.type_code == other.type_code or other.type_code is None


def _with_date_and_body(cite: RawCite, text: str, folded: str) -> RawCite:
    cite = with_date(cite, text, folded)
    cite = _with_body(cite, text, folded)
    if cite.date is None and cite.bad_date is None:
        cite = with_date(cite, text, folded)
    return cite if cite.date or cite.bad_date else with_date_before(cite, text)


def _with_body(cite: RawCite, text: str, folded: str) -> RawCite:
    if several := _OF_SEVERAL.match(folded, cite.tail):
        return cite._replace(tail=several.end())
    between = _BETWEEN.match(folded, cite.tail)
    of = between or _OF.match(folded, cite.tail)
    start = of.end() if of else cite.tail + len(text[cite.tail :]) - len(text[cite.tail :].lstrip())
    if not text[start : start + 1].isupper() or (not of and body_at(folded[start : start + 60]) is None):
        return cite
    partner = text.find(" với ", start, start + 80) if between else -1
    end = _body_end(text, folded, partner + 5 if partner > 0 else start)
    members = _MEMBERS.match(text, end)
    end = members.end() if members else end
    name = _LOOSE_END.sub("", text[start:end].strip(" ,"))
    if not of and _ORDERING.match(text, end):
        return cite
    if between:
        name = re.sub(r" với ", "; ", name, count=1)
    term = _TERM.search(name)
    return cite._replace(issuer=_issuing(name) or cite.issuer, term=term["term"] if term else None, tail=end)


def _issuing(name: str) -> str | None:
    """The name of who issues; ``None`` where it is a person's, who signs (``do Phó Chủ tịch Nguyễn Văn Quế
    ký``), and of what body is not said."""
    folded = aligned_fold(name)
    office = office_length(folded)
    of = folded[office:].lstrip()
    body = body_at(of) if office else None
    if body:
        behind = _OF_PROVINCE.sub("", name[len(name) - len(of) + body[1] :])
        return None if len(behind.split()) > 2 and person_name(behind) else name
    return None if person_name(name[office:]) else name or None


def _body_end(text: str, folded: str, start: int) -> int:
    in_capitals = text[start : start + 40].isupper()
    known = body_at(folded[start : start + 80])
    stop = issuer_end().search(text.lower() if in_capitals else text, start + (known[1] if known else 0))
    end = stop.start() if stop else len(text)
    term = re.compile(r"\(kho[aá] [ivx]+\)").match(folded, end)
    if term:
        rest = issuer_end().search(text, term.end())
        end = rest.start() if rest and rest.start() - term.end() < 12 else term.end()
    unit = _OF_A_UNIT.search(text[start:end])
    if unit and (wider := _WIDER_UNIT.match(text, end)):
        end = wider.end()
    following = _next_type(folded, start, end)
    return min(following, start + 140)


_UNIT_NAME = r"(?: [A-ZĐÀ-Ỹ]\w{0,12}){1,4}"
_OF_A_UNIT = compiled(rf"(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố){_UNIT_NAME}$")
_WIDER_UNIT = compiled(
    rf"(?:, (?:huyện|quận|thị xã|thành phố){_UNIT_NAME})?(?:, (?:tỉnh|thành phố){_UNIT_NAME})"
)
"""``của Tòa án nhân dân huyện Châu Phú, tỉnh An Giang``: the units that a smaller one is of."""
_AND_ANOTHER = re.compile(
    r",? (?:va|cung) (?:cac )?(?:nghi|chi thi|quyet dinh|ket luan|ke hoach|chuong trinh|thong tu|luat"
    r"|huong dan|quy dinh|cong van|van ban|de an|(?:to trinh|bao cao|thong bao|bien ban|quy che"
    r"|cong dien|thong tri) so)"
)


def _next_type(folded: str, start: int, end: int) -> int:
    """Where ``và`` and another instrument's type cut the name of a body short, else ``end``."""
    cut = _AND_ANOTHER.search(folded, start, end)
    return cut.start() if cut else end


def _digits_before(text: str, folded: str, begin: int) -> tuple[re.Match[str], str] | None:
    """The numbers of a list right before one that bears the symbol of all, and their type, folded."""
    listed = _SHARED_DIGITS.search(text, max(0, begin - 60), begin)
    if listed is None:
        return None
    typed = type_before().search(folded[max(0, listed.start() - _WINDOW) : listed.start()])
    of_years = (
        typed and not typed["so"] and _YEARS.search(listed.group())
    )  # "Kế hoạch 2024, 2025 và 12/KH-UBND"
    return (listed, typed["type"]) if typed and not of_years else None


def _with_shared_symbol(cite: RawCite, text: str, folded: str, match: re.Match[str]) -> list[RawCite]:
    """``Chỉ thị 01, 13, 33/CT-UB``: numbers before the one that bears the symbol."""
    listed = _digits_before(text, folded, match.start())
    if not listed or cite.number is None:
        return []
    digits_before, type_printed = listed
    symbol = text[match.start() + len(match["digits"]) : match.end()]
    type_name = type_word(type_printed, cite.number)
    shared = []
    for digits in re.finditer(r"\d{1,4}[a-z]?", digits_before.group()):
        number = parse_number(digits.group() + symbol)
        start = digits_before.start() + digits.start()
        if number:
            end = digits_before.start() + digits.end()
            shared.append(
                RawCite(cite.passage, start, end, end, type_name, Form.FULL, number, has_type=False)
            )
    return shared


def _may_be_of(cite: RawCite, date: str | None) -> bool:
    """Whether a date is not at odds with the year in the number itself."""
    year = cite.number.year if cite.number else None
    return year is None or date is None or date.startswith(year)


def _shared(found: list[RawCite], text: str) -> list[RawCite]:
    """Dates and bodies that stand after the last of a list, given to those before it."""
    result = list(found)
    for i in range(len(result) - 2, -1, -1):
        here, after = result[i], result[i + 1]
        if not _LINK.fullmatch(text[here.tail : after.start]):
            continue
        if (
            here.date is None
            and here.bad_date is None
            and here.issuer in (None, after.issuer)
            and (not after.has_type or _SAME_DAY.search(text, after.start, after.tail))
            and _may_be_of(here, after.date)
        ):
            here = here._replace(date=after.date)
        if here.issuer is None and here.number and after.number and here.number.bodies == after.number.bodies:
            here = here._replace(issuer=after.issuer, term=after.term)
        result[i] = here
    return result
