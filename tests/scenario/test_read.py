"""Every mistake in a scenario file is one line that names field, problem and remedy in both languages."""

import random
from pathlib import Path

import pytest

from gridward.kit import clock
from gridward.kit.errors import Reason, Refusal
from gridward.kit.text import Text
from gridward.scenario.read import find, parse
from gridward.scenario.scenario import InForce, Scenario
from tests.scenario.town import KNOWN, RIGHT

pytestmark = pytest.mark.no_database


def read(text: str) -> Scenario:
    return parse(text.encode(), known=KNOWN)


def faults(text: str | bytes) -> tuple[Reason, ...]:
    with pytest.raises(Refusal) as refused:
        parse(text if isinstance(text, bytes) else text.encode(), known=KNOWN)
    return refused.value.reasons


def test_a_right_file_is_read_whole() -> None:
    found = read(RIGHT)
    assert (found.id, found.name, found.population, found.households, found.seed) == (
        "a-town-2020", Text("某镇", "A town"), 1000, 303, 1,
    )  # fmt: skip
    assert clock.iso(found.start) == "2020-01-26T00:00:00+08:00"
    assert clock.iso(found.end) == "2020-02-10T23:59:59.999999+08:00"
    assert found.packs == (InForce("cn-covid-e4", clock.day_of(found.start)),)
    assert found.root.children == {"work_area": 2, "community": 2, "village": 5}
    fact = found.facts[0].fact
    assert (fact.figure, fact.member, fact.value, fact.unit) == ("gate.vehicles", "town", 858, "辆次")
    assert (fact.as_of, fact.source) == (found.end, "S-1")


ROW = '[[fact]]\nfigure = "gate.vehicles"\nas_of = 2020-02-10\n'

