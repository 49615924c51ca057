"""The issuing body or office-holder, in full, with its branch."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from generator.extract.found import Found, inferred, stated
from generator.extract.issuing.naming import full_name, place_words
from generator.extract.issuing.superior import NAMELESS, with_superior
from generator.knowledge.bodies import (
    Body,
    bodies,
    body_at,
    damaged_body,
    department_with_symbol,
    find_body,
    is_national,
    is_school_of_state,
    names_body,
    opens_unit,
    unit_words,
)
from generator.knowledge.places import find_units
from generator.model import Status
from generator.numbers import central_body, parse_number
from generator.text import compiled, fold
from generator.view import View, spanning

BARE = ("Ủy ban nhân dân", "Hội đồng nhân dân")
"""A letterhead that lost the line with the place; the orders may tell of what level the body is."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuer with its branch (``state``, ``party``, ``other``) and level; ``central`` bodies have
    no province."""

    found: Found
    branch: str | None
    central: bool


def issuer_of(
    heading: View | None,
    letterhead: Sequence[View],
    lead: View | None,
    order: View | None,
    authorities: Sequence[View],
    source: str,
    symbols: Collection[str] = (),
) -> Issuer | None:
    """The issuer: of the heading, else of the letterhead (by its holder, where he orders in his own
    name and signs for no body), else of the lead, of the orders, of the signature's authority. ``symbols``
    are those of the bodies in the document's number."""
    torn = letterhead and heading is not None and _TORN.search(heading.text)
    if heading is not None and letterhead and _is_glued(heading.text, letterhead[-1].text):
        heading = letterhead[-1]
    if heading is not None and find_body(fold(heading.text)) and not torn:
        return _with_place(_named(heading, (), source, "heading-issuer"), letterhead)
    if letterhead and _is_body(fold(letterhead[-1].text)) and not _is_misread(letterhead):
        bare = full_name(letterhead[-1].text) in BARE
        if order is not None and bare and full_name(order.text).startswith(full_name(letterhead[-1].text)):
            return _named(order, (), source, "order-issuer")
        if order is not None and _holder_of(order, letterhead[-1]) and not _for_body(authorities):
            return _named(order, letterhead, source, "order-issuer")
        if joint := _joint(letterhead, source, symbols):
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


def _is_glued(printed: str, other: str) -> bool:
    """Whether two print the same letters, and the first with fewer blanks (``THÀNH PHỐ HỒCHÍ MINH``)."""
    words, others = fold(printed).split(), fold(other).split()
    return len(words) < len(others) and "".join(words) == "".join(others)


_TORN = re.compile(r"[\[\]{}|<>]")
"""Signs that OCR reads in torn letters (``TỈNH QUẢNG TR]``): what is told elsewhere is better."""

_MISREAD = re.compile(
    r"uy ban n(?!han dan)\w{0,4} d\w{0,3} (?!(?:tinh|thanh|huyen|quan|thi|xa|phuong|dac|cac)\b)"
    r"|uy ban (?!nhan dan).*\b[bcdghklmnpqrstvx]{1,3}\b|uy ban nhan dan .*\b[a-z]{11}"
)
"""A People's Committee of which OCR misread both what it is and what it is of (``ỦY BAN NỈ DÂN NH-SÓC
TRĂNG``, ``ỦY BAN DÂN NH HÓA``), or that runs into words longer than any of the language, folded."""
_FOREIGN = compiled(r"[ÑÄÅÆÇËÏÖØÜß]")
"""Letters that no name of a body has."""


def _is_misread(letterhead: Sequence[View]) -> bool:
    """Whether OCR misread the last body of a letterhead, or the one above that it is of, beyond telling."""
    strange = any(_FOREIGN.search(view.text) for view in letterhead[-2:])
    if fold(letterhead[-1].text) in map(fold, unit_words()) and " " not in letterhead[-1].text:
        return True  # "TRƯỜNG", what is left of "BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG"
    return strange or bool(_MISREAD.match(fold(letterhead[-1].text)))


def _is_body(folded: str) -> bool:
    return names_body(folded) or damaged_body(folded) is not None


