from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jinja2
import pytest
import yaml

from generator.collection import Archive
from generator.config import default_config
from generator.model import AttachedPart, Block, BlockKind, Draft, Run
from generator.render.card import card_rows
from generator.render.directive import contents_of
from generator.render.pages import page, root, sheets
from generator.render.site import PER_PAGE
from tests.support.archives import KL44, OWN, archive, issued, many, normalized, party, silent
from tests.support.drafts import site_pages


def pages(of: Archive, folder: Path) -> dict[str, str]:
    return {one.path: one.text for one in site_pages(of, default_config(folder))}


def front_matter(text: str) -> dict[str, object]:
    loaded: dict[str, object] = yaml.safe_load(text.split("---\n")[1])
    return loaded


def test_every_page_of_the_contract_is_there_once(tmp_path: Path) -> None:
    made: Iterator[Draft] = site_pages(archive(), default_config(tmp_path))
    paths = [one.path for one in made]
    assert len(set(paths)) == len(paths)
    for folder in ("tinh", "nam", "co-quan", "nguoi-ky", "loai"):
        assert f"{folder}/index.md" in paths
        if folder != "loai":
            assert f"{folder}/khong-ro/index.md" in paths
    assert {"index.md", "mau-thuan/index.md", "chat-luong/index.md", "nam/2023/index.md"} <= set(paths)
    assert {f"van-ban/{OWN}/index.md", f"vien-dan/{OWN}/index.md", f"vien-dan/{KL44}/index.md"} <= set(paths)


def test_rendering_twice_gives_the_same_pages(tmp_path: Path) -> None:
    assert pages(archive(), tmp_path) == pages(archive(), tmp_path)


def test_an_empty_archive_has_a_site(tmp_path: Path) -> None:
    made = pages(Archive((), ()), tmp_path)
    assert "Kho chưa có văn bản nào." in made["index.md"]
    assert "Không có ghi nhận nào." in made["chat-luong/index.md"]


def test_hand_written_pages_stand_at_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "docs_src" / "pages"
    folder.mkdir(parents=True)
    (folder / "gioi-thieu.md").write_text("# Về kho\n", encoding="utf-8")
    assert pages(Archive((), ()), tmp_path)["gioi-thieu/index.md"] == "# Về kho\n"


@pytest.mark.parametrize(
    ("address", "way"), [("", "./"), ("tinh/", "../"), ("van-ban/x/", "../../"), ("tinh/x/2/", "../../../")]
)
def test_links_go_through_the_root(address: str, way: str) -> None:
    assert root(address) == way


def test_front_matter_keeps_any_title() -> None:
    for title in ("---", "a: b", "null", "2023-05-02", "# x", "{{ x }}", "'\"", "…\n---\n"):
        made = page("x/", title, "mau-thuan.md.j2", entries=(), sheet=next(sheets("x/", (), 1, str))[0])
        assert yaml.safe_load(made.text[4 : made.text.index("\n---\n")])["title"] == title


def test_a_template_without_its_value_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        page("x/", "X", "mau-thuan.md.j2").render()


def test_a_list_is_cut_into_sheets() -> None:
    entries = list(range(500))
    cut = list(sheets("tinh/x/", entries, 20, str))
    assert [entry for _, shown in cut for entry in shown] == entries
    assert [sheet.address for sheet, _ in cut[:3]] == ["tinh/x/", "tinh/x/2/", "tinh/x/3/"]
    assert {sheet.total for sheet, _ in cut} == {len(cut)}
    assert all(10 <= len(shown) <= 20 for _, shown in cut[:-1])
    assert [sheet.total for sheet, _ in sheets("x/", (), 2, str)] == [1]
    assert [list(shown) for _, shown in sheets("x/", entries[:20], 20, str)] == [entries[:20]]


@pytest.mark.parametrize("at", range(0, 2000, 97))
def test_one_entry_more_changes_the_sheet_that_it_comes_to_stand_on(at: int) -> None:
    entries = [f"van-ban-{number}" for number in range(2000)]
    before = {tuple(shown) for _, shown in sheets("x/", entries, 50, str)}
    after = {tuple(shown) for _, shown in sheets("x/", [*entries[:at], "moi", *entries[at:]], 50, str)}
    assert len(after - before) <= 8  # of some 55; a place where the sheets fall together again soon comes