MISTAKES = [
    ('id = "a-town-2020"', "", "id", "missing"),
    ('id = "a-town-2020"', 'id = "A town!"', "id", "malformed"),
    ('id = "a-town-2020"', "id = 7", "id", "wrong_type"),
    ('pack = "cn-covid-e4"', 'pack = "cn-covid-e5"', "pack", "not_an_option"),
    ('pack = "cn-covid-e4"', "", "pack", "missing"),
    ('pack = "cn-covid-e4"', "pack = 4", "pack", "wrong_type"),
    ("start = 2020-01-26", "", "start", "missing"),
    ("start = 2020-01-26", "start = 26", "start", "wrong_type"),
    ("start = 2020-01-26", "start = 2020-03-01", "end", "out_of_order"),
    ("end = 2020-02-10", "end = 9999-12-31", "end", "out_of_range"),
    ("end = 2020-02-10", "end = 2020-02-09", "fact[1](S-1).as_of", "out_of_range"),
    ("population = 1000", "population = true", "population", "wrong_type"),
    ("population = 1000", 'population = "1000"', "population", "wrong_type"),
    ("population = 1000", "population = 0", "population", "out_of_range"),
    ("population = 1000", f"population = {10**30}", "population", "out_of_range"),
    ("population = 1000", "population = 0x" + "f" * 9000, "population", "out_of_range"),
    ("population = 1000", "", "population", "missing"),
    ("population = 1000", "households = 200", "population", "missing"),
    ("population = 1000", "poplation = 1000", "poplation", "unknown_key"),
    ("population = 1000", "population = 1000\nhouseholds = 2000", "households", "out_of_range"),
    ("population = 1000", "population = 1000\nrandom_seed = -1", "random_seed", "out_of_range"),
    ('level = "town"', "", "area.level", "missing"),
    ('level = "town"', 'level = "twon"', "area.level", "not_an_option"),
    ('level = "town"', 'level = "work_area"', "area.level", "not_an_option"),
    ('level = "town"', 'level = "town"\ncode = "371681999"', "area.code", "area.unknown"),
    ('level = "town"', 'level = "town"\ncode = "banana"', "area.code", "area.unknown"),
    ('level = "town"', 'level = "town"\ncode = ""', "area.code", "missing"),
    ('level = "town"', 'level = "town"\ncode = "37"', "area.code", "too_large"),
    ('level = "town"', 'level = "town"\ncode = "371681"', "area.level", "contradiction"),
    ('level = "town"', 'level = "town"\ncode = "371681101"\nknown_as = "37"', "area.known_as", "malformed"),
    ("village = 5", "village = -5", "area.children.village", "out_of_range"),
    ("village = 5", "village = true", "area.children.village", "wrong_type"),
    ("village = 5", "village = 5.0", "area.children.village", "wrong_type"),
    ("village = 5", "vilage = 5", "area.children.vilage", "not_an_option"),
    ("village = 5", "county = 5", "area.children.county", "out_of_order"),
    ('figure = "gate.vehicles"', 'figure = "gate.vehicle"', "fact[1](S-1).figure", "unknown_figure"),
    ('figure = "gate.vehicles"', "", "fact[1](S-1).figure", "missing"),
    ('figure = "gate.vehicles"', "figure = 3", "fact[1](S-1).figure", "wrong_type"),
    ('figure = "gate.vehicles"', 'figure = "store.on_hand"', "fact[1](S-1).member", "unknown_member"),
    ('member = "town"', 'member = "twon"', "fact[1](S-1).member", "unknown_member"),
    ("value = 858", "value = -1", "fact[1](S-1).value", "negative"),
    ("value = 858", "value = true", "fact[1](S-1).value", "wrong_type"),
    ("value = 858", 'value = "858"', "fact[1](S-1).value", "wrong_type"),
    ("value = 858", "value = 858.5", "fact[1](S-1).value", "too_fine"),
    ("value = 858", "value = nan", "fact[1](S-1).value", "not_a_number"),
    ("value = 858", "value = inf", "fact[1](S-1).value", "not_a_number"),
    ("value = 858", "value = 1e300", "fact[1](S-1).value", "out_of_range"),
    ("value = 858", f"value = {10**30}", "fact[1](S-1).value", "out_of_range"),
    ("value = 858", "", "fact[1](S-1).value", "missing"),
    ("value = 858", "value = 858\nshare = 1.0", "fact[1](S-1).share", "both"),
    ("value = 858", "share = 1.0", "fact[1](S-1).share", "no_whole"),
    ("value = 858", "share = true", "fact[1](S-1).share", "wrong_type"),
    ("value = 858", "share = 1.5", "fact[1](S-1).share", "out_of_range"),
    ("value = 858", "share = -0.5", "fact[1](S-1).share", "out_of_range"),
    ("value = 858", "share = nan", "fact[1](S-1).share", "out_of_range"),
    ('unit = "辆次"', 'unit = "人"', "fact[1](S-1).unit", "wrong_unit"),
    ('unit = "辆次"', "unit = 1", "fact[1](S-1).unit", "wrong_type"),
    ('qualifier = "="', 'qualifier = "<="', "fact[1](S-1).qualifier", "not_an_option"),
    ("as_of = 2020-02-10", "as_of = 2020-01-01", "fact[1](S-1).as_of", "out_of_range"),
    ("as_of = 2020-02-10", 'as_of = "soon"', "fact[1](S-1).as_of", "wrong_type"),
    ("as_of = 2020-02-10", "as_of = 07:30:00", "fact[1](S-1).as_of", "wrong_type"),
    ("as_of = 2020-02-10", "", "fact[1](S-1).as_of", "missing"),
    ('as_of_source = "stated"', 'as_of_source = "guessed"', "fact[1](S-1).as_of_source", "not_an_option"),
    ('source = "S-1"', "source = 1", "fact[1].source", "wrong_type"),
]


@pytest.mark.parametrize(("right", "wrong", "field", "code"), MISTAKES)
def test_a_single_mistake_is_one_line(right: str, wrong: str, field: str, code: str) -> None:
    assert right in RIGHT
    reasons = faults(RIGHT.replace(right, wrong, 1))
    assert [(reason.field, reason.code) for reason in reasons] == [(field, code)]
    for text in (reasons[0].text.zh, reasons[0].text.en):
        assert text.startswith(field)
        assert "\n" not in text
        assert text.endswith(("。", ".", "?", "?"))
        assert len(text) < 700


