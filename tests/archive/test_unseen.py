"""Relations and assignments in directives that a reader had labelled before the rules saw them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from generator.collection import Archive
from generator.config import default_config
from generator.pipeline import normalize
from generator.text import fold

FOLDER = Path(__file__).with_name("unseen")
LABELS: dict[str, Any] = yaml.safe_load(FOLDER.with_suffix(".yml").read_text(encoding="utf-8"))


@cache
def _archive() -> Archive:
    with TemporaryDirectory() as empty:
        return normalize([FOLDER], default_config(Path(empty)))


def test_every_relation_is_one_that_the_reader_found() -> None:
    archive = _archive()
    files = {d.directive.id: d.directive.source.file for d in archive.documents}
    names = {i.key: i.number or i.title for i in archive.instruments}
    stated = [one for by in files for one in archive.relations.get(by, ())]
    found = [(files[r.by], r.kind, names.get(r.subject or ""), names[r.object]) for r in stated]
    read = [(file, *one) for file, said in LABELS.items() for one in said["relations"]]
    right = _taken(found, read, lambda one, label: one[:3] == label[:3] and one[3].startswith(label[3]))
    assert right == len(found)
    assert right >= 0.95 * len(read)


def test_every_assignment_is_one_that_the_reader_found() -> None:
    found = [
        (d.directive.source.file, _words(one.quote), _words(one.body), one.role, one.deadline or "")
        for d in _archive().documents
        for one in d.directive.assignments
    ]
    read = [
        (file, _words(opening), _words(body), role, deadline or "")
        for file, said in LABELS.items()
        for opening, body, role, deadline in said["assignments"]
    ]

    def same(one: Any, label: Any) -> bool:
        """The deadline as printed may have more words (``hoàn thành trước …``)."""
        due = label[4] in one[4] and bool(label[4]) == bool(one[4])
        return one[1].startswith(label[1]) and due and (one[0], *one[2:4]) == (label[0], *label[2:4])

    right = _taken(found, read, same)
    assert right == len(found)
    assert right >= 0.95 * len(read)


def _taken(found: list[Any], read: list[Any], same: Any) -> int:
    """How many of those found answer to a label, each label once."""
    left = list(read)
    for one in found:
        label = next((label for label in left if same(one, label)), None)
        if label is not None:
            left.remove(label)
    return len(read) - len(left)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
