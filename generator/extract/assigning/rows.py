"""Who is assigned what in the rows of a table: only where its head names the columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.extract.assigning.bodies import bodies_in
from generator.knowledge.assigning import column_of, time_in
from generator.model import Assignment
from generator.view import View

_ROLES: Mapping[str, str | None] = {"lead": "lead", "doer": None, "coordinate": "coordinate"}
"""The columns that name bodies, and the roles of these."""


def assigned_in_rows(rows: Sequence[Sequence[View]], source: str, anchor: str | None) -> Iterator[Assignment]:
    """What the rows of a table assign, in order of place: the first row is its head."""
    columns = {kind: at for at, cell in reversed(list(enumerate(rows[0]))) if (kind := column_of(cell.text))}
    if "task" not in columns or not ({"lead", "doer"} & columns.keys()):
        return
    for row in rows[1:]:
        if len(row) == len(rows[0]) and row[columns["task"]].text.strip():
            yield from _of_row(row, columns, source, anchor)


def _of_row(
    row: Sequence[View], columns: Mapping[str, int], source: str, anchor: str | None
) -> Iterator[Assignment]:
    task = row[columns["task"]].text.strip(" .;")
    deadline = time_in(row[columns["time"]].text) if "time" in columns else None
    spans = [cell.span(0, len(cell.text)) for cell in row if cell.text.strip()]
    start, end = min(spans)[0], max(end for _, end in spans)
    for kind, role in _ROLES.items():
        for body in bodies_in(row[columns[kind]].text.strip(" .;")) if kind in columns else ():
            yield Assignment(task, body, role, deadline, source[start:end], start, end, anchor)
