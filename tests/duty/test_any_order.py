"""Whatever order entries come in, and whenever planning happens between them: the same duties, none twice."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gridward.duty.book import WITHDRAWN
from gridward.duty.models import Duty, Handover, Standing
from gridward.duty.names import clause_name
from gridward.duty.planner import again, catch_up
from gridward.duty.rebuild import check
from gridward.kit.clock import DAY, HOUR, iso, standing_at
from tests.duty.conftest import forget_plans
from tests.toy.node import COUNTY, EAST, NOW, TOWN, WEST, at, entry, example, send, uuid

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

PEOPLE = ("p1", "p2")
Wire = dict[str, Any]
ASKING = {"feedback": "command.directive", "finding": "supervision.visit", "rectified": "supervision.finding"}
"""What there must be before it can be answered."""


def person(ref: str) -> Wire:
    return {"kind": "person", "ref": ref}


def response(number: int, pack: str, begin: str, end: str | None = None, area: str = COUNTY) -> Wire:
    """A pack switched on."""
    return entry(number, "policy.response", area, at(1), {"pack": pack, "from": begin, "to": end})


def contact(number: int, when: int, ref: str, last: str, area: str = EAST) -> Wire:
    body = {"source": person("case"), "type": "close", "last_contact": last}
    return entry(number, "tracing.contact", area, when, body, subject=person(ref))


def finding(number: int, when: int, visit: str, area: str = EAST) -> Wire:
    """A problem found at an inspection."""
    body = {"visit": visit, "problem": "x", "responsible_office": "x", "deadline": iso(when + DAY)}
    return entry(number, "supervision.finding", area, when, body, subject={"kind": "area", "id": area})


def rectified(number: int, when: int, found: str, state: str, area: str = EAST) -> Wire:
    """What was done about it."""
    body = {"action": "x", "done_at": iso(when), "state": state}
    return entry(number, "supervision.rectification", area, when, body, subject={"kind": "entry", "id": found})


def inspection(number: int, when: int) -> Wire:
    """Of the eastern village."""
    body = {"subjects": [EAST], "by": "x", "subject_kind": "village", "started": iso(when)}
    return entry(number, "supervision.visit", EAST, when, body)


@st.composite
def stories(draw: st.DrawFn) -> list[Wire]:
    """Some weeks of two people, a shop, a village and a household."""
    found: list[Wire] = []
    for number in range(20, 20 + draw(st.integers(3, 12))):
        when = at(draw(st.integers(2, 24)), draw(st.sampled_from([6.5, 9, 16, 21])))
        ref, area = draw(st.sampled_from(PEOPLE)), draw(st.sampled_from([EAST, WEST]))
        found.append(_one(draw, number, when, ref, area, found))
    return found


def _one(draw: st.DrawFn, number: int, when: int, ref: str, area: str, before: list[Wire]) -> Wire:
    what = draw(st.sampled_from(["contact", "contact", "reading", "sample", "result", "list", "check", "shop", "report",
                                 "visit", "home", "again", "void", "waiver", "case", "notice", "opened", "inspect",
                                 "directive", "feedback", "handover", "handover", "taken", "taken", "finding",
                                 "rectified", "worker", "worker", "sample"]))  # fmt: skip
    if what in ("again", "void") and before:
        told = draw(st.sampled_from(before))
        body = None if what == "void" else told["body"]
        more = {key: told[key] for key in ("subject",) if key in told}
        moved = at(draw(st.integers(2, 24)), 10)
        return entry(number, told["kind"], area, moved, body, replaces=told["id"], **more)
    lists = [one for one in before if one["kind"] == "screening.pushed_list"]
    if what == "check" and lists:
        body = {"list": lists[0]["id"], "result": "already_screened"}
        return entry(number, "screening.list_check", area, when, body, subject=person(ref))
    offers = [one for one in before if one["kind"] == "duty.handover"]
    if what == "taken" and offers:
        of = draw(st.sampled_from(offers))
        said = draw(st.sampled_from([{"answer": "accepted"}, {"answer": "returned", "reason": "x"}]))
        there = draw(st.sampled_from([EAST, WEST]))
        return entry(number, "duty.handover_answer", there, when, said, subject={"kind": "entry", "id": of["id"]})
    asking = [one["id"] for one in before if one["kind"] == ASKING.get(what)]
    if asking:
        return _answer(draw, what, number, when, asking[0], area)
    ago = draw(st.integers(0, 6))
    bodies: dict[str, tuple[str, Wire, Wire | None]] = {
        "reading": ("followup.reading", {"slot": draw(st.sampled_from(["AM", "PM"])), "method": "phone",
                    "status": draw(st.sampled_from(["cooperative", "unavailable"]))}, person(ref)),
        "sample": ("testing.sample", {"tube": {"kind": "lot", "ref": ref}, "scheme": "single", "specimen": "throat",
                   "reason": "follow_up", "site": {"kind": "place", "ref": "site"}}, person(ref)),
        "result": ("testing.result", {"laboratory": "x", "resulted_at": iso(when),
                   "result": draw(st.sampled_from(["positive", "negative"]))}, {"kind": "lot", "ref": ref}),
        "list": ("screening.pushed_list", {"issuer": "x", "issuer_level": "city", "received_at": iso(when),
                 "deadline": iso(when + DAY), "persons": [person(one) for one in PEOPLE]}, None),
        "shop": ("sanitation.disinfection", {"site_kind": "shop", "area": 10, "agent": "chlorine", "performer": "self",
                 "start": iso(when)}, {"kind": "place", "ref": "shop"}),
        "report": ("reporting.daily", {"template": "daily", "date": iso(when - ago * DAY)[:10], "nil": True,
                   "confirmed_by": "x"}, None),
        "visit": ("screening.visit", {"purpose": "round", "result": "cooperative"}, {"kind": "household", "ref": "h"}),
        "home": ("roll.household", {"status": draw(st.sampled_from(["lived_in", "empty"]))},
                 {"kind": "household", "ref": "h"}),
        "case": ("clinic.case", {"classification": draw(st.sampled_from(["confirmed", "suspect"])), "source": "self",
                 "found_at": iso(when)}, person(ref)),
        "notice": ("enforcement.notice", {"action": draw(st.sampled_from(["suspended", "reopened"])), "ground": "x",
                   "from": iso(when)[:10]}, {"kind": "place", "ref": "shop"}),
        "opened": ("venue.place", {"kind": draw(st.sampled_from(["shop", "school"])), "name": "x", "status": "open"},
                   {"kind": "place", "ref": "shop"}),
        "inspect": ("supervision.visit", {"subjects": [EAST, WEST][: draw(st.integers(1, 2))], "by": "x",
                    "subject_kind": "village", "started": iso(when)}, None),
        "directive": ("command.directive", {"text": "x", "to": [EAST, WEST], "deadline": iso(when + DAY),
                      "requires": ["feedback"]}, None),
        "handover": ("duty.handover", {"to": draw(st.sampled_from([EAST, WEST])),
                     "duty": draw(st.sampled_from(["", "reading", "daily_report"]))},
                     draw(st.sampled_from([person(ref), {"kind": "area", "id": area}]))),
        "worker": ("screening.classification", {"category": "cold_chain_worker", "basis": "occupation",
                   "action": draw(st.sampled_from(["add", "add", "end"])), "from": iso(when)[:10]}, person(ref)),
        "waiver": ("duty.waiver", {"duty": "reading", "from": iso(when - DAY), "to": iso(when + DAY),
                   "reason": "other", "approved_by": "x"}, person(ref)),
    }  # fmt: skip
    if what not in bodies:
        return contact(number, when, ref, iso(when - draw(st.integers(0, 3)) * DAY)[:10], area)
    kind, body, subject = bodies[what]
    return entry(number, kind, area, when, body, **({} if subject is None else {"subject": subject}))


def _answer(draw: st.DrawFn, what: str, number: int, when: int, asking: str, area: str) -> Wire:
    if what == "finding":
        return finding(number, when, asking, area)
    if what == "rectified":
        return rectified(number, when, asking, draw(st.sampled_from(["done", "verified"])), area)
    stage = draw(st.sampled_from(["done", "cannot"]))
    subject = {"kind": "entry", "id": asking}
    return entry(number, "command.feedback", area, when, {"stage": stage}, subject=subject)


def picture() -> tuple[list[Any], list[Any]]:
    """All duties that are asked for and all standings, by what they are about and not by the node's numbers."""
    duties = Duty.objects.exclude(state=WITHDRAWN).order_by("subject", "clause", "opens")
    columns = ("clause", "opens", "due", "closes", "slot", "state", "done_at", "done", "tried", "tried_at")
    under = Standing.objects.order_by("begins", "name")
    listed = sorted(((clause_name(row[0])[1], *row[1:]) for row in duties.values_list(*columns)), key=str)
    return listed, sorted(under.values_list("name", "begins", "ends", "last_day", "how"), key=str)


