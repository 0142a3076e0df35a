"""Many phones at once: every entry once, the chain in one piece, whoever is killed when."""

import json
import random
from collections import Counter
from typing import Any

import pytest
from django.db import connection

from gridward.figure.fold import catch_up, watermark
from gridward.figure.rebuild import check
from gridward.intake.receive import receive
from gridward.kit.clock import standing_at
from gridward.ledger.head import stand
from gridward.ledger.models import Entry
from gridward.ledger.verify import verify
from tests.toy.node import EAST, FAR, NOW, WEST, at, entry, raw, send, uuid
from tests.toy.phones import Phone, at_once, phones

pytestmark = [pytest.mark.usefixtures("toy_live"), pytest.mark.kernel]


def batch(first: int, size: int, **more: Any) -> list[dict[str, Any]]:
    """Entries of every sort: they bring new places, persons and corrections."""
    made = []
    for number in range(first, first + size):
        area = (EAST, WEST, FAR)[number % 3]
        if number % 5 == 4:
            fix = {"count": 2, "gate": f"gate {number % 7}"}
            made.append(entry(number, "toy.cars", area, at(3), fix, replaces=str(uuid(number - 4)), **more))
        elif number % 5 == 3:
            about = {"kind": "person", "ref": f"p{number % 11}"}
            made.append(entry(number, "toy.stay", area, at(2), {"measure": "home"}, subject=about, **more))
        else:
            made.append(entry(number, "toy.cars", area, at(2), {"count": 1, "gate": f"gate {number % 7}"}, **more))
    return made


def whole(entries: int) -> None:
    """So many entries stand, besides what the node said itself; no gap, every seal fits, figures follow from them."""
    positions = list(Entry.objects.order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, stand().position + 1))
    assert Entry.objects.filter(uuid__in=[uuid(number) for number in range(100, 100 + entries)]).count() == entries
    assert verify() == []
    catch_up()
    assert check() == []


def test_fifty_posts_of_one_batch_leave_one_row_an_entry() -> None:
    body = raw(batch(100, 10))

    def post() -> list[tuple[str, str, int | None]]:
        with standing_at(NOW):
            return [(one.id, one.outcome, one.position) for one in receive(body, device="phone")]

    answers = at_once([post] * 50)
    assert len({tuple((one, position) for one, _, position in answer) for answer in answers}) == 1
    outcomes = Counter(tuple(outcome for _, outcome, _ in answer) for answer in answers)
    assert sorted(outcomes.values()) == [1, 49]
    assert outcomes[("duplicate",) * 10] == 49
    whole(10)


def test_fifty_different_entries_with_one_id_leave_one_that_counts_and_all_the_others_kept() -> None:
    def post(number: int) -> str:
        other = entry(100, "toy.cars", EAST, at(2), {"count": number})
        return send(other)[0].outcome

    outcomes = at_once([lambda number=number: post(number) for number in range(50)])
    assert Counter(outcomes) == {"accepted": 1, "conflict": 49}
    assert Entry.objects.count() == stand().position == len({*Entry.objects.values_list("uuid", flat=True)})
    assert verify() == []


def test_many_writers_and_folders_at_once() -> None:
    def write(first: int) -> None:
        for start in range(first, first + 20, 5):
            send(*batch(start, 5))

    works = [lambda first=first: write(first) for first in range(100, 260, 20)]
    at_once([*works, *([lambda: [catch_up(size=3) for _ in range(4)]] * 2)])
    whole(160)


def test_processes_see_what_the_others_brought() -> None:
    """A place, a person and an area made known in one process are the same in the next."""
    with phones(3) as made:
        for turn in range(4):
            for phone in made:
                phone.tell(json.dumps(batch(100 + 15 * turn + 5 * made.index(phone), 5)))
                assert {one["outcome"] for one in phone.hear()} == {"accepted"}
    whole(60)


@pytest.mark.slow
def test_what_was_acknowledged_outlives_kill_9() -> None:
    chance = random.Random(20200210)
    acknowledged: set[str] = set()
    first = 100
    for _ in range(4):
        with phones(2) as made:
            for phone in made:
                for start in range(first, first + 200, 20):
                    phone.tell(json.dumps(batch(start, 20)))
                first += 200
            victim, other = chance.sample(made, 2)
            acknowledged |= _heard(victim, chance.randrange(1, 5))
            acknowledged |= _ids(victim.kill())
            acknowledged |= _heard(other, chance.randrange(1, 5))
            acknowledged |= _ids(other.kill())
    connection.close()
    stored = {str(one) for one in Entry.objects.values_list("uuid", flat=True)}
    assert len(acknowledged) > 100
    assert acknowledged <= stored
    assert verify() == []
    again = [one for start in range(100, first, 100) for one in send(*batch(start, 100))]
    assert {one.outcome for one in again if one.id in acknowledged} == {"duplicate"}
    whole(first - 100)


@pytest.mark.slow
def test_a_fold_that_is_killed_goes_on_where_it_was() -> None:
    for start in range(100, 300, 50):
        send(*batch(start, 50))
    stood = watermark()
    for _ in range(3):
        with phones(2) as made:
            for phone in made:
                phone.tell("fold")
            while watermark() < stood + 20:
                connection.close()
            made[0].kill()
            made[1].kill()
        connection.close()
        stood = watermark()
        assert stood < stand().position
    whole(200)


def _heard(phone: Phone, answers: int) -> set[str]:
    return _ids([phone.hear() for _ in range(answers)])


def _ids(answers: list[Any]) -> set[str]:
    return {one["id"] for answer in answers if isinstance(answer, list) for one in answer}
