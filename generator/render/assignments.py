"""Who is assigned what: the rows of a document's table, and a page for each body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Assignment, Directive, Page
from generator.names import assigned_label, assigned_slug
from generator.render.browse import INDEX_PER_PAGE, Value
from generator.render.pages import numbered, page, sheets
from generator.render.site import PER_PAGE, Site


@dataclass(frozen=True, slots=True)
class Assigned:
    """A row: an assignment, the document it is of, and the slug of the body's page."""

    assignment: Assignment
    directive: Directive
    slug: str


def assigned_of(directive: Directive) -> tuple[Assigned, ...]:
    """The rows of a document, in order of place."""
    return tuple(Assigned(one, directive, assigned_slug(one.body)) for one in directive.assignments)


def assignment_pages(site: Site) -> Iterator[Page]:
    """The page ``phan-cong/``, and one for each body that some document assigns work to."""
    groups: dict[str, list[Assigned]] = defaultdict(list)
    for directive in site.newest:
        for one in assigned_of(directive):
            groups[one.slug].append(one)
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


def _index(groups: dict[str, list[Assigned]], labels: dict[str, str]) -> Iterator[Page]:
    values = [Value(slug, labels[slug], len(rows)) for slug, rows in groups.items()]
    ranked = sorted(values, key=lambda value: (-value.total, value.slug))
    for sheet, shown in sheets("phan-cong/", ranked, INDEX_PER_PAGE):
        title = numbered("Phân công thực hiện", sheet.number)
        yield page(sheet.address, title, "phan-cong-muc-luc.md.j2", sheet=sheet, values=shown)


def _label(rows: list[Assigned]) -> str:
    spellings = Counter(assigned_label(row.assignment.body) for row in rows)
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