def test_long_lists_go_on_over_further_pages(tmp_path: Path) -> None:
    made = pages(many(2 * PER_PAGE + 1), tmp_path)
    for base in (f"vien-dan/{KL44}/", "nam/2020/", "tinh/ha-tinh/"):
        entries = [made[f"{base}{sheet}index.md"].count('<li class="ct-entry"') for sheet in ("", "2/", "3/")]
        assert all(PER_PAGE // 2 <= count <= PER_PAGE for count in entries[:2])
        further = [text for path, text in made.items() if path.startswith(base)]
        assert sum(text.count('<li class="ct-entry"') for text in further) == 2 * PER_PAGE + 1
        assert ["data-count" in text for text in further] == [
            "data-count" in further[0],
            *[False] * len(further[1:]),
        ]
    assert 'rel="next"' in made["nam/2020/index.md"]
    assert 'rel="prev"' in made["nam/2020/3/index.md"]


def test_the_card_marks_what_is_not_stated_and_tells_silence() -> None:
    rows = {row.field: row for row in card_rows(issued(), "../../")}
    assert [name for name, row in rows.items() if row.marked] == ["date", "province"]
    assert rows["date"].status == "corrected"
    assert rows["date"].datetime == "2023-05-02"
    assert rows["signer"].href == "../../nguoi-ky/lu-quang-ngoi-uy-ban-nhan-dan-tinh-vinh-long/"
    bare = {row.field: row.text for row in card_rows(silent(), "../../")}
    assert bare["number"] is None and bare["date"] is None and bare["signer"] is None
    assert "province" not in bare


def test_the_contents_list_the_top_level_tasks() -> None:
    assert [(entry.anchor, entry.label, entry.depth) for entry in contents_of(issued())] == [
        ("1", "1. Các sở, ban, ngành", 1),
        ("2", "2. Công an tỉnh", 1),
    ]


def test_what_is_attached_follows_the_signature(tmp_path: Path) -> None:
    annex = Block(BlockKind.HEADING, (Run("PHỤ LỤC"),), anchor="phu-luc", level=2)
    part = AttachedPart("annex", "PHỤ LỤC", "phu-luc")
    other = AttachedPart("forwarded", "Công văn số 5", "x")
    directive = replace(issued(), blocks=(*issued().blocks, annex), parts=(part,))
    text = pages(Archive((normalized(directive),), ()), tmp_path)[f"van-ban/{OWN}/index.md"]
    assert (
        text.index("- Lưu: VT.") < text.index('data-part="attached"') < text.index("## PHỤ LỤC {: #phu-luc }")
    )
    assert [entry.label for entry in contents_of(directive)][-1] == "PHỤ LỤC"
    forwarding = replace(directive, blocks=(replace(annex, anchor="x"),), parts=(other,))
    assert [entry.label for entry in contents_of(forwarding)] == ["Văn bản được chuyển kèm: Công văn số 5"]


def test_a_sentence_that_cites_twice_is_shown_once(tmp_path: Path) -> None:
    assert pages(archive(), tmp_path)[f"vien-dan/{OWN}/index.md"].count("<blockquote") == 1


def test_a_conflict_shows_each_value_and_who_gives_it(tmp_path: Path) -> None:
    for path in (f"vien-dan/{KL44}/index.md", "mau-thuan/index.md"):
        text = pages(archive(), tmp_path)[path]
        section = text[text.index('data-conflict="date"') :]
        section = section[: section.index("</section>")]
        assert (
            section.index("22 tháng 01 năm 2019") < section.index(OWN) < section.index("21 tháng 01 năm 2019")
        )
        assert f"van-ban/{party().id}/#2.1" in section
        assert "Nhiều văn bản cùng ghi như vậy." in section


def test_the_page_of_a_province_today_leads_to_those_that_went_into_it(tmp_path: Path) -> None:
    moved = replace(party(), id="ben-tre", province="Bến Tre")
    of = archive()
    text = pages(replace(of, documents=(*of.documents, replace(of.documents[0], directive=moved))), tmp_path)
    assert 'href="../../tinh/ben-tre/">Bến Tre (1)</a>' in text["tinh/vinh-long/index.md"]
    assert 'href="../../tinh/vinh-long/">tỉnh Vĩnh Long</a>' in text["tinh/ben-tre/index.md"]
    only = replace(of, documents=(replace(of.documents[0], directive=moved),))
    assert '<span data-count="0">0</span>' in pages(only, tmp_path)["tinh/vinh-long/index.md"]


def test_the_quality_page_counts_how_each_field_is_known(tmp_path: Path) -> None:
    text = pages(archive(), tmp_path)["chat-luong/index.md"]
    row = text[text.index("Tỉnh, thành phố</th>") :]
    assert row[: row.index("</tr>")] == "Tỉnh, thành phố</th><td>0</td><td>2</td><td>0</td><td>2</td>"
    assert text.index("unreadable") < text.index("suspected-ocr") < text.index('id="doc-hai"')
    assert "<code>vinh-long/19.txt:4</code> – Có chỗ cần xem lại. Mở tệp và kiểm tra." in text


def test_front_matter_gives_the_theme_title_and_contents(tmp_path: Path) -> None:
    meta = front_matter(pages(archive(), tmp_path)[f"van-ban/{OWN}/index.md"])
    assert meta["title"] == "Chỉ thị số 19/CT-UBND (2023)"
    assert meta["contents"] == [
        {"anchor": "1", "label": "1. Các sở, ban, ngành", "depth": 1},
        {"anchor": "2", "label": "2. Công an tỉnh", "depth": 1},
    ]