def test_an_unknown_figure_lists_near_matches() -> None:
    (reason,) = faults(RIGHT.replace("gate.vehicles", "gate.vehicels"))
    assert "gate.vehicles" in reason.text.zh
    assert "gate.vehicles" in reason.text.en


def test_every_mistake_is_named_at_once() -> None:
    text = RIGHT.replace("value = 858", "value = -1").replace("population = 1000", "population = false") + ROW
    assert {reason.field for reason in faults(text)} == {"population", "fact[1](S-1).value", "fact[2].value"}


def test_a_file_without_area() -> None:
    text = RIGHT[: RIGHT.index("[area]")] + ROW + "value = 1\n"
    assert [(reason.field, reason.code) for reason in faults(text)] == [("area", "missing")]


@pytest.mark.parametrize("area", ["area = 3", "area = []", "[area]"])
def test_an_area_that_is_no_table(area: str) -> None:
    text = RIGHT[: RIGHT.index("[area]")] + area + "\n"
    assert faults(text)[0].field.startswith("area")


@pytest.mark.parametrize("fact", ["fact = 3", "fact = [3]", "[fact]\nfigure = 'gate.vehicles'"])
def test_facts_that_are_no_array_of_tables(fact: str) -> None:
    place = RIGHT.index("[area]")
    text = (
        (RIGHT[:place] + fact + "\n" + RIGHT[place:])
        if fact.startswith("fact")
        else RIGHT[: RIGHT.index("[[fact]]")] + fact
    )
    assert "fact" in {
        reason.field for reason in faults(text if "[[fact]]" not in text else text[: text.index("[[fact]]")])
    }


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"id = ", "not_toml"),
        (b"\xff\xfe", "not_utf8"),
        (b'id = "a"\nname = "\xd5\xf2"', "not_utf8"),
        (b"a = " + b"[" * 20_000, "not_toml"),
        (b"population = " + b"9" * 9_000, "not_toml"),
        (b"# " + b"x" * 5_000_000, "too_large"),
    ],
)
def test_what_is_no_toml_at_all(data: bytes, code: str) -> None:
    (reason,) = faults(data)
    assert (reason.code, reason.field) == (code, "scenario.toml")
    assert "\n" not in reason.text.zh


def test_an_empty_file_says_what_it_needs() -> None:
    assert {reason.field for reason in faults(b"")} == {"id", "pack", "start", "end", "population", "area"}


def test_packs_by_date_in_order() -> None:
    packs = (
        """[[packs]]\nid = "cn-covid-e3"\nfrom = 2020-01-28\n[[packs]]\nid = "cn-covid-e2"\nfrom = 2020-01-22\n[area]"""
    )
    found = read(RIGHT.replace('pack = "cn-covid-e4"', "").replace("[area]", packs, 1))
    assert [(span.pack, clock.date_of(span.day).isoformat()) for span in found.packs] == [
        ("cn-covid-e2", "2020-01-22"),
        ("cn-covid-e3", "2020-01-28"),
    ]


@pytest.mark.parametrize(
    ("packs", "field", "code"),
    [
        ('[[packs]]\nid = "cn-covid-e9"\nfrom = 2020-01-28', "packs[1].id", "not_an_option"),
        ('[[packs]]\nid = "cn-covid-e3"', "packs[1].from", "missing"),
        ("[[packs]]\nfrom = 2020-01-28", "packs[1].id", "missing"),
        ('[[packs]]\nid = "cn-covid-e3"\nfrom = 1', "packs[1].from", "wrong_type"),
        (
            '[[packs]]\nid = "cn-covid-e3"\nfrom = 2020-01-28\n[[packs]]\nid = "cn-covid-e4"\nfrom = 2020-01-28',
            "packs[2].from",
            "twice",
        ),
        ("packs = []", "pack", "missing"),
        ('[packs]\nid = "cn-covid-e3"\nfrom = 2020-01-28', "packs", "wrong_type"),
    ],
)
def test_mistakes_in_packs(packs: str, field: str, code: str) -> None:
    text = RIGHT.replace('pack = "cn-covid-e4"', "").replace("[area]", packs + "\n[area]", 1)
    assert [(reason.field, reason.code) for reason in faults(text)] == [(field, code)]


