"""The clauses of the packs say what the plans said, and a slip in one is named with its place and what is near."""

import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from gridward.plug.catalogue import CATALOGUE
from gridward.policy import every as looked
from gridward.policy.clause_check import clause_faults
from gridward.policy.every import every_fault
from gridward.policy.force import On, Rules, in_force
from gridward.policy.packs import packs
from gridward.policy.shelf import folder
from gridward.policy.vocabulary import Duty, Measure

pytestmark = pytest.mark.no_database


def rules(name: str) -> Rules:
    """What is in force where only this pack is switched on."""
    return in_force((On(name, 0, 0),))[0]


def stages(name: str, measure: str) -> list[tuple[str, int | None]]:
    return [(one.standing, one.days) for one in rules(name).measures[measure].stages]


def test_the_packs_hold_no_fault() -> None:
    assert [one.text.en for one in every_fault(CATALOGUE)] == []


HOME, CENTRAL, WATCHED = "home_quarantine", "central_quarantine", "home_monitoring"
CONTACTS = {
    # edition: what a close contact goes through, counted from the last exposure (domain.md §2.1)
    "cn-covid-e2": [(HOME, 14)],
    "cn-covid-e3": [(HOME, 14)],
    "cn-covid-e4": [(HOME, 14)],
    "cn-covid-e5": [(HOME, 14)],
    "cn-covid-e6": [(HOME, 14)],
    "cn-covid-e7": [(CENTRAL, 14)],
    "cn-covid-e8": [(CENTRAL, 14), (WATCHED, 7)],
    "cn-covid-e9": [(CENTRAL, 7), (WATCHED, 3)],
    "cn-covid-20m": [(CENTRAL, 5), ("home_after_central", 3)],
    "cn-covid-10m": [(HOME, 5)],
    "cn-changcheng-2021": [(CENTRAL, 14), (WATCHED, 7)],
    "cn-qiu-2021": [(CENTRAL, 14)],
    "cn-changshan-2020": [(HOME, 14)],
    "cn-wangxian-2020": [(HOME, 14)],
    "cn-rare-earth-2020": [(HOME, 14)],
}


@pytest.mark.parametrize(("name", "days"), CONTACTS.items())
def test_close_contacts(name: str, days: list[tuple[str, int]]) -> None:
    assert stages(name, "close_contact") == days
    assert rules(name).measures["close_contact"].clock == "last_contact"


def test_contacts_of_contacts_come_with_the_seventh_edition_and_go_with_the_twenty_measures() -> None:
    assert "contact_of_contact" not in rules("cn-covid-e6").measures
    assert "contact_of_contact" in rules("cn-covid-e7").measures
    assert stages("cn-covid-e8", "contact_of_contact") == [("secondary_central", 7)]
    assert stages("cn-covid-e9", "contact_of_contact") == [("secondary_home", 7)]
    for name in ("cn-covid-20m", "cn-covid-10m", "cn-covid-e10"):
        assert "contact_of_contact" not in rules(name).measures
        assert "contact_of_contact_ordered" not in rules(name).duties


TESTS: dict[str, Mapping[str, tuple[int | str, ...]]] = {
    "cn-covid-e8": {"test_central": (1, 4, 7, 14), "test_home": (2, 7), "test_secondary": (1, 4, 7)},
    "cn-covid-e9": {"test_central": (1, 2, 3, 5, 7), "test_home": (3,), "test_secondary": (1, 4, 7)},
    "cn-covid-20m": {"test_central": (1, 2, 3, 5), "test_home": (1, 3), "test_home_quarantine": (1, 3, 5, 7)},
    "cn-rural-2021": {"rural_test": (7, 14)},
}


@pytest.mark.parametrize("name", TESTS)
def test_days_of_tests(name: str) -> None:
    found = rules(name).duties
    assert {clause: found[clause].days for clause in TESTS[name]} == TESTS[name]


def test_tests_fall_within_the_stage_they_belong_to() -> None:
    """The day lists of a plan fit the days of its own stages."""
    for name in ("cn-covid-e8", "cn-covid-e9", "cn-covid-20m"):
        days = {one: long or 0 for measure in rules(name).measures for one, long in stages(name, measure)}
        for duty in rules(name).duties.values():
            if duty.days and duty.by == ("testing.sample",):
                assert max(int(day) for day in duty.days) <= max(days[one] for one in duty.during if one in days)


def test_no_test_is_owed_before_the_seventh_edition() -> None:
    for name in (f"cn-covid-e{number}" for number in range(2, 7)):
        assert not [one.name for one in rules(name).duties.values() if "testing.sample" in one.by]


