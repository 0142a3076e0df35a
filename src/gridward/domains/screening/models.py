"""What lists of households, pushed lists and their names show: one row each, written from the entries."""

from django.db import models


class HouseholdVisitState(models.Model):
    """How often a household was called on, and with what result the last time."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    last_at = models.BigIntegerField()
    result = models.CharField(max_length=16)
    covered = models.BooleanField()
    rounds = models.JSONField(default=list)
    visits = models.IntegerField()
    next_review = models.DateField(null=True)


class ListState(models.Model):
    """The pushed lists that an area received."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    lists = models.IntegerField()
    names = models.IntegerField()
    last_at = models.BigIntegerField()
    issuers = models.JSONField(default=list)


class ListCheckState(models.Model):
    """What was last found out about a name of a list."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    result = models.CharField(max_length=32)
    at = models.BigIntegerField()
    attempts = models.IntegerField()
    next_check = models.DateField(null=True)
