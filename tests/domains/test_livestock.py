"""Livestock: farms on the list, farms looked at once, animals that are ill until somebody looks again."""

from typing import Any

import msgspec
import pytest

from gridward.domains.livestock import entries as kinds
from gridward.domains.livestock import figures, rules
from gridward.kit.clock import parse
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry, EntryKind
from tests.domains.entries import by_time, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database


def told(kind: EntryKind, position: int, day: int, farm: int, /, **body: Any) -> Entry:
    return written(kind, f"2020-02-{day:02}T09:00:00+08:00", body, subject=("place", farm), position=position)


def looked(position: int, day: int, farm: int, **body: Any) -> Entry:
    return told(kinds.INSPECTION, position, day, farm, method="patrol", **body)


def total(figure: Figure, entries: list[Entry], at: str = "2020-02-29", member: str = "") -> int:
    return value(figure, lines(figure, by_time(entries)), member, parse(at))


def test_a_farm_is_described_and_counts_once() -> None:
    entries = [told(kinds.FARM, 1, 3, 7, species=["pig"]), told(kinds.FARM, 2, 5, 7, species=["pig"], head=120)]
    assert total(figures.FARMS, entries) == 1
    assert kinds.FARM.describes is not None
    assert kinds.FARM.describes(entries[0].body).kind == "farm"


def test_a_farm_given_up_is_gone_from_that_day_unless_it_starts_again() -> None:
    entries = [
        told(kinds.FARM, 1, 3, 7, species=["pig"]),
        told(kinds.FARM, 2, 5, 7, species=["pig"], closed_on="2020-02-08"),
    ]
    assert [total(figures.FARMS, entries, f"2020-02-0{day}") for day in (4, 7, 8, 9)] == [1, 1, 0, 0]
    again = [*entries, told(kinds.FARM, 3, 7, 7, species=["duck"])]
    assert [total(figures.FARMS, again, f"2020-02-0{day}") for day in (4, 7, 9)] == [1, 1, 1]


def test_a_second_visit_adds_no_farm() -> None:
    entries = [looked(1, 3, 7), looked(2, 4, 7), looked(3, 4, 8, sick=2)]
    assert total(figures.FARMS_INSPECTED, entries) == 2
    assert total(figures.FARMS_INSPECTED, entries, "2020-02-03") == 1


def test_a_farm_given_up_leaves_the_inspected_ones_too() -> None:
    entries = [
        *(told(kinds.FARM, 1, 3, 7, species=["pig"]), looked(2, 4, 7)),
        *(told(kinds.FARM, 3, 3, 8, species=["pig"]), looked(4, 4, 8)),
        told(kinds.FARM, 5, 6, 8, species=["pig"], closed_on="2020-02-06"),
        *(looked(6, 7, 8), looked(7, 4, 9)),
    ]
    for day, inspected, open_ones in ((3, 0, 2), (5, 3, 3), (9, 2, 2)):
        at = f"2020-02-0{day}"
        assert (total(figures.FARMS_INSPECTED, entries, at), total(figures.FARMS, entries, at)) == (
            inspected,
            open_ones,
        )
    assert total(figures.FARMS_INSPECTED, [*entries, told(kinds.FARM, 8, 8, 8, species=["duck"])], "2020-02-09") == 3


def test_sick_and_dead_animals_stand_until_the_next_inspection() -> None:
    entries = [looked(1, 3, 7, sick=4, dead=1), looked(2, 6, 7, sick=0), looked(3, 4, 8, dead=2)]
    assert [total(figures.SICK, entries, f"2020-02-0{day}") for day in (3, 5, 7)] == [5, 7, 2]


def test_a_limit_of_the_pack_lists_the_farm(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = looked(1, 3, 7, sick=4, dead=1)
    assert kinds.alarming(entry, [entry]) == ()
    monkeypatch.setattr(rules, "norm", lambda name, day: 4)
    assert [one.code for one in kinds.alarming(entry, [entry])] == ["sick_animals"]


def test_culled_animals_by_species_and_permits_that_were_given() -> None:
    entries = [
        told(kinds.DISPOSAL, 1, 3, 7, species="pig", culled=90, method="burial"),
        told(kinds.DISPOSAL, 2, 4, 8, species="duck", culled=300, method="incineration"),
        told(kinds.MOVEMENT, 3, 4, 8, species="duck", kind="transfer", head=50, decision="approved"),
        told(kinds.MOVEMENT, 4, 4, 8, species="duck", kind="transfer", head=70, decision="refused"),
    ]
    assert total(figures.CULLED, entries) == 390
    assert total(figures.CULLED, entries, member="poultry") == 300
    assert total(figures.MOVED, entries, member="transfer") == 50


def test_an_unknown_species_keeps_the_entry_from_counting() -> None:
    body = msgspec.json.decode(b'{"species":["pig","dragon"]}', type=kinds.Farm)
    assert kinds.FARM.needs is not None
    assert [reason.code for reason in kinds.FARM.needs(body)] == ["not_listed"]


def test_the_list_shows_the_last_head_count() -> None:
    row = rules.farm_row([told(kinds.FARM, 1, 3, 7, species=["pig"], head=100), looked(2, 5, 7, head=98, dead=2)])
    assert row is not None
    assert (row["head"], row["unwell"], row["species"]) == (98, 2, ["pig"])
    assert rules.farm_row([]) is None
