"""What the texts say that one instrument does to another: implements, approves, amends, replaces, repeals.

Only what the words right before a citation say plainly; ``knowledge/relations.yml`` has the words.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.collection import Relation
from generator.knowledge.relations import (
    Saying,
    Speaker,
    goes_on,
    is_drafting,
    said_before,
    said_between,
    said_of_list,
)
from generator.model import Block, BlockKind, Cite, Directive, Mention
from generator.text import compiled, fold

_SENTENCE_END = compiled(r"[.…](?=\s+[A-ZÀ-ỸĐ])")
_POINT = re.compile(r"\W*(?:\w{1,4}[.)])?\W*")
"""What stands before the first citation of a point of a list: its number or bullet."""
_APART = re.compile(r"[;,:()]|(?:^| )(?:và|gắn với|đồng thời|để|nhằm) ")
_LAW = re.compile(r"((?:bo luat|luat|phap lenh) (?!sua doi).+?),?(?: (?:so|ngay|nam) .*)?")
"""The name of a law as it is cited, folded, without its number and date."""
_AMENDING = re.compile(
    r"(?:luat|phap lenh) sua doi,? bo sung (?:mot so dieu )?(?:cua )?(?:cac )?"
    r"(?P<laws>.+?),?(?: (?:so|ngay|nam) .*)?"
)
"""The name of a law that amends others, which it names."""
_LAWS = {"Luật", "Bộ luật", "Pháp lệnh"}
_DEEDS = {"replaces", "repeals", "amends"}
_ALSO = re.compile(r"\s*,?\s*(?:và|đồng thời) ")
"""Behind this the same instrument does more: ``hướng dẫn Luật A và hướng dẫn Nghị định B``."""
_ACTED_ON = re.compile(r"\W*(?:da )?(?:duoc|bi) ")
_ONLY_AND = re.compile(r"(?:,| và|, và) ", re.IGNORECASE)
"""All that stands between two instruments that do the same."""


@dataclass(frozen=True, slots=True)
class _Author:
    """A document that states relations: its id, its type folded, the keys of the instruments of that type
    (of all, where it is not known), and those of the laws that it cites by their names."""

    id: str
    type: str | None
    akin: frozenset[str]
    laws: Mapping[str, frozenset[str]]


def _author(directive: Directive) -> _Author:
    akin = frozenset(cite.key for cite in directive.cites if directive.type in {None, cite.type})
    laws: dict[str, set[str]] = defaultdict(set)
    for cite in directive.cites:
        if cite.type in _LAWS:
            named = {found[1] for m in cite.mentions if (found := _LAW.fullmatch(fold(m.shown)))}
            for name in named:
                laws[name].add(cite.key)
    named_laws = {name: frozenset(keys) for name, keys in laws.items()}
    return _Author(directive.id, fold(directive.type) if directive.type else None, akin, named_laws)


@dataclass(slots=True)
class _Sentence:
    """Where a sentence of the document ``speaker`` has come to: ``latest`` is its last citation, ``actor``
    the one that was last said to do something to another, ``nested`` tells that ``latest`` stands in the
    title of the one before it, ``listed`` is what the document does to the list that the sentence goes
    through, in the words ``opening``. ``acted`` is what the instruments of a list do to one cited before
    (``được sửa đổi, bổ sung bởi Luật số …, Luật số …``)."""

    speaker: Speaker
    latest: str | None = None
    actor: str | None = None
    nested: bool = False
    listed: Saying | None = None
    opening: str = ""
    acted: tuple[Saying, str] | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """A citation in running text: the words since the one before it, and its mention."""

    words: str
    key: str
    shown: str
    mention: Mention


def relations_of(directives: Iterable[Directive]) -> tuple[Relation, ...]:
    """Every relation that the documents state, in their order."""
    return tuple(relation for directive in directives for relation in _stated(directive))


def _stated(directive: Directive) -> Iterator[Relation]:
    yield from _of_subject(directive)
    waiting = _mentions_in_order(directive.cites, directive.blocks)
    anchor = above = None
    points: Saying | None = None
    drafted, drafted_above = False, None
    author = _author(directive)
    for block in directive.blocks:
        anchor = block.anchor or anchor
        if points and not _is_point(block, above):
            points = None
        drafted = drafted and _is_point(block, drafted_above)
        stated = _of_block(block, author, anchor, waiting, points)
        # What a body is to draft is no deed of this document.
        yield from (one for one in stated if not (drafted and one.subject is None and one.kind in _DEEDS))
        if block.text.endswith(":") and is_drafting(block.text):
            drafted, drafted_above = True, anchor
        listing = said_of_list(block.text, Speaker(author.type)) if block.text.endswith(":") else None
        points, above = (listing, anchor) if listing else (points, above)


def _is_point(block: Block, above: str | None) -> bool:
    """Whether a block is a point of the list that the block with the anchor ``above`` opened."""
    if block.anchor is None:
        return block.kind is BlockKind.ITEM
    return above is not None and block.anchor.startswith(f"{above}.")


def _mentions_in_order(cites: Sequence[Cite], blocks: Sequence[Block]) -> Mapping[str, deque[Mention]]:
    """The mentions of each instrument that stand in the blocks, in their order: those of the heading,
    which come first, are left out."""
    shown: dict[str, int] = defaultdict(int)
    for block in blocks:
        for run in block.runs:
            if run.key:
                shown[run.key] += 1
    ordered = {cite.key: sorted(cite.mentions, key=lambda m: m.start) for cite in cites}
    return {key: deque(mentions[-shown[key] :] if shown[key] else ()) for key, mentions in ordered.items()}


def _of_subject(directive: Directive) -> Iterator[Relation]:
    """What the subject says: ``Về việc thực hiện Nghị quyết số …``."""
    proof = directive.evidence.get("subject")
    if proof is None or proof.start is None or proof.end is None:
        return
    author = _author(directive)
    for cite in directive.cites:
        first = min(cite.mentions, key=lambda m: m.start)
        if proof.start <= first.start < proof.end:
            place = _Place(first.before, cite.key, first.shown, first)
            saying = said_between(f" {first.before}") or said_before(first.before, Speaker(author.type))
            if saying and not saying.inverse:
                yield _relation(saying, directive.id, None, place, None)


def _of_block(
    block: Block,
    author: _Author,
    anchor: str | None,
    waiting: Mapping[str, deque[Mention]],
    points: Saying | None,
) -> Iterator[Relation]:
    """The relations of a block; ``points`` is what the document does to what each point of its list cites."""
    sentence = _Sentence(Speaker(author.type))
    words = ""
    for run in block.runs:
        if run.key is None:
            words += run.text
            continue
        ends = [end.end() for end in _SENTENCE_END.finditer(words)]
        if ends:
            sentence, words = _Sentence(sentence.speaker), words[ends[-1] :]
        mentions = waiting.get(run.key)
        if mentions:
            place = _Place(words, run.key, run.text, mentions.popleft())
            if points and _POINT.fullmatch(words):
                yield _relation(points, author.id, None, place, anchor)
                sentence.latest = run.key
            else:
                yield from _of_place(place, sentence, author.id, anchor)
            yield from _of_name(place, author, anchor)
        if run.key in author.akin:
            sentence.speaker = replace(sentence.speaker, cited=True)
        words = ""


def _of_name(place: _Place, author: _Author, anchor: str | None) -> Iterator[Relation]:
    """What the name of a law says that it does to others that the document cites, too."""
    amending = _AMENDING.fullmatch(fold(place.shown)) if "ổi, bổ sung" in place.shown else None
    for name in re.split(r"(?:,| va) (?=bo luat|luat)", amending["laws"]) if amending else ():
        keys = author.laws.get(name, frozenset()) - {place.key}
        if len(keys) == 1:
            yield Relation(
                "amends", author.id, place.key, next(iter(keys)), place.shown, *_span(place), anchor
            )


def _of_place(place: _Place, sentence: _Sentence, by: str, anchor: str | None) -> Iterator[Relation]:
    """The relations of one citation; the sentence moves on past it."""
    latest, saying = sentence.latest, None
    if latest and (";" not in place.words or _ACTED_ON.match(fold(place.words))):
        saying = said_between(place.words)  # behind a semicolon somebody else is spoken of
    if saying and sentence.actor and _ALSO.match(place.words):
        latest = sentence.actor
    if sentence.acted and not _ONLY_AND.fullmatch(place.words):
        sentence.acted = None
    if sentence.acted:
        acting, other = sentence.acted
        yield Relation(acting.kind, by, place.key, other, _quote(place), *_span(place), anchor)
    elif latest and saying and latest != place.key:
        if saying.inverse:
            yield Relation(saying.kind, by, place.key, latest, _quote(place), *_span(place), anchor)
            sentence.acted = saying, latest
        else:
            yield _relation(saying, by, latest, place, anchor)
            sentence.actor = latest
        sentence.nested = True
    elif latest and goes_on(place.words):
        if sentence.nested and ";" not in place.words:
            sentence.listed = None  # the list may be that of the title or that of the sentence
        elif sentence.listed:
            yield _relation(sentence.listed, by, None, replace(place, words=sentence.opening), anchor)
        sentence.nested = False
    else:
        # Words that go straight on from a citation are its title, and tell nothing of this document.
        own = not latest or _APART.search(place.words)
        sentence.listed, sentence.nested = said_before(place.words, sentence.speaker) if own else None, False
        sentence.opening, sentence.actor = f"{place.words.strip()} …", None
        if sentence.listed:
            yield _relation(sentence.listed, by, None, place, anchor)
    sentence.latest = place.key


def _relation(saying: Saying, by: str, subject: str | None, place: _Place, anchor: str | None) -> Relation:
    return Relation(saying.kind, by, subject, place.key, _quote(place), *_span(place), anchor)


def _quote(place: _Place) -> str:
    """The words before the citation, shortened from their beginning, and the citation."""
    words = place.words.strip()
    if len(words) > 160:
        words = "… " + words[-160:].split(" ", 1)[-1]
    return f"{words} {place.shown}".strip()


def _span(place: _Place) -> tuple[int, int]:
    return place.mention.start, place.mention.end
