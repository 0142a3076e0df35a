"""What somebody finds becomes work for somebody: fever, distress, urgent need, an arrival that was announced."""

import msgspec
import pytest

from gridward.duty.law import Law
from gridward.duty.risks import Listed, RiskList, Spot
from gridward.kit.clock import DAY, day_of, parse
from gridward.plug.kind import Entry, Subject, key_of
from tests.policy.test_editions_planned import entry, law, planned

pytestmark = pytest.mark.no_database

VISIT = {"slot": "AM", "status": "cooperative", "method": "in_person"}
JOURNEY = {"direction": "in", "journey_id": "J1", "purpose": "return_home", "origin_area": "武汉", "destination": "x"}
FOUND = [
    ("fever_at_reading", "followup.reading", VISIT | {"temperature": 37.3}, VISIT | {"temperature": 37.2}),
    ("distress_requested", "followup.reading", VISIT | {"mood": "distressed"}, VISIT | {"mood": "anxious"}),
    (
        "urgent_living_requested",
        "screening.visit",
        {"purpose": "welfare", "result": "cooperative", "living": "urgent"},
        {"purpose": "welfare", "result": "cooperative", "living": "ok"},
    ),
    (
        "arrival_confirmed",
        "screening.travel_entry",
        JOURNEY | {"stage": "planned", "arrive_at": "2020-02-12T12:00:00+08:00"},
        JOURNEY | {"stage": "actual", "arrive_at": "2020-02-12T12:00:00+08:00"},
    ),
]
SETTLES = {
    "fever_at_reading": ("command.incident", {"type": "fever", "found_at": "2020-02-10T09:00:00+08:00"}),
    "distress_requested": ("followup.request", {"type": "psychological", "group": "isolated"}),
    "urgent_living_requested": ("followup.request", {"type": "groceries", "group": "vulnerable"}),
    "arrival_confirmed": ("screening.travel_entry", JOURNEY | {"stage": "cancelled"}),
}


def test_an_employee_who_met_arrivals_is_followed_as_one_who_came_from_there() -> None:
    rules = law(("cn-covid-e4", "2020-02-07"))
    body = {"enterprise": "x", "origin_area": "x", "status": "at_work"}

    def owed(*met: bool) -> list[str]:
        told = [
            entry(n, "work.employee", f"2020-02-{9 + n:02}T09:00", **body, contact_with_arrivals=one)
            for n, one in enumerate(met)
        ]
        plan = planned(rules, *told)
        return sorted(one.name for one in plan.standings if one.ended is None) + sorted(
            one.window.duty.name for one in plan.duties if one.done_at is None
        )

    assert owed(False) == []
    assert owed(True) == ["risk_history", "risk_history_assigned", "risk_history_followed"]
    assert owed(True, False)[0] != "risk_history"


@pytest.mark.parametrize(("name", "kind", "body", "other"), FOUND, ids=[row[0] for row in FOUND])
def test_what_is_found_is_owed_to_somebody_until_it_is_settled(
    name: str, kind: str, body: dict[str, object], other: dict[str, object]
) -> None:
    rules = law(("cn-covid-e4", "2020-02-07"))
    found = entry(1, kind, "2020-02-10T09:00", **body)
    (owed,) = [one for one in planned(rules, found).duties if one.window.duty.name == name]
    assert owed.done_at is None
    by, said = SETTLES[name]
    answer = entry(2, by, "2020-02-10T10:00", **said)
    (settled,) = [one for one in planned(rules, found, answer).duties if one.window.duty.name == name]
    assert settled.done_at == answer.at
    quiet = planned(rules, entry(1, kind, "2020-02-10T09:00", **other))
    assert name not in [one.window.duty.name for one in quiet.duties]


def test_a_meeting_that_decided_something_asks_for_its_directive_and_no_other() -> None:
    rules = law(("cn-covid-e4", "2020-02-07"))
    said = {"type": "special", "start": "2020-02-10T09:00:00+08:00", "end": "2020-02-10T10:00:00+08:00"}

    def owed(*entries: Entry) -> list[int | None]:
        return [one.done_at for one in planned(rules, *entries).duties if one.window.duty.name == "decision_ordered"]

    met = entry(1, "command.meeting", "2020-02-10T09:00", **said, decisions=[{"text": "设卡"}])
    other = entry(2, "command.directive", "2020-02-10T10:30", text="消杀", to=[], requires=["ack"])
    source = {"kind": "entry", "id": "1"}
    ordered = entry(3, "command.directive", "2020-02-10T11:00", text="设卡", to=[], requires=["ack"], source=source)
    assert owed(entry(1, "command.meeting", "2020-02-10T09:00", **said)) == []
    assert owed(met, other) == [None]
    assert owed(met, other, ordered) == [ordered.at]


