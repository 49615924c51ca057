"""Every entry of the knowledge files is what its examples say, by the very function that uses it."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from generator.extract.citations.numbered import numbered_cites
from generator.extract.head.heading import sentence_case
from generator.extract.issuing.naming import full_name
from generator.knowledge import citing, layout, signing
from generator.knowledge.bodies import (
    body_at,
    department_spelt,
    find_body,
    is_national,
    is_school_of_state,
    opens_unit,
    unit_words,
)
from generator.knowledge.doctypes import heading_type, type_named, types_abbreviated
from generator.knowledge.laws import laws_in
from generator.knowledge.loader import load_yaml
from generator.knowledge.messages import diagnostic
from generator.knowledge.noise import noise_reason
from generator.knowledge.split_words import split_spaces
from generator.knowledge.syllables import syllable_starts
from generator.numbers import NUMBER_PATTERN, parse_number, party_term
from generator.text import aligned_fold, fold, spelling_key

GENERATOR = Path(str(files("generator")))
TESTED = {
    *("bodies", "citing", "laws", "layout", "messages", "noise", "proper_nouns", "ranks", "signature"),
    *("split_words", "surnames", "syllables", "terms", "types"),
}
TESTED_ELSEWHERE = {"assignments", "encodings", "provinces", "refusals", "relations"}
"""In tests of their own, beside the functions that use them."""


def entries(file: str, *groups: str) -> list[Any]:
    """Each entry of some groups of a file as a test parameter, named by its first example."""
    data = load_yaml(f"{file}.yml")
    return [
        pytest.param(group, entry, id=f"{group}-{i}")
        for group in groups
        for i, entry in enumerate(data[group])
    ]


def examples(entry: dict[str, Any]) -> list[Any]:
    """The entry's examples; one without any proves nothing and fails."""
    assert entry.get("examples"), f"an entry without examples: {entry}"
    return list(entry["examples"])


def counter_examples(entry: dict[str, Any]) -> list[Any]:
    """The entry's counter-examples; a pattern without any may match everything."""
    assert entry.get("counter_examples"), f"a pattern without counter_examples: {entry}"
    return list(entry["counter_examples"])


def test_every_file_is_tested() -> None:
    assert {path.stem for path in (GENERATOR / "knowledge").glob("*.yml")} == TESTED | TESTED_ELSEWHERE


# --- Lines --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("group", "entry"), entries("noise", "patterns"))
def test_noise(group: str, entry: dict[str, Any]) -> None:
    for line in examples(entry):
        assert re.fullmatch(entry["pattern"], fold(line)), line
        assert noise_reason(fold(line), entry["where"]) == entry["reason"], line
    for line in counter_examples(entry):
        assert not re.fullmatch(entry["pattern"], fold(line)), line
        assert noise_reason(fold(line), entry["where"]) != entry["reason"], line


LAYOUT: dict[str, Callable[[str], object]] = {
    "mottos": layout.has_motto,
    "motto_words": layout.is_motto_piece,
    "body_openers": layout.opens_body,
    "dangling": layout.is_dangling,
    "unfinished": layout.is_unfinished,
    "addressed": layout.is_addressed,
    "about": lambda folded: bool(layout.about_length(folded, folded)),
    "news_leads": layout.is_news_lead,
    "pointers": layout.points_elsewhere,
    "attached": layout.is_attached,
    "annexes": layout.annex_kind,
    "rolls": layout.heads_roll,
    "submissions": layout.names_submission,
    "states": layout.state_marked,
}


def test_every_group_of_the_layout_is_tested() -> None:
    assert set(load_yaml("layout.yml")) == set(LAYOUT)


@pytest.mark.parametrize(("group", "entry"), entries("layout", *LAYOUT))
def test_layout(group: str, entry: dict[str, Any]) -> None:
    says = entry.get("kind") or entry.get("state") or True
    for line in examples(entry):
        assert "pattern" not in entry or re.search(entry["pattern"], fold(line)), line
        assert "holds" not in entry or any(word in fold(line) for word in entry["holds"]), line
        assert LAYOUT[group](fold(line)) == says, line
    for line in counter_examples(entry):
        assert not LAYOUT[group](fold(line)), line


