"""What building an archive of N generated directives costs, side by side with other ways: ``make bench``.

The whole chain from raw texts, from nothing and again after one document changed; then the step from
Markdown to the site by several programs. Prints a table and writes ``build/bench.json``.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.chain import COLD, builds, differing, prepare
from bench.costs import PROJECT, Cost
from bench.publish import HOOK, adopt, compared
from generator.config import default_config
from generator.publish import docs_dir

Result = dict[str, Any]


def measured(folder: Path, count: int) -> Result:
    """All that is measured of an archive of so many documents, in a folder that is not there yet."""
    one_more = prepare(folder, count)
    chain = list(builds(folder, one_more))
    anew = differing(folder)
    adopt(folder)
    pages = sum(1 for _ in docs_dir(default_config(folder)).rglob("*.md"))
    publishing, plain = compared(folder)
    return {
        "documents": count,
        "pages": pages,
        "chain": [asdict(cost) for cost in chain],
        "publishing": [asdict(cost) for cost in publishing],
        "unlike a build from nothing": anew,
        "unlike MkDocs alone": plain,
    }


def told(result: Result) -> str:
    """What was measured, as tables."""
    chain, publishing = ([Cost(**cost) for cost in result[part]] for part in ("chain", "publishing"))
    lines = [f"{result['documents']} documents, {result['pages']} pages; {os.cpu_count()} processors"]
    lines += ["", *table(COLD, chain, result["pages"])]
    lines += ["", *table(HOOK, publishing, result["pages"]), ""]
    for what in ("unlike a build from nothing", "unlike MkDocs alone"):
        lines.append("{1} files, of which {0} {name}".format(*result[what], name=what))
    return "\n".join(lines)


def table(base: str, costs: Sequence[Cost], pages: int) -> list[str]:
    """Costs, and how often that of ``base`` goes into each."""
    ours = next(cost for cost in costs if cost.name == base)
    lines = [
        "| | CPU s | ratio | ms a page | wall s | MB | 10⁹ instructions |",
        "|---|---|---|---|---|---|---|",
    ]
    for cost in costs:
        counted = "" if cost.instructions is None else f"{cost.instructions:.1f}"
        lines.append(
            f"| {cost.name} | {cost.cpu:.2f} | {cost.cpu / ours.cpu:.3f} | {cost.cpu / pages * 1000:.2f} "
            f"| {cost.wall:.1f} | {cost.memory} | {counted} |"
        )
    return lines


def main() -> None:
    """Measure archives of each size, print tables, write ``build/bench.json``."""
    parser = argparse.ArgumentParser(description="What building an archive costs, beside other ways.")
    parser.add_argument("counts", type=int, nargs="*", default=[1000], help="how many documents")
    parser.add_argument("--scratch", type=Path, help="a folder to work in, best in memory")
    given = parser.parse_args()
    results = []
    for count in given.counts:
        with tempfile.TemporaryDirectory(prefix="chithi-bench-", dir=given.scratch) as scratch:
            results.append(measured(Path(scratch) / "archive", count))
        print(told(results[-1]), flush=True)
    path = PROJECT / "build" / "bench.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
