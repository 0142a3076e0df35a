"""Recording, correcting, voiding: what is posted becomes an entry, and the figures follow."""

import re

import msgspec
import pytest
from django.test import Client

from gridward.console.records.rows import read
from gridward.figure.fold import catch_up
from gridward.grid.tree import tree
from gridward.kit.ids import uuid7
from gridward.ledger.content import decode
from gridward.ledger.listing import Wanted
from gridward.ledger.listing import page as listed
from gridward.ledger.stored import by_uuid
from gridward.roll.sealing import unseal_node
from tests.console.cast import EAST, FAR, WEST, Cast, Tags, fields, page
from tests.toy.node import NOW, TOWN, at, entry, send, uuid


def value(client: Client, name: str, area: str = EAST) -> str:
    """A figure as its page says it, with everything folded."""
    catch_up()
    found = Tags(page(client, f"/figures/{name}/?area={area}"))
    return next(text for _attrs, text in found.all("a", **{"class": "num", "data-figure": name}))


def test_a_form_becomes_an_entry_and_counts(cast: Cast) -> None:
    before = value(cast.lin, "toy.cars")
    posted = fields(page(cast.lin, f"/record/toy.cars/?area={EAST}"))
    assert posted["area"] == [EAST]
    answer = cast.lin.post("/record/toy.cars/", posted | {"body.count": "8", "body.gate": "east gate"})
    assert "已保存" in answer.content.decode()
    assert (before, value(cast.lin, "toy.cars")) == ("42个", "50个")
    found = page(cast.lin, "/ledger/toy.cars/")
    assert str(posted["id"][0]) in found


def test_the_same_form_sent_twice_counts_once(cast: Cast) -> None:
    posted = fields(page(cast.lin, f"/record/toy.cars/?area={EAST}")) | {"body.count": "8", "body.gate": "east gate"}
    cast.lin.post("/record/toy.cars/", posted)
    again = cast.lin.post("/record/toy.cars/", posted)
    assert "此前已保存" in again.content.decode()
    assert value(cast.lin, "toy.cars") == "50个"


def test_keyed_for_somebody_else(cast: Cast) -> None:
    posted = fields(page(cast.lin, f"/record/toy.visit/?area={EAST}")) | {
        "subject": "door 9",
        "by": "chen",
        "means": "paper",
    }
    cast.lin.post("/record/toy.visit/", posted)
    found = page(cast.lin, f"/entries/{posted['id'][0]}/")
    assert "chen" in found
    assert "系统管理员" in found
    assert "纸质补录" in found


def test_what_somebody_records_elsewhere_is_not_taken(cast: Cast) -> None:
    posted = {"area": WEST, "happened_at": "2020-02-06T08:00", "subject": "door 1"}
    kind = next(
        attrs["href"]
        for attrs, _text in Tags(page(cast.chen, "/record/")).all("a")
        if "/record/screening." in attrs["href"]
    )
    answer = cast.chen.post(kind, posted)
    assert "不是您职责范围内的区域" in answer.content.decode()


def test_a_correction_replaces_with_its_reason(cast: Cast) -> None:
    address = f"/entries/{uuid(102)}/"
    posted = fields(page(cast.lin, f"{address}correct/"))
    assert posted["body.count"] == ["30"]
    without = cast.lin.post(f"{address}correct/", posted | {"body.count": "20"})
    assert without.status_code == 200
    assert "“理由”未填" in without.content.decode()
    answer = cast.lin.post(f"{address}correct/", posted | {"body.count": "20", "reason": "counted twice"})
    assert answer.status_code == 302
    assert value(cast.lin, "toy.cars") == "32个"
    found = page(cast.lin, address)
    assert "counted twice" in found
    assert "<del>30</del>" in found
    assert "<ins>20</ins>" in found


def test_a_correction_may_move_area_and_time(cast: Cast) -> None:
    address = f"/entries/{uuid(103)}/correct/"
    posted = fields(page(cast.lin, address))
    moved = posted | {"area": EAST, "happened_at": "2020-02-05T07:00", "reason": "wrong village"}
    assert cast.lin.post(address, moved).status_code == 302
    assert (value(cast.lin, "toy.passages"), value(cast.lin, "toy.passages", WEST)) == ("3个", "0个")


