"""A preview says what really comes of a switch, whether everything is planned already or not, and writes nothing."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gridward.duty.book import OPEN, WAIVED
from gridward.duty.derive import horizon
from gridward.duty.law import EVER, Response
from gridward.duty.models import Clause, Duty, Head
from gridward.duty.names import clause_name
from gridward.duty.planner import catch_up
from gridward.duty.preview import Preview, preview
from gridward.grid.tree import tree
from gridward.kit.clock import day_of, first_moment, now, standing_at
from tests.duty.conftest import forget_plans
from tests.duty.test_any_order import Wire, response, stories
from tests.toy.node import COUNTY, at, example, send

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

Asked = dict[tuple[int, int, int], tuple[int, int]]


def standing() -> Asked:
    """The duties of the days of a preview as they are planned."""
    start = first_moment(day_of(now()))
    found = Duty.objects.filter(state__in=(OPEN, WAIVED), opens__lt=horizon())
    told = found.values_list("subject", "clause", "opens", "due", "area")
    return {
        (one, clause, opens): (due, area) for one, clause, opens, due, area in told if opens >= start or due > start
    }


def said(found: Preview) -> dict[str, tuple[int, int, int]]:
    return {
        one.clause: (one.created, one.withdrawn, one.changed)
        for one in found.turns
        if one.created or one.withdrawn or one.changed
    }


def came(before: Asked, after: Asked) -> dict[str, tuple[int, int, int]]:
    """What became of each clause."""
    told: dict[str, Counter[str]] = {}
    for key in before.keys() | after.keys():
        what = "created" if key not in before else "withdrawn" if key not in after else "changed"
        if what != "changed" or before[key] != after[key]:
            told.setdefault(clause_name(key[1])[1], Counter())[what] += 1
    return {name: (one["created"], one["withdrawn"], one["changed"]) for name, one in told.items()}


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], phases=[Phase.generate]
)
@given(stories(), st.sampled_from(["second", "keeping", "local"]), st.sampled_from([12, 15]))
def test_what_is_previewed_comes_true(story: list[Wire], pack: str, day: int) -> None:
    with example():
        forget_plans()
        send(response(10, "first", "2020-02-01"), *story)
        with standing_at(at(day, 8)):
            catch_up()
            county, begin = tree().need(COUNTY).id, at(day)
            known, rows = Clause.objects.count(), Duty.objects.count()
            switched = [Response(99, county, pack, begin, EVER)]
            found = preview(add=switched)
            Head.objects.update(law="")
            assert said(preview(add=switched)) == said(found), "the same without what is planned"
            Head.objects.update(law="x")
            catch_up()
            assert (Clause.objects.count(), Duty.objects.count()) == (known, rows), "a preview writes nothing"
            before = standing()
            send(response(11, pack, f"2020-02-{day:02}"))
            catch_up()
            assert said(found) == came(before, standing())
