"""The comparison of ways to build the site measures ways that build the same pages."""

from __future__ import annotations

from pathlib import Path

from bench.publish import change, frames, measured, prepared, table
from generator.publish import docs_dir
from tests.publish.test_accelerate import files


def test_the_ways_build_the_same_pages_from_one_tree(tmp_path: Path) -> None:
    config = prepared(tmp_path, 2)
    costs = [measured(name, tmp_path) for name in ("MkDocs + Material", "with the hook")]
    assert files(tmp_path / "site") == files(tmp_path / "mkdocs")
    frames(tmp_path)
    costs.append(measured("bare loop", tmp_path))
    pages = [path for path in docs_dir(config).rglob("*.md") if path.parent.parent.name == "van-ban"]
    assert len(pages) == 2
    for path in pages:
        name = path.relative_to(docs_dir(config)).with_name("index.html")
        ours, bare = ((tmp_path / way / name).read_text(encoding="utf-8") for way in ("site", "floor"))
        assert abs(len(ours) - len(bare)) < len(ours) / 10
        assert ours.split("<article", 1)[1].split("<h1", 1)[1][:200] in bare
    change(tmp_path)
    before = files(tmp_path / "site")
    costs.append(measured("with the hook, one directive changed", tmp_path))
    now = files(tmp_path / "site")
    assert len([name for name in now if now[name] != before[name]]) == 1
    assert all(cost.cpu > 0 and cost.memory > 0 for cost in costs)
    assert len(table(2, 9, costs).splitlines()) == 7
