"""What the lists of reporting show: a row a unit, and a row a report that was reviewed."""

from django.db import models


class UnitState(models.Model):
    """The reports of a unit: the last day by template, and which of them were nil."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    days = models.JSONField(default=dict)
    nil = models.JSONField(default=list)
    reports = models.IntegerField()
    last_at = models.BigIntegerField()


class ReviewState(models.Model):
    """A report that was reviewed: what was decided last."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    decision = models.CharField(max_length=24)
    reviews = models.IntegerField()
    at = models.BigIntegerField()
