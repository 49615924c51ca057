"""The pages about the data itself: how complete it is, what needs a second look, where texts disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.cache import fingerprint
from generator.diagnostics import Diagnostic, Severity, in_order
from generator.model import Directive, Draft, Sheaf, Status
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

_CONFLICTS = 50
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
    """The findings of one code, the first of them shown."""

    code: str
    severity: str
    findings: tuple[Finding, ...]

    @property
    def shown(self) -> tuple[Finding, ...]:
        """What the page lists."""
        return self.findings[:_SHOWN]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its label."""

    label: str
    value: int


def quality_page(site: Site) -> Draft:
    """The page ``chat-luong/``."""
    directives = tuple(site.directives.values())
    groups = tuple(finding_groups(site))
    return page(
        "chat-luong/",
        "Chất lượng dữ liệu",
        "chat-luong.md.j2",
        {"description": "Dữ liệu của kho đầy đủ đến đâu, và những chỗ cần xem lại."},
        figures=tuple(_figures(site, groups)),
        fields=tuple(_tally(name, directives) for name in _FIELDS),
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
    own = (d for directive in site.directives.values() for d in directive.diagnostics)
    ids: Mapping[str, str] = {d.source.file: d.id for d in site.directives.values()}
    groups: dict[tuple[int, str], list[Diagnostic]] = defaultdict(list)
    for found in in_order({*site.archive.diagnostics, *own}):
        groups[_RANK[found.severity], found.code].append(found)
    for (_, code), found_here in sorted(groups.items()):
        findings = tuple(
            Finding(one.file, one.line, one.message, one.remedy, ids.get(one.file)) for one in found_here
        )
        yield FindingGroup(code, str(found_here[0].severity), findings)


def _figures(site: Site, groups: Iterable[FindingGroup]) -> Iterator[Figure]:
    yield Figure("văn bản", len(site.directives))
    yield Figure("văn bản được viện dẫn", len(site.heads))
    yield Figure("nơi các văn bản nói khác nhau", sum(bool(head.said) for head in site.heads.values()))
    totals = {str(severity): 0 for severity in Severity}
    for group in groups:
        totals[group.severity] += len(group.findings)
    for severity, total in totals.items():
        yield Figure(word("severities", severity).lower(), total)


def _tally(name: str, directives: Iterable[Directive]) -> Tally:
    totals = {status: 0 for status in Status}
    silent = 0
    for directive in directives:
        evidence = directive.evidence.get(name)
        if evidence is None or not getattr(directive, name):
            silent += 1
        else:
            totals[evidence.status] += 1
    stated, inferred, corrected = (totals[status] for status in Status)
    return Tally(word("fields", name), stated, inferred, corrected, silent)
