"""What is held counts as soon as what it waits for is here, in whatever order that comes, as if it had come in time."""

from typing import Any

import pytest

from gridward.account.models import Account
from gridward.grid.book import book
from gridward.grid.tree import tree
from gridward.intake.wire import Receipt
from gridward.ledger.content import body_of, decode
from gridward.ledger.models import Entry
from gridward.ledger.stored import by_uuid
from gridward.ledger.waiting import needs_of
from tests.intake.kept import whole
from tests.toy.node import COUNTY, EAST, LATE, LATE_GRID, NOW, OTHER, TOWN, at, entry, opening, send, uuid

pytestmark = [pytest.mark.usefixtures("toy"), pytest.mark.kernel]
CARS: dict[str, Any] = {"count": 1}


def outcomes(receipts: list[Receipt]) -> list[str]:
    return [receipt.outcome for receipt in receipts]


def counts(number: int) -> bool:
    """Whether the entry of that number counts."""
    return by_uuid([uuid(number)])[0].counts_from is not None


def test_a_whole_ladder_of_missing_areas_is_climbed_at_once() -> None:
    assert outcomes(
        send(
            entry(52, "toy.cars", LATE_GRID, at(5), CARS),
            opening(51, LATE_GRID, "grid_small", LATE, when=at(2)),
        )
    ) == ["held", "held"]
    assert needs_of(by_uuid([uuid(52)])[0].position) == [f"area:{LATE_GRID}"]
    assert outcomes(send(opening(50, LATE, "village", OTHER, when=at(2)))) == ["accepted"]
    assert counts(51)
    assert counts(52)
    assert by_uuid([uuid(52)])[0].area == tree().need(LATE_GRID).id
    whole()


def test_an_official_code_may_be_written_with_all_its_zeros() -> None:
    send(entry(50, "toy.cars", "371681104000", at(5), CARS), entry(51, "toy.cars", "371681104", at(5), CARS))
    send(opening(52, "371681104", "town", COUNTY))
    assert counts(50)
    assert counts(51)


def test_a_change_of_an_area_waits_for_the_area() -> None:
    moved = {"code": LATE, "action": "move", "parent": TOWN}
    closed = {"code": EAST, "action": "close", "heir": LATE}
    receipts = send(entry(51, "grid.area", COUNTY, at(4), moved), entry(52, "grid.area", COUNTY, at(5), closed))
    assert outcomes(receipts) == ["held", "held"]
    send(opening(50, LATE, "village", OTHER, when=at(2)))
    assert counts(51)
    assert counts(52)
    late = tree().need(LATE).id
    assert [one.code for one in tree().ancestors(late, at(6))] == [COUNTY, TOWN]
    assert tree().parent(tree().need(EAST).id, at(6)) == tree().by_id(late, at(6))
    whole()


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 3, 0, 1), (1, 0, 3, 2)])
@pytest.mark.parametrize("together", [True, False])
def test_corrections_of_corrections_in_any_order(order: tuple[int, ...], together: bool) -> None:
    chain = [
        entry(50, "toy.cars", EAST, at(3), {"count": 1}),
        entry(51, "toy.cars", EAST, at(3), {"count": 2}, replaces=str(uuid(50))),
        entry(52, "toy.cars", "000000", at(3), {"count": 3}, replaces=str(uuid(51))),
        entry(53, "toy.cars", EAST, at(3), {"count": 4}, replaces=str(uuid(52))),
    ]
    if together:
        send(*(chain[number] for number in order))
    else:
        for number in order:
            send(chain[number])
    assert [counts(number) for number in range(50, 54)] == [True, True, False, True]
    root = by_uuid([uuid(50)])[0].position
    assert {one.root for one in by_uuid([uuid(number) for number in (51, 52, 53)])} == {root}
    whole()


def test_an_answer_waits_for_what_it_answers_and_refers_to_the_first_of_its_chain() -> None:
    answers = [
        entry(number, "toy.answer", EAST, at(4), {"to": str(uuid(number - 10))}, version=2) for number in (60, 61)
    ]
    assert outcomes(send(*answers)) == ["held", "held"]
    fix = entry(51, "toy.cars", EAST, at(3), {"count": 2}, replaces=str(uuid(50)))
    assert outcomes(send(fix)) == ["held"]
    assert not counts(61)
    send(entry(50, "toy.cars", EAST, at(3), CARS))
    first = by_uuid([uuid(50)])[0].position
    for number in (60, 61):
        assert counts(number)
        assert body_of(by_uuid([uuid(number)])[0].content)["to"] == {"kind": "entry", "id": str(first)}
    whole()