def test_a_firm_short_of_masks_owes_them_until_it_reports_enough() -> None:
    rules = law(("cn-changshan-2020", "2020-02-07"))

    def owed(*days: tuple[int, float]) -> list[tuple[bool, str]]:
        told = [
            entry(n, "work.daily_report", f"2020-02-{n:02}T09:00", date=f"2020-02-{n:02}", on_site=5, mask_days=left)
            for n, left in days
        ]
        found = [one for one in planned(rules, *told).duties if one.window.duty.name == "masks_filled_up"]
        return [(one.done_at is not None, one.window.duty.who) for one in found]

    assert owed((9, 7)) == []
    assert owed((9, 0.5), (10, 6.9)) == [(False, "owner"), (False, "owner")]
    assert owed((9, 0.5), (10, 7)) == [(True, "owner")]


def test_a_meeting_that_decided_two_things_owes_two_directives() -> None:
    rules = law(("cn-covid-e4", "2020-02-07"))
    said = {"type": "special", "start": "2020-02-10T09:00:00+08:00", "decisions": [{"text": "设卡"}, {"text": "消杀"}]}
    met = entry(1, "command.meeting", "2020-02-10T09:00", **said)

    def ordered(position: int, **more: object) -> Entry:
        body = {"text": "x", "to": [], "requires": ["ack"], "source": {"kind": "entry", "id": "1"}} | more
        return entry(position, "command.directive", f"2020-02-10T10:{position:02}", **body)

    def owed(*entries: Entry) -> tuple[int, int, int | None]:
        duties = planned(rules, met, *entries).duties
        (one,) = [one for one in duties if one.window.duty.name == "decision_ordered"]
        return one.done, one.needed, one.done_at

    assert owed() == (0, 2, None)
    assert owed(ordered(2)) == (1, 2, None)
    assert owed(ordered(2, decision=1), ordered(3, decision=1)) == (1, 2, None)
    last = ordered(4, decision=2)
    assert owed(ordered(2, decision=1), ordered(3, decision=1), last) == (2, 2, last.at)
    assert owed(ordered(2), ordered(3))[:2] == (2, 2)


def test_a_document_is_studied_by_each_that_it_names_and_else_where_it_was_registered() -> None:
    rules = law(("cn-covid-e4", "2020-02-07"))
    said = {"nature": "received", "made_by": "upper", "title": "x", "issuer": "x", "study_required": True}

    def owed(*entries: Entry) -> dict[tuple[str, int], int | None]:
        found = [one for one in planned(rules, *entries).duties if one.window.duty.name.startswith("document_studied")]
        return {(one.window.duty.name, one.window.area): one.done_at for one in found}

    alone = entry(1, "command.document", "2020-02-10T09:00", **said)
    assert [name for name, _ in owed(alone)] == ["document_studied"]
    named = [{"kind": "area", "id": "21"}, {"kind": "area", "id": "22"}]
    both = entry(1, "command.document", "2020-02-10T09:00", **said, study_by=named)
    each = "document_studied_by_each"
    assert owed(both) == {(each, 21): None, (each, 22): None}
    answer = entry(2, "command.feedback", "2020-02-11T09:00", stage="studied", addressee=named[0])
    answer = msgspec.structs.replace(answer, subject=Subject("entry", 1))
    assert owed(both, answer) == {(each, 21): answer.at, (each, 22): None}
    assert owed(entry(1, "command.document", "2020-02-10T09:00", **said | {"study_required": False})) == {}


@pytest.mark.parametrize(
    ("clause", "kind", "field", "said"),
    [
        (
            "letter_passed_on",
            "command.document",
            "sent_to",
            {"nature": "appeal_letter", "made_by": "command", "title": "x", "issuer": "x"},
        ),
        ("directive_passed_on", "command.directive", "to", {"text": "x", "requires": [], "broadcast": True}),
    ],
)
def test_what_goes_from_level_to_level_stops_visibly_where_somebody_did_not_pass_it_on(
    clause: str, kind: str, field: str, said: dict[str, object]
) -> None:
    rules = law(("cn-covid-e4", "2020-02-07"))
    areas = [{"kind": "area", "id": str(number)} for number in (2, 21, 22)]
    letter = entry(1, kind, "2020-02-10T09:00", **said, **{field: areas})

    def passed(position: int, area: int, stage: str) -> Entry:
        told = entry(position, "command.feedback", f"2020-02-10T1{position}:00", stage=stage)
        return msgspec.structs.replace(told, subject=Subject("entry", 1), area=area)

    answers = [passed(2, 2, "forwarded"), passed(3, 21, "forwarded"), passed(4, 22, "received")]
    duties = [one for one in planned(rules, letter, *answers).duties if one.window.duty.name == clause]
    assert {one.window.area: one.done_at for one in duties} == {2: answers[0].at, 21: answers[1].at, 22: None}


