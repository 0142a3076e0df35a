"""Why may I see this: the office, since when, over which area, by which verb; and who else can."""

from tests.console.cast import EAST, FAR, TOWN, WEST, Cast, in_english, page
from tests.toy.node import at, entry, send, uuid


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
