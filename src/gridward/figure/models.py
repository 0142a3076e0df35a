"""The figures' tables. All rows follow from the ledger; `ledger rebuild` makes them again."""

from django.db import models
from django.db.models import Q

from gridward.grid.path import PathField


class Series(models.Model):
    """The node's number of a figure's member ("" is the figure without member)."""

    id = models.AutoField(primary_key=True)
    figure = models.CharField(max_length=80)
    member = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("figure", "member"), name="figure_series_once"),)


class Posting(models.Model):
    """One signed number that a figure booked: where and when it holds, at which position it became known, and why.

    `source` is the position of the entry behind it; `grp` is what was derived together: an entry chain or a subject.
    """

    series = models.IntegerField()
    area = models.IntegerField()
    path = PathField()
    day = models.IntegerField()
    at = models.BigIntegerField()
    position = models.BigIntegerField()
    source = models.BigIntegerField()
    grp = models.BigIntegerField()
    key = models.BigIntegerField(null=True)
    value = models.BigIntegerField()
    response = models.BigIntegerField(default=0)

    class Meta:
        indexes = (
            models.Index(fields=("series", "path", "day", "at", "value"), name="figure_posting_read"),
            models.Index(fields=("grp", "series"), name="figure_posting_group"),
            models.Index(fields=("key", "series"), name="figure_posting_key", condition=Q(key__isnull=False)),
            models.Index(fields=("at", "series"), name="figure_posting_late"),
        )


class Total(models.Model):
    """What a series of a town or above stood at when a day ended; every known series has a row on every known day."""

    pk = models.CompositePrimaryKey("area", "day", "series")
    area = models.IntegerField()
    day = models.IntegerField()
    series = models.IntegerField()
    value = models.BigIntegerField()


class First(models.Model):
    """The day from which a key of a distinct flow counts, in the lowest area above it whose totals are kept."""

    pk = models.CompositePrimaryKey("key", "series", "path")
    series = models.IntegerField()
    key = models.BigIntegerField()
    path = PathField()
    day = models.IntegerField()


class FoldHead(models.Model):
    """How far the fold has come: figures stand at this position."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    position = models.BigIntegerField(default=0)
    folded_at = models.BigIntegerField(default=0)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="figure_one_fold"),)
