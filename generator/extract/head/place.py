"""The place of signing that a letterhead prints before its date.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4; Hướng dẫn 36-HD/VPTW năm 2018.
"""

from __future__ import annotations

import re

from generator.extract.found import Found, stated
from generator.knowledge.places import find_units, unit_of_seat
from generator.text import compiled
from generator.view import View, joined

_CLASS = compiled(r"(?:T[PpXx]|Thành ph\S{1,2}|Thị xã)\b")
_TOWN = "Thị xã "
_NAME_PIECE = compiled(r"[A-ZĐÀ-Ỹ][a-zà-ỹđ]+")
_NAME_PIECES = compiled(r"(?:TP\.? ?|Thành phố )?[A-ZĐÀ-Ỹ][a-zà-ỹđ]+(?: [A-ZĐÀ-Ỹ][a-zà-ỹđ]+){0,2}")
PLACE = compiled(
    r"(?P<place>(?:T[Pp]\.? ?|Thành ph\S{1,2} |Thị xã )?[A-ZĐÀ-Ỹ][a-zà-ỹđA-ZĐÀ-Ỹ]*['’]?[a-zà-ỹ]*"
    r"(?:[ .\-–]+(?:[A-ZĐÀ-Ỹ]|phố )[\w'’]*){0,5})\s*[,.;]?\s*$"
)


def place_start(text: str, start: int) -> int:
    """Where the name of a place begins that words of the other column run into: that of a known place at
    the end, else the words behind the last one in capitals."""
    words = [start + word.start() for word in re.finditer(r"\S+", text[start:])]
    known = next((at for at in words if _is_known(text[at:])), None)
    if known is not None:
        return known - len(_TOWN) if text[start:known].endswith(_TOWN) else known
    capitals = re.finditer(r"(?<!\S)[^\s\d]{3,}(?=\s+\S)", text[start:])
    return start + max((word.end() + 1 for word in capitals if word.group().isupper()), default=0)


def _is_known(name: str) -> bool:
    units = find_units(name, None) or find_units(name, None, folded=True)
    whole = bool(units) and units[0][1] == len(name) and (not units[0][0] or bool(_CLASS.match(name)))
    return whole or unit_of_seat(name, None) is not None


def _place_at_end(text: str) -> re.Match[str] | None:
    """A place that ends a text."""
    match = PLACE.search(text)
    return match if match and begins_name(text, match.start(), match["place"]) else None


_HALF_CAPITAL = compiled(r"(?:^|(?<=\s))(?P<place>[A-ZĐÀ-Ỹ][a-zà-ỹđ]+ [a-zà-ỹđ]{2,})\s*[,.;]?\s*$")
"""``Hà nội``: a name with a capital at its start alone, as typewriters and old texts have it."""


def _half_capital(text: str) -> re.Match[str] | None:
    """A place of two words known to be one, of which the second has no capital."""
    match = _HALF_CAPITAL.search(text)
    return match if match and _is_known(match["place"].title()) else None


def begins_name(text: str, at: int, name: str) -> bool:
    """Whether a name begins there: not within a symbol (``SỐ 29/2011/TTLT-BGDĐT-BTC ngày …``), nor behind
    a word without capital, which has it where OCR lost the first letter (``là Nội``)."""
    words = text[:at].split()
    if not words:
        return True
    if not text[at - 1].isspace():
        return "/" not in words[-1]
    return not words[-1].islower() or _is_known(name)


def place_before(before: View, above: View | None, source: str) -> Found | None:
    """The place that ends the words before a date, or the cell above where these are none."""
    view = before.stripped()
    if not view and above is not None:
        view = above
    match = _place_at_end(view.text) or _half_capital(view.text)
    parted = before and above is not None and _NAME_PIECE.fullmatch(above.text)
    if not match or (len(match["place"]) < 3 and not parted):
        return None
    if match["place"].isupper() and re.search("[ -]", match["place"]):  # "QĐ-BTP": a symbol
        return None
    if (
        not view.text[match.end("place") :].strip()
        and not before.text.strip()
        and not view.text.endswith(",")
    ):
        return None
    place = view[match.start("place") : match.end("place")]
    return stated(match["place"], place, source, "letterhead-place")


def whole_place(place: Found | None, before: View, above: View | None, source: str) -> Found | None:
    """``Hà⏎Nội, ngày …``: a name whose first word stayed on the line above."""
    if place is None or above is None or not _NAME_PIECES.fullmatch(above.text):
        return place
    if " " in above.text and not _is_known(f"{above.text} {place.value}"):
        return place
    short = len(place.value) < 3
    name = f"{above.text} {place.value}"
    units = find_units(name, None)
    whole = joined((above, before))
    known = (units and units[0][0] == 0) or unit_of_seat(name, None)
    if known and before.text.startswith(place.value):
        return stated(
            f"{above.text} {place.value}",
            whole[: len(above.text) + 1 + len(place.value)],
            source,
            "letterhead-place",
        )
    return None if short else place
