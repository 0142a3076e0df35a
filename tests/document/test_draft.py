"""A draft asks the figures once a moment, prints what they answered, and says where in the ledger they stand."""

import re

import pytest

from gridward.document import draft
from gridward.document.draft import compose
from gridward.document.telling import exact
from gridward.document.template import parse
from gridward.figure.value import Value
from gridward.kit import clock
from gridward.kit.errors import Refusal
from gridward.plug.catalogue import CATALOGUE
from tests.document.desk import AS_OF, SEAL, both, template

pytestmark = pytest.mark.no_database

SENTENCE = (
    "设卡口{gate.posts},登记车辆{gate.vehicles[town]},悬挂标语{news.banners|余},阅读量{news.reads|over},捐款{gift.money|about}。",
    "Checkpoints: {gate.posts}; vehicles: {gate.vehicles[town]}; banners: {news.banners|余}; "
    "reads: {news.reads|over}; money: {gift.money|about}.",
)


@pytest.fixture
def told(desk):
    desk.say("gate.posts", 125)
    desk.say("gate.vehicles", 14858, "town")
    desk.say("news.banners", 253)
    desk.say("news.reads", 130001)
    desk.say("gift.money", 246_312_050)
    return desk


def test_the_sentence_as_the_seed_prints_it(told):
    line = told.compose(template(SENTENCE)).sections[0].sentences[0]
    wide = str.maketrans({",": "\uff0c"})
    assert line.plain(
        "zh"
    ) == "设卡口125处,登记车辆14858辆次,悬挂标语250余条,阅读量超13万人次,捐款约246万元。".translate(wide)
    assert "banners: over 250 " in line.plain("en")
    assert line.plain("en").endswith("reads: over 130,000 person-times; money: about 2.46 million yuan.")


def test_every_number_in_the_text_is_its_value(told):
    bulletin = told.compose(template(SENTENCE))
    for lang in ("zh", "en"):
        for run in bulletin.sections[0].runs(lang):
            if not run.note:
                assert not re.search(r"\d", run.text + run.words)
                continue
            number = bulletin.number(run.note)
            assert number.value == told.told[number.value.name, number.value.member]
            assert exact(number.value, CATALOGUE.figures[number.value.name]).en == number.exact.en


def test_a_figure_told_twice_has_one_footnote(told):
    bulletin = told.compose(template(SENTENCE, both("再说卡口{gate.posts|bare}。")))
    assert [number.note for number in bulletin.numbers] == [1, 2, 3, 4, 5]
    assert bulletin.sections[0].sentences[1].zh[1].note == 1


def test_the_link_leads_to_the_figure_at_that_moment_and_position(told):
    number = told.compose(template(SENTENCE)).number(2)
    assert number.link == ("/figures/gate.vehicles/?area=371681102&member=town&as_of=2020-02-10&known_at=4711")


def test_a_figure_as_of_another_hour_says_so(told):
    told.say("care.confirmed", 2)
    bulletin = told.compose(template(both("{care.confirmed|at=12:00}、{gate.posts}")))
    noon = clock.parse("2020-02-10T12:00:00+08:00")
    assert [number.as_of for number in bulletin.numbers] == [noon, AS_OF]
    assert (("care.confirmed", ""), noon) in [(pair, at) for pair, at, _ in told.asked]
    assert bulletin.sections[0].sentences[0].plain("zh") == "2例\uff08截至2月10日12时\uff09、125处"
    assert "2 cases (as of 12:00 on 10 February)" in bulletin.sections[0].sentences[0].plain("en")


