"""The same reference is the same number, whatever comes first and however it is cut into batches."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.kit.errors import Refusal
from gridward.kit.pen import writing
from gridward.kit.rows import rows
from gridward.plug.kind import Ref
from gridward.roll.models import Alias, Thing
from gridward.roll.resolve import resolve
from gridward.roll.things import KINDS

pytestmark = [pytest.mark.django_db, pytest.mark.kernel]

IDS = [str(uuid4()) for _ in range(6)]
TEXTS = st.sampled_from(["张三", "张三 ", "鲁M12345", "a", "A", "37", *IDS]) | st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8
)
REFS = st.builds(
    lambda kind, text, as_id: Ref(kind=kind, id=text) if as_id else Ref(kind=kind, ref=text),
    st.sampled_from(sorted(KINDS)),
    TEXTS,
    st.booleans(),
)


@given(st.lists(st.lists(REFS, max_size=12), max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_same_ref_has_the_same_number_in_any_order(roll: Any, batches: list[list[Ref]], random: Any) -> None:
    known: dict[tuple[str, str], int] = {}
    everything = [ref for batch in batches for ref in batch]
    for batch in [*batches, random.sample(everything, len(everything))]:
        for ref, number in roll.numbers(*batch).items():
            assert known.setdefault((ref.kind, ref.id or ref.ref), number) == number
    assert len(set(known.values())) == len(known)
    assert set(Thing.objects.filter(id__in=known.values()).values_list("kind", "id")) == {
        (kind, number) for (kind, _), number in known.items()
    }


def test_a_made_id_is_kept_and_its_letters_case_does_not_matter(roll: Any) -> None:
    made = uuid4()
    number = roll.number("person", id=str(made))
    assert roll.number("person", id=str(made).upper()) == number
    assert rows("SELECT uuid, provisional, identity FROM roll_thing WHERE id = %s", (number,)) == [(made, True, None)]


def test_an_id_that_is_no_uuid_is_a_text_like_any_other(roll: Any) -> None:
    assert roll.number("household", id="3-201") == roll.number("household", ref="3-201")
    assert roll.number("household", id="3-202") != roll.number("household", ref="3-201")
    assert set(Thing.objects.values_list("uuid", flat=True)) == {None}


def test_one_made_id_for_two_kinds_is_two_things(roll: Any) -> None:
    made = str(uuid4())
    first = roll.number("person", id=made)
    assert roll.number("household", id=made) != first
    assert roll.number("person", id=made) == first


@pytest.mark.parametrize(
    ("ref", "code"),
    [
        (Ref(kind="area", ref="371681102"), "not_in_roll"),
        (Ref(kind="place", id=str(uuid4())), "not_in_roll"),
        (Ref(kind="wizard", ref="x"), "not_in_roll"),
        (Ref(kind="person"), "empty_reference"),
    ],
)
def test_what_the_roll_does_not_keep_is_refused_with_a_remedy(roll: Any, ref: Ref, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        roll.numbers(ref)
    assert refused.value.reasons[0].code == code
    assert Thing.objects.count() == 0


def test_only_the_pen_gives_numbers() -> None:
    with pytest.raises(RuntimeError, match="writing"):
        resolve([Ref(kind="person", ref="x")], at=1)
    with pytest.raises(RuntimeError, match="writing"), writing(lane="fold"):
        resolve([Ref(kind="person", ref="x")], at=1)


def test_nothing_to_resolve(roll: Any) -> None:
    assert roll.numbers() == {}


@pytest.mark.sqlite_only
def test_a_batch_costs_the_same_few_statements_however_large(roll: Any) -> None:
    statements: list[str] = []

    def listen(raw: Any) -> None:
        raw.set_trace_callback(lambda sql: statements.append(sql.split()[0]))

    connection.ensure_connection()
    roll.number("person", ref="warm")
    listen(connection.connection)
    try:
        roll.numbers(*(Ref(kind="person", ref=f"p{number}") for number in range(500)))
        assert statements.count("SELECT") == 2
        statements.clear()
        roll.numbers(*(Ref(kind="person", ref=f"p{number}") for number in range(500)))
        assert [word for word in statements if word in {"SELECT", "INSERT"}] == ["SELECT"]
    finally:
        connection.connection.set_trace_callback(None)


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_fails_leaves_no_trace(roll: Any) -> None:
    with pytest.raises(ZeroDivisionError), writing():
        resolve([Ref(kind="person", ref="x"), Ref(kind="person", id=str(UUID(int=5)))], at=1)
        raise ZeroDivisionError
    assert Thing.objects.count() == Alias.objects.count() == 0
    assert roll.number("person", ref="y") == 1
