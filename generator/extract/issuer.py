"""The issuing body or office-holder, in full, with its branch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.extract.found import Found, inferred, stated
from generator.knowledge.bodies import (
    Body,
    bodies,
    body_at,
    department_spelt,
    find_body,
    opens_unit,
    unit_words,
)
from generator.knowledge.places import Unit, find_units, unit_named
from generator.knowledge.signing import office_length
from generator.model import Status
from generator.numbers import central_body, parse_number
from generator.text import aligned_fold, compiled, fold, nfc
from generator.view import View, spanning

_PLACE = r"(?: [A-ZĐÀ-Ỹ][\w'’]*(?:[ –-][A-ZĐÀ-Ỹ][\w'’]*){0,3})?"
_COUNCILS = tuple(
    rf"{name} (?:tỉnh|[Tt]hành phố|TP\.?){_PLACE}"
    for name in (
        *("UBND", "U[ỷỶ] ban [Nn]hân dân", "Ủy ban [Nn]hân dân"),
        *("UỶ BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN"),
    )
)
_COMMITTEES = tuple(rf"{area} (?:ủy|uỷ){_PLACE}" for area in ("Tỉnh", "Thành", "Huyện"))
_CENTRAL = (
    *("Thủ tướng Chính phủ", "Bộ Chính trị", "Ban Bí thư", r"Bộ trưởng Bộ [A-ZĐ](?:(?! về )[^.,;:]){2,60}?"),
    "Chủ tịch Hội đồng Bộ trưởng",
)
_HOLDERS = (
    *(f"Chủ tịch {council}" for council in _COUNCILS),
    *_COUNCILS,
    *(f"Ban Thường vụ {committee}" for committee in _COMMITTEES),
    *_COMMITTEES,
    *_CENTRAL,
)
# Every alternative opens with a letter of its own: a search then passes over all others at once.
_WHO = f"(?P<who>{'|'.join(_HOLDERS)})"
_ORDERS = compiled(
    # Behind "của" stands who issued what is cited; the whole title of an office counts, no end of it.
    r"(?<!của )(?<!Chủ tịch )(?<!Thường vụ )"
    + _WHO
    + r"\s*,?\s*(?:yêu cầu|chỉ thị|đề nghị|giao|ban hành|quyết định)(?![a-zà-ỹ])"
)
_ISSUED = compiled(_WHO + r"\s+(?:vừa |đã |mới |vừa mới )?(?:ký )?ban hành\s")


_BARE = ("Ủy ban nhân dân", "Hội đồng nhân dân")
"""A letterhead that lost the line with the place; the orders may tell of what level the body is."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuer with its branch (``state``, ``party``, ``other``) and level; ``central`` bodies have
    no province."""

    found: Found
    branch: str | None
    central: bool


def order_in(paragraphs: Sequence[View]) -> View | None:
    """Who gives the orders in the body: ``Chủ tịch UBND tỉnh yêu cầu …``."""
    for view in paragraphs:
        match = _ORDERS.search(view.text)
        if match:
            return view[match.start("who") : match.end("who")]
    return None


def issued_by(lead: Sequence[View]) -> View | None:
    """Who issued the document by the lead of a news page: ``… vừa ban hành Chỉ thị số …``."""
    for view in lead:
        match = _ISSUED.search(view.text)
        if match:
            return view[match.start("who") : match.end("who")]
    return None


def issuer_of(
    heading: View | None,
    letterhead: Sequence[View],
    lead: View | None,
    order: View | None,
    authorities: Sequence[View],
    source: str,
) -> Issuer | None:
    """The issuer: of the heading, else of the letterhead (by its holder, where he orders in his own
    name and signs for no body), else of the lead, of the orders, of the signature's authority."""
    if heading is not None and find_body(fold(heading.text)):
        return _with_place(_named(heading, (), source, "heading-issuer"), letterhead)
    if letterhead and (body_at(fold(letterhead[-1].text)) or opens_unit(fold(letterhead[-1].text))):
        bare = full_name(letterhead[-1].text) in _BARE
        if order is not None and bare and full_name(order.text).startswith(full_name(letterhead[-1].text)):
            return _named(order, (), source, "order-issuer")
        if order is not None and _holder_of(order, letterhead[-1]) and not _for_body(authorities):
            return _named(order, letterhead, source, "order-issuer")
        if joint := _joint(letterhead, source):
            return joint
        return _named(letterhead[-1], letterhead[:-1], source, "letterhead-issuer")
    for view, rule in ((lead, "lead-issuer"), (order, "order-issuer")):
        if view is not None:
            return _named(view, (), source, rule)
    for view in authorities:
        body = find_body(fold(view.text))
        if body:
            return _named(view[body[1] :].stripped(), (), source, "authority-issuer")
    return None


