"""Oversight reads who restricted whom, by which rule and who agreed, is told of it, and finds what was appealed."""

import json
from typing import Any

import pytest
from django.test import Client

from gridward.account.models import Account
from gridward.cli.restrictions import as_json
from gridward.duty.models import Notice
from gridward.grid.tree import tree
from gridward.intake import alarm
from gridward.intake.restricted import restrictions
from tests.console.cast import in_english, page
from tests.console.duties import NOW, asked, rules
from tests.console.test_second_person import HELD, cast
from tests.toy.node import EAST, TOWN, at, entry, send, toy, uuid

__all__ = ["asked", "cast", "rules", "toy"]
pytestmark = pytest.mark.kernel

QIAN = {"kind": "person", "ref": "Qian of East"}
SUN = {"kind": "person", "ref": "Sun of East"}


def order(number: int, subject: dict[str, str], hour: float, by: str = "doctor") -> dict[str, Any]:
    home = {"measure": "home_quarantine", "clock": "order", "clock_start": "2020-02-05", "place": EAST}
    return entry(number, "followup.order", EAST, at(5, hour), home, subject=subject, by=by)


def contact(number: int, subject: dict[str, str]) -> dict[str, Any]:
    body = {"source": {"kind": "person", "ref": "case"}, "type": "close", "last_contact": "2020-02-04"}
    return entry(number, "tracing.contact", EAST, at(5, 10), body, subject=subject)


def approval(number: int, by: str, verdict: str) -> dict[str, Any]:
    body = {"verdict": verdict, "evidence": "two test results"}
    about = {"kind": "entry", "id": str(uuid(HELD))}
    return entry(number, "duty.approval", EAST, at(5, 20), body, subject=about, by=by)


def fates(*, every: bool = False) -> list[str]:
    return [one.fate for one in restrictions(None, every=every)]


def test_what_waits_is_listed_with_who_and_why(cast: dict[str, Client]) -> None:
    (one,) = restrictions(None)
    assert (one.fate, one.by, one.rule, one.subject) == ("waiting", "doctor", None, one.subject)
    html = page(in_english(cast["eye"]), "/restrictions/")
    assert "waits for a second person" in html
    assert "doctor" in html
    assert "no rule" in html
    assert "Qian of East" not in html


def test_the_second_persons_word_is_told_with_who_and_when(cast: dict[str, Client]) -> None:
    send(approval(400, "leader", "refused"), when=NOW)
    assert fates() == ["refused"]
    send(approval(401, "leader", "approved"), when=NOW)
    (one,) = restrictions(None)
    assert one.fate == "approved"
    assert [(said.by, said.verdict) for said in one.decided] == [("leader", "refused"), ("leader", "approved")]
    html = page(in_english(cast["eye"]), "/restrictions/")
    assert "leader agreed" in html
    assert "two test results" not in html


def test_what_a_rule_entitles_to_is_listed_on_demand_with_the_rule(cast: dict[str, Client]) -> None:
    send(contact(410, SUN), order(411, SUN, 19.5), when=NOW)
    assert fates() == ["waiting"]
    assert fates(every=True) == ["ordinary", "waiting", "ordinary"]
    ordinary = restrictions(None, every=True)[0]
    assert ordinary.rule is not None
    assert ordinary.rule[1] == "contact"
    assert ordinary.until is None or ordinary.until > NOW
    assert "密接居家观察" in page(cast["eye"], "/restrictions/?show=all")
    send(order(412, SUN, 19.5) | {"body": None, "replaces": str(uuid(411))}, when=NOW)
    assert fates(every=True) == ["voided", "waiting", "ordinary"]


def test_an_appeal_is_found_beside_the_order(cast: dict[str, Client]) -> None:
    send(contact(410, SUN), order(411, SUN, 19.5), when=NOW)
    body = {"type": "appeal", "group": "isolated"}
    send(entry(413, "followup.request", EAST, at(5, 20), body, subject=SUN), when=NOW)
    assert [len(one.appeals) for one in restrictions(None, every=True)] == [1, 0, 0]


def test_one_document_holds_all_and_nobody_s_name(cast: dict[str, Client]) -> None:
    send(contact(410, SUN), order(411, SUN, 19.5), approval(401, "leader", "approved"), when=NOW)
    told = json.dumps([as_json(one) for one in restrictions(None, every=True)])
    assert "Qian" not in told
    assert "Sun of" not in told
    first, second, _before_any_rule = json.loads(told)
    assert (first["state"], first["rule"]["measure"], second["decided"][0]["by"]) == ("ordinary", "contact", "leader")
    assert second["reasons"][0]["code"] == "second_person_missing"


def test_it_is_for_whoever_oversees_the_area(cast: dict[str, Client]) -> None:
    assert cast["doctor"].get("/restrictions/").status_code == 404
    assert cast["leader"].get("/restrictions/").status_code == 404
    assert "doctor" not in page(cast["eye-afar"], "/restrictions/")
    assert cast["eye-afar"].get(f"/restrictions/?area={TOWN}").status_code == 404


def test_oversight_is_told_once(cast: dict[str, Client]) -> None:
    eye = Account.objects.get(username="eye").pk
    assert alarm.tell() == 1
    (notice,) = Notice.objects.all()
    assert (notice.account, notice.urgent, len(notice.restrictions)) == (eye, True, 1)
    assert alarm.tell() == 0
    assert "/restrictions/" in page(cast["eye"], "/")
    send(order(420, SUN, 20), when=NOW)
    assert alarm.tell() == 1
    assert Notice.objects.count() == 2


def test_without_an_overseer_whoever_may_oversee_is_told(cast: dict[str, Client]) -> None:
    found = alarm.overseers(tree().need("371681103").id, tree())
    assert found == {Account.objects.get(username="eye-afar").pk}
    assert alarm.overseers(tree().roots()[0].id, tree()) == {Account.objects.get(username="operator").pk}


def test_an_agreement_that_is_taken_back_does_not_look_like_the_operators_release(cast: dict[str, Client]) -> None:
    send(approval(330, "leader", "approved"), when=NOW)
    assert fates() == ["approved"]
    send(approval(331, "leader", "approved") | {"body": None, "replaces": str(uuid(330))}, when=NOW)
    assert fates() == ["withdrawn"]
    assert "took it back, no longer in force" in page(in_english(cast["eye"]), "/restrictions/")
