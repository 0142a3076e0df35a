"""Who is told of what is not done: in turn, bundled, not at night."""

import pytest

from gridward.account.models import Account
from gridward.duty.escalation import Due, awake, bundles
from gridward.duty.models import Notice
from gridward.duty.planner import catch_up
from gridward.duty.telling import tell
from gridward.kit.clock import HOUR, standing_at
from gridward.policy.vocabulary import Quiet
from tests.duty.test_any_order import contact, response
from tests.duty.test_listed import appointment, reading
from tests.toy.node import at, send

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

NIGHT = Quiet(from_="22:00", to="06:30", source="made up", verified=False)


def test_quiet_hours_go_over_midnight() -> None:
    assert awake(at(3, 21.9), NIGHT) == at(3, 21.9)
    assert awake(at(3, 22), NIGHT) == at(4, 6.5)
    assert awake(at(4, 3), NIGHT) == at(4, 6.5)
    assert awake(at(4, 6.5), NIGHT) == at(4, 6.5)
    assert awake(at(4, 3), None) == at(4, 3)


def test_what_may_wait_is_bundled_and_what_is_urgent_is_not_held_back() -> None:
    steps = [
        Due(1, 7, at(3, 23), urgent=False, quiet=NIGHT),
        Due(2, 7, at(4, 5), urgent=False, quiet=NIGHT),
        Due(3, 7, at(3, 23), urgent=True, quiet=NIGHT),
        Due(4, 8, at(4, 7), urgent=False, quiet=NIGHT),
    ]
    night = bundles(steps, at(3, 22), at(4, 1))
    assert [(one.account, one.urgent, one.duties) for one in night] == [(7, True, (3,))]
    morning = bundles(steps, at(4, 1), at(4, 7))
    assert [(one.account, one.duties) for one in morning] == [(7, (1, 2)), (8, (4,))]


def test_each_step_is_told_once_and_none_after_it_is_done() -> None:
    for name in ("worker", "lead"):
        Account.objects.create(username=name)
    send(
        response(10, "first", "2020-02-01"),
        appointment(11, "worker", "grid_worker"),
        appointment(12, "lead", "village_lead"),
        contact(20, at(2, 21), "p1", "2020-02-02"),
        when=at(2, 22),
    )
    for moment in (at(3, 10.5), at(3, 10.8), at(3, 10.9), at(3, 11.1), at(3, 11.2)):
        with standing_at(moment):
            catch_up()
            tell()
    names = dict(Account.objects.values_list("id", "username"))
    readings = [
        (names[account], moment) for account, moment in Notice.objects.order_by("at").values_list("account", "at")
    ]
    assert ("worker", at(3, 10.75)) in readings
    assert ("lead", at(3, 11)) in readings
    assert len(readings) == len(set(readings))
    send(reading(21, at(4, 7)), when=at(4, 7.1))
    before = Notice.objects.filter(at__gte=at(4, 10)).count()
    with standing_at(at(4, 11.5)):
        catch_up()
        tell()
    told = Notice.objects.filter(at__gte=at(4, 10.5), at__lte=at(4, 11) + HOUR // 2)
    assert before == told.count() == 0
