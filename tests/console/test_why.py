"""Why may I see this: the office, since when, over which area, by which verb; and who else can."""

from gridward.grid.tree import tree
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from gridward.roll.register import register
from tests.console.cast import EAST, FAR, TOWN, WEST, Cast, in_english, page
from tests.toy.node import NOW, at, entry, send, uuid


def test_every_page_leads_to_its_reason(cast: Cast) -> None:
    for address, reason in (
        (f"/areas/{EAST}/", f"/why/?area={EAST}"),
        (f"/figures/toy.cars/?area={EAST}", f"/why/?area={EAST}"),
        (f"/entries/{uuid(101)}/", f"/why/?entry={uuid(101)}"),
        ("/officers/chen/", "/why/?officer=chen"),
    ):
        assert reason in page(cast.chen, address)
        assert "我为什么能看" in page(cast.chen, reason)


def test_it_names_the_office_and_who_else_can(cast: Cast) -> None:
    found = page(cast.chen, f"/why/?area={EAST}")
    for word in ("因任村（社区）书记", "2020-02-01起", "可查看", "派任务", "系统管理员"):
        assert word in found, word
    assert "fang" not in found
    assert "May see as Village or community secretary" in page(in_english(cast.chen), f"/why/?area={EAST}")
    assert "chen" in page(cast.lin, f"/why/?entry={uuid(101)}")


def test_only_offices_that_may_look_at_this_kind_are_named(cast: Cast) -> None:
    send(entry(901, "grid.appointment", EAST, at(2), {"office": "gate_guard", "holder": "zhou", "from": "2020-02-01"}))
    assert "zhou" in page(cast.chen, f"/why/?area={EAST}")
    assert "zhou" not in page(cast.chen, f"/why/?entry={uuid(101)}")


def test_what_is_not_seen_has_no_reason(cast: Cast) -> None:
    for asked in (
        f"area={TOWN}",
        f"area={FAR}",
        f"area={WEST}",
        f"entry={uuid(103)}",
        "entry=x",
        "area=",
        "",
        "officer=fang",
    ):
        page(cast.chen, f"/why/?{asked}", 404)


def test_htmx_gets_only_the_panel(cast: Cast) -> None:
    found = page(cast.chen, f"/why/?area={EAST}", HTTP_HX_REQUEST="true")
    assert found.lstrip().startswith("<section")


def test_a_person_is_seen_where_they_are_kept_or_through_an_entry_about_them(cast: Cast) -> None:
    east, far = tree().need(EAST).id, tree().need(FAR).id
    items = [
        {"kind": "person", "id": str(repeatable(name)), "identity": {"name": name}, "area": area}
        for name, area in (("one", east), ("two", far))
    ]
    with writing():
        one, two = (found.thing or 0 for found in register(items, NOW))
    send(
        entry(
            902, "toy.stay", EAST, at(5), {"measure": "home"}, subject={"kind": "person", "id": str(repeatable("two"))}
        )
    )
    for number in (one, two):
        assert f"/why/?thing={number}" in page(cast.chen, f"/people/{number}/")
        assert "因任村（社区）书记" in page(cast.chen, f"/why/?thing={number}")
    for asked in ("0", "", "x", "9" * 30, str(two + 1), "-1"):
        page(cast.chen, f"/why/?thing={asked}", 404)
    for number in ("9" * 18, "9" * 40):
        page(cast.chen, f"/people/{number}/", 404)
