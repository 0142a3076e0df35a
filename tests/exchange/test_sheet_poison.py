"""Whatever stands in the cells, every row gets a verdict and nothing breaks."""

from datetime import timedelta
from io import BytesIO
from random import Random
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gridward.exchange.sheet.column import columns
from gridward.exchange.sheet.heading import Index, find
from gridward.exchange.sheet.plan import Plan, run
from gridward.exchange.sheet.reading import Book, Page
from gridward.exchange.sheet.workbook import Sheet, sheets
from gridward.intake.kernel import NODES_OWN
from gridward.kit.errors import Refusal
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind
from tests.exchange.books import book
from tests.toy.node import EAST, example

WORDS = st.sampled_from(
    ["同上", "〃", "是", "无", "/", "2月30日", "3.71E+17", "=1+1", "9" * 400, "-", "a|b|c|d|e|f", "人员:张", "№ 3",
     EAST, "00000000-0000-0000-0000-000000000000", "2020-02-10 25:61", "上午", "1e999", "\u0000", "١٢٣", "²", "½"]
)  # fmt: skip
CELLS = st.one_of(
    WORDS,
    st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
    st.floats(),
    st.integers(-(10**20), 10**20),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(timedelta(-1000), timedelta(1000)),
    st.none(),
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kind", [one for one in CATALOGUE.kinds.values() if one.name not in NODES_OWN], ids=lambda kind: kind.name
)
@settings(
    max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_every_row_gets_a_verdict(kind: EntryKind, node: None, data: st.DataObject) -> None:
    known = columns(kind)
    head: list[Any] = [column.head.zh for column in known] + ["记录编号"]
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(head), max_size=len(head)), min_size=1, max_size=4))
    found = find([head], known)
    assert found is not None
    page = Page(Sheet("s", [head, *rows], ()), found, Index(known, {}))
    with example():
        verdicts = list(run(Plan(Book(kind, known, (page,), ()), None), dry=True))
    assert len(verdicts) <= len(rows)
    assert all(one.say("zh") and one.say("en") for one in verdicts)


@pytest.mark.no_database
@pytest.mark.parametrize("seed", range(60))
def test_a_workbook_with_broken_parts_is_read_or_refused(seed: int) -> None:
    random = Random(seed)
    with ZipFile(BytesIO(book([["姓名", "体温"], ["张甲", 36.5], ["李乙", 37]], merged=["A2:A3"]))) as whole:
        parts = {name: bytearray(whole.read(name)) for name in whole.namelist()}
    for _ in range(random.randrange(1, 12)):
        part = parts[random.choice(list(parts))]
        place = random.randrange(len(part))
        part[place : place + random.randrange(3)] = random.choice([b"", b"<", b"0", b"99999999999", b"\xff", b"</c>"])
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, bytes(part))
    try:
        list(sheets(out.getvalue()))
    except Refusal as refusal:
        assert refusal.reasons[0].text.zh
