"""What a stamp of incoming documents leaves on the lines that it was put over."""

from __future__ import annotations

from generator.knowledge.bodies import names_body
from generator.text import compiled, fold
from generator.view import View

_STAMP_LABEL = compiled(
    r"(?:Ng[àáa]y|Chuy[ểếễêe]n|Đ[ẾÊE]N(?:\s?[Ss][ốô])?)\s?(?::\s?[.…,:;]|[.…]{2})[^\w(]*(?:(?:[A-ZĐ]|(?=\w?\d)\w{1,4})(?!\w)[^\w(]*)*"
)
"""``Ngày: ....``, ``Chuyển: ....``, ``ĐẾN Số: ...`` and what was written on their dots."""


_STAMP_NUMBER = compiled(r"Đ[ẾỀÊE]N\s?[Ss][ốồôỐ][\s:.]{1,3}\d{1,5}\W[^A-ZĐÀ-Ỹ]*$")
"""``ĐẾN Số 4030 _..``: the label with its number, and nothing but specks behind it."""


_LABEL_ALONE = compiled(r"Chuy[ểếễêe]n\W*")


def unstamped(view: View) -> View:
    """A line without the label of a stamp of incoming documents that OCR read before it."""
    if _STAMP_NUMBER.match(view.text) or _LABEL_ALONE.fullmatch(view.text):
        return View()
    stamp = _STAMP_LABEL.match(view.text)
    return view[stamp.end() :].stripped() if stamp else view


_CAPITALS_BEHIND = compiled(
    r"(?<=[a-zà-ỹ])\s+((?:(?:[A-ZĐÀ-Ỹ]{2,}\s)+[A-ZĐÀ-Ỹ]{2}|[A-ZĐÀ-Ỹ]{4})[A-ZĐÀ-Ỹ]*\s?)$"
)


def without_owner(cell: View) -> View:
    """A line of a subject without the owner of a stamp beside it, in capitals (``doanh nghiệp
    SỞ NỘI VỤ``)."""
    owner = _CAPITALS_BEHIND.search(cell.text)
    if owner is None or not names_body(fold(owner[1])):
        return cell
    return cell[: owner.start()].stripped()