def test_a_correction_keeps_what_was_not_touched(cast: Cast) -> None:
    """Subject, references and sealed text go on though the form shows none of them in clear."""
    for number, more in ((106, {}), (110, {"body.amount": "2.5"})):
        address = f"/entries/{uuid(number)}/correct/"
        found = page(cast.lin, address)
        assert "behind the well" not in found
        answer = cast.lin.post(address, fields(found) | more | {"reason": "typing"})
        assert answer.status_code == 302, answer.content.decode()
    old, new = (by_uuid([one])[0] for one in (uuid(106), _tip(106)))
    assert new.subject == old.subject
    assert [read(one).body for one in (new, old)] == [read(old).body] * 2
    answered = by_uuid([_tip(110)])[0]
    body = decode(answered.content).body
    sealed = msgspec.json.decode(body)["secret"]
    assert unseal_node(sealed, f"{answered.uuid}:secret".encode()) == "behind the well"
    assert value(cast.lin, "toy.met") == "1个"


def _tip(number: int):  # type: ignore[no-untyped-def]
    root = by_uuid([uuid(number)])[0].position
    return next(one.uuid for one in listed(Wanted(), limit=100).rows if one.root == root)


def test_a_void_takes_the_entry_out_and_keeps_it(cast: Cast) -> None:
    address = f"/entries/{uuid(102)}/"
    assert "“理由”未填" in cast.lin.post(f"{address}void/", {"reason": ""}).content.decode()
    assert cast.lin.post(f"{address}void/", {"reason": "another gate"}).status_code == 302
    assert value(cast.lin, "toy.cars") == "12个"
    found = page(cast.lin, address)
    assert "作废" in found
    assert "another gate" in found
    page(cast.lin, f"{address}correct/", 404)
    page(cast.lin, f"{address}void/", 404)


def test_only_authors_and_correctors_may_change(cast: Cast) -> None:
    own = f"/entries/{uuid(101)}/"
    assert "更正" not in [text for _attrs, text in Tags(page(cast.chen, own)).all("a")]
    page(cast.chen, f"{own}correct/", 404)
    assert cast.chen.post(f"{own}void/", {"reason": "no"}).status_code == 404


def test_what_is_kept_back_cannot_be_swapped_for_somebody_else(cast: Cast) -> None:
    address = f"/entries/{uuid(106)}/correct/"
    posted = fields(page(cast.lin, address))
    for name, text in (("subject.kept", "household:99999"), ("body.met.kept", "person:99999")):
        answer = cast.lin.post(address, posted | {name: text, "reason": "curious"})
        assert answer.status_code == 200
        assert "原来的对象已不可用" in answer.content.decode()


def test_an_entry_without_office_is_listed_as_held(cast: Cast) -> None:
    found = page(cast.lin, "/ledger/held/")
    assert str(uuid(111)) in found
    assert str(uuid(112)) in found
    assert str(uuid(101)) not in found
    assert str(uuid(112)) not in page(cast.chen, "/ledger/held/")


@pytest.mark.parametrize("name", ["id", "opened"])
def test_a_spoilt_hidden_field_does_no_harm(cast: Cast, name: str) -> None:
    posted = {"area": EAST, "happened_at": "2020-02-06T08:00", "body.count": "1", "id": str(uuid7(NOW)), name: "☃"}
    answer = cast.lin.post("/record/toy.cars/", posted)
    assert answer.status_code == 200
    assert "Traceback" not in answer.content.decode()


def test_one_more_row_does_not_save(cast: Cast) -> None:
    before = listed(Wanted(), limit=1).rows[0].position
    posted = fields(page(cast.lin, f"/record/toy.cars/?area={EAST}"))
    answer = cast.lin.post("/record/toy.cars/", posted | {"more": "body.count", "body.count": "x"})
    assert answer.status_code == 200
    assert 'value="x"' in answer.content.decode()
    assert listed(Wanted(), limit=1).rows[0].position == before


