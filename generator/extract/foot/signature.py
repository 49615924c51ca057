"""Signatory, office and authority from the tokens of a foot.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7 (TM., KT., TL., TUQ., Q.; office; name).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.extract.foot.side_by_side import Token
from generator.extract.found import Found, inferred, stated
from generator.knowledge.signing import (
    damaged_name,
    deputy_of,
    head_replaced,
    is_damaged_authority,
    name_by_place,
    office_length,
    person_name,
    spelt,
    starts_authority,
)
from generator.model import Cosigner
from generator.text import compiled, fold
from generator.view import View, joined, spanning


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signature block states; ``cosigners`` are the further signatories of a joint document;
    ``half_read`` an office of which OCR lost the word that tells it from the head's."""

    signer: Found | None = None
    title: Found | None = None
    authority: Found | None = None
    cosigners: tuple[Cosigner, ...] = ()
    cosigners_at: View | None = None
    half_read: View | None = None


@dataclass(slots=True)
class _Group:
    authorities: list[View]
    offices: list[View]
    name: View | None = None
    is_deputy: bool = False
    """Whether an authority that cannot be read says that a deputy signs (``KT. An, ĐỐC``)."""


_SHORTEST = 6
"""Letters and blanks of an office that is said again at least."""


def signature_of(tokens: Sequence[Token], source: str) -> Signature:
    """The signature that the tokens of a foot make."""
    groups = _groups(tokens)
    if not groups:
        return Signature()
    first = groups[0]
    further = [group for group in groups[1:] if group.name]
    return Signature(
        signer=_signer(first, source),
        title=_title(first, source),
        authority=_joined_found(first.authorities, source, "signature-authority", "; "),
        cosigners=tuple(_cosigner(group) for group in further),
        cosigners_at=_whole(further),
        half_read=_half_read(first),
    )


def _half_read(group: _Group) -> View | None:
    """The office of which a stamp took the word that tells it from the head's: the sole one, where it is the
    one in whose place is signed (``KT. CHỦ TỊCH`` / ``CHỦ TỊCH``), or one that says again what stands above
    it (``GIÁM ĐỐC`` / ``GIÁM ĐỐC``), whose abbreviation is lost too."""
    offices = [fold(view.text).strip(" .:") for view in group.offices]
    if len(offices) > 1:
        again = min(map(len, offices[:2])) >= _SHORTEST and (
            offices[0].endswith(offices[1]) or offices[1].endswith(offices[0])
        )
        again = again and not offices[1].startswith("pho ")
        return group.offices[1] if again else None
    if offices and group.is_deputy and not offices[0].startswith(("pho ", "thu ")):
        return group.offices[0]
    return group.offices[0] if offices and _head(group).endswith(offices[0]) else None


def _head(group: _Group) -> str:
    """The head in whose place is signed, folded; the empty string where there is none."""
    heads = [head_replaced(fold(view.text)) for view in group.authorities]
    return heads[-1] if any(heads) else ""


def _title(group: _Group, source: str) -> Found | None:
    """The signatory's office: as printed, or that of the deputy who signs in the place of a head, where its
    last words are left."""
    half_read = _half_read(group)
    if half_read is None and not group.authorities and _lost_beginning(group.offices):
        return None
    if half_read is None:
        title = _joined_found(_own_office(group.offices), source, "signature-office")
        return None if title and title.value == _END_OF_OFFICE else title
    deputy = deputy_of(_head(group), fold(half_read.text).strip(" .:")) if _head(group) else None
    if deputy is None:
        return None
    note = f"Người ký thay (KT.) là cấp phó; bản gốc còn đọc được “{half_read.text}”."
    return inferred(deputy, half_read, source, "signature-deputy", note)


def _lost_beginning(offices: Sequence[View]) -> bool:
    """Whether a stamp took the first letter of the sole office (``HÁNH VĂN PHÒNG``), and with it what tells
    the head from the deputy."""
    printed = fold(offices[0].text).strip(" .:") if len(offices) == 1 else ""
    whole = fold(spelt(offices[0].text)).strip(" .:") if printed else ""
    return len(whole) > len(printed) and whole.endswith(printed)


_END_OF_OFFICE = "THƯỜNG TRỰC"
"""No office by itself: a stamp took what it is the end of."""