def _joint(letterhead: Sequence[View], source: str, symbols: Collection[str]) -> Issuer | None:
    """The ministries that a letterhead has one under the other (none is above another), or the bodies that
    the number names all (``01-TANDTC-VKSNDTC/TTLT``, ``01/QCPH-UBND-UBMTTQ``)."""
    found = [body[0] for view in letterhead if (body := body_at(fold(view.text)))]
    told = [body for body in found if body.level == "local" and not {*body.symbols}.isdisjoint(symbols)]
    if 1 < len(told) == len(letterhead):
        view = spanning(
            "; ".join(full_name(view.text) for view in letterhead), letterhead[0].start, letterhead[-1].end
        )
        return Issuer(stated(view.text, view, source, "letterhead-issuer"), told[0].branch, False)
    central = [body for body in found if body.level == "central"]
    ministries = [body for body in central if body.name.startswith("Bộ ") and "Tham mưu" not in body.name]
    named = [body for body in central if not {*body.symbols}.isdisjoint(symbols)]
    ministries = max(ministries, named, key=len)
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
    return any(re.match(r"tm[. ]|t[/.]m", fold(view.text)) for view in authorities)


_REGION = re.compile(r"nhân dân khu vực \d{1,2}$")
"""A court or procuracy of a region, whose name its number alone does not tell."""


_PARTY_COMMITTEE = "Ban Chấp hành Trung ương"
"""The Party's, unless the letterhead has a society or union above it (``HỘI NÔNG DÂN VIỆT NAM``)."""
_SOCIETY = re.compile(r"(?:hiep hoi|tong hoi|giao hoi|hoi(?! dong)|chi hoi|chi doan|cong doan|lien hiep)\b")
"""What opens the names of societies and unions, which are neither the State nor the Party."""


def _named(view: View, above: Sequence[View], source: str, rule: str) -> Issuer:
    folded = fold(view.text)
    found = find_body(folded)
    damaged = damaged_body(folded) if found is None and not opens_unit(folded) else None
    body = found[0] if found else damaged[0] if damaged else None
    name = full_name(f"{damaged[0].name.upper()}{view.text[damaged[1] :]}" if damaged else view.text)
    if above and name == _PARTY_COMMITTEE and is_national(society := full_name(above[-1].text)):
        return Issuer(stated(f"{name} {society}", view, source, rule), "other", True)
    named, name = name, _with_unit_read(name, view.text)
    if above and (
        body is None
        or body.name in NAMELESS
        or (opens_unit(folded) and not body_at(folded))
        or _REGION.search(name)
    ):
        name = with_superior(name, above)
    if rule == "order-issuer" and above:
        place = place_words(above[-1].text)
        if place and place not in name:
            bare = re.sub(r" (?:tỉnh|[Tt]hành phố)$", "", name)
            value = f"{bare} {place}"
            note = "Tên tỉnh, thành phố lấy từ phần đầu văn bản."
            return Issuer(inferred(value, view, source, rule, note), "state", False)
    branch = body.branch if body else "other" if _SOCIETY.match(folded) else _branch_above(above)
    if damaged or (name != named and not above):
        note = f"Bản gốc in “{view.text}”, sai một chữ."
        return Issuer(inferred(name, view, source, rule, note), branch, _is_central(name, body, above))
    return Issuer(stated(name, view, source, rule), branch, _is_central(name, body, above))


_ODD_CLASS = compiled(r"(?P<body>(?:Ủy ban|Hội đồng) nhân dân) (?P<odd>[a-zà-ỹđ]+)(?= )")


def _with_unit_read(name: str, printed: str) -> str:
    """The name of a body of which OCR misread the class of its place, where the place is read: that of the
    province or city that ends it (``ỦY BAN NHÂN DÂN THÀNIEPHỔ HỒ CHÍ MINH``)."""
    odd = _ODD_CLASS.match(name)
    if odd is None or fold(odd["odd"]) in _CLASSES:
        return name
    if fold(printed).endswith(" ho chi minh"):
        return f"{odd['body']} Thành phố Hồ Chí Minh"
    units = find_units(printed, None)
    whole = units and units[-1][1] == len(printed)
    return f"{odd['body']} {units[-1][2].full_name}" if whole else name


_CLASSES = ("tinh", "thanh", "huyen", "quan", "thi", "xa", "phuong", "dac", "cac")
"""The first words of the classes of places, folded."""


