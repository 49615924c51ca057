"""The names under which a document's values stand in addresses and facets, in one place.

The browse pages (``tinh/<slug>/`` …) and the search page (``?tinh=<slug>``) share them, so that a
link from one reaches the other. A value that a document does not give is ``UNKNOWN`` in both.
"""

from __future__ import annotations

from generator.model import Directive
from generator.text import slug

UNKNOWN = "khong-ro"
"""The slug that stands for a missing value (contract: documents without the value, ``khong-ro/``)."""

UNKNOWN_LABEL = "Không rõ"

_OFFICE_HOLDERS = ("Chủ tịch ", "Thủ tướng ", "Bộ trưởng ", "Giám đốc ", "Chủ nhiệm ", "Bí thư ")


def body_of(issuer: str) -> str:
    """The body behind an issuer: ``Chủ tịch Ủy ban nhân dân tỉnh X`` → ``Ủy ban nhân dân tỉnh X``.

    A body and the holder of its office sign with the same people, who must not fall apart in two.
    """
    for office in _OFFICE_HOLDERS:
        if issuer.startswith(office):
            return issuer.removeprefix(office)
    return issuer


def province_slug(directive: Directive) -> str:
    """Slug of the province, the same before and after a merger that left its name."""
    return _slug_or_unknown(directive.province)


def issuer_slug(directive: Directive) -> str:
    """Slug of the issuing body or office-holder."""
    return _slug_or_unknown(directive.issuer)


def signer_slug(directive: Directive) -> str:
    """Slug of the signatory and the body, so that namesakes of two bodies stay two people."""
    if not directive.signer:
        return UNKNOWN
    return slug(f"{directive.signer} {body_of(directive.issuer or '')}") or UNKNOWN


def type_slug(directive: Directive) -> str:
    """Slug of the document type: ``chi-thi``."""
    return _slug_or_unknown(directive.type)


def year_of(directive: Directive) -> int | None:
    """Year of issue; ``None`` where the date is unknown."""
    return int(directive.date[:4]) if directive.date else None


def year_slug(directive: Directive) -> str:
    """Year of issue as it stands in addresses (``nam/2023/``)."""
    year = year_of(directive)
    return UNKNOWN if year is None else str(year)


def signer_label(directive: Directive) -> str:
    """The signatory as a list shows it: with the body, since a bare name may belong to several."""
    if not directive.signer:
        return UNKNOWN_LABEL
    return f"{directive.signer} ({body_of(directive.issuer)})" if directive.issuer else directive.signer


def assigned_label(body: str) -> str:
    """The body that is assigned work, in full and without the office of its head: ``Giám đốc Công an
    tỉnh`` → ``Công an tỉnh``, ``UBND các huyện`` → ``Ủy ban nhân dân các huyện``."""
    full = body.replace("UBND", "Ủy ban nhân dân").replace("HĐND", "Hội đồng nhân dân")
    own = body_of(full.replace("Uỷ ban", "Ủy ban").replace("Nhân dân", "nhân dân"))
    return own[:1].upper() + own[1:]


def assigned_slug(body: str) -> str:
    """Slug of the body that is assigned work (``phan-cong/<slug>/``)."""
    return slug(assigned_label(body)) or UNKNOWN


def _slug_or_unknown(value: str | None) -> str:
    return (slug(value) if value else "") or UNKNOWN
