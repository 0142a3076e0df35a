"""The map of any day, answered from memory."""

import pytest
from django.db import transaction

from gridward.grid.change import Drawing, Mention, open_places, take
from gridward.grid.models import Area, AreaSpell
from gridward.grid.tree import Tree, tree
from gridward.grid.version import EMPTY
from gridward.kit.errors import Refusal
from tests.grid.town import change, county, day, source

pytestmark = [pytest.mark.django_db, pytest.mark.kernel]


def test_a_path_yesterday_and_today_after_a_move_of_something_above() -> None:
    ids = county()
    take([change("move", ids["grid"], 5, "move", parent=ids["other"])])
    found = tree()
    c, t, o, g, s = (ids[name] for name in ("county", "town", "other", "grid", "small"))
    assert found.path(s, day(4)) == f"{c}.{t}.{g}.{s}."
    assert found.path(s, day(5)) == f"{c}.{o}.{g}.{s}."
    (move,) = found.moves(s)
    assert (move.at, move.old, move.new) == (day(5), f"{c}.{t}.{g}.{s}.", f"{c}.{o}.{g}.{s}.")
    assert (move.level, move.name.en) == ("grid_small", "Small")
    assert [node.id for node in found.children(t, day(4))] == [ids["east"], ids["west"], g]
    assert [node.id for node in found.children(t, day(5))] == [ids["east"], ids["west"]]
    assert [node.id for node in found.ancestors(s, day(6))] == [c, o, g]
    parent = found.parent(g, day(5))
    assert parent is not None
    assert parent.id == o


def test_early_and_late_entries_stay_on_the_map() -> None:
    ids = county()
    take([change("merge", ids["west"], 5, "close", heir=ids["east"])])
    found = tree()
    before = found.path(ids["west"], day(1))
    assert found.path(ids["west"], day(1) - 1) == before
    assert found.path(ids["west"], day(6)) == found.path(ids["east"], day(6)) + f"{ids['west']}."
    assert not found.by_id(ids["west"], day(6)).is_open
    assert ids["west"] not in {node.id for node in found.descendants(ids["county"], day(6))}
    assert ids["west"] in {node.id for node in found.descendants(ids["county"], day(4.9))}


def test_old_codes_find_the_area_for_ever_and_are_given_to_no_other() -> None:
    ids = county()
    take([change("recode", ids["east"], 3, "change", code="371681102999", name_zh="东尉社区", level="community")])
    found = tree()
    assert found.need("371681102203", day(4)).id == found.need("371681102999", day(4)).id == ids["east"]
    assert found.need("371681102203", day(2)).level == "village"
    assert found.need("371681102203", day(4)).level == "community"
    assert Area.objects.get(id=ids["east"]).code == "371681102999"
    with pytest.raises(Refusal, match="another area"):
        take([change("thief", ids["west"], 4, "change", code="371681102203")])
    assert found.need("371681102000").id == ids["town"]


def test_added_codes_count_on_and_are_never_given_again() -> None:
    ids = county()
    assert tree().by_id(ids["grid"]).code == "371681102.grid_large1"
    assert tree().by_id(ids["small"]).code == "371681102.grid_large1.grid_small1"
    take([change("gone", ids["grid"], 2, "close")])
    again = change("second", at=3, parent=ids["town"], level="grid_large", name_zh="二")
    (second,) = take([again])
    assert tree().by_id(second).code == "371681102.grid_large2"
    assert take([again]) == [second]


def test_an_unknown_code_names_what_may_have_been_meant() -> None:
    county()
    with pytest.raises(Refusal) as refused:
        tree().need("371681102230")
    (reason,) = refused.value.reasons
    assert reason.field == "area"
    assert "371681102203" in reason.text.en
    assert "east村" in reason.text.zh
    with pytest.raises(Refusal, match="371681102203"):
        tree().need("East")


def test_a_correction_and_a_withdrawal_rewrite_history() -> None:
    ids = county()
    take([change("move", ids["grid"], 5, "move", parent=ids["other"])])
    take([change("move", ids["grid"], 7, "move", parent=ids["other"])])
    assert [move.at for move in tree().moves(ids["small"])] == [day(7)]
    drawing = Drawing()
    drawing.drop(source("move"))
    redrawn = drawing.write()
    assert redrawn.tree.moves(ids["small"]) == ()
    assert redrawn.areas == {ids["grid"], ids["small"]}
    drawing = Drawing()
    drawing.drop(source("small"))
    found = drawing.write().tree
    assert not found.by_id(ids["small"]).is_open
    assert found.path(ids["small"], day(3)).startswith(found.path(ids["grid"], day(3)))