def test_entries_of_one_batch_may_refer_to_each_other_in_any_order() -> None:
    answer = entry(60, "toy.answer", EAST, at(4), {"to": str(uuid(50))}, version=2)
    cars = entry(50, "toy.cars", EAST, at(3), CARS)
    assert outcomes(send(answer, cars)) == ["accepted", "accepted"]
    whole()


def test_entries_that_refer_to_each_other_in_a_ring_wait_for_ever_and_harm_nobody() -> None:
    ring = [
        entry(50, "toy.cars", EAST, at(3), CARS, replaces=str(uuid(51))),
        entry(51, "toy.cars", EAST, at(3), CARS, replaces=str(uuid(50))),
        entry(52, "toy.cars", EAST, at(3), CARS, replaces=str(uuid(52))),
    ]
    assert outcomes(send(*ring)) == ["held"] * 3
    assert outcomes(send(*ring)) == ["duplicate"] * 3
    whole()


def test_the_moment_settled_on_arrival_stays_when_a_held_entry_is_freed() -> None:
    sent_at = "2020-03-01T00:00:00+08:00"
    send(entry(50, "toy.cars", LATE, at(20), CARS), sent_at=sent_at)
    before = by_uuid([uuid(50)])[0].at
    assert before == NOW - (at(30) - at(20))
    send(opening(51, LATE, "village", OTHER))
    assert counts(50)
    assert by_uuid([uuid(50)])[0].at == before
    whole()


def test_a_correction_that_stands_is_not_undone_when_its_first_version_is_freed() -> None:
    wrong = opening(50, LATE, "village", "371681109", when=at(2))
    assert outcomes(send(wrong)) == ["held"]
    right = opening(51, LATE, "village", OTHER, when=at(2)) | {"replaces": str(uuid(50))}
    assert outcomes(send(right)) == ["accepted"]
    send(opening(52, "371681109", "town", COUNTY, when=at(1)))
    assert counts(50)
    assert [one.code for one in tree().ancestors(tree().need(LATE).id, at(3))] == [COUNTY, OTHER]
    whole()


def test_what_freed_an_entry_is_in_the_ledger() -> None:
    (held,) = send(entry(50, "toy.cars", LATE, at(5), CARS))
    send(opening(51, LATE, "village", OTHER))
    freed = by_uuid([uuid(50)])[0]
    assert freed.position == held.position
    assert freed.counts_from is not None
    release = Entry.objects.get(position=freed.counts_from)
    assert decode(release.content).kind == "ledger.released"
    assert body_of(release.content)["position"] == held.position
    assert needs_of(freed.position) == []


def test_a_stranger_changes_neither_map_nor_offices_until_appointed() -> None:
    Account.objects.create_user("stranger")
    Account.objects.create_user("friend")
    before = tree().version
    village = opening(50, LATE, "village", OTHER) | {"by": "stranger"}
    office = {"office": "operator", "holder": "stranger", "from": "2020-02-01"}
    own = entry(51, "grid.appointment", COUNTY, at(1), office, by="stranger")
    assert outcomes(send(village, own, entry(52, "toy.cars", EAST, at(3), CARS, by="stranger"))) == ["held"] * 3
    assert tree().by_code(LATE) is None
    assert tree().version == before
    assert not book().of_name("stranger")
    assert outcomes(send(entry(53, "grid.appointment", COUNTY, at(1), office))) == ["accepted"]
    assert [counts(number) for number in (50, 51, 52)] == [True] * 3
    assert tree().by_code(LATE) is not None
    whole()


def test_an_appointment_taken_back_takes_the_office_back() -> None:
    Account.objects.create_user("keeper")
    office = {"office": "operator", "holder": "keeper", "from": "2020-02-01"}
    send(entry(50, "grid.appointment", COUNTY, at(1), office))
    assert book().of_name("keeper")
    send(entry(51, "grid.appointment", COUNTY, at(1), None, replaces=str(uuid(50))))
    assert all(one.to_at is not None and one.to_at <= one.from_at for one in book().of_name("keeper"))
    (later,) = send(entry(52, "toy.cars", EAST, at(3), CARS, by="keeper"))
    assert later.outcome == "held"
    whole()
