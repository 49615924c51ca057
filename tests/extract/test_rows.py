"""Who is assigned what in the rows of a table: only where its head names the columns."""

from __future__ import annotations

from generator.extract.assigning.rows import assigned_in_rows
from generator.view import view_of


def _told(*rows: str) -> list[tuple[str, str, str | None, str | None]]:
    """What the rows of a table assign, cells set apart by bars."""
    source = "\n".join(rows)
    views, at = [], 0
    for row in rows:
        cells = []
        for cell in row.split("|"):
            cells.append(view_of(source, at, at + len(cell)))
            at += len(cell) + 1
        views.append(tuple(cells))
    found = list(assigned_in_rows(views, source, None))
    assert all(source[one.start : one.end] == one.quote for one in found)
    return [(one.task, one.body, one.role, one.deadline) for one in found]


def test_a_row_names_the_work_who_leads_who_helps_and_by_when() -> None:
    assert _told(
        "TT|Nhiệm vụ|Cơ quan chủ trì|Cơ quan phối hợp|Thời gian hoàn thành",
        "1|Rà soát các bếp ăn|Sở Y tế|Sở Công Thương, Công an tỉnh|Quý I/2024",
        "2|Sơ kết|Sở Nội vụ||Hằng năm",
    ) == [
        ("Rà soát các bếp ăn", "Sở Y tế", "lead", "Quý I/2024"),
        ("Rà soát các bếp ăn", "Sở Công Thương", "coordinate", "Quý I/2024"),
        ("Rà soát các bếp ăn", "Công an tỉnh", "coordinate", "Quý I/2024"),
        ("Sơ kết", "Sở Nội vụ", "lead", "Hằng năm"),
    ]


def test_who_does_it_has_no_role_and_a_time_that_is_none_is_left_out() -> None:
    assert _told("Nội dung|Đơn vị thực hiện|Thời hạn", "Tuyên truyền|Báo Mẫu|Thường xuyên") == [
        ("Tuyên truyền", "Báo Mẫu", None, None)
    ]


def test_a_table_of_something_else_assigns_nothing() -> None:
    assert _told("Nội dung|Kinh phí|Ghi chú", "Sở Y tế|12|Sở Nội vụ") == []
    assert _told("Nhiệm vụ|Chủ trì, phối hợp", "Rà soát|Sở Y tế") == []
    assert _told("Nhiệm vụ|Cơ quan chủ trì", "I. LĨNH VỰC Y TẾ", "Rà soát|Như trên") == []
