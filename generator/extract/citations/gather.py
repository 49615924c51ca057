"""Mentions of a whole document to its list of cited instruments, one entry an instrument."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.extract.citations.named import bare_cites, named_cites
from generator.extract.citations.numbered import numbered_cites
from generator.extract.citations.raw import Passage, RawCite
from generator.extract.citations.specks import without_specks
from generator.extract.citations.titles import with_titles
from generator.knowledge.laws import laws_in
from generator.knowledge.places import find_units
from generator.model import Cite, Form, Mention
from generator.numbers import number_slug
from generator.text import aligned_fold, nfc, slug


@dataclass(frozen=True, slots=True)
class Link:
    """Where in a passage's view a citation of ``key`` stands, to be linked."""

    passage: int
    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Citations:
    """The cited instruments of a document, where each mention stands, and impossible dates:
    (date as printed, source offset)."""

    cites: tuple[Cite, ...]
    links: tuple[Link, ...]
    bad_dates: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _Group:
    """Mentions of one instrument, in order."""

    key: str
    raws: list[RawCite] = field(default_factory=list)
    date: str | None = None
    year: str | None = None
    place: str | None = None

    def add(self, raw: RawCite) -> None:
        self.raws.append(raw)
        self.date = self.date or raw.date
        self.year = self.year or raw.year


def citations_of(
    passages: Sequence[Passage], source: str, own: tuple[str | None, str | None], date: str | None
) -> Citations:
    """All citations of a document but those of itself.

    Args:
        passages: its paragraphs in reading order.
        source: the source text, for quotes.
        own: type and canonical number of the document itself.
        date: its date of issue, as of which the province of a citation without date is looked up.
    """
    raws: list[RawCite] = []
    for i, passage in enumerate(passages):
        raws.extend(_in_passage(i, passage))
    raws = [raw for raw in raws if not (_is_own(raw, own, date) or _is_carrier(raw, own, passages))]
    groups = _grouped(raws, date)
    cites = tuple(_cite(group, passages, source, date) for group in groups)
    links = tuple(Link(r.passage, r.start, r.end, g.key) for g in groups for r in g.raws)
    bad = tuple((r.bad_date, passages[r.passage].view.offset(r.start)) for r in raws if r.bad_date)
    return Citations(cites, links, bad)


def _in_passage(i: int, passage: Passage) -> list[RawCite]:
    cleaned = without_specks(passage.view.text)
    text = cleaned.text
    folded = aligned_fold(text)
    laws = laws_in(text)
    numbered = numbered_cites(i, text, folded, laws)
    named = named_cites(i, text, folded, laws, numbered)
    bare = bare_cites(i, folded, sorted([*numbered, *named], key=lambda c: c.start))
    cites = with_titles(sorted([*numbered, *named, *bare], key=lambda c: c.start), text, folded)
    if cleaned.places is None:
        return cites
    return [c._replace(start=cleaned.start(c.start), end=cleaned.end(c.end)) for c in cites]


def _is_own(raw: RawCite, own: tuple[str | None, str | None], date: str | None) -> bool:
    """Whether a mention is of the document itself: its type and number, in its own year."""
    own_type, own_number = own
    if raw.number is None or own_number is None:
        return False
    if raw.date and date and raw.date[:4] != date[:4]:
        return False
    if raw.form is Form.SHORT:
        return raw.type == own_type and _digits(raw.number.digits) == _digits(own_number)
    return raw.number.text == own_number and (own_type is None or raw.type == own_type)


def _is_carrier(raw: RawCite, own: tuple[str | None, str | None], passages: Sequence[Passage]) -> bool:
    """Whether the head of an attached part names the document that it is attached to, whose own number is
    not legible."""
    passage = passages[raw.passage]
    if not passage.attached or own[1] is not None or raw.type != own[0]:
        return False
    return aligned_fold(passage.view.text[: raw.start]).rstrip().endswith("kem theo")


def _digits(number: str) -> str:
    match = re.match(r"0*(\d+[a-z]?)", number)
    return match.group(1) if match else number