def differs(one: tuple[list[Any], list[Any]], other: tuple[list[Any], list[Any]]) -> list[Any]:
    """What stands in one picture only."""
    return [(side, row) for part in (0, 1) for side, a, b in ((0, one, other), (1, other, one))
            for row in a[part] if row not in b[part]]  # fmt: skip


SWITCHES = (
    [response(10, "first", "2020-02-01")],
    [response(10, "first", "2020-02-01"), response(11, "second", "2020-02-12")],
    [
        response(10, "first", "2020-02-01"),
        response(11, "keeping", "2020-02-12"),
        response(12, "local", "2020-02-03", area=TOWN),
    ],
    [
        response(10, "first", "2020-02-01", "2020-02-08"),
        response(11, "second", "2020-02-09T12:00:00+08:00", "2020-02-14"),
        response(12, "first", "2020-02-16"),
    ],
    [
        response(10, "second", "2020-02-01T12:00:00+08:00"),
        response(11, "first", "2020-02-07"),
        response(12, "second", "2020-02-13T18:00:00+08:00"),
        response(13, "local", "2020-02-05T09:00:00+08:00", "2020-02-18", area=TOWN),
    ],
)


@st.composite
def switches(draw: st.DrawFn) -> list[Wire]:
    """Some packs switched on and off, at midnight or in the middle of a day, changed and taken back."""
    found = []
    for number in range(10, 10 + draw(st.integers(1, 5))):
        before = [one for one in found if one["body"] is not None]
        if before and draw(st.integers(0, 4)) == 0:
            told = draw(st.sampled_from(before))
            body = draw(st.sampled_from([None, {"pack": told["body"]["pack"], "from": "2020-02-06"}]))
            found.append(entry(number, "policy.response", told["area"], at(1), body, replaces=told["id"]))
            continue
        first = draw(st.integers(1, 22))
        begin = draw(
            st.sampled_from([f"2020-02-{first:02}", iso(at(first, 12)), iso(at(first, 0)), iso(at(first, 17.5))])
        )
        last = draw(st.sampled_from([None, None, f"2020-02-{first + 5:02}", iso(at(first + 3, 13))]))
        pack = draw(st.sampled_from(["first", "second", "keeping", "local"]))
        found.append(response(number, pack, begin, last, area=draw(st.sampled_from([COUNTY, COUNTY, TOWN]))))
    return found


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], phases=[Phase.generate]
)
@given(stories(), st.one_of(st.sampled_from(SWITCHES), switches()), st.data())
def test_the_order_does_not_matter(story: list[Wire], responses: list[Wire], data: st.DataObject) -> None:
    """Corrections wait for what they correct, so their order is free as well."""
    other = data.draw(st.permutations([*responses, *story]))
    cuts = data.draw(st.lists(st.booleans(), min_size=len(other), max_size=len(other)))
    with example():
        forget_plans()
        send(*responses, *story)
        with standing_at(NOW):
            catch_up()
            first = picture()
            assert check() == []
            catch_up()
            again()
            assert differs(picture(), first) == [], "planned twice"
            for told in (Duty, Standing, Handover):
                told.objects.all().delete()
            again()
            assert differs(picture(), first) == [], "planned from nothing"
    with example():
        forget_plans()
        for wire, plan in zip(other, cuts, strict=True):
            send(wire)
            if plan:
                with standing_at(NOW):
                    catch_up()
        with standing_at(NOW):
            catch_up()
            assert check() == []
            assert differs(picture(), first) == []