def _own_office(offices: Sequence[View]) -> Sequence[View]:
    """The signatory's office without that of the head above it: a deputy signs in the head's place (``KT.``),
    also where OCR lost the abbreviation (``GIÁM ĐỐC`` / ``PHÓ GIÁM ĐỐC``)."""
    if len(offices) > 1 and fold(offices[1].text).startswith(f"pho {fold(offices[0].text)}"):
        return offices[1:]
    return offices


def _groups(tokens: Sequence[Token]) -> list[_Group]:
    """Tokens by signatory: a name ends a group; a name without any office before it is no signature, nor are
    bodies alone, which stand over the next page."""
    groups: list[_Group] = []
    current = _Group([], [])
    for token in tokens:
        if token.kind == "authority":
            if current.authorities and _names_owner(current.authorities[-1], token.view):
                current.authorities[-1] = joined((current.authorities[-1], token.view))
            elif not is_damaged_authority(token.view.text):
                current.authorities.append(token.view)
            else:
                current.is_deputy = bool(head_replaced(fold(token.view.text)))
        elif token.kind == "office":
            current.offices.append(token.view)
        elif token.kind == "name":
            current.name = token.view
            groups.append(current)
            current = _Group([], [])
    if current.offices or any(starts_authority(fold(view.text)) for view in current.authorities):
        if len(groups) == 1 and not groups[0].offices and not groups[0].authorities:
            groups[0].offices, groups[0].authorities = current.offices, current.authorities
            groups[0].is_deputy = current.is_deputy
        else:
            groups.append(current)
    return groups


def _names_owner(above: View, view: View) -> bool:
    """Whether a line is but the body whose office the line above names, in whose place is signed (``KT. VIỆN
    TRƯỞNG`` / ``VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO``)."""
    office = re.sub(r"^[kt][/.]?[tl][.: ]\s*", "", fold(above.text))
    bare = office != fold(above.text) and 0 < office_length(office) == len(office)
    return bare and not starts_authority(fold(view.text))


def _signer(group: _Group, source: str) -> Found | None:
    if group.name is None:
        return None
    printed = group.name.text
    name = person_name(printed) or name_by_place(printed) or damaged_name(printed)
    if name is None:
        return None
    at = group.name.text.find(name)
    view = group.name[at : at + len(name)] if at >= 0 else group.name
    return stated(_name_case(name), view, source, "signature-name")


def _name_case(name: str) -> str:
    if name.isupper():
        return " ".join(word.capitalize() for word in name.split())
    return _CAPITAL_WITHIN.sub(lambda letter: letter.group().lower(), name)


_CAPITAL_WITHIN = compiled(r"(?<=[A-ZĐÀ-Ỹ])[À-Ỹ](?=[a-zà-ỹđ])")
"""A letter within a name that OCR read as a capital (``HỮu``)."""


def _joined_found(views: Sequence[View], source: str, rule: str, separator: str = " ") -> Found | None:
    if not views:
        return None
    span = spanning(views[0].text, views[0].start, views[-1].end)
    printed = separator.join(_spaced(view.text) for view in views)
    if (right := spelt(printed)) != printed:
        note = f"Bản gốc in “{printed}”, thiếu hoặc sai dấu."
        return inferred(right, span, source, f"{rule}-spelling", note)
    return stated(printed, span, source, rule)


def _spaced(words: str) -> str:
    """One space after an authority's abbreviation: ``KT.CHỦ TỊCH`` → ``KT. CHỦ TỊCH``."""
    words = words.strip(" .:;,-–")
    words = re.sub(r"^([TK])([/.])([MTL])(\.?)\s*(?=\S)", r"\1\2\3\4 ", words)
    return re.sub(r"^(TM|KT|TL|TUQ|Q)(?:[.,:][-–\s]*|\s+)(?=\S)", r"\1. ", words)


def _whole(groups: Sequence[_Group]) -> View | None:
    """The stretch of text that the groups take up."""
    views = [view for group in groups for view in (*group.authorities, *group.offices, group.name) if view]
    if not views:
        return None
    return spanning(views[0].text, min(view.start for view in views), max(view.end for view in views))


def _cosigner(group: _Group) -> Cosigner:
    assert group.name
    return Cosigner(
        name=person_name(group.name.text),
        title=spelt(_spaced(joined(group.offices).text)) or None,
        authority="; ".join(spelt(_spaced(view.text)) for view in group.authorities) or None,
        body=None,
    )