def test_everybody_watched_is_measured_twice_a_day() -> None:
    for name in (*CONTACTS, "cn-chikungunya-2025"):
        found = rules(name)
        measured = {s for one in found.duties.values() if one.by == ("followup.reading",) for s in one.during}
        twice = {
            standing
            for one in found.duties.values()
            if one.by == ("followup.reading",) and len(one.daily) == 2
            for standing in one.during
        }
        entitled = {one.standing for m in found.measures.values() if m.entitles for one in m.stages}
        assert entitled <= twice <= measured, name


def test_the_tenth_edition_closes_every_obligation() -> None:
    found = rules("cn-covid-e10")
    assert found.duties == found.measures == {}
    assert {one.do for one in found.transitions} == {"convert"}
    told = {name for name in packs() if packs()[name].strand == "covid-19" and packs()[name].jurisdiction == "CN"}
    making = {name for name in told if packs()[name].clauses["measure"]}
    assert making == {one.from_ for one in found.transitions}


def test_the_rural_plan_runs_beside_the_edition_in_force() -> None:
    both = in_force((On("cn-covid-e7", 0, 1), On("cn-rural-2021", 5, 2)))
    assert len(both) == 2
    assert any("close_contact" in one.measures for one in both)
    assert any("rural_returnee" in one.measures for one in both)


def test_a_town_refines_its_edition_and_says_so() -> None:
    found = rules("cn-changshan-2020").clauses
    assert found["measure"]["close_contact"].over == ("cn-covid-e2",)
    assert found["measure"]["close_contact"].pack == "cn-changshan-2020"
    assert found["duty"]["refuse_cleared"].pack == "cn-common-2020"
    assert "four_for_one" in {one.team for one in rules("cn-changshan-2020").measures.values()}


def test_foggings_zones_and_lockdowns() -> None:
    first, second = rules("cn-chikungunya-2025").duties["fogging"].phases
    assert (first.days, len(first.daily), second.days, len(second.daily)) == (3, 2, 4, 1)
    assert second.if_ is not None
    core = rules("cn-chikungunya-2025").measures["zones"].spread[0]
    assert (core.standing, core.within_m) == ("core_zone", 100)
    assert stages("cn-chikungunya-2025", "co_exposed") == [("self_monitoring", 12)]
    for name, days in (("cn-asf", 42), ("cn-asf-2020", 21)):
        rings = rules(name).measures["zones"].spread
        assert [(one.within_m, one.days) for one in rings] == [(0, days), (3000, days), (13000, days)]


def test_what_was_not_read_in_the_original_is_not_called_verified() -> None:
    for pack in packs().values():
        for table in pack.clauses.values():
            for clause in table.values():
                doubt = any(word in clause.source for word in ("未核对", "假定值", "常用值", "未写明"))
                partly = "时段为常用值" in clause.source or "截止" in clause.source
                assert not (clause.verified and doubt and not partly), (pack.id, clause.name, clause.source)


def test_every_duty_is_somebodys_and_of_one_responsibility() -> None:
    said = {d.responsibility for name in packs() for d in packs()[name].clauses["duty"].values() if isinstance(d, Duty)}
    assert said == {"territorial", "departmental", "unit", "personal"}


def _faults(text: str) -> list[str]:
    found = clause_faults(tomllib.loads(text), CATALOGUE)
    assert all(one.text.zh and one.text.en and one.field for one in found)
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in one.text.zh) for one in found)
    return [one.text.en for one in found]