def test_where_only_a_complete_number_will_do_it_is_that_of_the_last_noon_at_which_all_had_reported(told, monkeypatch):
    noon = clock.parse("2020-02-08T12:00:00+08:00")

    def values(pairs, *, area, as_of, known_at=None):
        nothing = "reported_zero" if as_of <= noon else "missing"
        reported = 30 if as_of <= noon else 28
        return [Value(*pair, "例", 0, 0, nothing=nothing, reported=reported, expected=30) for pair in pairs]

    monkeypatch.setattr(draft, "values", values)
    bulletin = told.compose(template(both("{care.confirmed|at=12:00, complete}、{care.confirmed|at=12:00}")))
    assert [number.as_of for number in bulletin.numbers] == [noon, noon + 2 * clock.DAY]
    said = bulletin.sections[0].sentences[0].plain("zh")
    assert "0例" in said
    assert "截至2月8日12时" in said
    assert "30个单位中2个未报" in said


def test_nobody_having_reported_for_a_week_the_present_gap_is_told(told):
    told.say("care.confirmed", None, nothing="missing", reported=0, expected=30)
    bulletin = told.compose(template(both("{care.confirmed|at=12:00, complete}")))
    assert [number.as_of for number in bulletin.numbers] == [clock.parse("2020-02-10T12:00:00+08:00")]


def test_before_the_cut_off_hour_it_is_yesterdays(told):
    morning = clock.parse("2020-02-10T09:00:00+08:00")
    bulletin = told.compose(template(both("{care.confirmed|at=12:00}")), as_of=morning)
    assert bulletin.number(1).as_of == clock.parse("2020-02-09T12:00:00+08:00")


def test_item_names_come_from_the_figure(told):
    told.say("store.on_hand", 223, "disinfectant_84")
    line = told.compose(template(both("{store.on_hand[disinfectant_84]|named}"))).sections[0].sentences[0]
    assert (line.plain("zh"), line.plain("en")) == ("84消毒液223L", "84 disinfectant 223 L")


def test_a_section_without_any_data_is_one_line(desk):
    desk.say("care.confirmed", None, nothing="not_knowable")
    desk.say("gate.posts", 0, expected=0, nothing="not_asked")
    bulletin = desk.compose(template(both("确诊{care.confirmed},卡口{gate.posts}。")))
    runs = bulletin.sections[0].runs("zh")
    assert [run.text for run in runs] == ["本节各项指标均无数据。", "", ""]
    assert [run.note for run in runs] == [0, 1, 2]


def test_a_section_of_plain_zeros_says_zero(desk):
    bulletin = desk.compose(template(both("卡口{gate.posts}。")))
    assert bulletin.sections[0].runs("en")[0].text == "By the ledger every figure of this section is zero."


def test_a_reported_zero_is_data(desk):
    desk.say("care.confirmed", 0, reported=8, expected=8, nothing="reported_zero")
    bulletin = desk.compose(template(both("确诊{care.confirmed|by=哨点}。")))
    assert bulletin.sections[0].silence is None
    assert bulletin.sections[0].sentences[0].plain("zh") == "确诊0例\uff088个哨点全部零报告\uff09。"


def test_it_stands_at_one_position(told):
    bulletin = told.compose(template(SENTENCE), known_at=4000)
    assert (bulletin.proof.position, bulletin.proof.seal) == (4000, SEAL)
    assert {known_at for _, _, known_at in told.asked} == {4000}


def test_when_the_figures_move_on_meanwhile_it_still_stands_at_its_position(told):
    asked = told.values

    def moving(pairs, **scope):
        told.at += 1
        return asked(pairs, **scope)

    told.values = moving
    bulletin = compose(parse(template(SENTENCE), name="trial"), area="371681102", as_of=AS_OF)
    assert bulletin.proof.position == 4711


@pytest.mark.parametrize("position", [-1, 4712])
def test_a_position_that_is_not_there_is_refused(told, position):
    with pytest.raises(Refusal, match="4711"):
        told.compose(template(SENTENCE), known_at=position)


def test_an_unknown_figure_is_refused_with_near_names(told):
    with pytest.raises(Refusal, match=r"gate\.posts"):
        told.compose(template(both("{gate.postz}")))
    with pytest.raises(Refusal, match="village"):
        told.compose(template(both("{gate.posts[vilage]}")))
