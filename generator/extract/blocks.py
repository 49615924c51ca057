"""Outline and citations to the blocks of a body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from generator.extract.citations import Link
from generator.model import Block, Run
from generator.parts import Piece


def blocks_of(pieces: Sequence[Piece], links: Iterable[Link], offset: int) -> tuple[Block, ...]:
    """The blocks of the pieces, cited instruments as runs of their own.

    Args:
        pieces: the outline, in order.
        links: where citations stand.
        offset: how many passages stand before the first piece; a link's ``passage`` counts them.
    """
    by_piece: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        by_piece[link.passage - offset].append(link)
    return tuple(_block(piece, by_piece[i]) for i, piece in enumerate(pieces))


def _block(piece: Piece, links: Sequence[Link]) -> Block:
    rows = tuple(tuple(cell.text for cell in row) for row in piece.rows)
    runs = (Run(piece.view.text),) if rows else tuple(_runs(piece.view.text, links))
    return Block(piece.kind, runs, piece.anchor, piece.level, rows)


def _runs(text: str, links: Sequence[Link]) -> Iterable[Run]:
    at = 0
    for link in sorted(links, key=lambda link: link.start):
        if link.start < at:
            continue  # shown already, within the one before
        if link.start > at:
            yield Run(text[at : link.start])
        yield Run(text[link.start : link.end], link.key)
        at = link.end
    if at < len(text):
        yield Run(text[at:])