def _is_central(name: str, body: Body | None, above: Sequence[View]) -> bool:
    """Whether a body is central itself, or a unit of a central one that names no province."""
    if _is_of_school(name, above) or is_national(name) or _is_of_national(name, above):
        return True
    if (body is None or body.name in NAMELESS) and not find_units(name, None):
        superior = find_body(fold(above[-1].text)) if above else None
        within = [one for one in bodies() if one.level == "central" and name.endswith(f" {one.name}")]
        body = superior[0] if superior else within[0] if within else body
    return body is not None and body.level == "central"


def _is_of_national(name: str, above: Sequence[View]) -> bool:
    """Whether a body is a board or office of one of the whole country."""
    board = fold(name).startswith(("ban ", "tieu ban ", "hoi dong ", "van phong ", "thuong truc "))
    return board and bool(above) and not find_units(name, None) and is_national(full_name(above[-1].text))


def _is_of_school(name: str, above: Sequence[View]) -> bool:
    """Whether a body is a university, or a unit of one, that no People's Committee stands above."""
    others = [view.text for view in above if not is_school_of_state(fold(view.text))]
    schools = len(others) < len(above) or is_school_of_state(fold(name))
    return schools and not any(find_units(printed, None) for printed in others)


def _branch_above(above: Sequence[View]) -> str | None:
    for view in reversed(above):
        found = find_body(fold(view.text))
        if found:
            return found[0].branch
        if fold(view.text).startswith("dang bo "):
            return "party"
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


def by_answer(answer: View, source: str) -> Issuer | None:
    """The issuer of a letter without a letterhead: who answers in it, where the name tells whose it is."""
    issuer = _named(answer, (), source, "answer-issuer")
    return issuer if issuer.central or find_units(issuer.found.value, None) else None


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


_PROVINCIAL = re.compile(r" (?:tỉnh|[Tt]hành phố) ")


def of_department(issuer: Issuer | None, number: Found | None) -> Issuer | None:
    """The issuer, or, where a letterhead that lost a line names the People's Committee alone and the number
    has the symbol of a department, that department; ``None`` where the symbol does not tell which.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.2 (the body above stands over the issuing one) and II.3.
    """
    parsed = parse_number(number.value) if number else None
    if issuer is None or number is None or parsed is None or not issuer.found.value.startswith(BARE[0]):
        return issuer
    place = issuer.found.value[len(BARE[0]) :]
    if place and not _PROVINCIAL.match(place):
        return issuer
    symbol = parsed.bodies.split("-")[0]
    if not re.fullmatch(r"S[A-ZĐ]{2,}", symbol):
        return issuer
    name = department_with_symbol(symbol)
    if name is None:
        return None
    note = f"Phần đầu chỉ còn tên cơ quan cấp trên; ký hiệu của số {number.value} là của {name}."
    evidence = replace(number.evidence, status=Status.INFERRED, rule="issuer-of-number", note=note)
    return Issuer(Found(name + place, evidence), "state", False)


def of_symbol(issuer: Issuer | None, number: Found | None) -> Issuer | None:
    """The issuer, or, where a narrow column or a lost line left but the beginning of its name, the central
    body with that whole name whose symbol the number has (``VIỆN KIỂM SÁT NHÂN DÂN`` of
    ``01/2009/CT-VKSTC``).

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3 (the symbol has the abbreviation of the issuing body).
    """
    parsed = parse_number(number.value) if number else None
    if issuer is None or number is None or parsed is None:
        return issuer
    symbols = parsed.bodies.split("-")
    named = issuer.found.value.split("; ")
    whole = [_whole_body(name, symbols) for name in named]
    found = next((body for body in whole if body), None)
    if found is None:
        return issuer
    value = "; ".join(body.name if body else name for body, name in zip(whole, named, strict=True))
    note = f"Phần đầu chỉ còn “{issuer.found.value}”; ký hiệu của số {number.value} là của {value}."
    evidence = replace(issuer.found.evidence, status=Status.INFERRED, note=note)
    return Issuer(Found(value, evidence), found.branch, True)


def _whole_body(name: str, symbols: Collection[str]) -> Body | None:
    """The one central body of which a name is the beginning and whose symbol is among ``symbols``."""
    central = (body for body in bodies() if body.level == "central" and body.name.startswith(f"{name} "))
    whole = [body for body in central if not {*symbols}.isdisjoint(body.symbols)]
    return whole[0] if len(whole) == 1 else None
