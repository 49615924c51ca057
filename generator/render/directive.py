"""The page of a document: card, contents, the text as printed, what it cites and who cites it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from generator import names
from generator.addresses import document_address, instrument_address, original_name, permanent
from generator.config import Config
from generator.model import AttachedPart, BlockKind, Directive, Draft, Profile
from generator.render.assignments import assigned_of
from generator.render.card import card_rows, proof_rows
from generator.render.comparison import nearest
from generator.render.instrument import Mark, marks_of
from generator.render.linked_data import legislation
from generator.render.markdown import body, reference_mark
from generator.render.pages import Content, deferred, root
from generator.render.relations import acted_on, chain_of
from generator.render.site import Named, Site, newest_first
from generator.render.words import directive_name, page_title, reference, word
from generator.text import fold, shortened

_CITING = 20
"""Documents citing this one that its page lists; its page as an instrument has them all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents; ``depth`` 1 is the outermost."""

    anchor: str
    label: str
    depth: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence above the text that the reader must not miss, with a link where it has one."""

    text: str
    href: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """An instrument that a document cites, the ``order``-th of them, and what to note at the citation."""

    order: int
    named: Named
    marks: tuple[Mark, ...]

    @property
    def told(self) -> str:
        """The note in one sentence."""
        return "; ".join(f"{word('fields', mark.field)}: {mark.text}" for mark in self.marks) + "."


def directive_page(site: Site, profile: Profile) -> Draft:
    """The page ``van-ban/<id>/``; the whole text is loaded only if the page has to be written."""
    address = document_address(profile.id)
    around = _around(site, profile.id)
    return deferred(
        address,
        "van-ban.md.j2",
        (site.digest(profile.id), around),
        lambda: _content(site.documents.load(profile.id).directive, site.config, address, around),
    )


def _content(directive: Directive, config: Config, address: str, around: Mapping[str, Any]) -> Content:
    here = root(address)
    contents = tuple(contents_of(directive))
    meta = {
        "description": shortened(reference(directive), 200),
        "contents": [{"anchor": item.anchor, "label": item.label, "depth": item.depth} for item in contents],
    }
    values = {
        "directive": directive,
        "heading": directive_name(directive),
        "crumbs": _crumbs(directive),
        "notices": tuple(_notices(directive, here)),
        "rows": tuple(card_rows(directive, here)),
        "proofs": tuple(proof_rows(directive)),
        "contents": contents,
        "assigned": assigned_of(directive),
        "citation": reference(directive),
        "archive_name": config.name,
        "permanent": permanent(config.url, address),
        "original": original_name(directive.source.file) if config.publish_original == "full" else None,
        "web": urlsplit(directive.source.url or "").scheme in ("http", "https"),
        "linked_data": legislation(directive, config, address),
        **_texts(directive, here, around["cited"]),
        **around,
    }
    return Content(page_title(directive), values, meta)


def _texts(directive: Directive, here: str, cited: Sequence[Cited]) -> dict[str, Any]:
    """The Markdown of the document itself and of what is attached to it, which follows the signature, and
    the keys of the instruments that have a mark in it."""
    anchors = {part.anchor for part in directive.parts}
    blocks = directive.blocks
    cut = next((at for at, block in enumerate(blocks) if block.anchor in anchors), len(blocks))
    within = {run.key for block in blocks[:cut] for run in block.runs}
    notes = {one.named.key: reference_mark(one.order, one.told) for one in cited if one.marks}

    def link(key: str) -> str:
        return f"{here}{instrument_address(quote(key))}index.md"

    after = {key: note for key, note in notes.items() if key not in within}
    marked = {run.key for block in blocks for run in block.runs} & set(notes)
    return {
        "marked": marked,
        "body": Markup(body(blocks[:cut], link, notes)),
        "attached": Markup(body(blocks[cut:], link, after).strip()),
    }


def contents_of(directive: Directive) -> Iterator[Entry]:
    """The outline: headings, top-level tasks and attached parts that have an anchor, in reading order."""
    labels = {task.anchor: f"{task.number}. {task.heading}" for task in directive.tasks}
    labels |= {part.anchor: _part_label(part) for part in directive.parts}
    listed = [
        block
        for block in directive.blocks
        if block.anchor and (block.kind is BlockKind.HEADING or block.anchor in labels)
    ]
    top = min((block.level for block in listed if block.level), default=2)
    for block in listed:
        depth = max(1, min(3, (block.level or top) - top + 1))
        label = labels.get(block.anchor or "") or block.text
        yield Entry(block.anchor or "", shortened(label.strip(), 120), depth)


def _part_label(part: AttachedPart) -> str:
    """The title of an attached part, after its kind unless the title says it."""
    kind = word("parts", part.kind)
    return part.title if fold(part.title).startswith(fold(kind)) else f"{kind}: {part.title}"


def _around(site: Site, document: str) -> dict[str, Any]:
    """What the collection gives to say after the text: instruments cited, documents citing, those like it."""
    own = site.own_key.get(document)
    cites = {cite.key: cite for cite in reversed(site.documents.by_id[document].cites())}
    citing = site.citing.get(own, ()) if own else ()
    return {
        "cited": tuple(
            Cited(order, site.named[key], marks_of(site, site.heads[key], cites[key]))
            for order, key in enumerate(reversed(cites), start=1)
            if key in site.heads
        ),
        "chain": chain_of(site, document),
        "acted_on": acted_on(site, own) if own else (),
        "nearest": nearest(site, document),
        "own": own,
        "citing": newest_first(citing)[:_CITING],
        "citing_total": len(citing),
    }


def _crumbs(directive: Directive) -> list[tuple[str, str]]:
    crumbs = []
    if directive.type:
        crumbs.append((directive.type, f"loai/{names.type_slug(directive)}/"))
    if directive.date:
        year = names.year_slug(directive)
        crumbs.append((f"Năm {year}", f"nam/{year}/"))
    return crumbs


def _notices(directive: Directive, here: str) -> Iterator[Notice]:
    if directive.sample:
        yield Notice("Văn bản mẫu: được soạn để minh họa kho lưu trữ, không phải văn bản có thật.")
    if directive.state != "issued":
        yield Notice(f"{word('states', directive.state)}: không phải là bản gốc đã ban hành.")
    if directive.duplicate_of:
        address = here + document_address(directive.duplicate_of)
        yield Notice("Kho có hai bản của cùng một văn bản.", address, "Xem bản kia")
