"""What is imagined of publicity meets every stated number, in any town."""

from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.command import entries as command_entries
from gridward.domains.command.imagine import imagine as command
from gridward.domains.publicity import entries, figures
from gridward.domains.publicity.imagine import imagine
from gridward.domains.screening import entries as screening_entries
from gridward.domains.screening.imagine import imagine as screening
from gridward.kit.clock import HOUR, MINUTE, moment, parse
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.imagine import Draft, Fact, World
from tests.domains.imagining import active, fact, imagined, unmet
from tests.domains.ledger import town

pytestmark = pytest.mark.no_database

KINDS = (*command_entries.KINDS, *screening_entries.KINDS, *entries.KINDS, CATALOGUE.kinds["grid.area"])
FIGURES = {figure.name: figure for figure in figures.FIGURES} | {"grid.areas": CATALOGUE.figures["grid.areas"]}
ALL = (command, screening, imagine)


def missing(world: World, facts: Sequence[Fact], parts: Sequence[object] = (imagine,)) -> list[tuple[str, int]]:
    drafts = imagined(world, facts, parts, ("screening.visit", "command.document"))  # type: ignore[arg-type]
    return unmet(world, facts, active(world, drafts, KINDS), FIGURES)


HILL_TOWN = (
    fact("publicity.signs", 24, "2020-02-17"),
    fact("publicity.posters", 4_000, "2020-02-17", ">="),
    fact("publicity.gatherings_deferred", 15, "2020-02-17"),
)
PLAIN_TOWN = (
    fact("publicity.vehicle_runs", 30, "2020-02-10"),
    fact("publicity.vehicle_villages", 110, "2020-02-10"),
    fact("publicity.banners", 250, "2020-02-10", ">="),
    fact("publicity.leaflets", 31_000, "2020-02-10", ">="),
    fact("publicity.posts[wechat]", 90, "2020-02-10", ">="),
    fact("publicity.reads", 130_000, "2020-02-10", ">"),
    fact("publicity.media_reports[city_up]", 80, "2020-02-10", ">="),
)
ZONE = (
    fact("publicity.printed[leaflet]", 40_000, "2020-02-05T10:59:00+08:00"),
    fact("publicity.leaflets", 40_000, "2020-02-05T10:59:00+08:00"),
    fact("publicity.printed[poster]", 13_000, "2020-02-05T10:59:00+08:00"),
    fact("publicity.posters", 13_000, "2020-02-05T10:59:00+08:00"),
    fact("publicity.posts[app]", 37, "2020-02-05T10:59:00+08:00"),
    fact("publicity.posts[weibo]", 26, "2020-02-05T10:59:00+08:00"),
    fact("publicity.posts[wechat]", 18, "2020-02-05T10:59:00+08:00"),
    fact("publicity.guidance_tasks", 6, "2020-02-05T10:59:00+08:00"),
)
EVERYTHING = (
    fact("publicity.activities", 150, "2020-02-03"),
    fact("publicity.activities", 400, "2020-02-10"),
    fact("publicity.activities[cloud]", 60, "2020-02-03"),
    fact("publicity.activities[cloud]", 130, "2020-02-10"),
    fact("publicity.posts", 70, "2020-02-10"),
    fact("publicity.posts[wechat]", 20, "2020-02-03"),
    fact("publicity.guidance_tasks", 8, "2020-02-10"),
    fact("publicity.vehicle_runs", 0, "2020-01-28"),
    fact("publicity.vehicle_runs", 45, "2020-02-10"),
    fact("publicity.vehicle_villages", None, "2020-02-03", share=0.5),
    fact("publicity.vehicle_villages", None, "2020-02-10", share=1.0),
    fact("publicity.broadcast_hours", 2_345, "2020-02-10"),
    fact("publicity.broadcast_hours[vehicle]", 345, "2020-02-10"),
    fact("publicity.persuasions", 900, "2020-02-10", "~"),
    fact("publicity.leaflets[school]", 500, "2020-02-03"),
    fact("publicity.leaflets", 2_000, "2020-02-10", ">"),
    fact("publicity.signs", 9, "2020-02-03"),
    fact("publicity.signs", 5, "2020-02-10"),
    fact("publicity.media_reports", 12, "2020-02-10"),
    fact("publicity.media_reports[national]", 1, "2020-02-10"),
    fact("publicity.reads[weibo]", 700, "2020-02-03"),
    fact("publicity.reads[weibo]", 900, "2020-02-10"),
    fact("publicity.gatherings[planned]", 3, "2020-02-03"),
    fact("publicity.gatherings[planned]", 1, "2020-02-10"),
    fact("publicity.gatherings[overdue]", 2, "2020-02-10"),
    fact("publicity.gatherings_deferred", 6, "2020-02-10"),
    fact("publicity.gatherings", 12, "2020-02-10"),
    fact("publicity.groups_registered", 30, "2020-02-03"),
    fact("publicity.groups", None, "2020-02-03", share=0.5),
    fact("publicity.groups", None, "2020-02-10", share=1.0),
    fact("publicity.rumours", 14, "2020-02-10"),
    fact("publicity.rumours[true]", 2, "2020-02-10"),
    fact("publicity.rumours_refuted", 4, "2020-02-03"),
    fact("publicity.rumours_refuted", 9, "2020-02-10"),
    fact("publicity.answers_due", 40, "2020-02-10"),
    fact("publicity.answered", None, "2020-02-10", share=0.9),
    fact("publicity.households_reached", None, "2020-02-10", share=0.8),
    fact("publicity.forwarded[village]", None, "2020-02-03", share=0.5),
    fact("publicity.forwarded[village]", None, "2020-02-10", share=1.0),
    fact("publicity.forwarded[community]", 1, "2020-02-10"),
)
START = parse("2020-01-25") + 1
TOWNS = {
    "hill town": (town(START, parse("2020-02-17"), village=14), HILL_TOWN),
    "plain town": (town(START, parse("2020-02-10"), village=110, community=8), PLAIN_TOWN),
    "zone": (town(START, parse("2020-02-05"), level="zone", grid_large=2, grid_small=4, pack="cn-covid-e3"), ZONE),
    "town of which all is told": (town(START, parse("2020-02-10"), village=10, community=2), EVERYTHING),
    "town nobody tells of": (town(START, parse("2020-02-10"), village=10), ()),
    "single village": (town(START, parse("2020-02-10"), level="village", population=300), HILL_TOWN),
    "county": (town(START, parse("2020-02-10"), level="county", population=20_000, town=3, village=40), PLAIN_TOWN[2:]),
}


