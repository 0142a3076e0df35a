"""Lists of entries: filters, order, and pages that leave nothing out and show nothing twice."""

from collections import Counter
from html import unescape
from itertools import product
from operator import attrgetter
from typing import Any

import pytest
from django.test import Client

from gridward.console.reader.leaf import SIZE
from gridward.grid.tree import tree
from gridward.kit.clock import day_of
from gridward.kit.rows import rows
from gridward.ledger.listing import Cursor, Sort, Wanted, count, page, replaced
from gridward.ledger.names import kind_name
from gridward.ledger.tally import tally
from tests.console.cast import EAST, FAR, TOWN, Cast, Tags
from tests.console.cast import page as html
from tests.toy.node import at, entry, send, uuid


@pytest.mark.parametrize("sort", ["position", "at"])
@pytest.mark.parametrize("rising", [False, True])
@pytest.mark.parametrize("limit", [1, 4, 7])
def test_pages_in_either_direction_are_the_whole_list(cast: Cast, sort: Sort, rising: bool, limit: int) -> None:
    """Several entries happen at the same moment, and arrive in another order than they happened."""
    send(*(entry(200 + number, "toy.cars", EAST, at(3 - number % 3), {"count": number}) for number in range(9)))
    whole = [one.position for one in page(Wanted(), sort=sort, rising=rising, limit=500).rows]
    assert len(whole) == count(Wanted()) == len(set(whole))
    forwards, start = [], None
    while True:
        found = page(Wanted(), sort=sort, rising=rising, start=start, limit=limit)
        forwards += [one.position for one in found.rows]
        if found.after is None:
            break
        start = found.after
    assert forwards == whole
    backwards = [one.position for one in found.rows]
    while found.before is not None:
        found = page(Wanted(), sort=sort, rising=rising, start=found.before, backwards=True, limit=limit)
        backwards = [one.position for one in found.rows] + backwards
    assert backwards == whole


def test_the_links_of_a_page_lead_through_the_list(lin: Client) -> None:
    send(*(entry(200 + number, "toy.cars", EAST, at(6), {"count": number}) for number in range(120)))
    address, seen = "/ledger/toy.cars/", []
    while address:
        tags = Tags(html(lin, address))
        seen += [attrs["href"] for attrs, _text in tags.all("a", **{"class": "when"})]
        after = [unescape(attrs["href"]) for attrs, _text in tags.all("a", rel="next")]
        address = f"/ledger/toy.cars/{after[0]}" if after else ""
    assert len(seen) == len(set(seen)) == count(Wanted(kinds=("toy.cars",)))


def test_the_next_rows_are_asked_for_without_the_frame_around_them(lin: Client) -> None:
    send(*(entry(200 + number, "toy.cars", EAST, at(6), {"count": number}) for number in range(30)))
    (after,) = [unescape(attrs["hx-get"]) for attrs, _text in Tags(html(lin, "/ledger/toy.cars/")).all("a", rel="next")]
    answer = lin.get(f"/ledger/toy.cars/{after}", headers={"HX-Target": "entries-rows"}).content.decode()
    assert '<tbody id="entries-rows">' in answer
    assert '<footer id="entries-foot">' in answer
    assert "<nav aria-label" not in answer.partition("<footer")[0]
    assert len(list(Tags(answer).all("a", **{"class": "when"}))) == count(Wanted(kinds=("toy.cars",))) - SIZE


@pytest.mark.parametrize("few", [0, 100])
@pytest.mark.parametrize("rising", [False, True])
@pytest.mark.parametrize("sort", ["position", "at"])
@pytest.mark.parametrize("days", [(None, None), (day_of(at(3)), None), (day_of(at(3)), day_of(at(4)))])
def test_a_list_is_the_same_by_whatever_index_it_is_found(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    few: int,
    rising: bool,
    sort: Sort,
    days: tuple[int | None, int | None],
) -> None:
    """In few areas it is found by area, in many by kind, kind by kind, or in the order of the ledger."""
    monkeypatch.setattr("gridward.ledger.wanted.FEW", few)
    send(*(entry(200 + number, "toy.cars", EAST, at(3 + number % 3), {"count": number}) for number in range(9)))
    every = page(Wanted(), limit=500).rows
    first, last = days
    for areas, kinds in product(
        (None, [tree().need(EAST).id], [tree().need(code).id for code in (TOWN, EAST, FAR)]),
        ((), ("toy.cars",), ("toy.cars", "toy.moved"), ("no.such",)),
    ):
        wanted = Wanted(kinds=kinds, areas=areas, first_day=first, last_day=last)
        fitting = [
            one
            for one in every
            if (not kinds or kind_name(one.kind) in kinds)
            and (areas is None or one.area in areas)
            and (first is None or one.day >= first)
            and (last is None or one.day <= last)
        ]
        in_order = sorted(fitting, key=attrgetter(*dict.fromkeys((sort, "position"))), reverse=not rising)
        found, start = list[int](), None
        while True:
            shown = page(wanted, sort=sort, rising=rising, start=start, limit=4)
            found += [one.position for one in shown.rows]
            start = shown.after
            if start is None:
                break
        assert found == [one.position for one in in_order]
        assert count(wanted) == len(fitting)


