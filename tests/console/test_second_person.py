"""The second person finds what waits, decides on the form with the order before their eyes, and the order counts."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from gridward.account.models import Account
from gridward.grid import offices
from gridward.grid.tree import tree
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from gridward.ledger.stored import by_uuid
from tests.console.cast import Cast, Tags, fields, in_english, page, signed_in
from tests.console.duties import NOW, asked, rules
from tests.toy.node import COUNTY, EAST, OTHER, TOWN, at, entry, send, toy, uuid

__all__ = ["asked", "rules", "toy"]

POSTS = {
    "doctor": ("health_doctor", TOWN),
    "colleague": ("treatment_group", TOWN),
    "leader": ("leader", TOWN),
    "afar": ("leader", OTHER),
    "eye": ("oversight", TOWN),
    "eye-afar": ("oversight", OTHER),
}
HELD = 320


@pytest.fixture
def cast(asked: Cast) -> Iterator[dict[str, Client]]:
    """Officers of several branches, and an order by the doctor that no rule entitles to."""
    for name, (role, area) in POSTS.items():
        account = Account.objects.create_user(name, name_zh=name)
        with writing():
            offices.appoint(
                offices.Appointment(
                    source=repeatable(name), role=role, area=tree().need(area).id, from_at=at(1), account=account.pk
                )
            )
    home = {
        "measure": "home_quarantine", "clock": "order", "clock_start": "2020-02-05",
        "place": {"kind": "area", "id": EAST},
    }  # fmt: skip
    receipts = send(
        entry(300, "policy.response", COUNTY, at(1), {"pack": "entitling", "from": "2020-02-01"}),
        entry(
            HELD,
            "followup.order",
            EAST,
            at(5, 19),
            home,
            subject={"kind": "person", "ref": "Qian of East"},
            by="doctor",
        ),
        when=NOW,
    )
    assert [one.outcome for one in receipts] == ["accepted", "held"], receipts
    yield {name: signed_in(name) for name in POSTS}


def approval(html: str) -> str:
    """The address of the button, "" where there is none."""
    found = re.search(r'href="(/record/duty\.approval/[^"]*)"', html)
    return found[1].replace("&amp;", "&") if found else ""


ORDER = f"/entries/{uuid(HELD)}/"


def test_only_another_branch_that_may_approve_there_finds_the_button(cast: dict[str, Client]) -> None:
    assert approval(page(cast["leader"], ORDER))
    assert approval(page(cast["leader"], "/ledger/held/")) == approval(page(cast["leader"], ORDER))
    for name in ("doctor", "colleague", "eye"):
        assert approval(page(cast[name], ORDER)) == "", name
        assert approval(page(cast[name], "/ledger/held/")) == "", name
    page(cast["afar"], ORDER, 404)
    assert approval(page(cast["afar"], "/ledger/held/")) == ""


def test_the_form_shows_the_order_masked_and_approval_makes_it_count(cast: dict[str, Client]) -> None:
    leader = cast["leader"]
    address = approval(page(leader, ORDER))
    html = page(leader, address)
    assert "about-title" in html
    assert "居家隔离" in html
    assert "Qi***st" in html
    assert "Qian of East" not in html + page(leader, ORDER)
    assert "Qi***st" in page(leader, ORDER)
    assert "Qi***st" not in page(cast["eye"], ORDER)
    filled = fields(html) | {"body.verdict": ["approved"], "body.evidence": ["two test results"]}
    answer = leader.post(address, filled)
    assert answer.status_code == 200, answer.content.decode()
    (stored,) = by_uuid([uuid(HELD)])
    assert stored.counts_from is not None
    assert approval(page(leader, ORDER)) == ""
    assert "two test results" not in page(leader, ORDER)


def test_a_form_without_evidence_is_told_so_and_keeps_the_order(cast: dict[str, Client]) -> None:
    address = approval(page(cast["leader"], ORDER))
    answer = cast["leader"].post(address, fields(page(cast["leader"], address)) | {"body.verdict": ["approved"]})
    html = answer.content.decode()
    assert "about-title" in html
    assert 'role="alert"' in html
    assert by_uuid([uuid(HELD)])[0].counts_from is None


def test_oversight_sees_how_many_wait_and_finds_them(cast: dict[str, Client]) -> None:
    def told(client: Client, address: str) -> list[str]:
        return [attrs["data-waiting"] for attrs, _ in Tags(page(client, address)).all(**{"data-waiting": "*"})]

    assert told(cast["eye"], "/") == ["1"]
    assert told(cast["eye-afar"], "/") == []
    assert told(cast["doctor"], "/") == []
    assert "waiting for a second person" in page(in_english(cast["eye"]), "/ledger/held/?waits=second_person")
    send(entry(330, "toy.cars", "371681102299", at(5), {"count": 1}), when=NOW)
    assert told(cast["eye"], "/ledger/held/?waits=second_person") == ["1"]
    assert len(list(Tags(page(cast["eye"], "/ledger/held/?waits=second_person")).all("td", **{"class": "wide"}))) == 1
    assert told(cast["eye-afar"], "/ledger/held/") == ["0"]
    assert told(cast["doctor"], "/ledger/held/") == []


def test_a_form_about_an_entry_of_others_tells_nothing_of_it(cast: dict[str, Client]) -> None:
    (stored,) = by_uuid([uuid(HELD)])
    html = page(cast["afar"], f"/record/duty.approval/?subject=entry:{stored.position}")
    assert "about-title" not in html
    assert "居家隔离" not in html
