"""Sanitation: area by job, sites once, days that met their number, refuse in tonnes however it was written."""

from typing import Any

import msgspec
import pytest

from gridward.domains.sanitation import entries as kinds
from gridward.domains.sanitation import figures, rules
from gridward.kit.clock import parse
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry
from tests.domains.entries import OTHER, VILLAGE, by_time, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database

END = parse("2020-02-29")
NOON, NIGHT = "2020-02-10T12:00:00+08:00", "2020-02-10"


def job(position: int, hour: int, place: int = 7, site: str = "public_place", *, day: int = 10, **more: Any) -> Entry:
    at = f"2020-02-{day:02}T{hour:02}:00:00+08:00"
    body = {"site_kind": site, "area": 100, "agent": "chlorine", "performer": "team", "start": at} | more
    return written(kinds.DISINFECTION, at, body, subject=("place", place), position=position)


def cleaned(position: int, hour: int, *, area: int = VILLAGE, day: int = 10, **more: Any) -> Entry:
    body = {"site_kind": "village", "cleared_today": True, "performer": "village"} | more
    at = f"2020-02-{day:02}T{hour:02}:00:00+08:00"
    return written(kinds.CLEANUP, at, body, area=area, subject=("area", area), position=position)


def total(figure: Figure, entries: list[Entry], at: int | str = END, member: str = "") -> int:
    return value(figure, lines(figure, by_time(entries)), member, at if isinstance(at, int) else parse(at))


def test_the_wire_form_is_read() -> None:
    raw = b"""{"site_kind":"pond","area":1200.5,"equipment":["drone","sprinkler_truck"],"agent":"chlorine",
        "concentration":500,"performer":"contractor","start":"2020-02-06T09:00:00+08:00"}"""
    assert msgspec.json.decode(raw, type=kinds.Disinfection).equipment == (
        kinds.Equipment.DRONE,
        kinds.Equipment.SPRINKLER_TRUCK,
    )
    raw = b'{"site_kind":"bins","refuse":350,"refuse_unit":"kg","cleared_today":true,"performer":"contractor"}'
    assert rules.kilograms(msgspec.json.decode(raw, type=kinds.Cleanup)) == 350


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (kinds.Disinfection, b'{"site_kind":"moon","area":1,"agent":"x","performer":"team","start":"2020-02-06"}'),
        (kinds.Cleanup, b'{"site_kind":"village","performer":"village"}'),
        (kinds.Survey, b'{"positive":3}'),
    ],
)
def test_a_bad_body_is_an_error(kind: Any, raw: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(raw, type=kind)


def test_area_adds_up_by_job_and_a_site_counts_once() -> None:
    entries = [job(1, 8), job(2, 15), job(3, 9, 8), job(4, 9, 9, "factory")]
    assert total(figures.DISINFECTED_AREA, entries) == 400
    assert total(figures.SITES_DONE, entries, member="public_place") == 2
    assert total(figures.SITES_DONE, entries, member="factory") == 1


def test_once_a_day_is_not_enough_and_three_times_is() -> None:
    once, thrice = [job(1, 8)], [job(2, 8, 8), job(3, 10, 8), job(4, 16, 8)]
    assert total(figures.PLACES, once + thrice, NOON) == 2
    assert total(figures.FREQUENCY_MET, once + thrice, NOON) == 1
    assert total(figures.FREQUENCY_MET, once + thrice, NIGHT) == 1
    assert total(figures.FREQUENCY_MET, once + thrice, "2020-02-11") == 0
    assert total(figures.OVERUSE, once + thrice) == 0


def test_both_halves_of_the_day_where_the_pack_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"disinfections_a_day": 2, "disinfection_halves": 1, "disinfections_most_a_day": 2}
    monkeypatch.setattr(rules, "norm", lambda name, day: asked.get(name))
    morning = [job(1, 8), job(2, 10)]
    assert total(figures.FREQUENCY_MET, morning, NIGHT) == 0
    assert total(figures.FREQUENCY_MET, [*morning, job(3, 15)], NIGHT) == 1
    assert total(figures.OVERUSE, [*morning, job(3, 15)]) == 1
    assert [one.code for one in kinds.remarkable(job(3, 15), [*morning, job(3, 15)])] == ["too_often"]


def test_a_shop_logs_once_a_day_and_terminal_disinfection_is_no_log() -> None:
    entries = [job(1, 8, 7, "shop"), job(2, 8, 8, "shop", kind="terminal"), job(3, 9, 9, "shop", day=9)]
    assert total(figures.SHOPS, entries, NIGHT) == 2
    assert total(figures.SHOPS_DISINFECTED, entries, NIGHT) == 1
    assert total(figures.PLACES, entries, NIGHT) == 0


def test_too_strong_counts_and_is_listed() -> None:
    entries = [
        job(1, 8, concentration=500),
        job(2, 9, concentration=1_000),
        job(3, 9, agent="alcohol_75", concentration=9_000),
    ]
    entries.append(job(4, 10, concentration=1_000, kind="terminal"))
    assert total(figures.OVERUSE, entries) == 1
    assert [len(kinds.remarkable(entry, [entry])) for entry in entries] == [0, 1, 0, 0]


def test_kilograms_and_tonnes_add_up_by_who_took_them() -> None:
    entries = [cleaned(1, 8, refuse=1.2), cleaned(2, 9, refuse=300, refuse_unit="kg", performer="contractor")]
    assert total(figures.REFUSE, entries) == 1_500
    assert total(figures.REFUSE, entries, member="contractor") == 300


def test_a_silent_village_is_missing_and_one_that_says_no_is_not_done() -> None:
    entries = [cleaned(1, 8), cleaned(2, 9, area=OTHER, cleared_today=False)]
    assert total(figures.REFUSE_TOLD, entries, NIGHT) == 2
    assert total(figures.REFUSE_CLEARED, entries, NIGHT, "village") == 1
    assert total(figures.REFUSE_TOLD, entries, "2020-02-11") == 0
    assert total(figures.REFUSE_CLEARED, [*entries, cleaned(3, 17, area=OTHER)], NIGHT) == 2


def test_breeding_sites_are_counted_and_indexed() -> None:
    body = {"premises": 50, "inspected": 120, "positive": 4, "cleared": 4}
    entry = written(kinds.SURVEY, NOON, body, subject=("area", VILLAGE), position=1)
    assert total(figures.BREEDING_SITES, [entry], member="positive") == 4
    row = rules.breeding_row([entry])
    assert row is not None
    assert row["index"] == 8


def test_lists_show_the_last_job_and_the_last_word() -> None:
    row = rules.site_row([job(1, 8), job(2, 15, performer="self")])
    assert row is not None
    assert (row["jobs_on_last_day"], row["performer"]) == (2, "self")
    row = rules.refuse_row([cleaned(1, 8, refuse=1), cleaned(2, 9, refuse=2, cleared_today=False)])
    assert row is not None
    assert (row["refuse"], row["cleared"]) == (3_000, False)
    assert rules.site_row([]) is rules.refuse_row([]) is rules.breeding_row([]) is None


def test_every_line_belongs_to_a_declared_member() -> None:
    kinds_of_sites = [site.value for site in kinds.Site]
    entries = [job(number, 8, number, site, concentration=900) for number, site in enumerate(kinds_of_sites, start=1)]
    entries += [cleaned(50, 9, refuse=1)]
    for figure in figures.FIGURES:
        declared = {"", *(member.code for member in figure.members)}
        assert {line.member for line in lines(figure, by_time(entries))} <= declared, figure.name
