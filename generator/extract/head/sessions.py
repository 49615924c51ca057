"""Term and session of a People's Council, which its resolutions print behind its name."""

from __future__ import annotations

import re

from generator.text import aligned_fold
from generator.view import View

_ITEM = (
    r"(?:khoa (?:thu )?[ivxlc\d]+|nhiem ky \d{4}[^a-z\d]{1,3}\d{4}"
    r"|ky hop (?:lan )?(?:thu|chuyen de|bat thuong)\b[^,;:]{0,40})"
)
_SESSION = re.compile(rf"[\s,;(–-]{{0,4}}(?<![a-z]){_ITEM}(?:[\s,;()–-]{{1,4}}{_ITEM}){{0,3}}\W{{0,4}}$")


def before_session(view: View) -> View:
    """The words of a line before the term and session it ends with (``HỘI ĐỒNG NHÂN DÂN TỈNH KHÓA XII, KỲ HỌP
    THỨ 5``), none where it holds nothing else; a line without them as it is."""
    at = _SESSION.search(aligned_fold(view.text))
    return view[: at.start()].stripped() if at else view
