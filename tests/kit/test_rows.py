"""Bulk rows: what goes in comes out, the same on both databases."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.kit.rows import Table, among, append, execute, put, rows

pytestmark = [pytest.mark.django_db, pytest.mark.kernel]

ALL = Table(
    "rows_all",
    ("small", "middle", "big", "id", "bytes", "words", "yes", "shape", "date"),
    ("int2", "int4", "int8", "uuid", "bytea", "text", "bool", "json", "date"),
)
FIELDS = (
    *("SmallIntegerField", "IntegerField", "BigIntegerField", "UUIDField", "BinaryField"),
    *("TextField", "BooleanField", "JSONField", "DateField"),
)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES = st.tuples(
    st.none() | st.integers(-(2**15), 2**15 - 1),
    st.none() | st.integers(-(2**31), 2**31 - 1),
    st.none() | st.integers(-(2**63), 2**63 - 1),
    st.none() | st.uuids(),
    st.none() | st.binary(),
    st.none() | TEXT,
    st.none() | st.booleans(),
    st.none() | st.sampled_from(['{"a": [1, "张"]}', '"~"', "12"]),
    st.none() | st.dates(),
)


@pytest.fixture
def table() -> None:
    columns = ", ".join(
        f'"{name}" {connection.data_types[field]}' for name, field in zip(ALL.columns, FIELDS, strict=True)
    )
    execute(f"CREATE TABLE rows_all({columns.replace('%', '%%')})")


@given(st.lists(VALUES, max_size=20))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("table")
def test_what_goes_in_comes_out(wanted: list[tuple[Any, ...]]) -> None:
    execute("DELETE FROM rows_all")
    assert append(ALL, iter(wanted)) == len(wanted)
    found = rows(f"SELECT {', '.join(ALL.columns)} FROM rows_all")
    assert sorted(map(repr, found)) == sorted(map(repr, wanted))


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    ("column", "type_", "there", "elsewhere"),
    [
        ("small", "int2", [1, -2], [3]),
        ("big", "int8", [2**62, 5], [6, -(2**62)]),
        ("id", "uuid", [uuid4(), UUID(int=0), UUID("1234" * 8)], [uuid4()]),
        ("bytes", "bytea", [b"", b"\x00\xff", b"abc"], [b"abd"]),
        ("words", "text", ["", "张三", 'a"b\\c{},', "'; --", "100%s"], ["张", "NULL"]),
    ],
)
def test_among_finds_exactly_the_values(column: str, type_: Any, there: list[Any], elsewhere: list[Any]) -> None:
    append(Table("rows_all", (column,), (type_,)), [(value,) for value in there])
    for wanted, expected in (
        (there + elsewhere, there),
        (there[:1] + elsewhere, there[:1]),
        (elsewhere, []),
        ([], []),
        (set(there), there),
    ):
        condition, params = among(column, wanted, type_)
        assert len(params) == 1
        found = rows(f"SELECT {column} FROM rows_all WHERE {condition}", params)
        assert sorted(value for (value,) in found) == sorted(expected)


@pytest.mark.usefixtures("table")
def test_many_values_are_one_parameter() -> None:
    append(Table("rows_all", ("big",), ("int8",)), [(number,) for number in range(40_000)])
    condition, params = among("big", range(0, 80_000, 2), "int8")
    assert rows(f"SELECT count(*) FROM rows_all WHERE {condition}", params) == [(20_000,)]


@pytest.mark.usefixtures("table")
def test_it_belongs_to_the_open_transaction() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        append(Table("rows_all", ("big",), ("int8",)), [(1,)])
        assert rows("SELECT big FROM rows_all") == [(1,)]
        raise ZeroDivisionError
    assert rows("SELECT big FROM rows_all") == []


@pytest.mark.usefixtures("table")
def test_a_broken_rule_is_djangos_error() -> None:
    execute("CREATE UNIQUE INDEX rows_once ON rows_all(big)")
    with pytest.raises(IntegrityError), transaction.atomic():
        append(Table("rows_all", ("big",), ("int8",)), [(1,), (2,), (1,)])
    assert rows("SELECT big FROM rows_all") == []


@pytest.mark.usefixtures("table")
def test_placeholders_and_percent_signs() -> None:
    append(Table("rows_all", ("words", "big"), ("text", "int8")), [("a%b", 1), ("ab", 2), ("a%s", 3)])
    assert rows("SELECT big FROM rows_all WHERE words LIKE 'a%%' AND big < %s ORDER BY big", [3]) == [(1,), (2,)]
    assert rows("SELECT big FROM rows_all WHERE words = 'a%%s'") == [(3,)]
    assert execute("UPDATE rows_all SET big = big + %s WHERE big >= %s", [10, 2]) == 2


def test_a_table_names_a_type_for_each_column() -> None:
    with pytest.raises(ValueError, match="2 columns, 1 types"):
        Table("t", ("a", "b"), ("int4",))


def test_what_is_put_takes_the_place_of_what_has_its_key() -> None:
    execute("CREATE TABLE rows_put (a int NOT NULL, b int NOT NULL, c bigint NOT NULL, UNIQUE (a, b))")
    table = Table("rows_put", ("a", "b", "c"), ("int4", "int4", "int8"))
    put(table, [(1, 1, 5), (1, 2, 6)], key=2)
    put(table, [(1, 2, 7), (2, 1, -8)], key=2)
    put(table, [], key=2)
    assert sorted(rows("SELECT a, b, c FROM rows_put")) == [(1, 1, 5), (1, 2, 7), (2, 1, -8)]
