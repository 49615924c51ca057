"""What texts say that one instrument does to another: every relation of seeds and samples was read."""

from __future__ import annotations

import pytest

from generator.archive.relations import relations_of
from generator.collection import Archive, Relation
from generator.model import Block, BlockKind, Cite, Directive, Form, Mention, Run, Source
from tests.archive.checked import archive_of_raw, checked


def _sentence(*pieces: str, of: str | None = "Quyết định") -> Directive:
    """A document of one paragraph in which every second piece cites an instrument (its key: the text),
    a decision where its key is lower case."""
    runs: list[Run] = []
    mentions: dict[str, list[Mention]] = {}
    at = 0
    for order, piece in enumerate(pieces):
        runs.append(Run(piece, piece if order % 2 else None))
        if order % 2:
            mentions.setdefault(piece, []).append(Mention(at, at + len(piece), piece, Form.FULL))
        at += len(piece)
    cites = [
        Cite(key, "Quyết định" if key.islower() else "", None, None, None, None, tuple(found))
        for key, found in mentions.items()
    ]
    block = Block(BlockKind.PARAGRAPH, tuple(runs))
    source = Source("x", "", "text/plain")
    return Directive(id="x", source=source, type=of, cites=tuple(cites), blocks=(block,))


def _points(
    *paragraphs: tuple[str, str | None, str | None], of: str = "Quyết định"
) -> list[tuple[str, str | None, str]]:
    """What paragraphs of (words, instrument cited, anchor) say."""
    blocks, cites, at = [], [], 0
    for words, cited, anchor in paragraphs:
        runs = (Run(words, None), *((Run(cited, cited),) if cited else ()))
        blocks.append(Block(BlockKind.TASK, runs, anchor=anchor))
        if cited:
            mention = Mention(at, at + 1, cited, Form.FULL)
            cites.append(Cite(cited, "", None, None, None, None, (mention,)))
        at += 10
    source = Source("x", "", "text/plain")
    directive = Directive(id="x", source=source, type=of, cites=tuple(cites), blocks=tuple(blocks))
    return [(r.kind, r.subject, r.object) for r in relations_of([directive])]


def _told(*pieces: str, of: str | None = "Quyết định") -> list[tuple[str, str | None, str]]:
    return [(r.kind, r.subject, r.object) for r in relations_of([_sentence(*pieces, of=of)])]


def test_a_list_after_carrying_out_is_carried_out_as_a_whole() -> None:
    assert _told("Thực hiện nghiêm ", "A", " của Chính phủ; ", "B", " về đất đai và ", "C", ", yêu cầu:") == [
        ("implements", None, "A"),
        ("implements", None, "B"),
        ("implements", None, "C"),
    ]


def test_a_title_that_names_another_instrument_relates_the_two() -> None:
    assert _told("Thực hiện ", "A", " của Tỉnh ủy về thực hiện ", "B", "; ", "C") == [
        ("implements", None, "A"),
        ("implements", "A", "B"),
        ("implements", None, "C"),
    ]


def test_a_list_within_a_title_is_nobodys() -> None:
    assert _told("Thực hiện ", "A", " của Tỉnh ủy về thực hiện ", "B", " và ", "C")[2:] == []


def test_the_passive_turns_the_relation_round() -> None:
    assert _told("Xử phạt theo ", "A", ", được sửa đổi, bổ sung bởi ", "B", ".") == [("amends", "B", "A")]


def test_a_title_that_goes_on_with_the_verb_relates_the_two() -> None:
    assert _told("Thực hiện ", "A", " của Tỉnh ủy thực hiện ", "B", ".")[1:] == [("implements", "A", "B")]
    assert _told("Căn cứ ", "A", " của Bộ Nội vụ hướng dẫn thi hành một số quy định của ", "B", ";")[1:] == [
        ("implements", "A", "B")
    ]


