"""The page of a domain: its figures, its ledgers, and what is open, opening to what it is about."""

import pytest
from django.test import Client

from gridward.account.models import Account
from gridward.domains.supervision.models import ProblemState
from gridward.figure.fold import catch_up
from gridward.grid.offices import Appointment, appoint
from gridward.grid.tree import tree
from gridward.intake import relist
from gridward.kit.clock import iso
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from tests.console.cast import EAST, FAR, TOWN, WEST, Cast, Tags, in_english, page, signed_in
from tests.toy.node import COUNTY, at, entry, send, uuid


def officer(role: str, area: str) -> Client:
    """Somebody with one office, signed in."""
    account = Account.objects.create_user(f"one-{role}", name_zh=role, name_en=role)
    with writing():
        appoint(
            Appointment(
                source=repeatable(f"one-{role}"),
                role=role,
                area=tree().need(area).id,
                from_at=at(1),
                account=account.pk,
            )
        )
    return signed_in(account.username)


def finding(number: int, area: str, *, deadline: int, office: str) -> dict[str, object]:
    body = {
        "visit": str(uuid(499)),
        "problem": "no masks at the door",
        "responsible_office": office,
        "deadline": iso(deadline),
        "severity": "serious",
    }
    return entry(number, "supervision.finding", area, at(6), body, subject={"kind": "area", "ref": area})


@pytest.fixture
def found(cast: Cast) -> Cast:
    """Two open findings, one of them late, and one that was put right."""
    visit = {"subjects": [EAST], "subject_kind": "village", "by": "us", "started": iso(at(6))}
    done = {"action": "masks were brought", "done_at": iso(at(7)), "state": "done"}
    send(
        entry(499, "supervision.visit", EAST, at(6), visit, subject={"kind": "area", "ref": EAST}),
        finding(500, EAST, deadline=at(8), office="East office"),
        finding(501, WEST, deadline=at(60), office="West office"),
        finding(502, FAR, deadline=at(8), office="Far office"),
        entry(503, "supervision.rectification", FAR, at(7), done, subject={"kind": "entry", "id": str(uuid(502))}),
    )
    catch_up()
    return cast


def rows(html: str) -> list[str]:
    """The rows of the list as text."""
    table = html[html.index('id="matters"') : html.index("</section>", html.index('id="matters"'))]
    return [text for _attrs, text in Tags(table).all("tr")][1:]


def test_what_is_open_comes_first_and_what_is_late_is_marked(found: Cast) -> None:
    html = page(found.lin, "/domains/supervision/")
    listed = rows(html)
    assert len(listed) == 2
    assert "East office" in listed[0] and "West office" in listed[1]
    assert html.count('class="late"') == 1


def test_all_of_them_when_asked(found: Cast) -> None:
    assert len(rows(page(found.lin, "/domains/supervision/?show=all"))) == 3


def test_a_row_opens_to_its_matter(found: Cast) -> None:
    assert f'href="/entries/{uuid(500)}/"' in page(found.lin, "/domains/supervision/")


def test_rows_are_sorted_and_filtered(found: Cast) -> None:
    down = rows(page(found.lin, "/domains/supervision/?sort=-deadline"))
    assert "West office" in down[0]
    done = rows(page(found.lin, "/domains/supervision/?show=all&is.state=done"))
    assert len(done) == 1 and "Far office" in done[0]


@pytest.mark.parametrize(
    "query",
    [
        "list=nothing",
        "sort=password",
        "sort=-",
        "page=0",
        "page=999999",
        "page=x",
        "is.state=%27%20OR%201=1",
        "show=%00",
    ],
)
def test_words_that_mean_nothing_are_left_out(found: Cast, query: str) -> None:
    assert len(rows(page(found.lin, f"/domains/supervision/?{query}"))) == 2