def test_the_next_form_keeps_the_gate_and_asks_the_rest_anew(cast: Cast) -> None:
    posted = fields(page(cast.lin, f"/record/toy.cars/?area={EAST}")) | {
        "body.count": "8",
        "body.gate": "east gate",
        "means": "paper",
        "happened_at": "2020-02-06T08:00",
    }
    html = cast.lin.post("/record/toy.cars/", posted).content.decode()
    after = fields(html)
    assert 'value="paper" selected' in html
    assert after["id"] != posted["id"]
    assert (after["area"], after["body.gate"]) == ([EAST], ["east gate"])
    assert (after["body.count"], after["happened_at"]) == ([""], ["2020-02-06T08:00"])
    last = cast.lin.post("/record/toy.cars/", after | {"body.count": "2"}).content.decode()
    assert "已计入" in last
    assert value(cast.lin, "toy.cars") == "52个"


def test_the_gates_of_a_village_are_offered_to_be_tapped(cast: Cast) -> None:
    gate = tree().id_of_ref("east gate")
    assert gate is not None
    code = tree().by_id(gate).code
    html = page(cast.lin, f"/record/toy.cars/?area={EAST}")
    assert f'<input type="radio" name="body.gate" value="{code}" checked>' in html, "the only one stands there already"
    posted = fields(html) | {"body.gate": [code], "body.count": ["3"]}
    assert "已计入" in cast.lin.post("/record/toy.cars/", posted).content.decode()
    assert listed(Wanted(), limit=1).rows[0].area == gate
    assert 'type="radio" name="body.gate"' not in page(cast.lin, f"/record/toy.cars/?area={FAR}")


def test_a_typed_gate_goes_before_the_one_that_stands_there(cast: Cast) -> None:
    posted = fields(page(cast.lin, f"/record/toy.cars/?area={EAST}")) | {"body.count": ["3"]}
    code = tree().by_id(tree().id_of_ref("east gate") or 0).code
    cast.lin.post("/record/toy.cars/", posted | {"body.gate": ["another gate", code]})
    assert listed(Wanted(), limit=1).rows[0].area == tree().id_of_ref("another gate")
    html = page(cast.lin, f"/record/toy.cars/?area={EAST}")
    assert html.count('type="radio" name="body.gate"') == 2
    assert "checked" not in html.partition('type="radio" name="body.gate"')[2].partition("</div>")[0]


def test_nobody_types_the_number_of_a_shift(cast: Cast) -> None:
    assert "要登记的是哪一条" not in page(cast.lin, "/record/command.attendance/")
    shift = {"start": "2020-02-05T08:00:00+08:00", "end": "2020-02-05T20:00:00+08:00", "slots": [{"role": "police"}]}
    (receipt,) = send(entry(300, "command.shift", EAST, at(5), shift))
    assert receipt.outcome in ("accepted", "flagged"), receipt
    html = page(cast.lin, "/record/command.attendance/")
    assert "要登记的是哪一条" in html
    link = re.search(r'href="(/record/command.attendance/[^"]*subject=entry[^"]*)"', html)
    assert link is not None
    assert "要登记的是哪一条" not in page(cast.lin, link[1].replace("&amp;", "&"))


def test_the_store_of_the_town_itself_is_offered(cast: Cast) -> None:
    body = {"item": "mask", "counted": "5", "unit": "只"}
    store = {"kind": "place", "ref": "town store"}
    (receipt,) = send(entry(300, "supplies.stocktake", TOWN, at(5), body, subject=store))
    assert receipt.outcome in ("accepted", "flagged"), receipt
    code = tree().by_id(tree().id_of_ref("town store") or 0).code
    html = page(cast.lin, f"/record/supplies.stocktake/?area={TOWN}")
    assert f'<input type="radio" name="subject" value="{code}" checked>' in html
    posted = fields(html) | {"subject": [code], "body.item": ["mask"], "body.counted": ["7"], "body.unit": ["只"]}
    assert "已计入" in cast.lin.post("/record/supplies.stocktake/", posted).content.decode()
    assert listed(Wanted(), limit=1).rows[0].area == tree().id_of_ref("town store")
