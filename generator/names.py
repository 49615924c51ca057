"""The names under which a document's values stand in addresses and facets, in one place.

The browse pages (``tinh/<slug>/`` …) and the search page (``?tinh=<slug>``) share them, so that a
link from one reaches the other. A value that a document does not give is ``UNKNOWN`` in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from generator.knowledge.body_names import parted
from generator.model import Profile
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


def province_slug(profile: Profile) -> str:
    """Slug of the province, the same before and after a merger that left its name."""
    return _slug_or_unknown(profile.province)


def issuer_slug(profile: Profile) -> str:
    """Slug of the issuing body or office-holder."""
    return _slug_or_unknown(profile.issuer)


def signer_slug(profile: Profile) -> str:
    """Slug of the signatory and the body, so that namesakes of two bodies stay two people."""
    if not profile.signer:
        return UNKNOWN
    return _slug_or_unknown(f"{profile.signer} {body_of(profile.issuer or '')}")


def type_slug(profile: Profile) -> str:
    """Slug of the document type: ``chi-thi``."""
    return _slug_or_unknown(profile.type)


def year_of(profile: Profile) -> int | None:
    """Year of issue; ``None`` where the date is unknown."""
    return int(profile.date[:4]) if profile.date else None


def year_slug(profile: Profile) -> str:
    """Year of issue as it stands in addresses (``nam/2023/``)."""
    year = year_of(profile)
    return UNKNOWN if year is None else str(year)


def signer_label(profile: Profile) -> str:
    """The signatory as a list shows it: with the body, since a bare name may belong to several."""
    if not profile.signer:
        return UNKNOWN_LABEL
    return f"{profile.signer} ({body_of(profile.issuer)})" if profile.issuer else profile.signer


@lru_cache(maxsize=50_000)  # documents assign work to the same bodies again and again
def assigned_label(body: str) -> str:
    """The body that is assigned work, in full and without the office of its head: ``Giám đốc Công an
    tỉnh`` → ``Công an tỉnh``, ``UBND các huyện`` → ``Ủy ban nhân dân các huyện``."""
    full = body.replace("UBND", "Ủy ban nhân dân").replace("HĐND", "Hội đồng nhân dân")
    own = body_of(full.replace("Uỷ ban", "Ủy ban").replace("Nhân dân", "nhân dân"))
    return own[:1].upper() + own[1:]


@lru_cache(maxsize=50_000)
def assigned_together(bodies: str) -> tuple[str, ...]:
    """The bodies that an assignment goes to: one, or the several of a list that it goes to together."""
    names = parted(bodies)
    return names if all(" " in name for name in names) else (bodies,)


def assigned_slug(body: str) -> str:
    """Slug of the body that is assigned work (``phan-cong/<slug>/``)."""
    return _slug_or_unknown(assigned_label(body))


@lru_cache(maxsize=50_000)
def _slug_or_unknown(value: str | None) -> str:
    return (slug(value) if value else "") or UNKNOWN


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to browse: ``folder`` of the address, the slug of a document's value, and its label."""

    id: str
    folder: str
    slug: Callable[[Profile], str]
    label: Callable[[Profile], str | None]


FACETS = (
    Facet("province", "tinh", province_slug, lambda d: d.province),
    Facet("year", "nam", year_slug, lambda d: d.date and d.date[:4]),
    Facet("issuer", "co-quan", issuer_slug, lambda d: d.issuer),
    Facet("signer", "nguoi-ky", signer_slug, signer_label),
    Facet("type", "loai", type_slug, lambda d: d.type),
)
"""The five browse trees of the contract; the ids are those of ``data-facet``."""

ASSIGNED = "phan-cong"
"""The folder of the lists of work, one a body that is assigned some."""


def list_name(folder: str, slug: str) -> str:
    """The name of a list of documents, which is its address too: ``tinh/vinh-long``."""
    return f"{folder}/{slug}"


def lists_of(profile: Profile, assigned: Iterable[str]) -> tuple[str, ...]:
    """The names of all lists that a document stands in: those of its values, and of the bodies that it
    assigns work to."""
    bodies = dict.fromkeys(assigned_slug(body) for several in assigned for body in assigned_together(several))
    return (
        *(list_name(facet.folder, facet.slug(profile)) for facet in FACETS),
        *(list_name(ASSIGNED, body) for body in bodies),
    )