def test_what_a_title_says_by_the_way_is_not_of_this_document() -> None:
    told = _told("Căn cứ ", "A", " của Chính phủ quy định cơ chế tài chính triển khai ", "B", ";")
    assert told == [("based_on", None, "A")]


def test_a_document_in_force_replaces() -> None:
    words = "Quyết định có hiệu lực thi hành sau 10 ngày kể từ ngày ký, thay thế "
    assert _told(words, "A", " về cụm công nghiệp.") == [("replaces", None, "A")]


@pytest.mark.parametrize("act", ["thay thế", "bãi bỏ"])
def test_another_document_in_force_replaces_nothing_for_this_one(act: str) -> None:
    words = f"Quyết định có hiệu lực thi hành từ ngày 20/4/2021, {act} "
    assert _told(words, "A", " về cháy rừng.", of="Chỉ thị") == []
    assert _told(f"Quyết định này {act} ", "A", " về cháy rừng.", of="Chỉ thị") == []
    told = "Ngày 01/3/2021, Thủ tướng Chính phủ ban hành "
    assert _told(told, "b", " về phòng cháy. " + words, "A", " về cháy rừng.") == []
    assert len(_told(told, "b", f" về phòng cháy. Quyết định này {act} ", "A", ".")) == 1
    assert len(_told(f"Chỉ thị này {act} ", "A", ".", of=None)) == 1
    assert _told(told, "b", f" về phòng cháy. Quyết định này {act} ", "A", ".", of=None) == []


def test_a_list_that_another_document_replaces_is_not_this_ones() -> None:
    opens = ("3. Quyết định này có hiệu lực từ ngày ký và thay thế các văn bản sau:", None, "3")
    assert _points(opens, ("a) ", "A", "3.a"))
    assert _points(opens, ("a) ", "A", "3.a"), of="Chỉ thị") == []


def test_what_a_list_of_points_is_said_to_be_repealed_is() -> None:
    opens = ("Điều 2. Bãi bỏ các văn bản sau đây:", None, "dieu-2")
    assert _points(opens, ("1. ", "A", "dieu-2.1"), ("2. ", "B", "dieu-2.2"), ("1. ", "C", "dieu-3.1")) == [
        ("repeals", None, "A"),
        ("repeals", None, "B"),
    ]
    assert _points(opens, ("1. Các quy định trái với ", "A", "dieu-2.1")) == []


@pytest.mark.parametrize("words", ["Theo ", "Sơ kết 5 năm thực hiện ", "Kiểm tra việc thực hiện ", "Xem "])
def test_what_is_only_mentioned_is_not_carried_out(words: str) -> None:
    assert _told(words, "A", " và ", "B") == []


def test_a_new_sentence_begins_anew() -> None:
    assert _told("Thực hiện ", "A", ". Đối chiếu ", "B", ", ", "C") == [("implements", None, "A")]


def test_each_mention_has_its_own_place() -> None:
    twice = relations_of([_sentence("Thực hiện ", "A", "; thực hiện ", "A")])
    assert [r.start for r in twice] == [10, 23]


@pytest.mark.parametrize("root", ["shared", "samples"])
def test_the_relations_are_those_that_were_read(root: str) -> None:
    archive = archive_of_raw(root)
    expected = checked("relations.yml", root)
    assert [
        _as_case(archive, one) for d in archive.documents for one in archive.relations[d.directive.id]
    ] == expected


def _as_case(archive: Archive, relation: Relation) -> list[object]:
    file = next(d.directive.source.file for d in archive.documents if d.directive.id == relation.by)
    return [file, relation.start, relation.end, relation.kind, relation.subject, relation.object]


def test_several_that_amended_one_all_amended_it() -> None:
    assert _told("Căn cứ ", "A", " được sửa đổi, bổ sung bởi ", "B", ", ", "C", " và ", "D", "; ", "E") == [
        ("based_on", None, "A"),
        ("amends", "B", "A"),
        ("amends", "C", "A"),
        ("amends", "D", "A"),
        ("based_on", None, "E"),
    ]


