"""Publicity: copies, signs, fronts, reads that never fall, gatherings, groups, rumours and answers in time."""

from typing import Any

import msgspec
import pytest

from gridward.domains.command.entries import orders as command
from gridward.domains.publicity import entries as kinds
from gridward.domains.publicity import figures, rules
from gridward.domains.reporting import entries as reporting
from gridward.domains.screening import entries as screening
from gridward.kit.clock import parse
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry
from tests.domains.entries import by_time, ref, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database

END = "2020-03-31"


def total(figure: Figure, entries: list[Entry], at: str = END, member: str = "") -> int:
    return value(figure, lines(figure, by_time(entries)), member, parse(at))


def material(position: int, item: str, stage: str, quantity: int, *, day: int = 1, **more: Any) -> Entry:
    at, subject = f"2020-02-{day:02}T10:00:00+08:00", more.pop("subject", ("area", 2))
    body = {"item": item, "stage": stage, "quantity": quantity} | more
    return written(kinds.MATERIAL, at, body, subject=subject, position=position)


def activity(position: int, channel: str, *, day: int = 1, **more: Any) -> Entry:
    place = more.pop("place", ("town", "town"))
    at = f"2020-02-{day:02}T10:00:00+08:00"
    return written(kinds.ACTIVITY, at, {"channel": channel} | more, subject=("area", 2), position=position, place=place)


def post(position: int, platform: str, level: str = "own", *, day: int = 1) -> Entry:
    at = f"2020-02-{day:02}T10:00:00+08:00"
    body = {"platform": platform, "outlet_level": level, "title": "防控提示", "published_at": at}
    return written(kinds.POST, at, body, subject=("area", 2), position=position)


def rumour(position: int, nature: str, hour: int, **more: Any) -> Entry:
    at = f"2020-02-01T{hour:02}:00:00+08:00"
    return written(kinds.RUMOUR, at, {"nature": nature, "heard_at": at} | more, subject=("area", 2), position=position)


def test_printed_copies_do_not_count_as_handed_out() -> None:
    entries = [
        material(1, "leaflet", "printed", 40_000),
        material(2, "leaflet", "distributed", 25_000, recipient="town"),
        material(3, "leaflet", "distributed", 9_000, recipient="school"),
        material(4, "leaflet", "distributed", 4_000, recipient="medical"),
        material(5, "leaflet", "distributed", 2_000, recipient="market"),
        material(6, "leaflet", "put_up", 7),
    ]
    assert total(figures.PRINTED, entries, member="leaflet") == total(figures.LEAFLETS, entries) == 40_000
    who = ("town", "school", "medical", "market")
    assert [total(figures.LEAFLETS, entries, member=one) for one in who] == [25_000, 9_000, 4_000, 2_000]


def test_slogans_and_posters_are_counted_together_in_copies_or_sheets() -> None:
    entries = [
        material(1, "poster", "distributed", 2_500, unit="sheet"),
        material(2, "slogan", "distributed", 1_520, unit="copy"),
        material(3, "banner", "put_up", 30, unit="strip"),
    ]
    assert total(figures.POSTERS, entries) == 4_020
    assert total(figures.BANNERS, entries) == 30
    assert [kinds.uneven(entry, entries) for entry in entries] == [(), (), ()]


def test_a_sign_taken_down_is_gone_from_that_day() -> None:
    entries = [
        material(1, "sign", "put_up", 24, day=3),
        material(2, "sign", "taken_down", 1, day=9),
        material(3, "sign", "taken_down", 99, day=20),
    ]
    assert [total(figures.SIGNS, entries, f"2020-02-{day:02}") for day in (2, 3, 8, 9, 20)] == [0, 24, 24, 23, 0]
    assert [len(kinds.uneven(entry, entries)) for entry in entries] == [0, 0, 1]


def test_more_handed_out_than_printed_is_flagged_where_printing_is_known() -> None:
    printed = [material(1, "leaflet", "printed", 100), material(2, "leaflet", "distributed", 101, day=2)]
    assert [reason.code for reason in kinds.uneven(printed[1], printed)] == ["more_than_made"]
    assert kinds.uneven(printed[1], printed[1:]) == ()
    odd = material(3, "banner", "put_up", 2, unit="copy")
    assert [reason.code for reason in kinds.uneven(odd, [odd])] == ["other_unit"]


def test_every_channel_belongs_to_a_front_and_the_fronts_add_up() -> None:
    assert rules.FRONTS.keys() == {one.value for one in kinds.Channel}
    entries = [activity(number, one.value) for number, one in enumerate(kinds.Channel, 1)]
    entries += [post(20, "wechat"), post(21, "newspaper", "city")]
    parts = [total(figures.ACTIVITIES, entries, member=front) for front in ("cloud", "sound", "live")]
    assert sum(parts) == total(figures.ACTIVITIES, entries) == len(entries) - 1


