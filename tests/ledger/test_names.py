"""Numbers of kinds are short: whatever is rolled back must not use them up."""

import pytest
from django.db import transaction

from gridward.ledger.models import Kind
from gridward.ledger.names import every_number, forget, kind_name, kind_number, numbers_given

pytestmark = [pytest.mark.django_db, pytest.mark.kernel]


def test_a_number_that_was_rolled_back_is_given_again() -> None:
    forget()
    first = kind_number("water.sample")
    last = Kind.objects.latest("id").id
    for _ in range(3):
        with pytest.raises(RuntimeError), transaction.atomic():
            kind_number("water.other")
            raise RuntimeError
        forget()
    assert kind_number("water.other") == last + 1
    assert kind_name(first) == "water.sample"
    assert Kind.objects.filter(name__startswith="water.").count() == 2
    forget()


def test_a_list_knows_the_number_that_another_process_has_drawn() -> None:
    forget()
    kind_number("water.sample")
    assert numbers_given(["water.elsewhere"]) == []
    last = Kind.objects.latest("id").id
    Kind.objects.create(id=last + 1, name="water.elsewhere")
    assert numbers_given(["water.sample", "water.elsewhere"]) == [kind_number("water.sample"), last + 1]
    assert every_number()[-1] == last + 1
    forget()