SIGNATURE: dict[str, Callable[[str], object]] = {
    "authorities": signing.starts_authority,
    "offices": signing.office_length,
    "signed_marks": signing.is_signed_mark,
    "recipient_labels": signing.recipients_label_length,
}


def test_every_group_of_the_signature_is_tested() -> None:
    assert set(load_yaml("signature.yml")) == {*SIGNATURE, "spelt"}


def test_offices_that_lost_marks() -> None:
    (entry,) = load_yaml("signature.yml")["spelt"]
    for printed, right in entry["examples"]:
        assert signing.spelt(printed) == right
    for line in (*entry["counter_examples"], *entry["words"]):
        assert signing.spelt(line) == line


def _unsplit(text: str) -> str:
    for start, end in reversed(split_spaces(text)):
        text = text[:start] + text[end:]
    return text


def test_split_words() -> None:
    data = load_yaml("split_words.yml")
    for entry in data["examples"]:
        assert _unsplit(entry["printed"]) == entry["words"]
    certain = data["examples"][0]
    for text in data["counter_examples"]:
        assert _unsplit(f"{text}\n{certain['printed']}") == f"{text}\n{certain['words']}"


def _parted(text: str) -> str:
    """A text with blanks where its words run together."""
    for word in reversed(list(re.finditer(r"[^\W\d_]+", text))):
        for start in reversed(syllable_starts(word.group())):
            text = f"{text[: word.start() + start]} {text[word.start() + start :]}"
    return text


def test_syllables() -> None:
    data = load_yaml("syllables.yml")
    for entry in data["examples"]:
        assert _parted(entry["printed"]) == entry["words"]
    for text in data["counter_examples"]:
        assert _parted(text) == text


@pytest.mark.parametrize(("group", "entry"), entries("signature", *SIGNATURE))
def test_signature(group: str, entry: dict[str, Any]) -> None:
    for line in examples(entry):
        assert re.match(entry["pattern"], fold(line)), line
        assert SIGNATURE[group](fold(line)), line
    for line in counter_examples(entry):
        assert not SIGNATURE[group](fold(line)), line


# --- Names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", load_yaml("surnames.yml")["examples"], ids=lambda case: case["name"])
def test_a_name_with_a_known_surname_is_a_name(case: dict[str, str]) -> None:
    assert signing.person_name(case["name"]) == case["name"]
    capitals = case["name"].upper()
    assert signing.person_name(capitals) == capitals


@pytest.mark.parametrize("line", load_yaml("surnames.yml")["counter_examples"])
def test_a_body_or_office_is_no_name(line: str) -> None:
    assert signing.person_name(line) is None
    assert signing.person_name(line.upper()) is None


@pytest.mark.parametrize(("group", "entry"), entries("ranks", "ranks"))
def test_a_rank_is_no_part_of_the_name(group: str, entry: dict[str, Any]) -> None:
    for line in examples(entry):
        name = signing.person_name(line)
        assert name, line
        assert line.endswith(" " + name), line
        assert fold(entry["name"]).rstrip(".") not in fold(name).split(), line


@pytest.mark.parametrize("line", load_yaml("ranks.yml")["counter_examples"])
def test_no_rank_is_cut_off_a_name(line: str) -> None:
    assert signing.person_name(line) in (line, None)


# --- Types, bodies, terms -----------------------------------------------------------------------------


