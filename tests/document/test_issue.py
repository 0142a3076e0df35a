"""What is issued prints the same for ever, whatever the ledger learns later."""

import pytest

from gridward.account.models import Account
from gridward.document.issue import issue, reprint
from gridward.document.models import Issued
from gridward.document.render import FORMATS, rendered
from gridward.kit import clock
from tests.document.desk import AS_OF, both, template
from tests.grid.town import county

pytestmark = pytest.mark.django_db
WORDS = template(both("{gate.posts}、{gift.money|about}、{care.confirmed}"))


@pytest.fixture
def issued(desk) -> Issued:
    county()
    desk.say("gate.posts", 125)
    desk.say("gift.money", 246_312_050)
    desk.say("care.confirmed", 0, reported=8, expected=8, nothing="reported_zero")
    clerk = Account.objects.create(username="clerk", name_zh="测试员甲", name_en="Test Officer A")
    with clock.standing_at(AS_OF + clock.HOUR):
        return issue(desk.compose(WORDS), lang="zh", by=clerk)


def test_it_keeps_where_it_stood(issued):
    found = Issued.objects.get()
    assert (found.template, found.version, found.area.code, found.lang) == ("trial", 1, "371681102", "zh")
    assert (found.as_of, found.position, len(found.seal)) == (AS_OF, 4711, 64)
    assert found.issued_at == AS_OF + clock.HOUR
    assert found.issued_by == issued.issued_by


@pytest.mark.parametrize("fmt", list(FORMATS))
def test_it_prints_the_same_bytes_after_later_entries(issued, desk, fmt):
    first = rendered(reprint(issued), fmt, "zh")
    desk.at += 500
    desk.say("gate.posts", 126)
    again = Issued.objects.get()
    assert rendered(reprint(again), fmt, "zh") == first


def test_what_is_issued_is_what_was_drafted(issued, desk):
    drafted, found = desk.compose(WORDS), reprint(Issued.objects.get())
    assert (found.opening, found.sections, found.numbers, found.packs, found.proof) == (
        drafted.opening, drafted.sections, drafted.numbers, drafted.packs, drafted.proof,
    )  # fmt: skip


def test_the_paper_says_who_issued_it_and_when(issued):
    page = rendered(reprint(issued), "md", "zh").decode()
    assert "2020-02-11 00:59:59 测试员甲" in page
    assert "草稿" not in page
    assert "2020-02-11 00:59:59 Test Officer A" in rendered(reprint(issued), "md", "en").decode()
