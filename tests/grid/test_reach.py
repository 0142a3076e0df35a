"""What an account may do and where: deny by default, by the office of the day over the ground of the day."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.account.models import Account
from gridward.grid.change import take
from gridward.grid.models import AreaCode, Office
from gridward.grid.officer import REASONS, Bench, reach_of
from gridward.grid.offices import Appointment, appoint, end, install_operator
from gridward.grid.reach import VERB_LABELS, after, outermost, reach
from gridward.grid.roles import VERBS, role, roles
from gridward.grid.tree import tree
from tests.grid.test_offices import office
from tests.grid.town import change, county, day, source

pytestmark = [pytest.mark.django_db, pytest.mark.kernel]


def test_nobody_may_do_anything_without_an_office() -> None:
    ids = county()
    stranger = Account.objects.create_user("stranger")
    for verb in VERBS:
        found = reach(stranger, verb, at=day(2))
        assert not found
        assert found.prefixes == ()
        assert not found.covers(tree().path(ids["county"], day(2)))
        assert not AreaCode.objects.filter(found.q("code")).exists()
    assert reach(stranger, "record").explain()[0].en == "No office allows to record here. Ask to be appointed."


def test_an_account_switched_off_reaches_nothing_from_the_next_request() -> None:
    ids = county()
    account = install_operator(ids["county"])
    assert reach(account, "configure")
    account.is_active = False
    assert not reach(account, "configure")


def test_the_office_of_the_day_over_the_ground_of_the_day() -> None:
    ids = county()
    li = Account.objects.create_user("li")
    appoint(office("a", "duty_officer", ids["town"], li, since=2, to_at=day(8)))
    take([change("m", ids["grid"], 5, "move", parent=ids["other"])])
    found = tree()

    def may(at: float, area: str) -> bool:
        return reach(li, "see", at=day(at)).covers(found.path(ids[area], day(at)))

    assert [may(at, "small") for at in (1.5, 2, 4.9, 5, 8)] == [False, True, True, False, False]
    assert [may(at, "east") for at in (1.5, 2, 7.9, 8)] == [False, True, True, False]
    assert not may(3, "far")
    assert not may(3, "county")


def test_a_work_area_gives_reach_over_its_members_of_the_day() -> None:
    ids = county()
    li = Account.objects.create_user("li")
    told = {"parent": ids["town"], "level": "work_area", "name_zh": "一区"}
    (work,) = take([change("w", members=(ids["east"],), **told)])
    take([change("w2", work, 4, "change", members=(ids["west"],))])
    appoint(office("a", "work_area_lead", work, li))
    for at, inside, outside in ((3, "east", "west"), (4, "west", "east")):
        found = reach(li, "order", at=day(at))
        assert found.covers(tree().path(ids[inside], day(at)))
        assert not found.covers(tree().path(ids[outside], day(at)))
    bench = Bench()
    for area, at, verdict in (
        ("east", 3, "covered"),
        ("west", 3, "ended"),
        ("east", 4, "ended"),
        ("west", 4, "covered"),
    ):
        assert bench.judge("li", kind="screening.visit", area=ids[area], at=day(at), received=day(at)) == verdict


def test_the_holder_of_a_closed_area_does_not_inherit_its_heir() -> None:
    ids = county()
    li = Account.objects.create_user("li")
    appoint(office("a", "village_lead", ids["west"], li))
    take([change("merge", ids["west"], 5, "close", heir=ids["east"])])
    found = reach(li, "see", at=day(6))
    assert found.covers(tree().path(ids["west"], day(6)))
    assert not found.covers(tree().path(ids["east"], day(6)))


def test_a_role_is_for_its_kinds_and_an_owner_for_the_place() -> None:
    ids = county()
    li, sun = (Account.objects.create_user(name) for name in ("li", "sun"))
    (shop,) = take([change("s", parent=ids["east"], level="place", kind="shop", name_zh="商店")])
    appoint(office("a", "market_group", ids["town"], li), office("b", "owner", shop, sun))
    path = tree().path(shop, day(2))
    assert reach(li, "see", day(2), "venue.checklist").covers(path)
    assert not reach(li, "see", day(2), "followup.order")
    assert reach(li, "record", day(2), "venue.checklist").covers(path)
    assert not reach(li, "record", day(2), "followup.order")
    assert reach(li, "record", day(2), "publicity.rumour").covers(path), "everybody may"
    assert reach(sun, "record", day(2), "sanitation.disinfection").prefixes == (path,)
    assert "venue.*" in reach(li, "record", day(2)).kinds
    assert reach(install_operator(ids["county"]), "record", day(2)).kinds == ("*",)


def test_reach_explains_itself_in_both_languages() -> None:
    ids = county()
    li = Account.objects.create_user("li")
    appoint(office("a", "duty_officer", ids["town"], li, since=2))
    (text,) = reach(li, "see", day(3)).explain()
    assert text.zh == "因任指挥部值班员（town村 371681102，2020-02-02起），可查看。"
    assert text.en == "May see as Duty officer (Town 371681102, since 2020-02-02)."
    assert set(VERB_LABELS) == set(VERBS)


def _line(area: int, at: int) -> set[int]:
    """The area and all above it, parent by parent."""
    above = tree().by_id(area, at).parent
    return {area} if above is None else {area} | _line(above, at)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_reach_equals_the_naive_check(data: st.DataObject) -> None:
    ids = county() if not Office.objects.exists() and not AreaCode.objects.exists() else None
    if ids is None:
        found = tree()
        ids = {node.name.en.lower(): node.id for node in found.nodes(day(1))}
    names = sorted(ids)
    account, _ = Account.objects.get_or_create(username="li")
    for number in range(data.draw(st.integers(0, 3))):
        mover, into = data.draw(
            st.tuples(st.sampled_from(["grid", "small", "far"]), st.sampled_from(["town", "other"]))
        )
        take([change(f"m{number}", ids[mover], data.draw(st.integers(2, 8)), "move", parent=ids[into])])
    posts = data.draw(st.lists(st.tuples(st.sampled_from(names), st.integers(1, 8), st.integers(0, 4)), max_size=4))
    codes = ("duty_officer", "village_lead", "leader", "gate_guard", "grid_worker")
    held = []
    for number, (name, since, length) in enumerate(posts):
        level = tree().by_id(ids[name], day(since)).level
        fitting = [code for code in codes if level in role(code).levels]
        if not fitting:
            continue
        one = Appointment(
            source=source(f"o{number}"),
            role=data.draw(st.sampled_from(fitting)),
            area=ids[name],
            from_at=day(since),
            to_at=day(since + length),
            account=account.pk,
        )
        held.append(one)
    for number in range(4):
        end(source(f"o{number}"), at=0)
    appoint(*held)
    at = day(data.draw(st.integers(0, 12)) + 0.5)
    verb = data.draw(st.sampled_from(VERBS))
    kind = data.draw(st.none() | st.sampled_from(("checkpoint.person", "followup.reading", "grid.area")))
    found = tree()
    given_reach = reach(account, verb, at, kind)
    inside = set()
    for name in names:
        line = _line(ids[name], at)
        naive = any(
            one.area in line and one.from_at <= at < (one.to_at or at + 1) and role(one.role).may(verb, kind)
            for one in held
        )
        assert given_reach.covers(found.path(ids[name], at)) == naive, name
        if naive:
            inside.add(ids[name])
    bench = Bench()
    for name in names if verb == "record" and kind else ():
        judged = bench.judge("li", kind=kind or "", area=ids[name], at=at, received=at)
        assert (judged == "covered") == (ids[name] in inside), name
    for node in found.nodes(at):
        # the filter finds the same: as text, the way a path column is compared
        path = found.path(node.id, at)
        assert any(prefix <= path < after(prefix) for prefix in given_reach.prefixes) == (node.id in inside)


@given(st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=4).map(lambda ids: ".".join(map(str, ids)) + ".")))
def test_outermost_prefixes_cover_the_same_paths(prefixes: list[str]) -> None:
    found = outermost(prefixes)
    assert all(any(one.startswith(prefix) for prefix in found) for one in prefixes)
    assert all(not one.startswith(other) for one in found for other in found if one != other)


def test_the_filter_finds_rows_by_path_in_both_databases() -> None:
    ids = county()
    li = Account.objects.create_user("li")
    appoint(office("a", "duty_officer", ids["town"], li))
    prefix = tree().path(ids["town"], day(2))
    AreaCode.objects.bulk_create(
        AreaCode(code=path, area_id=ids["town"], from_at=0) for path in (prefix, prefix + "7.", "1.20.", "1.", "11.2.")
    )
    found = reach(li, "see", day(2)).q("code")
    assert sorted(AreaCode.objects.filter(found).values_list("code", flat=True)) == [prefix, prefix + "7."]


def test_an_entry_is_judged_by_the_moment_it_happened() -> None:
    ids = county()
    li, sun = (Account.objects.create_user(name) for name in ("li", "sun"))
    appoint(
        office("a", "village_doctor", ids["east"], li, since=2, to_at=day(6)),
        office("b", "gate_guard", ids["far"], sun),
    )
    bench = Bench()

    def judge(by: str, at: float, received: float, area: str = "east", kind: str = "followup.reading") -> str:
        return bench.judge(by, kind=kind, area=ids[area], at=day(at), received=day(received))

    assert judge("li", 3, 4) == "covered"
    assert judge("li", 3, 7) == "ended"
    assert judge("li", 1, 4) == "ended"
    assert judge("li", 7, 7) == "ended"
    assert judge("li", 3, 4, area="west") == "elsewhere"
    assert judge("li", 3, 4, kind="livestock.farm") == "not_for_role"
    assert judge("sun", 3, 3, kind="checkpoint.person") == "elsewhere"
    assert judge("nobody", 3, 3) == judge("", 3, 3) == "never"
    assert judge("village_doctor@371681102203", 3, 4) == "covered"
    assert judge("village_doctor@371681102204", 3, 4) == "never"
    assert set(REASONS) == {"ended", "elsewhere", "not_for_role", "never"}
    assert reach_of("li", day(3), kind="followup.reading").prefixes == (tree().path(ids["east"], day(3)),)
    assert not reach_of("li", day(7))


def test_an_appointment_withdrawn_never_was() -> None:
    ids = county()
    li = Account.objects.create_user("li")
    appoint(office("a", "village_doctor", ids["east"], li))
    end(source("a"), at=0)
    judged = Bench().judge("li", kind="followup.reading", area=ids["east"], at=day(3), received=day(3))
    assert judged == "never"


def test_every_role_can_be_held_somewhere_and_says_who_it_is_in_both_languages() -> None:
    for one in roles().values():
        assert one.levels, one.code
        assert one.label.zh, one.code
        assert one.label.zh != one.label.en, one.code
        assert one.needed <= set(one.levels), one.code