@pytest.mark.parametrize(("group", "entry"), entries("types", "types"))
def test_type(group: str, entry: dict[str, Any]) -> None:
    found = type_named(entry["name"].upper())
    assert found and found.name == entry["name"]
    heading = heading_type(fold(entry["name"]))
    assert (heading[0].name if heading else None) == (entry["name"] if entry["title"] else None)
    for code in entry["abbreviations"]:
        assert found in types_abbreviated(code)
    for text in examples(entry):
        assert text.startswith(f"{entry['name']} số ")
        printed = NUMBER_PATTERN.search(text)
        assert printed, text
        number = parse_number(printed.group())
        assert number and number.text == text.rpartition(" ")[2]
        if entry["abbreviations"] and entry["name"] != "Công văn":
            assert number.type_code in entry["abbreviations"], text


@pytest.mark.parametrize(("group", "entry"), entries("types", "types"))
def test_a_type_before_a_number_is_that_of_the_citation(group: str, entry: dict[str, Any]) -> None:
    for text in examples(entry):
        cites = numbered_cites(0, text, aligned_fold(text), laws_in(text))
        types = [cite.type for cite in cites]
        assert types == [
            entry.get("cited_as", entry["name"]) if entry["name"] != "Văn bản" else "Công văn"
        ], text


@pytest.mark.parametrize(("group", "entry"), entries("bodies", "bodies"))
def test_body(group: str, entry: dict[str, Any]) -> None:
    assert entry["branch"] in ("state", "party", "other")
    assert entry["level"] in ("central", "province", "local", "district", "commune", "unit")
    for line in examples(entry):
        found = body_at(fold(line))
        assert found and found[0].name == entry["name"], line
        assert found[1] <= len(fold(line))
    for form in entry["forms"]:
        assert form == fold(form), f"{form} is not folded, so nothing can match it"
        found = body_at(form)
        assert found and found[0].name == entry["name"], f"{form} belongs to another body too"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("cơ quan Ủy ban nhân dân tỉnh", "Ủy ban nhân dân"),
        ("Chỉ thị Ủy ban nhân dân tỉnh", "Ủy ban nhân dân"),
        ("theo Chỉ thị Ủy ban Dân tộc", "Ủy ban Dân tộc"),
        ("Quận ủy ban hành Chỉ thị", "Quận ủy"),
        ("Thị ủy Ban Tuyên giáo", "Thị ủy"),
    ],
)
def test_a_body_in_running_words(words: str, name: str) -> None:
    found = find_body(fold(words))
    assert found
    assert found[0].name == name


@pytest.mark.parametrize(("group", "entry"), entries("bodies", "departments"))
def test_spelling_of_departments(group: str, entry: dict[str, Any]) -> None:
    for printed, name in examples(entry):
        assert full_name(printed) == name
    for printed in counter_examples(entry):
        assert department_spelt(printed) == ("", 0), printed
    assert [name for name in entry["names"] if department_spelt(name.upper()) != (name, len(name))] == []


@pytest.mark.parametrize(("group", "entry"), entries("bodies", "units"))
def test_words_of_units(group: str, entry: dict[str, Any]) -> None:
    for line in examples(entry):
        assert opens_unit(fold(line)), line
    for line in counter_examples(entry):
        assert not opens_unit(fold(line)), line
    assert all(opens_unit(fold(f"{word} Tư pháp")) for word in unit_words())


@pytest.mark.parametrize(("group", "entry"), entries("bodies", "named_schools"))
def test_schools_with_a_name_of_their_own(group: str, entry: dict[str, Any]) -> None:
    for printed, name in (*examples(entry), *counter_examples(entry)):
        assert full_name(printed) == name


@pytest.mark.parametrize(("group", "entry"), entries("bodies", "abbreviated"))
def test_abbreviated_departments(group: str, entry: dict[str, Any]) -> None:
    for printed, name in examples(entry):
        assert full_name(printed) == name
    assert all(full_name(f"SỞ {short}") == full_name(f"SỞ {entry['full']}") for short in entry["short"])


@pytest.mark.parametrize(("group", "entry"), entries("bodies", "national"))
def test_bodies_of_the_whole_country(group: str, entry: dict[str, Any]) -> None:
    assert all(map(is_national, examples(entry)))
    assert not any(map(is_national, counter_examples(entry)))