def test_a_village_sees_only_its_own(found: Cast) -> None:
    listed = rows(page(found.chen, "/domains/supervision/"))
    assert len(listed) == 1 and "East office" in listed[0]
    assert found.chen.get(f"/domains/supervision/?area={WEST}").status_code == 404


def test_a_matter_voided_leaves_the_list(found: Cast) -> None:
    send(entry(504, "supervision.finding", EAST, at(8), None, replaces=str(uuid(500))))
    assert ProblemState.objects.count() == 2


def test_a_rejected_deed_opens_the_matter_again(found: Cast) -> None:
    again = {"action": "looked again", "done_at": iso(at(9)), "state": "rejected"}
    send(entry(505, "supervision.rectification", FAR, at(9), again, subject={"kind": "entry", "id": str(uuid(502))}))
    assert len(rows(page(found.lin, "/domains/supervision/"))) == 3


def test_ledgers_say_what_came_today_and_offer_the_form(cast: Cast) -> None:
    html = page(cast.lin, f"/domains/toy/?area={EAST}&as_of=2020-02-04")
    assert f"/ledger/toy.cars/?area={EAST}" in html and f"/record/toy.cars/?area={EAST}" in html
    assert "/ledger/toy.cars/export/" in html
    assert '<b>1</b> <span class="quiet">· 2</span>' in html


def test_every_number_of_it_is_a_link(cast: Cast) -> None:
    shown = list(Tags(page(cast.lin, "/domains/toy/")).all(**{"data-figure": "*"}))
    assert shown
    assert all(attrs["href"].startswith("/figures/") for attrs, _ in shown)


def test_both_languages(found: Cast) -> None:
    assert "未整改" in page(found.lin, "/domains/supervision/")
    assert "Not put right" in page(in_english(found.lin), "/domains/supervision/")


@pytest.mark.parametrize("address", ["/domains/nowhere/", "/domains/kernel/", "/domains/grid/"])
def test_no_page_for_what_is_no_domain(cast: Cast, address: str) -> None:
    page(cast.lin, address, 404)


def test_a_bad_day_is_told(cast: Cast) -> None:
    assert "2020-13-01" in page(cast.lin, "/domains/supervision/?as_of=2020-13-01", 400)


def test_a_guard_finds_gates_and_nothing_else(cast: Cast) -> None:
    guard = officer("gate_guard", EAST)
    html = page(guard, "/")
    menu = html[html.index('aria-label="主菜单"') : html.index("</nav>", html.index('aria-label="主菜单"'))]
    assert "/domains/checkpoint/" in menu and "/record/checkpoint.vehicle/" in menu
    assert "/domains/clinic/" not in menu and "/domains/supervision/" not in menu
    page(guard, "/domains/clinic/", 404)


def test_a_supervisor_finds_findings_first(cast: Cast) -> None:
    html = page(officer("supervisor", TOWN), "/")
    assert html.index("/record/supervision.visit/") < html.index("/domains/supervision/")
    assert html.index("/domains/supervision/") < html.index("/domains/checkpoint/")


def test_the_band_holds_no_more_than_eight(cast: Cast) -> None:
    for client in (cast.lin, cast.chen, officer("duty_officer", COUNTY)):
        assert 0 < page(client, "/").count('<li class="head">') <= 8


def test_the_order_of_arrival_does_not_matter(found: Cast) -> None:
    done = {"action": "masks were brought", "done_at": iso(at(7)), "state": "verified"}
    about = {"kind": "entry", "id": str(uuid(510))}
    (early,) = send(entry(511, "supervision.rectification", WEST, at(7), done, subject=about))
    assert early.outcome == "held"
    send(finding(510, WEST, deadline=at(8), office="Late office"))
    assert ProblemState.objects.get(responsible_office="Late office").state == "verified"


def test_lists_derived_anew_are_the_same(found: Cast) -> None:
    before = sorted(ProblemState.objects.values_list())
    ProblemState.objects.all().delete()
    relist.again()
    assert sorted(ProblemState.objects.values_list()) == before != []
