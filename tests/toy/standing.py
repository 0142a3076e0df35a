"""A state of the toy domain: where a person stands now. Its table lives only inside the tests."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models

from gridward.kit.rows import execute
from gridward.plug.domain import State
from gridward.plug.kind import Entry


class Standing(models.Model):
    """One row a person under control."""

    subject = models.BigIntegerField(primary_key=True)
    measure = models.CharField(max_length=10)
    since = models.BigIntegerField()
    area = models.IntegerField()

    class Meta:
        app_label = "toy"


def row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """What the last entry says; nobody once released."""
    last = entries[-1]
    if not last.body.measure:
        return None
    return {"measure": last.body.measure, "since": last.at, "area": last.area}


STANDING = State(model=Standing, of=("toy.stay",), row=row)


def create() -> None:
    """Make the table."""
    execute(
        "CREATE TABLE toy_standing"
        " (subject bigint PRIMARY KEY, measure varchar(10) NOT NULL, since bigint NOT NULL, area integer NOT NULL)"
    )


def drop() -> None:
    """Take it away."""
    execute("DROP TABLE toy_standing")
