"""Scores the normalizer against labels made by hand, and holds it to floors: ``make eval``.

    python -m tests.eval.run [--pin [--lower]]

A set of labelled documents is scored by the scorer of the shared folder; the project's own samples and
the copies that programs made of documents (tests/copies) too. Below a floor of ``floors.yml`` the run
fails. ``--pin`` writes what was measured as the new floors, and refuses to lower one unless ``--lower``
says that it is meant.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.support.normalizing import written
from tests.support.requirements import ROOT

FLOORS = Path(__file__).with_name("floors.yml")
SAMPLES = ROOT / "docs_src" / "raw"
SAMPLE_LABELS = ROOT / "tests" / "samples" / "expected.yml"
COPIES = ROOT / "tests" / "copies"

Figures = Mapping[str, float]
"""By name, from 0 to 1, more is better. Of each field ``found`` (of the labels with a value, the share
that is given right) and ``sound`` (of all documents, the share with no wrong and no invented value); of
citations the F1 over numbers, over numbers with date, and over names."""


@dataclass(frozen=True)
class LabelledSet:
    """Raw files and their labels; ``absent`` says why they cannot be scored, if so."""

    name: str
    raw: Path
    labels: Path
    absent: str | None = None


def labelled_sets(shared: Path) -> tuple[LabelledSet, ...]:
    """What there is to score. The scorer, and all labels but the samples', stand in the shared folder."""
    sets = []
    for name, raw, labels in (
        ("seeds", shared / "seeds", shared / "eval/gold-seeds.jsonl"),
        ("corpus", shared / "corpus", shared / "eval/gold-corpus.jsonl"),
        ("samples", SAMPLES, SAMPLE_LABELS),
        ("copies", COPIES / "raw", COPIES / "labels.yml"),
    ):
        missing = [path for path in (raw, labels, shared / "eval/score.py") if not path.exists()]
        sets.append(LabelledSet(name, raw, labels, f"{missing[0]} is not there" if missing else None))
    return tuple(sets)


def measured(labelled: LabelledSet, scorer: Path, folder: Path) -> tuple[Figures, str]:
    """The figures of a set, and what the scorer prints; ``folder`` is for what is made on the way.

    Raises:
        subprocess.CalledProcessError: the scorer failed.
    """
    out = written([labelled.raw], folder).out
    labels, figures = labelled.labels, folder / "figures.json"
    if labels.suffix == ".yml":
        labels = folder / "labels.jsonl"
        labels.write_text(_as_gold(labelled.labels), encoding="utf-8")
    told = subprocess.run(
        [
            sys.executable,
            str(scorer),
            "--gold",
            labels,
            "--normalized",
            out,
            "--worst",
            "3",
            "--json",
            figures,
        ],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    return _figures(json.loads(figures.read_text(encoding="utf-8"))), told.stdout


def _as_gold(labels: Path) -> str:
    """The labels of the samples in the scorer's form."""
    renamed = {"file": "path", "type": "doc_type", "cites_by_name": "cites_unnumbered"}
    documents = yaml.safe_load(labels.read_text(encoding="utf-8"))
    gold = ({renamed.get(key, key): value for key, value in said.items()} for said in documents)
    return "".join(json.dumps(said, ensure_ascii=False) + "\n" for said in gold)


def _figures(scores: Mapping[str, Any]) -> Figures:
    figures: dict[str, float] = {}
    for field, tally in scores["fields"].items():
        documents = tally["have"] + tally["null"]
        if tally["have"]:
            figures[f"{field} found"] = tally["found"] / tally["have"]
        if documents:
            figures[f"{field} sound"] = 1 - (tally["wrong"] + tally["invented"]) / documents
    for name in ("cites", "cites_dated", "cites_named"):
        if any(scores[name][count] for count in ("tp", "fp", "fn")):
            figures[f"{name} f1"] = scores[name]["f1"]
    return {name: round(value, 4) for name, value in figures.items()}


def read_floors(path: Path) -> dict[str, dict[str, float]]:
    """The floors by set and figure."""
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def fallen(figures: Figures, floors: Figures) -> list[str]:
    """The figures that are below their floor, or gone."""
    return [
        f"{name}: {figures.get(name, 'not measured')}, floor {floor}"
        for name, floor in floors.items()
        if figures.get(name, -1.0) < floor
    ]


def pinned(found: Mapping[str, Figures], path: Path, *, lower: bool) -> list[str]:
    """Write the figures as floors, those of sets not measured as they are; gives what was refused.

    Nothing is written where a floor would fall and ``lower`` does not allow it.
    """
    floors = read_floors(path)
    refused = [f"{name}: {fault}" for name in found for fault in fallen(found[name], floors.get(name, {}))]
    if refused and not lower:
        return refused
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    data = {**floors, **{name: dict(figures) for name, figures in found.items()}}
    path.write_text("\n".join(head) + "\n" + yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return []


def main(arguments: list[str] | None = None) -> int:
    """The command; gives 1 where a figure is below its floor, or a floor was not to be lowered."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pin", action="store_true", help="write the figures as the new floors")
    parser.add_argument("--lower", action="store_true", help="with --pin: a floor may fall")
    options = parser.parse_args(arguments)
    shared = Path(os.environ.get("CHITHI_SHARED") or ROOT.parent / "shared")
    found: dict[str, Figures] = {}
    for labelled in labelled_sets(shared):
        if labelled.absent:
            print(f"{labelled.name}: not scored, {labelled.absent}")
            continue
        with tempfile.TemporaryDirectory() as folder:
            found[labelled.name], told = measured(labelled, shared / "eval/score.py", Path(folder))
        print(f"{labelled.name}\n{told}")
    if options.pin:
        faults = pinned(found, FLOORS, lower=options.lower)
    else:
        floors = read_floors(FLOORS)
        faults = [f"{name}: {fault}" for name in found for fault in fallen(found[name], floors.get(name, {}))]
    for fault in faults:
        print(f"below its floor: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