def test_what_a_town_has_passed_on_its_villages_pass_on_from_then() -> None:
    rules = law(("cn-covid-e4", "2020-02-07"))
    levels = {2: ((21, "village"), (22, "village"), (23, "place"))}
    rules = Law(rules.responses, rules.path, below=lambda area, at: levels.get(area, ()))
    letter = entry(
        1, "command.document", "2020-02-10T09:00", nature="appeal_letter", made_by="command", title="x", issuer="x"
    )

    def passed(position: int, area: int, stage: str = "forwarded") -> Entry:
        told = entry(position, "command.feedback", f"2020-02-10T1{position}:00", stage=stage)
        return msgspec.structs.replace(told, subject=Subject("entry", 1), area=area)

    def owed(*answers: Entry) -> dict[int, int | None]:
        found = [one for one in planned(rules, letter, *answers).duties if one.window.duty.name == "passed_on_below"]
        assert {one.window.due for one in found} <= {passed(2, 2).at + DAY}
        return {one.window.area: one.done_at for one in found}

    assert owed() == owed(passed(2, 2, "received")) == {}
    assert owed(passed(2, 2)) == {21: None, 22: None}
    assert owed(passed(2, 2), passed(3, 21)) == {21: passed(3, 21).at, 22: None}


def test_an_arrival_from_a_listed_area_needs_a_named_person_until_there_is_one() -> None:
    rules = law(("cn-covid-e4", "2020-02-07"))
    day = day_of(parse("2020-02-08T00:00:00+08:00"))
    listed = Listed(9, "演示市", "key", day, None, None, parse("2020-02-08T09:00:00+08:00"), day * DAY)
    rules = Law(rules.responses, rules.path, RiskList([listed], lambda code: "", lambda area: Spot((), "")))

    def owed(*entries: Entry) -> list[int | None]:
        duties = planned(rules, *entries).duties
        return [one.done_at for one in duties if one.window.duty.name == "risk_history_assigned"]

    def team(position: int, *members: int) -> Entry:
        people = [{"kind": "person", "id": str(number)} for number in members]
        said = {"template": "named_person", "members": people, "from": "2020-02-10"}
        return entry(position, "followup.team", f"2020-02-10T1{position}:00", **said)

    came = entry(
        1, "screening.travel_entry", "2020-02-10T09:00", **JOURNEY | {"stage": "actual", "origin_area": "演示市"}
    )
    other = entry(
        1, "screening.travel_entry", "2020-02-10T09:00", **JOURNEY | {"stage": "actual", "origin_area": "别处"}
    )
    assert owed(other) == []
    assert owed(came) == [None]
    assert owed(came, team(2)) == [None]
    assert owed(came, team(2), team(3, 8)) == [team(3).at]


def test_everybody_in_a_positive_tube_is_tested_alone_and_once() -> None:
    rules = law(("cn-covid-e7", "2020-09-11"))

    def swab(position: int, when: str, tube: str, scheme: str) -> Entry:
        said = {"scheme": scheme, "specimen": "throat", "reason": "occupational", "site": {"kind": "place", "id": "9"}}
        return entry(position, "testing.sample", when, tube={"kind": "lot", "id": tube}, **said)

    def found(position: int, when: str, tube: int, result: str) -> Entry:
        said = entry(position, "testing.result", when, laboratory="x", resulted_at=f"{when}:00+08:00", result=result)
        return msgspec.structs.replace(said, subject=Subject("lot", tube))

    def owed(*entries: Entry) -> list[int | None]:
        duties = [one for one in planned(rules, *entries).duties if one.window.duty.name == "positive_tested_alone"]
        assert {one.window.subject for one in duties} <= {key_of("person", 7)}
        return [one.done_at for one in duties]

    pooled, alone = swab(1, "2021-01-10T09:00", "5", "pool"), swab(3, "2021-01-10T20:00", "6", "single")
    positive = found(2, "2021-01-10T18:00", 5, "positive")
    assert owed(pooled, found(2, "2021-01-10T18:00", 5, "negative")) == []
    assert owed(pooled, found(2, "2021-01-10T18:00", 8, "positive")) == []
    assert owed(pooled, positive) == [None]
    assert owed(pooled, positive, swab(3, "2021-01-10T20:00", "6", "pool")) == [None]
    assert owed(pooled, positive, alone, found(4, "2021-01-11T08:00", 6, "positive")) == [alone.at]