def _joint(letterhead: Sequence[View], source: str) -> Issuer | None:
    """The ministries that a letterhead has one under the other: none is above another."""
    found = [body[0] for view in letterhead if (body := body_at(fold(view.text)))]
    ministries = [body for body in found if body.level == "central" and body.name.startswith("Bộ ")]
    if len(ministries) < 2 or len(ministries) < len(letterhead):
        return None
    names = [full_name(view.text) for view in letterhead]
    view = spanning("; ".join(names), letterhead[0].start, letterhead[-1].end)
    return Issuer(stated(view.text, view, source, "letterhead-issuer"), ministries[0].branch, True)


def _holder_of(order: View, body: View) -> bool:
    """Whether the order is of the chairman of the letterhead's People's Committee."""
    return (
        fold(order.text).startswith("chu tich ") and (body_at(fold(body.text)) or (None,))[0] in _committees()
    )


def _committees() -> tuple[Body, ...]:
    return tuple(body for body in bodies() if body.name == "Ủy ban nhân dân")


def _for_body(authorities: Sequence[View]) -> bool:
    return any(re.match(r"tm[. ]|t/m", fold(view.text)) for view in authorities)


def _named(view: View, above: Sequence[View], source: str, rule: str) -> Issuer:
    found = find_body(fold(view.text))
    body = found[0] if found else None
    name = full_name(view.text)
    if above and body is None:
        name = _with_superior(name, above)
    if rule == "order-issuer" and above:
        place = _place_words(above[-1].text)
        if place and place not in name:
            bare = re.sub(r" (?:tỉnh|thành phố)$", "", name)
            value = f"{bare} {place}"
            note = "Tên tỉnh, thành phố lấy từ phần đầu văn bản."
            return Issuer(inferred(value, view, source, rule, note), "state", False)
    branch = body.branch if body else _branch_above(above)
    return Issuer(stated(name, view, source, rule), branch, _is_central(name, body, above))


def _is_central(name: str, body: Body | None, above: Sequence[View]) -> bool:
    """Whether a body is central itself, or a unit of a central one that names no province."""
    if body is None and above and not find_units(name, None):
        superior = find_body(fold(above[-1].text))
        body = superior[0] if superior else None
    return body is not None and body.level == "central"


def _branch_above(above: Sequence[View]) -> str | None:
    for view in reversed(above):
        found = find_body(fold(view.text))
        if found:
            return found[0].branch
    return "state" if above else None


_PLACELESS = re.compile(
    r"(?:nhân dân (?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu)"
    r"|(?:Huyện|Quận|Thị|Thành|Đảng) ủy)$"
)


def _with_place(issuer: Issuer, letterhead: Sequence[View]) -> Issuer:
    """The issuer of a heading that leaves out what the letterhead tells: of which district or commune."""
    value = issuer.found.value
    at = _PLACELESS.search(value)
    for view in letterhead if at else ():
        name = full_name(view.text)
        start = name.find(f"{at.group()} ")  # type: ignore[union-attr]  # the loop is only run with it
        if start >= 0:
            whole = value + name[start + len(at.group()) :]  # type: ignore[union-attr]
            note = f"Tiêu đề chỉ ghi “{value}”; tên đơn vị lấy từ phần đầu văn bản."
            evidence = replace(issuer.found.evidence, status=Status.INFERRED, note=note)
            return replace(issuer, found=Found(whole, evidence))
    return issuer


