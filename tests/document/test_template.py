"""A template holds words and names of figures, and no numbers."""

import pytest

from gridward.document.template import Slot, Stamp, names, parse, read
from gridward.kit.errors import Refusal
from tests.document.desk import both, template

pytestmark = pytest.mark.no_database


def refused(source: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        parse(source, name="trial")
    return caught.value


def test_a_sentence_is_cut_into_words_and_places():
    found = parse(template(both("截至{when}共{news.banners[red]|余, digits=1}。")), name="trial")
    words, when, middle, slot, end = found.sections[0].sentences[0].zh
    assert (words, middle, end) == ("截至", "共", "。")
    assert when == Stamp("when")
    assert isinstance(slot, Slot)
    assert (slot.figure, slot.member, slot.wording.qualifier, slot.wording.kept) == ("news.banners", "red", "余", 1)


@pytest.mark.parametrize("typed", ["共250条", "共\uff12\uff15条", "about 3 posts", "第2次", "N95口罩5只"])
def test_a_typed_number_is_refused_with_its_place_and_the_remedy(typed):
    reason = refused(template(both(typed))).reasons[0]
    assert "trial.section[one].sentence.zh" in reason.text.en
    assert "write {figure}" in reason.text.en


def test_names_may_hold_digits():
    parse(template(both("COVID-19、N95口罩和H1N1,二十四小时值守。")), name="trial")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("version = 1\n[[", "not valid TOML"),
        ("masthead = 1", "version"),
        ("version = 1\nmasthead = {zh='x'}", "needs both zh and en"),
        (template(both("{gate.posts")), "brace is not closed"),
        (template(both("{posts}")), "cannot read"),
        (template(both("{gate.posts|circa}")), "unknown word"),
        (template(("{gate.posts}", "none")), "zh and en name different figures: gate.posts"),
        (template(("{gate.posts[town]}", "{gate.posts}")), "gate.posts, gate.posts[town]"),
        (template().replace("{area}情况", "{gate.posts}"), "heading cannot hold figures"),
    ],
)
def test_faults_are_named(source, said):
    assert said in refused(source).reasons[0].text.en


def test_an_unknown_bulletin_names_those_there_are(tmp_path):
    (tmp_path / "situation.toml").write_text(template(), encoding="utf-8")
    assert names(tmp_path) == ["situation"]
    assert read("situation", folder=tmp_path).name == "situation"
    with pytest.raises(Refusal, match="situation"):
        read("situatoin", folder=tmp_path)
    with pytest.raises(Refusal, match="situation"):
        read("../situation", folder=tmp_path)
