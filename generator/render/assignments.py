"""Who is assigned what: the rows of a document's table, and a page for each body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, groupby
from operator import attrgetter

from generator.model import Assignment, Directive, Draft, Listed, Sheaf, planned_always
from generator.names import ASSIGNED, assigned_label, assigned_slug, assigned_together, list_name
from generator.render.browse import INDEX_PER_PAGE, Value
from generator.render.pages import Content, Sheet, deferred, numbered, page, sheets
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


@dataclass(slots=True)
class _Group:
    """A body while its page is put together: how often it is written in which way, alone or with others, and
    the documents that do, the newest first."""

    bodies: Counter[str] = field(default_factory=Counter)
    documents: list[Listed] = field(default_factory=list)


_Row = tuple[Listed, int]
"""A document and the place of one of its assignments among them."""


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
    written = Counter(chain.from_iterable(one.summary.assigned for one in site.documents.by_id.values()))
    slugs = {
        bodies: tuple(dict.fromkeys(map(assigned_slug, assigned_together(bodies)))) for bodies in written
    }
    groups: dict[str, _Group] = defaultdict(_Group)
    for bodies, count in written.items():
        for slug in slugs[bodies]:
            groups[slug].bodies[bodies] = count
    for listed in site.newest:
        assigned = site.documents.by_id[listed.id].summary.assigned
        for slug in dict.fromkeys(chain.from_iterable(map(slugs.__getitem__, assigned))):
            groups[slug].documents.append(listed)
    values = {slug: Value(slug, _label(slug, one.bodies), one.bodies.total()) for slug, one in groups.items()}
    yield planned_always(partial(_index, values.values()))
    for slug, value in sorted(values.items()):
        yield site.sheaf(list_name(ASSIGNED, slug), partial(_pages_of_body, site, value, groups[slug]))


def _pages_of_body(site: Site, value: Value, group: _Group) -> Iterator[Draft]:
    site.look_at_list(ASSIGNED, value.slug)
    rows = list(_rows(site, group))
    for sheet, shown in sheets(f"{ASSIGNED}/{value.slug}/", rows, PER_PAGE, lambda row: row[0].id):
        total = len(rows) if sheet.number == 1 else None  # so that the rest stay as they are
        made_of = (value.label, sheet, total, [(site.documents.digest(one.id), at) for one, at in shown])
        content = partial(_content, site, value.label, sheet, shown, total)
        yield deferred(sheet.address, "phan-cong.md.j2", made_of, content)


def _rows(site: Site, group: _Group) -> Iterator[_Row]:
    """The work that documents assign to a body, of the newest documents first."""
    for listed in group.documents:
        assigned = site.documents.by_id[listed.id].summary.assigned
        yield from ((listed, at) for at, body in enumerate(assigned) if body in group.bodies)


def _content(site: Site, label: str, sheet: Sheet, rows: Iterable[_Row], total: int | None) -> Content:
    title = numbered(f"Việc giao cho {label}", sheet.number)
    described = title if total is None else f"{title}: {total} việc trong các văn bản của kho."
    shown = (_assigned(listed, site.documents.by_id[listed.id].assignments()[at]) for listed, at in rows)
    groups = tuple(tuple(same) for _, same in groupby(shown, key=attrgetter("directive.id", "together")))
    return Content(title, {"sheet": sheet, "groups": groups, "total": total}, {"description": described})


def _assigned(listed: Listed, one: Assignment) -> Assigned:
    together = assigned_together(one.body)
    return Assigned(one, listed, together if len(together) > 1 else ())


def _index(values: Iterable[Value]) -> Iterator[Draft]:
    ranked = sorted(values, key=lambda value: (-value.total, value.slug))
    for sheet, shown in sheets(f"{ASSIGNED}/", ranked, INDEX_PER_PAGE, attrgetter("slug")):
        title = numbered("Phân công thực hiện", sheet.number)
        yield page(sheet.address, title, "phan-cong-muc-luc.md.j2", sheet=sheet, values=shown)


def _label(slug: str, bodies: Mapping[str, int]) -> str:
    spellings: Counter[str] = Counter()
    for written, count in bodies.items():
        own = (body for body in assigned_together(written) if assigned_slug(body) == slug)
        spellings.update({assigned_label(body): count for body in own})
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