_OPEN_ENDED = re.compile(
    r"(?:(?:Ủy ban|Hội đồng) nhân dân (?:tỉnh|thành phố)|Tỉnh ủy|Thành ủy|Đảng bộ tỉnh)$"
)
"""A provincial body that the text names without its province."""


def by_number(number: Found | None) -> Issuer | None:
    """The central body that the symbol of the document's own number names, where the text names no issuer
    (``15/CT-TTg``); ``TW`` is any of several, and names none.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3 (the symbol has the abbreviation of the issuing body).
    """
    parsed = parse_number(number.value) if number else None
    body = central_body(parsed) if parsed else None
    if number is None or body is None or "TW" in body.symbols:
        return None
    note = f"Văn bản không ghi tên cơ quan; ký hiệu của số {number.value} là của {body.name}."
    evidence = replace(number.evidence, status=Status.INFERRED, rule="issuer-of-number", note=note)
    return Issuer(Found(body.name, evidence), body.branch, True)


_LOCAL_PLACE = re.compile(r"(?<!\w)(?:huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|thành phố) (?P<place>.+)$")


def is_below_province(issuer: Issuer) -> bool:
    """Whether the issuer is of a district, a town or a commune."""
    return bool(_LOCAL_PLACE.search(issuer.found.value))


def _marks(text: str) -> int:
    """How many letters of a text have marks."""
    return sum(one != other for one, other in zip(nfc(text).lower(), fold(text), strict=False))


def _spelt_as(place: Found | None, issuer: Issuer) -> Issuer:
    """The issuer with the name of its district as the place of signing spells it, where the two differ in
    marks or capitals alone: OCR reads small letters better than capitals."""
    at = _LOCAL_PLACE.search(issuer.found.value)
    if place is None or at is None or fold(at["place"]) != fold(place.value):
        return issuer
    if place.value == at["place"] or _marks(place.value) < _marks(at["place"]):
        return issuer
    value = issuer.found.value[: at.start("place")] + place.value
    note = f"Tên đơn vị viết theo nơi ký “{place.value}”."
    evidence = replace(issuer.found.evidence, status=Status.INFERRED, note=note)
    return replace(issuer, found=Found(value, evidence))


def with_province(issuer: Issuer, province: Found | None, place: Found | None = None) -> Issuer:
    """The issuer with its province named, where the text gives that elsewhere (``UBND tỉnh``), and its
    district spelt as in the place of signing."""
    issuer = _spelt_as(place, issuer)
    value = issuer.found.value
    if province is None or issuer.central or province.value in value:
        return issuer
    at = _OPEN_ENDED.search(value)
    if not at:
        return issuer
    evidence = issuer.found.evidence
    note = f"Văn bản chỉ ghi “{value}”; tên tỉnh, thành phố theo trường “province”."
    told = replace(evidence, status=Status.INFERRED, note=note)
    return Issuer(Found(f"{value} {province.value}", told), issuer.branch, issuer.central)


_DASH = re.compile(r"\s*[-–—]\s+")
"""Between the bodies of a joint document."""


def _opens_body(folded: str) -> bool:
    return body_at(folded) is not None or opens_unit(folded)


def full_name(printed: str) -> str:
    """A body as printed (capitals, abbreviations) by its full name: ``UBND TỈNH VĨNH LONG`` →
    ``Ủy ban nhân dân tỉnh Vĩnh Long``."""
    text = nfc(printed).strip(" .:*_-–,;")
    folded = aligned_fold(text)
    for dash in _DASH.finditer(folded):
        if _opens_body(folded) and _opens_body(folded[dash.end() :]):
            return f"{full_name(text[: dash.start()])}; {full_name(text[dash.end() :])}"
    found = body_at(folded)
    office = office_length(folded)
    if found is None and office:
        inner = body_at(folded[office:].lstrip())
        if inner:
            start = office + len(folded[office:]) - len(folded[office:].lstrip())
            return f"{_cased(text[:office])} {inner[0].name}{_tail(text[start + inner[1] :])}"
    if found:
        name, rest = found[0].name, text[found[1] :]
        return f"{name}{_tail(rest, of_place=name.endswith(_OF_PLACE))}"
    return _cased(text)


