"""Bulletins are read, taken along, issued once and printed the same for ever; forms are filled, people masked."""

import pytest
from django.test import Client

from gridward.document.models import Issued
from gridward.figure.fold import catch_up
from gridward.roll.models import AccessLog
from tests.console.cast import EAST, FAR, TOWN, Cast, in_english, page
from tests.console.test_domains import officer
from tests.toy.node import COUNTY, at, entry, send

BULLETIN = "/documents/bulletins/situation/"
FORM = "/documents/forms/donations/"
GIFT = {
    "donor_kind": "person",
    "channel": "town",
    "money": 20,
    "publish": "no",
    "received_at": {"kind": "place", "ref": "the store"},
}


def test_the_page_lists_what_there_is(cast: Cast) -> None:
    html = page(cast.lin, "/documents/")
    assert BULLETIN in html and FORM in html
    assert "Bulletins" in page(in_english(cast.lin), "/documents/")


def test_a_bulletin_is_read_with_its_numbers_linked(cast: Cast) -> None:
    html = page(cast.lin, BULLETIN)
    assert 'class="told-number"' in html or "均为零" in html or "均无数据" in html
    assert "草稿" in html
    assert page(cast.lin, f"{BULLETIN}?lang=en").count("Draft") >= 1


@pytest.mark.parametrize(("fmt", "begins"), [("md", b"#"), ("docx", b"PK"), ("json", b"{"), ("html", b"<!doctype")])
def test_it_is_taken_along_in_every_format(cast: Cast, fmt: str, begins: bytes) -> None:
    answer = cast.lin.get(f"{BULLETIN}{fmt}/")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Cache-Control"] == "no-store"


def test_what_is_issued_stays_as_it_was(cast: Cast) -> None:
    answer = cast.lin.post(BULLETIN, {"signed": "  Wang   Wu "})
    own = answer["Location"]
    before = page(cast.lin, own)
    assert "Wang Wu" in before and "草稿" not in before
    send(entry(900, "toy.cars", EAST, at(7), {"count": 99}))
    catch_up()
    kept = Issued.objects.get()
    assert cast.lin.get(f"{own}md/").content == cast.lin.get(f"{own}md/").content
    assert str(kept.position) in page(cast.lin, own)
    assert own in page(cast.lin, "/documents/")


def test_who_may_not_issue_finds_nothing_to_press(cast: Cast) -> None:
    worker = officer("grid_worker", EAST)
    assert "csrfmiddlewaretoken" not in page(worker, BULLETIN).partition("<main")[2]
    assert worker.post(BULLETIN).status_code == 404
    assert worker.get(f"{BULLETIN}md/").status_code == 404
    assert not Issued.objects.exists()


def test_what_was_issued_elsewhere_is_not_there(cast: Cast) -> None:
    own = cast.lin.post(f"{BULLETIN}?area={FAR}")["Location"]
    page(cast.chen, own, 404)
    page(cast.chen, f"{own}md/", 404)
    assert own not in page(cast.chen, "/documents/")
    assert own in page(cast.fang, "/documents/")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/documents/bulletins/nothing/", 404),
        ("/documents/bulletins/..%2fforms/", 404),
        (f"{BULLETIN}exe/", 400),
        (f"{BULLETIN}?as_of=yesterday", 400),
        (f"{BULLETIN}?area=nowhere", 404),
        (f"{BULLETIN}?known_at=99999999", 400),
        ("/documents/issued/77/", 404),
        ("/documents/forms/nothing/", 404),
        (f"{FORM}?as_of=2020-02-30", 400),
    ],
)
def test_what_cannot_be_is_told_in_one_page(cast: Cast, address: str, status: int) -> None:
    assert "Traceback" not in page(cast.lin, address, status)


@pytest.fixture
def given(cast: Cast) -> Cast:
    """A gift of somebody known."""
    (told,) = send(entry(910, "donation.gift", TOWN, at(6), GIFT, subject={"kind": "person", "ref": "a giver"}))
    assert told.outcome in ("accepted", "flagged"), told.reasons
    catch_up()
    return cast


def test_a_form_is_a_table_and_a_file(given: Cast) -> None:
    html = page(given.lin, f"{FORM}?area={TOWN}")
    assert "个人信息已遮挡" in html
    answer = given.lin.get(f"{FORM}file/?area={TOWN}")
    assert answer.status_code == 200 and answer.content.startswith(b"PK")
    assert not AccessLog.objects.exists()


def test_people_are_opened_for_a_purpose_that_is_written_down(given: Cast) -> None:
    assert given.lin.post(f"{FORM}file/?area={TOWN}", {"purpose": ""}).status_code == 400
    assert not AccessLog.objects.exists()
    answer = given.lin.post(f"{FORM}file/?area={TOWN}", {"purpose": "上级报送"})
    assert answer.status_code == 200 and answer.content.startswith(b"PK")
    assert {one.purpose for one in AccessLog.objects.all()} == {"上级报送"}


def test_who_may_not_open_does_not(given: Cast) -> None:
    clerk = officer("logistics_group", COUNTY)
    assert "/documents/forms/donations/file/" in page(clerk, FORM)
    assert clerk.post(f"{FORM}file/", {"purpose": "x"}).status_code == 404
    assert not AccessLog.objects.exists()


def test_a_form_of_kinds_that_one_does_not_see_is_not_there(cast: Cast) -> None:
    page(officer("gate_guard", EAST), FORM, 404)


def test_nobody_is_sent_to_sign_in(cast: Cast) -> None:
    for address in ("/documents/", BULLETIN, FORM, f"{FORM}file/", "/search/?q=a", "/domains/toy/"):
        assert Client().get(address)["Location"].startswith("/sign-in/")
