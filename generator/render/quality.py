"""The pages about the data itself: how complete it is, what needs a second look, where texts disagree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from generator.cache import fingerprint
from generator.diagnostics import Diagnostic, Severity, in_order
from generator.model import Draft, Sheaf, Status
from generator.render.instrument import conflicts_of
from generator.render.pages import Sheet, numbered, page, sheets
from generator.render.site import Site
from generator.render.words import word

_FIELDS = (
    *("type", "number", "date", "place", "issuer", "province", "subject", "signer", "signer_title"),
    *("signing_authority", "recipients", "tasks", "cites"),
)
_SHOWN = 100
"""Findings of one kind that the page lists; the report has them all."""

_CONFLICTS = 10
"""Instruments on one page of those about which texts disagree."""

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Tally:
    """How a field is known over all documents: the four numbers add up to the number of documents."""

    label: str
    stated: int
    inferred: int
    corrected: int
    silent: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic as the page lists it; ``id`` names the document's page where it has one."""

    file: str
    line: int | None
    message: str
    remedy: str
    id: str | None


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one code: how many, and the first of them, which the page lists."""

    code: str
    severity: str
    total: int
    shown: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its label."""

    label: str
    value: int


def quality_page(site: Site) -> Draft:
    """The page ``chat-luong/``."""
    groups = tuple(finding_groups(site))
    return page(
        "chat-luong/",
        "Chất lượng dữ liệu",
        "chat-luong.md.j2",
        {"description": "Dữ liệu của kho đầy đủ đến đâu, và những chỗ cần xem lại."},
        figures=tuple(_figures(site, groups)),
        fields=tuple(_tallies(site)),
        groups=groups,
    )


def conflict_sheaves(site: Site) -> Iterator[Sheaf]:
    """The page ``mau-thuan/``, then ``2/`` … where texts disagree about very many instruments."""
    keys = [head.key for head in site.heads.values() if head.said]
    for sheet, shown in sheets("mau-thuan/", keys, _CONFLICTS, str):
        name = f"{sheet.address}{fingerprint((sheet, shown)).hex()}"
        yield site.sheaf(name, partial(_conflict_page, site, sheet, shown))


def _conflict_page(site: Site, sheet: Sheet, keys: Sequence[str]) -> Iterator[Draft]:
    entries = [(site.named[key], conflicts_of(site, site.instruments[key])) for key in keys]
    title = numbered("Nơi các văn bản nói khác nhau", sheet.number)
    yield page(sheet.address, title, "mau-thuan.md.j2", entries=entries, sheet=sheet)


def finding_groups(site: Site) -> Iterator[FindingGroup]:
    """Every diagnostic of the archive and its documents once, by code, the gravest first."""
    ids: Mapping[str, str] = {one.source.file: one.id for one in site.profiles.values()}
    groups: dict[tuple[int, str], list[Diagnostic]] = defaultdict(list)
    for found in _diagnostics(site):
        groups[_RANK[found.severity], found.code].append(found)
    for (_, code), found_here in sorted(groups.items()):
        shown = tuple(
            Finding(one.file, one.line, one.message, one.remedy, ids.get(one.file))
            for one in found_here[:_SHOWN]
        )
        yield FindingGroup(code, str(found_here[0].severity), len(found_here), shown)


def _diagnostics(site: Site) -> Sequence[Diagnostic]:
    """Those of the archive, among which are those of its documents, unless it was put together by hand."""
    told = set(map(id, site.archive.diagnostics))
    own = [found for profile in site.profiles.values() for found in profile.diagnostics]
    if all(id(one) in told for one in own):
        return in_order(site.archive.diagnostics)
    return in_order({*site.archive.diagnostics, *own})


def _figures(site: Site, groups: Iterable[FindingGroup]) -> Iterator[Figure]:
    yield Figure("văn bản", len(site.profiles))
    yield Figure("văn bản được viện dẫn", len(site.heads))
    yield Figure("nơi các văn bản nói khác nhau", sum(bool(head.said) for head in site.heads.values()))
    totals = {str(severity): 0 for severity in Severity}
    for group in groups:
        totals[group.severity] += group.total
    for severity, total in totals.items():
        yield Figure(word("severities", severity).lower(), total)


def _tallies(site: Site) -> Iterator[Tally]:
    statuses = (one.summary.statuses.items() for one in site.documents.by_id.values())
    totals = Counter(chain.from_iterable(statuses))
    for name in _FIELDS:
        stated, inferred, corrected = (totals[name, status] for status in Status)
        silent = len(site.documents) - stated - inferred - corrected
        yield Tally(word("fields", name), stated, inferred, corrected, silent)