def test_what_happened_on_each_day_is_counted_alike_everywhere_and_by_areas(cast: Cast) -> None:
    kinds, days = ("toy.cars", "toy.moved"), {"first_day": day_of(at(1)), "last_day": day_of(at(5))}
    told = Counter((kind_name(one.kind), one.day) for one in page(Wanted(**days), limit=500).rows if one.area)
    told = Counter({key: number for key, number in told.items() if key[0] in kinds})
    everywhere = tally(kinds, None, **days)
    assert {key: number for key, number in everywhere.items() if number} == told
    assert tally(kinds, range(1, tree().last_id + 1), **days) == told


def numbers(wanted: Wanted) -> set[int]:
    known = {uuid(number): number for number in range(100, 130)}
    return {known[one.uuid] for one in page(wanted, limit=500).rows if one.uuid in known}


def test_filters(cast: Cast) -> None:
    east = tree().need(EAST).id
    assert numbers(Wanted(kinds=("toy.cars",))) == {101, 102, 103, 104, 105, 111}
    assert numbers(Wanted(kinds=("toy.cars",), answers={"count": "30"})) == {102}
    assert numbers(Wanted(kinds=("toy.moved",), answers={"item": "mask"})) == {109}
    assert numbers(Wanted(kinds=("toy.moved",), answers={"item": "gown"})) == set()
    assert numbers(Wanted(areas=[east])) >= {106, 108, 109}
    assert numbers(Wanted(first_day=day_of(at(4)), last_day=day_of(at(4)))) == {102, 103, 104}
    assert numbers(Wanted(held=True)) == {111, 112}
    assert numbers(Wanted(outcomes=(2,))) == {111, 112}
    send(entry(120, "toy.cars", EAST, at(4), {"count": 3}, by="operator"))
    assert numbers(Wanted(by="operator")) == {120}
    assert numbers(Wanted(kinds=("no.such",))) == set()


def test_filters_of_a_page(lin: Client) -> None:
    def shown(query: str) -> set[str]:
        return {attrs["href"] for attrs, _text in Tags(html(lin, f"/ledger/{query}")).all("a", **{"class": "when"})}

    assert shown(f"toy.cars/?area={FAR}") == {f"/entries/{uuid(104)}/"}
    assert shown("toy.cars/?from=2020-02-04&to=2020-02-04") == {f"/entries/{uuid(one)}/" for one in (102, 103, 104)}
    assert shown("toy.moved/?is.item=gown") == set()
    assert shown("toy.moved/?is.item=mask") == {f"/entries/{uuid(109)}/"}
    assert shown("toy.moved/?is.item=' OR 1=1 --") == {f"/entries/{uuid(109)}/"}
    assert shown("?outcome=held") == {f"/entries/{uuid(one)}/" for one in (111, 112)}


def test_what_a_correction_replaces_is_marked(lin: Client) -> None:
    position = {one.uuid: one.position for one in page(Wanted(), limit=500).rows}
    send(entry(300, "toy.cars", EAST, at(4, 9), {"count": 31}, replaces=str(uuid(102))))
    last = page(Wanted(), limit=1).rows[0].position
    assert replaced(page(Wanted(), limit=500).rows[1:]) == {position[uuid(102)]: last}
    assert "已被更正" in html(lin, "/ledger/toy.cars/")


def test_a_village_lists_its_own_entries_only(cast: Cast) -> None:
    found = html(cast.chen, "/ledger/")
    assert str(uuid(101)) in found
    for number in (103, 104, 105, 111, 112):
        assert str(uuid(number)) not in found
    assert html(cast.chen, f"/ledger/?area={EAST}").count('class="when"') == found.count('class="when"')


def test_a_cursor_is_only_a_place_to_go_on(cast: Cast) -> None:
    whole = page(Wanted(), limit=500).rows
    beyond = page(Wanted(), start=Cursor(0, 10**15), limit=500).rows
    assert [one.position for one in beyond] == [one.position for one in whole]
    assert page(Wanted(), start=Cursor(0, 0)).rows == []


@pytest.mark.sqlite_only
@pytest.mark.parametrize("wanted", [Wanted(), Wanted(kinds=("toy.cars",))])
def test_a_late_page_is_found_by_its_place(cast: Cast, wanted: Wanted, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database seeks the place and reads on; it neither counts what lies before nor sorts."""
    asked: list[tuple[str, Any]] = []

    def told(sql: str, params: Any = ()) -> Any:
        asked.append((sql, params))
        return rows(sql, params)

    monkeypatch.setattr("gridward.ledger.listing.rows", told)
    page(wanted, start=Cursor(0, 1000), limit=50)
    plan = " ".join(str(row) for row in rows(f"EXPLAIN QUERY PLAN {asked[0][0]}", asked[0][1]))
    assert "OFFSET" not in asked[0][0]
    assert "SEARCH ledger_entry" in plan
    assert "SCAN ledger_entry" not in plan
