"""The issuer completed by what the rest of the text tells: of which province it is, and how its name is
spelt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.extract.found import Found
from generator.extract.issuing.issuer import Issuer
from generator.extract.issuing.superior import LOCAL_PLACE
from generator.knowledge.places import Kind, periods
from generator.model import Status
from generator.text import compiled, fold, nfc
from generator.view import View

_OPEN_ENDED = re.compile(
    r"(?:(?:Ủy ban|Hội đồng) nhân dân (?:tỉnh|[Tt]hành phố)|Tỉnh ủy|Thành ủy|(?<!\w)tỉnh)$"
)
"""A provincial body that the text names without its province."""


_OF_PROVINCE = compiled(r" (?:tỉnh|[Tt]hành phố) [A-ZĐÀ-Ỹ].*$")
"""The province at the end of a name."""


def district_of(issuer: Issuer) -> str | None:
    """The name of the district, town or commune that the issuer is of, ``None`` where it is of none."""
    at = LOCAL_PLACE.search(issuer.found.value)
    return at["place"] if at else None


def as_spelt(issuer: Issuer, running: str) -> Issuer:
    """The issuer with its name as running text of the document has it, where that has more capitals: a
    letterhead in capitals does not tell which words are names (``Công ty Cổ phần Dệt may Sông Hậu``)."""
    value = issuer.found.value
    lowered = running.lower()
    whole = value.lower() in lowered
    if not whole and (place := _OF_PROVINCE.search(value)):  # which its letterhead has above it
        name = as_spelt(replace(issuer, found=Found(value[: place.start()], issuer.found.evidence)), running)
        return replace(issuer, found=Found(name.found.value + place.group(), issuer.found.evidence))
    at = lowered.find(value.lower()) if len(lowered) == len(running) else -1
    while at >= 0:
        said = running[at : at + len(value)]
        if said[:1].isupper() and not said.isupper() and _capitals(said) > _capitals(value):
            return replace(issuer, found=Found(said, issuer.found.evidence))
        at = lowered.find(value.lower(), at + 1)
    return issuer


def _capitals(text: str) -> int:
    return sum(map(str.isupper, text))


def _marks(text: str) -> int:
    """How many letters of a text have marks."""
    return sum(one != other for one, other in zip(nfc(text).lower(), fold(text), strict=False))


def _spelt_as(place: Found | None, issuer: Issuer) -> Issuer:
    """The issuer with the name of its district as the place of signing spells it, where the two differ in
    marks or capitals alone: OCR reads small letters better than capitals."""
    at = LOCAL_PLACE.search(issuer.found.value)
    if place is None or at is None or fold(at["place"]) != fold(place.value):
        return issuer
    if place.value == at["place"] or _marks(place.value) < _marks(at["place"]):
        return issuer
    value = issuer.found.value[: at.start("place")] + place.value
    note = f"Tên đơn vị viết theo nơi ký “{place.value}”."
    evidence = replace(issuer.found.evidence, status=Status.INFERRED, note=note)
    return replace(issuer, found=Found(value, evidence))


_LEVELS = {
    body: compiled(rf"(?:{short}|{name}) (tỉnh|[Tt]hành phố)(?![a-zà-ỹ])")
    for body, short, name in (
        ("Ủy ban nhân dân", "UBND", "[UỦ][ỷỶyYủ] ban [Nn]hân dân"),
        ("Hội đồng nhân dân", "HĐND", "Hội đồng [Nn]hân dân"),
    )
}


def of_province(issuer: Issuer, province: Found | None, paragraphs: Sequence[View]) -> Issuer:
    """The People's Committee or Council of a letterhead that lost the line of its place, as that of the
    province, where it signs at a place that tells the province and the text names no other of its level."""
    body = issuer.found.value
    if body not in _LEVELS or province is None or province.evidence.rule != "province-of-place":
        return issuer
    levels = {match[1].lower() for view in paragraphs for match in _LEVELS[body].finditer(view.text)}
    city = any(period.kind is Kind.CITY for period in periods(province.value))
    if levels == {"thành phố"} and city:
        note = "Phần đầu mất dòng ghi tên thành phố; nơi ký và nội dung cho biết là thành phố nào."
        evidence = replace(issuer.found.evidence, status=Status.INFERRED, note=note)
        return replace(issuer, found=Found(f"{body} thành phố", evidence))
    if levels != {"tỉnh"}:
        return issuer
    note = f"Phần đầu mất dòng ghi tên tỉnh; nơi ký thuộc tỉnh và nội dung chỉ nêu {body} tỉnh."
    evidence = replace(issuer.found.evidence, status=Status.INFERRED, note=note)
    return replace(issuer, found=Found(f"{body} tỉnh", evidence))


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
    if province.value.startswith("Thành phố "):  # its name has the class word
        value = value.removesuffix(" thành phố").removesuffix(" Thành phố")
    return Issuer(Found(f"{value} {province.value}", told), issuer.branch, issuer.central)