def test_what_is_put_right_is_to_be_verified_once_whenever_it_is_planned() -> None:
    """The finding is told of the inspection, too, which owes nothing for it."""
    send(response(10, "first", "2020-02-01"), inspection(20, at(10, 9)), finding(21, at(10, 10), str(uuid(20))))
    send(rectified(22, at(11, 9), str(uuid(21)), "done"))
    assert [row[0] for row in picture()[0] if row[1] == at(11, 9)] == ["verified"]
    Duty.objects.all().delete()
    with standing_at(NOW):
        again()
        assert [row[0] for row in picture()[0] if row[1] == at(11, 9)] == ["verified"]


def test_going_to_another_edition_and_back_leaves_no_orphan() -> None:
    send(response(10, "first", "2020-02-01"), contact(20, at(10, 9), "p1", "2020-02-10"))
    with standing_at(NOW):
        catch_up()
        before = picture()
        send(response(11, "second", "2020-02-12"))
        catch_up()
        assert picture() != before
        send(entry(12, "policy.response", COUNTY, at(1), None, replaces=str(uuid(11))))
        catch_up()
        assert picture() == before
        assert check() == []


def test_a_wider_response_that_was_never_so_leaves_nothing_where_a_narrower_one_does_not_reach() -> None:
    send(response(10, "second", "2020-02-11", area=TOWN), response(11, "keeping", "2020-02-17"))
    with standing_at(NOW):
        catch_up()
        send(entry(12, "policy.response", COUNTY, at(1), None, replaces=str(uuid(11))))
        catch_up()
        assert set(Duty.objects.exclude(state=WITHDRAWN).values_list("response", flat=True)) == {FIRST_HERE}
        assert check() == []


