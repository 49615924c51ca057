"""Who is assigned what: the rows of a document's table, and a page for each body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter

from generator.model import Assignment, Directive, Draft, Listed, Sheaf, planned_always
from generator.names import ASSIGNED, assigned_label, assigned_slug, assigned_together, list_name
from generator.render.browse import INDEX_PER_PAGE, Value
from generator.render.pages import numbered, page, sheets
from generator.render.site import PER_PAGE, Site


@dataclass(frozen=True, slots=True)
class Assigned:
    """A row of a body's page: an assignment, the document it is of, and all that it goes to together with
    that body, if it does."""

    assignment: Assignment
    directive: Listed
    together: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """A row of a document's page: work, and all who are to do it, each with the slug of its page."""

    assignment: Assignment
    bodies: tuple[tuple[str, str], ...]


def assigned_of(directive: Directive) -> tuple[tuple[Shared, ...], ...]:
    """The rows of a document, one a clause, in order of place; those that follow each other and go to the
    same bodies are one group."""
    rows = []
    for _, same in groupby(directive.assignments, key=lambda one: (one.start, one.end)):
        clause = tuple(same)
        bodies = [body for one in clause for body in assigned_together(one.body)]
        rows.append(Shared(clause[0], tuple((body, assigned_slug(body)) for body in bodies)))
    return tuple(tuple(same) for _, same in groupby(rows, key=attrgetter("bodies")))


def assignment_sheaves(site: Site) -> Iterator[Sheaf]:
    """The page ``phan-cong/``, and one for each body that some document assigns work to."""
    known = {directive.id: directive for directive in site.documents.directives}
    groups: dict[str, list[Assigned]] = defaultdict(list)
    for directive in site.newest:
        for one in known[directive.id].assignments:
            bodies = assigned_together(one.body)
            for slug in dict.fromkeys(map(assigned_slug, bodies)):
                groups[slug].append(Assigned(one, directive, bodies if len(bodies) > 1 else ()))
    labels = {slug: _label(slug, rows) for slug, rows in groups.items()}
    yield planned_always(partial(_index, groups, labels))
    for slug, rows in sorted(groups.items()):
        yield site.sheaf(list_name(ASSIGNED, slug), partial(_pages_of_body, site, slug, labels[slug], rows))


def _pages_of_body(site: Site, slug: str, label: str, rows: list[Assigned]) -> Iterator[Draft]:
    site.look_at_list(ASSIGNED, slug)
    whole = f"Việc giao cho {label}"
    for sheet, shown in sheets(f"{ASSIGNED}/{slug}/", rows, PER_PAGE, lambda row: row.directive.id):
        title = numbered(whole, sheet.number)
        total = len(rows) if sheet.number == 1 else None  # so that the rest stay as they are
        meta = {
            "description": title if total is None else f"{title}: {total} việc trong các văn bản của kho."
        }
        groups = tuple(tuple(same) for _, same in groupby(shown, key=attrgetter("directive.id", "together")))
        yield page(sheet.address, title, "phan-cong.md.j2", meta, sheet=sheet, groups=groups, total=total)


def _index(groups: dict[str, list[Assigned]], labels: dict[str, str]) -> Iterator[Draft]:
    values = [Value(slug, labels[slug], len(rows)) for slug, rows in groups.items()]
    ranked = sorted(values, key=lambda value: (-value.total, value.slug))
    for sheet, shown in sheets(f"{ASSIGNED}/", ranked, INDEX_PER_PAGE, attrgetter("slug")):
        title = numbered("Phân công thực hiện", sheet.number)
        yield page(sheet.address, title, "phan-cong-muc-luc.md.j2", sheet=sheet, values=shown)


def _label(slug: str, rows: list[Assigned]) -> str:
    named = (body for row in rows for body in row.together or (row.assignment.body,))
    spellings = Counter(assigned_label(body) for body in named if assigned_slug(body) == slug)
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