def test_pack_and_packs_together() -> None:
    text = RIGHT.replace("[area]", '[[packs]]\nid = "cn-covid-e3"\nfrom = 2020-01-28\n[area]', 1)
    assert [(reason.field, reason.code) for reason in faults(text)] == [("packs", "both")]


def test_aliases_and_multiples_of_the_unit() -> None:
    text = RIGHT + '[[fact]]\nfigure = "store.on_hand[alcohol]"\nvalue = 12500\nunit = "毫升"\nas_of = 2020-02-10\n'
    fact = read(text.replace('unit = "辆次"', 'unit = "台次"')).facts
    assert (fact[0].fact.unit, fact[0].fact.value) == ("辆次", 858)
    assert (fact[1].fact.member, fact[1].fact.unit, fact[1].fact.value) == ("alcohol", "L", 125)


def test_decimals_up_to_the_scale() -> None:
    text = RIGHT + '[[fact]]\nfigure = "store.on_hand"\nmember = "alcohol"\nvalue = 1453.5\nas_of = 2020-02-10\n'
    assert read(text).facts[1].fact.value == 14535
    assert [reason.code for reason in faults(text.replace("1453.5", "1453.55"))] == ["too_fine"]


def test_a_figure_without_total_wants_a_member() -> None:
    text = RIGHT + '[[fact]]\nfigure = "store.on_hand"\nvalue = 1\nas_of = 2020-02-10\n'
    (reason,) = faults(text)
    assert (reason.field, reason.code) == ("fact[2].member", "missing")
    assert "alcohol" in reason.text.en


def test_date_times_names_and_codes_as_people_write_them() -> None:
    found = read(
        RIGHT.replace("as_of = 2020-02-10", "as_of = 2020-02-05T10:59:00+08:00")
        .replace('name = { zh = "某镇", en = "A town" }\nlevel = "town"', 'code = 371681101\nlevel = "town"')
        .replace('name = { zh = "某镇", en = "A town" }', 'name = "某镇"')
        .replace("start = 2020-01-26", 'start = "2020-01-26"')
    )
    assert clock.iso(found.facts[0].fact.as_of) == "2020-02-05T10:59:00+08:00"
    assert (found.root.code, found.root.name.zh, found.root.official) == ("371681101", "长山镇", True)
    assert found.name == Text("某镇", "某镇")


def test_keys_of_other_people_do_no_harm() -> None:
    assert read(RIGHT.replace("population", 'url = "x"\npopulation')).population == 1000


def test_population_may_come_from_its_fact() -> None:
    text = (
        RIGHT.replace("population = 1000\n", "")
        + '[[fact]]\nfigure = "grid.population"\nvalue = 730\nas_of = 2020-02-10\n'
    )
    assert read(text).population == 730


def test_no_random_damage_raises_anything_but_a_refusal() -> None:
    whole, source = RIGHT.encode(), random.Random(7)
    for _ in range(600):
        data = bytearray(whole)
        for _ in range(source.randint(1, 4)):
            start = source.randrange(len(data))
            data[start : start + source.randint(0, 9)] = source.randbytes(source.randint(0, 5))
        try:
            parse(bytes(data), known=KNOWN)
        except Refusal as refusal:
            assert refusal.reasons


def test_scenarios_are_found_by_name_folder_or_file(tmp_path: Path) -> None:
    folder = tmp_path / "scenarios" / "a-town"
    folder.mkdir(parents=True)
    file = folder / "scenario.toml"
    file.write_text(RIGHT)
    for where in ("a-town", str(folder), str(file)):
        assert find(where, folder=tmp_path / "scenarios").samefile(file)
    with pytest.raises(Refusal, match="a-town"):
        find("b-town", folder=tmp_path / "scenarios")


def test_a_file_that_is_no_toml_is_told_at_which_line() -> None:
    for text in ("id = 1,000", "\n\n[[fact]\n", "id = “a”"):
        reason = faults(text)[0]
        assert reason.code == "not_toml"
        assert "at line " in reason.text.en
        assert "at line " in reason.text.zh
        assert "…" not in reason.text.en