@pytest.mark.parametrize("name", TOWNS)
def test_every_fact_is_met(name: str) -> None:
    world, facts = TOWNS[name]
    assert missing(world, facts) == []
    assert missing(world, facts, ALL) == []


def test_without_facts_every_kind_is_used_and_not_too_often() -> None:
    world = town(START, parse("2020-02-10"), village=110, community=8, population=73_000)
    drafts = imagined(world, (), (imagine,))
    assert {draft.kind for draft in drafts} == {kind.name for kind in entries.KINDS}
    assert len(drafts) < 3_000
    assert all(world.start <= draft.at <= world.end for draft in drafts)


def test_a_pack_that_is_not_about_covid_stays_quiet() -> None:
    world = town(START, parse("2020-02-10"), village=6, pack="cn-chik-2025")
    assert imagined(world, (), (imagine,)) == []
    assert missing(world, PLAIN_TOWN[2:]) == []


def test_copies_are_printed_before_they_are_handed_out_and_chats_are_not_kept() -> None:
    world, facts = TOWNS["zone"]
    found = active(world, imagined(world, facts, (imagine,)), KINDS)
    material = [entry for entry in found if entry.kind == "publicity.material"]
    assert [entry for entry in material if entries.uneven(entry, material)] == []


def test_people_work_in_daylight_and_are_late_or_wrong_at_times() -> None:
    world = town(START, parse("2020-02-10"), village=60, population=40_000)
    drafts: list[Draft] = imagined(world, (), (imagine,))
    hours = Counter(moment(draft.at).hour for draft in drafts)
    assert max(hours, key=lambda hour: hours[hour]) in range(8, 18)
    assert any((draft.received or draft.at) - draft.at > 15 * MINUTE for draft in drafts)
    assert any(draft.again for draft in drafts)
    assert drafts == imagined(world, (), (imagine,))


@given(
    days=st.integers(1, 6),
    counts=st.lists(st.tuples(*[st.integers(0, most) for most in (40, 9, 9, 20, 5, 30)]), min_size=1, max_size=3),
    seed=st.integers(0, 1_000),
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_consistent_series_of_facts_is_met(days: int, counts: list[tuple[int, ...]], seed: int) -> None:
    start = parse("2020-02-01") + 1
    world = town(start, start + days * 24 * HOUR - 1, population=120, village=3)
    source = Random(seed)
    moments = sorted(source.sample(range(start + HOUR, world.end), len(counts)))
    facts: list[Fact] = []
    so_far = [0] * 6
    for at, grown in zip(moments, counts, strict=True):
        so_far = [one + more for one, more in zip(so_far, grown, strict=True)]
        other, posts, tasks, rumours, refuted, copies = so_far
        told = {
            "activities[cloud]": other + posts + tasks,
            "posts": posts,
            "guidance_tasks": tasks,
            "rumours[false]": rumours + refuted,
            "rumours_refuted": refuted,
            "leaflets": copies * 10,
            "leaflets[school]": copies * 2,
            "reads": copies * 100,
            "gatherings_deferred": posts + tasks,
            "gatherings[cancelled]": tasks,
            "media_reports": rumours + refuted,
            "media_reports[city_up]": refuted,
            "banners": copies,
        }
        for name, number in told.items():
            figure, _, member = name.rstrip("]").partition("[")
            facts.append(Fact(f"publicity.{figure}", member, number, None, "", "=", at, "", ""))
    source.shuffle(facts)
    facts = facts[: max(1, len(facts) * 2 // 3)]
    assert missing(world, facts) == []