@pytest.mark.parametrize(("group", "entry"), entries("bodies", "schools"))
def test_schools_of_the_state(group: str, entry: dict[str, Any]) -> None:
    assert all(is_school_of_state(fold(line)) for line in examples(entry))
    assert not any(is_school_of_state(fold(line)) for line in counter_examples(entry))


@pytest.mark.parametrize("case", load_yaml("terms.yml")["examples"], ids=lambda case: case["date"])
def test_term(case: dict[str, Any]) -> None:
    assert party_term(case["date"], local=case.get("local", False)) == case["term"]


def test_terms_follow_one_another_and_local_ones_open_first() -> None:
    terms = load_yaml("terms.yml")["terms"]
    opened = [term["opened"] for term in terms]
    local = [term["local_opened"] for term in terms]
    assert opened == sorted(set(opened))
    assert local == sorted(set(local))
    assert all(term["local_opened"] < term["opened"] for term in terms)


@pytest.mark.parametrize("case", load_yaml("proper_nouns.yml")["examples"], ids=lambda case: case["capitals"])
def test_proper_nouns(case: dict[str, str]) -> None:
    assert case["capitals"].isupper()
    assert sentence_case(case["capitals"]) == case["sentence"]


@pytest.mark.parametrize("name", load_yaml("proper_nouns.yml")["names"])
def test_a_proper_noun_keeps_its_capitals(name: str) -> None:
    assert sentence_case(f"PHỐI HỢP VỚI {name.upper()}, CÁC NGÀNH") == f"Phối hợp với {name}, các ngành"


# --- Citing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("group", "entry"), entries("citing", "named"))
def test_citation_by_name(group: str, entry: dict[str, Any]) -> None:
    form = next(form for form in citing.named_forms() if form.name == entry["name"])
    for text in examples(entry):
        assert form.pattern.fullmatch(text), text
        assert [match.group() for match in form.cited_in(text, aligned_fold(text))] == [text]
    for text in counter_examples(entry):
        assert not form.pattern.search(text), text


WORDS = (
    *("number_words", "of_kind", "not_number_words", "issuer_ends", "issuer_ends_in_any_case"),
    *("title_openers", "title_verbs", "nesting", "title_stops"),
    *("order_bodies", "order_verbs", "order_not_across"),
)
IN_SPELLING = (
    *("not_number_words", "issuer_ends", "issuer_ends_in_any_case"),
    *("order_bodies", "order_verbs", "order_not_across"),
)


def test_every_group_of_citing_is_tested() -> None:
    assert set(load_yaml("citing.yml")) == {"named", "examples", "counter_examples", *WORDS}


def citing_cases(kind: str) -> list[Any]:
    given = load_yaml("citing.yml").get(kind, {})
    return [pytest.param(group, given.get(group, []), id=group) for group in WORDS]


def _ends_with_number_word(text: str) -> bool:
    return bool(citing.number_word_before().search(aligned_fold(text))) and not _ends_with_other_word(text)


def _has_type_before_number(text: str) -> bool:
    return citing.type_before().search(aligned_fold(text)) is not None


def _ends_with_other_word(text: str) -> bool:
    return text.split()[-1].lower() in citing.other_words()


def _issuer_is_first_part(text: str) -> bool:
    body, rest = text.split(" |")
    stop = citing.issuer_end().search(body + rest)
    return stop is not None and stop.start() == len(body)


def _opens_title(text: str) -> bool:
    return bool(citing.title_opener().match(aligned_fold(text)))


def _goes_through(text: str) -> bool:
    return bool(citing.nesting().search(aligned_fold(text)))


def _stops_title(text: str) -> bool:
    title, rest = text.split(" |")
    stop = citing.title_stop().search(aligned_fold(title + rest))
    return stop is not None and stop.start() - len(title) in (0, 1)


