"""Each rule that explains a value has words for the reader of the page."""

from dataclasses import replace

from generator import pipeline
from generator.collection import Archive
from generator.config import default_config
from generator.render.words import words
from tests.support.requirements import ROOT, shared


def unworded(archive: Archive) -> set[str]:
    rules = {e.rule for document in archive.documents for e in document.directive.evidence.values()}
    assert len(rules) > 5
    return rules - set(words()["rules"])


def test_every_rule_behind_a_value_of_the_samples_has_words() -> None:
    config = default_config(ROOT)
    assert unworded(pipeline.normalize([config.raw_dir], config)) == set()


def test_every_rule_behind_a_value_of_the_seeds_has_words() -> None:
    config = replace(default_config(ROOT), raw_dir=shared() / "seeds")
    assert unworded(pipeline.normalize([config.raw_dir], config)) == set()
