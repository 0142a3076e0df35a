"""A form asks of each role what the pack in force asks of it; what is handed in is taken all the same."""

import re
from typing import Any

from gridward.account.models import Account
from gridward.grid import offices
from gridward.grid.tree import tree
from gridward.kit import clock
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from tests.console.cast import Cast, page, signed_in
from tests.console.duties import ILL, asked, rules
from tests.toy.node import EAST, TOWN, at, entry, send, toy

__all__ = ["asked", "rules", "toy"]

FORM = f"/record/followup.reading/?area={EAST}"


def doctor() -> Any:
    """A doctor of the town."""
    account = Account.objects.create_user("doctor")
    with writing():
        offices.appoint(
            offices.Appointment(
                source=repeatable("doctor"), role="health_doctor", area=tree().need(TOWN).id, from_at=at(1),
                account=account.pk,
            )
        )  # fmt: skip
    return signed_in("doctor")


def label_of(html: str, field: str) -> str:
    """The label of a field, with its mark."""
    found = re.search(rf'<label for="body\.{field}">(.*?)</label>', html)
    return found[1] if found else ""


def test_what_is_asked_of_others_is_left_out_and_can_be_shown(asked: Cast) -> None:
    html = page(asked.chen, FORM)
    assert 'name="body.symptoms' not in html
    assert "另有 1 项只要求其他职务填写" in html
    assert 'name="body.symptoms' in page(asked.chen, f"{FORM}&fields=all")
    theirs = page(doctor(), FORM)
    assert 'name="body.symptoms' in theirs
    assert "只要求其他职务" not in theirs


def test_what_is_required_of_a_role_is_marked(asked: Cast) -> None:
    assert 'class="must"' in label_of(page(asked.chen, FORM), "temperature")
    assert label_of(page(asked.lin, f"{FORM}&fields=all"), "temperature")
    assert 'class="must"' not in label_of(page(asked.lin, f"{FORM}&fields=all"), "temperature")


def test_nothing_is_left_out_while_no_pack_is_in_force(asked: Cast) -> None:
    with clock.standing_at(at(1) - 1):
        assert 'name="body.symptoms' in page(asked.lin, FORM)


def test_what_was_typed_is_never_left_out(asked: Cast) -> None:
    answer = asked.chen.post(FORM, {"area": EAST, "body.symptoms": "fever"})
    assert 'name="body.symptoms' in answer.content.decode()


def test_intake_takes_what_the_form_would_not_have_asked(asked: Cast) -> None:
    body = {"slot": "PM", "status": "cooperative", "method": "in_person", "symptoms": ["fever"]}
    (receipt,) = send(entry(400, "followup.reading", EAST, at(5, 16), body, subject=ILL, by="chen"), when=at(5, 20))
    assert receipt.outcome in ("accepted", "flagged"), receipt