def _order_ends_title(text: str) -> bool:
    title, rest = text.split(" |")
    stop = citing.order_behind().search(title + rest)
    return stop is not None and stop.start() == len(title)


SHOWS = {
    "number_words": _ends_with_number_word,
    "of_kind": _has_type_before_number,
    "not_number_words": _ends_with_other_word,
    "issuer_ends_in_any_case": _issuer_is_first_part,
    "issuer_ends": _issuer_is_first_part,
    "title_openers": _opens_title,
    "title_verbs": _opens_title,
    "nesting": _goes_through,
    "title_stops": _stops_title,
    **dict.fromkeys(("order_bodies", "order_verbs", "order_not_across"), _order_ends_title),
}


@pytest.mark.parametrize(("group", "given"), citing_cases("examples"))
def test_words_of_citing(group: str, given: list[str]) -> None:
    assert given, f"{group} has no examples"
    for text in given:
        assert SHOWS[group](text), text


@pytest.mark.parametrize(("group", "given"), citing_cases("counter_examples"))
def test_other_words_of_citing(group: str, given: list[str]) -> None:
    assert given, f"{group} has no counter_examples"
    for text in given:
        assert not SHOWS[group](text), text


@pytest.mark.parametrize("group", WORDS)
def test_words_of_citing_are_spelt_as_they_are_matched(group: str) -> None:
    words = load_yaml("citing.yml")[group]
    assert len(set(words)) == len(words)
    if group not in IN_SPELLING:
        assert [word for word in words if word != fold(word)] == []


# --- Laws ---------------------------------------------------------------------------------------------


def _names(text: str) -> list[str]:
    return [spelling_key(text[law.start : law.end]) for law in laws_in(text)]


@pytest.mark.parametrize("case", load_yaml("laws.yml")["examples"], ids=lambda case: case["text"])
def test_laws_in_running_text(case: dict[str, Any]) -> None:
    found = _names(case["text"])
    assert len(found) == len(case["names"])
    for name, expected in zip(found, case["names"], strict=True):
        assert name == spelling_key(expected) or ("sửa đổi" in name and name.endswith(spelling_key(expected)))


@pytest.mark.parametrize("text", load_yaml("laws.yml")["counter_examples"])
def test_no_known_law_in_running_text(text: str) -> None:
    assert [law for law in laws_in(text) if law.known] == []


# --- Messages -----------------------------------------------------------------------------------------

MESSAGES: dict[str, dict[str, str]] = load_yaml("messages.yml")


def _placeholders(entry: dict[str, str]) -> dict[str, str]:
    names = [
        name for part in ("message", "remedy") for _, name, _, _ in string.Formatter().parse(entry[part])
    ]
    return {name: f"‹{name}›" for name in names if name}


@pytest.mark.parametrize("code", MESSAGES)
def test_message(code: str) -> None:
    words = _placeholders(MESSAGES[code])
    found = diagnostic(code, "tệp.txt", 3, **words)
    assert (found.code, found.file, found.line) == (code, "tệp.txt", 3)
    for text in (found.message, found.remedy):
        assert text.rstrip("”").endswith((".", "›", "/."))
        assert text[0].isupper()
        assert "{" not in text
    for value in words.values():
        assert value in found.message + found.remedy


def test_every_message_is_used_and_every_code_has_one() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted(GENERATOR.rglob("*.py"))
        if path.name != "messages.py"
    )
    asked = {f"missing-{name}" for name in re.findall(r'"(\w+)"', _constant(code, "_ASKED"))}
    used = {name for name in MESSAGES if f'"{name}"' in code} | asked
    assert set(MESSAGES) - used == set(), "said by nobody"
    said = set(re.findall(r'diagnostic\(\s*"([a-z-]+)"', code)) | asked
    assert said - set(MESSAGES) == set(), "said and not worded"


def _constant(code: str, name: str) -> str:
    match = re.search(rf"^{name} = \((.*?)\)", code, re.MULTILINE | re.DOTALL)
    assert match
    return match.group(1)