def test_a_run_through_five_villages_is_one_run_and_five_villages() -> None:
    reached = [ref("area", number) for number in (11, 12, 13, 14, 15)]
    entries = [
        activity(1, "vehicle", areas_reached=reached),
        activity(2, "vehicle", day=2, areas_reached=reached[:2], runs=3),
        activity(3, "vehicle", day=3, place=("village", "village")),
        activity(4, "loudspeaker", day=3, areas_reached=[ref("area", 99)]),
    ]
    assert [total(figures.VEHICLE_RUNS, entries, f"2020-02-0{day}") for day in (1, 2, 3)] == [1, 4, 5]
    assert [total(figures.VEHICLE_VILLAGES, entries, f"2020-02-0{day}") for day in (1, 2, 3)] == [5, 5, 6]
    own = [line for line in lines(figures.VEHICLE_VILLAGES, entries) if line.area == 13]
    assert len(own) == 1, "the village itself sees it"


def test_hours_are_those_of_voices() -> None:
    entries = [activity(1, "loudspeaker", hours=1.5), activity(2, "vehicle", hours=2), activity(3, "led", hours=24)]
    assert total(figures.BROADCAST_HOURS, entries) == 35


def test_the_same_text_on_three_platforms_is_three_posts_and_county_media_are_no_city_media() -> None:
    entries = [post(1, "app"), post(2, "weibo"), post(3, "wechat")]
    entries += [post(number, "newspaper", level) for number, level in enumerate(("county", "city", "national"), 4)]
    assert total(figures.POSTS, entries) == 3
    assert total(figures.MEDIA_REPORTS, entries) == 3
    assert total(figures.MEDIA_REPORTS, entries, member="city_up") == 2
    assert total(figures.MEDIA_REPORTS, entries, member="county") == 1


def reads(position: int, day: int, count: int, about: tuple[str, int] = ("area", 2)) -> Entry:
    at = f"2020-02-{day:02}T20:00:00+08:00"
    body = {"platform": "wechat", "total": count, "counted_at": at}
    return written(kinds.READS, at, body, subject=about, position=position)


def test_reads_never_fall() -> None:
    entries = [reads(1, 1, 50_000), reads(2, 5, 131_000), reads(3, 8, 90_000), reads(4, 3, 700, ("entry", 9))]
    found = [total(figures.READS, entries, f"2020-02-{day:02}") for day in (1, 3, 5, 8)]
    assert found == [50_000, 50_700, 131_700, 131_700]
    assert [len(kinds.fallen(entry, entries[:3])) for entry in entries[:3]] == [0, 0, 1]


def gathering(position: int, day: int, outcome: str, house: int = 1, **more: Any) -> Entry:
    at = f"2020-02-{day:02}T09:00:00+08:00"
    body = {"type": "wedding", "planned_on": "2020-02-10", "outcome": outcome} | more
    return written(kinds.GATHERING, at, body, subject=("household", house), position=position)


def test_deferred_is_postponed_and_cancelled_and_a_gathering_counts_once() -> None:
    entries = [
        gathering(1, 1, "planned"),
        gathering(2, 3, "postponed", new_date="2020-05-01"),
        gathering(3, 2, "cancelled", 2),
        gathering(4, 2, "simplified", 3, type="funeral"),
        gathering(5, 4, "planned", 4),
    ]
    assert [total(figures.GATHERINGS, entries, f"2020-02-{day:02}") for day in (1, 2, 3, 4, 20)] == [1, 3, 3, 4, 4]
    assert [total(figures.GATHERINGS_DEFERRED, entries, f"2020-02-{day:02}") for day in (1, 2, 3, 20)] == [0, 1, 2, 2]


def test_a_gathering_whose_day_has_come_without_an_outcome_is_missing() -> None:
    entries = [gathering(1, 1, "planned"), gathering(2, 12, "held")]
    found = [
        (total(figures.GATHERINGS, entries, day, "planned"), total(figures.GATHERINGS, entries, day, rules.OVERDUE))
        for day in ("2020-02-09", "2020-02-10", "2020-02-12")
    ]
    assert found == [(1, 0), (0, 1), (0, 0)]
    assert total(figures.GATHERINGS, entries, member="held") == 1


def test_groups_are_counted_with_and_without_owner() -> None:
    def group(position: int, name: str, day: int, owner: int = 0) -> Entry:
        body: dict[str, Any] = {"platform": "wechat", "name": name}
        body |= {"owner": ref("person", owner)} if owner else {}
        at = f"2020-02-{day:02}T09:00:00+08:00"
        return written(kinds.ONLINE_GROUP, at, body, subject=("area", 2), position=position)

    entries = [group(1, "东村村民群", 1), group(2, "东村党员群", 1, 7), group(3, "东村村民群 ", 5, 8)]
    assert [total(figures.GROUPS_REGISTERED, entries, f"2020-02-0{day}") for day in (1, 5)] == [2, 2]
    assert [total(figures.GROUPS, entries, f"2020-02-0{day}") for day in (1, 5)] == [1, 2]
    assert figures.GROUPS.share
    assert rules.groups_row(entries) == {"area": 2, "groups": 2, "owned": 2, "watched": 0, "checked_at": None}