def test_only_what_makes_sense_is_drawn() -> None:
    ids = county()
    (place,) = take([change("shop", parent=ids["east"], level="place", kind="shop", name_zh="商店")])
    for field, wrong in (
        ("parent", change("x", parent=place, level="place", name_zh="店中店")),
        ("parent", change("x", ids["town"], 2, "move", parent=ids["east"])),
        ("parent", change("x", ids["town"], 2, "move", parent=ids["town"])),
        ("heir", change("x", ids["town"], 2, "close", heir=ids["small"])),
        ("parent", change("x", ids["town"], 2, "move")),
        ("parent", change("x", parent=4711, level="village", name_zh="村")),
        ("level", change("x", parent=ids["town"], level="hamlet", name_zh="村")),
        ("name_zh", change("x", parent=ids["town"], level="village")),
        ("members", change("x", parent=ids["town"], level="village", name_zh="村", members=(place,))),
        ("members", change("x", parent=ids["town"], level="work_area", name_zh="区", members=(4711,))),
        ("code", change("x", parent=ids["town"], level="village", name_zh="村", code="37 1")),
        ("area", change("x", 4711, 2, "close")),
    ):
        with pytest.raises(Refusal) as refused:
            take([wrong])
        assert field in {reason.field for reason in refused.value.reasons}
    drawing = Drawing()
    drawing.take(change("a", ids["grid"], 2, "move", parent=ids["east"]))
    with pytest.raises(Refusal, match="lie in itself"):
        drawing.take(change("b", ids["east"], 3, "move", parent=ids["small"]))


def test_a_work_area_lists_members_of_the_day() -> None:
    ids = county()
    told = {"parent": ids["town"], "level": "work_area", "name_zh": "一区"}
    (work,) = take([change("work", members=(ids["east"], ids["west"]), **told)])
    take([change("less", work, 5, "change", members=(ids["west"],))])
    found = tree()
    assert found.members(work, day(4)) == (ids["east"], ids["west"])
    assert found.members(work, day(5)) == (ids["west"],)
    assert found.ground(work, day(5)) == (found.path(work, day(5)), found.path(ids["west"], day(5)))
    assert [node.id for node in found.work_areas(ids["east"], day(4))] == [work]
    assert found.work_areas(ids["east"], day(5)) == []


def test_the_same_words_mean_the_same_place_and_the_earliest_mention_decides_where() -> None:
    ids = county()
    gate = open_places([Mention("北卡口", ids["east"], day(3), "gate"), Mention("北卡口", ids["west"], day(4))])[
        "北卡口"
    ]
    node = tree().by_id(gate, day(3))
    assert (node.code, node.level, node.kind) == ("371681102203.place1", "place", "gate")
    assert node.parent == ids["east"]
    assert open_places([Mention("北卡口", ids["west"], day(5))]) == {"北卡口": gate}
    drawing = Drawing()
    drawing.place(Mention("北卡口", ids["west"], day(2)))
    assert drawing.write().areas == {gate}
    assert tree().by_id(gate).parent == ids["west"]
    assert open_places([Mention("371681102203.place1", ids["far"], day(1))]) == {"371681102203.place1": gate}
    inside = open_places([Mention("后门", gate, day(6)), Mention("长" * 500, ids["far"], day(6))])
    assert tree().by_id(inside["后门"]).parent == ids["west"]
    assert open_places([Mention("长" * 500, ids["far"], day(7))]) == {"长" * 500: inside["长" * 500]}


def test_what_a_rolled_back_transaction_drew_is_forgotten() -> None:
    ids = county()
    kept = tree()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        take([change("lost", parent=ids["town"], level="village", name_zh="甲")])
        assert len(tree()) == len(kept) + 1
        raise ZeroDivisionError
    assert len(tree()) == len(kept)
    (found,) = take([change("kept", parent=ids["other"], level="village", name_zh="乙")])
    assert tree().by_id(found).name.zh == "乙"
    assert len(tree()) == len(kept) + 1


def test_a_tree_brought_up_to_date_equals_one_read_anew() -> None:
    ids = county()
    for number in range(12):
        take(
            [
                change(f"v{number}", parent=ids["town"], level="village", name_zh=f"村{number}"),
                change("move", ids["grid"], 2 + number, "move", parent=ids["other"] if number % 2 else ids["town"]),
                change("work", parent=ids["town"], level="work_area", name_zh="区", members=(ids["east"],)),
            ]
        )
        grown = tree()
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("gridward.grid.tree._latest", Tree(EMPTY, {}, {}, {}))
            anew = tree()
        for area in range(1, grown.last_id + 1):
            assert grown.known(area) == anew.known(area)
            assert grown.timeline(area) == anew.timeline(area)
        assert [node.id for node in grown.descendants(ids["county"], day(9))] == [
            node.id for node in anew.descendants(ids["county"], day(9))
        ]
        assert grown.taken("371681102.village") == anew.taken("371681102.village") == number + 1


def test_arrival_order_does_not_change_rows() -> None:
    ids = county()
    told = [
        change("m1", ids["grid"], 3, "move", parent=ids["other"]),
        change("m2", ids["grid"], 4, "move", parent=ids["town"]),
        change("n", ids["grid"], 3.5, "change", name_zh="新名"),
        change("c", ids["grid"], 6, "close", heir=ids["town"]),
    ]

    def rows() -> list[tuple[object, ...]]:
        return list(
            AreaSpell.objects.filter(area=ids["grid"]).order_by("from_at").values_list("from_at", "parent", "name_zh")
        )

    take(told)
    forwards = rows()
    drawing = Drawing()
    for one in told:
        drawing.drop(one.source)
    drawing.write()
    for one in reversed(told):
        take([one])
    assert rows() == forwards
    assert len(forwards) == 5
