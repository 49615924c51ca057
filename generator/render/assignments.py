"""Who is assigned what: the rows of a document's table, and a page for each body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.model import Assignment, Directive, Draft, Listed
from generator.names import assigned_label, assigned_slug
from generator.render.browse import INDEX_PER_PAGE, Value
from generator.render.pages import numbered, page, sheets
from generator.render.site import PER_PAGE, Site


@dataclass(frozen=True, slots=True)
class Assigned:
    """A row of a body's page: an assignment, and the document it is of."""

    assignment: Assignment
    directive: Listed


@dataclass(frozen=True, slots=True)
class Shared:
    """A row of a document's page: work, and all who are to do it, each with the slug of its page."""

    assignment: Assignment
    bodies: tuple[tuple[str, str], ...]


def assigned_of(directive: Directive) -> tuple[Shared, ...]:
    """The rows of a document, one a clause, in order of place."""
    rows = []
    for _, same in groupby(directive.assignments, key=lambda one: (one.start, one.end)):
        clause = tuple(same)
        rows.append(Shared(clause[0], tuple((one.body, assigned_slug(one.body)) for one in clause)))
    return tuple(rows)


def assignment_pages(site: Site) -> Iterator[Draft]:
    """The page ``phan-cong/``, and one for each body that some document assigns work to."""
    groups: dict[str, list[Assigned]] = defaultdict(list)
    for directive in site.newest:
        for one in site.directives[directive.id].assignments:
            groups[assigned_slug(one.body)].append(Assigned(one, directive))
    labels = {slug: _label(rows) for slug, rows in groups.items()}
    yield from _index(groups, labels)
    for slug, rows in sorted(groups.items()):
        title = f"Việc giao cho {labels[slug]}"
        for sheet, shown in sheets(f"phan-cong/{slug}/", rows, PER_PAGE):
            yield page(
                sheet.address,
                numbered(title, sheet.number),
                "phan-cong.md.j2",
                {"description": f"{title}: {len(rows)} việc trong các văn bản của kho."},
                sheet=sheet,
                rows=shown,
                total=len(rows),
            )


def _index(groups: dict[str, list[Assigned]], labels: dict[str, str]) -> Iterator[Draft]:
    values = [Value(slug, labels[slug], len(rows)) for slug, rows in groups.items()]
    ranked = sorted(values, key=lambda value: (-value.total, value.slug))
    for sheet, shown in sheets("phan-cong/", ranked, INDEX_PER_PAGE):
        title = numbered("Phân công thực hiện", sheet.number)
        yield page(sheet.address, title, "phan-cong-muc-luc.md.j2", sheet=sheet, values=shown)


def _label(rows: list[Assigned]) -> str:
    spellings = Counter(assigned_label(row.assignment.body) for row in rows)
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