def test_what_is_replaced_may_have_a_sentence_of_its_own() -> None:
    assert _told("Quyết định này có hiệu lực từ ngày ký. Thay thế ", "A", " về phí.") == [
        ("replaces", None, "A")
    ]


def test_a_list_may_name_the_type_once() -> None:
    assert _told("Căn cứ các Nghị định của Chính phủ: ", "A", " về nợ công; ", "B", " về vay vốn;") == [
        ("based_on", None, "A"),
        ("based_on", None, "B"),
    ]


def test_one_that_guides_another_implements_it() -> None:
    assert _told("Căn cứ ", "A", " của Bộ Tài chính hướng dẫn ", "B", " về lãi suất") == [
        ("based_on", None, "A"),
        ("implements", "A", "B"),
    ]
    assert _told("Căn cứ ", "A", " sửa đổi, bổ sung khoản 2 mục III phần I, ", "B")[1:] == [
        ("amends", "A", "B")
    ]


def test_what_somebody_is_to_draft_is_no_deed_of_this_document() -> None:
    opens = ("2. Sở Tư pháp soạn thảo Quyết định, trong đó:", None, "2")
    assert _points(opens, ("2.1. Bãi bỏ ", "A", "2.1"), ("3. Bãi bỏ ", "B", "3")) == [("repeals", None, "B")]
    assert _points(("2. Hiệu lực:", None, "2"), ("2.1. Bãi bỏ ", "A", "2.1")) == [("repeals", None, "A")]


def test_a_law_that_amends_another_names_it() -> None:
    """Only where the one it names is cited, too, and no other law of that name."""
    amending = "Luật sửa đổi, bổ sung một số điều của Luật Chăn nuôi và Luật Thú y ngày 20/6/2024"
    assert _laws("Luật Chăn nuôi ngày 19/11/2018", "Luật Trồng trọt", amending) == [
        ("amends", amending, "Luật Chăn nuôi ngày 19/11/2018")
    ]
    assert _laws("Luật Trồng trọt", amending) == []
    assert _laws("Luật Chăn nuôi năm 2008", "Luật Chăn nuôi năm 2018", amending) == []


def _laws(*shown: str) -> list[tuple[str, str | None, str]]:
    """What a document that only lists laws says of them."""
    runs: list[Run] = []
    cites: list[Cite] = []
    for at, name in enumerate(shown):
        runs += [Run("; "), Run(name, name)]
        mention = Mention(10 * at, 10 * at + 1, name, Form.NAME, shown=name)
        cites.append(Cite(name, "Luật", None, None, None, None, (mention,)))
    block = Block(BlockKind.PARAGRAPH, tuple(runs))
    source = Source("x", "", "text/plain")
    directive = Directive(id="x", source=source, type=None, cites=tuple(cites), blocks=(block,))
    return [(r.kind, r.subject, r.object) for r in relations_of([directive])]


def test_a_circular_may_repeal_a_list() -> None:
    opens = ("2. Thông tư này bãi bỏ:", None, "2")
    assert _points(opens, ("a) ", "A", "2.a"), of="Thông tư") == [("repeals", None, "A")]
    assert _points(opens, ("a) ", "A", "2.a"), of="Chỉ thị") == []


def test_one_that_guides_two_does_so_to_both() -> None:
    words = (" hướng dẫn thi hành một số điều của ", "B", " và hướng dẫn thi hành ", "C", " của Chính phủ")
    assert _told("Căn cứ ", "A", *words)[1:] == [("implements", "A", "B"), ("implements", "A", "C")]


def test_behind_a_semicolon_another_law_may_be_spoken_of() -> None:
    assert _told("Căn cứ ", "A", "; Luật sửa đổi một số điều của ", "B", ";") == [("based_on", None, "A")]
    assert _told("Căn cứ ", "A", "; được sửa đổi, bổ sung tại ", "B", ";")[1:] == [("amends", "B", "A")]