_OF_PLACE = ("Huyện ủy", "Quận ủy", "Thị ủy", "Thành ủy", "Tỉnh ủy")
"""Committees behind which only the name of their place stands, without its class."""


def _tail(text: str, *, of_place: bool = False) -> str:
    """What follows a body's name: its class word in lower case, the name of the place as it is spelt."""
    text = text.strip(" .,")
    cased = _cased(text, opens=False)
    return f" {text.title() if of_place and cased == text.lower() else cased}" if text else ""


_CLASSES = {
    fold(word): word for word in ("tỉnh", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu")
}


_CITIES = {"thanh pho": "thành phố", "tp": "TP", "tp.": "TP."}


def _class_mended(text: str) -> str:
    """``TINH QUANG NAM`` → ``TỈNH QUẢNG NAM``: the class word of a place, and behind ``TỈNH`` the name, with
    the marks that OCR lost; they are known whatever it left of them."""
    classes = "|".join((*_CLASSES, *_CITIES))
    at = re.match(rf"({classes}) (?=\w)", aligned_fold(text)) if text.isupper() else None
    if at is None:
        return text
    word, name = (_CLASSES | _CITIES)[at.group(1)], text[at.end() :]
    unit = unit_named(name, None, folded=True) if word not in tuple(_CLASSES.values())[1:] else None
    return f"{word.upper()} {unit.name.removeprefix('Thành phố ').upper() if unit else name}"


def _cased(text: str, *, opens: bool = True) -> str:
    """Words in capitals as running text has them; other text as it is."""
    text = _class_mended(text)
    if not text.isupper():
        return (
            re.sub(r"^(Tỉnh|Thành phố|Huyện|Quận|Thị xã) ", lambda m: m.group().lower(), text)
            if not opens
            else text
        )
    name, end = department_spelt(text)
    if name:
        return f"{name}{_tail(text[end:])}"
    words = text.lower().replace("việt nam", "Việt Nam")
    for acronym in re.finditer(r"(?<!\w)[B-DĐF-HJ-NP-TV-XZ]{2,}(?!\w)", text):
        words = words[: acronym.start()] + acronym.group() + words[acronym.end() :]
    for start, end, unit in find_units(text, None):
        words = (
            words[:start]
            + (unit.name if len(unit.name) == end - start else text[start:end].title())
            + words[end:]
        )
    match = re.match(rf"({'|'.join(_CLASSES.values())}|thành phố) (.+)$", words)
    if match:
        name = match.group(2)
        return f"{match.group(1)} {name.title() if name.islower() or match.group(1) != 'tỉnh' else name}"
    for word in unit_words():
        if words.startswith(word.lower() + " "):
            rest = words[len(word) + 1 :]
            of_place = rest.split(" ")[0] in _CLASSES.values()
            return f"{word} {rest if of_place else rest[:1].upper() + rest[1:]}"
    return words[:1].upper() + words[1:] if opens else words


def _place_words(body: str) -> str | None:
    """``tỉnh Vĩnh Long`` of a body printed with it."""
    units: list[tuple[int, int, Unit]] = find_units(body, None)
    if not units:
        return None
    kind = "thành phố" if re.search(r"THÀNH PHỐ|Thành phố|TP", body) else "tỉnh"
    name = units[0][2].name
    return name if name.startswith("Thành phố") else f"{kind} {name}"


def _with_superior(name: str, above: Sequence[View]) -> str:
    if name == "Văn phòng":  # it bears no name of its own
        return f"{name} {full_name(above[-1].text)}"
    place = _place_words(above[-1].text)
    return f"{name} {place}" if place and place not in name else name
