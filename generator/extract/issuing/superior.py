"""Names of units with that of the body above them: whose board, in which province."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.extract.issuing.naming import full_name, place_words
from generator.knowledge.bodies import is_school_of_state
from generator.text import compiled, fold
from generator.view import View

LOCAL_PLACE = re.compile(r"(?<!\w)(?:huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|thành phố) (?P<place>.+)$")
"""A district, town or commune at the end of a body's name."""
NAMELESS = (
    "Thường trực",
    "Ban Thường trực",
    "Văn phòng",
    "Thanh tra",
    "Ban cán sự đảng",
    "Đảng đoàn",
    "Đảng ủy",
)
"""What every body has of: it bears no name of its own."""


_BEARS_NAME = compiled(r"(?:Trường|Bệnh viện) .* [A-ZĐÀ-Ỹ][a-zà-ỹđ]+$")
"""A school or hospital with a name of its own, which says which it is."""


_OWN_PLACE = compiled(r"(?:^| )(?:huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|khu vực) [A-ZĐÀ-Ỹ]")
"""A place of its own in a unit's name, or the number of a region: its superior's tells nothing more."""
_OF_COMMITTEE = (
    "Tỉnh ủy",
    "Thành ủy",
    "Huyện ủy",
    "Thị ủy",
    "Quận ủy",
    "Hội đồng nhân dân",
    "Mặt trận Tổ quốc",
)
"""Bodies of which boards bear the name (``Ban Tổ chức Tỉnh ủy``, ``Ban Pháp chế Hội đồng nhân dân tỉnh``)."""
_PARTY_UNITS = ("Đảng ủy ", "Ban cán sự đảng ", "Đảng đoàn ", "Chi bộ ", "Đảng bộ ")
"""Committees below that of a province which are of another body: its place is theirs, its name is not."""
_BOARDS = ("Ban Chấp hành", "Ban Thường vụ")
_SOCIETY = compiled(r"(?<!\w)(?:Hội(?! đồng)|[Cc]ông đoàn|[Ll]iên đoàn|(?<!ập )[Đđ]oàn)(?!\w)")
"""A society or union: it has its own board and standing board, as the Party's committees have theirs."""


def with_superior(name: str, above: Sequence[View]) -> str:
    """The name of a unit with that of the body ``above`` it, or its place, where its own does not tell of
    which it is; ``above`` are the bodies of the letterhead from the highest down, one at least."""
    superior = full_name(above[-1].text)
    if superior == "Ủy ban Trung ương" and len(above) > 1:
        superior = with_superior(superior, above[:-1])
    if is_school_of_state(fold(superior)) or _BEARS_NAME.match(name) or _OWN_PLACE.search(name):
        return name
    if superior == "Ban Chấp hành Trung ương":
        return f"{name} Trung ương Đảng" if name == "Văn phòng" else f"{name} Trung ương"
    if name in _BOARDS and (superior.startswith("Đảng bộ") or _SOCIETY.search(superior)):
        return f"{name} {superior}"
    if (own := re.fullmatch(r"(.+) (Bộ|Sở)", name)) and superior.startswith(f"{own[2]} "):
        return f"{own[1]} {superior}"  # "Thanh tra Bộ"
    if name.startswith("Chi nhánh "):
        return f"{superior} {name}"
    if name in NAMELESS or (superior.startswith(_OF_COMMITTEE) and not name.startswith(_PARTY_UNITS)):
        return f"{name} {superior}" if superior not in name else name
    place = next((words for view in reversed(above) if (words := _place_of(view.text))), None)
    local = LOCAL_PLACE.search(superior)
    if local and not LOCAL_PLACE.search(name):
        return f"{name} {local.group()}"
    if place is None or place in name:
        return name
    return f"{name.removesuffix(f' {place.split()[0]}') if ' ' in place else name} {place}"


def _place_of(printed: str) -> str | None:
    """The province of a body as printed, behind its class; a committee of the Party has it by its own."""
    words = place_words(printed)
    return words.replace("tỉnh", "thành phố", 1) if words and fold(printed).startswith("thanh uy") else words