FIRST_HERE = 8
"""The position of the first entry after the map."""


def test_a_shorter_round_is_not_lengthened_by_what_happens_after_it() -> None:
    send(response(10, "first", "2020-02-06"), response(11, "second", "2020-02-07"))
    with standing_at(NOW):
        catch_up()
    send(inspection(20, at(12, 9)))
    with standing_at(NOW):
        assert check() == []


def test_of_two_packs_from_the_same_moment_on_the_later_edition_holds_whichever_came_first() -> None:
    found = []
    for names in (("first", "second"), ("second", "first")):
        with example():
            forget_plans()
            send(*(response(10 + number, name, "2020-02-03") for number, name in enumerate(names)))
            with standing_at(NOW):
                catch_up()
                found.append(picture())
    assert differs(*found) == []
    assert found[0] != ([], [])


def test_a_round_that_was_handed_over_after_the_days_that_an_entry_touches() -> None:
    """The receiver's part of it opens later than those days, and was there already."""
    offer = {"to": WEST, "duty": "village_round"}
    send(
        response(10, "first", "2020-02-06"),
        entry(20, "duty.handover", EAST, at(13, 9), offer, subject={"kind": "area", "id": EAST}),
        entry(21, "duty.handover_answer", WEST, at(14, 9), {"answer": "accepted"},
              subject={"kind": "entry", "id": str(uuid(20))}),
    )  # fmt: skip
    with standing_at(NOW):
        catch_up()
    send(inspection(22, at(8, 9)))
    with standing_at(NOW):
        assert check() == []


def test_what_intake_planned_goes_with_a_response_that_was_taken_back_at_once() -> None:
    send(response(10, "first", "2020-02-01"), inspection(20, at(8, 9)))
    assert Duty.objects.exclude(state=WITHDRAWN).exists()
    send(entry(12, "policy.response", COUNTY, at(1), None, replaces=str(uuid(10))))
    with standing_at(NOW):
        catch_up()
        assert not Duty.objects.exclude(state=WITHDRAWN).exists()
        assert check() == []


def test_without_any_response_nothing_is_planned_and_nothing_differs() -> None:
    offer = {"to": WEST, "duty": "daily_report"}
    send(entry(20, "duty.handover", EAST, at(3), offer, subject={"kind": "area", "id": EAST}))
    with standing_at(NOW):
        catch_up()
        assert check() == []


@pytest.mark.parametrize("change", [None, {"pack": "first", "from": "2020-02-10", "to": "2020-02-20"},
                                    {"pack": "first", "from": "2020-02-01", "to": "2020-02-14"}])  # fmt: skip
def test_a_response_that_was_not_so_leaves_nothing_behind(change: dict[str, Any] | None) -> None:
    send(response(10, "first", "2020-02-01"))
    with standing_at(NOW):
        catch_up()
        send(entry(12, "policy.response", COUNTY, at(1), change, replaces=str(uuid(10))))
        catch_up()
        opens = Duty.objects.exclude(state=WITHDRAWN).values_list("opens", flat=True)
        begin, end = (at(32), at(32)) if change is None else (at(1), at(15))
        if change and change["from"] != "2020-02-01":
            begin, end = at(10), at(21)
        assert all(begin <= one < end for one in opens)
        assert bool(opens) is (change is not None)
        assert check() == []


def test_planning_goes_seven_days_ahead_and_goes_on_the_next_day() -> None:
    send(response(10, "first", "2020-02-01"), when=at(5))
    for today in (5, 6, 9):
        with standing_at(at(today, 8)):
            catch_up()
            last = Duty.objects.order_by("-opens").values_list("opens", flat=True)[0]
            assert at(today + 7) <= last < at(today + 8)
    assert Duty.objects.filter(slot="report", opens__gte=at(5) - HOUR).count() == 3 * 12
