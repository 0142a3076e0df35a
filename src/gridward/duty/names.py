"""Numbers of clauses: short ones, drawn without a sequence, kept in memory."""

from functools import cache

from django.db.models import Max

from gridward.duty.models import Clause


@cache
def clause_number(disease: str, name: str) -> int:
    """The node's number of a clause; a new one gets the next. Only who holds the pen asks for new ones."""
    full = f"{disease}:{name}"
    found = Clause.objects.filter(name=full).values_list("id", flat=True).first()
    if found is None:
        last = Clause.objects.aggregate(last=Max("id"))["last"] or 0
        found = Clause.objects.create(id=last + 1, name=full).id
    return found


@cache
def clause_name(number: int) -> tuple[str, str]:
    """The disease and name of a clause."""
    disease, _, name = Clause.objects.get(id=number).name.partition(":")
    return disease, name


def forget() -> None:
    """Drop what is remembered: for tests, and when a transaction that gave numbers was rolled back."""
    clause_number.cache_clear()
    clause_name.cache_clear()
