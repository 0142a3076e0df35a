"""Every kind goes out and comes in again: an export adds nothing, a filled template says what was said."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gridward.account.models import Account
from gridward.exchange.sheet.cell import Cell
from gridward.exchange.sheet.column import Column, columns
from gridward.exchange.sheet.export import Reader, export
from gridward.exchange.sheet.plan import Plan, run
from gridward.exchange.sheet.reading import open_book
from gridward.exchange.sheet.safe import neutral
from gridward.exchange.sheet.stored import Kept, Teller, kept
from gridward.exchange.sheet.template import template
from gridward.exchange.sheet.verdict import Verdict
from gridward.exchange.sheet.workbook import sheets
from gridward.grid import offices
from gridward.grid.offices import install_operator
from gridward.grid.tree import tree
from gridward.intake.kernel import NODES_OWN
from gridward.kit.ids import repeatable
from gridward.kit.text import Lang
from gridward.ledger.listing import Wanted, page
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind
from gridward.plug.shape import fields_of
from tests.contracts.test_travel import ANCHOR, FIRST, put, told
from tests.exchange.books import book
from tests.toy.node import COUNTY, EAST, at, entry, example

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]  # what is proved does not depend on the database
KINDS = pytest.mark.parametrize(
    "kind", [one for one in CATALOGUE.kinds.values() if one.name not in NODES_OWN], ids=lambda kind: kind.name
)
TRIED = settings(
    max_examples=6, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)


def given_out(kind: EntryKind, account: Account | None, lang: Lang = "zh", purpose: str = "test") -> bytes:
    out = BytesIO()
    export(kind, Wanted(), Reader(account=account, lang=lang, purpose=purpose), out=out)
    return out.getvalue()


def taken(data: bytes, kind: EntryKind | None = None, account: Account | None = None) -> list[Verdict]:
    return list(run(Plan(open_book(data, kind, {}, list(CATALOGUE.kinds.values())), account, source="t"), dry=False))


def standing(kind: EntryKind) -> list[Kept]:
    return [one for one in kept(page(Wanted(kinds=(kind.name,)), rising=True, limit=100).rows) if one.body is not None]


def trusted() -> Account:
    """The operator, who also belongs to the commission that alone may see some kinds."""
    operator, county = install_operator(tree().need(COUNTY).id), tree().need(COUNTY).id
    source = repeatable("commission")
    offices.appoint(
        offices.Appointment(source=source, role="discipline", area=county, from_at=at(1), account=operator.pk)
    )
    return operator


def put_one(data: st.DataObject, kind: EntryKind) -> None:
    put(entry(ANCHOR, "roll.household", EAST, at(1), {}, subject={"kind": "household", "ref": "anchor"}))
    put(told(data, kind, FIRST))


@KINDS
@TRIED
@given(data=st.data(), lang=st.sampled_from(["zh", "en"]), clear=st.booleans())
def test_an_export_taken_in_again_adds_nothing(
    kind: EntryKind, node: None, data: st.DataObject, lang: Lang, clear: bool
) -> None:
    with example():
        put_one(data, kind)
        operator = trusted() if clear else None
        before = len(standing(kind))
        found = taken(given_out(kind, operator, lang), account=operator)
        assert [one.code for one in found] == ["same"] * before, [one.say("en") for one in found]
        assert len(page(Wanted(kinds=(kind.name,)), limit=100).rows) == before


@KINDS
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_answers_and_explanations_of_a_template_are_no_records(kind: EntryKind, lang: Lang) -> None:
    out = BytesIO()
    template(kind, lang=lang, out=out)
    found = open_book(out.getvalue(), kind, {}, (kind,))
    assert [[*one.rows()] for one in found.pages] == [[]]
    assert found.bare == ()


@KINDS
@TRIED
@given(data=st.data(), lang=st.sampled_from(["zh", "en"]))
def test_a_filled_template_says_what_was_said(kind: EntryKind, node: None, data: st.DataObject, lang: Lang) -> None:
    with example():
        put_one(data, kind)
        last = standing(kind)[-1]
        known = columns(kind)
        cells = [neutral(cell) if isinstance(cell, str) else cell for cell in said(last, known, lang)]
        out = BytesIO()
        template(kind, lang=lang, out=out)
        empty = next(iter(sheets(out.getvalue())))
        (verdict,) = taken(book([*empty.rows, cells]))
        if verdict.code == "mend" and _says_nothing(last, known, cells):
            return None  # a required text of blanks is no answer in a sheet
        if kind.name in ("grid.area",):
            return assert_code(verdict, {"held", "accepted", "flagged"})
        assert_code(verdict, {"accepted", "flagged"})
        new = standing(kind)[-1]
        assert new.stored.position == verdict.position
        assert _as_read(said(new, known, lang)) == _as_read(said(last, known, lang))
        for field in fields_of(kind.body):
            here, there = getattr(last.body, field.attribute), getattr(new.body, field.attribute)
            if not field.link and not field.field.personal:
                assert _plain(here) == _plain(there), field.name
        assert last.stored.at // 1_000_000 == new.stored.at // 1_000_000
        return None


def assert_code(verdict: Verdict, codes: set[str]) -> None:
    assert verdict.code in codes, verdict.say("en")


def said(one: Kept, known: tuple[Column, ...], lang: Lang) -> list[Cell]:
    teller = Teller([one], tree())
    return [teller.cell(one, column, lang=lang, clear=True) for column in known]


def _says_nothing(one: Kept, known: tuple[Column, ...], cells: list[Cell]) -> bool:
    """Whether a text that must be there, in the body or in one of its records, is blank."""
    if any(column.required and not str(cell).strip() for column, cell in zip(known, cells, strict=True)):
        return True
    shapes = [column.shape for column in known if column.shape is not None and column.shape.type == "rows"]
    return any(
        field.required and not str(getattr(record, field.attribute)).strip()
        for shape in shapes
        for record in getattr(one.body, shape.attribute)
        for field in shape.rows
    )


def _as_read(cells: list[Cell]) -> list[str]:
    return [" ".join(str(cell).split()) for cell in cells]


def _plain(value: Any) -> Any:
    """A value without blanks around texts and without items that say nothing."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, tuple):
        return [one for one in map(_plain, value) if one != ""]
    if hasattr(value, "__struct_fields__"):
        record = {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
        return record if any(one not in ("", None, []) for one in record.values()) else ""
    return value