DUTY = """
[[duty]]
name = "d"
label = { zh = "一", en = "one" }
source = "s"
verified = false
on = "tracing.contact"
where = { type = "close" }
within = "30m"
by = ["followup.order"]
who = "village_lead"
responsibility = "territorial"
"""
MEASURE = """
[[measure]]
name = "m"
label = { zh = "一", en = "one" }
source = "s"
verified = false
on = "tracing.contact"
clock = "last_contact"
stages = [{ standing = "home_quarantine", days = 14 }]
"""
SLIPS = [
    (DUTY, 'on = "tracing.contact"', 'on = "tracing.contacts"', "use tracing.contact"),
    (DUTY, "within", "withn", "use within"),
    (DUTY, 'type = "close"', 'type = "closed"', "use close"),
    (DUTY, 'type = "close"', 'tpye = "close"', "use type"),
    (DUTY, 'type = "close"', "last_contact = 3", "cannot be asked"),
    (DUTY, '"30m"', '"half an hour"', "is no span"),
    (DUTY, 'within = "30m"', "", "exactly one rhythm (has none"),
    (DUTY, 'within = "30m"', 'within = "30m"\nonce = true', "within, once"),
    (DUTY, 'within = "30m"', 'every = "7d"\nonce = true', "every, once"),
    (DUTY, 'within = "30m"', 'every = "7d"\nduring = ["x"]', "exactly one trigger (has on, during"),
    (DUTY, 'within = "30m"', 'until = "type"', "is no date or time"),
    (DUTY, 'within = "30m"', 'daily = { am = "11:00-06:00" }', "is no slot"),
    (DUTY, 'within = "30m"', 'within = "30m"\nof = "start"', "does not know “start”"),
    (DUTY, 'within = "30m"', 'within = "30m"\nfor = "type"', "names no subject"),
    (DUTY, 'within = "30m"', 'within = "30m"\nmatch = "matters"', "Invalid enum value"),
    (DUTY, '["followup.order"]', "[]", "needs the kinds"),
    (DUTY, 'by = ["followup.order"]', 'by = ["followup.order"]\ntimes = "decisions"', "does not know “decisions”"),
    (DUTY, 'by = ["followup.order"]', 'by = ["followup.order"]\ndiffer = "decision"', "does not know “decision”"),
    (DUTY, 'by = ["followup.order"]', 'by = ["followup.order"]\nwith = { measure = "home" }', "home_isolation"),
    (DUTY, 'by = ["followup.order"]', 'by = ["followup.reading"]\nmatch = "matter"', "is about no entry"),
    (DUTY, 'within = "30m"', 'within = "30m"\nbelow = ["village"]', "match = matter"),
    (DUTY, 'within = "30m"', 'within = "30m"\nbelow = ["vilage"]', "village"),
    (DUTY, 'on = "tracing.contact"\nwhere = { type = "close" }', 'each = "village"', "needs once = true"),
    (
        DUTY,
        'by = ["followup.order"]',
        'by = ["followup.reading"]\nwith = { temperature = { min = "x" } }',
        "of its type",
    ),
    (DUTY, 'by = ["followup.order"]', 'by = ["command.incident"]\nwith = { facts = "x" }', "sealed"),
    (DUTY, "village_lead", "village_head", "village_lead"),
    (DUTY, '"territorial"', '"territorial"\nescalate = { "soon" = "village_lead" }', "-15m"),
    (DUTY, '"territorial"', '"territorial"\nvouches = ["followup.reading"]', "followup.readings"),
    (DUTY, '"territorial"', '"local"', "Invalid enum value"),
    (DUTY, 'on = "tracing.contact"\nwhere = { type = "close" }', 'each = "vilage"', "village"),
    (DUTY, 'on = "tracing.contact"\nwhere = { type = "close" }', 'during = ["home_quarantine"]', "does not know"),
    (DUTY, 'zh = "一"', 'zh = ""', "must not be empty"),
    (DUTY, 'source = "s"', 'source = ""', "needs its source"),
    (DUTY, "verified = false", "", "verified"),
    (DUTY, "[[duty]]", "[[dutys]]", "use duty"),
    (DUTY + DUTY, "", "", "two clauses have this name"),
    (MEASURE, "days = 14", "days = 0", "at least 1"),
    (MEASURE, '"home_quarantine"', '"home_quarantin"', "home_quarantine"),
    (MEASURE, "stages = [{", 'stages = [{ standing = "in_need" }, {', "only the last stage"),
    (MEASURE, "stages = [", "ends = [", "“standing”; use at, on, where"),
    (MEASURE, 'clock = "last_contact"', 'clock = "type"', "is no date or time"),
    (MEASURE, 'clock = "last_contact"', 'clock = { entry = "work.employee", field = "returned" }', "return_on"),
    (MEASURE, 'clock = "last_contact"', "release = [{ times = 2 }]", "needs have or none"),
    (MEASURE, 'clock = "last_contact"', 'moves = [{ on = "followup.release", to = "outcome" }]', "is no date or time"),
    (MEASURE, 'clock = "last_contact"', 'team = "four_for_one"', "four_for_one"),
    (MEASURE, "[[measure]]", 'drops = ["x"]\n[[measure]]', "extends no pack"),
]


@pytest.mark.parametrize(("text", "old", "new", "told"), SLIPS, ids=range(len(SLIPS)))
def test_a_slip_is_named(text: str, old: str, new: str, told: str) -> None:
    assert not old or old in text
    found = _faults(text.replace(old, new, 1))
    assert any(told in one for one in found), found