def _grouped(raws: Sequence[RawCite], date: str | None) -> list[_Group]:
    """One group an instrument: the same type and number, dates not at odds; short forms join the
    sole full one that they can mean, and are dropped where there is none or several."""
    groups: dict[str, list[_Group]] = {}
    order: list[_Group] = []
    for raw in (r for r in raws if r.form is not Form.SHORT):
        stem = _stem(raw)
        same = groups.setdefault(stem, [])
        place = _place(raw, date)
        group = _joinable(same, raw, place)
        if group is None:
            group = _Group(f"{stem}~{len(same) + 1}" if same else stem, place=place)
            same.append(group)
            order.append(group)
        group.add(raw)
    for raw in (r for r in raws if r.form is Form.SHORT and r.number):
        meant = [g for g in order if _may_mean(raw, g)]
        if len(meant) == 1:
            meant[0].add(raw)
    for group in order:
        group.raws.sort(key=lambda r: (r.passage, r.start))
    return sorted(order, key=lambda group: (group.raws[0].passage, group.raws[0].start))


def _place(raw: RawCite, date: str | None) -> str | None:
    """The province that a mention names with the body, as of the day of what it cites."""
    units = find_units(raw.issuer, raw.date or date) if raw.issuer else []
    return units[0][2].name if units else None


def _stem(raw: RawCite) -> str:
    if raw.number is None:
        return raw.name or ""
    return f"{slug(raw.type)}-{number_slug(raw.number)}"


def _joinable(groups: Sequence[_Group], raw: RawCite, place: str | None) -> _Group | None:
    """The group that a mention joins: of its province and date, else the sole one where either has none."""
    groups = [group for group in groups if not (group.place and place and group.place != place)]
    for group in groups:
        # By name, the year is enough: `Luật Đất đai năm 2013`, `Luật Đất đai ngày 29/11/2013`.
        dates_agree = group.date == raw.date or (raw.year and not (group.date and raw.date))
        if group.year == raw.year and dates_agree:
            return group
    if raw.date is None and raw.year is None:
        return groups[0] if len(groups) == 1 else None
    undated = [g for g in groups if g.date is None and g.year is None]
    return undated[0] if len(groups) == 1 and undated else None


def _may_mean(short: RawCite, group: _Group) -> bool:
    full = group.raws[0]
    assert short.number
    return (
        full.number is not None
        and full.type == short.type
        and _digits(full.number.digits) == _digits(short.number.digits)
        and (short.number.year is None or short.number.year == (full.number.year or (full.date or "")[:4]))
    )


def _cite(group: _Group, passages: Sequence[Passage], source: str, date: str | None) -> Cite:
    raws = group.raws
    first = next((r for r in raws if r.form is not Form.SHORT), raws[0])
    issuer = next((r.issuer for r in raws if r.issuer), None)
    mentions = tuple(_mention(raw, passages[raw.passage], source) for raw in raws)
    return Cite(
        key=group.key,
        type=first.type,
        number=_number(first, raws),
        date=group.date,
        issuer=issuer,
        title=next((r.title for r in raws if r.title), None),
        mentions=mentions,
        place=group.place or next((p for r in raws if (p := _place(r, date))), None),
        term=next((r.term for r in raws if r.term), None),
        year=group.year,
    )


def _number(first: RawCite, raws: Sequence[RawCite]) -> str | None:
    """The number as first cited in full; where texts write a body's symbol with and without its ``&``
    (``BGD&ĐT``, ``BGDĐT``), that without."""
    full = [raw.number.text for raw in raws if raw.number and raw.form is not Form.SHORT]
    plain = next((text for text in full if "&" not in text), None)
    return nfc(plain or full[0]) if first.number and full else None


def _mention(raw: RawCite, passage: Passage, source: str) -> Mention:
    view = passage.view
    start, end = view.span(raw.start, raw.end)
    bare = raw.number is not None and raw.date is None and raw.issuer is None and raw.title is None
    form = Form.SHORT if bare else raw.form
    left, right = _sentence(view.text, raw.start, raw.end)
    return Mention(
        start=start,
        end=end,
        quote=source[start:end],
        form=form,
        before=view.text[left : raw.start].lstrip(),
        shown=view.text[raw.start : raw.end],
        after=view.text[raw.end : right].rstrip(),
        anchor=passage.anchor,
    )


_AROUND = 240
_STOP = re.compile(r"(?<=[.;:…])\s")


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a mention, at most ``_AROUND`` characters to either side, cut at words."""
    low = max(0, start - _AROUND)
    stops = [m.end() for m in _STOP.finditer(text, low, start)]
    left = stops[-1] if stops else (text.find(" ", low) + 1 if low else 0)
    high = min(len(text), end + _AROUND)
    stop = _STOP.search(text, end, high)
    right = stop.start() if stop else (text.rfind(" ", end, high) if high < len(text) else len(text))
    return min(left, start), max(right, end)
