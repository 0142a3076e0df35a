"""A correction that leaves out what it is about is about what the entry was that it corrects."""

from typing import Any

import pytest

from gridward.ledger.stored import Stored, by_uuid
from tests.toy.node import EAST, WEST, at, entry, example, send, uuid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("node")]

TRIP = {"direction": "in", "stage": "actual", "purpose": "return_home", "destination": EAST}


def came(number: int, origin: str, **more: Any) -> dict[str, Any]:
    body = TRIP | {"journey_id": "j", "origin_area": origin}
    return entry(number, "screening.travel_entry", EAST, at(3, number / 10), body, **more)


def stored(number: int) -> Stored:
    (found,) = by_uuid([uuid(number)])
    return found


FIRST = came(20, "a", subject={"kind": "person", "ref": "Li"})
AGAIN = came(21, "b", replaces=str(uuid(20)))
LAST = came(22, "c", replaces=str(uuid(21)))


@pytest.mark.parametrize("batches", [[[FIRST, AGAIN, LAST]], [[FIRST], [AGAIN], [LAST]], [[LAST], [AGAIN], [FIRST]]])
def test_it_stays_about_the_same_person_in_whatever_order_it_comes(batches: list[list[dict[str, Any]]]) -> None:
    for batch in batches:
        send(*batch)
    assert stored(20).subject is not None
    assert {stored(number).subject for number in (20, 21, 22)} == {stored(20).subject}
    assert all(stored(number).counts_from is not None for number in (20, 21, 22))


def test_what_it_names_itself_goes_before() -> None:
    send(FIRST, came(21, "b", subject={"kind": "person", "ref": "Wu"}, replaces=str(uuid(20))))
    assert stored(21).subject not in (None, stored(20).subject)


def test_a_place_stays_where_it_was_and_an_area_is_the_one_said_now() -> None:
    farm = {"method": "patrol", "head": 9, "sick": 0, "dead": 0}
    send(
        entry(30, "livestock.inspection", EAST, at(3), farm, subject={"kind": "place", "ref": "farm"}),
        entry(31, "livestock.inspection", EAST, at(3), farm | {"head": 8}, replaces=str(uuid(30))),
    )
    assert (stored(31).subject, stored(31).area) == (stored(30).subject, stored(30).area)
    report = {"template": "daily", "date": "2020-02-03", "nil": True, "confirmed_by": "x"}
    with example():
        send(entry(40, "reporting.daily", EAST, at(3), report))
        send(entry(41, "reporting.daily", WEST, at(3), report, replaces=str(uuid(40))))
        assert stored(41).area != stored(40).area
        assert stored(41).subject != stored(40).subject