def test_a_rumour_opens_and_is_refuted_when_it_is_answered() -> None:
    false = {"verified_at": "2020-02-01T12:00:00+08:00", "verdict": "false", "answered_at": "2020-02-02T08:00:00+08:00"}
    entries = [
        rumour(1, "rumour", 9, **false, passed_to="police"),
        rumour(2, "rumour", 10, verdict="true", answered_at="2020-02-01T11:00:00+08:00"),
        rumour(3, "rumour", 11),
        rumour(4, "concern", 11),
    ]
    assert total(figures.RUMOURS, entries) == 3
    found = [total(figures.RUMOURS, entries, member=code) for code in ("false", "true", "unclear", "open")]
    assert found == [1, 1, 0, 1]
    assert [total(figures.RUMOURS_REFUTED, entries, f"2020-02-0{day}") for day in (1, 2)] == [0, 1]
    row = rules.rumours_row(entries)
    assert row is not None
    assert (row["heard"], row["waiting"], row["passed_on"]) == (4, 2, 1)


def test_answers_count_in_time_against_all_that_are_due() -> None:
    entries = [
        rumour(1, "question", 9, answered_at="2020-02-01T15:00:00+08:00"),
        rumour(2, "concern", 10, answered_at="2020-02-03T10:00:00+08:00"),
        rumour(3, "question", 12),
        rumour(4, "rumour", 12, answered_at="2020-02-01T13:00:00+08:00"),
    ]
    times = ("2020-02-01T16:00:00+08:00", "2020-02-02T10:30:00+08:00", "2020-02-02T12:00:00+08:00", END)
    found = [(total(figures.ANSWERED, entries, at), total(figures.ANSWERS_DUE, entries, at)) for at in times]
    assert found == [(1, 1), (1, 2), (1, 3), (1, 3)]


def test_what_was_heard_on_a_day_reported_as_nil_is_flagged_and_so_is_an_answer_before_the_question() -> None:
    body = {"template": "opinion", "date": "2020-02-01", "nil": True, "confirmed_by": "群主"}
    nil = written(reporting.DAILY, "2020-02-01T08:00:00+08:00", body, subject=("area", 2), position=9)
    heard = rumour(1, "rumour", 9, answered_at="2020-02-01T08:59:00+08:00")
    codes = [reason.code for reason in kinds.doubtful(heard, [nil])]
    assert codes == ["answered_before_heard", "nil_contradicted"]
    assert [reason.code for reason in reporting.doubtful(nil, [nil, heard])] == ["nil_contradicted"]


def test_households_are_reached_by_advice_material_or_a_copy_at_the_door() -> None:
    def visit(position: int, house: int, result: str = "cooperative", **more: Any) -> Entry:
        body = {"purpose": "round", "result": result} | more
        at = "2020-02-01T09:00:00+08:00"
        return written(screening.VISIT, at, body, subject=("household", house), position=position)

    entries = [
        visit(1, 1, material=1),
        visit(2, 1, advice=["mask"]),
        visit(3, 2),
        visit(4, 3, "unavailable", material=1),
        visit(5, 4, purpose="advice"),
        material(6, "leaflet", "distributed", 1, subject=("household", 5)),
        visit(7, 6, "uncooperative", persuasions=3),
        activity(8, "face_to_face", persuasions=40),
    ]
    assert total(figures.HOUSEHOLDS_REACHED, entries) == 3
    assert total(figures.PERSUASIONS, entries) == 43


def test_a_letter_is_passed_on_by_areas_of_every_level_and_each_counts_once() -> None:
    def told(position: int, level: str, area: int, stage: str = "forwarded", day: int = 1) -> Entry:
        at, about = f"2020-02-{day:02}T09:00:00+08:00", ("entry", 90)
        place = (level, level)
        return written(command.FEEDBACK, at, {"stage": stage}, subject=about, area=area, place=place, position=position)

    entries = [told(1, "town", 1), told(2, "village", 2), told(3, "village", 2, day=2), told(4, "village", 3, day=2)]
    entries += [told(5, "village", 4, "received"), told(6, "gate", 5)]
    found = [total(figures.FORWARDED, entries, f"2020-02-0{day}", "village") for day in (1, 2)]
    assert found == [1, 2]
    assert total(figures.FORWARDED, entries, member="town") == 1
    assert figures.FORWARDED.expected == "grid.areas"


def test_neither_chat_nor_names_stand_in_the_open() -> None:
    personal = {
        name
        for kind in kinds.KINDS
        for name, hint in kind.body.__annotations__.items()
        if any(getattr(mark, "personal", False) for mark in getattr(hint, "__metadata__", ()))
    }
    assert {"text", "answer", "persuaded_by"} <= personal
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"platform":"wechat","name":"g","text":"..."}', type=kinds.OnlineGroup)
