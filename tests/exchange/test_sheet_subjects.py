"""What an entry is about stays what it is: through an export, and through a correction of something else."""

from io import BytesIO
from typing import Any

import pytest

from gridward.exchange.sheet.export import Reader, export
from gridward.exchange.sheet.plan import Plan, run
from gridward.exchange.sheet.reading import open_book
from gridward.exchange.sheet.workbook import sheets
from gridward.ledger.listing import Wanted, page
from gridward.plug.catalogue import CATALOGUE
from tests.exchange.books import book
from tests.toy.node import EAST, TOWN, WEST, at, entry, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("node")]
SURVEY, POST = "sanitation.survey", "publicity.post"
BODIES: dict[str, dict[str, Any]] = {
    SURVEY: {"inspected": 5, "positive": 1},
    POST: {
        "platform": "wechat",
        "outlet_level": "own",
        "title": "x",
        "published_at": "2020-02-05T08:00:00+08:00",
    },
}
SUBJECTS: list[dict[str, str] | None] = [
    None,
    {"kind": "area", "id": WEST},
    {"kind": "area", "id": TOWN},
    {"kind": "place", "ref": "market"},
    {"kind": "household", "ref": "East 1"},
]


def given(kind: str, subject: dict[str, str] | None) -> None:
    more = {} if subject is None else {"subject": subject}
    (receipt,) = send(entry(1001, kind, EAST, at(5), BODIES[kind], **more))
    assert receipt.outcome == "accepted", receipt


def corrected(kind: str, **cells: Any) -> list[str]:
    """The kind as exported, with some cells of its row changed; columns by their codes (`__` for a dot)."""
    out = BytesIO()
    export(CATALOGUE.kinds[kind], Wanted(), Reader(account=None, lang="zh"), out=out)
    rows = [list(row) for row in next(iter(sheets(out.getvalue()))).rows]
    codes = [code.partition("@")[0] for code in rows[1]]
    for name, value in cells.items():
        rows[2][codes.index(name.replace("__", "."))] = value
    opened = open_book(book(rows), CATALOGUE.kinds[kind], {}, ())
    return [one.code for one in run(Plan(opened, None, source="t"), dry=False)]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_another_number_leaves_what_it_is_about(subject: dict[str, str] | None) -> None:
    given(SURVEY, subject)
    assert corrected(SURVEY) == ["same"]
    assert corrected(SURVEY, body__inspected=6) == ["accepted"]
    last, first = page(Wanted(kinds=(SURVEY,))).rows
    assert (last.subject, last.area, last.replaces) == (first.subject, first.area, first.position)


def test_an_area_is_all_that_some_kinds_are_about() -> None:
    given(POST, {"kind": "area", "id": WEST})
    assert corrected(POST) == ["same"]
    assert corrected(POST, body__title="y") == ["accepted"]
    last, first = page(Wanted(kinds=(POST,))).rows
    assert (last.subject, last.area) == (first.subject, first.area)
    assert corrected(POST, area=TOWN) == ["accepted"]
    assert page(Wanted(kinds=(POST,))).rows[0].area != first.area
