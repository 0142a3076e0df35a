"""Hand-overs on pages: offered from the board, accepted by a tap, returned with a reason, decided above; attacked."""

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from gridward.account.models import Account
from gridward.duty.models import Duty, Handover
from gridward.duty.names import clause_name
from gridward.grid import offices
from gridward.grid.tree import tree
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from gridward.roll.called import account_key
from tests.console.cast import PASSWORD, Cast, fields, in_english, page, signed_in
from tests.console.duties import NOW, asked, rules
from tests.toy.node import EAST, FAR, WEST, at, entry, send, toy

__all__ = ["asked", "rules", "toy"]
pytestmark = pytest.mark.kernel


def duty(name: str) -> int:
    """A duty of East that is due and not done."""
    found = Duty.objects.filter(area=tree().need(EAST).id, state=0, due__lte=NOW).order_by("-due")
    return next(one.id for one in found if clause_name(one.clause)[1] == name)


def offered(client: Client, to: str = FAR, **more: str) -> HttpResponse:
    body = {"to": to, "what": "all", "reason": "lives there"} | more
    response: HttpResponse = client.post(f"/missing/{duty('reading')}/hand-over/", body)
    return response


def tapped(client: Client, what: str, **body: str) -> int:
    chain = Handover.objects.latest("at", "chain").chain
    return client.post(f"/handovers/{chain}/{what}/", body).status_code


def states() -> list[str]:
    return list(Handover.objects.order_by("at", "chain").values_list("state", flat=True))


def test_it_is_offered_from_the_board_and_accepted_by_one_tap(asked: Cast) -> None:
    assert "hand-over/" in page(asked.chen, "/missing/")
    assert offered(asked.chen).status_code == 302
    mine, theirs = page(asked.chen, "/handovers/"), page(asked.fang, "/handovers/")
    assert "已交出，仍由您负责" in mine
    assert 'value="accepted"' in theirs
    assert 'value="accepted"' not in mine
    assert 'value="accepted"' in page(asked.fang, "/")
    assert "待接收" in page(asked.chen, "/missing/")
    assert "Zhao of East" not in theirs
    assert tapped(asked.fang, "answer", answer="accepted", **{"from": "situation"}) == 302
    assert states() == ["accepted"]
    assert Duty.objects.filter(area=tree().need(FAR).id, opens__gt=NOW).exists()
    assert 'value="accepted"' not in page(asked.fang, "/handovers/")


def test_a_return_needs_its_reason_and_goes_back(asked: Cast) -> None:
    offered(asked.chen)
    assert tapped(asked.fang, "answer", answer="returned") == 400
    assert tapped(asked.fang, "answer", answer="perhaps") == 400
    assert states() == ["offered"]
    assert tapped(asked.fang, "answer", answer="returned", reason="not here") == 302
    html = page(in_english(asked.chen), "/handovers/")
    assert "Returned to you" in html
    assert "not here" in html, "whoever gave it reads why it came back"
    chain = Handover.objects.get().chain
    assert "Offer" in page(asked.chen, f"/handovers/{chain}/again/")
    body = {"to": FAR, "reason": "he is there"}
    assert asked.chen.post(f"/handovers/{chain}/again/", body).status_code == 302
    assert tapped(asked.fang, "answer", answer="returned", reason="no") == 302
    assert states() == ["returned", "raised"]
    assert tapped(asked.chen, "decide", to="receiver", reason="x") == 404
    assert tapped(asked.lin, "decide", to="nobody", reason="x") == 400
    assert tapped(asked.lin, "decide", to="receiver") == 400
    assert "To decide" in page(in_english(asked.lin), "/handovers/")
    assert tapped(asked.lin, "decide", to="receiver", reason="he sleeps there") == 302
    assert states() == ["returned", "decided"]


def test_nobody_accepts_what_is_not_for_them(asked: Cast) -> None:
    offered(asked.chen)
    assert tapped(asked.chen, "answer", answer="accepted") == 404
    assert tapped(asked.zhou, "answer", answer="accepted") == 404
    assert tapped(asked.lin, "answer", answer="accepted") == 404
    assert tapped(asked.fang, "burn") == 404
    assert tapped(asked.nobody, "answer", answer="accepted") == 302  # to the sign-in
    assert states() == ["offered"]
    tapped(asked.fang, "answer", answer="accepted")
    assert tapped(asked.fang, "answer", answer="returned", reason="x") == 404, "accepted once"


def test_a_form_says_what_is_wrong(asked: Cast) -> None:
    for wrong in ({"to": ""}, {"to": "nowhere at all"}, {"to": EAST}, {"to": FAR, "reason": " "},
                  {"to": FAR, "office": "emperor"}):  # fmt: skip
        response = offered(asked.chen, **wrong)
        assert response.status_code == 400, wrong
        assert b"notice bad" in response.content
    assert states() == []


def test_of_others_there_is_nothing_to_hand_over(asked: Cast) -> None:
    number = duty("reading")
    assert asked.fang.get(f"/missing/{number}/hand-over/").status_code == 404
    assert asked.zhou.get(f"/missing/{number}/hand-over/").status_code == 404
    assert asked.zhou.get("/handovers/").status_code == 404
    assert asked.chen.get("/missing/99999999/hand-over/").status_code == 404


def test_what_an_officer_is_asked_by_name_stands_in_their_own_list(asked: Cast) -> None:
    with writing():
        wei = Account.objects.create_user("wei", PASSWORD, name_zh="wei", name_en="wei")
        post = offices.Appointment(source=repeatable("wei"), role="village_lead", area=tree().need(WEST).id,
                                   from_at=at(1), account=wei.pk)  # fmt: skip
        offices.appoint(post)
    body = {"text": "count the wells", "to": [{"kind": "account", "id": "chen"}], "requires": ["ack"]}
    send(entry(400, "command.directive", "371681102", at(5, 19), body), when=NOW)
    html = page(asked.chen, "/")
    assert "指令签收" in html
    assert "count the wells" in html, "whoever is asked by name is told what for"
    assert "指令签收" not in page(signed_in("wei"), "/")
    form = next(unescape(one) for one in re.findall(r'href="(/record/command.feedback/[^"]+)"', html))
    filled = fields(page(asked.chen, form)) | {"body.stage": ["received"]}
    assert asked.chen.post(form, filled).status_code in (200, 302)
    chen = account_key("chen")
    assert Duty.objects.get(subject=chen).state == 1
    other = re.sub("area=[^&]+", f"area={WEST}", form)
    assert "subject.kept" not in fields(page(signed_in("wei"), other))


def test_a_receiver_is_found_anywhere_on_the_map(asked: Cast) -> None:
    assert FAR not in page(asked.chen, f"/pick/areas/?to={FAR}")
    assert FAR in page(asked.chen, f"/pick/areas/?any=1&to={FAR}")
    assert "没有名称相符" in page(asked.chen, "/pick/areas/?any=1&to=nowhere")
