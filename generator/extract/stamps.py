"""What a stamp of incoming documents leaves on the lines that it was put over."""

from __future__ import annotations

from generator.text import compiled
from generator.view import View

_STAMP_LABEL = compiled(
    r"(?:Ng[àáa]y|Chuy[ểếễêe]n|Đ[ẾÊE]N(?:\s?[Ss][ốô])?)\s?(?::\s?[.…,:;]|[.…]{2})[^\w(]*(?:(?:[A-ZĐ]|(?=\w?\d)\w{1,4})(?!\w)[^\w(]*)*"
)
"""``Ngày: ....``, ``Chuyển: ....``, ``ĐẾN Số: ...`` and what was written on their dots."""


def unstamped(view: View) -> View:
    """A line without the label of a stamp of incoming documents that OCR read before it."""
    stamp = _STAMP_LABEL.match(view.text)
    return view[stamp.end() :].stripped() if stamp else view