def test_what_is_well_said_has_no_fault() -> None:
    assert _faults(DUTY) == _faults(MEASURE) == []


REST = [
    ('[[team]]\nname = "four_for_one"\nslots = [{ role = "medik" }]', "medic"),
    ('[[supply]]\nname = "x"\ndays = 30\nitem = "masks"', "mask"),
    ('[[supply]]\nname = "x"\ndays = 30', "item or class"),
    ('[[office]]\nname = "x"\nrole = "leader"\neach = "grid_huge"', "grid_large"),
    ('[[office]]\nname = "x"\nrole = "leader"\neach = "body"\nwhere = { type = "leading" }', "leading_group"),
    ('[[office]]\nname = "x"\nrole = "leader"\neach = "body"\nduring = ["central_quarantine"]', "under no standing"),
    ('[[checklist]]\nname = "x"\nitems = ["four_screning"]', "four_screening"),
    ('[[risk]]\nname = "x"\nlevel = "hgh"\nlook_back = 14', "high"),
    ('[[holiday]]\nname = "x"\nfrom = 2020-02-05\nto = 2020-02-04', "before from"),
    ('[[holiday]]\nname = "x"\nfrom = 2020-02-04\nto = 2020-02-05\nduties = ["y"]', "y"),
    ('[[ask]]\nname = "x"\nkind = "followup.reading"\nfield = "symptom"\nroles = []', "symptoms"),
    ('[[ask]]\nname = "x"\nkind = "sanitation.survey"\nfield = "index"\nroles = []', "inspected"),
    ('[[burden]]\nname = "x"\nrole = "grid_worker"\nminutes = 0', "at least 1"),
    ('[quiet]\nfrom = "late"\nto = "06:00"\nx = 1', "does not know “x”"),
]


@pytest.mark.parametrize(("text", "told"), REST)
def test_a_slip_in_a_smaller_clause_is_named(text: str, told: str) -> None:
    said = (
        text + '\nsource = "s"\nverified = false' + ("" if "quiet" in text else '\nlabel = { zh = "一", en = "one" }')
    )
    assert any(told in one for one in _faults(said)), _faults(said)


def test_a_pack_that_is_extended_must_be_there_and_only_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("cn-covid-e3.toml", "cn-covid-e4.toml", "cn-covid-e5.toml", "roles.toml"):
        text = (folder() / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace('"cn-covid-e2"', '"cn-covid-e1"'), encoding="utf-8")
    monkeypatch.setattr(looked, "folder", lambda: tmp_path)
    (fault,) = every_fault(CATALOGUE)
    assert fault.text.en.startswith("cn-covid-e3.toml: extends: does not know “cn-covid-e1”; use cn-covid-e5")


def test_measures_that_restrict_entitle_and_others_do_not() -> None:
    for name in packs():
        for one in packs()[name].clauses["measure"].values():
            assert isinstance(one, Measure)
            assert not (one.entitles and not (one.stages and one.ends)), one.name


def test_packs_that_extend_one_another_in_a_ring_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, above in (("cn-covid-e3", "cn-covid-e4"), ("cn-covid-e4", "cn-covid-e3")):
        text = (folder() / f"{name}.toml").read_text(encoding="utf-8")
        lines = [f'extends = "{above}"' if one.startswith("extends") else one for one in text.splitlines()]
        (tmp_path / f"{name}.toml").write_text("\n".join(lines), encoding="utf-8")
    shutil.copy(folder() / "roles.toml", tmp_path)
    monkeypatch.setattr(looked, "folder", lambda: tmp_path)
    assert [one.text.en.split(": ", 1)[1] for one in every_fault(CATALOGUE)] == [
        "extends: the packs extend one another in a ring."
    ] * 2


def test_the_checks_of_a_class_are_asked_for_on_school_days_and_a_weekday_is_one_of_seven() -> None:
    duty = rules("cn-flu-school").duties["morning_noon_check"]
    assert (duty.during, duty.weekdays, set(duty.daily)) == (
        ("class_in_session",),
        (1, 2, 3, 4, 5),
        {"morning", "noon"},
    )
    tables = tomllib.loads((folder() / "cn-flu-school.toml").read_text(encoding="utf-8"))
    for row in tables["duty"]:
        if row["name"] in ("morning_noon_check", "classes_told"):
            row["weekdays"] = [0, 8]
    found = [one.text.en for one in clause_faults(tables, CATALOGUE, line=[])]
    assert sum("should be 1 (Monday) to 7 (Sunday)" in one for one in found) == 4
    assert sum("goes with daily only" in one for one in found) == 1
