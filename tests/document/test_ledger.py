"""On a real ledger: the same position gives the same bulletin, whatever is entered afterwards."""

import pytest

from gridward.document.draft import compose
from gridward.document.render import rendered
from gridward.document.template import parse
from gridward.figure import series
from gridward.grid.tree import Tree
from gridward.grid.version import EMPTY
from gridward.intake.receive import submit
from gridward.kit import clock
from gridward.ledger import names
from gridward.ledger.head import stand
from tests.document.desk import template

pytestmark = pytest.mark.django_db
WORDS = parse(
    template(("人口{grid.population|万.1},村{grid.areas[village]}。", "{grid.population|万.1}, {grid.areas[village]}")),
    name="trial",
)
AS_OF = clock.parse("2020-02-10")


def area(code: str, level: str, parent: str, *, day: int, **body: object) -> dict[str, object]:
    """An area opened on a day of February 2020."""
    told = {"code": code, "action": "open", "level": level, "parent": parent, "name_zh": f"{level}{code[-3:]}"} | body
    return entry("grid.area", parent, day=day, body=told)


def entry(kind: str, where: str, *, day: int, body: dict[str, object]) -> dict[str, object]:
    return {"kind": kind, "area": where, "happened_at": f"2020-02-{day:02}T08:00:00+08:00", "body": body}


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gridward.grid.tree._latest", Tree(EMPTY, {}, {}, {}))
    names.forget()
    series.forget()
    with clock.standing_at(AS_OF):
        receipts = submit(
            [
                area("371681102", "town", "", day=1, name_zh="长山镇", name_en="Changshan", population=73_412),
                area("371681102203", "village", "371681102", day=1),
                area("371681102204", "village", "371681102", day=2),
                entry("policy.response", "371681102", day=7, body={"pack": "cn-covid-e4", "from": "2020-02-07"}),
                entry(
                    "policy.response",
                    "371681102",
                    day=7,
                    body={"pack": "cn-covid-e3", "from": "2020-01-28", "to": "2020-02-06"},
                ),
            ]
        )
    assert {receipt.outcome for receipt in receipts} <= {"accepted", "flagged"}


@pytest.mark.usefixtures("town")
def test_the_numbers_come_from_the_ledger():
    bulletin = compose(WORDS, area="371681102", as_of=AS_OF)
    assert bulletin.title.zh == "长山镇情况"
    assert bulletin.sections[0].sentences[0].plain("zh") == "人口7.3万人\uff0c村2个。"
    assert bulletin.proof.position == stand().position
    assert bulletin.proof.seal == stand().seal
    assert bulletin.proof.sealed_at == AS_OF
    assert [(pack.id, pack.verified) for pack in bulletin.packs] == [("cn-covid-e4", False)]


@pytest.mark.usefixtures("town")
def test_late_entries_do_not_change_what_was_known():
    first = compose(WORDS, area="371681102", as_of=AS_OF)
    with clock.standing_at(AS_OF + clock.DAY):
        submit([area("371681102205", "village", "371681102", day=3)])
    later = compose(WORDS, area="371681102", as_of=AS_OF)
    again = compose(WORDS, area="371681102", as_of=AS_OF, known_at=first.proof.position)
    assert later.sections[0].sentences[0].plain("zh").endswith("村3个。")
    for fmt in ("md", "html", "docx", "pdf", "json"):
        assert rendered(again, fmt, "zh") == rendered(first, fmt, "zh")
        assert rendered(later, fmt, "zh") != rendered(first, fmt, "zh")


@pytest.mark.usefixtures("town")
def test_an_earlier_moment_shows_what_was_true_then():
    bulletin = compose(WORDS, area="371681102", as_of=clock.parse("2020-02-01"))
    assert bulletin.sections[0].sentences[0].plain("zh").endswith("村1个。")
    assert [pack.id for pack in bulletin.packs] == ["cn-covid-e3"]
