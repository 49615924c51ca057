"""Two documents side by side: which paragraph or task answers to which, and the words that differ.

Paragraphs are paired by the runs of two syllables that they share, each weighed by how few paragraphs of
both documents have it, so that a phrase that runs through a whole directive pairs nothing. The best pairs
are taken first and a paragraph is paired once. ``so-sanh-doi-chieu.js`` does the same in the browser.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from generator.collection import Compared, Comparison, Passage, WordRun
from generator.model import Directive
from generator.text import fold, spelling_key

_LEAST = 0.14
"""The least weight that two paragraphs have to share to be a pair. On the three directives of the seeds on
one scheme the weakest pair that a reader makes shares 0.145, the strongest that none does 0.131."""

_NEAR = 0.2
"""The least weight at which a paragraph without a pair is said to be near another, which has its own."""

_WORD = re.compile(r"\S+\s*")
_MARKS = " \n\t“”\"'’‘.,;:()…"
_NUMBER = re.compile(r"^(?:Điều )?(?:\d+(?:\.\d+)*|[IVX]+|[a-zđ])[.)/:-]\s*")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Places of ``a`` to places of ``b`` that are pairs, ``backward`` the same from ``b``, and for both
    sides the nearest of the other."""

    pairs: Mapping[int, int]
    backward: Mapping[int, int]
    near_a: Mapping[int, int]
    near_b: Mapping[int, int]


def passages_of(directive: Directive) -> tuple[Passage, ...]:
    """The paragraphs of a document that have words, without their numbers, each under the anchor of the
    nearest point above."""
    passages = []
    anchor = None
    for block in directive.blocks:
        anchor = block.anchor or anchor
        text = _NUMBER.sub("", block.text.strip())
        if text:
            passages.append(Passage(text, anchor))
    return tuple(passages)


def compared(a: Directive, b: Directive) -> Comparison:
    """What two documents have in common and what each has alone, in the order of ``a``; what only ``b``
    has follows what stands before it there."""
    left, right = passages_of(a), passages_of(b)
    rows = tuple(_rows(left, right, aligned([p.text for p in left], [p.text for p in right])))
    shared = sum(len((run.a + " " + run.b).split()) for row in rows for run in row.words if run.same)
    total = sum(len(passage.text.split()) for passage in (*left, *right))
    return Comparison(a.id, b.id, rows, round(shared / total, 3) if total else 0.0)


def aligned(left: Sequence[str], right: Sequence[str]) -> Alignment:
    """Which text of ``right`` answers to which of ``left``, and which others are near."""
    a, b = [_runs(text) for text in left], [_runs(text) for text in right]
    spread = Counter(run for runs in (*a, *b) for run in runs)

    def weight(runs: frozenset[str]) -> float:
        return sum(1 / spread[run] for run in sorted(runs))

    weights_a, weights_b = [weight(runs) for runs in a], [weight(runs) for runs in b]
    scores = [
        (2 * weight(one & other) / (weights_a[i] + weights_b[j]), i, j)
        for i, one in enumerate(a)
        for j, other in enumerate(b)
        if not one.isdisjoint(other)
    ]
    ranked = sorted(scores, key=lambda score: (-score[0], score[1], score[2]))
    pairs: dict[int, int] = {}
    backward: dict[int, int] = {}
    near_a: dict[int, int] = {}
    near_b: dict[int, int] = {}
    for score, i, j in ranked:
        if score >= _LEAST and i not in pairs and j not in backward:
            pairs[i], backward[j] = j, i
        if score >= _NEAR:
            near_a.setdefault(i, j)
            near_b.setdefault(j, i)
    return Alignment(pairs, backward, near_a, near_b)


def _runs(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", fold(text))
    return frozenset(f"{one} {other}" for one, other in pairwise(words)) or frozenset(words)


def _rows(left: Sequence[Passage], right: Sequence[Passage], found: Alignment) -> Iterator[Compared]:
    told = 0
    for i, passage in enumerate(left):
        j = found.pairs.get(i)
        if j is None:
            near = right[found.near_a[i]] if i in found.near_a else None
            yield Compared("only-a", passage, None, near=near)
            continue
        yield from _alone(left, right, found, [k for k in range(told, j) if k not in found.backward])
        told = max(told, j + 1)
        words = tuple(word_runs(passage.text, right[j].text))
        yield Compared("same" if all(run.same for run in words) else "reworded", passage, right[j], words)
    yield from _alone(left, right, found, [k for k in range(told, len(right)) if k not in found.backward])


def _alone(
    left: Sequence[Passage], right: Sequence[Passage], found: Alignment, places: Sequence[int]
) -> Iterator[Compared]:
    for j in places:
        near = left[found.near_b[j]] if j in found.near_b else None
        yield Compared("only-b", None, right[j], near=near)


def word_runs(one: str, other: str) -> Iterator[WordRun]:
    """The words of two texts, run by run, the same and the different ones."""
    a, b = _WORD.findall(one), _WORD.findall(other)
    keys_a, keys_b = ([spelling_key(word.strip(_MARKS)) for word in words] for words in (a, b))
    for kind, i, i_end, j, j_end in SequenceMatcher(None, keys_a, keys_b, autojunk=False).get_opcodes():
        yield WordRun("".join(a[i:i_end]), "".join(b[j:j_end]), kind == "equal")
